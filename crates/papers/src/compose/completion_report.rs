//! The completion report of a test phase: what was to be reported and what was, the issues left against the thresholds, and
//! what was recommended and decided.

use std::collections::BTreeSet;

use procedure::Event;
use procedure::event::TestingEvent;
use procedure::register::{CompletionReport, PhaseRun, Release, TestingIssue};

use super::paper::{Block, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, paragraphs, sentence};
use super::testing_approach::{advice, phase_title};

/// The completion report of System Integration Testing, by the release's id.
///
/// # Errors
/// The release is not known, or the phase did not begin; the sentence says which.
pub fn sit_completion_report(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    completion_report(record, of, "sit")
}

/// The completion report of User Integration Testing, by the release's id.
///
/// # Errors
/// As [`sit_completion_report`].
pub fn uit_completion_report(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    completion_report(record, of, "uit")
}

fn completion_report(record: &Record<'_>, of: &str, phase: &str) -> Result<Paper, String> {
    let release = super::release(record, of)?;
    let title = phase_title(record, phase);
    let run = release.testing.run(phase).ok_or_else(|| format!("{title} of the {} did not begin yet", release.name))?;
    let mut report = Report { record, release, phase, run, last: run.reports.last(), gaps: Gaps::default() };
    let known = [run.started.as_ref().map(|(at, _)| *at), run.closed, report.last.map(|last| last.at)];
    let date = known.into_iter().flatten().max().map_or_else(|| super::last_day(record, release), |at| at.date());
    let kind = format!("{} Completion Report", phase.to_uppercase());
    let mut front = record.front(&kind, None, &release.name, date);
    front.about = vec![format!("This document reports how {title} of the {} was completed.", release.name)];
    front.status = match report.last {
        Some(CompletionReport { approved: Some(done), .. }) => {
            format!("Approved by {} on {}.", record.who(&done.by), day(done.at.date()))
        }
        Some(submitted) => format!("Submitted on {}; not approved yet.", day(submitted.at.date())),
        None => {
            report.gaps.note("The report of the phase, as submitted");
            "A shell: the report is not submitted yet.".to_owned()
        }
    };
    let mut sections =
        vec![report.course(), report.contents(), report.issues(), report.environment(), report.opinions()];
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    let part = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![part], missing: report.gaps.into_list() })
}

struct Report<'a> {
    record: &'a Record<'a>,
    release: &'a Release,
    phase: &'a str,
    run: &'a PhaseRun,
    last: Option<&'a CompletionReport>,
    gaps: Gaps,
}

impl Report<'_> {
    fn told(&self, is: impl Fn(&TestingEvent) -> bool) -> Option<u64> {
        let id = &self.release.id;
        self.record
            .from(|event| if let Event::Testing(event) = event { event.release() == id && is(event) } else { false })
    }

    fn is_phase(&self, phase: &str) -> bool {
        phase.eq_ignore_ascii_case(self.phase)
    }

    fn course(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "The phase");
        let run = self.run;
        let started =
            self.told(|event| matches!(event, TestingEvent::PhaseStarted { phase, .. } if self.is_phase(phase)));
        let closed =
            self.told(|event| matches!(event, TestingEvent::PhaseClosed { phase, .. } if self.is_phase(phase)));
        let done = |what: &Option<procedure::register::Done>| {
            what.as_ref().map(|done| format!("{}, by {}", day(done.at.date()), self.record.who(&done.by)))
        };
        let (entry, exit) = (done(&run.entry), done(&run.exit));
        let start = run
            .started
            .as_ref()
            .map(|(at, version)| format!("{}, by version {version} of the Testing Approach Document", day(at.date())));
        let end = run.closed.map(|at| day(at.date()));
        let mut facts = Vec::new();
        for (what, words, from) in [
            ("Entry approved", entry, None),
            ("Started", start, started),
            ("Exit approved", exit, None),
            ("Ended", end, closed),
        ] {
            let words = match words {
                Some(words) => Words::of(words, from),
                None => self.gaps.missing_here(what),
            };
            facts.push((what.to_owned(), words));
        }
        section.blocks.push(Block::Facts { facts });
        section
    }

    fn contents(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "What is reported");
        let version = self.run.started.as_ref().map(|(_, version)| version.as_str());
        let approach = version.and_then(|version| self.release.testing.approach(version));
        let approach = approach.or(self.release.testing.in_force());
        let wanted: Vec<&String> = approach.iter().flat_map(|approach| &approach.report_contents).collect();
        let said = self.last.map(|last| &last.contents);
        let others = said.into_iter().flat_map(|said| said.keys());
        let mut headings: Vec<&String> = wanted.clone();
        headings.extend(others.filter(|key| !wanted.contains(key)));
        let from =
            self.told(|event| matches!(event, TestingEvent::CompletionReported { phase, .. } if self.is_phase(phase)));
        for heading in &headings {
            section.blocks.push(Block::heading(sentence(heading).trim_end_matches('.')));
            let text = said.and_then(|said| said.get(*heading)).map(|text| paragraphs(text)).unwrap_or_default();
            if text.is_empty() {
                section.blocks.push(Block::Note { words: self.gaps.missing(heading) });
            }
            section.blocks.extend(text.into_iter().map(|words| Block::paragraph(Words::of(words, from))));
        }
        if headings.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("What the report is to hold") });
        }
        section
    }

    /// The issues that the phase found, and how many are left of each severity in the whole release.
    fn issues(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Testing Issues");
        let testing = &self.release.testing;
        let own: Vec<&TestingIssue> = testing.issues.iter().filter(|issue| self.is_phase(&issue.phase)).collect();
        if own.is_empty() {
            section.blocks.push(Block::paragraph("No Testing Issue of the phase is recorded."));
        } else {
            let row = |issue: &&TestingIssue| {
                let from =
                    self.told(|event| matches!(event, TestingEvent::IssueRecorded { id, .. } if *id == issue.id));
                let state = match (issue.resolved, &issue.excluded) {
                    (true, _) => "Resolved".to_owned(),
                    (false, Some(done)) => format!("Left out of the count by {}", self.record.who(&done.by)),
                    (false, None) => "Open".to_owned(),
                };
                vec![
                    Words::of(issue.id.clone(), from),
                    Words::plain(issue.severity.to_string()),
                    Words::plain(sentence(&issue.summary)),
                    Words::plain(state),
                    Words::plain(issue.plan.as_deref().map(sentence).unwrap_or_default()),
                ]
            };
            let head = ["Issue", "Severity", "What is wrong", "State", "How it is resolved"];
            let table = Table::new("Testing Issues of the phase", &head, own.iter().map(row).collect());
            section.blocks.push(Block::Table(table.with_widths(&[2, 2, 4, 3, 4])));
        }
        let Some(approach) = testing.in_force() else { return section };
        let severities: BTreeSet<u8> = approach.thresholds.iter().map(|one| one.severity).collect();
        let row = |severity: u8| {
            let open = testing.open_issues(&[severity]).count();
            let most = approach.threshold(severity).unwrap_or_default();
            let within = u32::try_from(open).unwrap_or(u32::MAX) <= most;
            vec![
                Words::plain(format!("Severity {severity}")),
                Words::plain(open.to_string()),
                Words::plain(most.to_string()),
                Words::plain(if within { "Within" } else { "Above" }),
            ]
        };
        if !severities.is_empty() {
            let head = ["Testing Issues of", "Open and counted", "At most", "State"];
            let caption = "Issues of the release against the thresholds";
            section.blocks.push(Block::table(caption, &head, severities.into_iter().map(row).collect()));
        }
        section
    }

    fn environment(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Environment and regression testing");
        let testing = &self.release.testing;
        let row = |one: &procedure::register::Difference| {
            vec![
                Words::plain(sentence(&one.difference)),
                Words::plain(sentence(&one.risk)),
                Words::plain(sentence(&one.managed)),
            ]
        };
        let rows: Vec<Vec<Words>> =
            testing.differences.iter().filter(|one| self.is_phase(&one.phase)).map(row).collect();
        section.blocks.push(if rows.is_empty() {
            Block::paragraph("No difference between this environment and what will run is recorded.")
        } else {
            let head = ["Difference", "Risk", "How it is managed"];
            Block::table("Where the environment differs from what will run", &head, rows)
        });
        let row = |one: &procedure::register::Regression| {
            let what = sentence(&one.kind.gate().words());
            let late = if one.late { "Late, kept and marked" } else { "In time" };
            vec![
                Words::plain(self.record.title_of(&one.by)),
                Words::plain(what.trim_end_matches('.')),
                Words::plain(day(one.at.date())),
                Words::plain(late),
                Words::plain(sentence(&one.comment)),
            ]
        };
        if self.is_phase("uit") && !testing.regression.is_empty() {
            let head = ["Participant", "What", "Given", "State", "What was said"];
            section.blocks.push(Block::table(
                "Regression testing",
                &head,
                testing.regression.iter().map(row).collect(),
            ));
        }
        section
    }

    fn opinions(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "What was recommended and decided");
        let Some(last) = self.last else {
            section.blocks.push(Block::paragraph("Nothing yet: the report is not submitted."));
            return section;
        };
        let words = ("fit to be approved", "not fit to be approved");
        section.blocks.extend(last.advice.iter().map(|view| advice(self.record, view, words)));
        if last.advice.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("A recommendation on the report") });
        }
        section.blocks.push(match &last.approved {
            Some(done) => Block::paragraph(format!(
                "{} approved it on {}. {}",
                sentence(&self.record.who(&done.by)).trim_end_matches('.'),
                day(done.at.date()),
                sentence(&done.comment)
            )),
            None => Block::Note { words: self.gaps.missing("The approval of the report") },
        });
        let earlier: Vec<String> = self.run.reports.iter().rev().skip(1).map(|report| day(report.at.date())).collect();
        if !earlier.is_empty() {
            section.blocks.push(Block::paragraph(format!("Earlier reports came on {}.", listed(&earlier))));
        }
        section
    }
}
