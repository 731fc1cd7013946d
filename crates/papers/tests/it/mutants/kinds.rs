//! The kinds of error, each with the places of a document at which it can be planted.
//!
//! A kind plants only what is certainly an error: it looks at the lines alone and never at what a check would say.

use std::sync::LazyLock;

use regex::Regex;

/// A kind of error.
pub(super) struct Kind {
    /// What is done to the document.
    pub(super) name: &'static str,
    /// The checks of which one must find it.
    pub(super) rules: &'static [&'static str],
    /// Checks that may find it too, since it is an error of their kind as well.
    pub(super) beside: &'static [&'static str],
    /// The contradiction is told at its other side.
    pub(super) elsewhere: bool,
    /// Every place at which it can be planted.
    pub(super) plant: fn(&[&str]) -> Vec<Mutant>,
}

/// Lines changed or taken out, by index; none is put in.
pub(super) struct Mutant {
    changes: Vec<(usize, Option<String>)>,
}

impl Mutant {
    /// The index of the first line that changes.
    pub(super) fn line(&self) -> usize {
        self.changes.first().map_or(0, |(line, _)| *line)
    }

    /// What the line says now.
    pub(super) fn words(&self) -> String {
        self.changes.first().map_or(String::new(), |(_, text)| text.clone().unwrap_or_else(|| "(taken out)".to_owned()))
    }

    /// The document with the error in it.
    pub(super) fn applied(&self, lines: &[&str]) -> String {
        let mut out: Vec<&str> = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            match self.changes.iter().find(|(at, _)| *at == index) {
                Some((_, Some(text))) => out.push(text),
                Some((_, None)) => {}
                None => out.push(line),
            }
        }
        out.join("\n")
    }
}

fn regex(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// Every match of a pattern's first group, with what it may be changed to.
fn replaced(lines: &[&str], pattern: &Regex, others: impl Fn(&str) -> Vec<String>) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        for group in pattern.captures_iter(line).filter_map(|found| found.get(1)) {
            for other in others(group.as_str()).into_iter().filter(|other| other != group.as_str()) {
                let text = format!("{}{other}{}", &line[..group.start()], &line[group.end()..]);
                all.push(Mutant { changes: vec![(index, Some(text))] });
            }
        }
    }
    all
}

/// Every match of a pattern taken out whole, with its line.
fn dropped(lines: &[&str], pattern: &Regex) -> Vec<Mutant> {
    let at = lines.iter().enumerate().filter(|(_, line)| pattern.is_match(line));
    at.map(|(index, _)| Mutant { changes: vec![(index, None)] }).collect()
}

/// The figure with each of its digits made another.
fn other_digits(figure: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, digit) in figure.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        for step in 1..=9 {
            let other = char::from(b'0' + (digit as u8 - b'0' + step) % 10);
            if at > 0 || other != '0' {
                all.push(format!("{}{other}{}", &figure[..at], &figure[at + 1..]));
            }
        }
    }
    all
}

/// Rows of a cost table: an id and amounts. Each figure is changed.
fn cost_figures(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Z]+\d+[A-Z]? £[\d,]+ £[\d,]+"));
    static FIGURE: LazyLock<Regex> = LazyLock::new(|| regex(r"£([\d,]+)"));
    let rows: Vec<bool> = lines.iter().map(|line| ROW.is_match(line)).collect();
    // A total that is wrong already stays wrong.
    if lines.iter().any(|line| line.contains("£1,120,042")) {
        return Vec::new();
    }
    replaced(lines, &FIGURE, other_digits).into_iter().filter(|mutant| rows[mutant.line()]).collect()
}

fn stated_totals(lines: &[&str]) -> Vec<Mutant> {
    static TOTAL: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)total .*£([\d,]+\d)"));
    replaced(lines, &TOTAL, other_digits)
}

static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d{2} [A-Z][a-z]{2} \d{2})[ \t]"));

/// Two rows of a release timetable that follow each other change dates.
fn swapped_dates(lines: &[&str]) -> Vec<Mutant> {
    let rows: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, DATED.captures(line)?.get(1)?.as_str())))
        .collect();
    let mut all = Vec::new();
    for pair in rows.windows(2).filter(|pair| pair[0].1 != pair[1].1 && !is_history(lines, pair[0].0)) {
        let [(a, first), (b, second)] = [pair[0], pair[1]];
        all.push(Mutant {
            changes: vec![
                (a, Some(lines[a].replacen(first, second, 1))),
                (b, Some(lines[b].replacen(second, first, 1))),
            ],
        });
    }
    all
}

fn is_history(lines: &[&str], index: usize) -> bool {
    lines[..index].iter().any(|line| line.starts_with("Document history"))
}

fn go_live(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d{2}) [A-Z][a-z]{2} \d{2}[ \t]Release go-live"));
    replaced(lines, &ROW, |day| {
        (1..=4).map(|step| format!("{:02}", (day.parse::<u8>().unwrap() + step * 5) % 27 + 1)).collect()
    })
}

static TICKED: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Z][A-Za-z]+ ?[A-Z0-9]+ .*✓"));

fn no_ticks(lines: &[&str]) -> Vec<Mutant> {
    let ticked = lines.iter().enumerate().filter(|(_, line)| TICKED.is_match(line));
    ticked.map(|(index, line)| Mutant { changes: vec![(index, Some(line.replace('✓', "")))] }).collect()
}

fn dropped_rows(lines: &[&str]) -> Vec<Mutant> {
    dropped(lines, &TICKED)
}

/// A row of a document history goes back: its version, its date.
fn history_versions(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d\.\d) \d{2} [A-Z][a-z]{2} \d{2} "));
    let rows: Vec<usize> = (0..lines.len()).filter(|at| ROW.is_match(lines[*at])).collect();
    let mut all = Vec::new();
    for pair in rows.windows(2) {
        let version = |at: usize| &lines[at][..3];
        let [a, b] = [pair[0], pair[1]];
        all.push(Mutant {
            changes: vec![
                (a, Some(lines[a].replacen(version(a), version(b), 1))),
                (b, Some(lines[b].replacen(version(b), version(a), 1))),
            ],
        });
        all.push(Mutant { changes: vec![(b, Some(lines[b].replacen(version(b), version(a), 1)))] });
    }
    all
}

fn cover_versions(lines: &[&str]) -> Vec<Mutant> {
    static COVER: LazyLock<Regex> = LazyLock::new(|| regex(r"^Version (\d\.\d)\s*$"));
    // Only a document with a history says twice which version it is.
    if !lines.iter().any(|line| line.starts_with("Document history")) {
        return Vec::new();
    }
    replaced(lines, &COVER, |_| ["4.1", "0.7", "7.0", "9.9", "5.5"].map(str::to_owned).to_vec())
}

fn annex_titles(lines: &[&str]) -> Vec<Mutant> {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Z]+\d+[A-Z]? ‘(.+)’\s*$"));
    let is_report = lines.contains(&"Modification Report");
    if !is_report {
        return Vec::new();
    }
    replaced(lines, &HEAD, |title| {
        let words: Vec<&str> = title.split(' ').collect();
        (0..words.len())
            .map(|at| {
                words
                    .iter()
                    .enumerate()
                    .map(|(i, word)| if i == at { "other" } else { word })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    })
    .into_iter()
    .filter(|mutant| lines[mutant.line()..].iter().take(6).any(|line| line.starts_with("Annex")))
    .collect()
}

fn instruction_ranges(lines: &[&str]) -> Vec<Mutant> {
    static RANGE: LazyLock<Regex> = LazyLock::new(|| regex(r"^Add Sections [A-Z]\d+\.\d+-(\d+) as follows"));
    // A range that is wrong already may become right.
    if lines.iter().any(|line| line.contains("D10.22-27")) {
        return Vec::new();
    }
    replaced(lines, &RANGE, |last| {
        let last: u32 = last.parse().unwrap();
        [last - 1, last + 1, last + 2, last + 4].map(|number| number.to_string()).to_vec()
    })
    .into_iter()
    .collect()
}

fn renumbered_clauses(lines: &[&str]) -> Vec<Mutant> {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:<u>)?[A-Z]\d+\.(\d+) [A-Z]"));
    let ranges = lines.iter().position(|line| line.starts_with("Add Section")).unwrap_or(usize::MAX);
    if lines.iter().any(|line| line.contains("D10.22-27")) {
        return Vec::new();
    }
    replaced(lines, &CLAUSE, |number| [number.parse::<u32>().unwrap() + 30].map(|number| number.to_string()).to_vec())
        .into_iter()
        .filter(|mutant| mutant.line() > ranges)
        .collect()
}

fn pointers(lines: &[&str]) -> Vec<Mutant> {
    static POINTER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"has the meaning given to that expression in Section ([A-Z]\d+\.\d+) \("));
    let printed = lines.join("\n");
    replaced(lines, &POINTER, |clause| {
        // Only a term that a clause of the same file defines can be shown to be elsewhere.
        let term_is_here = printed.matches(clause).count() > 1;
        if term_is_here { ["C1.1", "B3.4", "H7.2"].map(str::to_owned).to_vec() } else { Vec::new() }
    })
    .into_iter()
    .filter(|mutant| !lines[mutant.line()].contains("C2.3"))
    .collect()
}

/// In a list `(a) … (c)` one label is that of its neighbour.
fn twin_labels(lines: &[&str]) -> Vec<Mutant> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:- )?\(([b-h])\) "));
    replaced(lines, &LABEL, |label| vec![char::from(label.as_bytes()[0] - 1).to_string()])
}

/// The last label of a list jumps.
fn jumped_labels(lines: &[&str]) -> Vec<Mutant> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:- )?\(([b-g])\) .*\.(?:</u>)?\s*$"));
    replaced(lines, &LABEL, |label| [2, 3].map(|step| char::from(label.as_bytes()[0] + step).to_string()).to_vec())
}

/// The `and` or `or` before the last paragraph goes, where the lead-in does not say how the list counts.
fn lost_joints(lines: &[&str]) -> Vec<Mutant> {
    static JOINT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:- )?\([a-z]\) .*;( and| or)\s*$"));
    static OPEN: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:following|any|all|each|every|both|either|neither|least|only)\b[^.]*:\s*$"));
    replaced(lines, &JOINT, |_| vec![String::new()])
        .into_iter()
        .filter(|mutant| {
            let lead_in = lines[..mutant.line()]
                .iter()
                .rev()
                .find(|line| line.trim_end().ends_with(':') && !line.contains(" (i"));
            lead_in.is_some_and(|line| !OPEN.is_match(line))
        })
        .collect()
}

fn criteria_numbers(lines: &[&str]) -> Vec<Mutant> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"^ ?(\d{1,2})\. (?:The|A|No) "));
    let from =
        lines.iter().position(|line| line.contains("acceptance criteria") && line.len() < 40).unwrap_or(usize::MAX);
    replaced(lines, &NUMBER, |number| vec![(number.parse::<u32>().unwrap() + 20).to_string()])
        .into_iter()
        .filter(|mutant| mutant.line() > from)
        .collect()
}

/// A row of the glossary goes whose acronym the text uses.
fn dropped_acronyms(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^([A-Z]{2,7})[ \t][A-Z][a-z]"));
    let from = lines.iter().position(|line| line.trim() == "Glossary").unwrap_or(usize::MAX);
    // A report's glossary ends where its annexes begin.
    let to = lines.iter().skip(from.min(lines.len())).position(|line| line.starts_with("This document is classified"));
    let to = to.map_or(usize::MAX, |at| at + from);
    let table = from..to;
    let text: String = lines[..from.min(lines.len())].join(" ");
    let used = |acronym: &str| {
        let pattern = regex(&format!(r"(?:^|[\s(‘]){acronym}(?:[\s).,’;]|$)"));
        pattern.find_iter(&text).count() > 1
    };
    dropped(lines, &ROW)
        .into_iter()
        .filter(|mutant| table.contains(&mutant.line()))
        .filter(|mutant| ROW.captures(lines[mutant.line()]).is_some_and(|found| used(&found[1])))
        .collect()
}

/// A vote or approval on a Saturday.
fn idle_votes(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?:Change )?[Bb]oard [Vv]ote\t(\d{1,2} [A-Z][a-z]{2} \d{4})"));
    replaced(lines, &ROW, |date| {
        let year: i16 = date[date.len() - 4..].parse().unwrap();
        let first = jiff::civil::date(year, 12, 1);
        let all = (0..24).filter_map(|day| first.checked_add(jiff::Span::new().days(day)).ok());
        let idle =
            all.filter(|day| matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday));
        idle.map(|day| format!("{} Dec {year}", day.day())).collect()
    })
}

/// A row of a progression timetable stands before its neighbour.
fn swapped_rows(lines: &[&str]) -> Vec<Mutant> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Z][^\t]+\t\d{1,2} [A-Z][a-z]{2} \d{4}$"));
    let rows: Vec<usize> = (0..lines.len()).filter(|at| ROW.is_match(lines[*at].trim_end())).collect();
    rows.windows(2)
        .filter(|pair| pair[1] == pair[0] + 1)
        .map(|pair| Mutant {
            changes: vec![(pair[0], Some(lines[pair[1]].to_owned())), (pair[1], Some(lines[pair[0]].to_owned()))],
        })
        .collect()
}

fn empty_links(lines: &[&str]) -> Vec<Mutant> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\]\((https?://[^)]+)\)"));
    replaced(lines, &LINK, |_| vec!["#".to_owned(), String::new()])
}

fn announced_numbers(lines: &[&str]) -> Vec<Mutant> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:has|has these|have) (two|three|four) [a-z]+:\s*$"));
    replaced(lines, &NUMBER, |_| ["five", "six", "seven"].map(str::to_owned).to_vec())
}

fn response_counts(lines: &[&str]) -> Vec<Mutant> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"received (two|three|four) responses to the [A-Z]"));
    replaced(lines, &COUNT, |_| ["one", "five", "six", "twelve"].map(str::to_owned).to_vec())
}

/// An answer against approval, where the report says that all were for it.
fn turned_answers(lines: &[&str]) -> Vec<Mutant> {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| regex(r"^[^\t]+\t[^\t]+\t(Yes)\t"));
    let all = lines.iter().any(|line| line.contains("All respondents felt that the modification should be approved"));
    let question = lines.iter().position(|line| line.starts_with("Question") && line.contains("should be approved"));
    let (true, Some(from)) = (all, question) else { return Vec::new() };
    let to = lines.iter().skip(from + 3).position(|line| line.is_empty()).map_or(usize::MAX, |at| at + from + 3);
    replaced(lines, &ANSWER, |_| vec!["No".to_owned()])
        .into_iter()
        .filter(|mutant| (from..=to).contains(&mutant.line()))
        .collect()
}

/// A decision comes too late for its date, or the two cases of a date overlap or leave a gap.
fn conditions(lines: &[&str]) -> Vec<Mutant> {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| regex(r"is received after (\d{1,2}) [A-Z]"));
    replaced(lines, &AFTER, |day| {
        let day: u8 = day.parse().unwrap();
        [day % 27 + 1, (day + 6) % 27 + 1].map(|day| day.to_string()).to_vec()
    })
}

macro_rules! kinds {
    ($($name:literal, $rules:expr, beside $beside:expr, $elsewhere:expr, $plant:ident;)*) => {
        /// Every kind.
        pub(super) const KINDS: &[Kind] =
            &[$(Kind { name: $name, rules: &$rules, beside: &$beside, elsewhere: $elsewhere, plant: $plant }),*];
    };
}

kinds! {
    "a figure of a cost table changed", ["EN104"], beside [], true, cost_figures;
    "a stated total changed", ["EN104"], beside ["EN115"], false, stated_totals;
    "two dates of a timetable exchanged", ["EN141", "EN105", "EN122"], beside [], true, swapped_dates;
    "the day of go-live changed", ["EN105", "EN141"], beside ["EN115"], false, go_live;
    "the ticks of a row taken out", ["EN124"], beside [], false, no_ticks;
    "a row of a matrix taken out", ["EN124"], beside ["EN114"], true, dropped_rows;
    "a version of a history changed", ["EN126"], beside ["EN105", "EN003"], false, history_versions;
    "the version on the cover changed", ["EN126"], beside ["EN003"], false, cover_versions;
    "a title in an annex changed", ["EN103"], beside [], false, annex_titles;
    "the range of an instruction changed", ["EN102"], beside [], false, instruction_ranges;
    "a clause renumbered", ["EN102", "EN139", "EN131"], beside ["EN101", "EN112"], true, renumbered_clauses;
    "a definition pointed elsewhere", ["EN101"], beside ["EN112", "EN114"], false, pointers;
    "a label given twice", ["EN139"], beside ["EN131"], false, twin_labels;
    "a label that jumps", ["EN131"], beside [], false, jumped_labels;
    "the word before the last paragraph taken out", ["EN130"], beside [], false, lost_joints;
    "a criterion renumbered", ["EN131"], beside ["EN127"], true, criteria_numbers;
    "an acronym taken out of the glossary", ["EN120"], beside [], true, dropped_acronyms;
    "a vote on a Saturday or Sunday", ["EN122"], beside ["EN105"], false, idle_votes;
    "two rows of a timetable exchanged", ["EN141"], beside [], true, swapped_rows;
    "a link emptied", ["EN143"], beside [], false, empty_links;
    "an announced number changed", ["EN146"], beside [], false, announced_numbers;
    "the number of responses changed", ["EN116"], beside [], false, response_counts;
    "an answer turned", ["EN116"], beside [], true, turned_answers;
    "a condition on a date moved", ["EN123"], beside ["EN122"], false, conditions;
}
