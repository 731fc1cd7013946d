use askama::Template as _;

use super::*;
use crate::paths::LogFile;
use crate::web::pages::{
    BodiesPage, BodyRow, CalendarEntry, CalendarMonth, CalendarPage, CategoryRow, Checkpoint, ClosingSoon, CodeCard,
    CodeHomePage, CodesPage, ConsultationRow, ConsultationsPage, EventPage, GoLive, NextRelease, PaperPage, PartyRow,
    RecordPage, RecordRow, RuleRow, RulesPage, StageCount, ThingPage,
};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        ("codes", codes().render().unwrap()),
        ("code-home", home().render().unwrap()),
        ("rules", rules().render().unwrap()),
        ("consultations", consultations().render().unwrap()),
        ("bodies", bodies().render().unwrap()),
        ("thing", thing().render().unwrap()),
        ("calendar", calendar().render().unwrap()),
        ("record", record().render().unwrap()),
        ("paper", paper().render().unwrap()),
        ("event", event_page().render().unwrap()),
    ]
}

fn paper() -> PaperPage {
    let form = |words: &str| Link::new(words, at(Place::Home));
    PaperPage {
        frame: frame(Section::Modifications, vec![]),
        kind: "Response form".to_owned(),
        title: "CP079 ‘Heat meters read each hour’".to_owned(),
        forms: vec![form("PDF"), form("Word")],
        body: "<section><h2 id=\"paper-1\">1. Who answers</h2><p>Name and organisation.</p></section>".to_owned(),
    }
}

fn codes() -> CodesPage {
    let mut frame = Frame::bare();
    frame.demonstration = Some(demonstration());
    let card = |name: &str, title: &str, about: &str, under_way, all, next: Option<(Day, &str)>, held: Option<&str>| {
        CodeCard {
            code: Link::new(title, Address::In(CodeName::parse(name).unwrap(), Place::Home)),
            about: about.to_owned(),
            under_way,
            all,
            next: next.map(|(day, what)| (day, what.to_owned())),
            held: held.map(str::to_owned),
        }
    };
    CodesPage {
        frame,
        codes: vec![
            card(
                "specimen",
                "Specimen Metering Code",
                "An invented code with its full text, and a lively year of changes at every stage. Everything in it may be tried.",
                40,
                64,
                Some((day(2025, 7, 4), "Change Board votes on MP011")),
                None,
            ),
            card(
                "sec",
                "Smart Energy Code",
                "Great Britain’s code for smart metering. It holds the facts of real modifications and releases, and the rules of its change process.",
                3,
                21,
                None,
                Some("The Code’s own words are not held: only numbers, headings and dates."),
            ),
        ],
    }
}

fn home() -> CodeHomePage {
    let closing = |when, left: &str, what: &str, who: &str, id: &str, title: &str| ClosingSoon {
        when,
        left: left.to_owned(),
        what: what.to_owned(),
        who: who.to_owned(),
        modification: modification(id),
        title: title.to_owned(),
    };
    let stage = |name: &str, count: u64| StageCount {
        stage: name.to_owned(),
        count,
        to: at(Place::Modifications(RegisterQuery::default().of_stage(Some(&name.to_ascii_lowercase())))),
        share: u32::try_from(count * 1000 / 19).unwrap(),
    };
    CodeHomePage {
        frame: frame(Section::Home, Vec::new()),
        title: "Specimen Metering Code".to_owned(),
        about: "An invented code for meter readings, with 64 modifications, four releases a year and a Change Board of twenty-three.".to_owned(),
        closing: vec![
            closing(moment(2025, 7, 4, 12, 0), "1 Working Day left", "Change Board vote closes", "Members of the Change Board vote by Party Category", "MP011", "Keep meter readings for thirteen months"),
            closing(moment(2025, 7, 11, 17, 0), "6 Working Days left", "Modification Report Consultation", "Parties other than the Operator may respond", "MP014", "Say when a reading counts as late"),
            closing(moment(2025, 7, 18, 17, 0), "11 Working Days left", "Impact assessment is due", "The Operator must deliver it", "MP009", "Let a device vendor test against the live directory"),
        ],
        stages: vec![stage("Development", 9), stage("Refinement", 14), stage("Report", 6), stage("Decision", 3), stage("Implementation", 8), stage("Live", 19), stage("Ended", 5)],
        live: vec![
            GoLive { day: day(2025, 2, 27), modification: modification("MP003"), title: "Publish the outage calendar".to_owned(), documents: vec![Link::new("Section C", at(Place::Document(section("c"), None))), Link::new("Section H", at(Place::Document(section("h"), None)))] },
            GoLive { day: day(2024, 11, 7), modification: modification("MP001"), title: "Put late readings in one clause".to_owned(), documents: vec![Link::new("Section C", at(Place::Document(section("c"), None)))] },
        ],
        releases: vec![
            NextRelease { release: release("November 2025"), day: day(2025, 11, 6), decide_by: Some(day(2025, 10, 23)), scope: "2 approved, 2 targeted".to_owned(), state: Tag::new("Scope open", Tone::Open) },
            NextRelease { release: release("February 2026"), day: day(2026, 2, 26), decide_by: None, scope: "1 targeted".to_owned(), state: Tag::new("Planned", Tone::Quiet) },
        ],
        acts: ActOffers {
            reader: Some("Ada Marsh, for Fenwater Energy Ltd".to_owned()),
            acts: vec![ActOffer { words: "Raise a Draft Proposal".to_owned(), hint: "Starts with what is wrong today.".to_owned(), offer: Offer::Permitted(act_on("MP001", "raise", "Raise")) }],
        },
        unheld: None,
    }
}

fn rules() -> RulesPage {
    let row = |id: &str,
               says: &str,
               number: &str,
               governs: &str,
               effect: &str,
               since: Option<Day>,
               by: Option<&str>,
               basis| RuleRow {
        id: id.to_owned(),
        says: says.to_owned(),
        clauses: vec![clause(number)],
        governs: governs.to_owned(),
        effect: effect.to_owned(),
        since,
        brought_by: by.map(modification),
        until: None,
        basis,
    };
    RulesPage {
        frame: frame(Section::Rules, vec![home_crumb()]),
        at: day(2025, 7, 3),
        to: at(Place::Rules(None)),
        rules: vec![
            row(
                "d1.3-who-may-raise",
                "Those who may raise a Draft Proposal.",
                "D1.3",
                "Raise a Draft Proposal",
                "Power",
                Some(day(2018, 11, 1)),
                Some("MP001"),
                Basis::Source,
            ),
            row(
                "m8.5-b-suspended",
                "A Party whose right is suspended may not raise.",
                "M8.5(b)",
                "Raise a Draft Proposal",
                "Suspension",
                Some(day(2018, 11, 1)),
                None,
                Basis::Source,
            ),
            row(
                "d7.8-window",
                "The Modification Report Consultation runs for fifteen Working Days.",
                "D7.8",
                "Issue a consultation",
                "Time limit",
                None,
                None,
                Basis::Inferred,
            ),
            row(
                "d8.3-tally",
                "Each Party Category has one vote, by the majority of its members voting.",
                "D8.3",
                "Decide",
                "Tally",
                None,
                None,
                Basis::Inferred,
            ),
            row(
                "d7.4-report-approved",
                "The Change Sub-Committee approves the report.",
                "D7.4",
                "Approve the report",
                "Power",
                Some(day(2023, 1, 1)),
                None,
                Basis::Reported,
            ),
        ],
        waiting: vec![row(
            "d5.4-panel-withdraws",
            "The Panel may withdraw a proposal that its committees advise against.",
            "D5.4",
            "Withdraw",
            "Power",
            None,
            Some("MP007"),
            Basis::Reported,
        )],
    }
}

fn consultations() -> ConsultationsPage {
    let row = |name: &str, subject: &str, opens, closes, left: Option<&str>, responses, respond| ConsultationRow {
        consultation: Link::new(name, modification("MP014").to).anchored("consultations"),
        modification: subject.to_owned(),
        asked: "Parties other than the Operator".to_owned(),
        opens,
        closes,
        left: left.map(str::to_owned),
        responses,
        respond,
    };
    ConsultationsPage {
        frame: frame(Section::Consultations, vec![home_crumb()]),
        open: vec![row(
            "Modification Report Consultation",
            "MP014 Say when a reading counts as late",
            day(2025, 6, 20),
            moment(2025, 7, 11, 17, 0),
            Some("6 Working Days left"),
            2,
            Some(act_on("MP014", "respond", "Respond")),
        )],
        coming: vec![row(
            "Refinement Consultation",
            "MP009 Let a device vendor test against the live directory",
            day(2025, 7, 21),
            moment(2025, 8, 8, 17, 0),
            None,
            0,
            None,
        )],
        closed: vec![row(
            "Refinement Consultation",
            "MP014 Say when a reading counts as late",
            day(2025, 4, 3),
            moment(2025, 4, 28, 17, 0),
            None,
            4,
            None,
        )],
        acts: ActOffers::default(),
    }
}

fn bodies() -> BodiesPage {
    let party = |name: &str| Link::new(name, at(Place::Party(PartyName::from_words(name).unwrap())));
    let category =
        |name: &str, parties, votes: &str| CategoryRow { name: name.to_owned(), parties, votes: votes.to_owned() };
    BodiesPage {
        frame: frame(Section::Bodies, vec![home_crumb()]),
        title: "Bodies and Parties".to_owned(),
        bodies: vec![BodyRow {
            anchor: "change-board".to_owned(),
            link: Link::new("Change Board", at(Place::Body(BodyName::parse("change-board").unwrap()))),
            does: "Decides Self-Governance modifications, and recommends on the others.".to_owned(),
            people: 21,
            seats: Some("23 seats, 4 vacant".to_owned()),
        }],
        categories: vec![
            category("Large Suppliers", 13, "One vote for each voting group"),
            category("Small Suppliers", 41, "Three seats"),
            category("Networks", 20, "Three seats"),
        ],
        parties: vec![
            PartyRow {
                link: party("Fenwater Energy Ltd"),
                category: "Small Supplier".to_owned(),
                since: day(2016, 4, 1),
                suspended: None,
            },
            PartyRow {
                link: party("Northwold Supply Ltd"),
                category: "Small Supplier".to_owned(),
                since: day(2015, 1, 1),
                suspended: Some((Tag::new("Raising suspended", Tone::Stopped), clause("M8.5(b)"))),
            },
        ],
    }
}

/// A page with every kind of block and value, empty and filled.
fn thing() -> ThingPage {
    let facts = vec![
        ("Seats", Entry::Number(23)),
        ("Budget", Entry::Pounds(1_180_042)),
        ("Since", Entry::Day(day(2014, 9, 23))),
        ("Next meeting", Entry::Moment(moment(2025, 7, 23, 10, 0))),
        ("Until", Entry::day(None, "Open")),
        ("Watches", Entry::links(vec![clause("D8.1"), clause("A1.1")])),
        ("Papers", Entry::lines(strings(&["One", "Two"]))),
        ("Rights", Entry::Several(vec![Entry::Tag(Tag::new("Suspended", Tone::Stopped)), Entry::Link(clause("M8.5"))])),
    ];
    let row = |name: &str, seats| vec![Entry::words(name), Entry::Number(seats), Entry::words("")];
    let marks = |name: &str, one, two| vec![Entry::words(name), Entry::Mark(one), Entry::Mark(two)];
    let columns = strings(&["Modification", "Suppliers", "Networks"]);
    ThingPage {
        frame: frame(Section::Bodies, vec![home_crumb(), Link::new("Bodies and Parties", at(Place::Bodies))]),
        id: Some("change-board".to_owned()),
        kind: Some("Body".to_owned()),
        title: "Change Board".to_owned(),
        state: Some(Tag::new("Established", Tone::Done)),
        lead: Some("Decides Self-Governance modifications, and recommends on the others.".to_owned()),
        blocks: vec![
            Block::facts("facts", "At a glance", facts),
            Block::table("seats", "Seats", &["Seats for", "Seats", "Held by"], vec![row("Networks", 3)], "None.")
                .about("As the Code gives them today."),
            Block::table(
                "duties",
                "Duties",
                &["What", "By"],
                Vec::new(),
                "Nothing waits for it; what does will stand here.",
            ),
            Block::matrix("impacts", "Who is affected", columns, vec![marks("MP014", true, false)], "None."),
            Block::words("reasons", "Reasons", strings(&["One paragraph.", "Another."]), "None.").folded(),
        ],
        acts: ActOffers::default(),
    }
}

fn calendar() -> CalendarPage {
    let entry = |on, time: Option<&str>, kind: (&str, Tone), what: &str, link| CalendarEntry {
        day: on,
        time: time.map(str::to_owned),
        kind: Tag::new(kind.0, kind.1),
        what: what.to_owned(),
        link,
    };
    CalendarPage {
        frame: frame(Section::Calendar, vec![home_crumb()]),
        counting: ("Working Days are those of England and Wales. The day of an event is not counted, and the last day counts whole. See".to_owned(), Some(clause("A1.1"))),
        months: vec![
            CalendarMonth { name: "July 2025".to_owned(), working_days: 23, entries: vec![
                entry(day(2025, 7, 4), Some("midday"), ("Deadline", Tone::Open), "Change Board vote on MP011 closes", Some(modification("MP011"))),
                entry(day(2025, 7, 11), Some("5pm"), ("Deadline", Tone::Open), "Consultation on MP014 closes", Some(modification("MP014"))),
                entry(day(2025, 7, 23), Some("10am"), ("Meeting", Tone::Going), "Change Board", Some(Link::new("Change Board", at(Place::Meetings)))),
            ] },
            CalendarMonth { name: "August 2025".to_owned(), working_days: 20, entries: vec![
                entry(day(2025, 8, 1), None, ("Expected", Tone::Quiet), "The Authority decides MP016", Some(modification("MP016"))),
                entry(day(2025, 8, 25), None, ("Not a Working Day", Tone::Quiet), "Summer bank holiday", None),
            ] },
        ],
    }
}

fn record() -> RecordPage {
    let row = |position, act: &str, by: &str, subject: Option<&str>, hash: &str| RecordRow {
        position: event(position),
        took_effect: moment(2025, 6, 20, 9, 0),
        recorded: None,
        act: act.to_owned(),
        by: by.to_owned(),
        subject: subject.map(modification),
        hash: hash.repeat(8),
    };
    let mut late = row(371, "Approve the report", "Change Sub-Committee", Some("MP014"), "b71e40a9");
    late.recorded = Some(moment(2025, 6, 19, 9, 5));
    RecordPage {
        frame: frame(Section::Record, vec![home_crumb()]),
        checkpoint: Some(Checkpoint {
            size: 412,
            root: "5f0c2f6be1d84b6a9d8e3f1a77c04412c2b05e9f1b9a3dd06f5a8c2e7d91ab30".to_owned(),
            signed: Some(Link::new("Keep this checkpoint", at(Place::Log(LogFile::Checkpoint)))),
            key: Some(format!("register.example/specimen/record+1f0c2d3e+{}", "A".repeat(44))),
            command: "enact verify --data DIR --checkpoint FILE".to_owned(),
        }),
        rows: vec![
            row(412, "Raise a Draft Proposal", "Ada Marsh, for Fenwater Energy Ltd", Some("DP021"), "9ac104fe"),
            row(
                380,
                "Issue the Modification Report Consultation",
                "Joan Pell, Code Administrator",
                Some("MP014"),
                "02d9c1b3",
            ),
            late,
            row(370, "Suspend rights", "Panel", None, "77aa01c2"),
        ],
        pages: Pages {
            first: 412,
            last: 363,
            all: 412,
            previous: None,
            next: Some(at(Place::Record { before: Some(363) })),
        },
    }
}

fn event_page() -> EventPage {
    EventPage {
        frame: frame(Section::Record, vec![home_crumb(), Link::new("Record", at(Place::Record { before: None }))]),
        position: 380,
        act: "Issue the Modification Report Consultation".to_owned(),
        by: "Joan Pell, Code Administrator".to_owned(),
        subject: Some(modification("MP014")),
        took_effect: moment(2025, 6, 20, 9, 0),
        recorded: moment(2025, 6, 20, 9, 0),
        grounds: vec![GroundLine {
            clause: clause("D7.8"),
            rule: rule("d7.8-window"),
            basis: Basis::Inferred,
            reason: "The consultation runs for fifteen Working Days: it closes on 11 July 2025.".to_owned(),
        }],
        body:
            "{\n  \"kind\": \"consultation-issued\",\n  \"proposal\": \"mp014\",\n  \"closes\": \"2025-07-11T17:00\"\n}"
                .to_owned(),
        erased: Some("Erased on 1 March 2026 by Code Administrator. The respondent asked for it.".to_owned()),
        hash: "02d9c1b3".repeat(8),
        proof: Link::new("Verify this", at(Place::Log(LogFile::Inclusion { position: 380, size: None }))),
        previous: Some(event(379)),
        next: Some(event(381)),
    }
}
