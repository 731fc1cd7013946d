//! The places in the register of one Code.

use std::fmt;

use jiff::civil::Date;

use super::point::day;
use super::{
    ActName, BodyName, Compared, ConsultationName, DocumentName, FileForm, FollowerKey, ImportName, ListForm, Listed,
    LogFile, MeetingName, NumberName, PaperName, PartyName, Picked, Point, PolicyName, ProposalName, RegisterQuery,
    ReleaseName, ReviewName, RuleName, TableName, parameter,
};

/// A place below `/{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The front page of the Code's register.
    Home,
    /// `/modifications`: the register.
    Modifications(RegisterQuery),
    /// `/modifications/{id}`: one modification, whatever its stage.
    Modification(ProposalName),
    /// `/modifications/{id}?decided=2024-03-01`: the same, with what would follow if it were decided that day.
    WhatIf(ProposalName, Date),
    /// `/releases/{id}?late=10`: a release, with what would follow if each decision came so many Working Days later than it could.
    Late(ReleaseName, u16),
    /// `/matters`: Disputes, referrals, designations, what words wait for, and the sums that were set.
    Matters,
    /// `/modifications/{id}/acts/{act}`: the form of one act on one modification; posting to it does the act.
    ActOn(ProposalName, ActName),
    /// `/acts`: what the reader may do now; posting one act as JSON does it.
    Acts,
    /// `/acts/{act}`, `/acts/{act}?release=june-2020`: the form of an act that needs no modification, with what the query
    /// says filled in.
    Act(ActName, Picked),
    /// `/code`, `/code@2024-02-29`: the documents of the Code.
    Contents(Option<Point>),
    /// `/code/{document}`: one document of the Code.
    Document(DocumentName, Option<Point>),
    /// `/code/{document}/{number}`: one provision.
    Provision(DocumentName, NumberName, Option<Point>),
    /// `/code/{document}/compare/{old}..{new}`: the redline of two texts; without a document, of the whole Code.
    Compare(Option<DocumentName>, Compared),
    /// `/code/pick?…`: what a form chose, a text to read or two to compare; answered with the address of what was chosen.
    Pick(Picked),
    /// `/code/defects`, `/code/defects@2024-02-29`: what is wrong in a text of the Code.
    Defects(Option<Point>),
    /// `/modifications/{id}/papers/{kind}`, and likewise below consultations, releases, meetings and policies: a paper composed from the record.
    Paper(PaperOf, PaperName),
    /// `/code/section-d@9.0?as=docx`: a page of the Code, or a paper, as a file to keep.
    File(FileOf, FileForm),
    /// `/releases?as=ics`, `/meetings?as=csv&table=held`: a list as a feed, a calendar or a table.
    Listed(Listed),
    /// `/draft?…`: drafting an amendment; posting to it shows what the draft would do. Nothing is kept.
    Draft(Picked),
    /// `/releases`: the releases.
    Releases,
    /// `/releases/{id}`: one release.
    Release(ReleaseName),
    /// `/consultations`: open, coming and closed consultations.
    Consultations,
    /// `/consultations/{id}`: one consultation.
    Consultation(ConsultationName),
    /// `/meetings`: meetings and their papers.
    Meetings,
    /// `/meetings/{id}`: one meeting.
    Meeting(MeetingName),
    /// `/parties`: the Parties.
    Parties,
    /// `/parties/{name}`: one Party.
    Party(PartyName),
    /// `/reviews`: reviews that are held of the Code or of a part of it.
    Reviews,
    /// `/reviews/{id}`: one review.
    Review(ReviewName),
    /// `/policies`: policies that the Code asks for.
    Policies,
    /// `/policies/{id}`: one policy.
    Policy(PolicyName),
    /// `/duties`, `/duties?body=panel`: who must do what by when.
    Duties(Option<BodyName>),
    /// `/measures`: how the process does, counted from the record.
    Measures,
    /// `/bodies`: the bodies, and the Parties by category.
    Bodies,
    /// `/bodies/{body}`: one body.
    Body(BodyName),
    /// `/rules`, `/rules?at=2024-02-29`: the rules in force that day.
    Rules(Option<Date>),
    /// One rule.
    Rule(RuleName),
    /// `/calendar`: dates to come and Working Days.
    Calendar,
    /// `/record`, `/record?before=200`: the events, newest first, below a position.
    Record {
        /// Only events before this position are shown.
        before: Option<u64>,
    },
    /// `/record/{position}`: one event, with the ruling that permitted it.
    Event(u64),
    /// `/imports`: the published papers that were imported.
    Imports,
    /// `/imports/{id}`: one of them, with all that it says.
    Import(ImportName),
    /// `/imports/{id}/words`: its words, line by line.
    ImportWords(ImportName),
    /// `/imports/{id}/file`: its file, as it was imported.
    ImportFile(ImportName),
    /// `/check`, `/check?as=json`: what is wrong in a document; posting one to it shows that, and keeps nothing.
    Check {
        /// The answer is data.
        as_json: bool,
    },
    /// `/follow?page=/modifications/mp167b`: the form by which a page is followed; posting to it does that.
    Follow(Picked),
    /// `/following`: what the reader follows. `/following/{key}`: what the holder of a key follows, which can be ended there.
    Following(Option<FollowerKey>),
    /// `/outbox`: what was sent and what failed, for the administrator; posting to it sends something again.
    Outbox,
    /// `/record/checkpoint`, `/record/tile/…`, `/record/proof/…`: what proves the record.
    Log(LogFile),
}

/// What can be had as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileOf {
    /// The whole Code.
    Contents(Option<Point>),
    /// One document.
    Document(DocumentName, Option<Point>),
    /// One provision with all below it.
    Provision(DocumentName, NumberName, Option<Point>),
    /// A redline.
    Compare(Option<DocumentName>, Compared),
    /// A paper composed from the record.
    Paper(PaperOf, PaperName),
}

/// What a paper is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperOf {
    /// A proposal.
    Modification(ProposalName),
    /// A consultation.
    Consultation(ConsultationName),
    /// A release.
    Release(ReleaseName),
    /// A meeting.
    Meeting(MeetingName),
    /// A policy.
    Policy(PolicyName),
}

impl PaperOf {
    /// The page of the thing itself.
    pub fn page(&self) -> Place {
        match self.clone() {
            Self::Modification(id) => Place::Modification(id),
            Self::Consultation(id) => Place::Consultation(id),
            Self::Release(id) => Place::Release(id),
            Self::Meeting(id) => Place::Meeting(id),
            Self::Policy(id) => Place::Policy(id),
        }
    }

    /// The id of the thing.
    pub fn id(&self) -> &str {
        match self {
            Self::Modification(id) => id.as_str(),
            Self::Consultation(id) => id.as_str(),
            Self::Release(id) => id.as_str(),
            Self::Meeting(id) => id.as_str(),
            Self::Policy(id) => id.as_str(),
        }
    }

    fn parse(list: &str, id: &str) -> Option<Self> {
        match list {
            "modifications" => ProposalName::parse(id).map(Self::Modification),
            "consultations" => ConsultationName::parse(id).map(Self::Consultation),
            "releases" => ReleaseName::parse(id).map(Self::Release),
            "meetings" => MeetingName::parse(id).map(Self::Meeting),
            "policies" => PolicyName::parse(id).map(Self::Policy),
            _ => None,
        }
    }
}

impl FileOf {
    /// What can be had as a file at a place; nothing where there is only a page.
    pub fn at(place: Place) -> Option<Self> {
        match place {
            Place::Contents(point) => Some(Self::Contents(point)),
            Place::Document(document, point) => Some(Self::Document(document, point)),
            Place::Provision(document, number, point) => Some(Self::Provision(document, number, point)),
            Place::Compare(document, compared) => Some(Self::Compare(document, compared)),
            Place::Paper(of, kind) => Some(Self::Paper(of, kind)),
            Place::Home
            | Place::Modifications(_)
            | Place::Modification(_)
            | Place::ActOn(..)
            | Place::Acts
            | Place::Act(..)
            | Place::WhatIf(..)
            | Place::Late(..)
            | Place::Matters
            | Place::Consultation(_)
            | Place::Meeting(_)
            | Place::Parties
            | Place::Party(_)
            | Place::Reviews
            | Place::Review(_)
            | Place::Policies
            | Place::Policy(_)
            | Place::Duties(_)
            | Place::Measures
            | Place::Pick(_)
            | Place::Defects(_)
            | Place::File(..)
            | Place::Listed(_)
            | Place::Draft(_)
            | Place::Releases
            | Place::Release(_)
            | Place::Consultations
            | Place::Meetings
            | Place::Bodies
            | Place::Body(_)
            | Place::Rules(_)
            | Place::Rule(_)
            | Place::Calendar
            | Place::Record { .. }
            | Place::Event(_)
            | Place::Imports
            | Place::Import(_)
            | Place::ImportWords(_)
            | Place::ImportFile(_)
            | Place::Check { .. }
            | Place::Follow(_)
            | Place::Following(_)
            | Place::Outbox
            | Place::Log(_) => None,
        }
    }

    /// The page of the same thing.
    pub fn page(&self) -> Place {
        match self.clone() {
            Self::Contents(point) => Place::Contents(point),
            Self::Document(document, point) => Place::Document(document, point),
            Self::Provision(document, number, point) => Place::Provision(document, number, point),
            Self::Compare(document, compared) => Place::Compare(document, compared),
            Self::Paper(of, kind) => Place::Paper(of, kind),
        }
    }
}

impl Place {
    /// The most Working Days by which decisions may be supposed to come late: about two years.
    pub const LATEST: u16 = 500;

    /// The proposal that the place is about.
    pub fn proposal(&self) -> Option<&ProposalName> {
        if let Self::Modification(id) | Self::WhatIf(id, _) | Self::ActOn(id, _) = self {
            return Some(id);
        }
        None
    }

    /// Reads a place from the parts of a path below the Code's name.
    pub(super) fn parse(parts: &[&str], query: &str) -> Option<Self> {
        let place = Self::parse_page(parts, query)?;
        let form = parameter(query, "as").and_then(ListForm::parse);
        let Some(form) = form.filter(|form| ListForm::of(&place).contains(form)) else { return Some(place) };
        let table = parameter(query, "table").and_then(TableName::parse);
        Some(Self::Listed(Listed { page: Box::new(place), form, table }))
    }

    fn of_import(id: ImportName, part: &[&str]) -> Option<Self> {
        match part {
            [] => Some(Self::Import(id)),
            ["words"] => Some(Self::ImportWords(id)),
            ["file"] => Some(Self::ImportFile(id)),
            _ => None,
        }
    }

    fn parse_page(parts: &[&str], query: &str) -> Option<Self> {
        match parts {
            [] => Some(Self::Home),
            ["modifications"] => Some(Self::Modifications(RegisterQuery::parse(query))),
            ["modifications", id] => {
                let id = ProposalName::parse(id)?;
                Some(match parameter(query, "decided").and_then(day) {
                    Some(decided) => Self::WhatIf(id, decided),
                    None => Self::Modification(id),
                })
            }
            ["modifications", id, "acts", act] => Some(Self::ActOn(ProposalName::parse(id)?, ActName::parse(act)?)),
            [list, id, "papers", kind] => {
                let place = Self::Paper(PaperOf::parse(list, id)?, PaperName::parse(kind)?);
                Some(as_file(place, query))
            }
            ["draft"] => Some(Self::Draft(Picked::parse(query))),
            ["acts"] => Some(Self::Acts),
            ["acts", act] => ActName::parse(act).map(|act| Self::Act(act, Picked::parse(query))),
            ["releases"] => Some(Self::Releases),
            ["releases", id] => {
                let id = ReleaseName::parse(id)?;
                let late = parameter(query, "late").and_then(|days| days.parse().ok());
                Some(match late.filter(|days| *days <= Self::LATEST) {
                    Some(days) => Self::Late(id, days),
                    None => Self::Release(id),
                })
            }
            ["consultations"] => Some(Self::Consultations),
            ["consultations", id] => ConsultationName::parse(id).map(Self::Consultation),
            ["meetings"] => Some(Self::Meetings),
            ["meetings", id] => MeetingName::parse(id).map(Self::Meeting),
            ["parties"] => Some(Self::Parties),
            ["parties", name] => PartyName::parse(name).map(Self::Party),
            ["reviews"] => Some(Self::Reviews),
            ["reviews", id] => ReviewName::parse(id).map(Self::Review),
            ["matters"] => Some(Self::Matters),
            ["policies"] => Some(Self::Policies),
            ["policies", id] => PolicyName::parse(id).map(Self::Policy),
            ["duties"] => Some(Self::Duties(parameter(query, "body").and_then(BodyName::parse))),
            ["measures"] => Some(Self::Measures),
            ["bodies"] => Some(Self::Bodies),
            ["bodies", body] => BodyName::parse(body).map(Self::Body),
            ["rules"] => Some(Self::Rules(parameter(query, "at").and_then(day))),
            ["rules", id] => RuleName::parse(id).map(Self::Rule),
            ["calendar"] => Some(Self::Calendar),
            ["imports"] => Some(Self::Imports),
            ["imports", id, part @ ..] => Self::of_import(ImportName::parse(id)?, part),
            ["follow"] => Some(Self::Follow(Picked::parse(query))),
            ["following"] => Some(Self::Following(None)),
            ["following", key] => FollowerKey::parse(key).map(|key| Self::Following(Some(key))),
            ["outbox"] => Some(Self::Outbox),
            ["check"] => Some(Self::Check { as_json: parameter(query, "as") == Some("json") }),
            ["record"] => {
                Some(Self::Record { before: parameter(query, "before").and_then(|before| before.parse().ok()) })
            }
            ["record", "checkpoint"] => Some(Self::Log(LogFile::Checkpoint)),
            ["record", position] => {
                let number: u64 = position.parse().ok()?;
                (number.to_string() == *position).then_some(Self::Event(number))
            }
            ["record", below @ ..] => LogFile::parse(below, query).map(Self::Log),
            ["code", "pick"] => Some(Self::Pick(Picked::parse(query))),
            [code, below @ ..] => {
                let place = Self::parse_code(code, below)?;
                Some(as_file(place, query))
            }
        }
    }

    fn parse_code(code: &str, below: &[&str]) -> Option<Self> {
        let (code, point) = split_point(code)?;
        if code != "code" {
            return None;
        }
        match (below, point) {
            ([], point) => Some(Self::Contents(point)),
            ([document], None) => match split_point(document)? {
                ("defects", point) => Some(Self::Defects(point)),
                (document, point) => Some(Self::Document(DocumentName::parse(document)?, point)),
            },
            (["compare", compared], None) => Some(Self::Compare(None, Compared::parse(compared)?)),
            ([document, "compare", compared], None) => {
                Some(Self::Compare(Some(DocumentName::parse(document)?), Compared::parse(compared)?))
            }
            ([document, number], None) => {
                let (number, point) = split_point(number)?;
                Some(Self::Provision(DocumentName::parse(document)?, NumberName::parse(number)?, point))
            }
            ([..], _) => None,
        }
    }
}

/// The place as a file, where the query asks for one in a form that there is.
fn as_file(place: Place, query: &str) -> Place {
    let form = parameter(query, "as").and_then(FileForm::parse);
    let file = form.and_then(|form| Some(Place::File(FileOf::at(place.clone())?, form)));
    file.unwrap_or(place)
}

/// Splits `10.22@9.0` into the name and its point. `None` where there is an `@` and what follows is no point.
fn split_point(text: &str) -> Option<(&str, Option<Point>)> {
    match text.split_once('@') {
        Some((name, point)) => Some((name, Some(Point::parse(point)?))),
        None => Some((text, None)),
    }
}

/// Writes `@` and the point, or nothing.
struct At<'p>(&'p Option<Point>);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(point) => write!(f, "@{point}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => Ok(()),
            Self::Modifications(query) => write!(f, "/modifications{query}"),
            Self::Modification(id) => write!(f, "/modifications/{id}"),
            Self::WhatIf(id, decided) => write!(f, "/modifications/{id}?decided={decided}"),
            Self::ActOn(id, act) => write!(f, "/modifications/{id}/acts/{act}"),
            Self::Acts => f.write_str("/acts"),
            Self::Act(act, given) => write!(f, "/acts/{act}{given}"),
            Self::Contents(point) => write!(f, "/code{}", At(point)),
            Self::Document(document, point) => write!(f, "/code/{document}{}", At(point)),
            Self::Provision(document, number, point) => write!(f, "/code/{document}/{number}{}", At(point)),
            Self::Compare(Some(document), compared) => write!(f, "/code/{document}/compare/{compared}"),
            Self::Compare(None, compared) => write!(f, "/code/compare/{compared}"),
            Self::Pick(picked) => write!(f, "/code/pick{picked}"),
            Self::Defects(point) => write!(f, "/code/defects{}", At(point)),
            Self::Paper(of, kind) => write!(f, "{}/papers/{kind}", of.page()),
            Self::File(of, form) => write!(f, "{}?as={form}", of.page()),
            Self::Listed(listed) => write!(f, "{listed}"),
            Self::Draft(picked) => write!(f, "/draft{picked}"),
            Self::Releases => f.write_str("/releases"),
            Self::Release(id) => write!(f, "/releases/{id}"),
            Self::Consultations => f.write_str("/consultations"),
            Self::Consultation(id) => write!(f, "/consultations/{id}"),
            Self::Meetings => f.write_str("/meetings"),
            Self::Meeting(id) => write!(f, "/meetings/{id}"),
            Self::Parties => f.write_str("/parties"),
            Self::Party(name) => write!(f, "/parties/{name}"),
            Self::Reviews => f.write_str("/reviews"),
            Self::Review(id) => write!(f, "/reviews/{id}"),
            Self::Late(id, days) => write!(f, "/releases/{id}?late={days}"),
            Self::Matters => f.write_str("/matters"),
            Self::Policies => f.write_str("/policies"),
            Self::Policy(id) => write!(f, "/policies/{id}"),
            Self::Duties(None) => f.write_str("/duties"),
            Self::Duties(Some(body)) => write!(f, "/duties?body={body}"),
            Self::Measures => f.write_str("/measures"),
            Self::Bodies => f.write_str("/bodies"),
            Self::Body(body) => write!(f, "/bodies/{body}"),
            Self::Rules(None) => f.write_str("/rules"),
            Self::Rules(Some(at)) => write!(f, "/rules?at={at}"),
            Self::Rule(id) => write!(f, "/rules/{id}"),
            Self::Calendar => f.write_str("/calendar"),
            Self::Record { before: None } => f.write_str("/record"),
            Self::Record { before: Some(before) } => write!(f, "/record?before={before}"),
            Self::Event(position) => write!(f, "/record/{position}"),
            Self::Imports => f.write_str("/imports"),
            Self::Import(id) => write!(f, "/imports/{id}"),
            Self::ImportWords(id) => write!(f, "/imports/{id}/words"),
            Self::ImportFile(id) => write!(f, "/imports/{id}/file"),
            Self::Follow(picked) => write!(f, "/follow{picked}"),
            Self::Following(None) => f.write_str("/following"),
            Self::Following(Some(key)) => write!(f, "/following/{key}"),
            Self::Outbox => f.write_str("/outbox"),
            Self::Check { as_json: false } => f.write_str("/check"),
            Self::Check { as_json: true } => f.write_str("/check?as=json"),
            Self::Log(file) => file.fmt(f),
        }
    }
}
