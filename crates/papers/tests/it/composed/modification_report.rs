//! The Modification Report.

use papers::facts::{Change, Facts, ModificationReport};
use papers::{compose, docx};

use super::{Played, accepted, demonstration, journey};
use crate::read;

fn facts(text: &str) -> ModificationReport {
    match read(text).facts {
        Facts::ModificationReport(report) => *report,
        Facts::LegalText(_) | Facts::ReleaseImplementationDocument(_) | Facts::Process(_) => panic!("another kind"),
    }
}

/// The report reads back as what the register holds.
fn comes_back(played: &Played, number: &str) -> ModificationReport {
    let paper = played.paper("modification-report", number);
    let view = played.view();
    let proposal = view.register.proposal(number).unwrap();
    let read = facts(&compose::text(&paper));
    assert_eq!(read.id.as_ref().unwrap().value, proposal.number());
    assert_eq!(read.title.as_ref().unwrap().value, proposal.title);
    assert_eq!(read.version.map(|version| version.value), paper.front.version);
    assert_eq!(read.date.as_ref().unwrap().value, paper.front.date);
    assert_eq!(read.classification.map(|class| class.value), paper.front.class.clone().map(|class| class.class));
    let path = proposal.path.map(|path| path.words().to_lowercase().replace(' ', "-"));
    assert_eq!(read.path.map(|path| path.value), path);
    let categories = proposal.parties_impacted.iter().map(|id| view.code().category_title(id)).collect::<Vec<_>>();
    assert_eq!(read.parties_impacted, categories);
    let targets: Vec<_> = proposal
        .targets
        .iter()
        .map(|target| (view.register.release(target.release.as_str()).unwrap().date, target.cut_off))
        .collect();
    let dates: Vec<_> =
        read.implementation.iter().map(|one| (one.date.value, one.decision_by.as_ref().map(|by| by.value))).collect();
    assert_eq!(dates, targets);
    let asked: Vec<_> = proposal.consultations.iter().filter(|held| !held.responses.is_empty()).collect();
    if let Some(last) = asked.last() {
        let read = read.consultation.as_ref().unwrap();
        assert_eq!(read.questions.len(), last.questions.len());
    }
    facts(&compose::text(&paper))
}

/// S2-005, S2-016, S2-017, S2-018, S2-020, S2-053: the contents are those of the headings, the counts those of the record, and the report reads back.
#[test]
fn the_report_on_mp167b_is_as_accepted_and_reads_back() {
    let played = demonstration();
    let paper = played.paper("modification-report", "MP167B");
    accepted(&played, &paper, "modification-report-mp167b.txt");
    let text = compose::text(&paper);
    let contents = text.split("\nContents\n\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let headings: Vec<String> = paper.parts[0].sections.iter().map(compose::Section::printed).collect();
    assert_eq!(contents.lines().collect::<Vec<_>>(), headings);
    let read = comes_back(&played, "MP167B");
    let answers: usize = read.consultation.unwrap().questions.iter().map(|question| question.responses.len()).sum();
    assert_eq!(answers, 27, "three respondents answered nine of the ten questions");
    assert_eq!(read.documents_impacted.len(), 2);
    for heading in [
        "What are the current arrangements?",
        "What is the issue?",
        "What is the impact this is having?",
        "Impact on consumers",
    ] {
        assert_eq!(text.lines().filter(|line| *line == heading).count(), 1, "{heading}");
    }
    let summary = text.split("\n1. Summary\n\n").nth(1).and_then(|rest| rest.split("\n2. Issue\n\n").next()).unwrap();
    for said in [
        "will impact the DCC",
        "meant for the February 2024 SEC Release on 29 February 2024",
        "costs £600 in its release",
    ] {
        assert!(summary.contains(said), "{said}: {summary}");
    }
    for what in ["The business case", "The views against the consumer areas"] {
        assert!(
            paper.missing.iter().any(|missing| missing == what),
            "{what} is not said to be missing: {:?}",
            paper.missing
        );
    }
    assert!(paper.missing.iter().any(|what| what.starts_with("The words of Section D")), "{:?}", paper.missing);
}

/// S2-006, S2-007, S4-064: the sections in their order, and the approved changes in an annex to the report.
#[test]
fn the_report_on_a_decided_proposal_is_as_accepted_and_its_legal_text_reads_back() {
    let played = journey();
    let paper = played.paper("modification-report", "CP001");
    accepted(&played, &paper, "modification-report-cp001.txt");
    let text = comes_back(&played, "CP001").legal_text.unwrap();
    let [clause] = text.clauses.as_slice() else { panic!("{:?}", text.clauses) };
    assert_eq!((clause.number.as_ref().unwrap().value.as_str(), clause.change), ("E4.5", Change::Amended));
    let wanted = "Where a Metering Agent has been refused access three times within six months, on different days of the \
                  week, it must tell the Supplier, which must do what it reasonably can to obtain access.";
    assert_eq!(clause.text.value, wanted);
    assert_eq!(text.modification.unwrap().value, "CP001");
}

#[test]
fn a_figure_says_which_entry_it_comes_from() {
    let played = journey();
    let paper = played.paper("modification-report", "CP001");
    let page = compose::html(&paper, &|to| match to {
        compose::LeadsTo::Entry(position) => Some(format!("/record/{position}")),
        compose::LeadsTo::Proposal(_) => None,
    });
    let decided = played.events.iter().find(|one| matches!(one.event, procedure::Event::Decided { .. })).unwrap();
    let link = format!("href=\"/record/{}\"", decided.position);
    assert!(page.contains(&link), "no {link}");
}

#[test]
fn the_word_file_holds_the_changes_as_tracked_changes() {
    let played = journey();
    let bytes = docx::write_paper(&played.paper("legal-text", "CP001")).unwrap();
    let word = docx::read(&bytes, &docx::Limits::default()).unwrap();
    let (old, new) = (word.text(docx::Side::Rejected), word.text(docx::Side::Accepted));
    assert!(!old.contains("days of the week, it must") && new.contains("days of the week, it must tell"), "{new}");
}

/// Nothing that was said in confidence is printed in any form.
#[test]
fn what_was_said_in_confidence_is_in_no_paper() {
    let open = "answers = [{ question = 7, answer = \"Yes\" }]";
    let secret =
        "answers = [{ question = 7, answer = \"Yes\" }, { question = 1, answer = \"Quibble\", confidential = true }]";
    let text = super::scenario("scenarios/specimen/whole-journey.toml");
    assert!(text.contains(open));
    let played = Played::of(&text.replace(open, secret));
    let paper = played.paper("modification-report", "CP001");
    let printed = compose::text(&paper);
    assert!(!printed.contains("Quibble") && printed.contains("Given in confidence"), "{printed}");
}
