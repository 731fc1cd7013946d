//! How the process runs, in the measures that the Code Administration Code of Practice asks for, computed from the record.
//!
//! Nothing is typed in: each number can be told again from the events by anybody. Not measured here, because the record
//! holds nothing that tells it: extensions asked for, and how near estimates came to actual costs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::act::Milestone;
use crate::event::{ConsultationEvent, Event, Recorded};
use crate::names::{Outcome, ProposalId};

/// A number of a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

/// Calendar days over some cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// All of them together.
    pub total: i64,
    /// Over how many cases.
    pub cases: i64,
}

impl Share {
    fn add(&mut self, is_part: bool) {
        self.whole += 1;
        self.part += usize::from(is_part);
    }
}

impl Days {
    fn add(&mut self, from: Date, to: Date) {
        self.total += from.until(to).map_or(0, |span| i64::from(span.get_days()));
        self.cases += 1;
    }

    /// The mean in whole days, halves up; none without a case.
    #[must_use]
    pub fn mean(self) -> Option<i64> {
        (self.cases > 0).then(|| (2 * self.total + self.cases).div_euclid(2 * self.cases))
    }
}

/// The measures of a period. A case counts in the period in which its last step fell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// Draft Proposals raised.
    pub raised: usize,
    /// Decisions of the regulator that agree with the vote before them.
    pub regulator_agrees: Share,
    /// Consultations that closed.
    pub consultations: usize,
    /// Respondents to them who answered in time, each once a consultation.
    pub respondents: usize,
    /// Responses that came late.
    pub late_responses: Share,
    /// Reports approved by the day first planned for that, of those for which a day was planned.
    pub on_first_timetable: Share,
    /// From raising to the approved report.
    pub raised_to_report: Days,
    /// From the approved report to the decision.
    pub report_to_decision: Days,
    /// From the decision to words in force, where systems changed too.
    pub decision_to_live_with_systems: Days,
    /// From the decision to words in force, where only words changed.
    pub decision_to_live_words_only: Days,
}

/// What the record tells of one proposal.
#[derive(Debug, Clone, Default)]
struct Course {
    raised: Option<Date>,
    planned_report: Option<Date>,
    report: Option<Date>,
    voted: Option<Outcome>,
    decided: Option<Date>,
    systems: bool,
}

/// A consultation on the record.
struct Window {
    closes: Date,
    respondents: BTreeSet<String>,
}

/// The measures of the period from one day to another, both counted, as they stand on a day: a consultation counts once its last
/// day has passed. `regulator` is the regulator's id among the bodies.
#[must_use]
pub fn measures<'a>(
    record: impl IntoIterator<Item = &'a Recorded>,
    regulator: &str,
    (from, to): (Date, Date),
    today: Date,
) -> Measures {
    let mut found = Measures::default();
    let mut courses: BTreeMap<ProposalId, Course> = BTreeMap::new();
    let mut windows: BTreeMap<String, Window> = BTreeMap::new();
    for recorded in record {
        let day = recorded.took_effect.date();
        let counts = from <= day && day <= to;
        follow(&mut found, &mut courses, &recorded.event, (day, counts), regulator);
        consulted(&mut found, &mut windows, &recorded.event, counts);
    }
    let has_closed = |closes: Date| from <= closes && closes <= to && closes < today;
    for window in windows.values().filter(|window| has_closed(window.closes)) {
        found.consultations += 1;
        found.respondents += window.respondents.len();
    }
    found
}

fn follow(
    found: &mut Measures,
    courses: &mut BTreeMap<ProposalId, Course>,
    event: &Event,
    (day, counts): (Date, bool),
    regulator: &str,
) {
    if let Event::Split { proposal, into, .. } = event {
        let parent = courses.get(proposal).cloned().unwrap_or_default();
        let ids = into.iter().filter_map(|part| part.id.clone());
        courses.extend(ids.map(|id| (id.into(), parent.clone())));
    }
    let Some(proposal) = event.proposal() else { return };
    let course = courses.entry(proposal.clone()).or_default();
    if let Event::DraftProposalRaised { .. } = event {
        course.raised = Some(day);
        found.raised += usize::from(counts);
    }
    if let Event::ModificationProposalAgreed { timetable, systems_impacted, .. } = event {
        course.systems = *systems_impacted;
        course.planned_report = course.planned_report.or_else(|| planned_report(timetable));
    }
    if let Event::ReportApproved { .. } = event {
        if let (None, true) = (course.report, counts) {
            course.raised.into_iter().for_each(|raised| found.raised_to_report.add(raised, day));
            course.planned_report.into_iter().for_each(|planned| found.on_first_timetable.add(day <= planned));
        }
        course.report = course.report.or(Some(day));
    }
    if let Event::VoteClosed { count, .. } = event {
        course.voted = Some(count.outcome);
    }
    if let Event::Decided { outcome, by, .. } = event {
        if counts {
            course.report.into_iter().for_each(|report| found.report_to_decision.add(report, day));
            let voted = course.voted.filter(|_| by == regulator);
            voted.into_iter().for_each(|voted| found.regulator_agrees.add(voted == *outcome));
        }
        course.decided = Some(day);
    }
    if let (Event::WentLive { date, waiting, .. }, Some(decided), true) = (event, course.decided, counts)
        && waiting.is_empty()
    {
        let days = if course.systems {
            &mut found.decision_to_live_with_systems
        } else {
            &mut found.decision_to_live_words_only
        };
        days.add(decided, *date);
    }
}

/// The last day first planned for the approval of the report: the first milestone that speaks of both.
fn planned_report(timetable: &[Milestone]) -> Option<Date> {
    let speaks = |milestone: &&Milestone| {
        let words = milestone.event.to_lowercase();
        words.contains("report") && words.contains("approv")
    };
    timetable.iter().find(speaks).map(|milestone| milestone.until.unwrap_or(milestone.date))
}

fn consulted(found: &mut Measures, windows: &mut BTreeMap<String, Window>, event: &Event, counts: bool) {
    let mut open = |key: String, closes: Date| {
        windows.insert(key, Window { closes, respondents: BTreeSet::new() });
    };
    if let Event::ConsultationOpened { proposal, kind, closes, .. } = event {
        open(format!("{proposal}/{}", kind.key()), *closes);
    }
    if let Event::Consultation(ConsultationEvent::Opened { consultation, closes, .. }) = event {
        open(consultation.clone(), *closes);
    }
    let response = if let Event::ResponseReceived { proposal, kind, respondent, counted, .. } = event {
        Some((format!("{proposal}/{}", kind.key()), respondent, *counted))
    } else if let Event::Consultation(ConsultationEvent::Responded { consultation, respondent, counted, .. }) = event {
        Some((consultation.clone(), respondent, *counted))
    } else {
        None
    };
    let Some((key, respondent, in_time)) = response else { return };
    if counts {
        found.late_responses.add(!in_time);
    }
    if let Some(window) = windows.get_mut(&key).filter(|_| in_time) {
        window.respondents.insert(respondent.to_lowercase());
    }
}
