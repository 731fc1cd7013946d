//! EN116: what a report says of the responses is what the responses say.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::answers::{self, Plain};
use super::parts::Part;
use super::prose::pattern;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Consultation, ModificationReport, Response};
use crate::finding::{Finding, Level};
use crate::layout::money::cardinal;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN116",
    name: "report-vs-responses",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A number of responses or of those for or against approval that differs from the answers in the same \
                    file, “all respondents” where one answered otherwise, \
                    respondents who expect no costs where one answered that there are some, and an objective that the report says \
                    respondents named and none did, or the other way round.",
        why: "Those who vote read the report and not the answers. What it says of them must be theirs.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN116-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN116-right.txt");

static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:received|there (?:were|was)|with)\s+(?:a total of\s+)?([a-z]+(?:-[a-z]+)?|\d{1,2})\s+(?:(?:full|written|formal|industry)\s+)?(?:responses?|replies|reply)\s+(?:to|from)\b",
    )
});
static IN_FAVOUR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<number>all|every|both|none|no|[a-z]+(?:-[a-z]+)?|\d{1,2})\s+(?:(?:out\s+)?of\s+)?(?:the\s+|our\s+)?(?P<whole>[a-z]+(?:-[a-z]+)?\s+|\d{1,2}\s+)?(?:(?:\w+\s+){0,2}consultation\s+)?respondents?\s+(?:\w+\s+){0,2}?(?:felt|believed?|thought|said|stated|considered|agreed|answered)\s+(?:that\s+)?(?:the modification|this modification|it|the change|[A-Z]+\d+[A-Z]?)\s+should\s+(?P<not>not\s+)?be\s+(?P<what>approved|rejected)\b",
    )
});
static UNANIMOUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bunanimously (?:supported|approved|endorsed|backed) by (?:all |the )*(?:\w+ ){0,3}respondents\b")
});

/// Who are said to expect no costs.
static NO_COSTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<who>(?:[a-z-]+ ){0,3})respondents (?:\w+ ){0,2}?(?:that )?they (?:do|did|will|would) not (?:\w+ )?(?:incur|anticipate|expect|foresee)(?: incurring| to incur)? any (?:\w+ )?costs?\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    let Some(consultation) = &report.consultation else { return };
    // A table that was not read whole, or hardly was, cannot be counted.
    let unread =
        |finding: &&Finding| ["EN001", "EN003"].contains(&finding.rule) && papers.touch(finding, Part::Responses);
    if papers.this.reported.iter().any(|finding| unread(&finding))
        || consultation.questions.iter().any(|question| is_uneven(&question.responses))
        || consultation.questions.iter().all(|question| question.responses.is_empty())
    {
        return;
    }
    for (start, sentence) in papers.own.sentences() {
        received(papers, consultation, start, sentence, found);
        for_approval(papers, consultation, start, sentence, found);
        no_costs(papers, consultation, start, sentence, found);
    }
    objectives(papers, report, consultation, found);
}

/// One row of the answers has neither category nor answer where the others have both: what it says may belong to the row
/// above it.
fn is_uneven(responses: &[Response]) -> bool {
    let is_bare = |one: &&Response| one.category.is_none() && one.answer.is_none();
    let bare = responses.iter().filter(is_bare).count();
    bare > 0 && responses.iter().any(|one| one.category.is_some() && one.answer.is_some())
}

/// `SECAS received three responses to the Refinement Consultation.`
fn received(papers: &Papers<'_>, consultation: &Consultation, start: usize, sentence: &str, found: &mut Vec<Finding>) {
    let Some(claim) = RECEIVED.captures(sentence) else { return };
    let (Some(whole), Some(number)) = (claim.get(0), claim.get(1)) else { return };
    // Of another consultation than the one in the file nothing is known.
    let named = consultation.name.as_deref().is_some_and(|name| sentence.to_lowercase().contains(&name.to_lowercase()));
    let stated = if number.as_str().eq_ignore_ascii_case("no") { Some(0) } else { cardinal(number.as_str()) };
    let Some(stated) = stated.filter(|_| named) else { return };
    let all = answers::respondents(consultation).len();
    let longest = consultation.questions.iter().map(|question| question.responses.len()).max().unwrap_or(0);
    if usize::try_from(stated).is_ok_and(|stated| stated == all || stated == longest) {
        return;
    }
    let line = consultation.questions.first().map_or(1, |question| question.text.line);
    let message =
        format!("The report says that {} responses came; the file holds the answers of {all}.", number.as_str());
    found.push(
        CHECK
            .finding(Level::Error, papers.own.place(start + number.start(), start + whole.end()), message)
            .value("stated", stated)
            .value("counted", all)
            .see(line, "the answers"),
    );
}

/// `All respondents felt that the modification should be approved.`
fn for_approval(
    papers: &Papers<'_>,
    consultation: &Consultation,
    start: usize,
    sentence: &str,
    found: &mut Vec<Finding>,
) {
    let Some(question) = answers::on_approval(consultation) else { return };
    let by_answer = |wanted: Plain| question.responses.iter().filter(|one| answers::plain(one) == Some(wanted)).count();
    let (yes, no, all) = (by_answer(Plain::Yes), by_answer(Plain::No), question.responses.len());
    let open = all - yes - no;
    let claim = IN_FAVOUR.captures(sentence);
    let part = |group: &str| claim.as_ref().and_then(|found| found.name(group)).map(|found| found.as_str());
    // Of so many: where as many did not answer here, it is of others that the sentence speaks.
    let whole = part("whole").map(|whole| cardinal(whole.trim()).and_then(|whole| usize::try_from(whole).ok()));
    if whole.is_some_and(|whole| whole != Some(all)) {
        return;
    }
    let (number, against, range) = match (&claim, UNANIMOUS.find(sentence)) {
        (Some(_), _) => {
            let against =
                part("not").is_none() != part("what").is_some_and(|what| what.eq_ignore_ascii_case("approved"));
            (part("number").unwrap_or_default().to_lowercase(), against, 0..sentence.len())
        }
        (None, Some(unanimous)) => ("all".to_owned(), false, unanimous.range()),
        (None, None) => return,
    };
    let (counted, everyone) = (if against { no } else { yes }, ["all", "every", "both"].contains(&number.as_str()));
    let stated = match number.as_str() {
        "all" | "every" | "both" => Some(all),
        "no" | "none" => Some(0),
        other => cardinal(other).and_then(|number| usize::try_from(number).ok()),
    };
    // An answer that is neither yes nor no may have been meant as either.
    let Some(stated) = stated.filter(|stated| *stated < counted || *stated > counted + open) else { return };
    let others = question
        .responses
        .iter()
        .filter(|one| answers::plain(one) == Some(if against { Plain::Yes } else { Plain::No }));
    let who: Vec<&str> = others.map(|one| one.respondent.value.as_str()).collect();
    let way = if against { "against" } else { "for" };
    let message = if everyone {
        format!("The report says that all respondents were {way} approval; {} answered otherwise.", list(&who))
    } else {
        format!("The report says that {stated} of the respondents were {way} approval; {counted} answered so.")
    };
    found.push(
        CHECK
            .finding(Level::Error, papers.own.place(start + range.start, start + range.end), message)
            .value("stated", stated)
            .value("counted", counted)
            .see(question.text.line, format!("question {}", question.number)),
    );
}

/// `Refinement Consultation respondents stated that they do not anticipate incurring any costs.`
fn no_costs(papers: &Papers<'_>, consultation: &Consultation, start: usize, sentence: &str, found: &mut Vec<Finding>) {
    const SOME: [&str; 8] = ["most", "some", "many", "several", "few", "other", "remaining", "majority"];
    let Some(claim) = NO_COSTS.captures(sentence) else { return };
    let (Some(whole), Some(who)) = (claim.get(0), claim.name("who")) else { return };
    let is_part = |word: &str| SOME.contains(&word.to_lowercase().as_str()) || cardinal(word).is_some();
    if who.as_str().split_whitespace().any(is_part) {
        return;
    }
    let asked = consultation.questions.iter().find(|question| {
        let text = question.text.value.to_lowercase();
        text.contains("cost") && ["incur", "what would it cost", "any costs"].iter().any(|word| text.contains(word))
    });
    let Some(asked) = asked else { return };
    let otherwise = asked.responses.iter().filter(|one| answers::plain(one) == Some(Plain::Yes));
    let who: Vec<&str> = otherwise.map(|one| one.respondent.value.as_str()).collect();
    if who.is_empty() {
        return;
    }
    let message = format!("The report says that respondents expect no costs; {} answered otherwise.", list(&who));
    found.push(
        CHECK
            .finding(Level::Warning, papers.own.place(start + whole.start(), start + whole.end()), message)
            .value("respondents", who)
            .see(asked.text.line, format!("question {}", asked.number)),
    );
}

/// The objectives that the report says respondents named, against those that they name.
///
/// An answer may agree with the Proposer without naming a letter, so this is never more than a note.
fn objectives(papers: &Papers<'_>, report: &ModificationReport, consultation: &Consultation, found: &mut Vec<Finding>) {
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)objectives?\s+((?:(?:\(?[a-z]\)?)(?:\s*(?:,|&|and|or)\s*)*)+)(?:[\s.,;]|$)"));
    static ONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b([a-z])\b"));
    let said: BTreeSet<&str> = report.objectives.respondents.iter().map(String::as_str).collect();
    let question =
        consultation.questions.iter().find(|question| question.text.value.to_lowercase().contains("objective"));
    let (Some(question), false) = (question, said.is_empty()) else { return };
    let mut named: BTreeSet<String> = BTreeSet::new();
    let all = consultation.questions.iter().flat_map(|question| &question.responses);
    for text in all.filter_map(|response| response.rationale.as_deref()) {
        for letters in LETTER.captures_iter(text).filter_map(|found| found.get(1)) {
            named.extend(ONE.find_iter(letters.as_str()).map(|letter| letter.as_str().to_lowercase()));
        }
    }
    if named.is_empty() {
        return;
    }
    let Some(place) = papers.own.sentences().find(|(_, sentence)| {
        let lower = sentence.to_lowercase();
        lower.contains("respondent") && lower.contains("objective")
    }) else {
        return;
    };
    let not_named: Vec<String> =
        said.iter().filter(|letter| !named.contains(**letter)).map(|l| format!("({l})")).collect();
    let not_told: Vec<String> = named
        .iter()
        .filter(|letter| {
            !said.contains(letter.as_str()) && letter.as_str() != "a" || (letter.as_str() == "a" && !said.contains("a"))
        })
        .map(|l| format!("({l})"))
        .collect();
    for (letters, what) in [
        (&not_named, "no answer names, though the report says that respondents did"),
        (&not_told, "answers name and the report does not"),
    ] {
        if letters.is_empty() {
            continue;
        }
        let objectives = if letters.len() == 1 { "Objective" } else { "Objectives" };
        let message = format!("{objectives} {} {what}.", list(letters));
        let place = papers.own.place(place.0, place.0 + place.1.len());
        found.push(
            CHECK
                .finding(Level::Note, place, message)
                .value("objectives", letters.clone())
                .see(question.text.line, format!("question {}", question.number)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_on_approval_are_read_with_their_number() {
        let read = |sentence: &str| {
            let found = IN_FAVOUR.captures(sentence)?;
            Some((found["number"].to_lowercase(), found.name("not").is_some(), found["what"].to_owned()))
        };
        let some = |number: &str, not: bool, what: &str| Some((number.to_owned(), not, what.to_owned()));
        assert_eq!(
            read("All respondents felt that the modification should be approved."),
            some("all", false, "approved")
        );
        assert_eq!(read("Two respondents believed it should not be approved."), some("two", true, "approved"));
        assert_eq!(read("One of the respondents said that MP901 should be rejected."), some("one", false, "rejected"));
        assert_eq!(
            read("Two of the three respondents felt that the modification should be approved."),
            some("two", false, "approved")
        );
        assert_eq!(read("All respondents agreed that the legal text delivers it."), None);
    }

    #[test]
    fn responses_are_counted_where_they_are_said_to_have_come() {
        let read = |sentence: &str| RECEIVED.captures(sentence).and_then(|found| cardinal(&found[1]));
        assert_eq!(read("The Office received three responses to the Refinement Consultation."), Some(3));
        assert_eq!(read("There were 12 responses from Parties."), Some(12));
        assert_eq!(read("It received one late response."), None);
    }
}
