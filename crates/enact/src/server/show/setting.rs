//! The words of one document as pages print them: numbers, depth, blocks, terms and references as links.

use std::sync::Arc;

use jiff::civil::Date;
use legaltext::block::{Block, blocks};
use legaltext::{Became, Citation, Definition, DocumentId, Edition, Provision};

use super::law::{self, Shown};
use super::outlook::{Outlook, place_of};
use super::runs::{Runs, term_anchor};
use crate::server::Visit;
use crate::web::{Changing, Day, DefinitionText, Link, ProvisionText, Standing, TermNote, TextBlock, Words};

/// What the words of one document of a text are printed with.
pub(super) struct Setting<'v> {
    visit: &'v Visit,
    shown: &'v Shown,
    document: DocumentId,
    runs: Runs<'v>,
    outlook: Arc<Outlook>,
    editions: Vec<(Date, &'v Edition)>,
}

impl<'v> Setting<'v> {
    pub(super) fn new(visit: &'v Visit, shown: &'v Shown, document: &DocumentId) -> Self {
        Self {
            visit,
            shown,
            document: document.clone(),
            runs: Runs::new(visit, shown, document),
            outlook: visit.server.outlooks.at(visit),
            editions: visit.register.editions().collect(),
        }
    }

    /// What the terms that were printed mean, in alphabetical order.
    pub(super) fn notes(&self) -> Vec<TermNote> {
        self.runs.notes()
    }

    /// Open proposals that would change a clause. One that is mixed into the text already is left out.
    pub(super) fn changing(&self, clause: &Citation) -> Vec<Changing> {
        let would = |drafted: &super::outlook::Drafted| drafted.changes(clause);
        self.changes(would, |point| {
            let number = clause.number()?;
            law::provision_link(self.visit, &clause.document_id()?, number.as_str(), Some(point))
        })
    }

    fn changes(
        &self,
        would: impl Fn(&super::outlook::Drafted) -> bool,
        read: impl Fn(crate::paths::Point) -> Option<Link>,
    ) -> Vec<Changing> {
        let mixed = self.shown.point.as_ref().map(|point| point.with.as_slice()).unwrap_or_default();
        let open = self.outlook.drafts.iter().filter(|drafted| would(drafted));
        open.filter_map(|drafted| self.visit.register.proposal(&drafted.number).map(|proposal| (drafted, proposal)))
            .filter(|(_, proposal)| {
                !mixed.iter().any(|name| proposal.numbers().any(|n| n.eq_ignore_ascii_case(name.as_str())))
            })
            .map(|(drafted, proposal)| {
                let point = law::with(proposal, None, self.visit.today()).filter(|_| drafted.applied.is_ok());
                let proposed = point.and_then(&read);
                Changing {
                    modification: self.visit.proposal_link(proposal),
                    proposed: proposed.map(|link| Link { words: "as it would read".to_owned(), ..link }),
                }
            })
            .collect()
    }

    /// Provisions and definitions that refer to a provision or to what stands below it.
    pub(super) fn cited_by(&self, at: &Citation) -> Vec<Link> {
        let mut found: Vec<Link> = Vec::new();
        for cited in self.runs.graph().references_to(at) {
            let clause = if cited.place.term.is_some() { cited.place.at.clone() } else { cited.place.at.clause() };
            let own = cited.place.term.is_none() && clause == at.clause();
            let place = legaltext::graph::Place { at: clause, labels: Vec::new(), ..cited.place };
            let link = self.runs.place_link(&place).filter(|_| !own);
            found.extend(link.filter(|link| !found.contains(link)));
        }
        found
    }

    /// A provision and what lies below it, line by line.
    pub(super) fn lines(&self, at: &Citation, provision: &Provision, depth: u8, lines: &mut Vec<ProvisionText>) {
        lines.push(self.line(at, provision, depth));
        for child in provision.children() {
            let deeper = if child.number().is_label() { depth.saturating_add(1) } else { depth };
            self.lines(&at.child(child.number()), child, deeper, lines);
        }
        if !provision.tail().is_empty() {
            lines.push(ProvisionText {
                number: String::new(),
                depth,
                anchor: String::new(),
                heading: None,
                standing: Standing::Tail,
                link: None,
                blocks: self.blocks(provision.tail(), at),
                changing: Vec::new(),
                last_change: None,
                definitions: Vec::new(),
            });
        }
    }

    fn line(&self, at: &Citation, provision: &Provision, depth: u8) -> ProvisionText {
        let number = provision.number().as_str();
        let is_clause = !provision.number().is_label();
        let has_caption = provision.caption().is_some();
        let standing = if !provision.is_held() {
            Standing::NotHeld
        } else if provision.is_not_used() {
            Standing::NotUsed
        } else if has_caption && provision.lead_in().is_empty() {
            Standing::Group
        } else {
            Standing::Words
        };
        let unheld = match provision.words() {
            legaltext::Words::Unheld { heading } if !heading.is_empty() => Some(heading.clone()),
            legaltext::Words::Unheld { .. } | legaltext::Words::Held { .. } => None,
        };
        let caption = provision.caption().map(str::to_owned);
        let heading = provision.heading().map(str::to_owned);
        ProvisionText {
            number: number.to_owned(),
            depth,
            anchor: law::anchor(&at.to_string()),
            heading: if standing == Standing::Group { caption } else { heading.or(caption).or(unheld) },
            standing,
            link: if is_clause { self.shown.provision_link(self.visit, &self.document, number) } else { None },
            blocks: self.blocks(provision.lead_in(), at),
            changing: if is_clause { self.changing(at) } else { Vec::new() },
            last_change: if is_clause && !has_caption { self.last_change(at, provision) } else { None },
            definitions: self.definitions(provision.definitions()),
        }
    }

    /// What last changed a clause, up to the text shown; none for words that have stood since the first edition.
    fn last_change(&self, at: &Citation, provision: &Provision) -> Option<Link> {
        let until = self.editions.iter().filter(|(since, _)| *since <= self.shown.since);
        let rows = legaltext::lineage(until.map(|(_, edition)| *edition), provision.id());
        let last = rows.last().filter(|row| row.edition > 0 && row.became != [Became::Gone])?;
        let (since, _) = self.editions.get(last.edition)?;
        let maker = makers(self.visit, *since, at, last.at.as_ref()).into_iter().next();
        Some(match maker {
            Some(link) => Link { words: format!("{}, {}", link.words, Day(*since)), ..link },
            None => {
                let then = crate::paths::Point::on(*since);
                let link = law::provision_link(self.visit, &self.document, provision.number().as_str(), Some(then))?;
                Link { words: format!("the text of {}", Day(*since)), ..link }
            }
        })
    }

    /// Definitions as the page lists them.
    pub(super) fn definitions(&self, listed: &[Arc<Definition>]) -> Vec<DefinitionText> {
        listed.iter().map(|definition| self.definition(definition)).collect()
    }

    fn definition(&self, definition: &Definition) -> DefinitionText {
        let held = matches!(definition.words(), legaltext::Words::Held { .. });
        let at = Citation::of_document(&self.document);
        let words = held.then(|| {
            let mut lines: Vec<(u8, Vec<Words>)> = Vec::new();
            lines.extend(definition.lead_in().split('\n').map(|line| (0, self.runs.words(line, &at))));
            definition.children().iter().for_each(|child| self.limbs(&at, child, 1, &mut lines));
            lines.extend(
                definition.tail().split('\n').filter(|l| !l.is_empty()).map(|line| (0, self.runs.words(line, &at))),
            );
            lines
        });
        let term = definition.term();
        DefinitionText {
            term: term.to_owned(),
            anchor: term_anchor(term),
            words,
            changing: self.changes(
                |drafted| drafted.redefines(&self.document, term),
                |point| Some(law::document_link(self.visit, &self.document, Some(point)).anchored(term_anchor(term))),
            ),
        }
    }

    fn limbs(&self, above: &Citation, limb: &Provision, depth: u8, lines: &mut Vec<(u8, Vec<Words>)>) {
        let at = above.child(limb.number());
        let mut words = vec![Words::Plain(format!("{} ", limb.number()))];
        words.extend(self.runs.words(limb.lead_in(), &at));
        lines.push((depth, words));
        limb.children().iter().for_each(|child| self.limbs(&at, child, depth.saturating_add(1).min(3), lines));
        if !limb.tail().is_empty() {
            lines.push((depth, self.runs.words(limb.tail(), &at)));
        }
    }

    /// A provision's own words, piece by piece.
    fn blocks(&self, text: &str, at: &Citation) -> Vec<TextBlock> {
        let cells = |row: &Vec<std::borrow::Cow<'_, str>>| row.iter().map(|cell| self.runs.words(cell, at)).collect();
        let block = |block| match block {
            Block::Paragraph(words) => TextBlock::Paragraph(self.runs.words(words, at)),
            Block::Formula(words) => TextBlock::Formula(self.runs.words(words, at)),
            Block::Note { label, words } => TextBlock::Note(label.to_owned(), self.runs.words(words, at)),
            Block::Figure { caption, file } => TextBlock::Figure(caption.to_owned(), file.to_owned()),
            Block::Table(table) => TextBlock::Table(
                table.head.as_ref().map(cells).unwrap_or_default(),
                table.rows.iter().map(cells).collect(),
            ),
        };
        blocks(text).into_iter().map(block).collect()
    }
}

/// The modifications that went live on a day and changed a clause, under its number before or after.
pub(super) fn makers(visit: &Visit, since: Date, at: &Citation, then: Option<&Citation>) -> Vec<Link> {
    let live = || visit.register.proposals().filter(|proposal| proposal.live == Some(since));
    let names = |citation: Citation| {
        let clause = citation.clause();
        clause == at.clause() || then.is_some_and(|then| clause == then.clause())
    };
    let amends = |proposal: &&procedure::register::Proposal| {
        let amendments = super::outlook::amendments_of(proposal).unwrap_or_default();
        amendments.iter().filter_map(place_of).any(names)
    };
    let mut found: Vec<_> = live().filter(amends).collect();
    if found.is_empty() && live().count() == 1 {
        found.extend(live());
    }
    found.into_iter().map(|proposal| visit.proposal_link(proposal)).collect()
}
