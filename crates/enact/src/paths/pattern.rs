//! The routes: every address by its pattern, declared once. The description of the interface and the figures of the
//! server are made from this list, and a test holds that each address has a pattern in it.

use super::{Address, Demonstration, PaperOf, Place};

/// What a route answers with besides HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// A page, and the same as JSON.
    PageAndData,
    /// A page alone.
    Page,
    /// Bytes of one kind.
    File(&'static str),
}

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Its pattern: `/{code}/modifications/{id}`.
    pub pattern: &'static str,
    /// What stands there, in a few words.
    pub says: &'static str,
    /// What it answers with.
    pub answers: Answers,
    /// Whether something can be posted to it.
    pub takes: bool,
}

const fn data(pattern: &'static str, says: &'static str) -> Route {
    Route { pattern, says, answers: Answers::PageAndData, takes: false }
}

const fn page(pattern: &'static str, says: &'static str, takes: bool) -> Route {
    Route { pattern, says, answers: Answers::Page, takes }
}

const fn bytes(pattern: &'static str, says: &'static str, kind: &'static str) -> Route {
    Route { pattern, says, answers: Answers::File(kind), takes: false }
}

/// Every route of the server.
pub const ROUTES: &[Route] = &[
    data("/", "The Codes that this server holds."),
    data("/{code}", "The front page of a Code's register."),
    data("/{code}/modifications", "The register of modifications."),
    data("/{code}/modifications/{id}", "One modification, whatever its stage."),
    page(
        "/{code}/modifications/{id}/acts/{act}",
        "The form of one act on one modification; posting to it does the act.",
        true,
    ),
    data(
        "/{code}/modifications/{id}/papers/{kind}",
        "A paper on a modification, composed from the record; `?as=pdf`, `docx`, `html`, `text` or `json` is a file.",
    ),
    page("/{code}/acts", "What the reader may do now; one act as JSON can be posted here.", true),
    page("/{code}/acts/{act}", "The form of an act that needs no modification; posting to it does the act.", true),
    data("/{code}/code", "The documents of the Code; `code@2024-02-29` those of a day."),
    data("/{code}/code/{document}", "One document of the Code; `section-d@9.0` an edition of it."),
    data("/{code}/code/{document}/{number}", "One provision; `10.22@2024-02-29` as it stood that day."),
    data("/{code}/code/{document}/compare/{compared}", "The redline of two texts of a document."),
    data("/{code}/code/compare/{compared}", "The redline of two texts of the whole Code."),
    page("/{code}/code/pick", "Leads to the text that a form chose.", false),
    data("/{code}/code/defects", "What is wrong in a text of the Code."),
    page("/{code}/draft", "Drafting an amendment; posting to it shows what it would do, and keeps nothing.", true),
    data("/{code}/releases", "The releases."),
    data("/{code}/releases/{id}", "One release."),
    data("/{code}/consultations", "Open, coming and closed consultations."),
    data("/{code}/consultations/{id}", "One consultation."),
    data(
        "/{code}/consultations/{id}/papers/{kind}",
        "A paper of a consultation: its document, the form to answer it, the answers side by side.",
    ),
    data("/{code}/meetings", "Meetings and what waits for them."),
    data("/{code}/meetings/{id}", "One meeting."),
    data("/{code}/parties", "The Parties."),
    data("/{code}/parties/{name}", "One Party."),
    data("/{code}/reviews", "Reviews of the Code."),
    data("/{code}/reviews/{id}", "One review."),
    data(
        "/{code}/matters",
        "Disputes, referrals of decisions, designations, what words wait for, and sums that were set.",
    ),
    data("/{code}/policies", "Policies that the Code asks for."),
    data("/{code}/policies/{id}", "One policy."),
    data("/{code}/duties", "Who must do what by when."),
    data("/{code}/measures", "How the process does, counted from the record."),
    data("/{code}/bodies", "The bodies, and the Parties by category."),
    data("/{code}/bodies/{body}", "One body."),
    data("/{code}/rules", "The rules in force on a day."),
    data("/{code}/rules/{id}", "One rule: what it says, its clause, its days."),
    data("/{code}/calendar", "Dates to come and Working Days."),
    data("/{code}/imports", "Published papers that were imported."),
    data("/{code}/imports/{id}", "One imported paper: what it says, and where it says it."),
    page("/{code}/imports/{id}/words", "The words of an imported paper, line by line.", false),
    bytes("/{code}/imports/{id}/file", "The file of an imported paper, byte for byte.", "application/octet-stream"),
    page(
        "/{code}/check",
        "What is wrong in a document: posting a file to it shows that, as JSON with `?as=json`, and keeps nothing.",
        true,
    ),
    page("/{code}/follow", "The form by which a page is followed; posting to it does that.", true),
    data("/{code}/following", "What the reader follows."),
    Route {
        pattern: "/{code}/following/{key}",
        says: "What the holder of a key follows, and what was sent; posting to it confirms or ends that.",
        answers: Answers::PageAndData,
        takes: true,
    },
    Route {
        pattern: "/{code}/outbox",
        says: "For the administrator: what was sent, and what failed; posting to it sends a message again.",
        answers: Answers::PageAndData,
        takes: true,
    },
    data("/{code}/record", "The events, newest first."),
    data("/{code}/record/{position}", "One event, with the ruling that permitted it."),
    bytes(
        "/{code}/record/proof",
        "What proves the record: checkpoint, tiles, entries and proofs.",
        "application/octet-stream",
    ),
    page("/demo/sign-in", "In a demonstration: the invented people.", false),
    page("/demo/sign-in/{person}", "In a demonstration: takes the place of one of them.", true),
    page("/demo/sign-out", "In a demonstration: back to a reader without a name.", true),
    page("/demo/clock", "In a demonstration: moves its date to the next deadline.", true),
    bytes("/static/enact.css", "The style sheet.", "text/css"),
    bytes("/static/enact.js", "The script of the drafting page.", "text/javascript"),
    bytes("/healthz", "Answers while the program is alive.", "text/plain"),
    bytes("/readyz", "Answers with status 200 while the program can serve.", "application/json"),
    bytes("/metrics", "Figures for Prometheus.", "text/plain"),
    bytes("/api/v1/openapi.json", "This description.", "application/json"),
];

impl Address {
    /// The pattern of the address, as it stands in [`ROUTES`]. A page in another form has the pattern of the page.
    #[must_use]
    pub fn pattern(&self) -> &'static str {
        match self {
            Self::Codes => "/",
            Self::In(_, place) => place.pattern(),
            Self::Demonstration(Demonstration::SignIn) => "/demo/sign-in",
            Self::Demonstration(Demonstration::SignInAs(_)) => "/demo/sign-in/{person}",
            Self::Demonstration(Demonstration::SignOut) => "/demo/sign-out",
            Self::Demonstration(Demonstration::Clock) => "/demo/clock",
            Self::StyleSheet { .. } => "/static/enact.css",
            Self::Script { .. } => "/static/enact.js",
            Self::Alive => "/healthz",
            Self::Ready => "/readyz",
            Self::Metrics => "/metrics",
            Self::OpenApi => "/api/v1/openapi.json",
        }
    }
}

impl Place {
    fn pattern(&self) -> &'static str {
        match self {
            Self::Home => "/{code}",
            Self::Modifications(_) => "/{code}/modifications",
            Self::Modification(_) | Self::WhatIf(..) => "/{code}/modifications/{id}",
            Self::ActOn(..) => "/{code}/modifications/{id}/acts/{act}",
            Self::Acts => "/{code}/acts",
            Self::Act(..) => "/{code}/acts/{act}",
            Self::Contents(_) => "/{code}/code",
            Self::Document(..) => "/{code}/code/{document}",
            Self::Provision(..) => "/{code}/code/{document}/{number}",
            Self::Compare(Some(_), _) => "/{code}/code/{document}/compare/{compared}",
            Self::Compare(None, _) => "/{code}/code/compare/{compared}",
            Self::Pick(_) => "/{code}/code/pick",
            Self::Defects(_) => "/{code}/code/defects",
            Self::Paper(PaperOf::Modification(_), _) => "/{code}/modifications/{id}/papers/{kind}",
            Self::Paper(PaperOf::Consultation(_), _) => "/{code}/consultations/{id}/papers/{kind}",
            Self::Paper(PaperOf::Release(_), _) => "/{code}/releases/{id}/papers/{kind}",
            Self::Paper(PaperOf::Meeting(_), _) => "/{code}/meetings/{id}/papers/{kind}",
            Self::Paper(PaperOf::Policy(_), _) => "/{code}/policies/{id}/papers/{kind}",
            Self::File(of, _) => of.page().pattern(),
            Self::Listed(listed) => listed.page.pattern(),
            Self::Draft(_) => "/{code}/draft",
            Self::Releases => "/{code}/releases",
            Self::Release(_) | Self::Late(..) => "/{code}/releases/{id}",
            Self::Consultations => "/{code}/consultations",
            Self::Consultation(_) => "/{code}/consultations/{id}",
            Self::Meetings => "/{code}/meetings",
            Self::Meeting(_) => "/{code}/meetings/{id}",
            Self::Parties => "/{code}/parties",
            Self::Party(_) => "/{code}/parties/{name}",
            Self::Reviews => "/{code}/reviews",
            Self::Review(_) => "/{code}/reviews/{id}",
            Self::Matters => "/{code}/matters",
            Self::Policies => "/{code}/policies",
            Self::Policy(_) => "/{code}/policies/{id}",
            Self::Duties(_) => "/{code}/duties",
            Self::Measures => "/{code}/measures",
            Self::Bodies => "/{code}/bodies",
            Self::Body(_) => "/{code}/bodies/{body}",
            Self::Rules(_) => "/{code}/rules",
            Self::Rule(_) => "/{code}/rules/{id}",
            Self::Calendar => "/{code}/calendar",
            Self::Record { .. } => "/{code}/record",
            Self::Event(_) => "/{code}/record/{position}",
            Self::Imports => "/{code}/imports",
            Self::Import(_) => "/{code}/imports/{id}",
            Self::ImportWords(_) => "/{code}/imports/{id}/words",
            Self::ImportFile(_) => "/{code}/imports/{id}/file",
            Self::Check { .. } => "/{code}/check",
            Self::Follow(_) => "/{code}/follow",
            Self::Following(None) => "/{code}/following",
            Self::Following(Some(_)) => "/{code}/following/{key}",
            Self::Outbox => "/{code}/outbox",
            Self::Log(_) => "/{code}/record/proof",
        }
    }
}
