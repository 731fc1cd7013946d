use askama::Template as _;

use super::*;
use crate::paths::{Compared, EditionName, Point};
use crate::web::pages::{
    ComparePage, ContentsEntry, ContentsPage, DocumentPage, DocumentRow, EditionLine, ProvisionPage, ProvisionVersion,
};

pub(super) fn samples() -> Vec<Sample> {
    let mut unheld = provision();
    unheld.unheld = true;
    unheld.warning = Some((
        "This is how it would have read on 1 March 2024, and is not in force now.".to_owned(),
        Link::new("Read the text in force", clause("C4.2").to),
    ));
    vec![
        ("contents", contents().render().unwrap()),
        ("document", document().render().unwrap()),
        ("provision", provision().render().unwrap()),
        ("provision-unheld", unheld.render().unwrap()),
        ("compare", compare().render().unwrap()),
    ]
}

fn point(edition: &str) -> Option<Point> {
    Some(Point::edition(EditionName::parse(edition).unwrap()))
}

fn plain(words: &str) -> Words {
    Words::Plain(words.to_owned())
}

fn term(words: &str) -> Words {
    Words::Term(Link::new(words, at(Place::Document(section("a"), None))).anchored("reading"))
}

fn reference(number: &str) -> Words {
    let mut link = clause(number);
    link.words = format!("Clause {number}");
    Words::Reference(link)
}

fn line(number: &str, depth: u8, heading: Option<&str>, words: Vec<Words>) -> ProvisionText {
    ProvisionText {
        is_group: false,
        number: number.to_owned(),
        depth,
        anchor: number.to_ascii_lowercase().replace(['(', ')'], ""),
        heading: heading.map(str::to_owned),
        link: (depth == 0 && !number.is_empty()).then(|| clause(number)),
        words: Some(words),
        changing: Vec::new(),
        last_change: None,
    }
}

fn provisions() -> Vec<ProvisionText> {
    let mut late = line(
        "C4.2",
        0,
        None,
        vec![
            plain("A "),
            term("Reading"),
            plain(" is late where the "),
            term("Operator"),
            plain(" receives it after noon on the day after the day that it was taken, unless:"),
        ],
    );
    late.changing = vec![modification("MP014"), modification("MP016")];
    let mut charge = line(
        "C4.3",
        0,
        None,
        vec![
            plain("A "),
            term("Supplier"),
            plain(" shall pay each late reading’s charge within ten "),
            term("Working Days"),
            plain(" of the invoice."),
        ],
    );
    charge.last_change = Some(Link::new("MP003 on 27 February 2025", modification("MP003").to));
    let mut unheld = line("C4.5", 0, None, Vec::new());
    unheld.words = None;
    vec![
        line(
            "C4.1",
            0,
            Some("Late readings"),
            vec![
                plain("This "),
                reference("C4.1"),
                plain(" says when a "),
                term("Reading"),
                plain(" is late and what follows."),
            ],
        ),
        late,
        line(
            "(a)",
            1,
            None,
            vec![
                plain("the "),
                term("Operator"),
                plain("’s own "),
                term("System"),
                plain(" was not available for more than four hours in that time, and:"),
            ],
        ),
        line("(i)", 2, None, vec![plain("the outage was not planned; or")]),
        line(
            "(ii)",
            2,
            None,
            vec![plain("it was planned, and the "), term("Supplier"), plain(" was not told of it; or")],
        ),
        line(
            "(b)",
            1,
            None,
            vec![plain("the "), term("Supplier"), plain(" has been excused under "), reference("C7.1"), plain(",")],
        ),
        line(
            "",
            0,
            None,
            vec![
                plain("and in either case the "),
                term("Supplier"),
                plain(" sends the Reading within five Working Days."),
            ],
        ),
        charge,
        line("C4.4", 0, Some("Savings"), vec![plain("Nothing in this Clause C4 limits Section K.")]),
        unheld,
    ]
}

fn before() -> Vec<ProvisionText> {
    vec![
        ProvisionText { is_group: true, ..line("C1", 0, Some("Readings and who takes them"), Vec::new()) },
        line(
            "C1.1",
            0,
            Some("Taking a reading"),
            vec![
                plain("A "),
                term("Supplier"),
                plain(" shall take a "),
                term("Reading"),
                plain(" from each Metering Device at least once a month."),
            ],
        ),
        line(
            "C2.1",
            0,
            Some("Sending a reading"),
            vec![
                plain("A "),
                term("Supplier"),
                plain(" shall send each "),
                term("Reading"),
                plain(" to the "),
                term("Operator"),
                plain(" in the form that Appendix E sets out."),
            ],
        ),
        line(
            "C3.1",
            0,
            Some("Readings that cannot be right"),
            vec![
                plain("The "),
                term("Operator"),
                plain(" shall send back a "),
                term("Reading"),
                plain(" that is lower than the one before it."),
            ],
        ),
    ]
}

fn document() -> DocumentPage {
    let entry = |number: &str, heading: &str| ContentsEntry {
        number: number.to_owned(),
        heading: heading.to_owned(),
        anchor: number.to_ascii_lowercase(),
    };
    let edition = |number: &str, since: &str, by: &str, shown, compare: Option<&str>| EditionLine {
        edition: Link::new(format!("Edition {number}, {since}"), at(Place::Document(section("c"), point(number)))),
        made_by: (!by.is_empty()).then(|| modification(by)),
        compare: compare.map(|old| {
            Link::new(
                "compare",
                at(Place::Compare(section("c"), Compared { old: point(old).unwrap(), new: point(number).unwrap() })),
            )
        }),
        shown,
    };
    DocumentPage {
        frame: Frame {
            lasting: Some(at(Place::Document(section("c"), point("4.1")))),
            ..frame(Section::Code, vec![home_crumb(), Link::new("The Code", at(Place::Contents(None)))])
        },
        name: "Section C".to_owned(),
        title: "Readings".to_owned(),
        shown: "Edition 4.1, in force since 27 February 2025".to_owned(),
        warning: None,
        unheld: Some("One of the ten provisions of this document is known by its number only.".to_owned()),
        contents: vec![
            entry("C1.1", "Taking a reading"),
            entry("C2.1", "Sending a reading"),
            entry("C3.1", "Readings that cannot be right"),
            entry("C4.1", "Late readings"),
            entry("C4.4", "Savings"),
        ],
        provisions: before().into_iter().chain(provisions()).collect(),
        definitions: vec![
            DefinitionText {
                term: "Reading".to_owned(),
                anchor: "reading".to_owned(),
                words: Some(vec![
                    plain("means what a "),
                    term("Metering Device"),
                    plain(" shows at a time that is recorded with it."),
                ]),
                changing: Vec::new(),
            },
            DefinitionText {
                term: "Working Day".to_owned(),
                anchor: "working-day".to_owned(),
                words: Some(vec![plain(
                    "means a day other than a Saturday, a Sunday or a bank holiday in England and Wales.",
                )]),
                changing: vec![modification("MP014")],
            },
        ],
        editions: vec![
            edition("4.1", "since 27 February 2025", "MP003", true, Some("4.0")),
            edition("4.0", "from 7 November 2024", "MP001", false, Some("3.2")),
            edition("3.2", "from 27 June 2024", "", false, None),
        ],
        hash: Some("9c1f5b1f0a6f3d5de2b0c4a7f1e83a5c77d0b9e26a4f".to_owned()),
    }
}

fn provision() -> ProvisionPage {
    let compared = Compared { old: point("4.0").unwrap(), new: point("4.1").unwrap() };
    ProvisionPage {
        frame: Frame {
            lasting: Some(at(Place::Provision(section("c"), NumberName::parse("4.2").unwrap(), point("4.1")))),
            ..frame(
                Section::Code,
                vec![
                    home_crumb(),
                    Link::new("The Code", at(Place::Contents(None))),
                    Link::new("Section C", at(Place::Document(section("c"), None))),
                ],
            )
        },
        number: "C4.2".to_owned(),
        heading: Some("Late readings".to_owned()),
        document: Link::new("Section C, Readings", at(Place::Document(section("c"), None))),
        shown: "In force since 27 February 2025, edition 4.1".to_owned(),
        warning: None,
        provisions: provisions().into_iter().skip(1).take(6).collect(),
        unheld: false,
        changing: vec![(
            Link::new("MP014 Say when a reading counts as late", modification("MP014").to),
            Link::new(
                "as it would read",
                at(Place::Provision(
                    section("c"),
                    NumberName::parse("4.2").unwrap(),
                    Some(point("4.1").unwrap().with(ProposalName::parse("mp014").unwrap())),
                )),
            ),
        )],
        rules: vec![rule("c4.2-late")],
        versions: vec![
            ProvisionVersion {
                from: Some(day(2025, 2, 27)),
                what: "Changed".to_owned(),
                by: Some(modification("MP003")),
                read: clause("C4.2"),
                compare: Some(Link::new("compare", at(Place::Compare(section("c"), compared)))),
                shown: true,
            },
            ProvisionVersion {
                from: Some(day(2024, 6, 27)),
                what: "Renumbered from C3.9".to_owned(),
                by: Some(modification("MP001")),
                read: Link::new("Read", clause("C4.2").to),
                compare: None,
                shown: false,
            },
            ProvisionVersion {
                from: None,
                what: "Imported".to_owned(),
                by: None,
                read: Link::new("Read", clause("C4.2").to),
                compare: None,
                shown: false,
            },
        ],
        citation: "Specimen Metering Code, Section C (edition 4.1), C4.2".to_owned(),
        previous: Some(clause("C4.1")),
        next: Some(clause("C4.3")),
    }
}

fn contents() -> ContentsPage {
    let row = |letter: &str, title: &str, edition: &str, provisions, held, changing: Vec<Link>| DocumentRow {
        document: Link::new(
            format!("Section {}", letter.to_ascii_uppercase()),
            at(Place::Document(section(letter), None)),
        ),
        title: title.to_owned(),
        edition: edition.to_owned(),
        since: (held > 0).then(|| day(2025, 2, 27)),
        provisions,
        held,
        changing,
    };
    ContentsPage {
        frame: frame(Section::Code, vec![home_crumb()]),
        title: "Specimen Metering Code".to_owned(),
        shown: "In force on 3 July 2025".to_owned(),
        historical: false,
        current: Link::new("Read the text in force", at(Place::Contents(None))),
        documents: vec![
            row("a", "Definitions", "6.0", 214, 214, vec![modification("MP014")]),
            row("b", "How the Code is changed", "3.1", 96, 96, Vec::new()),
            row("c", "Readings", "4.1", 48, 47, vec![modification("MP014"), modification("MP016")]),
            row("g", "Security", "9.0", 131, 0, Vec::new()),
        ],
        unheld: Some("Section G and one clause of Section C are known by number and heading only.".to_owned()),
    }
}

fn compare() -> ComparePage {
    let whole = |words: &str, edition: &str| Link::new(words, at(Place::Document(section("c"), point(edition))));
    ComparePage {
        frame: frame(
            Section::Code,
            vec![
                home_crumb(),
                Link::new("The Code", at(Place::Contents(None))),
                Link::new("Section C", at(Place::Document(section("c"), None))),
            ],
        ),
        document: "Section C, Readings".to_owned(),
        redline: super::modification::redline(),
        old: whole("edition 4.1", "4.1"),
        new: whole("MP014’s text", "4.1"),
        turned: Link::new(
            "turn the comparison round",
            at(Place::Compare(section("c"), Compared { old: point("4.1").unwrap(), new: point("4.0").unwrap() })),
        ),
        made_by: vec![modification("MP014")],
        unheld: None,
    }
}
