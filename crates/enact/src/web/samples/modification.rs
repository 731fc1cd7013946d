use askama::Template as _;

use super::*;
use crate::web::pages::{
    Answer, ConsultationView, DraftClash, HistoryLine, ImplementationDate, LegalTextView, ModificationPage, NextStep,
    Question,
};

pub(super) fn samples() -> Vec<Sample> {
    let mut early = page();
    early.frame.reader = None;
    early.frame.notice = Some(Notice {
        kind: NoticeKind::Done,
        words: "Your Draft Proposal was raised as DP021.".to_owned(),
        link: Some(Link::new("See it in the record", at(Place::Event(412)))),
    });
    early.acts = ActOffers::default();
    early.legal_texts = Vec::new();
    early.clashes = Vec::new();
    early.votes.clear();
    early.solution.clear();
    early.consultations.clear();
    early.dates.clear();
    early.stage = Tag::new("Development", Tone::Quiet);
    vec![("modification", page().render().unwrap()), ("modification-early", early.render().unwrap())]
}

fn ground(number: &str, id: &str, basis: Basis, reason: &str) -> GroundLine {
    GroundLine { clause: clause(number), rule: rule(id), basis, reason: reason.to_owned() }
}

fn acts() -> ActOffers {
    let act = |words: &str, hint: &str, offer| ActOffer { words: words.to_owned(), hint: hint.to_owned(), offer };
    ActOffers {
        reader: Some("Ada Marsh, for Fenwater Energy Ltd".to_owned()),
        acts: vec![
            act(
                "Respond to the consultation",
                "Nine questions. You may change your response until it closes.",
                Offer::Permitted(act_on("MP014", "respond", "Respond")),
            ),
            act(
                "Ask for a different path",
                "Sends the question to the Authority.",
                Offer::AfterJudgement(act_on("MP014", "refer-path", "Refer"), 1),
            ),
            act(
                "Vote on the Modification Report",
                "",
                Offer::Refused(vec![ground(
                    "D8.3",
                    "d8.3-vote-open",
                    Basis::Inferred,
                    "The vote opens when the consultation has closed, on 14 July 2025 at the earliest.",
                )]),
            ),
            act(
                "Withdraw the proposal",
                "",
                Offer::Refused(vec![ground(
                    "D5.1",
                    "d5.1-who-may-withdraw",
                    Basis::Source,
                    "Only the Proposer, Hollin Devices Ltd, may withdraw it.",
                )]),
            ),
        ],
    }
}

fn steps() -> Vec<StageStep> {
    let step = |name: &str, state, day, note: Option<&str>| StageStep {
        name: name.to_owned(),
        state,
        day,
        note: note.map(str::to_owned),
    };
    vec![
        step("Development", StepState::Done, Some(day(2025, 1, 14)), None),
        step("Refinement", StepState::Done, Some(day(2025, 3, 4)), None),
        step("Report", StepState::Now, Some(day(2025, 6, 20)), Some("closes in 6 Working Days")),
        step("Decision", StepState::Ahead, Some(day(2025, 7, 23)), None),
        step("Implementation", StepState::Ahead, Some(day(2025, 7, 24)), None),
        step("Live", StepState::Ahead, Some(day(2025, 11, 6)), None),
    ]
}

fn same(words: &str) -> Segment {
    Segment::Same(words.to_owned())
}

fn inserted(words: &str) -> Segment {
    Segment::Inserted(words.to_owned())
}

fn omitted(words: &str) -> Segment {
    Segment::Omitted(words.to_owned())
}

/// One line of a redline; a number in the margin is the same in both texts.
fn redlined(number: &str, depth: u8, segments: Vec<Segment>) -> ChangeLine {
    let number = if number.is_empty() { Vec::new() } else { vec![same(number)] };
    ChangeLine { number, is_heading: false, depth, words: ChangeWords::Line(segments, "") }
}

fn table() -> ChangeLine {
    let cell = |mark, segments| Cell { mark, segments };
    let row = |mark, head, cells| Row { mark, head, cells };
    let kept = RowMark::Kept;
    ChangeLine {
        number: Vec::new(),
        is_heading: false,
        depth: 0,
        words: ChangeWords::Table(vec![
            row(kept, true, vec![cell(kept, vec![same("Reading")]), cell(kept, vec![same("Charge")])]),
            row(kept, false, vec![cell(kept, vec![same("Late")]), cell(kept, vec![omitted("£10"), inserted("£12")])]),
            row(
                RowMark::Inserted,
                false,
                vec![
                    cell(RowMark::Inserted, vec![inserted("Missing")]),
                    cell(RowMark::Inserted, vec![inserted("£25")]),
                ],
            ),
        ]),
    }
}

pub(super) fn redline() -> RedlineView {
    let change = |number: &str, what: &str, class: &'static str, lines: Vec<ChangeLine>| ProvisionChange {
        number: number.to_owned(),
        anchor: format!("change-{}", number.to_ascii_lowercase().replace(['(', ')', '.'], "-")),
        what: what.to_owned(),
        class,
        lines,
        link: Some(clause(number)),
        clashes: Vec::new(),
    };
    let own = vec![
        same("A Reading is late where the Operator receives it after "),
        omitted("noon"),
        inserted("5pm"),
        same(" after the day that it was taken, unless:"),
    ];
    let told = "the Supplier has told the Operator of a fault in the Metering Device before the Reading was due, and:";
    let mut amended = vec![
        redlined("C4.2", 0, own),
        redlined("(a)", 1, vec![same("the Operator’s own System was not available;"), inserted(" or")]),
    ];
    for (label, depth, words) in [("(b)", 1, told), ("(i)", 2, "the fault is of a kind listed in Appendix F; and")] {
        let line = redlined("", depth, vec![inserted(words)]);
        amended.push(ChangeLine { number: vec![inserted(label)], ..line });
    }
    amended.push(table());
    let charge = vec![
        same("A Supplier shall pay "),
        omitted("each late reading’s charge"),
        inserted("one charge for all late readings of a month"),
        same("."),
    ];
    let mut clash = change("C4.3", "8 words inserted, 4 omitted", "amended", vec![redlined("C4.3", 0, charge)]);
    clash.clashes = vec![(modification("MP016"), "both change the words of C4.3; agree one text".to_owned())];
    let heading = redlined("", 0, vec![inserted("What the Operator reports")]);
    let report = redlined("", 0, vec![inserted("The Operator shall publish each month how many Readings were late.")]);
    let report = ChangeLine { number: vec![inserted("C4.4")], ..report };
    let savings = redlined("", 0, vec![same("Nothing in this Clause C4 limits Section K.")]);
    let savings = ChangeLine { number: vec![omitted("C4.4"), inserted("C4.5")], ..savings };
    let context = vec![redlined("C4.1", 0, vec![same("This Clause C4 says when a Reading is late.")])];
    let folded = vec![redlined("C1.1", 0, vec![same("A Supplier shall take a Reading at least once a month.")])];
    RedlineView {
        old: "Section C, edition 4.1".to_owned(),
        new: "MP014 as drafted on 12 June 2025".to_owned(),
        counts: "84 words inserted, 15 words omitted. Provisions: 2 amended, 1 inserted, 1 renumbered.".to_owned(),
        entries: vec![
            RedlineEntry::Folded("1 unchanged provision".to_owned(), vec![change("C1.1", "", "", folded)]),
            RedlineEntry::Shown(Box::new(change("C4.1", "", "", context))),
            RedlineEntry::Shown(Box::new(change("C4.2", "24 words inserted, 1 omitted", "amended", amended))),
            RedlineEntry::Shown(Box::new(clash)),
            RedlineEntry::Shown(Box::new(change(
                "C4.4",
                "Inserted",
                "inserted",
                vec![ChangeLine { is_heading: true, ..heading }, report],
            ))),
            RedlineEntry::Shown(Box::new(change("C4.5", "Renumbered from C4.4", "moved", vec![savings]))),
            RedlineEntry::Folded("12 unchanged provisions".to_owned(), Vec::new()),
        ],
        key: String::new(),
    }
}

fn votes() -> VoteCount {
    let row = |category: &str, approve, reject, abstain, outcome: &str, tone| CategoryVote {
        category: category.to_owned(),
        approve,
        reject,
        abstain,
        outcome: Tag::new(outcome, tone),
    };
    VoteCount {
        summary: "Approved: 3 Party Categories for, 1 against, 1 abstained".to_owned(),
        method: "Each Party Category has one vote, cast by the majority of its members who vote for or against."
            .to_owned(),
        of: "Party Category",
        verdict: "Category’s vote",
        categories: vec![
            row("Large Suppliers", 9, 2, 2, "For", Tone::Done),
            row("Small Suppliers", 2, 1, 0, "For", Tone::Done),
            row("Networks", 1, 2, 0, "Against", Tone::Stopped),
            row("Other Parties", 2, 0, 1, "For", Tone::Done),
            row("Consumers", 0, 0, 1, "Abstained", Tone::Quiet),
        ],
        late: 1,
    }
}

fn consultations() -> Vec<ConsultationView> {
    let answer = |respondent: &str, category: &str, word: Option<&str>, why: &str, late, number: u32| Answer {
        respondent: respondent.to_owned(),
        category: category.to_owned(),
        answer: word.map(str::to_owned),
        rationale: Some(why.to_owned()),
        late,
        superseded: false,
        anchor: format!("answer-1-{number}"),
    };
    let questions = vec![
        Question {
            number: 1,
            text: "Do you agree that the solution puts the issue right?".to_owned(),
            count: "Yes: 3, No: 1".to_owned(),
            answers: vec![
                answer(
                    "Fenwater Energy Ltd",
                    "Small Supplier",
                    Some("Yes"),
                    "Two Working Days is what our field teams keep today. A date that everyone can work out beats one that each reads differently.",
                    false,
                    1,
                ),
                answer(
                    "Northwold Supply Ltd",
                    "Small Supplier",
                    Some("No"),
                    "We would need a new file exchange for the sake of four readings in a thousand.",
                    false,
                    2,
                ),
                answer(
                    "Hollin Devices Ltd",
                    "Other Party",
                    None,
                    "No view, except that Appendix F lists no radio faults.",
                    true,
                    3,
                ),
            ],
        },
        Question {
            number: 2,
            text: "Will you have costs?".to_owned(),
            count: "Yes 1, No 3".to_owned(),
            answers: vec![answer(
                "Fenwater Energy Ltd",
                "Small Supplier",
                Some("No"),
                "None beyond a change of one setting.",
                false,
                4,
            )],
        },
    ];
    vec![
        ConsultationView {
            name: "Modification Report Consultation".to_owned(),
            state: Tag::new("Open", Tone::Open),
            opens: day(2025, 6, 20),
            closes: moment(2025, 7, 11, 17, 0),
            responses: 2,
            questions: Vec::new(),
            withheld: Some("Responses are shown when it has closed.".to_owned()),
        },
        ConsultationView {
            name: "Refinement Consultation".to_owned(),
            state: Tag::new("Closed", Tone::Quiet),
            opens: day(2025, 4, 3),
            closes: moment(2025, 4, 28, 17, 0),
            responses: 4,
            questions,
            withheld: Some("One response is confidential.".to_owned()),
        },
    ]
}

fn history() -> Vec<HistoryLine> {
    let line = |position, when, what: &str, by: &str, grounds| HistoryLine {
        event: event(position),
        when,
        recorded: None,
        what: what.to_owned(),
        by: by.to_owned(),
        grounds,
    };
    let mut late = line(
        371,
        moment(2025, 6, 18, 14, 0),
        "Report approved for consultation",
        "Change Sub-Committee",
        vec![
            ground(
                "D7.4",
                "d7.4-report-approved",
                Basis::Reported,
                "The Change Sub-Committee approves the report before it is consulted on.",
            ),
            ground("D7.3", "d7.3-contents", Basis::Source, "The report holds all fourteen parts that it must hold."),
        ],
    );
    late.recorded = Some(moment(2025, 6, 19, 9, 5));
    vec![
        line(
            380,
            moment(2025, 6, 20, 9, 0),
            "Modification Report Consultation issued to 41 Parties",
            "Joan Pell, Code Administrator",
            vec![
                ground(
                    "D7.8",
                    "d7.8-consult",
                    Basis::Source,
                    "The Code Administrator consults Parties other than the Operator once the report is approved.",
                ),
                ground(
                    "D7.8",
                    "d7.8-window",
                    Basis::Inferred,
                    "The consultation runs for fifteen Working Days: it closes on 11 July 2025.",
                ),
            ],
        ),
        late,
        line(
            344,
            moment(2025, 6, 12, 16, 40),
            "Legal text attached, drawn against Section C edition 4.1; conflicts with MP016 at C4.3",
            "Hollin Devices Ltd",
            Vec::new(),
        ),
        line(
            201,
            moment(2025, 3, 4, 11, 15),
            "Agreed as a Modification Proposal on the Self-Governance path",
            "Change Sub-Committee",
            Vec::new(),
        ),
        line(140, moment(2025, 1, 14, 10, 2), "Draft Proposal raised", "Sam Okoro, for Hollin Devices Ltd", Vec::new()),
    ]
}

fn page() -> ModificationPage {
    ModificationPage {
        frame: Frame {
            lasting: Some(at(Place::Modification(ProposalName::parse("mp014").unwrap()))),
            ..frame(Section::Modifications, vec![home_crumb(), register_crumb()])
        },
        id: "MP014".to_owned(),
        aliases: vec![Link::new("DP014", at(Place::Modification(ProposalName::parse("dp014").unwrap())))],
        title: "Say when a reading counts as late".to_owned(),
        summary: "The Code charges suppliers for late meter readings but its test of lateness can be read in two ways. This change sets one test, excuses faults reported in time, and publishes the figures.".to_owned(),
        stage: Tag::new("Report", Tone::Open),
        path: Some("Self-Governance".to_owned()),
        urgent: false,
        affected: strings(&["Large Suppliers", "Small Suppliers", "Operator", "Other Parties"]),
        steps: steps(),
        next: vec![NextStep {
            what: "The Modification Report Consultation closes".to_owned(),
            by_whom: "Parties other than the Operator may respond".to_owned(),
            by_when: Some(moment(2025, 7, 11, 17, 0)),
            left: Some("6 Working Days left".to_owned()),
            lateness: Some("A late response is kept and marked as late.".to_owned()),
            clause: clause("D7.8"),
            rule: rule("d7.8-window"),
            basis: Basis::Inferred,
        }],
        acts: acts(),
        proposer: "Sam Okoro, Hollin Devices Ltd".to_owned(),
        raised: day(2025, 1, 14),
        analyst: Some("Joan Pell".to_owned()),
        documents: vec![
            Link::new("Section C, Readings", at(Place::Document(section("c"), None))),
            Link::new("Appendix F, Kinds of fault", at(Place::Document(DocumentName::parse("appendix-f").unwrap(), None))),
        ],
        issue: strings(&[
            "Clause C4.2 measures lateness from the day that a reading is taken, but does not say when that day ends. Some suppliers count the day of the reading; the Operator’s invoices do not.",
            "In 2024 the difference moved about 2,100 readings a month from one side of the line to the other, and 61 invoices were disputed over it.",
        ]),
        solution: strings(&[
            "A reading will be late when it arrives after 5pm on the second Working Day after it was taken. A fault that was reported before the reading was due, and put right within five Working Days, excuses it.",
        ]),
        costs: strings(&["Operator: £38,000 to change two reports.", "Code Administrator: 3 days, £1,800."]),
        legal_texts: vec![LegalTextView {
            name: "Legal text 2.0".to_owned(),
            heading: "For the Proposed Solution".to_owned(),
            notes: vec!["It was drafted against the text in force.".to_owned()],
            unmerged: Vec::new(),
            links: Vec::new(),
            redline: Some(redline()),
        }],
        clashes: vec![DraftClash {
            with: modification("MP016"),
            message: "Both change the words of C4.3.".to_owned(),
            merges: false,
            base: Some("C4.3 A Supplier shall pay each charge.".to_owned()),
            yours: Some("C4.3 A Supplier shall pay one charge.".to_owned()),
            theirs: Some("C4.3 A Supplier shall pay no charge.".to_owned()),
        }],
        draft: None,
        consultations: consultations(),
        votes: vec![votes()],
        dates: vec![
            ImplementationDate { what: "First date".to_owned(), day: day(2025, 11, 6), release: Some(release("November 2025")), decide_by: day(2025, 10, 23), state: Tag::new("Open", Tone::Going), published: Vec::new() },
            ImplementationDate { what: "Fallback".to_owned(), day: day(2026, 2, 26), release: Some(release("February 2026")), decide_by: day(2026, 2, 12), state: Tag::new("Kept ready", Tone::Quiet), published: Vec::new() },
        ],
        foreseen: None,
        blocks: Vec::new(),
        history: history(),
    }
}
