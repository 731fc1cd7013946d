use super::*;
use crate::source::Source;

fn rows(text: &str) -> (Vec<(String, String, String)>, usize) {
    let source = Source::from_bytes("f", text.as_bytes()).unwrap();
    let (mut facts, mut findings) = (ReleaseDocument::default(), Vec::new());
    super::read(source.lines(), &mut facts, &mut findings);
    let rows = facts.timetable.into_iter().map(|row| {
        (row.date.map(|date| date.to_string()).unwrap_or_default(), row.event.value, row.notes.unwrap_or_default())
    });
    (rows.collect(), findings.len())
}

fn expected(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    rows.iter().map(|(date, event, notes)| ((*date).to_owned(), (*event).to_owned(), (*notes).to_owned())).collect()
}

const TABLE: &str = "Plan table \n\nDate Event Notes \n\n3 Mar 31 Board reviews the plan for non-\ncritical parts \n\nThe Board looks at the plan that is for non-\ncritical parts, and (if it wishes) says \nso. \n\n Office sends its first \ndraft \n\n \n\n Trials begin  \n Plan table \n\nDate Event Notes \n\n Users send results of \ntheir trials \n\nBy two Working Days before the end \n\n10 Apr 31 Board go/no-go meeting The Board weighs the state of the plan \nand says if it goes on. \n\n25 Apr 31 Plan go-live The words change. \n";

#[test]
fn every_cell_of_a_wrapped_table_is_read() {
    let (read, findings) = rows(TABLE);
    let notes = "The Board looks at the plan that is for non-critical parts, and (if it wishes) says so.";
    let wanted = expected(&[
        ("2031-03-03", "Board reviews the plan for non-critical parts", notes),
        ("", "Office sends its first draft", ""),
        ("", "Trials begin", ""),
        ("", "Users send results of their trials", "By two Working Days before the end"),
        ("2031-04-10", "Board go/no-go meeting", "The Board weighs the state of the plan and says if it goes on."),
        ("2031-04-25", "Plan go-live", "The words change."),
    ]);
    assert_eq!(read, wanted);
    assert_eq!(findings, 0);
}

#[test]
fn a_row_goes_on_over_a_page_without_a_new_caption() {
    let text = "Date Event Notes \n\n3 Mar 31 Board reviews the \nplan \n\nThe Board looks at \n the plan.\n\n4 Mar 31 Board meets  \n";
    let wanted = expected(&[
        ("2031-03-03", "Board reviews the plan", "The Board looks at the plan."),
        ("2031-03-04", "Board meets", ""),
    ]);
    assert_eq!(rows(text).0, wanted);
}

#[test]
fn where_event_and_notes_cannot_be_parted_it_is_said() {
    let text = "Date Event Notes \n\n3 Mar 31 Board Meeting Held Trials Group Results Office View Seen by many people \nagain. \n\n4 Mar 31 Board meets  \n";
    let (read, findings) = rows(text);
    assert_eq!((read.len(), findings), (2, 1));
    assert_eq!(read[0].2, "");
}
