//! Papers of the process that stand alone: recognised by a line of their cover, read section by section. What papers of a kind
//! all tell (the items of a meeting, the criteria of a phase) is read as facts of its own.

mod consulted;
mod meeting;
mod parts;
mod policy;
mod section;
mod table;
mod testing;

use std::sync::LazyLock;

use regex::Regex;

use self::parts::Parts;
use self::section::section;
use super::{consultation, cover, unread};
use crate::facts::{PaperKind, PaperSection, Particulars, Placed, ProcessPaper};
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::pattern::{PROPOSAL, pattern};
use crate::layout::{dates, furniture, marks};
use crate::source::{Line, Lines, Source};

/// How far into a paper the line that says what it is may stand, in lines with text.
const COVER: usize = 25;

/// How far into a paper its title may stand.
const TITLE: usize = 6;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({PROPOSAL})(?:$|\s*[:–-]?\s+)")));

/// The kind that a line of the cover names: the whole line, and no sentence.
pub(super) fn kind_of(line: &str) -> Option<PaperKind> {
    let text = marks::plain(line.trim()).trim().trim_matches('*').trim_start_matches('#').trim().to_ascii_lowercase();
    if text.is_empty() || text.contains(['.', '\t', ':']) || text.split_whitespace().count() > 10 {
        return None;
    }
    let ends = |endings: &[&str]| {
        endings
            .iter()
            .any(|ending| text.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
    };
    if ends(&["draft proposal form", "draft proposal", "proposal form"]) {
        return Some(PaperKind::DraftProposal);
    }
    if ends(&["response form", "consultation response"]) {
        return Some(PaperKind::ResponseForm);
    }
    if ends(&["consultation responses", "collated responses"]) {
        return Some(PaperKind::CollatedResponses);
    }
    if ends(&["consultation document", "refinement consultation", "modification report consultation"]) {
        return Some(PaperKind::ConsultationDocument);
    }
    if ends(&["paper for decision", "change board paper"]) {
        return Some(PaperKind::ChangeBoardPaper);
    }
    if ends(&["vote record", "record of the vote"]) {
        return Some(PaperKind::VoteRecord);
    }
    if ends(&["decision letter"]) {
        return Some(PaperKind::DecisionLetter);
    }
    if ends(&["testing approach document"]) {
        return Some(PaperKind::TestingApproachDocument);
    }
    if ends(&["completion report"]) {
        return Some(PaperKind::CompletionReport);
    }
    if ends(&["meeting pack", "pack of papers", "papers for the meeting"]) {
        return Some(PaperKind::MeetingPack);
    }
    if text == "policy" {
        return Some(PaperKind::Policy);
    }
    if ends(&["minutes"]) || text.starts_with("minutes of ") {
        return Some(PaperKind::MeetingMinutes);
    }
    if ends(&["agenda"]) || text.starts_with("agenda for ") || text.starts_with("agenda of ") {
        return Some(PaperKind::MeetingAgenda);
    }
    None
}

/// The kind of a source, and the line that says so.
pub(super) fn recognised(source: &Source) -> Option<(PaperKind, usize)> {
    let printed = || source.lines().iter().filter(|line| !line.is_blank()).take(COVER);
    let said = printed().find_map(|line| Some((kind_of(&line.text)?, line.number)));
    // A policy has its name for a title, and no line that says what it is. The title of another paper may end so too.
    said.or_else(|| {
        printed().take(TITLE).find(|line| is_title_of_policy(line)).map(|line| (PaperKind::Policy, line.number))
    })
}

/// A title such as `Programme Assurance Policy`.
fn is_title_of_policy(line: &Line) -> bool {
    let text = marks::plain(line.trimmed());
    let words: Vec<&str> = text.trim_start_matches('#').split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "of" | "for" | "the");
    (2..=7).contains(&words.len()) && words.last() == Some(&"Policy") && words.iter().all(is_name)
}

/// Reads a paper that was recognised.
pub(super) fn read(source: &Source, kind: PaperKind, said_at: usize) -> (ProcessPaper, Vec<Finding>) {
    let kept = furniture::stripped(source.lines());
    let lines = Lines::new(&kept);
    let parts = parts::parts(lines);
    let last = lines.iter().last().map_or(0, |line| line.number);
    let mut findings = Vec::new();
    let (id, title) = title_block(parts.cover, kind, said_at);
    let own: Vec<PaperSection> = if parts.sections.is_empty() {
        vec![section(None, after(parts.own, said_at))]
    } else {
        parts.sections.iter().map(|one| section(Some(one.title.clone()), one.lines)).collect()
    };
    let cover = section(None, after(parts.cover, said_at));
    let annexes = parts.annexes.iter().map(|one| section(Some(one.title.clone()), one.lines));
    let sections: Vec<PaperSection> = own.into_iter().chain(annexes).collect();
    if sections.iter().all(PaperSection::is_empty) {
        findings.push(unread::part_at(
            said_at,
            last,
            "Nothing could be read below the cover. Look whether the paper is whole.".to_owned(),
        ));
    }
    let consultation = match kind {
        PaperKind::CollatedResponses => {
            let (held, found) = consultation::read(lines, None, last);
            findings.extend(found);
            Some(held)
        }
        PaperKind::ResponseForm => Some(consulted::answered(lines, &sections)),
        PaperKind::ConsultationDocument => Some(consulted::questions(&parts.sections, &sections)),
        PaperKind::DraftProposal
        | PaperKind::ChangeBoardPaper
        | PaperKind::VoteRecord
        | PaperKind::DecisionLetter
        | PaperKind::TestingApproachDocument
        | PaperKind::CompletionReport
        | PaperKind::MeetingAgenda
        | PaperKind::MeetingPack
        | PaperKind::MeetingMinutes
        | PaperKind::Policy => None,
    };
    let consultation = consultation.filter(|held| !held.questions.is_empty());
    let told = Told { kind, title: title.as_ref(), cover: &cover, sections: &sections, parts: &parts, said_at };
    let particulars = particulars(&told);
    let paper = ProcessPaper {
        kind,
        id,
        title,
        version: cover::version(parts.cover),
        date: parts.cover.iter().find_map(|line| {
            let text = marks::plain(line.trimmed());
            Some(Placed::on(line.number, dates::date(&text)?))
        }),
        classification: cover::classification(lines),
        closes: consulted::closes(lines, &sections),
        sections,
        consultation,
        particulars,
    };
    (paper, findings)
}

/// What was read of a paper, for those who look for what papers of its kind tell.
struct Told<'a> {
    kind: PaperKind,
    title: Option<&'a Placed<String>>,
    cover: &'a PaperSection,
    sections: &'a [PaperSection],
    parts: &'a Parts<'a>,
    said_at: usize,
}

impl Told<'_> {
    /// The line that says what the paper is.
    fn said(&self) -> String {
        let line = self.parts.cover.iter().find(|line| line.number == self.said_at);
        line.map(|line| marks::plain(line.trimmed()).into_owned()).unwrap_or_default()
    }

    /// The first section whose heading holds one of these words (lower case).
    fn section(&self, words: &[&str]) -> Option<&PaperSection> {
        self.sections.iter().find(|section| {
            let title = section.title.as_ref().map(|title| title.value.to_lowercase()).unwrap_or_default();
            words.iter().any(|word| title.contains(word))
        })
    }
}

fn particulars(told: &Told<'_>) -> Option<Particulars> {
    match told.kind {
        PaperKind::MeetingAgenda | PaperKind::MeetingPack | PaperKind::MeetingMinutes => {
            Some(Particulars::Meeting(Box::new(meeting::read(told))))
        }
        PaperKind::TestingApproachDocument => Some(Particulars::TestingApproach(Box::new(testing::approach(told)))),
        PaperKind::CompletionReport => Some(Particulars::Completion(Box::new(testing::completion(told)))),
        PaperKind::Policy => Some(Particulars::Policy(Box::new(policy::read(told)))),
        PaperKind::DraftProposal
        | PaperKind::ConsultationDocument
        | PaperKind::ResponseForm
        | PaperKind::CollatedResponses
        | PaperKind::ChangeBoardPaper
        | PaperKind::VoteRecord
        | PaperKind::DecisionLetter => None,
    }
}

fn after(lines: Lines<'_>, number: usize) -> Lines<'_> {
    let from = lines.iter().position(|line| line.number > number).unwrap_or(lines.len());
    lines.range(from, lines.len())
}

/// The number of the modification, and the title before the line that says what the paper is.
fn title_block(cover: Lines<'_>, kind: PaperKind, said_at: usize) -> (Option<Placed<String>>, Option<Placed<String>>) {
    // The line that says that a paper is a policy may be its title.
    let is_title =
        kind == PaperKind::Policy && cover.iter().any(|line| line.number == said_at && is_title_of_policy(line));
    let ends = said_at + usize::from(is_title);
    let before: Vec<&Line> = cover.iter().filter(|line| !line.is_blank() && line.number < ends).collect();
    let found = before.iter().enumerate().find_map(|(at, line)| {
        let text = marks::plain(line.trimmed()).into_owned();
        let found = NUMBER.captures(&text)?;
        let rest = text.get(found.get(0)?.end()..)?.to_owned();
        Some((at, Placed::on(line.number, found.get(1)?.as_str().to_owned()), rest))
    });
    let mut flow = Flow::default();
    let (id, from) = match found {
        Some((at, id, rest)) => {
            flow.push(id.line, &rest);
            (Some(id), at + 1)
        }
        None => (None, 0),
    };
    let is_of_the_frame = |text: &str| text.contains("classified as") || text.contains("Classification");
    for line in before.iter().skip(from).filter(|line| !is_of_the_frame(&line.text)).take(6) {
        flow.push(line.number, &line.text);
    }
    let title = flow.whole().map(|title| Placed { value: marks::unquoted(&title.value).to_owned(), ..title });
    (id, title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(text: &str) -> ProcessPaper {
        let source = Source::from_bytes("f.txt", text.as_bytes()).unwrap();
        let (kind, at) = recognised(&source).unwrap();
        read(&source, kind, at).0
    }

    #[test]
    fn a_cover_line_says_what_the_paper_is_and_a_sentence_does_not() {
        assert_eq!(kind_of("**Draft Proposal form**"), Some(PaperKind::DraftProposal));
        assert_eq!(kind_of("Refinement Consultation responses"), Some(PaperKind::CollatedResponses));
        assert_eq!(kind_of("June 2031 Release Testing Approach Document"), Some(PaperKind::TestingApproachDocument));
        assert_eq!(kind_of("Minutes of the Change Board"), Some(PaperKind::MeetingMinutes));
        assert_eq!(kind_of("The Draft Proposal is late."), None);
        assert_eq!(kind_of("Redraft proposal"), None);
        assert_eq!(kind_of("Contact: the agenda"), None);
    }

    #[test]
    fn labels_lists_tables_and_paragraphs_keep_their_lines() {
        let text = "QM100\n‘One thing’\n\nDraft Proposal form\n\n3 May 2031\n\n1. Who raises it\n\nProposer: Quay Boats Ltd\n\nRaised on: 2 May 2031\n\nTelephone:\n…\n\n\
                    2. What is wrong\n\nIt is slow,\nand it leaks.\n\n- Too slow\n- Too wet\n\nName\tSize\nBoat\t4\n";
        let paper = paper(text);
        assert_eq!(paper.id.as_ref().unwrap().value, "QM100");
        assert_eq!(paper.title.as_ref().unwrap().value, "One thing");
        assert_eq!(paper.date.as_ref().unwrap().value, jiff::civil::date(2031, 5, 3));
        let [who, wrong] = paper.sections.as_slice() else { panic!("{:?}", paper.sections) };
        let facts: Vec<_> =
            who.facts.iter().map(|one| (one.label.value.as_str(), one.value.as_deref(), one.label.line)).collect();
        assert_eq!(
            facts,
            [("Proposer", Some("Quay Boats Ltd"), 10), ("Raised on", Some("2 May 2031"), 12), ("Telephone", None, 14)]
        );
        assert_eq!(who.facts[1].date, Some(jiff::civil::date(2031, 5, 2)));
        assert_eq!(wrong.paragraphs[0], Placed::over(19, 20, "It is slow, and it leaks.".to_owned()));
        assert_eq!(wrong.items.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["Too slow", "Too wet"]);
        assert_eq!(wrong.tables[0].columns, ["Name", "Size"]);
        assert_eq!(wrong.tables[0].rows[0], Placed::on(26, vec!["Boat".to_owned(), "4".to_owned()]));
    }

    #[test]
    fn a_form_that_was_filled_in_gives_answers_and_an_empty_one_gives_questions() {
        let form = |answer: &str| {
            format!(
                "QM100\n\nConsultation response form\n\nThis consultation closes on 9 June 2031.\n\n1. Who responds\n\nOrganisation:\nQuay Boats Ltd\n\n\
                 2. Your answers\n\nQuestion 1: Is it wet?\n\nYour answer:\n{answer}\n\nYour reasons:\n…\n\nQuestion 2: Is it slow?\n\nYour answer:\n…\n"
            )
        };
        let filled = paper(&form("Yes"));
        assert_eq!(filled.closes.as_ref().unwrap().value, jiff::civil::date(2031, 6, 9));
        let questions = filled.consultation.unwrap().questions;
        assert_eq!(questions.len(), 2);
        assert_eq!(questions[0].responses[0].answer.as_deref(), Some("Yes"));
        assert_eq!(questions[0].responses[0].respondent.value, "Quay Boats Ltd");
        assert!(questions[1].responses.is_empty());
        let empty = paper(&form("…")).consultation.unwrap().questions;
        assert!(empty.iter().all(|question| question.responses.is_empty()));
    }
}
