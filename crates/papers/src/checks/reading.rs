//! What the readers report: they find, and are explained here beside the checks.

use super::Explanation;
use crate::finding::Level;

/// A rule of the readers.
pub(super) struct Reported {
    pub(super) rule: &'static str,
    pub(super) name: &'static str,
    pub(super) level: Level,
    pub(super) explain: Explanation,
}

/// Every rule of the readers.
pub(super) const RULES: &[Reported] = &[
    Reported {
        rule: "EN001",
        name: "unread-part",
        level: Level::Warning,
        explain: Explanation {
            looks_for: "A part of the document that the reader could not take in: a row with more cells than its table \
                        has columns, a date that is no date, an amount that is no figure.",
            why: "What was not read was not checked either. Nothing is guessed in its place.",
            wrong: "Date       Event            Notes\n31 Feb 24  Panel meeting    The Panel decides.",
            right: "Date       Event            Notes\n29 Feb 24  Panel meeting    The Panel decides.",
        },
    },
    Reported {
        rule: "EN002",
        name: "damaged-text",
        level: Level::Note,
        explain: Explanation {
            looks_for: "Words that a bad scan or extraction damaged: labels misread, words printed over by a page \
                        header, margin marks whose words are lost.",
            why: "A person must compare the place with the original. Other checks never call damaged words an error.",
            wrong: "(©) review the policy each year; and",
            right: "(c) review the policy each year; and",
        },
    },
    Reported {
        rule: "EN003",
        name: "ends-mid-table",
        level: Level::Warning,
        explain: Explanation {
            looks_for: "A file that ends inside a table.",
            why: "The file was cut off, so totals and matrices cannot be trusted.",
            wrong: "Modification  Design  Test\nMP901         £1,000",
            right: "Modification  Design  Test\nMP901         £1,000  £500",
        },
    },
    Reported {
        rule: "EN004",
        name: "separate-attachment",
        level: Level::Note,
        explain: Explanation {
            looks_for: "A part of the legal text that the document says is in a separate attachment.",
            why: "The legal text is not whole without it; references into that part cannot be followed here.",
            wrong: "Section D ‘Modification Process’\nThe changes to Section D are in a separate attachment.",
            right: "Section D ‘Modification Process’\nAmend Section D4.2 as follows:\nD4.2 The Panel shall meet.",
        },
    },
    Reported {
        rule: "EN005",
        name: "tracked-changes",
        level: Level::Note,
        explain: Explanation {
            looks_for: "Tracked changes that are still open in a Word file.",
            why: "The file says two things at once. It is read as if every change were accepted, which may not be what its \
                  reader sees.",
            wrong: "The panel meets on 4 [deleted: June] [inserted: July] 2027, both still marked.",
            right: "The panel meets on 4 July 2027.",
        },
    },
    Reported {
        rule: "EN006",
        name: "comment",
        level: Level::Note,
        explain: Explanation {
            looks_for: "A comment in the margin of a Word file.",
            why: "A comment is for those who write the document; in one that is issued it should be answered and gone.",
            wrong: "The cost is £600. [comment: please confirm]",
            right: "The cost is £600.",
        },
    },
    Reported {
        rule: "EN007",
        name: "left-out",
        level: Level::Note,
        explain: Explanation {
            looks_for: "A part of a Word file that holds or may hold words and is not read: a picture, a text box, a \
                        footnote, a formula, a damaged part.",
            why: "What was not read was not checked either.",
            wrong: "A table pasted as a picture.",
            right: "A table.",
        },
    },
    Reported {
        rule: "EN008",
        name: "active-content",
        level: Level::Warning,
        explain: Explanation {
            looks_for: "A part of a Word file or PDF that would run, open or fetch something: macros, embedded programs, \
                        scripts, launch actions, templates and pictures from elsewhere.",
            why: "The document does not need it and its readers should not be exposed to it. Nothing of it is ever run, \
                  opened or fetched here.",
            wrong: "A Word file that takes its template from a web address.",
            right: "The same file saved with its template inside.",
        },
    },
    Reported {
        rule: "EN009",
        name: "page-without-text",
        level: Level::Warning,
        explain: Explanation {
            looks_for: "A page of a PDF that has no text layer.",
            why: "It is a picture or empty: nobody who listens to the document, searches it or checks it has its words.",
            wrong: "A signed page that was scanned and put between the others.",
            right: "The page exported from the program that made it.",
        },
    },
];
