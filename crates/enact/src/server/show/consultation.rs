//! One consultation: what is asked, what was said by question and by respondent, and what became of each point.

use procedure::collation::{ByQuestion, Collation, Line, collate};
use procedure::confidential::Reader;
use procedure::register::{Consulted, Erased, MatterConsultation};

use super::{consultations, offers, papers};
use crate::paths::{ConsultationName, Place};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Moment, Section, Tag, Tone};

/// The page of a consultation.
pub(in crate::server) fn of(visit: &Visit, name: &ConsultationName) -> Result<ThingPage, Stop> {
    let held = consultations::every(visit).find(|held| name_of(*held).as_ref() == Some(name)).ok_or(Stop::NotFound)?;
    let reader = visit.reader.as_ref().map_or_else(Reader::public, |actor| Reader::of(actor, visit.rulebook.code()));
    let collation = collate(held, &reader);
    let mut blocks = vec![facts(visit, held, &collation)];
    blocks.push(counts(&collation));
    blocks.extend(collation.by_question.iter().filter(|one| !one.lines.is_empty()).map(|one| question(visit, one)));
    blocks.push(respondents(visit, held, &collation));
    blocks.push(points(visit, held));
    if !collation.unresolved.is_empty() {
        let heading = "References that lead nowhere";
        blocks.push(Block::words("unresolved", heading, collation.unresolved.clone(), "None."));
    }
    blocks.push(papers::of_consultation(visit, name));
    let given: Vec<(&str, &str)> = match held {
        Consulted::OnProposal(proposal, _) => vec![("consultation", held.key()), ("proposal", proposal.number())],
        Consulted::OnMatter(_) => vec![("consultation", held.key())],
    };
    let open = held.counts(visit.today());
    let crumbs = vec![Link::new("Consultations", visit.at(Place::Consultations))];
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Consultations), crumbs),
        id: Some(name.to_string()),
        kind: Some("Consultation".to_owned()),
        title: held.name(),
        state: Some(if open { Tag::new("Open", Tone::Open) } else { Tag::new("Closed", Tone::Quiet) }),
        lead: None,
        blocks,
        acts: offers::about(visit, &given),
    })
}

/// The name of a consultation in addresses: the proposal with the kind, or its own id.
pub(in crate::server) fn name_of(held: Consulted<'_>) -> Option<ConsultationName> {
    match held {
        Consulted::OnProposal(proposal, _) => {
            ConsultationName::from_words(&format!("{} {}", proposal.number(), held.key()))
        }
        Consulted::OnMatter(consultation) => ConsultationName::from_words(&consultation.id),
    }
}

/// The page of a consultation.
pub(in crate::server) fn place(held: Consulted<'_>) -> Place {
    name_of(held).map_or(Place::Consultations, Place::Consultation)
}

/// Who is invited, in words.
pub(super) fn invited(visit: &Visit, held: &MatterConsultation) -> String {
    let code = visit.rulebook.code();
    let name = |one: &String| {
        if one == "all-parties" {
            return "all Parties".to_owned();
        }
        let category = code.categories.iter().find(|category| category.id == *one);
        category.map_or_else(|| code.title_of(one).to_owned(), |category| category.title.clone())
    };
    let names: Vec<String> = held.invited.iter().map(name).collect();
    match names.as_slice() {
        [] => "Anyone may respond".to_owned(),
        some => format!("Invited: {}; anyone may respond", some.join(", ")),
    }
}

fn facts(visit: &Visit, held: Consulted<'_>, collation: &Collation) -> Block {
    let opened = match held {
        Consulted::OnProposal(_, consultation) => consultation.opened,
        Consulted::OnMatter(consultation) => consultation.opened,
    };
    let mut facts = Vec::new();
    match held {
        Consulted::OnProposal(proposal, _) => facts.push((
            "About",
            Entry::Several(vec![Entry::Link(visit.proposal_link(proposal)), Entry::words(proposal.title.clone())]),
        )),
        Consulted::OnMatter(consultation) => {
            let about = sentence(&consultation.about.to_string());
            facts.push(("About", Entry::words(about.trim_end_matches('.'))));
            facts.push(("By", Entry::words(visit.rulebook.code().title_of(&consultation.by))));
            facts.push(("Who is asked", Entry::words(invited(visit, consultation))));
        }
    }
    facts.push(("Issued", Entry::Day(Day(opened))));
    facts.push(("Closes", Entry::Moment(Moment(held.closes().at(23, 59, 0, 0)))));
    let left = visit.left(held.closes());
    if held.counts(visit.today()) && !left.is_empty() {
        facts.push(("Time left", Entry::words(left)));
    }
    facts.push(("Responses", Entry::count(held.responses().len())));
    let late = held.responses().iter().filter(|response| !response.counted).count();
    if late > 0 {
        facts.push(("Of them late, kept and not counted", Entry::count(late)));
    }
    let again = held.responses().iter().filter(|response| response.superseded).count();
    if again > 0 {
        facts.push(("Of them answered again by the same respondent, kept and not counted", Entry::count(again)));
    }
    let secret = held.responses().iter().filter(|response| response.in_confidence.is_some()).count();
    if secret > 0 {
        facts.push(("With parts in confidence", Entry::count(secret)));
    }
    let erased = held.responses().iter().filter_map(|response| {
        let words = erased_words(visit, response.erased.as_ref()?);
        Some(format!("{}: {words}", visit.rulebook.code().title_of(&response.respondent)))
    });
    let erased: Vec<String> = erased.collect();
    if !erased.is_empty() {
        facts.push(("Said in confidence and erased", Entry::lines(erased)));
    }
    let views = collation.views.iter().map(|(view, count)| format!("{view}: {count}")).collect::<Vec<_>>();
    if !views.is_empty() {
        facts.push(("Views", Entry::words(sentence(&views.join(", ")).trim_end_matches('.'))));
    }
    let code = visit.rulebook.code();
    let categories = collation.categories.iter().map(|(category, count)| {
        let title = if category.is_empty() { "No Party Category" } else { code.category_title(category) };
        format!("{title}: {count}")
    });
    facts.push(("Who answered", Entry::lines(categories.collect())));
    if let Consulted::OnMatter(MatterConsultation { outcome: Some(outcome), .. }) = held {
        facts.push(("Outcome", Entry::words(outcome.summary.clone())));
        let told = format!("{} on {}", code.title_of(&outcome.to), Day(outcome.at.date()));
        facts.push(("Reported to", Entry::words(told)));
    }
    Block::facts("facts", "At a glance", facts)
}

/// That what somebody said in confidence is there no longer, when that was done, by whom and why.
pub(super) fn erased_words(visit: &Visit, erased: &Erased) -> String {
    let by = visit.rulebook.code().title_of(&erased.by);
    format!("Erased on {} by {by}. {}", Day(erased.at.date()), sentence(&erased.reasons))
}

/// The questions, with how often each thing was said.
fn counts(collation: &Collation) -> Block {
    let rows = collation.by_question.iter().map(|one| {
        vec![
            Entry::words(format!("{}. {}", one.number, one.question)),
            Entry::count(one.counts.yes),
            Entry::count(one.counts.no),
            Entry::count(one.counts.otherwise),
            Entry::count(one.counts.nothing),
            Entry::count(one.counts.withheld),
            Entry::count(one.counts.late),
        ]
    });
    let columns = ["Question", "Yes", "No", "Other words", "Nothing said", "In confidence", "Late"];
    let about = "Responses that came in time; late ones are in a column of their own and in no other.";
    Block::table("questions", "Questions", &columns, rows.collect(), "No questions are asked: views and comments are.")
        .about(about)
}

fn question(visit: &Visit, one: &ByQuestion) -> Block {
    let rows = one.lines.iter().map(|line| answer(visit, line, Entry::words(line.respondent.clone())));
    let columns = ["Respondent", "Category", "Answer", "Why", "Refers to", "Counted"];
    let key = format!("question-{}", one.number);
    Block::table(key, &format!("{}. {}", one.number, one.question), &columns, rows.collect(), "Nobody answered it.")
        .folded()
}

fn answer(visit: &Visit, line: &Line, first: Entry) -> Vec<Entry> {
    let category = line.category.as_deref().map(|id| visit.rulebook.code().category_title(id).to_owned());
    let (said, why) = match &line.answer {
        Some(answer) => (
            Entry::words(answer.answer.clone().unwrap_or_default()),
            Entry::words(answer.rationale.clone().unwrap_or_default()),
        ),
        None => (Entry::Nothing("Said in confidence".to_owned()), Entry::Nothing("Said in confidence".to_owned())),
    };
    let refers = line.refers.iter().map(|one| {
        let astray = if one.resolves { "" } else { ", which is not asked" };
        format!("question {}{astray}", one.to)
    });
    let refers = refers.collect::<Vec<_>>().join(", ");
    let counted = match (line.counted, line.superseded) {
        (true, false) => Entry::words("Yes"),
        (true, true) => Entry::Tag(Tag::new("Answered again", Tone::Stopped)),
        (false, _) => Entry::Tag(Tag::new("Late", Tone::Stopped)),
    };
    vec![first, Entry::words(category.unwrap_or_default()), said, why, Entry::words(refers), counted]
}

/// The responses, respondent by respondent.
fn respondents(visit: &Visit, held: Consulted<'_>, collation: &Collation) -> Block {
    let code = visit.rulebook.code();
    let rows = collation.by_respondent.iter().map(|one| {
        let answered = one.answers.iter().map(|(number, line)| {
            let words = line.answer.as_ref().and_then(|answer| answer.answer.clone());
            let words = match &line.answer {
                None => "said in confidence".to_owned(),
                Some(_) => words.unwrap_or_else(|| "reasons only".to_owned()),
            };
            format!("{number}: {words}")
        });
        let theirs = held.responses().iter().find(|response| response.respondent.eq_ignore_ascii_case(&one.respondent));
        let view = theirs.and_then(|response| response.view).map(|view| view.words().to_owned());
        let category = one.category.as_deref().map(|id| code.category_title(id).to_owned());
        vec![
            Entry::words(code.title_of(&one.respondent)),
            Entry::words(category.unwrap_or_default()),
            Entry::words(view.unwrap_or_default()),
            Entry::lines(answered.collect()),
            Entry::lines(one.comments.clone()),
        ]
    });
    let columns = ["Respondent", "Category", "View", "Answers", "Comments"];
    let empty = "Nobody has responded yet; responses will stand here, word for word.";
    Block::table("respondents", "By respondent", &columns, rows.collect(), empty)
}

/// Each point that was made, what was answered, and what was changed because of it.
fn points(visit: &Visit, held: Consulted<'_>) -> Block {
    let place =
        |question: Option<u32>| question.map_or_else(|| "Comment".to_owned(), |number| format!("Question {number}"));
    let answered = visit.register.points_answered(held).map(|point| {
        vec![
            Entry::words(point.respondent.clone()),
            Entry::words(place(point.question)),
            Entry::words(point.answer.clone()),
            point.change.clone().map_or_else(|| Entry::Nothing("Nothing was changed".to_owned()), Entry::Words),
            Entry::Day(Day(point.at.date())),
        ]
    });
    let open = visit.register.open_points(held).into_iter().map(|(respondent, question)| {
        vec![
            Entry::words(respondent),
            Entry::words(place(question)),
            Entry::Tag(Tag::new("Not answered yet", Tone::Open)),
            Entry::nothing(),
            Entry::nothing(),
        ]
    });
    let columns = ["Respondent", "Point", "Answer", "Change", "Answered"];
    let empty = "No point waits for an answer; points that respondents make will stand here with what became of them.";
    Block::table("points", "Points and what became of them", &columns, answered.chain(open).collect(), empty)
}
