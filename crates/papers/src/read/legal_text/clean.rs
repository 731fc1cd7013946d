//! From the lines of a file to the rows of its legal text: furniture, logos, balloons and stray marks are set aside,
//! what they carry (version, date) is kept, and what they destroyed is said.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::before::Before;
use super::heads::{self, Found, Part, RunningHead};
use super::sheet::Row;
use super::words::{Vocabulary, distance};
use super::{balloons, damage, labels, struck};
use crate::facts::{Lost, LostWords, Placed};
use crate::finding::Finding;
use crate::layout::pattern::pattern;
use crate::source::{Line, Lines};

static MARKUP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\*\*|(?i)</?(?:u|ins|b|i|em|strong)(?:\s[^<>]*)?>|\\([()\[\]*_.-])"));
static STRAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[‘’'`]\s+"));
static BROKEN_OFF: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:by|of|with|from|to|for|in|under)$"));
static PARTICIPLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[a-z]+ed[;,.]"));
static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*[-*•]\s+"));

/// The legal text without what is not its words.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The rows in order.
    pub(super) rows: Vec<Row>,
    /// The version in the furniture.
    pub(super) version: Option<Placed<String>>,
    /// The date in the furniture.
    pub(super) date: Option<Placed<Date>>,
    /// The file is a damaged extraction: misread labels may be mended from their place.
    pub(super) damaged: bool,
    /// The words that the document uses.
    pub(super) vocabulary: Vocabulary,
    /// The numbers of clauses that are struck out whole.
    pub(super) struck: Vec<Placed<String>>,
    /// What the lines said before the change.
    pub(super) before: Before,
}

/// What is done with a line.
enum Fate {
    /// It is text, perhaps less than was printed.
    Keep { text: String, cut: bool },
    /// It is blank.
    Blank,
    /// It is furniture.
    Furniture(Part),
    /// It is a running head with no word of the text.
    Head,
    /// It is the margin balloon of a deletion.
    Balloon,
    /// It is a logo or an unreadable mark.
    Noise,
}

/// Cleans the lines of a legal text on `modification`.
pub(super) fn clean(lines: &Lines<'_>, modification: Option<&str>, findings: &mut Vec<Finding>) -> Sheet {
    let (left, struck) = struck::without(lines);
    Sheet { struck, before: Before::of(lines), ..cleaned(&Lines::new(&left), modification, findings) }
}

fn cleaned(lines: &Lines<'_>, modification: Option<&str>, findings: &mut Vec<Finding>) -> Sheet {
    let vocabulary = Vocabulary::of(lines.iter().map(|line| line.text.as_str()));
    let mut washer = Washer::new(lines, modification, vocabulary);
    let fates = washer.fates();
    let mut sheet = Sheet { damaged: washer.damaged, ..Sheet::default() };
    let mut gap = true;
    let mut set_aside = Vec::new();
    for (index, (line, fate)) in lines.iter().zip(fates).enumerate() {
        let here = line.number;
        match fate {
            Fate::Blank => gap = true,
            Fate::Keep { text, cut } => {
                let mut row = Row::plain(here, &text);
                row.gap = std::mem::take(&mut gap);
                row.page = begins_page(line) && !BULLET.is_match(&line.text);
                row.marked = ["<u>", "<ins>", "<u ", "<ins "].iter().any(|mark| line.text.contains(mark));
                row.cut = cut;
                if cut {
                    row.lost.push(Lost { what: LostWords::Text, line: here });
                }
                if washer.beside_balloon.binary_search(&index).is_ok() {
                    row.lost.push(Lost { what: LostWords::Deletion, line: here });
                }
                sheet.rows.push(row);
            }
            Fate::Furniture(part) => {
                gap = true;
                match part {
                    Part::Silent | Part::Administrator(_) => {}
                    Part::Version(version) => {
                        sheet.version.get_or_insert(Placed::on(here, version));
                    }
                    Part::Date(date) => sheet.date = sheet.date.take().or(date.map(|date| Placed::on(here, date))),
                }
            }
            Fate::Head => {
                gap = true;
                let last = lines.range(index + 1, lines.len()).iter().find(|next| !next.is_blank());
                if last.is_some_and(begins_page) {
                    lose_line(&mut sheet.rows, here, findings);
                }
            }
            Fate::Balloon => {
                gap = true;
                if let Some(row) = sheet.rows.last_mut() {
                    row.lost.push(Lost { what: LostWords::Deletion, line: here });
                }
            }
            Fate::Noise => {
                gap = true;
                set_aside.push(Placed::on(here, line.trimmed().to_owned()));
            }
        }
    }
    report_breaks(&mut sheet.rows, findings);
    findings.append(&mut washer.findings);
    report_noise(&set_aside, findings);
    sheet.vocabulary = washer.vocabulary;
    sheet
}

/// A page begins on a line that a form feed, or the single space left of one, opens.
fn begins_page(line: &Line) -> bool {
    line.starts_page || (line.text.starts_with(' ') && !line.text.starts_with("  ") && !line.is_blank())
}

/// The last line of a page stands under its running head, and no word of it is left.
fn lose_line(rows: &mut [Row], here: usize, findings: &mut Vec<Finding>) {
    let Some(row) = rows.last_mut().filter(|row| !super::sheet::finished(&row.text)) else { return };
    row.cut = true;
    row.lost.push(Lost { what: LostWords::Text, line: here });
    let message = "The running head is printed where the last line of this page should be, in the middle of a sentence: \
                   words may be lost here. Take them from the original.";
    findings.push(damage::damaged(here, here, message.to_owned()));
}

/// Sentences that cannot go on as they do over a page break: a preposition, and on the next page a participle with a
/// stop behind it, so that what the preposition belongs to is gone.
fn report_breaks(rows: &mut [Row], findings: &mut Vec<Finding>) {
    for index in 1..rows.len() {
        let Some(after) = rows.get(index).filter(|row| row.page).map(|row| row.text.clone()) else { continue };
        let Some(before) = rows.get_mut(index - 1).filter(|row| !row.cut && BROKEN_OFF.is_match(&row.text)) else {
            continue;
        };
        if !PARTICIPLE.is_match(&after) {
            continue;
        }
        before.cut = true;
        before.lost.push(Lost { what: LostWords::Text, line: before.line });
        let message = "The sentence does not go on over the page break: words at the foot of this page are lost. Take them \
                       from the original.";
        findings.push(damage::damaged(before.line, before.line + 1, message.to_owned()));
    }
}

fn report_noise(set_aside: &[Placed<String>], findings: &mut Vec<Finding>) {
    let (Some(first), Some(last)) = (set_aside.first(), set_aside.last()) else { return };
    let message = format!(
        "Marks on {} lines were set aside because they hold no word that the document uses elsewhere (logos, margins, dirt \
         of a scan); look at them if something is missing.",
        set_aside.len()
    );
    let mut finding = damage::damaged(first.line, last.line, message);
    let list = set_aside.iter().map(|mark| serde_json::json!({ "line": mark.line, "printed": mark.value })).collect();
    finding.values.insert("set_aside", list);
    findings.push(finding);
}

struct Washer<'a> {
    lines: Lines<'a>,
    vocabulary: Vocabulary,
    head: Option<RunningHead>,
    second: Option<String>,
    names: BTreeSet<String>,
    balloons: bool,
    damaged: bool,
    /// The indices of lines with a balloon beside them, in order.
    beside_balloon: Vec<usize>,
    findings: Vec<Finding>,
}

impl<'a> Washer<'a> {
    fn new(lines: &Lines<'a>, modification: Option<&str>, vocabulary: Vocabulary) -> Self {
        let head = modification.and_then(RunningHead::of);
        let is_head = |line: &Line| head.as_ref().is_some_and(|head| head.find(&line.text, &vocabulary).is_some());
        // The second line of a running head stands under the first: more than once, or over other furniture.
        let under: Vec<(&str, bool)> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| is_head(line))
            .filter_map(|(index, _)| {
                let below = lines.get(index + 1)?;
                let over_furniture = lines.get(index + 2).is_some_and(|next| heads::part(&next.text).is_some());
                Some((below.trimmed(), over_furniture))
            })
            .collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        under.iter().for_each(|(line, _)| *times.entry(line).or_default() += 1);
        let again = |line: &str| times.get(line).is_some_and(|times| *times >= 2);
        let second = under
            .iter()
            .find(|(line, over_furniture)| titled(line) && (*over_furniture || again(line)))
            .map(|(line, _)| (*line).to_owned());
        let names: BTreeSet<String> = lines
            .iter()
            .filter_map(|line| match heads::part(&line.text)? {
                Part::Administrator(name) => Some(name),
                Part::Silent | Part::Version(_) | Part::Date(_) => None,
            })
            .collect();
        let balloons = lines.iter().any(|line| balloons::proves_balloons(&line.text));
        let damaged = balloons || !under.is_empty();
        Self {
            lines: *lines,
            vocabulary,
            head,
            second,
            names,
            balloons,
            damaged,
            beside_balloon: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn fates(&mut self) -> Vec<Fate> {
        let lines = self.lines;
        let mut fates: Vec<Fate> = Vec::with_capacity(lines.len());
        let mut after_head = false;
        for (index, line) in lines.iter().enumerate() {
            let fate = self.fate(index, line, after_head, fates.last());
            if !matches!(fate, Fate::Blank) {
                after_head = self.head.as_ref().is_some_and(|head| head.find(&line.text, &self.vocabulary).is_some());
            }
            fates.push(fate);
        }
        self.lone_dates_are_text(&mut fates);
        if self.damaged {
            self.noise(&mut fates);
        }
        fates
    }

    fn fate(&mut self, index: usize, line: &Line, after_head: bool, above: Option<&Fate>) -> Fate {
        let text = line.trimmed();
        if text.is_empty() {
            return Fate::Blank;
        }
        if let Some(part) = heads::part(&line.text) {
            return Fate::Furniture(part);
        }
        if let Some(found) = self.head.as_ref().and_then(|head| head.find(text, &self.vocabulary)) {
            return if found.before.is_empty() && found.over.is_none() {
                Fate::Head
            } else {
                self.overprinted(line, found)
            };
        }
        if after_head && let Some(second) = self.second.clone() {
            if text == second {
                return Fate::Furniture(Part::Silent);
            }
            if let Some(found) = heads::second_line(text, &second, &self.vocabulary) {
                return self.overprinted(line, found);
            }
        }
        if self.balloons {
            let under_balloon = matches!(above, Some(Fate::Balloon)) && balloons::is_content(text);
            if balloons::stands_alone(text) || under_balloon {
                return Fate::Balloon;
            }
        }
        Fate::Keep { text: self.words(index, &line.text), cut: false }
    }

    /// The words of a line without bullets, markup, stray quotation marks and what stands in the margin.
    fn words(&mut self, index: usize, text: &str) -> String {
        let text = BULLET.replace(text, "");
        let text = match text.contains(['*', '<', '\\']) {
            true => MARKUP.replace_all(text.trim(), "$1"),
            false => text,
        };
        let text = text.trim();
        let mut text = if self.damaged { STRAY.replace(text, "") } else { text.into() };
        if self.balloons {
            if let Some(before) = balloons::before_balloon(&text) {
                text = before.to_owned().into();
                self.beside_balloon.push(index);
            }
            if let Some(before) = balloons::before_corner(&text) {
                text = before.to_owned().into();
            }
        }
        text.trim().to_owned()
    }

    fn overprinted(&mut self, line: &Line, found: Found) -> Fate {
        let mut text = found.before;
        if let Some(over) = &found.over {
            if let Some(start) = &over.start {
                text = format!("{text} {start}");
            }
            let readable = over.start.as_ref().map_or_else(|| "nothing".to_owned(), |start| format!("only “{start}”"));
            let message = format!(
                "The running head is printed over the end of this line, where the file has “{}”: {readable} of that can be \
                 read. Take the words from the original.",
                over.printed
            );
            let mut finding = damage::damaged(line.number, line.number, message);
            finding.values.insert("printed", over.printed.clone().into());
            self.findings.push(finding);
        }
        Fate::Keep { text, cut: found.over.is_some() }
    }

    /// A date or a version alone on a line is furniture only beside other furniture; so is what stands between two
    /// lines of furniture.
    fn lone_dates_are_text(&self, fates: &mut [Fate]) {
        let near = |fates: &[Fate], index: usize| {
            let from = index.saturating_sub(3);
            let others = fates.iter().enumerate().skip(from).take(index + 4 - from);
            others.into_iter().any(|(other, fate)| {
                other != index
                    && match fate {
                        Fate::Furniture(_) | Fate::Head => true,
                        Fate::Keep { cut, .. } => *cut,
                        Fate::Blank | Fate::Balloon | Fate::Noise => false,
                    }
            })
        };
        for index in 0..fates.len() {
            let lone = matches!(fates.get(index), Some(Fate::Furniture(Part::Version(_) | Part::Date(_))));
            if lone
                && !near(fates, index)
                && let (Some(fate), Some(line)) = (fates.get_mut(index), self.lines.get(index))
            {
                *fate = Fate::Keep { text: line.trimmed().to_owned(), cut: false };
            }
        }
    }

    /// Blocks of lines that hold no word of the document: logos and dirt.
    fn noise(&self, fates: &mut [Fate]) {
        let kept = |fate: &Fate| matches!(fate, Fate::Keep { .. });
        let mut index = 0;
        while index < fates.len() {
            let on_page = |at: usize| at == index || !self.lines.get(at).is_some_and(begins_page);
            let block = fates.iter().enumerate().skip(index);
            let length = block.take_while(|(at, fate)| kept(fate) && on_page(*at)).count();
            let block = fates.iter().skip(index).take(length);
            let noise = |fate: &Fate| matches!(fate, Fate::Keep { text, cut: false } if self.is_noise(text));
            if length > 0 && block.into_iter().all(noise) {
                for fate in fates.iter_mut().skip(index).take(length) {
                    *fate = Fate::Noise;
                }
            }
            index += length.max(1);
        }
    }

    fn is_noise(&self, line: &str) -> bool {
        let logo = !line.contains(char::is_whitespace)
            && self.names.iter().any(|name| name.chars().count() >= 5 && distance(name, line) <= 2);
        let structure = line.chars().any(|c| c.is_ascii_digit()) || line.starts_with("[.") || conjunction(line);
        let words = structure || line.split_whitespace().any(is_word) || self.vocabulary.knows_some(line);
        logo || !(words || labels::label_line(line).is_some())
    }
}

/// The word between the last two paragraphs of a list, on a line of its own.
pub(super) fn conjunction(line: &str) -> bool {
    matches!(line.trim(), "and" | "or" | "and/or")
}

/// Four letters or more, in small letters or with one capital in front: no dirt of a scan.
fn is_word(token: &str) -> bool {
    let mut letters = token.trim_end_matches([',', '.', ';', ':']).chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.clone().count() >= 3 && letters.all(char::is_lowercase)
}

/// Two or three words with capitals and no stop: the second line of a running head.
fn titled(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic))
}
