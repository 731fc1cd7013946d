//! One proposal: where it stands, what happens next, what was said and decided.

use procedure::act::FactKind;
use procedure::event::{Event, Recorded};
use procedure::names::Stage;
use procedure::next::{deadlines, next_steps, window};
use procedure::register::{Consultation, Proposal};

use super::{course, foreseen, history, imports, law, legal_texts, offers, papers, touched, votes};
use crate::paths::ProposalName;
use crate::server::{Stop, Visit, basis, sentence, stage_tag};
use crate::web::pages::{Answer, ConsultationView, ImplementationDate, ModificationPage, NextStep, Question};
use crate::web::{Day, Link, Moment, Section, StageStep, StepState, Tag, Tone};

/// The page of a proposal.
pub(super) async fn of(
    visit: &Visit,
    id: &ProposalName,
    decided: Option<jiff::civil::Date>,
) -> Result<ModificationPage, Stop> {
    let proposal = visit.register.proposal(id.as_str()).ok_or(Stop::NotFound)?;
    let register_link = Link::new("Modifications", visit.frame(Some(Section::Modifications), Vec::new()).register());
    let past = past(visit, id).await?;
    let code = visit.rulebook.code();
    let category = |id: &String| code.category_title(id).to_owned();
    Ok(ModificationPage {
        frame: visit.frame(Some(Section::Modifications), vec![register_link]),
        id: proposal.number().to_owned(),
        aliases: aliases(visit, proposal),
        title: proposal.title.clone(),
        summary: first_sentences(&proposal.issue, 2),
        stage: stage_tag(proposal, visit.today()),
        path: proposal.path.map(|path| path.words().to_owned()),
        urgent: proposal.course.is_urgent(),
        affected: proposal.parties_impacted.iter().map(category).collect(),
        steps: steps(visit, proposal, &past),
        next: next(visit, proposal),
        acts: offers::on(visit, proposal),
        proposer: code.title_of(&proposal.proposer).to_owned(),
        raised: Day(proposal.raised.date()),
        analyst: None,
        documents: documents(visit, proposal),
        issue: paragraphs(&proposal.issue),
        solution: Vec::new(),
        costs: Vec::new(),
        legal_texts: legal_texts::of(visit, proposal),
        clashes: legal_texts::clashes(visit, proposal),
        draft: legal_texts::draft(visit, proposal),
        consultations: proposal.consultations.iter().rev().map(|held| consultation(visit, proposal, held)).collect(),
        votes: votes::shown(visit, proposal),
        dates: dates(visit, proposal),
        foreseen: foreseen::of(visit, proposal, decided),
        blocks: course::blocks(visit, proposal)
            .into_iter()
            .chain(course::moves(visit, &past))
            .chain(touched::blocks(visit, proposal))
            .chain(imports::said_of_proposal(visit, proposal))
            .chain(papers::of_proposal(visit, proposal))
            .collect(),
        history: past.iter().map(|recorded| history::line(visit, recorded)).collect(),
    })
}

/// What happened to a proposal, newest first.
pub(in crate::server) async fn past(visit: &Visit, id: &ProposalName) -> Result<Vec<Recorded>, Stop> {
    let proposal = visit.register.proposal(id.as_str()).ok_or(Stop::NotFound)?;
    let mut past = Vec::new();
    let positions = visit.server.ledger.history(visit.code.as_str(), &proposal.id).await?;
    for row in positions {
        let events = visit.server.ledger.events(visit.code.as_str(), row.position.saturating_sub(1), 1).await?;
        past.extend(events);
    }
    past.reverse();
    Ok(past)
}

/// The parts of a proposal's page that are tables and facts.
pub(in crate::server) fn blocks(visit: &Visit, id: &ProposalName) -> Result<Vec<crate::web::Block>, Stop> {
    let proposal = visit.register.proposal(id.as_str()).ok_or(Stop::NotFound)?;
    Ok(course::blocks(visit, proposal)
        .into_iter()
        .chain(touched::blocks(visit, proposal))
        .chain(imports::said_of_proposal(visit, proposal))
        .collect())
}

/// The documents that a proposal changes: by its legal text, or else as it was agreed.
pub(super) fn documents(visit: &Visit, proposal: &Proposal) -> Vec<Link> {
    let mut ids: Vec<legaltext::DocumentId> = proposal
        .legal_text
        .iter()
        .flat_map(|text| &text.amendments)
        .filter_map(legaltext::Amendment::document)
        .chain(proposal.documents_impacted.iter().filter_map(|name| legaltext::DocumentId::from_printed(name).ok()))
        .collect();
    ids.sort();
    ids.dedup();
    ids.iter().map(|id| law::document_link(visit, id, None)).collect()
}

fn aliases(visit: &Visit, proposal: &Proposal) -> Vec<Link> {
    let own = proposal.numbers().filter(|number| *number != proposal.number());
    let others = proposal.split_from.iter().chain(&proposal.split_into).map(procedure::names::ProposalId::as_str);
    own.chain(others).map(|number| visit.numbered_link(number)).collect()
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn first_sentences(text: &str, count: usize) -> String {
    let ends: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 1).collect();
    match count.checked_sub(1).and_then(|last| ends.get(last)) {
        Some(end) => text.get(..*end).unwrap_or(text).to_owned(),
        None => text.trim().to_owned(),
    }
}

/// The line of stages, with the day each was reached.
fn steps(visit: &Visit, proposal: &Proposal, past: &[procedure::Recorded]) -> Vec<StageStep> {
    let reached = |wanted: &dyn Fn(&Event) -> bool| {
        past.iter().find(|recorded| wanted(&recorded.event)).map(|recorded| Day(recorded.took_effect.date()))
    };
    let line: [(&str, &[Stage], Option<Day>); 6] = [
        ("Development", &[Stage::Development], Some(Day(proposal.raised.date()))),
        (
            "Refinement",
            &[Stage::Refinement],
            reached(&|event| matches!(event, Event::ModificationProposalAgreed { .. })),
        ),
        ("Report", &[Stage::Report], reached(&|event| matches!(event, Event::ReportApproved { .. }))),
        ("Decision", &[Stage::Vote, Stage::WithAuthority], reached(&|event| matches!(event, Event::VoteOpened { .. }))),
        ("Approved", &[Stage::Approved], reached(&|event| matches!(event, Event::Decided { .. }))),
        ("In force", &[Stage::Implemented], proposal.live.map(Day)),
    ];
    let ended = proposal.stage.is_end() && proposal.stage != Stage::Implemented;
    let at = line.iter().position(|(_, stages, _)| stages.contains(&proposal.stage));
    let next = deadlines(&visit.register, proposal, visit.now).into_iter().next();
    let mut found = Vec::new();
    for (index, (name, _, day)) in line.into_iter().enumerate() {
        let state = match at {
            Some(at) if index < at || (index == at && proposal.stage == Stage::Implemented) => StepState::Done,
            Some(at) if index == at => StepState::Now,
            Some(_) => StepState::Ahead,
            None if day.is_some() => StepState::Done,
            None => continue,
        };
        let note =
            next.as_ref().filter(|_| state == StepState::Now).map(|next| format!("{}: {}", Day(next.date), next.what));
        let day = if matches!(state, StepState::Ahead) { None } else { day };
        found.push(StageStep { name: name.to_owned(), state, day, note });
    }
    if ended {
        let day = Some(Day(proposal.stage_since.date()));
        found.push(StageStep {
            name: proposal.stage.words().to_owned(),
            state: StepState::Ended,
            day,
            note: proposal.ended_because.clone().filter(|why| !why.is_empty()),
        });
    }
    found
}

/// What happens next: a consultation that is open closes by itself; then the acts that move it on.
fn next(visit: &Visit, proposal: &Proposal) -> Vec<NextStep> {
    let going = !proposal.stage.is_end();
    let open = proposal.consultations.iter().find(|held| going && held.is_open(visit.today())).map(|held| {
        let opened = (held.kind, held.opened);
        let rule = window(&visit.register, &visit.rulebook, proposal, opened).map(|loaded| &loaded.rule);
        NextStep {
            what: format!("The {} closes", held.kind.words()),
            by_whom: "Anyone may respond until then".to_owned(),
            by_when: Some(Moment(held.closes.at(23, 59, 0, 0))),
            left: Some(visit.left(held.closes)).filter(|left| !left.is_empty()),
            lateness: Some("A late response is kept and marked, and not counted.".to_owned()),
            clause: visit.clause_link(rule.and_then(|rule| rule.cites.first()).map_or("", String::as_str)),
            rule: visit.rule_link(rule.map_or("", |rule| rule.id.as_str())),
            basis: rule.map_or(crate::web::Basis::Source, |rule| basis(rule.basis)),
        }
    });
    let acts = next_steps(&visit.register, &visit.rulebook, proposal, visit.now);
    open.into_iter().chain(acts.into_iter().map(|step| next_act(visit, proposal, step))).collect()
}

fn next_act(visit: &Visit, proposal: &Proposal, step: procedure::next::NextStep) -> NextStep {
    let day = last_day(visit, proposal, step.act);
    let waits = step.waits_for.iter().map(|reason| sentence(reason)).collect::<Vec<_>>().join(" ");
    NextStep {
        what: step.act.words().to_owned(),
        by_whom: step.who.join(" or "),
        by_when: day.map(|day| Moment(day.at(23, 59, 0, 0))),
        left: day.map(|day| visit.left(day)).filter(|left| !left.is_empty()),
        lateness: (!waits.is_empty()).then(|| format!("It waits. {waits}")),
        clause: visit.clause_link(step.clauses.first().map_or("", String::as_str)),
        rule: visit.rule_link(step.rules.first().map_or("", |rule| rule.as_str())),
        basis: basis(step.basis),
    }
}

/// The last day for an act, where there is one: a decision keeps its release until the cut-off.
fn last_day(visit: &Visit, proposal: &Proposal, act: procedure::ActName) -> Option<jiff::civil::Date> {
    use procedure::ActName;
    let decides = [ActName::OpenVote, ActName::CastVote, ActName::CloseVote, ActName::DecideProposal];
    if decides.contains(&act) {
        return proposal.target_for_decision_on(visit.today())?.cut_off;
    }
    let goes_live = act == ActName::GoLive;
    goes_live.then(|| visit.register.release(proposal.release()?.as_str()).map(|release| release.date)).flatten()
}

fn consultation(visit: &Visit, proposal: &Proposal, held: &Consultation) -> ConsultationView {
    let open = held.is_open(visit.today());
    let questions = held.questions.iter().zip(1_u32..).map(|(text, number)| {
        let answers: Vec<Answer> = held
            .responses
            .iter()
            .enumerate()
            .filter_map(|(index, response)| {
                let given = response.answers.iter().find(|answer| answer.question == number)?;
                let anchor = anchor(proposal, held, index, number);
                Some(answer(visit, response, given.answer.clone(), given.rationale.clone(), anchor))
            })
            .collect();
        Question { number, text: text.clone(), count: counted(&answers), answers }
    });
    let mut questions: Vec<Question> = questions.filter(|question| !question.answers.is_empty()).collect();
    let comments: Vec<Answer> = held
        .responses
        .iter()
        .enumerate()
        .filter(|(_, response)| response.view.is_some() || !response.comment.is_empty())
        .map(|(index, response)| {
            let view = response.view.map(|view| format!("{} it", sentence(view.words()).trim_end_matches('.')));
            let comment = (!response.comment.is_empty()).then(|| response.comment.clone());
            answer(visit, response, view, comment, anchor(proposal, held, index, 0))
        })
        .collect();
    if !comments.is_empty() {
        let number = u32::try_from(held.questions.len()).unwrap_or(u32::MAX).saturating_add(1);
        let text = "Views and comments".to_owned();
        questions.push(Question { number, text, count: counted(&comments), answers: comments });
    }
    ConsultationView {
        name: held.kind.words().to_owned(),
        state: if open { Tag::new("Open", Tone::Open) } else { Tag::new("Closed", Tone::Quiet) },
        opens: Day(held.opened),
        closes: Moment(held.closes.at(23, 59, 0, 0)),
        responses: u32::try_from(held.responses.len()).unwrap_or(u32::MAX),
        questions,
        withheld: None,
    }
}

fn answer(
    visit: &Visit,
    response: &procedure::register::Received,
    given: Option<String>,
    rationale: Option<String>,
    anchor: String,
) -> Answer {
    let code = visit.rulebook.code();
    Answer {
        respondent: code.title_of(&response.respondent).to_owned(),
        category: response.category.as_deref().map(|id| code.category_title(id).to_owned()).unwrap_or_default(),
        answer: given,
        rationale,
        late: !response.counted,
        superseded: response.superseded,
        anchor,
    }
}

/// The id of an answer on the page: of which consultation, whose response, to which question. Of several consultations of
/// one kind each has its number.
fn anchor(proposal: &Proposal, held: &Consultation, index: usize, question: u32) -> String {
    let same: Vec<&Consultation> = proposal.consultations.iter().filter(|other| other.kind == held.kind).collect();
    let place = same.iter().position(|other| std::ptr::eq(*other, held)).filter(|_| same.len() > 1);
    let number = place.map(|place| format!("-{}", place + 1)).unwrap_or_default();
    let kind = held.kind.key();
    format!("{kind}{number}-response-{}-q{question}", index + 1)
}

fn counted(answers: &[Answer]) -> String {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for answer in answers.iter().filter(|answer| !answer.late) {
        let Some(given) = &answer.answer else { continue };
        match kinds.iter_mut().find(|(kind, _)| kind == given) {
            Some((_, count)) => *count += 1,
            None => kinds.push((given.clone(), 1)),
        }
    }
    kinds.iter().map(|(kind, count)| format!("{kind}: {count}")).collect::<Vec<_>>().join(", ")
}

fn dates(visit: &Visit, proposal: &Proposal) -> Vec<ImplementationDate> {
    let kept = proposal.decision.as_ref().and_then(|decision| decision.release.as_ref());
    let names = ["First date", "Fallback"];
    let numbers: Vec<&str> = proposal.numbers().collect();
    proposal
        .targets
        .iter()
        .zip(names)
        .filter_map(|(target, what)| {
            let release = visit.register.release(target.release.as_str())?;
            let passed = target.cut_off.is_some_and(|cut_off| visit.today() > cut_off);
            let state = match (kept, proposal.live) {
                (_, Some(live)) if live == release.date => Tag::new("In force", Tone::Done),
                (Some(kept), _) if *kept == target.release => Tag::new("Kept by the decision", Tone::Done),
                (Some(_), _) => Tag::new("Not needed", Tone::Quiet),
                (None, _) if passed => Tag::new("Missed", Tone::Stopped),
                (None, _) => Tag::new("Open", Tone::Going),
            };
            Some(ImplementationDate {
                what: what.to_owned(),
                day: Day(release.date),
                release: Some(visit.release_link(target.release.as_str())),
                decide_by: Day(target.cut_off.unwrap_or(release.date)),
                state,
                published: imports::links(visit, &numbers, |fact| {
                    (fact.kind == FactKind::Implementation && fact.date == Some(release.date))
                        || (fact.kind == FactKind::DecisionBy && fact.date.is_some() && fact.date == target.cut_off)
                }),
            })
        })
        .collect()
}
