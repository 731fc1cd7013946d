//! EN117: an answer that goes against the others is told in the report.

use super::answers::{self, Plain};
use super::{Check, Explanation, Papers};
use crate::facts::{Question, Response};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN117",
    name: "dissent-unreported",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A plain Yes or No to a question of the consultation that goes against most of the other answers, \
                    where the report neither names the respondent beside the subject nor speaks of a different view \
                    on it.",
        why: "Who votes on the report must know that somebody saw it otherwise, and why.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN117-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN117-right.txt");

/// How many words of its question a sentence must hold to be on its subject.
const SHARED: usize = 2;

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(consultation) = papers.this.report().and_then(|report| report.consultation.as_ref()) else { return };
    for question in &consultation.questions {
        let Some((minority, majority)) = minority(question) else { continue };
        for response in question.responses.iter().filter(|one| answers::plain(one) == Some(minority)) {
            if told(papers, question, response) {
                continue;
            }
            let who = &response.respondent;
            let message = format!(
                "{} answered “{}” to question {}, where most answered “{}”, and the report does not tell it.",
                who.value,
                response.answer.as_deref().unwrap_or_default(),
                question.number,
                majority.word()
            );
            found.push(
                CHECK
                    .finding(Level::Note, papers.this.place(who.line, who.end_line, &who.value), message)
                    .value("respondent", who.value.as_str())
                    .value("question", question.number)
                    .see(question.text.line, question.text.value.as_str())
                    .mended_by("Say in the report who saw it otherwise, and why."),
            );
        }
    }
}

/// The answer of fewer than half of those who said yes or no, and that of the others; `None` where all agree or it is even.
fn minority(question: &Question) -> Option<(Plain, Plain)> {
    let count = |wanted| question.responses.iter().filter(|one| answers::plain(one) == Some(wanted)).count();
    match (count(Plain::Yes), count(Plain::No)) {
        (0, _) | (_, 0) => None,
        (yes, no) if yes < no => Some((Plain::Yes, Plain::No)),
        (yes, no) if no < yes => Some((Plain::No, Plain::Yes)),
        (_, _) => None,
    }
}

/// Some sentence of the report names the respondent, or speaks of respondents, on the subject of the question.
fn told(papers: &Papers<'_>, question: &Question, response: &Response) -> bool {
    let subject = answers::content(&question.text.value);
    let reason = answers::content(response.rationale.as_deref().unwrap_or_default());
    let name = response.respondent.value.as_str();
    papers.own.sentences().any(|(_, sentence)| {
        let lower = sentence.to_lowercase();
        let names = sentence.contains(name);
        if !names && !lower.contains("respond") && !lower.contains("response") {
            return false;
        }
        let said = answers::content(sentence);
        let on_it = said.intersection(&subject).count() >= SHARED.min(subject.len())
            || said.intersection(&reason).count() > SHARED;
        // A named respondent may be told in a few words; of an unnamed one the sentence must tell a difference.
        on_it && (names || differs(&lower)) || names && differs(&lower)
    })
}

/// The sentence tells that views differ.
fn differs(lower: &str) -> bool {
    const WORDS: [&str; 22] = [
        " not ",
        "n't",
        "n’t",
        "disagree",
        "against",
        "object",
        "concern",
        "oppos",
        "reject",
        "however",
        "although",
        "majority",
        "most ",
        "minority",
        "mixed",
        "differ",
        "other view",
        "divided",
        "did see",
        "one respondent",
        "some respondents",
        " no ",
    ];
    WORDS.iter().any(|word| lower.contains(word))
}
