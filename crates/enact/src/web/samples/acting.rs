use askama::Template as _;

use super::*;
use crate::paths::{Demonstration, PersonName};
use crate::web::pages::{ActFormPage, ActGroup, ActsPage, ProblemPage, RulingOutcome, RulingPage, SignInPage};

pub(super) fn samples() -> Vec<Sample> {
    let mut wrong = form();
    for field in &mut wrong.fields {
        field.error = match field.name.as_str() {
            "summary" => Some("Say in one or two sentences what is wrong today.".to_owned()),
            "wanted-by" => Some("30 February is not a day. Write the day, the month and the year.".to_owned()),
            "path" => Some("Choose a path.".to_owned()),
            _ => None,
        };
    }
    let mut gone = frame(Section::Modifications, vec![home_crumb()]);
    gone.reader = None;
    let why = "DP008 was split on 4 March 2025. Its record is kept under the two proposals that came of it.".to_owned();
    vec![
        ("act-form", form().render().unwrap()),
        ("act-form-errors", wrong.render().unwrap()),
        ("ruling-refused", refused().render().unwrap()),
        ("ruling-judgement", judgement().render().unwrap()),
        ("acts", acts().render().unwrap()),
        ("sign-in", sign_in().render().unwrap()),
        ("not-found", ProblemPage::not_found(gone.clone()).render().unwrap()),
        ("gone", ProblemPage::gone(gone, why, vec![modification("MP008A"), modification("MP008B")]).render().unwrap()),
        ("failed", ProblemPage::failed(Frame::bare(), "7f3a-11c2".to_owned()).render().unwrap()),
    ]
}

fn field(name: &str, label: &str, hint: Option<&str>, control: Control) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        optional: false,
        error: None,
        control,
    }
}

fn choice(value: &str, words: &str, hint: Option<&str>) -> Choice {
    Choice { value: value.to_owned(), words: words.to_owned(), hint: hint.map(str::to_owned) }
}

fn form() -> ActFormPage {
    let text = |typed: &str| Control::Text { typed: typed.to_owned() };
    let mut parts = field(
        "documents",
        "Which parts of the Code does it touch?",
        Some("One clause or document a line."),
        Control::List { typed: "C4.2\nAppendix F".to_owned() },
    );
    parts.optional = true;
    ActFormPage {
        frame: frame(Section::Modifications, vec![home_crumb(), register_crumb()]),
        title: "Raise a Draft Proposal".to_owned(),
        subject: None,
        about: "Describe what is wrong. A solution is not needed yet: the Code Administrator answers as critical friend within five Working Days.".to_owned(),
        deadline: None,
        grounds: vec![GroundLine {
            clause: clause("D1.3"),
            rule: rule("d1.3-who-may-raise"),
            basis: Basis::Source,
            reason: "Fenwater Energy Ltd is a Party, and any Party may raise.".to_owned(),
        }],
        by: "Ada Marsh, for Fenwater Energy Ltd".to_owned(),
        fields: vec![
            field("title", "Title", Some("A few words that anyone in the trade would search for."), text("Say when a reading counts as late")),
            field("summary", "What is wrong today?", Some("One or two plain sentences."), Control::LongText { typed: String::new(), rows: 4 }),
            field("path", "Which path do you suggest?", None, Control::Choice {
                choices: vec![
                    choice("self-governance", "Self-Governance", Some("No material effect on consumers, competition or the Code’s governance.")),
                    choice("authority-determined", "Authority Determined", Some("A material effect on any of them.")),
                ],
                chosen: Some("self-governance".to_owned()),
            }),
            field("affected", "Who is affected?", Some("Choose all that apply."), Control::Many {
                choices: vec![choice("large", "Large Suppliers", None), choice("small", "Small Suppliers", None), choice("operator", "The Operator", None)],
                chosen: vec!["large".to_owned(), "operator".to_owned()],
            }),
            field("wanted-by", "When would you want it in force?", None, Control::Date { typed: ["30".to_owned(), "2".to_owned(), "2026".to_owned()], example: day(2026, 2, 26) }),
            field("effort", "How long would your own change take?", None, Control::Number { typed: "20".to_owned(), unit: Some("Working Days".to_owned()) }),
            parts,
        ],
        carried: vec![("key".to_owned(), "0197a3".to_owned())],
        button: "Raise the proposal".to_owned(),
        to: at(Place::Act(ActName::parse("raise-draft-proposal").unwrap(), Picked::none())),
        back: Link::new("Leave without sending", register_crumb().to),
    }
}

fn refused() -> RulingPage {
    RulingPage {
        frame: frame(Section::Modifications, vec![home_crumb(), register_crumb()]),
        act: "Raise a Draft Proposal".to_owned(),
        subject: None,
        by: "Tom Reed, for Northwold Supply Ltd".to_owned(),
        outcome: RulingOutcome::Refused(vec![
            GroundLine { clause: clause("M8.5(b)"), rule: rule("m8.5-b-suspended"), basis: Basis::Source, reason: "The Panel suspended Northwold Supply Ltd’s right to raise Draft Proposals on 4 March 2025, and has not given it back.".to_owned() },
            GroundLine { clause: clause("D1.9"), rule: rule("d1.9-form"), basis: Basis::Inferred, reason: "The summary is empty. A Draft Proposal must say what the issue is.".to_owned() },
        ]),
        typed: vec![
            ("Title".to_owned(), "One price for every late reading".to_owned()),
            ("What is wrong today?".to_owned(), "Charges differ from month to month.\nNobody can say why.".to_owned()),
        ],
        back: Link::new("Back to the form, with what you wrote", at(Place::Act(ActName::parse("raise-draft-proposal").unwrap(), Picked::none()))),
    }
}

fn judgement() -> RulingPage {
    let question = field(
        "d2.6-material-effect",
        "Is the change likely to have a material effect on competition?",
        Some("If so it goes to the Authority."),
        Control::Judgement { answer: None, reasons: String::new() },
    );
    let ground = GroundLine {
        clause: clause("D2.6"),
        rule: rule("d2.6-material-effect"),
        basis: Basis::Reported,
        reason: "The path depends on whether the effect is material, and only a person can judge that.".to_owned(),
    };
    RulingPage {
        frame: frame(Section::Modifications, vec![home_crumb(), register_crumb()]),
        act: "Agree as a Modification Proposal".to_owned(),
        subject: Some(modification("DP021")),
        by: "Joan Pell, for the Change Sub-Committee".to_owned(),
        outcome: RulingOutcome::NeedsJudgement {
            questions: vec![(question, ground)],
            carried: vec![("path".to_owned(), "self-governance".to_owned())],
            to: act_on("DP021", "agree", "").to,
        },
        typed: vec![("Path".to_owned(), "Self-Governance".to_owned())],
        back: Link::new("Back to DP021", modification("DP021").to),
    }
}

fn acts() -> ActsPage {
    ActsPage {
        frame: frame(Section::Home, vec![home_crumb()]),
        general: ActOffers {
            reader: Some("Ada Marsh, for Fenwater Energy Ltd".to_owned()),
            acts: vec![ActOffer {
                words: "Raise a Draft Proposal".to_owned(),
                hint: "Starts with what is wrong today.".to_owned(),
                offer: Offer::Permitted(act_on("MP001", "raise", "Raise")),
            }],
        },
        groups: vec![
            ActGroup {
                subject: Link::new("MP011 Keep meter readings for thirteen months", modification("MP011").to),
                deadline: Some("4 July 2025, tomorrow".to_owned()),
                open: vec![act_on("MP011", "vote", "Vote")],
            },
            ActGroup {
                subject: Link::new("MP014 Say when a reading counts as late", modification("MP014").to),
                deadline: Some("11 July 2025, 6 Working Days".to_owned()),
                open: vec![
                    act_on("MP014", "respond", "Respond to the consultation"),
                    act_on("MP014", "refer-path", "Ask for a different path"),
                ],
            },
        ],
    }
}

fn sign_in() -> SignInPage {
    let person = |name: &str, acts_for: &str, try_this: &str, current| PersonChoice {
        name: name.to_owned(),
        acts_for: acts_for.to_owned(),
        try_this: try_this.to_owned(),
        sign_in: Address::Demonstration(Demonstration::SignInAs(PersonName::from_words(name).unwrap())),
        current,
    };
    SignInPage {
        frame: Frame { section: None, ..frame(Section::Home, Vec::new()) },
        people: vec![(
            "Specimen Metering Code".to_owned(),
            vec![
                person(
                    "Joan Pell",
                    "Analyst of the Code Administrator",
                    "Take DP021 to the Change Sub-Committee, then issue a consultation.",
                    false,
                ),
                person(
                    "Sam Okoro",
                    "Proposer, Hollin Devices Ltd",
                    "Raise a Draft Proposal, or attach legal text to MP014.",
                    false,
                ),
                person(
                    "Ada Marsh",
                    "Change Board member, Small Suppliers",
                    "Vote on MP011 before the vote closes tomorrow.",
                    true,
                ),
                person("Dr Ines Varga", "The Authority", "Decide MP016, or send its report back.", false),
                person(
                    "Tom Reed",
                    "Northwold Supply Ltd, a Party in default",
                    "Try to raise a proposal and read why it is refused.",
                    false,
                ),
            ],
        )],
        back: "/specimen".to_owned(),
        carried: Vec::new(),
    }
}
