//! Policies with their versions, and the projects that are measured by them.

use procedure::register::{PolicyVersion, Project};

use super::{offers, papers};
use crate::paths::{Picked, Place, PolicyName};
use crate::server::{Stop, Visit};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Moment, Section, Tag, Tone};

/// All of them, and all projects.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    let rows = visit.register.policies().into_iter().map(|policy| {
        let current = visit.register.current_policy(policy);
        let versions = visit.register.policy_versions(policy).count();
        vec![
            Entry::Link(link(visit, policy)),
            current.map_or_else(|| Entry::Nothing("None is in force".to_owned()), |held| Entry::words(&held.version)),
            Entry::day(current.and_then(|held| held.adopted).map(|at| at.date()), "Not yet"),
            Entry::count(versions),
        ]
    });
    let columns = ["Policy", "Current version", "Adopted", "Versions"];
    let empty = "No policy is drafted yet. Once the Programme Assurance Policy is, its versions will stand here.";
    ThingPage {
        frame: visit.frame(Some(Section::Rules), Vec::new()),
        id: None,
        kind: None,
        title: "Policies and projects".to_owned(),
        state: None,
        lead: Some("What the Panel adopts beside the Code, and the DCC’s projects that are measured by it.".to_owned()),
        blocks: vec![Block::table("policies", "Policies", &columns, rows.collect(), empty), projects(visit)],
        acts: offers::of(
            visit,
            &[procedure::ActName::DraftPolicy, procedure::ActName::RegisterProject],
            &Picked::none(),
        ),
    }
}

/// One policy.
pub(in crate::server) fn one(visit: &Visit, name: &PolicyName) -> Result<ThingPage, Stop> {
    let known = |policy: &&str| PolicyName::from_words(policy).as_ref() == Some(name);
    let policy = visit.register.policies().into_iter().find(known).ok_or(Stop::NotFound)?;
    let current = visit.register.current_policy(policy);
    let row = |held: &PolicyVersion| {
        let is_current = current.is_some_and(|current| current.version == held.version);
        let state = match (held.adopted, held.stands(), is_current) {
            (_, _, true) => Tag::new("Current", Tone::Done),
            (Some(_), true, false) => Tag::new("Superseded", Tone::Quiet),
            (Some(_), false, _) => Tag::new("Taken away by the Authority", Tone::Stopped),
            (None, _, _) => Tag::new("Draft", Tone::Going),
        };
        let referral = held.referral.as_ref().map(|referral| {
            let decided = match referral.decided {
                Some((true, at)) => format!("the Authority let it stand on {}", Day(at.date())),
                Some((false, at)) => format!("the Authority took it away on {}", Day(at.date())),
                None => "the Authority has not decided yet".to_owned(),
            };
            format!("Referred on {}: {} ({decided})", Day(referral.at.date()), referral.reasons)
        });
        let moment = |at: Option<jiff::civil::DateTime>| {
            at.map_or_else(|| Entry::Nothing("Not yet".to_owned()), |at| Entry::Moment(Moment(at)))
        };
        vec![
            Entry::words(held.version.clone()),
            Entry::Tag(state),
            Entry::Moment(Moment(held.drafted)),
            moment(held.adopted),
            moment(held.published),
            Entry::words(held.changes.clone()),
            Entry::lines(held.considered.iter().flatten().cloned().collect()),
            Entry::words(referral.unwrap_or_default()),
        ]
    };
    let rows: Vec<Vec<Entry>> = visit.register.policy_versions(policy).rev().map(row).collect();
    let columns =
        ["Version", "State", "Drafted", "Adopted", "Published", "What changed", "What was considered", "Referral"];
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Rules), vec![Link::new("Policies and projects", visit.at(Place::Policies))]),
        id: Some(policy.to_owned()),
        kind: Some("Policy".to_owned()),
        title: policy.to_owned(),
        state: Some(current.map_or_else(
            || Tag::new("Not in force", Tone::Quiet),
            |held| Tag::new(format!("Version {} in force", held.version), Tone::Done),
        )),
        lead: None,
        blocks: vec![
            Block::table("versions", "Versions", &columns, rows, "None."),
            papers::of_policy(visit, name),
            projects(visit),
        ],
        acts: offers::about(visit, &[("policy", policy)]),
    })
}

fn link(visit: &Visit, policy: &str) -> Link {
    let place = PolicyName::from_words(policy).map_or(Place::Policies, Place::Policy);
    Link::new(policy, visit.at(place))
}

fn projects(visit: &Visit) -> Block {
    let row = |project: &Project| {
        let entered = &project.entered.what;
        let steps = project.steps.iter().map(|step| match &step.met {
            Some((at, evidence)) => format!("{}: met {}, {evidence}", step.step, Day(at.date())),
            None => format!("{}: not met yet", step.step),
        });
        let state = match project.live {
            Some(at) => Tag::new(format!("Live since {}", Day(at.date())), Tone::Done),
            None => Tag::new("Under way", Tone::Going),
        };
        vec![
            Entry::words(format!("{}: {}", entered.id, entered.title)),
            Entry::words(entered.programme.clone().unwrap_or_default()),
            Entry::Tag(state),
            Entry::lines(steps.collect()),
            Entry::words(project.tailored_because.clone().unwrap_or_default()),
            Entry::count(project.requests.len()),
        ]
    };
    let columns = ["Project", "Programme", "State", "Steps", "Tailored because", "Information asked for"];
    let rows = visit.register.projects().map(row).collect();
    let empty =
        "No project of the DCC is registered; those that need no modification and may affect Users will stand here.";
    Block::table("projects", "Projects", &columns, rows, empty)
}
