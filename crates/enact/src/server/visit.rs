//! One request to one Code: who reads, what time it is there, and the words that every page needs.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use jiff::civil::{Date, DateTime};
use procedure::register::{Actor, Office, Proposal, Register};
use procedure::{Ground, Rulebook};

use super::Server;
use super::answer::Stop;
use crate::paths::{
    Address, CodeName, DocumentName, ListForm, Listed, NumberName, Picked, Place, ProposalName, ReleaseName, RuleName,
};
use crate::web::{
    Basis, Crumb, Day, DemonstrationBar, Frame, GroundLine, HostedCode, Link, Moment, Notice, NoticeKind, Reader,
    Section, Tag, Tone,
};

/// The cookie that says whose place a reader of a demonstration has taken: `code:person`.
pub(crate) const PERSON: &str = "enact-person";
/// The cookie that carries a sentence to the next page: what was done.
pub(crate) const DONE: &str = "enact-done";

/// The cookie that carries a sentence to the next page: where what was asked for is now.
const MOVED: &str = "enact-moved";

/// The cookie that says on the next page where what was asked for is now.
pub(crate) fn moved_cookie(words: &str) -> String {
    format!("{MOVED}={}; Path=/; Max-Age=5; HttpOnly; SameSite=Lax", crate::paths::encode(words))
}

/// One request to one Code.
pub(crate) struct Visit {
    pub(crate) server: Arc<Server>,
    pub(crate) code: CodeName,
    pub(crate) rulebook: Arc<Rulebook>,
    pub(crate) register: Arc<Register>,
    pub(crate) now: DateTime,
    pub(crate) reader: Option<Actor>,
    pub(crate) address: Address,
    /// Where the server is reached, for addresses that leave it: `https://codes.example`.
    pub(crate) origin: String,
    /// Whether the reader looks after the server: acts for the Code Administrator in a demonstration, else shows the
    /// operator's key.
    pub(crate) operator: bool,
    notice: Option<Notice>,
}

impl Visit {
    /// Finds the Code, its register as it stands, and the reader.
    pub(crate) async fn begin(
        server: &Arc<Server>,
        code: &CodeName,
        address: &Address,
        headers: &HeaderMap,
    ) -> Result<Self, Stop> {
        let rulebook = server.rulebook(code).ok_or(Stop::NotFound)?;
        let register = server.ledger.register(code.as_str()).await?;
        let person = cookie(headers, PERSON).filter(|_| server.demonstration.is_some());
        let reader = person.and_then(|person| {
            let (of, name) = person.split_once(':')?;
            let known = register.people().find(|known| slug(&known.name) == name)?;
            (of == code.as_str()).then(|| Actor::Person(known.clone()))
        });
        let said = |name, kind| {
            let words = crate::paths::decode(&cookie(headers, name)?);
            Some(Notice { kind, words, link: None })
        };
        let notice = said(DONE, NoticeKind::Done).or_else(|| said(MOVED, NoticeKind::Important));
        let now = server.now(code.as_str());
        let origin = server.origin(headers);
        let operator = match &server.demonstration {
            Some(_) => {
                let administrator = &rulebook.code().administrator;
                reader.as_ref().and_then(Actor::body).is_some_and(|body| body == administrator)
            }
            None => super::acting::shows_the_key(server, headers),
        };
        let (server, code, address) = (Arc::clone(server), code.clone(), address.clone());
        Ok(Self { server, code, rulebook, register, now, reader, address, origin, operator, notice })
    }

    /// A visit that no request asked for: to put into words what a reader is told.
    pub(crate) async fn telling(server: &Arc<Server>, code: &CodeName, reader: Option<Actor>) -> Result<Self, Stop> {
        let rulebook = server.rulebook(code).ok_or(Stop::NotFound)?;
        let register = server.ledger.register(code.as_str()).await?;
        let address = Address::In(code.clone(), Place::Home);
        let origin = server.told_from.clone().unwrap_or_default();
        let now = server.now(code.as_str());
        let (server, code) = (Arc::clone(server), code.clone());
        Ok(Self { server, code, rulebook, register, now, reader, address, origin, operator: false, notice: None })
    }

    /// The same visit at another place of the Code.
    pub(crate) fn elsewhere(&self, place: Place) -> Self {
        Self {
            server: Arc::clone(&self.server),
            code: self.code.clone(),
            rulebook: Arc::clone(&self.rulebook),
            register: Arc::clone(&self.register),
            now: self.now,
            reader: self.reader.clone(),
            address: self.at(place),
            origin: self.origin.clone(),
            operator: self.operator,
            notice: None,
        }
    }

    /// Whether the page tells something once: what was done by the request before.
    pub(crate) fn has_notice(&self) -> bool {
        self.notice.is_some()
    }

    /// Today in the Code's register.
    pub(crate) fn today(&self) -> Date {
        self.now.date()
    }

    /// The register as it was known at the end of a day: what was recorded later is left out.
    pub(crate) async fn as_known_on(&self, day: Date) -> Result<Arc<Register>, Stop> {
        let mut known = Register::new(self.code.as_str());
        loop {
            let events = self.server.ledger.events(self.code.as_str(), known.position(), 500).await?;
            if events.is_empty() {
                return Ok(Arc::new(known));
            }
            for recorded in events {
                if recorded.took_effect.date() > day {
                    return Ok(Arc::new(known));
                }
                known.fold(&recorded).map_err(|error| Stop::Failed(error.to_string()))?;
            }
        }
    }

    /// An address in this Code.
    pub(crate) fn at(&self, place: Place) -> Address {
        Address::In(self.code.clone(), place)
    }

    /// What stands round a page.
    pub(crate) fn frame(&self, section: Option<Section>, crumbs: Vec<Crumb>) -> Frame {
        let code = self.rulebook.code();
        let demonstration = self.server.demonstration.as_ref().map(|demonstration| DemonstrationBar {
            now: Moment(self.now),
            next: demonstration
                .next_deadline(&self.register, self.now, self.proposal_in_view())
                .map(|next| (Day(next.date), format!("{}: {}", next.proposal, next.what))),
            back: self.address.clone(),
        });
        Frame {
            code: Some(HostedCode { name: self.code.clone(), title: code.title.clone() }),
            section,
            crumbs,
            reader: self.reader.as_ref().map(|reader| self.reader_line(reader)),
            demonstration,
            notice: self.notice.clone(),
            lasting: None,
            listed: self.listed(),
            follow: self.follow(),
        }
    }

    /// The form by which the page is followed, where it has news and there is a way to be told them.
    fn follow(&self) -> Option<Address> {
        let Address::In(_, place) = &self.address else { return None };
        let has_news = ListForm::of(place).contains(&ListForm::Atom);
        let below = place.to_string();
        let page = if below.is_empty() { "/".to_owned() } else { below };
        let told = has_news && self.server.tells();
        told.then(|| self.at(Place::Follow(Picked::none().and("page", page))))
    }

    /// The page in each form that it can be had in besides.
    fn listed(&self) -> Vec<(&'static str, Link)> {
        let Address::In(_, place) = &self.address else { return Vec::new() };
        let link = |listed: Listed| Link::new(listed.form.words(), self.at(Place::Listed(listed)));
        Listed::offered(place).map(|listed| (listed.form.media_type(), link(listed))).collect()
    }

    /// The proposal whose page is shown.
    pub(crate) fn proposal_in_view(&self) -> Option<&Proposal> {
        let Address::In(_, place) = &self.address else { return None };
        self.register.proposal(place.proposal()?.as_str())
    }

    fn reader_line(&self, reader: &Actor) -> Reader {
        let code = self.rulebook.code();
        let acts_for = match reader {
            Actor::Person(person) => match &person.office {
                Office::ForParty(party) => format!("for {party}"),
                Office::ForBody(body) => format!("for {}", code.title_of(body.as_str())),
                Office::Member { of, .. } => format!("member of {}", code.title_of(of.as_str())),
            },
            Actor::Body { .. } | Actor::Party(_) => String::new(),
        };
        Reader { name: reader.name().to_owned(), acts_for }
    }

    /// The reader in words, with the office held.
    pub(crate) fn reader_words(&self) -> Option<String> {
        let line = self.reader_line(self.reader.as_ref()?);
        Some(if line.acts_for.is_empty() { line.name } else { format!("{}, {}", line.name, line.acts_for) })
    }

    /// A link to a proposal, in the words of its number.
    pub(crate) fn proposal_link(&self, proposal: &Proposal) -> Link {
        self.numbered_link(proposal.number())
    }

    /// A link to whatever has a proposal's number.
    pub(crate) fn numbered_link(&self, number: &str) -> Link {
        let place = ProposalName::from_words(number)
            .map_or_else(|| Place::Modifications(crate::paths::RegisterQuery::default()), Place::Modification);
        Link::new(number, self.at(place))
    }

    /// A link to a release by its id.
    pub(crate) fn release_link(&self, id: &str) -> Link {
        let words = self.register.release(id).map_or(id, |release| release.name.as_str());
        let place = ReleaseName::parse(id).map_or(Place::Releases, Place::Release);
        Link::new(words, self.at(place))
    }

    /// A link to a clause in force today; to its document where the clause is not there, to the whole Code where that
    /// is not.
    pub(crate) fn clause_link(&self, clause: &str) -> Link {
        let found = clause.parse::<legaltext::Citation>().ok().and_then(|citation| {
            let edition = self.register.edition_at(self.today())?;
            let id = citation.document_id()?;
            edition.document(&id)?;
            let document = DocumentName::parse(&id.to_string())?;
            let there = edition.find(&citation.clause()).and(citation.clause().number().cloned());
            let number = there.and_then(|number| NumberName::from_printed(number.as_str()));
            Some(match number {
                Some(number) => Place::Provision(document, number, None),
                None => Place::Document(document, None),
            })
        });
        Link::new(clause, self.at(found.unwrap_or(Place::Contents(None))))
    }

    /// A link to the page of a rule.
    pub(crate) fn rule_link(&self, rule: &str) -> Link {
        Link::new(rule, self.at(RuleName::of(rule).map_or(Place::Rules(None), Place::Rule)))
    }

    /// A ground as pages show it.
    pub(crate) fn ground_line(&self, ground: &Ground) -> GroundLine {
        let clause = ground.clauses.first().map_or("", String::as_str);
        let clause = Link { words: ground.clauses.join(", "), ..self.clause_link(clause) };
        GroundLine {
            clause,
            rule: self.rule_link(ground.rule.as_str()),
            basis: basis(ground.basis),
            reason: sentence(&ground.reason),
        }
    }

    /// How long a day is away, in Working Days.
    pub(crate) fn left(&self, day: Date) -> String {
        match self.rulebook.calendar().working_days_between(self.today(), day) {
            Ok(0) if day == self.today() => "today".to_owned(),
            Ok(1) => "1 Working Day left".to_owned(),
            Ok(days) if days >= 0 => format!("{days} Working Days left"),
            Ok(_) | Err(_) => String::new(),
        }
    }
}

/// A proposal's stage as a tag.
pub(crate) fn stage_tag(proposal: &Proposal, today: Date) -> Tag {
    use procedure::names::Stage;
    let consulting = proposal.consultations.iter().any(|held| held.is_open(today));
    match proposal.stage {
        Stage::Refinement | Stage::Report if consulting => {
            Tag::new(format!("{}: consultation open", proposal.stage.words()), Tone::Open)
        }
        Stage::Vote => Tag::new("Vote open", Tone::Open),
        Stage::Development | Stage::Refinement | Stage::Report | Stage::WithAuthority => {
            Tag::new(proposal.stage.words(), Tone::Going)
        }
        Stage::Approved | Stage::Implemented => Tag::new(proposal.stage.words(), Tone::Done),
        Stage::Rejected | Stage::Withdrawn | Stage::Refused => Tag::new(proposal.stage.words(), Tone::Stopped),
        Stage::Split => Tag::new(proposal.stage.words(), Tone::Quiet),
    }
}

/// A rule's basis as a mark.
pub(crate) fn basis(basis: procedure::rule::Basis) -> Basis {
    match basis {
        procedure::rule::Basis::Source => Basis::Source,
        procedure::rule::Basis::Reported => Basis::Reported,
        procedure::rule::Basis::Inferred => Basis::Inferred,
    }
}

/// A reason as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let end = if reason.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// A name as it stands in a cookie or an address.
pub(crate) fn slug(name: &str) -> String {
    crate::paths::PersonName::from_words(name).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}
