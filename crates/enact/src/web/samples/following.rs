use askama::Template as _;

use super::*;
use crate::web::pages::{Button, ButtonList, ButtonRow, FollowPage, KeepingPage};

pub(super) fn samples() -> Vec<Sample> {
    let wrong = FollowPage { fields: fields(Some("Write an e-mail address, like ann@example.org.")), ..follow() };
    let fresh = KeepingPage {
        once: Some(("The secret of this webhook".to_owned(), "whsec_c2VjcmV0".to_owned(), "Keep it.".to_owned())),
        ..keeping()
    };
    let empty =
        KeepingPage { lists: vec![ButtonList { rows: Vec::new(), ..list() }], buttons: Vec::new(), ..keeping() };
    vec![
        ("follow", follow().render().unwrap()),
        ("follow-wrong", wrong.render().unwrap()),
        ("following", keeping().render().unwrap()),
        ("following-new", fresh.render().unwrap()),
        ("following-nothing", empty.render().unwrap()),
    ]
}

fn fields(error: Option<&str>) -> Vec<Field> {
    let choice = |value: &str, words: &str| Choice { value: value.to_owned(), words: words.to_owned(), hint: None };
    let choices = vec![choice("mail", "By e-mail"), choice("webhook", "By webhook")];
    let field = |name: &str, label: &str, error: Option<&str>, control| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: Some("You can end it at any time.".to_owned()),
        optional: false,
        error: error.map(str::to_owned),
        control,
    };
    vec![
        field("how", "How do you want to be told?", None, Control::Choice { choices, chosen: Some("mail".to_owned()) }),
        field("address", "Where?", error, Control::Text { typed: "ann".to_owned() }),
    ]
}

fn follow() -> FollowPage {
    FollowPage {
        frame: frame(Section::Modifications, Vec::new()),
        what: modification("MP014"),
        about: "You are told of each thing that happens to it.".to_owned(),
        fields: fields(None),
        to: at(Place::Follow(Picked::none().and("page", "/modifications/mp014"))),
    }
}

fn list() -> ButtonList {
    let sends = vec![("do".to_owned(), "end".to_owned())];
    let button = Button { words: "End".to_owned(), more: "following MP014".to_owned(), sends };
    ButtonList {
        key: "followed".to_owned(),
        heading: "Followed".to_owned(),
        columns: strings(&["What", "State"]),
        rows: vec![ButtonRow {
            cells: vec![Entry::Link(modification("MP014")), Entry::Tag(Tag::new("Followed", Tone::Going))],
            button: Some(button),
        }],
        empty: "Nothing is followed any more.".to_owned(),
    }
}

fn keeping() -> KeepingPage {
    let forget = vec![("do".to_owned(), "forget".to_owned())];
    KeepingPage {
        frame: frame(Section::Record, Vec::new()),
        title: "What is followed here".to_owned(),
        lead: "Told at ann@example.org, by mail.".to_owned(),
        once: None,
        buttons: vec![Button { words: "End everything".to_owned(), more: String::new(), sends: forget }],
        lists: vec![list()],
        blocks: vec![Block::table("sent", "What was sent", &["Message"], Vec::new(), "Nothing was sent yet.")],
        to: at(Place::Following(None)),
    }
}
