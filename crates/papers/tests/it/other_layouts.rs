//! The same kinds of document in other layouts, for another Code and other releases.

use papers::facts::{Facts, ModificationReport, ReleaseDocument};
use serde_json::json;

fn release(text: &str) -> (ReleaseDocument, Vec<String>) {
    let reading = crate::read(text);
    let findings = reading.findings.iter().map(|finding| format!("{} {}", finding.line, finding.message)).collect();
    match reading.facts {
        Facts::ReleaseImplementationDocument(facts) => (*facts, findings),
        Facts::ModificationReport(_) | Facts::LegalText(_) | Facts::Process(_) => panic!("another kind"),
    }
}

fn report(text: &str) -> (ModificationReport, Vec<String>) {
    let reading = crate::read(text);
    let findings = reading.findings.iter().map(|finding| format!("{} {}", finding.line, finding.message)).collect();
    match reading.facts {
        Facts::ModificationReport(facts) => (*facts, findings),
        Facts::ReleaseImplementationDocument(_) | Facts::LegalText(_) | Facts::Process(_) => panic!("another kind"),
    }
}

/// Tabs between cells, paragraphs on one line each, a row of totals, a date of its own on the cover.
const TABBED_RELEASE: &str = "Release Implementation Document\n\nVersion 1.0\n\n3 May 2031\n\nMarch 2032 Quay Release\n\nClassification: Green\n\n\
1. Scope of the release\n\nApproved modifications\n\nQM100 ‘One thing’\n\n• QM101 ‘Another thing’ is in.\n\nTargeted modifications\n\n- QM102 'A third thing'\n\n\
2. Impacts\n\nModification\tBoats\tPiers\tDesk\nQM100\t✓\t\t✓\nQM101\t\t\t\nQM102\t\t✓\t\n\nDocument\tQM100\tQM101\tQM102\nSection A\t✓\t\t✓\nAppendix C\t\t✓\t\n\n\
Participant\tSummary of impacts\nBoats\t• They wait less.\n\n- Section A 'Words'\n- Appendix C 'Forms'\n\n\
3. Timetable\n\nDate\tEvent\tNotes\n3 May 2031\tFirst look\t\n\tSecond look\tTwo weeks on\n25 March 2032\tGo-live\tAll is live\n\n\
4. Costs\n\nThe total cost is £3,300.\n\nModification\tBuild\tTrial\nQM100\t£1,000\t£200\nQM101\t£2,000\t£100\nTotal\t£3,000\t£300\n\n\
5. Acceptance criteria\n\nOperational acceptance criteria\n\n1. All is ready.\n2. Nothing else breaks.\n\nTesting acceptance criteria\n\n1. Tests are over.\n\n\
Appendix 1: Version control\n\nVersion\tDate\tChanges\n1.0\t3 May 2031\tBaselined.\n\nAppendix 2: Glossary\n\nAcronym\tFull term\nQM\tQuay Modification\n";

/// S4-003: the day of the release is not the date of the document.
#[test]
fn a_release_document_with_tabs() {
    let (facts, findings) = release(TABBED_RELEASE);
    assert_eq!(findings, Vec::<String>::new());
    let value = json!(facts);
    assert_eq!(value["title"], "Release Implementation Document");
    assert_eq!(
        (&value["version"], &value["date"], &value["classification"]),
        (&json!("1.0"), &json!("2031-05-03"), &json!("Green"))
    );
    assert_eq!(value["release"], json!({ "name": "March 2032 Quay Release", "date": null }));
    let listed = |list: &serde_json::Value| {
        json!(list.as_array().unwrap().iter().map(|entry| entry["id"].clone()).collect::<Vec<_>>())
    };
    assert_eq!(listed(&value["scope"]["approved"]), json!(["QM100", "QM101"]));
    assert_eq!(listed(&value["scope"]["targeted"]), json!(["QM102"]));
    assert_eq!(value["participant_impacts"]["columns"], json!(["Boats", "Piers", "Desk"]));
    assert_eq!(
        value["participant_impacts"]["rows"],
        json!([{ "id": "QM100", "impacted": ["Boats", "Desk"] }, { "id": "QM101", "impacted": [] }, { "id": "QM102", "impacted": ["Piers"] }])
    );
    assert_eq!(
        value["participant_impacts"]["summaries"],
        json!([{ "participant": "Boats", "points": ["They wait less."] }])
    );
    assert_eq!(
        value["document_impacts"]["rows"][0],
        json!({ "document": "Section A", "modifications": ["QM100", "QM102"] })
    );
    assert_eq!(value["documents"][1], json!({ "document": "Appendix C", "title": "Forms" }));
    assert_eq!(
        value["timetable"],
        json!([{ "date": "2031-05-03", "event": "First look", "notes": null }, { "date": null, "event": "Second look", "notes": "Two weeks on" }, { "date": "2032-03-25", "event": "Go-live", "notes": "All is live" }])
    );
    assert_eq!(value["costs"]["stated_total"], 3300);
    assert_eq!(
        value["costs"]["rows"],
        json!([{ "id": "QM100", "amounts": [1000, 200] }, { "id": "QM101", "amounts": [2000, 100] }])
    );
    assert_eq!(value["costs"]["total_row"], json!({ "id": "Total", "amounts": [3000, 300] }));
    assert_eq!(
        value["acceptance_criteria"]["operational"],
        json!([{ "number": 1, "text": "All is ready." }, { "number": 2, "text": "Nothing else breaks." }])
    );
    assert_eq!(value["history"], json!([{ "version": "1.0", "date": "2031-05-03", "changes": "Baselined." }]));
    assert_eq!(value["glossary"], json!([{ "acronym": "QM", "term": "Quay Modification" }]));
}

/// Lines wrapped with a blank line behind each, tables with spaces, another path, no annexes.
const SPACED_REPORT: &str = "MP905 \n\n‘A longer title that \n\nwraps’ \n\nModification Report \n\nVersion 0.2 \n\n7 June 2031 \n\nThis document is classified as Amber. \n\n\
1. Summary \n\nThe Proposer of this modification is Ada Lane on behalf of Pier Ltd. It will be progressed as \n\nan Authority Determined Modification. \n\n\
4. Not a heading of this document \n\n2. Impacts \n\nSEC Party Categories impacted \n\n✓ Large Suppliers  Small Suppliers \n\n Electricity Networks ✓ DCC \n\n\
• Section C ‘Governance of \n\nquays’ \n\n3. Costs \n\nSECAS costs \n\nNo cost is known. \n\n\
4. Implementation approach \n\nThe Panel has set an implementation date of 4 November 2032 (November \n\n2032 SEC Release). \n\n\
5. Case for change \n\nViews against the General SEC Objectives \n\nProposer’s views \n\nIt better facilitates Objectives (b) to (d). It is neutral on Objective (a). \n\n\
Appendix 1: Progression timetable \n\nTimetable \n\nEvent/Action Date \n\nA long event that does not fit \non one line 3 Mar 2031 \n\nTalks 28 Dec – 9 Jan 2032 \n\nVote TBC \n\n\
Appendix 2: Glossary \n\nGlossary \n\nAcronym Full term \n\nDCC Data and Communications Company \n";

#[test]
fn a_report_with_wrapped_lines_and_spaces() {
    let (facts, findings) = report(SPACED_REPORT);
    assert_eq!(findings, Vec::<String>::new());
    let value = json!(facts);
    assert_eq!((&value["id"], &value["title"]), (&json!("MP905"), &json!("A longer title that wraps")));
    assert_eq!(
        (&value["version"], &value["date"], &value["classification"]),
        (&json!("0.2"), &json!("2031-06-07"), &json!("Amber"))
    );
    assert_eq!(value["proposer"], json!({ "name": "Ada Lane", "organisation": "Pier Ltd" }));
    assert_eq!(value["path"], "authority-determined");
    assert_eq!(value["parties_impacted"], json!(["Large Suppliers", "DCC"]));
    assert_eq!(value["documents_impacted"], json!([{ "document": "Section C", "title": "Governance of quays" }]));
    assert_eq!(value["costs"]["administrator"], json!(null));
    assert_eq!(
        value["implementation"],
        json!([{ "date": "2032-11-04", "release": "November 2032 SEC Release", "decision_by": null, "decision_after": null }])
    );
    assert_eq!(value["objectives"], json!({ "proposer": ["b", "c", "d"], "respondents": [] }));
    assert_eq!(
        value["timetable"],
        json!([
            { "event": "A long event that does not fit on one line", "from": "2031-03-03", "to": "2031-03-03", "raw": "3 Mar 2031" },
            { "event": "Talks", "from": "2031-12-28", "to": "2032-01-09", "raw": "28 Dec – 9 Jan 2032" },
            { "event": "Vote", "from": null, "to": null, "raw": "TBC" }
        ])
    );
    assert_eq!(value["glossary"][0], json!({ "acronym": "DCC", "term": "Data and Communications Company" }));
    assert_eq!((&value["legal_text"], &value["consultation"]), (&json!(null), &json!(null)));
}

/// Tables as `pdftotext -layout` prints them.
const ALIGNED_RELEASE: &str = "June 2032 Quay Release\nRelease Implementation Document\n\nVersion 1.0\n\n\
1. Impacts\n\nModification    Heat        Piers    Desk\n                Networks\nQM100              ✓                  ✓\nQM101\nQM102                         ✓\n\nNothing else is touched by these changes at all.\n\n\
2. Timeline\n\nDate          Event                  Notes\n\n3 May 31      Board looks at the     It says what it\n              plan                   thinks.\n\n              Trials begin\n\n24 June 32    Go-live                All is live.\n\n\
3. Costs\n\nModification    Build      Trial\nQM100           £1,000     £200\nQM102                      £50\n\n\
Appendix 1: Version control\n\nVersion    Date        Changes\n1.0        1 May 31    Baselined by the\n                       Board.\n\n\
Appendix 2: Glossary\n\nAcronym    Full term\nQM         Quay Modification\n";

#[test]
fn a_release_document_in_columns() {
    let (facts, findings) = release(ALIGNED_RELEASE);
    let value = json!(facts);
    assert_eq!(value["participant_impacts"]["columns"], json!(["Heat Networks", "Piers", "Desk"]));
    assert_eq!(
        value["participant_impacts"]["rows"],
        json!([{ "id": "QM100", "impacted": ["Heat Networks", "Desk"] }, { "id": "QM101", "impacted": [] }, { "id": "QM102", "impacted": ["Piers"] }])
    );
    assert_eq!(
        value["timetable"],
        json!([
            { "date": "2031-05-03", "event": "Board looks at the plan", "notes": "It says what it thinks." },
            { "date": null, "event": "Trials begin", "notes": null },
            { "date": "2032-06-24", "event": "Go-live", "notes": "All is live." }
        ])
    );
    assert_eq!(
        value["costs"]["rows"],
        json!([{ "id": "QM100", "amounts": [1000, 200] }, { "id": "QM102", "amounts": [null, 50] }])
    );
    assert_eq!(
        value["history"],
        json!([{ "version": "1.0", "date": "2031-05-01", "changes": "Baselined by the Board." }])
    );
    assert_eq!(value["glossary"], json!([{ "acronym": "QM", "term": "Quay Modification" }]));
    assert_eq!(findings, Vec::<String>::new());
}

/// A narrow column breaks its heading inside a word: what the rows say is not guessed, and not lost without a word either.
#[test]
fn a_matrix_whose_headings_are_broken_is_told() {
    let broken = TABBED_RELEASE.replace("Modification\tBoats\tPiers", "Modifica tion\tBoat s\tPier s");
    let (facts, findings) = release(&broken);
    assert!(facts.participant_impacts.rows.is_empty() && facts.document_impacts.rows.len() == 2);
    let told: Vec<&String> = findings.iter().filter(|finding| finding.contains("impacts on participants")).collect();
    assert_eq!(told.len(), 1, "{findings:?}");
}

/// The cover of a legal text says its date in many layouts, and a date that is another's is not taken for it.
#[test]
fn a_legal_text_has_the_date_of_its_cover() {
    let read = |head: &str| {
        let text = format!(
            "MP444 ‘Faster appeals’\n\nAnnex A\n\n{head}\n\nAbout this document\n\nThis document contains the redlined changes to the \
             SEC.\n\nThese changes were drafted against Section D version 71.0.\n\nSection D ‘Modification Process’\n\nAmend Section D9.3 \
             as follows:\n\nD9.3 The Panel shall meet.\n\n14 May 2023\n"
        );
        let source = papers::source::Source::from_bytes("text.txt", text.as_bytes()).unwrap();
        let json = serde_json::to_value(papers::read::read(&source).unwrap().facts).unwrap();
        (json["version"].as_str().map(str::to_owned), json["date"].as_str().map(str::to_owned))
    };
    let some = |text: &str| Some(text.to_owned());
    for head in [
        "Legal text – version 2.3\n\n14 May 2024",
        "Legal text – version 2.3\n\nDate: 14 May 2024",
        "Legal text – version 2.3, 14th May 2024",
        "Legal text\n\nVersion 2.3, 14 May 2024",
        "Legal text\n\nVersion 2.3\nDated 14 May 2024",
    ] {
        assert_eq!(read(head), (some("2.3"), some("2024-05-14")), "{head}");
    }
    assert_eq!(read("Legal text – version 2.3"), (some("2.3"), None));
}

/// R04: amounts of which nobody can say under which heading they stand are told, and none is made up.
#[test]
fn a_table_of_costs_whose_heads_run_together_is_told() {
    let table = "Modification  Design, Build SIT               UIT             Implement to\n              & PIT                                           \
                 live\nHM0041        £10,000         £5,000          £2,000          £1,500\nHP055         £200,000        £60,000         £20,000         £12,000\n";
    let document = format!(
        "Harbour Metering Code Release Implementation Document\n\nVersion 1.0\n\nJune 2027 Harbour Release\n\n(24 June 2027)\n\nAbout this document\n\nThis document is a \
         Release Implementation Document (RID).\n\n1. Scope\n\n2. Costs\n\n{table}\n3. Glossary\n"
    );
    let (facts, told) = release(&document);
    assert_eq!((facts.costs.stages.len(), facts.costs.rows.len()), (0, 0));
    assert!(told.iter().any(|one| one.starts_with("17 ") && one.contains("left unread")), "{told:?}");
}
