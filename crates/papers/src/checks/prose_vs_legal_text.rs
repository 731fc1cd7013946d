//! EN118: where a report says that a rule holds for all, the clauses make no exception that the report is silent on.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::answers::content;
use super::parts::whole_text;
use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Clause, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN118",
    name: "prose-vs-legal-text",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A sentence of the report that speaks of every case (“any project that …”), beside a clause of its legal \
                    text on the same subject that makes an exception which the report never mentions; and a clause that \
                    binds every Party where the report says that one body alone is touched.",
        why: "Those who vote read the report. What the clauses leave out, or whom they bind besides, they learn too late.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN118-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN118-right.txt");

static EXCEPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:but (?:which|that|who) (?:do|does|is|are|has|have|will|shall|need) not|(?:and )?which (?:do|does) not|except(?: where| when| that| for| in)?|unless|other than|excluding|save (?:where|that|for|as))\b([^.;:()]{8,160})",
    )
});
/// Where the sentence goes on with its own verb: the exception ended before.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s+(?:and|or|but)\s+(?:shall|must|may|will)\b|,\s+(?:(?:and|or|but|then)\s+)?(?:[^\s,]+\s+){0,5}?(?:shall|must|may|will)\b|,\s+(?:in which case|and in (?:that|such|any) case)\b",
    )
});
/// Words in which a report speaks of an exception of its own.
static EXCEPTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:except\w*|exempt\w*|unless|other than|excluding|excludes?|excluded|apart from|save for|need not|(?:do|does|will|shall) not (?:apply|extend|cover|include))\b",
    )
});
static EVERY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:.{0,40}\b)?(?:any|every|all|each)\b"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:will (?:only )?(?:impact|affect|touch)s? (?:only )?(?:the )?([A-Z][\w ]{1,30}?) only|only (?:the )?([A-Z][\w ]{1,30}?) (?:is|are|will be) (?:impacted|affected|touched))\b",
    )
});
static BINDS_ALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:Each|Every|All) (?:Party|Parties|User|Users) (?:shall|must)\b"));

/// How many words of meaning the sentence and the clause must share to be on one subject.
const SHARED: usize = 4;

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    let Some(text) = &report.legal_text else { return };
    let changed = |clause: &&Clause| clause.change != Change::Context && clause.number.is_some();
    let sentences: Vec<(usize, &str)> = papers.own.sentences().collect();
    let said: LazyCell<Vec<BTreeSet<String>>, _> =
        LazyCell::new(|| sentences.iter().map(|(_, sentence)| content(sentence)).collect());
    let mut told = BTreeSet::new();
    for clause in text.clauses.iter().filter(changed) {
        let whole = whole_text(clause);
        let subject = LazyCell::new(|| content(&whole));
        for exception in EXCEPTION.captures_iter(&whole) {
            let (Some(all), Some(words)) = (exception.get(0), exception.get(1)) else { continue };
            let words = words.as_str();
            let words = GOES_ON.find(words).map_or(words, |verb| words.get(..verb.start()).unwrap_or(words));
            let to = all.as_str().len() - exception.get(1).map_or(0, |rest| rest.len() - words.len());
            let printed = all.as_str().get(..to).unwrap_or(all.as_str());
            let left_out = content(words);
            // The report speaks of the exception somewhere, or the exception has no words that could be found.
            // Two words may meet by chance in a sentence on something else.
            let tells = |((_, sentence), said): (&(usize, &str), &BTreeSet<String>)| {
                let shares = said.intersection(&subject).count();
                // A sentence that excepts something itself is on the exception with fewer words.
                let excepts = EXCEPTS.is_match(sentence);
                let most = said.intersection(&left_out).count() * 2 > left_out.len();
                left_out.is_subset(said) && (excepts || shares >= (left_out.len() + 2).min(SHARED))
                    || excepts && most && shares >= SHARED
            };
            if left_out.is_empty() || sentences.iter().zip(said.iter()).any(tells) {
                continue;
            }
            let on_it = |(index, (_, sentence)): &(usize, &(usize, &str))| {
                let shares = said.get(*index).map_or(0, |said| said.intersection(&subject).count());
                EVERY.is_match(sentence) && shares >= SHARED
            };
            let Some((_, (start, sentence))) = sentences.iter().enumerate().find(on_it) else { continue };
            if told.insert(*start) {
                found.push(finding(papers, clause, printed, *start, sentence));
            }
        }
    }
    alone(papers, text, found);
}

fn finding(papers: &Papers<'_>, clause: &Clause, exception: &str, start: usize, sentence: &str) -> Finding {
    let number = clause.number.as_ref().map_or("", |number| number.value.as_str());
    let exception = exception.trim();
    let message = format!(
        "The report speaks of every case; {number} has an exception that the report does not mention: “{exception}”."
    );
    let place = papers.own.place(start, start + sentence.len());
    CHECK
        .finding(Level::Note, place, message)
        .value("clause", number)
        .value("exception", exception)
        .see(clause.text.line, format!("{number} with its exception"))
        .mended_by("Say in the report what the clause leaves out.")
}

/// The report says that one body alone is touched, and a new clause binds every Party.
fn alone(papers: &Papers<'_>, text: &LegalText, found: &mut Vec<Finding>) {
    let binds =
        text.clauses.iter().find(|clause| clause.change == Change::Added && BINDS_ALL.is_match(&clause.text.value));
    let (Some(clause), Some(claim)) = (binds, ALONE.captures(papers.own.text())) else { return };
    let (Some(whole), Some(number)) = (claim.get(0), &clause.number) else { return };
    let who = claim.get(1).or(claim.get(2)).map_or("", |who| who.as_str());
    if ["Part", "User"].iter().any(|all| who.contains(all)) {
        return;
    }
    let message = format!("The report says that {who} alone is touched; {} binds every Party.", number.value);
    found.push(
        CHECK
            .finding(Level::Note, papers.own.place(whole.start(), whole.end()), message)
            .value("clause", number.value.as_str())
            .see(number.line, format!("{} as printed", number.value)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_read_up_to_the_next_mark() {
        let read = |text: &str| EXCEPTION.captures(text).map(|found| found[1].trim().to_owned());
        assert_eq!(
            read("projects that may touch Users but which do not require a Modification.").as_deref(),
            Some("require a Modification")
        );
        assert_eq!(
            read("each Party, other than the keeper of the light, shall").as_deref(),
            Some("the keeper of the light, shall")
        );
        assert_eq!(read("each Party shall keep to the plan."), None);
        assert!(
            ALONE.is_match("This modification will impact the DCC only.")
                && ALONE.is_match("Only the Operator is touched.")
        );
        let ends = |text: &str| GOES_ON.find(text).map(|verb| text.get(..verb.start()).unwrap().to_owned());
        assert_eq!(
            ends("a meter that is damaged, and shall tell the Panel").as_deref(),
            Some("a meter that is damaged")
        );
        assert_eq!(ends("the keeper of the light, shall").as_deref(), Some("the keeper of the light"));
        assert_eq!(
            ends("a boat that is moored, lost or sunk, and the Keeper shall").as_deref(),
            Some("a boat that is moored, lost or sunk")
        );
        assert_eq!(ends("a project that may touch Users"), None);
        assert!(EVERY.is_match("Scope Any programme that may") && !EVERY.is_match("The plan goes to the Panel."));
    }
}
