//! The words of the Code as pages print them: numbers, depth, terms and references as links.

use std::collections::BTreeMap;

use legaltext::{Citation, Document, DocumentId, Edition, Provision, references};
use procedure::register::Proposal;

use super::redlined::clauses_changed;
use crate::paths::{DocumentName, NumberName, Place, Point, ProposalName, Text};
use crate::server::{Stop, Visit};
use crate::web::{Day, DefinitionText, Link, ProvisionText, Words};

/// The text that an address asks for.
pub(crate) struct Shown {
    /// The edition.
    pub(crate) edition: Edition,
    /// Its first day.
    pub(super) since: Option<jiff::civil::Date>,
    /// Which text it is, in words.
    pub(crate) words: String,
    /// It is not simply the text in force today.
    pub(super) historical: bool,
}

/// Finds the text at a point: a day, an edition of a document, with proposals mixed in.
pub(crate) async fn at(visit: &Visit, point: Option<&Point>, document: Option<&DocumentName>) -> Result<Shown, Stop> {
    let today = visit.today();
    let register = match point.and_then(|point| point.known) {
        Some(known) => visit.as_known_on(known).await?,
        None => std::sync::Arc::clone(&visit.register),
    };
    let (edition, since, mut words, mut historical) = match point.map(|point| &point.text) {
        None => {
            let (since, edition) = in_force(&register, today).ok_or(Stop::NotFound)?;
            (edition, since, format!("In force on {}", Day(today)), false)
        }
        Some(Text::On(day)) => {
            let (since, edition) = in_force(&register, *day).ok_or(Stop::NotFound)?;
            let when = if *day > today { "As recorded so far for" } else { "In force on" };
            (edition, since, format!("{when} {}", Day(*day)), *day != today)
        }
        Some(Text::Edition(name)) => {
            let id = document_id(document.ok_or(Stop::NotFound)?)?;
            let mut found = None;
            for (since, edition) in register.editions() {
                if edition.document(&id).and_then(Document::version) == Some(name.to_string().as_str()) {
                    found = Some((since, edition.clone()));
                    break;
                }
            }
            let (since, edition) = found.ok_or(Stop::NotFound)?;
            let now = register.edition_at(today).and_then(|edition| edition.document(&id)?.version());
            (edition, since, format!("Edition {name}, from {}", Day(since)), now != Some(name.to_string().as_str()))
        }
    };
    let mut edition = edition;
    if let Some(known) = point.and_then(|point| point.known) {
        words = format!("{words}, as known on {}", Day(known));
        historical = true;
    }
    for name in point.map(|point| point.with.as_slice()).unwrap_or_default() {
        let proposal = register.proposal(name.as_str()).ok_or(Stop::NotFound)?;
        let amendments = proposal.legal_text.as_ref().map(|text| text.amendments.as_slice()).unwrap_or_default();
        let applied = legaltext::apply(&edition, amendments, proposal.number()).map_err(|conflicts| {
            let sentences: Vec<_> = conflicts.into_iter().map(|conflict| conflict.message).collect();
            Stop::BadRequest(format!("{} does not fit this text: {}", proposal.number(), sentences.join("; ")))
        })?;
        edition = applied.edition;
        words = format!("{words}, as it would read with {}", proposal.number());
        historical = true;
    }
    Ok(Shown { edition, since: Some(since), words, historical })
}

fn in_force(register: &procedure::Register, day: jiff::civil::Date) -> Option<(jiff::civil::Date, Edition)> {
    register.editions().rfind(|(since, _)| *since <= day).map(|(since, edition)| (since, edition.clone()))
}

/// The document of an address.
pub(crate) fn document_id(name: &DocumentName) -> Result<DocumentId, Stop> {
    name.as_str().parse().map_err(|_| Stop::NotFound)
}

/// The address of a document.
pub(super) fn document_link(visit: &Visit, id: &DocumentId, point: Option<Point>) -> Link {
    let place = DocumentName::parse(&id.to_string()).map_or(Place::Contents(None), |name| Place::Document(name, point));
    Link::new(id.printed(), visit.at(place))
}

/// The address of a provision by its printed number.
pub(super) fn provision_link(visit: &Visit, id: &DocumentId, number: &str, point: Option<Point>) -> Option<Link> {
    let place = Place::Provision(DocumentName::parse(&id.to_string())?, NumberName::from_printed(number)?, point);
    Some(Link::new(number, visit.at(place)))
}

/// An id on the page from a printed number.
pub(super) fn anchor(number: &str) -> String {
    let plain = number.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    format!("p-{}", plain.collect::<String>().trim_matches('-').replace("--", "-"))
}

/// What the pages of one edition have in common: its terms, and who would change what.
pub(super) struct Setting<'v> {
    visit: &'v Visit,
    document: DocumentId,
    edition: &'v Edition,
    /// Terms with the document that lists each, the longest first.
    terms: Vec<(String, DocumentId)>,
    changing: BTreeMap<String, Vec<Link>>,
    changed: BTreeMap<String, Link>,
}

impl<'v> Setting<'v> {
    pub(super) fn new(visit: &'v Visit, edition: &'v Edition, document: &DocumentId) -> Self {
        let mut terms: Vec<(String, DocumentId)> = Vec::new();
        for held in edition.documents() {
            for (_, definition) in held.definitions() {
                terms.push((definition.term().to_owned(), held.id().clone()));
            }
        }
        terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        let mut changing: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        let mut changed: BTreeMap<String, (jiff::civil::Date, Link)> = BTreeMap::new();
        for proposal in visit.register.proposals() {
            for clause in clauses_changed(proposal) {
                let key = clause.to_string();
                if let Some(live) = proposal.live {
                    let link = visit.proposal_link(proposal);
                    let words = format!("{}, {}", proposal.number(), Day(live));
                    let newer = changed.get(&key).is_none_or(|(day, _)| *day <= live);
                    if newer {
                        changed.insert(key, (live, Link { words, ..link }));
                    }
                } else if !proposal.stage.is_end() {
                    let links = changing.entry(key).or_default();
                    let link = visit.proposal_link(proposal);
                    if !links.contains(&link) {
                        links.push(link);
                    }
                }
            }
        }
        let changed = changed.into_iter().map(|(key, (_, link))| (key, link)).collect();
        Self { visit, document: document.clone(), edition, terms, changing, changed }
    }

    /// Live proposals that would change a clause.
    pub(super) fn changing(&self, clause: &str) -> Vec<Link> {
        self.changing.get(clause).cloned().unwrap_or_default()
    }

    /// A provision and what lies below it, line by line.
    pub(super) fn lines(&self, provision: &Provision, depth: u8, lines: &mut Vec<ProvisionText>) {
        let number = provision.number().as_str();
        let is_clause = !provision.number().is_label();
        let is_group = provision.is_held() && provision.caption().is_some() && provision.lead_in().is_empty();
        let caption = provision.caption().map(str::to_owned);
        let words = match (provision.is_held(), provision.caption(), provision.lead_in()) {
            (false, _, _) => None,
            (true, Some(_), "") => Some(Vec::new()),
            (true, _, lead_in) => Some(self.words(lead_in)),
        };
        let heading = if is_group { caption } else { provision.heading().map(str::to_owned).or(caption) };
        lines.push(ProvisionText {
            number: number.to_owned(),
            depth,
            anchor: anchor(number),
            heading,
            is_group,
            link: if is_clause { provision_link(self.visit, &self.document, number, None) } else { None },
            words,
            changing: if is_clause { self.changing(number) } else { Vec::new() },
            last_change: if is_clause { self.changed.get(number).cloned() } else { None },
        });
        for child in provision.children() {
            let deeper = if child.number().is_label() { depth.saturating_add(1) } else { depth };
            self.lines(child, deeper, lines);
        }
        if !provision.tail().is_empty() {
            lines.push(ProvisionText {
                number: String::new(),
                depth,
                anchor: String::new(),
                heading: None,
                is_group: false,
                link: None,
                words: Some(self.words(provision.tail())),
                changing: Vec::new(),
                last_change: None,
            });
        }
    }

    /// The definitions of a document, in alphabetical order.
    pub(super) fn definitions(&self, document: &Document) -> Vec<DefinitionText> {
        let mut found: Vec<DefinitionText> = document
            .definitions()
            .into_iter()
            .map(|(_, definition)| DefinitionText {
                term: definition.term().to_owned(),
                anchor: term_anchor(definition.term()),
                words: matches!(definition.words(), legaltext::Words::Held { .. }).then(|| {
                    let mut words = self.words(definition.lead_in());
                    for child in definition.children() {
                        words.push(Words::Plain(format!(" {} ", child.number())));
                        words.extend(self.words(child.lead_in()));
                    }
                    if !definition.tail().is_empty() {
                        words.push(Words::Plain(" ".to_owned()));
                        words.extend(self.words(definition.tail()));
                    }
                    words
                }),
                changing: Vec::new(),
            })
            .collect();
        found.sort_by_key(|definition| definition.term.to_lowercase());
        found
    }

    /// A run of words with its references and terms as links.
    fn words(&self, text: &str) -> Vec<Words> {
        let mut found = Vec::new();
        let mut rest = 0;
        for reference in references::find(text) {
            let Some(link) = self.reference(&reference.citation, text.get(reference.range.clone())) else { continue };
            if reference.range.start < rest {
                continue;
            }
            self.terms_in(text.get(rest..reference.range.start).unwrap_or_default(), &mut found);
            found.push(Words::Reference(link));
            rest = reference.range.end;
        }
        self.terms_in(text.get(rest..).unwrap_or_default(), &mut found);
        found
    }

    fn reference(&self, citation: &Citation, words: Option<&str>) -> Option<Link> {
        if citation.is_relative() {
            return None;
        }
        let citation = citation.in_document(&self.document);
        let id = citation.document_id()?;
        let link = match citation.clause().number() {
            None => {
                self.edition.document(&id)?;
                document_link(self.visit, &id, None)
            }
            Some(number) => {
                self.edition.find(&citation.clause())?;
                provision_link(self.visit, &id, number.as_str(), None)?
            }
        };
        Some(Link { words: words?.to_owned(), ..link })
    }

    fn terms_in(&self, text: &str, found: &mut Vec<Words>) {
        let mut plain = String::new();
        let mut rest = text;
        let mut at_word = true;
        while let Some(first) = rest.chars().next() {
            let term = if at_word && first.is_uppercase() { self.term_at(rest) } else { None };
            if let Some((length, link)) = term {
                if !plain.is_empty() {
                    found.push(Words::Plain(std::mem::take(&mut plain)));
                }
                found.push(Words::Term(link));
                rest = rest.get(length..).unwrap_or_default();
                at_word = false;
                continue;
            }
            plain.push(first);
            at_word = !first.is_alphanumeric();
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        if !plain.is_empty() {
            found.push(Words::Plain(plain));
        }
    }

    fn term_at(&self, text: &str) -> Option<(usize, Link)> {
        for (term, document) in &self.terms {
            let Some(after) = text.strip_prefix(term.as_str()) else { continue };
            let plural =
                usize::from(after.starts_with('s') && !after.chars().nth(1).is_some_and(char::is_alphanumeric));
            let ends = plural == 1 || !after.starts_with(char::is_alphanumeric);
            if ends {
                let length = term.len() + plural;
                let words = text.get(..length).unwrap_or(term).to_owned();
                let link = document_link(self.visit, document, None).anchored(term_anchor(term));
                return Some((length, Link { words, ..link }));
            }
        }
        None
    }
}

fn term_anchor(term: &str) -> String {
    format!("term-{}", anchor(term).trim_start_matches("p-"))
}

/// A proposal mixed into the text in force, as a point of an address.
pub(super) fn with(proposal: &Proposal, today: jiff::civil::Date) -> Option<Point> {
    Some(Point::on(today).with(ProposalName::from_words(proposal.number())?))
}
