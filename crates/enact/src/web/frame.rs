//! What stands round every page: the masthead, the demonstration's bar, the sections, the notice, the footer.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::{Crumb, Day, Link, Moment};
use crate::paths::{Address, CodeName, Demonstration, Place, RegisterQuery};

/// The bytes of the one style sheet.
pub fn style_sheet() -> &'static str {
    include_str!("../../static/enact.css")
}

/// The bytes of the one script. Only the drafting page has it, and works without.
pub fn own_script() -> &'static str {
    include_str!("../../static/enact.js")
}

/// The version of the style sheet in its address, so that the address changes with its bytes.
pub fn style_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| version_of(style_sheet()));
    &VERSION
}

/// The version of the script in its address.
pub fn script_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| version_of(own_script()));
    &VERSION
}

/// The first sixteen hexadecimal digits of a file's SHA-256.
fn version_of(bytes: &str) -> String {
    Sha256::digest(bytes.as_bytes()).iter().take(8).fold(String::new(), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The Code whose register a page belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedCode {
    /// Its name in addresses.
    pub name: CodeName,
    /// Its title: `Smart Energy Code`.
    pub title: String,
}

/// Who reads the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The person's name.
    pub name: String,
    /// For whom the person acts, and as what.
    pub acts_for: String,
}

/// The bar of a demonstration: its date, and the button that moves it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemonstrationBar {
    /// The demonstration's now.
    pub now: Moment,
    /// The next deadline, where there is one: the day and what happens, in a few words.
    pub next: Option<(Day, String)>,
    /// The address to come back to after a button was pressed.
    pub back: Address,
}

/// The parts of a Code's register, as the navigation names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The front page.
    Home,
    /// The register.
    Modifications,
    /// Consultations.
    Consultations,
    /// Releases.
    Releases,
    /// Meetings.
    Meetings,
    /// The Code itself.
    Code,
    /// Bodies and Parties.
    Bodies,
    /// Rules.
    Rules,
    /// Dates.
    Calendar,
    /// The record.
    Record,
}

impl Section {
    /// What the navigation offers, in its order.
    const OFFERED: [Self; 9] = [
        Self::Modifications,
        Self::Consultations,
        Self::Releases,
        Self::Meetings,
        Self::Code,
        Self::Calendar,
        Self::Bodies,
        Self::Rules,
        Self::Record,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Modifications => "Modifications",
            Self::Consultations => "Consultations",
            Self::Releases => "Releases",
            Self::Meetings => "Meetings",
            Self::Code => "The Code",
            Self::Bodies => "Bodies",
            Self::Rules => "Rules",
            Self::Calendar => "Calendar",
            Self::Record => "Record",
        }
    }

    fn place(self) -> Place {
        match self {
            Self::Home => Place::Home,
            Self::Modifications => Place::Modifications(RegisterQuery::default()),
            Self::Consultations => Place::Consultations,
            Self::Releases => Place::Releases,
            Self::Meetings => Place::Meetings,
            Self::Code => Place::Contents(None),
            Self::Bodies => Place::Bodies,
            Self::Rules => Place::Rules(None),
            Self::Calendar => Place::Calendar,
            Self::Record => Place::Record { before: None },
        }
    }
}

/// What kind of notice stands at the top of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something that the reader must know to read the page rightly.
    Important,
}

impl NoticeKind {
    /// The notice's heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Important => "Important",
        }
    }

    /// The style sheet's name.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Important => "important",
        }
    }
}

/// A notice at the top of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind.
    pub kind: NoticeKind,
    /// One or two sentences.
    pub words: String,
    /// Where to read on.
    pub link: Option<Link>,
}

/// All that a page shows round its own content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The Code, except on the pages that belong to none.
    pub code: Option<HostedCode>,
    /// The part of the register that the page belongs to.
    pub section: Option<Section>,
    /// The way from the front page, this page left out.
    pub crumbs: Vec<Crumb>,
    /// Who reads, where someone is signed in.
    pub reader: Option<Reader>,
    /// The demonstration's bar, only in a demonstration.
    pub demonstration: Option<DemonstrationBar>,
    /// A notice at the top.
    pub notice: Option<Notice>,
    /// The lasting address of what the page shows, with its date or edition, for citing and for paper.
    pub lasting: Option<Address>,
    /// What the page shows as a feed, a calendar or a table: the media type of each, and where it is.
    pub listed: Vec<(&'static str, Link)>,
    /// The form by which the page is followed, where it has news.
    pub follow: Option<Address>,
}

impl Frame {
    /// A page that belongs to no Code, for a reader without a name.
    pub fn bare() -> Self {
        Self {
            code: None,
            section: None,
            crumbs: Vec::new(),
            reader: None,
            demonstration: None,
            notice: None,
            lasting: None,
            listed: Vec::new(),
            follow: None,
        }
    }

    /// The address of the style sheet.
    pub fn style(&self) -> Address {
        Address::StyleSheet { version: style_version().to_owned() }
    }

    /// The sections: words, address, and whether the page belongs to it.
    pub fn sections(&self) -> Vec<(&'static str, Address, bool)> {
        let Some(code) = &self.code else { return Vec::new() };
        Section::OFFERED
            .into_iter()
            .map(|section| {
                let address = Address::In(code.name.clone(), section.place());
                (section.words(), address, self.section == Some(section))
            })
            .collect()
    }

    /// Every list of the Code's register, in groups: what stands at the foot of each page.
    pub fn site_map(&self) -> Vec<(&'static str, Vec<Link>)> {
        let Some(code) = &self.code else { return Vec::new() };
        let link = |words: &str, place| Link::new(words, Address::In(code.name.clone(), place));
        let section = |section: Section| link(section.words(), section.place());
        vec![
            (
                "Change",
                vec![
                    section(Section::Modifications),
                    section(Section::Consultations),
                    section(Section::Releases),
                    link("Reviews", Place::Reviews),
                ],
            ),
            (
                "Work",
                vec![
                    section(Section::Meetings),
                    link("Duties", Place::Duties(None)),
                    section(Section::Calendar),
                    link("What you may do", Place::Acts),
                    link("Check a document", Place::Check { as_json: false }),
                ],
            ),
            ("Who", vec![section(Section::Bodies), link("Parties", Place::Parties)]),
            (
                "Rules and record",
                vec![
                    section(Section::Code),
                    section(Section::Rules),
                    link("Policies and projects", Place::Policies),
                    link("Disputes and designations", Place::Matters),
                    link("Measures", Place::Measures),
                    link("Published papers", Place::Imports),
                    section(Section::Record),
                    link("What you follow", Place::Following(None)),
                ],
            ),
        ]
    }

    /// The page of a modification of the Code.
    pub fn here(&self, id: &str) -> Address {
        let place = crate::paths::ProposalName::from_words(id).map(Place::Modification);
        match (&self.code, place) {
            (Some(code), Some(place)) => Address::In(code.name.clone(), place),
            (Some(_), None) | (None, _) => self.register(),
        }
    }

    /// The front page of the Code, or of the server.
    pub fn home(&self) -> Address {
        match &self.code {
            Some(code) => Address::In(code.name.clone(), Place::Home),
            None => Address::Codes,
        }
    }

    /// The whole register, or the front page where the page belongs to no Code.
    pub fn register(&self) -> Address {
        match &self.code {
            Some(code) => Address::In(code.name.clone(), Section::Modifications.place()),
            None => Address::Codes,
        }
    }

    /// The record of the Code, or the front page where the page belongs to none.
    pub fn record(&self) -> Address {
        match &self.code {
            Some(code) => Address::In(code.name.clone(), Place::Record { before: None }),
            None => Address::Codes,
        }
    }

    /// The page where a demonstration's person is chosen.
    pub fn sign_in(&self) -> Address {
        Address::Demonstration(Demonstration::SignIn)
    }

    /// Where the sign-out button posts to.
    pub fn sign_out(&self) -> Address {
        Address::Demonstration(Demonstration::SignOut)
    }

    /// Where the demonstration's clock button posts to.
    pub fn clock(&self) -> Address {
        Address::Demonstration(Demonstration::Clock)
    }
}
