//! What a paper says of a consultation: the last day, the questions, the answers that were filled in.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Consultation, LabelledFact, PaperSection, Placed, Question, Response};
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;
use crate::layout::{dates, marks};
use crate::source::{Line, Lines};

use super::parts::Part;

static ASKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#*\s*(?:Question|Q)\s?(\d{1,3})\s*[:.–—-]\s*(\S.*)$"));
static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:open until|closed on|closes on|close on|until the end of|no later than)\s+({})",
        dates::DAY
    ))
});

/// The last day for responses: as a labelled day, or as a sentence says it.
pub(super) fn closes(lines: Lines<'_>, sections: &[PaperSection]) -> Option<Placed<jiff::civil::Date>> {
    let labelled = sections.iter().flat_map(|section| &section.facts).find_map(|fact| {
        let label = fact.label.value.to_lowercase();
        let says = label.contains("last day for responses") || label.contains("closing date") || label == "closes";
        Some(Placed::on(fact.label.line, fact.date.filter(|_| says)?))
    });
    labelled.or_else(|| {
        let flow = Flow::of(lines);
        let day = CLOSES.captures(&flow.text)?.get(1)?;
        Some(flow.placed(day.range(), dates::date(day.as_str())?))
    })
}

/// The questions of a consultation document: the list under the heading that speaks of questions, or lines `Question 1: …`.
pub(super) fn questions(parts: &[Part<'_>], sections: &[PaperSection]) -> Consultation {
    let mut questions = Vec::new();
    for (part, section) in parts.iter().zip(sections) {
        if part.speaks_of(&["question"]) {
            let numbered = (1_u32..).zip(&section.items);
            questions.extend(numbered.map(|(number, text)| Question {
                number,
                text: text.clone(),
                responses: Vec::new(),
            }));
        }
        let asked = part.lines.iter().filter_map(asked);
        questions.extend(asked.map(|(number, text)| Question { number, text, responses: Vec::new() }));
    }
    Consultation { name: None, questions }
}

fn asked(line: &Line) -> Option<(u32, Placed<String>)> {
    let text = marks::plain(line.trimmed());
    let found = ASKED.captures(&text)?;
    Some((found.get(1)?.as_str().parse().ok()?, Placed::on(line.number, found.get(2)?.as_str().to_owned())))
}

/// The questions of a form, each with the answer that was filled in below it.
pub(super) fn answered(lines: Lines<'_>, sections: &[PaperSection]) -> Consultation {
    let facts: Vec<&LabelledFact> = sections.iter().flat_map(|section| &section.facts).collect();
    let labelled = |names: &[&str], from: usize, to: usize| {
        let mut own = facts.iter().filter(|fact| (from..to).contains(&fact.label.line));
        let found = own.find(|fact| names.iter().any(|name| fact.label.value.eq_ignore_ascii_case(name)))?;
        Some(Placed::on(found.label.line, found.value.clone()?))
    };
    let asked: Vec<(u32, Placed<String>)> = lines.iter().filter_map(asked).collect();
    let end = usize::MAX;
    let respondent = labelled(&["organisation", "respondent"], 0, end).or_else(|| labelled(&["name"], 0, end));
    let category = labelled(&["party category", "category"], 0, end).map(|category| category.value);
    let ends = asked.iter().skip(1).map(|(_, text)| text.line).chain([end]);
    let questions = asked.iter().zip(ends).map(|((number, text), to)| {
        let answer = labelled(&["your answer", "answer", "response"], text.line, to).map(|answer| answer.value);
        let rationale =
            labelled(&["your reasons", "rationale", "reasons", "comment"], text.line, to).map(|why| why.value);
        let given = respondent.clone().filter(|_| answer.is_some() || rationale.is_some());
        let response = given.map(|respondent| Response { respondent, category: category.clone(), answer, rationale });
        Question { number: *number, text: text.clone(), responses: response.into_iter().collect() }
    });
    Consultation { name: None, questions: questions.collect() }
}
