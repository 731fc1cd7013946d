//! The Release Implementation Document: what a release takes in, whom and what that touches, when it happens, how it is
//! tested, what it costs and what must be so before it goes live. Annex A is the place of the Testing Approach Document.
//!
//! Nothing in it is written by hand: scope, matrices, timetable, sums and criteria are computed from the register.

mod acceptance;
mod costs;
mod impacts;
mod scope;
mod timeline;

use procedure::Event;
use procedure::register::{Issued, Proposal, Release, ScopeLine};

use super::paper::{Block, Front, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, sentence};
use super::{glossary, testing_approach};

/// The document of a release, by the release's id.
///
/// # Errors
/// The release is not known, or a day of its timetable lies outside the calendar; the sentence says which.
pub fn release_document(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let release = super::release(record, of)?;
    let scope = record.register.scope(release, record.today);
    let counted = record.register.counted_on(release, record.today);
    let mut document = Document { record, release, scope, counted, gaps: Gaps::default() };
    let mut sections = vec![
        document.scope(),
        document.impacts(),
        document.timeline()?,
        document.test_strategy(),
        document.costs(),
        document.acceptance(),
    ];
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    sections.push(document.versions());
    let front = document.front();
    let beside: Vec<&str> =
        std::iter::once(release.name.as_str()).chain(front.about.iter().map(String::as_str)).collect();
    sections.extend(glossary::section(record, Mark::Appendix(2), &sections, &beside));
    sections.push(document.contact());
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    let annex = document.annex();
    Ok(Paper { front, parts: vec![body, annex], missing: document.gaps.into_list() })
}

struct Document<'a> {
    record: &'a Record<'a>,
    release: &'a Release,
    /// Every proposal that was ever meant for it, with its standing today.
    scope: Vec<ScopeLine>,
    /// Those that the release still counts on.
    counted: Vec<&'a Proposal>,
    gaps: Gaps,
}

impl Document<'_> {
    fn front(&mut self) -> Front {
        let (record, release) = (self.record, self.release);
        let kind = format!("{} Release Implementation Document", record.short_code());
        let mut front = record.front(&kind, None, &release.name, super::last_day(record, release));
        front.under = Some(format!("({})", day(release.date)));
        front.version = release.latest_document().map(|issued| issued.version.to_string());
        let standing = match release.latest_document() {
            Some(issued) => {
                format!("{} {}", version_told(record, issued), "It is issued again as the release develops.")
            }
            None => {
                self.gaps.note("A version of this document that was issued");
                "No version of it is issued yet.".to_owned()
            }
        };
        let held = record.register.position();
        front.status = format!("{standing} Composed from the record as it stands at entry {held}.");
        front.about = vec![format!(
            "This document is a {kind} (RID). It says what the release takes in, whom and what that touches, when it happens \
             and how it is tested, what it costs centrally, and what must be so before it goes live."
        )];
        front
    }

    fn test_strategy(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Test strategy");
        let (record, release) = (self.record, self.release);
        match (release.testing.in_force(), release.testing.approaches.last()) {
            (Some(approach), _) => {
                let approved = approach.approved.as_ref();
                let told = approved
                    .map(|done| format!(", which {} approved on {}", record.who(&done.by), day(done.at.date())));
                section.blocks.push(Block::paragraph(format!(
                    "Testing follows version {} of the Testing Approach Document{}. It stands in Annex A and is part of this \
                     document.",
                    approach.version,
                    told.unwrap_or_default()
                )));
                section.blocks.extend(testing_approach::phases(record, release, approach));
            }
            (None, Some(draft)) => {
                let words = self.gaps.missing("An approved Testing Approach Document");
                section.blocks.push(Block::Note { words });
                section.blocks.push(Block::paragraph(format!(
                    "Version {} of it was drafted on {}; Annex A is kept for the version that is approved.",
                    draft.version,
                    day(draft.at.date())
                )));
            }
            (None, None) if self.counted.iter().all(|proposal| !proposal.systems_impacted) => {
                section.blocks.push(Block::paragraph("No modification of the release touches the central systems."));
            }
            (None, None) => {
                let words = self.gaps.missing("The Testing Approach Document");
                section.blocks.push(Block::Note { words });
                section.blocks.push(Block::paragraph("Annex A is kept for it."));
            }
        }
        section
    }

    fn versions(&mut self) -> Section {
        let mut section = Section::new(Mark::Appendix(1), "Version control");
        let row = |issued: &Issued| {
            let from = self.record.first(|event| tells(event, self.release, issued)).map(|told| told.position);
            let by = self.record.who(&issued.by);
            let told = if issued.is_baseline() {
                let covers: Vec<String> = issued.covers.iter().map(|one| one.words().to_owned()).collect();
                format!(" Version baselined by {by}, for {}.", listed(&covers))
            } else {
                let to: Vec<String> = issued.issued_to.iter().map(|name| super::audience(self.record, name)).collect();
                if to.is_empty() { String::new() } else { format!(" Issued to {}.", listed(&to)) }
            };
            vec![
                Words::of(issued.version.to_string(), from),
                Words::plain(day(issued.at.date())),
                Words::plain(format!("{}{told}", sentence(&issued.changes))),
            ]
        };
        let rows: Vec<Vec<Words>> = self.release.document.iter().map(row).collect();
        section.blocks.push(if rows.is_empty() {
            Block::Note { words: self.gaps.missing("A version of this document that was issued") }
        } else {
            let table = Table::new("Document history", &["Version", "Date", "Changes"], rows);
            Block::Table(table.with_widths(&[1, 2, 6]))
        });
        section
    }

    /// The back page: to whom questions go.
    fn contact(&self) -> Section {
        let mut section = Section::new(Mark::None, "Contact");
        let front = self.record.front("", None, "", super::last_day(self.record, self.release));
        let mut facts = vec![("Questions go to".to_owned(), Words::plain(front.contact))];
        facts.extend(front.reach.map(|reach| ("How to reach them".to_owned(), Words::plain(reach))));
        section.blocks.push(Block::Facts { facts });
        section
    }

    /// The Testing Approach Document in force, or its place while there is none.
    fn annex(&mut self) -> Part {
        let owner = testing_approach::author(self.record, self.release);
        match self.release.testing.in_force() {
            Some(approach) => Part {
                annex: Some('A'),
                title: format!(
                    "{} Release Testing Approach Document, version {}",
                    self.record.short_code(),
                    approach.version
                ),
                opening: Vec::new(),
                sections: testing_approach::sections(self.record, self.release, Some(approach), &mut self.gaps),
            },
            None => Part {
                annex: Some('A'),
                title: format!("the place of the Testing Approach Document, which {owner} makes"),
                opening: vec![Block::note(format!(
                    "The Testing Approach Document takes this place when it is approved. {} makes it; there is none in force yet.",
                    sentence(&owner).trim_end_matches('.')
                ))],
                sections: Vec::new(),
            },
        }
    }
}

/// Which version is the last, in a sentence.
fn version_told(record: &Record<'_>, issued: &Issued) -> String {
    let on = day(issued.at.date());
    let by = record.who(&issued.by);
    if issued.is_baseline() {
        format!("Version {} was baselined by {by} on {on}.", issued.version)
    } else {
        format!("Version {} is a working draft, issued on {on}.", issued.version)
    }
}

fn tells(event: &Event, release: &Release, issued: &Issued) -> bool {
    use procedure::event::ReleaseEvent::{DocumentBaselined, DocumentIssued};
    let (of, version) =
        if let Event::Release(DocumentIssued { release, version, .. } | DocumentBaselined { release, version, .. }) =
            event
        {
            (release, version)
        } else {
            return false;
        };
    *of == release.id && *version == issued.version
}
