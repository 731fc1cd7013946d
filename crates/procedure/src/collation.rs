//! Bringing the responses to a consultation together, by question and by respondent, word for word.

use std::collections::BTreeMap;

use crate::act::{Answer, View};
use crate::confidential::Reader;
use crate::register::{Consulted, Received};
pub use crate::said::{Said, said};

/// A reference from one answer to another of the same respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refers {
    /// The question whose answer is referred to.
    pub to: u32,
    /// Whether the consultation asks that question.
    pub resolves: bool,
}

/// The other answers that an answer refers to: `see answer to question 7`, `see response to Q1`, `as above`.
#[must_use]
pub fn refers(words: &str, own: u32, asked: usize) -> Vec<Refers> {
    let lower = words.to_lowercase();
    let tokens: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let mut found = Vec::new();
    let mut push = |to: u32| {
        let resolves = to > 0 && usize::try_from(to).is_ok_and(|to| to <= asked) && to != own;
        if !found.iter().any(|known: &Refers| known.to == to) {
            found.push(Refers { to, resolves });
        }
    };
    let mut pointing = 0_u8;
    let mut number_next = false;
    let mut before = "";
    for token in tokens {
        let number = token.parse::<u32>().ok();
        let glued = token.strip_prefix('q').and_then(|rest| rest.parse::<u32>().ok());
        match (number, glued) {
            (Some(number), _) if number_next && pointing > 0 => push(number),
            (_, Some(number)) if pointing > 0 => push(number),
            _ => {}
        }
        number_next = matches!(token, "question" | "questions" | "q")
            || (number_next && (number.is_some() || matches!(token, "and" | "or" | "to" | "no" | "number")));
        if token == "above" && matches!(before, "as" | "see") {
            push(own.saturating_sub(1));
        }
        pointing = match token {
            "see" | "refer" | "answer" | "answers" | "response" | "responses" | "per" | "as" => 8,
            _ => pointing.saturating_sub(1),
        };
        before = token;
    }
    found
}

/// How often each thing was said, of the responses that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Yes.
    pub yes: usize,
    /// No.
    pub no: usize,
    /// Nothing.
    pub nothing: usize,
    /// Something else.
    pub otherwise: usize,
    /// Answers that the reader may not read; they are in no other count.
    pub withheld: usize,
    /// Answers that came late; they are in no other count.
    pub late: usize,
}

/// One answer in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who answered.
    pub respondent: String,
    /// The Party Category.
    pub category: Option<String>,
    /// The answer, word for word; absent where the reader may not read it.
    pub answer: Option<Answer>,
    /// What it comes to.
    pub said: Option<Said>,
    /// Other answers that it refers to.
    pub refers: Vec<Refers>,
    /// Whether it came in time.
    pub counted: bool,
    /// Whether the respondent answered again, in time, so that it does not count.
    pub superseded: bool,
}

/// All answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByQuestion {
    /// Its number, from 1.
    pub number: u32,
    /// Its words.
    pub question: String,
    /// How often each thing was said.
    pub counts: Counts,
    /// The answers, in the order they came.
    pub lines: Vec<Line>,
}

/// All that one respondent said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByRespondent {
    /// Who.
    pub respondent: String,
    /// The Party Category.
    pub category: Option<String>,
    /// The answers with their question's number, in the order of the questions.
    pub answers: Vec<(u32, Line)>,
    /// The comments, word for word.
    pub comments: Vec<String>,
}

/// The responses brought together as one reader may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collation {
    /// By question, every question of the consultation in its order.
    pub by_question: Vec<ByQuestion>,
    /// By respondent, in the order in which they first answered.
    pub by_respondent: Vec<ByRespondent>,
    /// How many support, oppose or are neutral, of the responses that count.
    pub views: BTreeMap<&'static str, usize>,
    /// How many respondents there are in each Party Category, late ones not counted.
    pub categories: BTreeMap<String, usize>,
    /// What is wrong with the answers: a reference to a question that was not asked.
    pub unresolved: Vec<String>,
}

/// Brings the responses to a consultation together. A reader who may not read a confidential part sees neither it nor its
/// place in a count.
#[must_use]
pub fn collate(held: Consulted<'_>, reader: &Reader) -> Collation {
    let questions = held.questions();
    let mut by_question: Vec<ByQuestion> = questions
        .iter()
        .zip(1_u32..)
        .map(|(question, number)| ByQuestion {
            number,
            question: question.clone(),
            counts: Counts::default(),
            lines: Vec::new(),
        })
        .collect();
    let mut by_respondent: Vec<ByRespondent> = Vec::new();
    let (mut views, mut categories, mut unresolved) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for response in held.responses() {
        let said_in_confidence = response.in_confidence.as_ref().and_then(|words| words.read(reader));
        let index = place_of(&mut by_respondent, response);
        if response.counts() {
            let view = response.view.or_else(|| said_in_confidence.and_then(|words| words.view));
            view.into_iter().for_each(|view| *views.entry(View::words(view)).or_insert(0) += 1);
            let category = response.category.clone().unwrap_or_default();
            *categories.entry(category).or_insert(0) += 1;
        }
        let open = response.answers.iter();
        let known: Vec<&Answer> = open.chain(said_in_confidence.into_iter().flat_map(|words| &words.answers)).collect();
        for question in &mut by_question {
            let answer = known.iter().find(|answer| answer.question == question.number).copied();
            let withheld = said_in_confidence.is_none() && response.withheld.contains(&question.number);
            if answer.is_none() && !withheld {
                continue;
            }
            let line = line_of(response, answer, question.number, questions.len());
            count(&mut question.counts, &line);
            unresolved.extend(line.refers.iter().filter(|refers| !refers.resolves).map(|refers| {
                format!(
                    "{}, question {}: refers to question {}, which the consultation does not ask",
                    line.respondent, question.number, refers.to
                )
            }));
            if let Some(own) = by_respondent.get_mut(index) {
                own.answers.push((question.number, line.clone()));
            }
            question.lines.push(line);
        }
        let comment = said_in_confidence.map(|words| words.comment.as_str()).filter(|words| !words.is_empty());
        let comments = comment.into_iter().chain(Some(response.comment.as_str()).filter(|words| !words.is_empty()));
        if let Some(own) = by_respondent.get_mut(index) {
            own.comments.extend(comments.map(str::to_owned));
        }
    }
    Collation { by_question, by_respondent, views, categories, unresolved }
}

fn place_of(list: &mut Vec<ByRespondent>, response: &Received) -> usize {
    let known = list.iter().position(|one| one.respondent.eq_ignore_ascii_case(&response.respondent));
    known.unwrap_or_else(|| {
        list.push(ByRespondent {
            respondent: response.respondent.clone(),
            category: response.category.clone(),
            answers: Vec::new(),
            comments: Vec::new(),
        });
        list.len() - 1
    })
}

fn line_of(response: &Received, answer: Option<&Answer>, number: u32, asked: usize) -> Line {
    let words = |answer: &Answer| {
        format!("{} {}", answer.answer.as_deref().unwrap_or(""), answer.rationale.as_deref().unwrap_or(""))
    };
    Line {
        respondent: response.respondent.clone(),
        category: response.category.clone(),
        answer: answer.cloned(),
        said: answer.map(|answer| said(answer.answer.as_deref().unwrap_or(""))),
        refers: answer.map(|answer| refers(&words(answer), number, asked)).unwrap_or_default(),
        counted: response.counted,
        superseded: response.superseded,
    }
}

fn count(counts: &mut Counts, line: &Line) {
    if line.superseded {
        return;
    }
    let place = match (line.counted, line.said) {
        (false, _) => &mut counts.late,
        (true, None) => &mut counts.withheld,
        (true, Some(Said::Yes)) => &mut counts.yes,
        (true, Some(Said::No)) => &mut counts.no,
        (true, Some(Said::Nothing)) => &mut counts.nothing,
        (true, Some(Said::Otherwise)) => &mut counts.otherwise,
    };
    *place += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S2-127: many ways to say nothing.
    #[test]
    fn nothing_said_is_neither_yes_nor_no() {
        for nothing in ["-", "N/A", "None", "No comments.", " ", "Not applicable"] {
            assert_eq!(said(nothing), Said::Nothing, "{nothing}");
        }
        assert_eq!(said("Yes, with a slip: Project Assurance Policy"), Said::Yes);
        assert_eq!(said("No"), Said::No);
        assert_eq!(said("No costs"), Said::Otherwise);
        assert_eq!(said("Nothing much changes"), Said::Otherwise);
        assert_eq!(said("Yesterday"), Said::Otherwise);
    }

    /// S2-126: links between answers, and one to a question that is not there.
    #[test]
    fn references_to_other_answers_are_found_and_tested() {
        let to = |words: &str, own: u32| {
            refers(words, own, 10).into_iter().map(|one| (one.to, one.resolves)).collect::<Vec<_>>()
        };
        assert_eq!(to("See answer to question 7", 9), [(7, true)]);
        assert_eq!(to("Please see our response to Q1.", 9), [(1, true)]);
        assert_eq!(to("As above", 2), [(1, true)]);
        assert_eq!(to("As above", 1), [(0, false)]);
        assert_eq!(to("See answers to questions 2 and 12", 3), [(2, true), (12, false)]);
        assert_eq!(to("It takes 7 days. Q1 of next year suits us.", 3), []);
    }
}
