//! The names that addresses are built from. Each is lower case and holds only characters that need no escaping.

use std::fmt;

/// First parts of an address that are the program's own, so no Code may have them as its name.
const OWN: [&str; 11] =
    ["api", "calendars", "demo", "favicon.ico", "feeds", "healthz", "id", "metrics", "readyz", "robots.txt", "static"];

/// Letters, digits and single hyphens between them.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 120
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Letters, digits and hyphens, between dots.
fn is_plain_or_ends_so(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What a name in an address becomes from words: lower case, everything but letters and digits a hyphen.
fn plain_from_words(words: &str) -> Option<String> {
    let mut plain = String::with_capacity(words.len());
    for character in words.chars() {
        if character.is_ascii_alphanumeric() {
            plain.push(character.to_ascii_lowercase());
        } else if character != '\'' && character != '’' && !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_end_matches('-');
    is_plain(plain).then(|| plain.to_owned())
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $check:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Reads the name as it stands in an address. `None` where it could not stand there.
            pub fn parse(text: &str) -> Option<Self> {
                let check: fn(&str) -> bool = $check;
                check(text).then(|| Self(text.to_owned()))
            }

            /// The name that an address gives to something with these words as its name, `None` where nothing is left.
            pub fn from_words(words: &str) -> Option<Self> {
                plain_from_words(words).as_deref().and_then(Self::parse)
            }

            /// The name as it stands in an address.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// The name of a Code: `sec`. Never one of the program's own first parts.
    CodeName: |text| is_plain(text) && !OWN.contains(&text);
    /// The id of a proposal, in lower case: `mp167b`, `secmp0049`, `dp167`.
    ProposalName: is_plain;
    /// The name of a document of the Code: `section-d`, `appendix-ag`. Not `compare`, `defects` or `pick`, which are
    /// pages of their own.
    DocumentName: |text| is_plain(text) && !matches!(text, "compare" | "defects" | "pick");
    /// The name of a release: `june-2020`.
    ReleaseName: is_plain;
    /// The name of an act, as in scenarios and in the HTTP interface: `raise-draft-proposal`.
    ActName: is_plain;
    /// The name of a body: `change-board`.
    BodyName: is_plain;
    /// The name of a consultation: its id, or the proposal and the kind: `mp167b-report`.
    ConsultationName: is_plain;
    /// The name of a meeting: its id.
    MeetingName: is_plain;
    /// The name of a Party: `northwold-supply-ltd`.
    PartyName: is_plain;
    /// The name of a review: its id.
    ReviewName: is_plain;
    /// The name of a policy: `programme-assurance-policy`.
    PolicyName: is_plain;
    /// The id of a rule, in lower case: `d1.3-who-may-raise`.
    RuleName: |text| !text.is_empty() && text.len() <= 80 && text.split('.').all(is_plain_or_ends_so);
    /// The name of a kind of paper: `modification-report`.
    PaperName: is_plain;
    /// The name of a person of the demonstration.
    PersonName: is_plain;
    /// What opens the page of a follower: 32 letters and digits that nobody guesses.
    FollowerKey: |text| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    /// The id of an imported paper: `june-2020-release-implementation-document-3.0`.
    ImportName: |text| !text.is_empty() && text.len() <= 80 && text.split('.').all(is_plain_or_ends_so);
}

impl RuleName {
    /// The name of a rule by its id.
    pub fn of(id: &str) -> Option<Self> {
        Self::parse(&id.to_ascii_lowercase())
    }

    /// Whether a rule has this name.
    pub fn is_of(&self, id: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(id)
    }
}

/// A provision's number as it stands below its document: `10.22` for D10.22, `2a.1` for D2A.1, `10.22(a)(i)`,
/// `3.2.4` in an appendix.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NumberName(String);

impl NumberName {
    /// Reads the number as it stands in an address. `None` where it could not stand there.
    pub fn parse(text: &str) -> Option<Self> {
        let (clause, labels) = match text.split_once('(') {
            Some((clause, labels)) => (clause, Some(labels)),
            None => (text, None),
        };
        let is_part = |part: &str| {
            let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
            letters.len() < part.len() && letters.len() <= 2 && letters.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let is_label = |label: &str| {
            !label.is_empty()
                && label.len() <= 8
                && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let labels_hold =
            labels.is_none_or(|labels| labels.strip_suffix(')').is_some_and(|labels| labels.split(")(").all(is_label)));
        (text.len() <= 60 && clause.split('.').all(is_part) && labels_hold).then(|| Self(text.to_owned()))
    }

    /// The number below its document, from the number as printed: `D10.22(a)` in Section D is `10.22(a)`. Letters that
    /// open the number name the document and are left out.
    pub fn from_printed(number: &str) -> Option<Self> {
        let lower = number.to_ascii_lowercase();
        Self::parse(lower.trim_start_matches(|c: char| c.is_ascii_lowercase()))
    }

    /// The number as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NumberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
