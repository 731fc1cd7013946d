use askama::Template as _;

use super::*;
use crate::paths::{Compared, EditionName, FileForm, FileOf, Picked, Point};
use crate::web::pages::{
    ComparePage, ContentsEntry, ContentsPage, DocumentPage, DocumentRow, EditionLine, ProposedChange, ProvisionPage,
    ProvisionVersion, TreeDocument,
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
    let link = Link::new(words, at(Place::Document(section("a"), None))).anchored("reading");
    Words::Term(link, "note-reading".to_owned())
}

fn reference(number: &str) -> Words {
    let mut link = clause(number);
    link.words = format!("Clause {number}");
    Words::Reference(link)
}

fn line(number: &str, depth: u8, heading: Option<&str>, words: Vec<Words>) -> ProvisionText {
    ProvisionText {
        standing: if number.is_empty() { Standing::Tail } else { Standing::Words },
        number: number.to_owned(),
        depth,
        anchor: number.to_ascii_lowercase().replace(['(', ')'], ""),
        heading: heading.map(str::to_owned),
        link: (depth == 0 && !number.is_empty()).then(|| clause(number)),
        blocks: vec![TextBlock::Paragraph(words)],
        changing: Vec::new(),
        last_change: None,
        definitions: Vec::new(),
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
    late.changing = vec![
        Changing { modification: modification("MP014"), proposed: Some(proposed()) },
        Changing { modification: modification("MP016"), proposed: None },
    ];
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
    unheld.blocks = Vec::new();
    unheld.standing = Standing::NotHeld;
    let mut unused = line("C4.6", 0, None, Vec::new());
    unused.standing = Standing::NotUsed;
    let mut table = line("C4.7", 0, Some("Charges"), vec![plain("The charges are these:")]);
    table.blocks.extend(blocks());
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
        unused,
        table,
    ]
}

/// Every kind of block that words may hold.
fn blocks() -> Vec<TextBlock> {
    vec![
        TextBlock::Table(
            vec![vec![plain("Reading")], vec![plain("Charge")]],
            vec![vec![vec![plain("Late")], vec![plain("£10")]], vec![vec![plain("Missing")], vec![plain("£25")]]],
        ),
        TextBlock::Formula(vec![plain("C = 10 × L + 25 × M")]),
        TextBlock::Note("Note".to_owned(), vec![plain("L and M are counted each month.")]),
        TextBlock::Figure("How a charge is made".to_owned(), "charge.svg".to_owned()),
        TextBlock::Paragraph(vec![
            plain("See "),
            Words::Astray("Section C9.9".to_owned(), "not in this text".to_owned(), None),
            plain("."),
        ]),
    ]
}

/// C4.2 as MP014 would make it.
fn proposed() -> Link {
    let with = point("4.1").unwrap().with(ProposalName::parse("mp014").unwrap());
    let place = Place::Provision(section("c"), NumberName::parse("4.2").unwrap(), Some(with));
    Link::new("as it would read", at(place))
}

fn notes() -> Vec<TermNote> {
    vec![TermNote {
        id: "note-reading".to_owned(),
        term: "Reading".to_owned(),
        words: "means what a Metering Device shows at a time that is recorded with it.".to_owned(),
        defined: Link::new("Defined in Section A", at(Place::Document(section("a"), None))).anchored("reading"),
    }]
}

fn choice() -> TextChoice {
    TextChoice {
        to: at(Place::Pick(Picked::none())),
        carried: vec![("document", "section-c".to_owned())],
        texts: vec![
            TextOption::new("", "In force today", true),
            TextOption::new("4.1", "Edition 4.1, from 27 February 2025", false),
        ],
        date: String::new(),
        known: String::new(),
        mixes: vec![TextOption::new("mp014", "MP014: Say when a reading counts as late", true)],
        against: vec![TextOption::new("4.0", "Edition 4.0, from 7 November 2024", false)],
    }
}

fn files(of: FileOf, forms: &[FileForm]) -> Vec<Link> {
    forms.iter().map(|form| Link::new(form.name(), at(Place::File(of.clone(), *form)))).collect()
}

fn before() -> Vec<ProvisionText> {
    vec![
        ProvisionText { standing: Standing::Group, ..line("C1", 0, Some("Readings and who takes them"), Vec::new()) },
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
        below: Vec::new(),
    };
    let group = |number: &str, heading: &str, below| ContentsEntry { below, ..entry(number, heading) };
    let edition = |number: &str, since: &str, by: &str, shown, compare: Option<&str>| EditionLine {
        edition: Link::new(format!("Edition {number}, {since}"), at(Place::Document(section("c"), point(number)))),
        made_by: (!by.is_empty()).then(|| modification(by)),
        compare: compare.map(|old| {
            Link::new(
                "compare",
                at(Place::Compare(
                    Some(section("c")),
                    Compared { old: point(old).unwrap(), new: point(number).unwrap() },
                )),
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
        choice: choice(),
        tree: vec![
            TreeDocument {
                link: Link::new("Section A Definitions", at(Place::Document(section("a"), None))),
                here: false,
            },
            TreeDocument { link: Link::new("Section C Readings", at(Place::Document(section("c"), None))), here: true },
        ],
        notes: notes(),
        files: files(FileOf::Document(section("c"), None), &FileForm::ALL),
        uses: vec![Link::new("Draft a change to it", at(Place::Draft(Picked::none().and("document", "section-c"))))],
        previous: Some(Link::new("Section A Definitions", at(Place::Document(section("a"), None)))),
        next: None,
        contents: vec![
            group("C1", "Readings and who takes them", vec![entry("C1.1", "Taking a reading")]),
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
                words: Some(vec![(
                    0,
                    vec![
                        plain("means what a "),
                        term("Metering Device"),
                        plain(" shows at a time that is recorded with it."),
                    ],
                )]),
                changing: Vec::new(),
            },
            DefinitionText {
                term: "Working Day".to_owned(),
                anchor: "working-day".to_owned(),
                words: Some(vec![
                    (0, vec![plain("means a day other than:")]),
                    (1, vec![plain("(a) a Saturday or a Sunday; or")]),
                    (1, vec![plain("(b) a bank holiday in England and Wales.")]),
                ]),
                changing: vec![Changing { modification: modification("MP014"), proposed: None }],
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
        choice: choice(),
        changing: vec![
            ProposedChange {
                modification: Link::new("MP014: Say when a reading counts as late", modification("MP014").to),
                read: Some(proposed()),
                redline: Some(super::modification::redline()),
                why: None,
            },
            ProposedChange {
                modification: Link::new("MP016: Another", modification("MP016").to),
                read: None,
                redline: None,
                why: Some("Its legal text does not fit the text in force.".to_owned()),
            },
        ],
        terms: vec![Link::new("Reading", at(Place::Document(section("a"), None))).anchored("reading")],
        cited_by: vec![clause("C4.4")],
        notes: notes(),
        rules: vec![rule("c4.2-late")],
        versions: vec![
            ProvisionVersion {
                from: day(2025, 2, 27),
                what: "Words changed".to_owned(),
                number: "C4.2".to_owned(),
                by: Some(modification("MP003")),
                authority: Some("decided by the Change Board on 12 January 2025".to_owned()),
                read: Some(clause("C4.2")),
                compare: Some(Link::new("compare", at(Place::Compare(Some(section("c")), compared)))),
                shown: true,
            },
            ProvisionVersion {
                from: day(2024, 6, 27),
                what: "Renumbered from C3.9".to_owned(),
                number: "C4.2".to_owned(),
                by: Some(modification("MP001")),
                authority: None,
                read: Some(Link::new("read", clause("C4.2").to)),
                compare: None,
                shown: false,
            },
            ProvisionVersion {
                from: day(2023, 11, 2),
                what: "Loaded".to_owned(),
                number: "C3.9".to_owned(),
                by: None,
                authority: None,
                read: None,
                compare: None,
                shown: false,
            },
        ],
        citation: "Specimen Metering Code, Section C (edition 4.1), C4.2".to_owned(),
        files: files(
            FileOf::Provision(section("c"), NumberName::parse("4.2").unwrap(), None),
            &[FileForm::Text, FileForm::Json],
        ),
        draft: Link::new("Draft a change to C4.2", at(Place::Draft(Picked::none().and("number", "4.2")))),
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
        choice: choice(),
        files: files(FileOf::Contents(None), &[FileForm::Text]),
        uses: vec![Link::new("See the defects of this text", at(Place::Defects(None)))],
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
        choice: choice(),
        files: files(
            FileOf::Compare(Some(section("c")), Compared { old: point("4.0").unwrap(), new: point("4.1").unwrap() }),
            &FileForm::ALL,
        ),
        old: whole("edition 4.1", "4.1"),
        new: whole("MP014’s text", "4.1"),
        turned: Link::new(
            "turn the comparison round",
            at(Place::Compare(Some(section("c")), Compared { old: point("4.1").unwrap(), new: point("4.0").unwrap() })),
        ),
        made_by: vec![modification("MP014")],
        unheld: None,
    }
}
