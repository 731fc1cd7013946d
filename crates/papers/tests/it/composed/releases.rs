//! The papers of a release: the Release Implementation Document, the Testing Approach Document, the completion reports.

use jiff::civil::date;
use papers::compose;
use papers::facts::{Facts, ReleaseDocument};

use super::{Played, accepted, scenario};
use crate::read;

fn june() -> String {
    scenario("scenarios/sec/stories/june-2020-release.toml")
}

/// The document of the June 2020 release on the day of the third whole version of the real one.
fn in_february() -> Played {
    Played::until(&june(), date(2020, 2, 26).at(0, 0, 0, 0))
}

fn facts(text: &str) -> ReleaseDocument {
    match read(text).facts {
        Facts::ReleaseImplementationDocument(document) => *document,
        Facts::LegalText(_) | Facts::ModificationReport(_) | Facts::Process(_) => panic!("another kind"),
    }
}

/// The document reads back as what the register holds: scope, matrices, timetable, costs, criteria, versions.
fn comes_back(played: &Played) -> ReleaseDocument {
    let paper = played.paper("release-implementation-document", "june-2020");
    let view = played.view();
    let release = view.register.release("june-2020").unwrap();
    let read = facts(&compose::text(&paper));
    assert_eq!(read.release.name.as_ref().unwrap().value, release.name);
    assert_eq!(read.release.date.as_ref().unwrap().value, release.date);
    assert_eq!(read.version.as_ref().map(|version| version.value.clone()), paper.front.version);
    assert_eq!(read.date.as_ref().unwrap().value, paper.front.date);
    let scope = view.register.scope(release, view.today);
    let numbers = |approved: bool| -> Vec<String> {
        let wanted = scope.iter().filter(|line| line.standing.is_in() && line.standing.is_approved() == approved);
        wanted.map(|line| line.number.clone()).collect()
    };
    let ids = |listed: &[papers::facts::Listed]| listed.iter().map(|one| one.id.value.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&read.scope.approved), numbers(true));
    assert_eq!(ids(&read.scope.targeted), numbers(false));
    assert_eq!(
        ids(&read.scope.change_requests),
        release.change_requests.iter().map(|request| request.id.clone()).collect::<Vec<_>>()
    );
    let columns = &view.code().releases.participants;
    let matrix = view.register.participant_matrix(release, view.today);
    let titles = |row: &procedure::register::ParticipantRow| {
        columns
            .iter()
            .filter(|column| row.participants.contains(&column.id))
            .map(|column| column.title.clone())
            .collect()
    };
    let wanted: Vec<(String, Vec<String>)> = matrix.iter().map(|row| (row.number.clone(), titles(row))).collect();
    let found: Vec<_> =
        read.participant_impacts.rows.iter().map(|row| (row.id.value.clone(), row.impacted.clone())).collect();
    assert_eq!(found, wanted);
    let matrix = view.register.document_matrix(release, view.today);
    let wanted: Vec<_> = matrix.iter().map(|row| (row.document.printed(), row.numbers.clone())).collect();
    let found: Vec<_> =
        read.document_impacts.rows.iter().map(|row| (row.document.value.clone(), row.modifications.clone())).collect();
    assert_eq!(found, wanted);
    let timetable = view.register.timetable(release, view.code(), view.rulebook.calendar()).unwrap();
    for row in &timetable {
        let found = read.timetable.iter().find(|found| found.event.value == row.event).unwrap();
        assert_eq!(found.date, row.actual.or(row.planned.day()), "{}", row.event);
    }
    let totals = release.cost_totals(view.code());
    assert_eq!(read.costs.stated_total.as_ref().unwrap().value, totals.standalone.values().sum::<i64>());
    for row in &read.costs.rows {
        let sum: i64 = row.amounts.iter().flatten().sum();
        assert_eq!(sum, totals.of_modification(&row.id.value), "{}", row.id.value);
    }
    assert_eq!(read.costs.efforts.len(), release.efforts.len());
    for (list, read) in
        [("operational", &read.acceptance_criteria.operational), ("testing", &read.acceptance_criteria.testing)]
    {
        let wanted: Vec<_> = release
            .acceptance
            .criteria
            .iter()
            .filter(|one| one.list == list)
            .map(|one| (one.number, one.says.clone()))
            .collect();
        assert_eq!(read.iter().map(|one| (one.number, one.text.value.clone())).collect::<Vec<_>>(), wanted);
    }
    let versions: Vec<_> =
        release.document.iter().map(|issued| (issued.version.to_string(), issued.at.date())).collect();
    let found: Vec<_> = read.history.iter().map(|row| (row.version.value.clone(), row.date.unwrap())).collect();
    assert_eq!(found, versions);
    read
}

/// S4-002, S4-003, S4-004, S4-005, S4-007, S2-008, S4-008: the class with its meaning, the six parts, the annex's place, the
/// back page. S4-013, S2-068: what is targeted is not called approved, and what is planned stands apart from what is done.
/// S4-065, S4-066, S4-095, S4-096, S4-097: other codes, the timeline's kinds of event, and how it is tested, with no
/// placeholder left.
#[test]
fn the_release_document_under_way_is_as_accepted_and_reads_back() {
    let played = in_february();
    let paper = played.paper("release-implementation-document", "june-2020");
    accepted(&played, &paper, "release-implementation-document-june-2020-in-february.txt");
    let read = comes_back(&played);
    assert_eq!((read.scope.approved.len(), read.scope.targeted.len()), (2, 3));
    assert_eq!(
        read.costs.stated_total.unwrap().value,
        1_180_042,
        "computed, where the published one has a digit wrong"
    );
    let headings: Vec<&str> = paper.parts[0].sections.iter().map(|section| section.heading.as_str()).collect();
    let parts = ["Scope", "Impacts", "Implementation timeline", "Test strategy", "Costs", "Acceptance criteria"];
    assert_eq!(headings[..6], parts);
    assert_eq!(paper.parts[1].annex, Some('A'));
    let text = compose::text(&paper);
    for words in [
        "classified as **White** under the Panel Information Policy, first scheme. May be shared with everybody",
        "SECAS, 8 Fenchurch Place, London, EC3M 4AJ, 020 7090 7755, sec.change@gemserv.com",
        "No other code is recorded as touched.",
        "Last day to approve MP084 for the release\tPlanned",
        "SIT commences\tDone",
        "Panel go/no-go decision\tPlanned",
        "Testing follows version 0.1 of the Testing Approach Document",
        "User Integration Testing\tThe change is deployed.",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_release_document_of_a_release_that_is_live_is_as_accepted_and_reads_back() {
    let played = Played::of(&june());
    let paper = played.paper("release-implementation-document", "june-2020");
    accepted(&played, &paper, "release-implementation-document-june-2020.txt");
    let read = comes_back(&played);
    assert!(read.scope.targeted.is_empty(), "all were decided");
    let refused = (compose::kind("release-implementation-document").unwrap().compose)(&played.view(), "june-1999");
    assert_eq!(refused.unwrap_err(), "no release is known as june-1999");
}

/// S4-024: a modification's number leads to its page.
#[test]
fn the_numbers_of_a_release_document_lead_to_their_modifications() {
    let paper = in_february().paper("release-implementation-document", "june-2020");
    let page = compose::html(&paper, &|to| match to {
        compose::LeadsTo::Proposal(id) => Some(format!("/modifications/{}", id.as_str().to_lowercase())),
        compose::LeadsTo::Entry(_) => None,
    });
    for number in ["secmp0053", "secmp0062", "dp079", "dp084", "dp088"] {
        assert!(page.contains(&format!("href=\"/modifications/{number}\"")), "no link to {number}");
    }
}

#[test]
fn the_papers_of_testing_are_as_accepted() {
    let tested = Played::of(&scenario("scenarios/sec/submit-completion-report/permitted-with-each-matter.toml"));
    let drafted = Played::of(&scenario("scenarios/sec/draft-tad/permitted-with-fourteen-items.toml"));
    let june = Played::of(&june());
    for (played, kind, of, name) in [
        (&drafted, "testing-approach-document", "june-2024", "testing-approach-document-june-2024.txt"),
        (&june, "testing-approach-document", "june-2020", "testing-approach-document-june-2020.txt"),
        (&tested, "sit-completion-report", "june-2024", "sit-completion-report-june-2024.txt"),
        (&june, "uit-completion-report", "june-2020", "uit-completion-report-june-2020.txt"),
    ] {
        let paper = played.paper(kind, of);
        accepted(played, &paper, name);
        assert!(papers::docx::write_paper(&paper).is_ok(), "{kind}");
    }
    let view = tested.view();
    let refused = (compose::kind("uit-completion-report").unwrap().compose)(&view, "june-2024").unwrap_err();
    assert_eq!(refused, "User Integration Testing of the June 2024 SEC Release did not begin yet");
}

/// S2-085: before anything is drafted the document is a shell with all fourteen items, each with room for what is missing.
#[test]
fn a_testing_approach_that_nobody_drafted_is_a_shell_of_fourteen_items() {
    let text = scenario("scenarios/sec/draft-tad/permitted-with-fourteen-items.toml");
    let played = Played::until(&text, date(2023, 9, 2).at(0, 0, 0, 0));
    let paper = played.paper("testing-approach-document", "june-2024");
    let headings: Vec<&str> = paper.parts[0].sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings.len(), 14);
    assert!(headings[0].starts_with("(a) The amendments") && headings[13].starts_with("(n) What testing by Users"));
    assert_eq!(paper.missing.len(), 14);
}
