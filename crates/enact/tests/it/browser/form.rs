//! Forms as a browser without JavaScript fills them in and sends them.

use super::markup::{self, Piece};

/// What can be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Control {
    /// Sent as it stands.
    Hidden,
    /// Something to type in.
    Text,
    /// One of those with the same name (radio button) or any of them (tick box); sent where it is marked.
    Option { marked: bool, alone: bool },
}

/// A form on a page.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    action: String,
    button: String,
    controls: Vec<(String, String, Control)>,
}

/// The forms of a page that are sent with POST.
pub(super) fn forms(html: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut open: Option<Form> = None;
    let pieces = markup::pieces(html);
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Tag { name, .. } = piece else { continue };
        let text_after = match pieces.get(index + 1) {
            Some(Piece::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let attribute = |wanted: &str| piece.attribute(wanted).unwrap_or_default().to_owned();
        match (name.as_str(), &mut open) {
            ("form", None) if piece.attribute("method") == Some("post") => {
                open = Some(Form { action: attribute("action"), button: String::new(), controls: Vec::new() });
            }
            ("/form", Some(_)) => forms.extend(open.take()),
            ("button", Some(form)) => form.button = text_after.trim().to_owned(),
            ("textarea", Some(form)) => {
                // A line end straight after the tag is not part of what stands in it.
                let typed = text_after.strip_prefix('\n').unwrap_or(&text_after).to_owned();
                form.controls.push((attribute("name"), typed, Control::Text));
            }
            ("input", Some(form)) => {
                let marked = piece.attribute("checked").is_some();
                let control = match piece.attribute("type") {
                    Some("hidden") => Control::Hidden,
                    Some("radio") => Control::Option { marked, alone: true },
                    Some("checkbox") => Control::Option { marked, alone: false },
                    _ => Control::Text,
                };
                form.controls.push((attribute("name"), attribute("value"), control));
            }
            _ => {}
        }
    }
    forms
}

impl Form {
    /// Where it is sent.
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// The words on its button.
    pub(crate) fn button(&self) -> &str {
        &self.button
    }

    /// Types into a field that the form has.
    pub(crate) fn fill(mut self, name: &str, typed: &str) -> Self {
        let known: Vec<String> = self.controls.iter().map(|(name, ..)| name.clone()).collect();
        let field = self.controls.iter_mut().find(|(known, _, control)| known == name && *control == Control::Text);
        let (_, value, _) = field.unwrap_or_else(|| panic!("no field `{name}` to type in, but {known:?}"));
        typed.clone_into(value);
        self
    }

    /// Sends a value with the form, as a button with a name of its own does.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.controls.retain(|(known, ..)| known != name);
        self.controls.push((name.to_owned(), value.to_owned(), Control::Hidden));
        self
    }

    /// Marks an option that the form has; the others of its name are unmarked where only one may be marked.
    pub(crate) fn choose(mut self, name: &str, value: &str) -> Self {
        let offered: Vec<String> =
            self.controls.iter().filter(|(known, ..)| known == name).map(|(_, value, _)| value.clone()).collect();
        assert!(offered.iter().any(|one| one == value), "`{name}` offers {offered:?}, not `{value}`");
        for (known, option, control) in &mut self.controls {
            if let (true, Control::Option { marked, alone }) = (known == name, control) {
                *marked = option == value || (*marked && !*alone);
            }
        }
        self
    }

    /// Fills in the three boxes of a day, given as 2027-02-25.
    pub(crate) fn day(self, name: &str, day: jiff::civil::Date) -> Self {
        self.fill(&format!("{name}-day"), &day.day().to_string())
            .fill(&format!("{name}-month"), &day.month().to_string())
            .fill(&format!("{name}-year"), &day.year().to_string())
    }

    /// What stands in a field, or the values marked.
    pub(crate) fn value(&self, name: &str) -> Vec<&str> {
        self.sent().filter(|(known, _)| *known == name).map(|(_, value)| value).collect()
    }

    fn sent(&self) -> impl Iterator<Item = (&str, &str)> {
        self.controls
            .iter()
            .filter(|(.., control)| !matches!(control, Control::Option { marked: false, .. }))
            .map(|(name, value, _)| (name.as_str(), value.as_str()))
    }

    /// The form as it is sent.
    pub(crate) fn encoded(&self) -> String {
        let pairs = self.sent().map(|(name, value)| {
            let lines = value.replace("\r\n", "\n").replace('\n', "\r\n");
            format!("{}={}", encoded(name), encoded(&lines))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn encoded(text: &str) -> String {
    let character = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(character).collect()
}

#[test]
fn a_form_is_filled_in_and_sent() {
    let html = "<form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"key\" value=\"k&amp;1\">\
        <input type=\"radio\" name=\"r\" value=\"x\" checked><input type=\"radio\" name=\"r\" value=\"y\">\
        <input type=\"checkbox\" name=\"c\" value=\"p\" checked><input type=\"checkbox\" name=\"c\" value=\"q\">\
        <textarea name=\"t\">old</textarea><button class=\"button\">Go</button></form>";
    let form = forms(html).remove(0).choose("r", "y").choose("c", "q").fill("t", "one\ntwo ü");
    assert_eq!(form.encoded(), "key=k%261&r=y&c=p&c=q&t=one%0D%0Atwo+%C3%BC");
    assert_eq!((form.action(), form.button(), form.value("c")), ("/a", "Go", vec!["p", "q"]));
}
