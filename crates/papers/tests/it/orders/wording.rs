//! Orders to change words: what is chosen, how it is written, and what it makes of the model.

use super::dice::{ABSENT, Dice};
use super::model::{Code, Text};

/// Where words change.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Clause([usize; 3]),
    Paragraph([usize; 3], usize),
    /// What a clause says before its list.
    Opening([usize; 3]),
    /// What it says after its list.
    Closing([usize; 3]),
    Term(usize, usize),
    Document(usize),
    Code,
}

/// How often they are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Often {
    Once,
    Every,
    Nth(usize),
    Both,
}

/// How far they reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    Words,
    Through(Vec<String>),
    ToTheEnd,
    FromTheHead,
}

#[derive(Debug, Clone)]
pub(super) enum Does {
    Replace(Vec<String>),
    Delete,
    After(Vec<String>),
    Before(Vec<String>),
    AtTheEnd(Vec<String>),
    AtTheHead(Vec<String>),
}

/// An order to change words.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) place: Place,
    old: Vec<String>,
    often: Often,
    reach: Reach,
    pub(super) does: Does,
}

impl Place {
    fn pick(dice: &mut Dice, code: &Code) -> Place {
        match dice.below(12) {
            0 => Place::Code,
            1 => Place::Document(dice.below(code.documents.len())),
            2 if !code.documents[0].terms.is_empty() => Place::Term(0, dice.below(code.documents[0].terms.len())),
            3..6 => {
                let lists: Vec<[usize; 3]> =
                    code.clauses().into_iter().filter(|at| !said(code, *at).is_empty()).collect();
                match lists.as_slice() {
                    [] => Place::Code,
                    lists => {
                        let at = *dice.pick(lists);
                        Place::Paragraph(at, dice.below(said(code, at).len()))
                    }
                }
            }
            10 => Place::Opening(*dice.pick(&code.clauses())),
            11 => Place::Closing(*dice.pick(&code.clauses())),
            _ => Place::Clause(*dice.pick(&code.clauses())),
        }
    }

    /// False for a part that the clause has not.
    fn is_there(&self, code: &Code) -> bool {
        match self {
            Place::Opening(at) => !said(code, *at).is_empty(),
            Place::Closing(at) => code.documents[at[0]].groups[at[1]].clauses[at[2]].said.tail.is_some(),
            Place::Clause(_) | Place::Paragraph(_, _) | Place::Term(_, _) | Place::Document(_) | Place::Code => true,
        }
    }

    pub(super) fn printed(&self, code: &Code, dice: &mut Dice) -> String {
        let number = |at: &[usize; 3]| &code.documents[at[0]].groups[at[1]].clauses[at[2]].number;
        match self {
            Place::Clause(at) => format!("Section {}", number(at)),
            Place::Paragraph(at, item) => {
                let label = &said(code, *at)[*item].0;
                match dice.below(2) {
                    0 => format!("paragraph {label} of Section {}", number(at)),
                    _ => format!("Section {}{label}", number(at)),
                }
            }
            Place::Opening(at) | Place::Closing(at) => {
                let opening = matches!(self, Place::Opening(_));
                let list = said(code, *at);
                let beside = if opening { list.first() } else { list.last() };
                let names: &[&str] = if opening {
                    &["the opening words", "the introductory words", "the words before paragraph {L}"]
                } else {
                    &["the closing words", "the tailpiece", "the words after paragraph {L}"]
                };
                let label = beside.map_or("(a)", |(label, _)| label);
                let join = dice.pick(&["of", "in"]).to_owned();
                format!("{} {join} Section {}", dice.pick(names).replace("{L}", label), number(at))
            }
            Place::Term(document, term) => format!("the definition of “{}”", code.documents[*document].terms[*term].0),
            Place::Document(document) => code.documents[*document].name.clone(),
            Place::Code => "the Code".to_owned(),
        }
    }

    /// Every text of the place, in printed order.
    fn texts<'c>(&self, code: &'c mut Code, captions: bool) -> Vec<&'c mut Text> {
        match self {
            Place::Clause(at) => {
                let first = at[1] == 0 && at[2] == 0;
                let document = &mut code.documents[at[0]];
                let clause = &mut document.groups[at[1]].clauses[at[2]];
                let terms = document.terms.iter_mut().filter(|_| first).flat_map(|(_, said)| said.texts());
                clause.heading.iter_mut().filter(|_| captions).chain(clause.said.texts()).chain(terms).collect()
            }
            Place::Paragraph(at, item) => vec![&mut code.clause(*at).said.list[*item].1],
            Place::Opening(at) => vec![&mut code.clause(*at).said.lead],
            Place::Closing(at) => {
                let said = &mut code.clause(*at).said;
                vec![said.tail.as_mut().unwrap_or(&mut said.lead)]
            }
            Place::Term(document, term) => code.documents[*document].terms[*term].1.texts(),
            Place::Document(document) => code.documents[*document].texts(captions),
            Place::Code => code.documents.iter_mut().flat_map(|document| document.texts(captions)).collect(),
        }
    }
}

fn said(code: &Code, at: [usize; 3]) -> &[(String, Text)] {
    &code.documents[at[0]].groups[at[1]].clauses[at[2]].said.list
}

impl Order {
    /// An order about a place; none where the choice says nothing.
    pub(super) fn pick(dice: &mut Dice, code: &Code) -> Option<Order> {
        let place = Place::pick(dice, code);
        Order::about(dice, code, place)
    }

    pub(super) fn about(dice: &mut Dice, code: &Code, place: Place) -> Option<Order> {
        let mut held = code.clone();
        let texts = place.texts(&mut held, false);
        if texts.iter().any(|text| text.closed) {
            return None;
        }
        let text = &texts[dice.below(texts.len())];
        let from = dice.below(text.words.len());
        let rest = &text.words[from..];
        let length = (1 + dice.below(3)).min(rest.len());
        let mut old = rest[..length].to_vec();
        if dice.one_in(10) {
            old = vec![ABSENT.to_owned()];
        }
        let behind = rest.get(length..).unwrap_or_default();
        let whole = matches!(place, Place::Document(_) | Place::Code);
        let often = match dice.below(8) {
            0 | 1 => Often::Every,
            _ if whole && !dice.one_in(4) => Often::Every,
            2 => Often::Nth(1 + dice.below(3)),
            3 => Often::Both,
            _ => Often::Once,
        };
        let reach = match dice.below(6) {
            0 if !behind.is_empty() => {
                Reach::Through(behind[dice.below(behind.len())..].iter().take(2).cloned().collect())
            }
            1 => Reach::ToTheEnd,
            2 => Reach::FromTheHead,
            _ => Reach::Words,
        };
        let spans = reach != Reach::Words;
        let often = if spans { Often::Once } else { often };
        let new = dice.words(1, 3);
        let does = match dice.below(10) {
            0..4 => Does::Replace(new),
            4..6 => Does::Delete,
            _ if spans => Does::Replace(new),
            6 => Does::Before(new),
            7 if !whole => Does::AtTheHead(new),
            8 if !whole => Does::AtTheEnd(vec!["The".to_owned(), "Board".to_owned(), "pays.".to_owned()]),
            _ => Does::After(new),
        };
        let often = if matches!(does, Does::AtTheHead(_) | Does::AtTheEnd(_)) { Often::Once } else { often };
        Some(Order { place, old, often, reach, does })
    }

    /// Carries it out; false where it must be refused, and none where the model cannot tell.
    pub(super) fn carry_out(&self, code: &mut Code) -> Option<bool> {
        if !self.place.is_there(code) {
            return Some(false);
        }
        let every = self.often == Often::Every;
        let mut texts = self.place.texts(code, every);
        let whole = matches!(self.place, Place::Document(_) | Place::Code);
        let list = match self.place {
            Place::Clause(_) | Place::Term(_, _) => texts.len() > 1,
            Place::Paragraph(_, _) | Place::Opening(_) | Place::Closing(_) | Place::Document(_) | Place::Code => false,
        };
        match &self.does {
            Does::AtTheHead(new) => {
                texts[0].put(0, 0, new);
                return Some(true);
            }
            Does::AtTheEnd(_) => {
                // The last text is the closing words of the place itself, or one of its paragraphs or definitions.
                let closing = matches!(self.place, Place::Clause(at) if closes(code, at))
                    || matches!(self.place, Place::Term(document, term) if code.documents[document].terms[term].1.tail.is_some());
                let mut texts = self.place.texts(code, false);
                let last = texts.pop()?;
                if list && !closing || !matches!(last.end.as_str(), "." | "") {
                    return Some(false);
                }
                last.end.push_str(" The Board pays.");
                last.closed = true;
                return Some(true);
            }
            Does::Replace(_) | Does::Delete | Does::After(_) | Does::Before(_) => {}
        }
        let seen: usize = texts.iter().map(|text| text.places(&self.old).len()).sum();
        let fits = match self.often {
            Often::Once => seen == 1,
            Often::Every => seen > 0,
            Often::Nth(nth) => nth <= seen,
            Often::Both => seen == 2,
        };
        if !fits || whole && self.reach != Reach::Words {
            return Some(false);
        }
        let last = texts.len() - 1;
        let mut count = 0;
        for (index, text) in texts.iter_mut().enumerate() {
            let places = text.places(&self.old);
            for (at, place) in places.iter().enumerate().rev() {
                if matches!(self.often, Often::Nth(nth) if nth != count + at + 1) {
                    continue;
                }
                let Some((from, length)) = self.run(text, *place, index == 0, index == last) else {
                    return Some(false);
                };
                self.put(text, from, length);
            }
            count += places.len();
            if text.words.is_empty() {
                return None;
            }
        }
        Some(true)
    }

    /// The words that are meant, from where and how many; none where nobody can tell.
    fn run(&self, text: &Text, place: usize, first: bool, last: bool) -> Option<(usize, usize)> {
        let after = place + self.old.len();
        match &self.reach {
            Reach::Words => Some((place, self.old.len())),
            Reach::Through(until) => {
                let rest = Text::of(&text.words[after..], "");
                let [only] = rest.places(until)[..] else { return None };
                Some((place, self.old.len() + only + until.len()))
            }
            Reach::ToTheEnd => (last && !text.end.ends_with("and")).then(|| (place, text.words.len() - place)),
            Reach::FromTheHead => first.then_some((0, after)),
        }
    }

    fn put(&self, text: &mut Text, from: usize, length: usize) {
        match &self.does {
            Does::Replace(new) => text.put(from, length, new),
            Does::Delete => text.put(from, length, &[]),
            Does::After(new) => text.put(from + length, 0, new),
            Does::Before(new) => text.put(from, 0, new),
            Does::AtTheEnd(_) | Does::AtTheHead(_) => {}
        }
    }

    /// The order behind its place, `replace “a” with “b”`, and whether it stands before the place or names it inside.
    pub(super) fn printed(&self, dice: &mut Dice, place: &str) -> String {
        let quotes = *dice.pick(&[("“", "”"), ("\"", "\""), ("‘", "’")]);
        let quoted = |words: &[String]| format!("{}{}{}", quotes.0, words.join(" "), quotes.1);
        let words = self.meant(dice, &quoted(&self.old), &quoted);
        let forms: &[&str] = match &self.does {
            Does::Replace(_) => &[
                "In {P}, replace {o} with {n}.",
                "In {P}, for {o} substitute {n}.",
                "In {P}, for {o} there shall be substituted {n}.",
                "In {P}, for {o} there is substituted {n}.",
                "In {P}, substitute {n} for {o}.",
                "In {P}, leave out {o} and insert {n}.",
                "In {P}, omit {o} and substitute {n}.",
                "In {P}, {o} are replaced by {n}.",
                "Replace {o} in {P} with {n}.",
                "For {o} in {P} substitute {n}.",
                "Amend {P} by replacing {o} with {n}.",
            ],
            Does::Delete => &[
                "In {P}, delete {o}.",
                "In {P}, omit {o}.",
                "In {P}, leave out {o}.",
                "In {P}, {o} are omitted.",
                "Delete {o} from {P}.",
                "Leave out {o} in {P}.",
            ],
            Does::After(_) => &[
                "In {P}, after {o} insert {n}.",
                "In {P}, after {o} there is inserted {n}.",
                "In {P}, insert {n} after {o}.",
                "After {o} in {P} insert {n}.",
                "Insert {n} after {o} in {P}.",
            ],
            Does::Before(_) => &[
                "In {P}, before {o} insert {n}.",
                "In {P}, before {o} there shall be inserted {n}.",
                "In {P}, insert {n} before {o}.",
            ],
            Does::AtTheEnd(_) => &[
                "At the end of {P} insert {n}.",
                "In {P}, at the end insert {n}.",
                "In {P}, at the end there is inserted {n}.",
                "In {P}, insert {n} at the end.",
                "Insert {n} at the end of {P}.",
            ],
            Does::AtTheHead(_) => &[
                "At the beginning of {P} insert {n}.",
                "In {P}, at the beginning insert {n}.",
                "Insert {n} at the beginning of {P}.",
            ],
        };
        let new = match &self.does {
            Does::Replace(new) | Does::After(new) | Does::Before(new) | Does::AtTheEnd(new) | Does::AtTheHead(new) => {
                quoted(new)
            }
            Does::Delete => String::new(),
        };
        let by = matches!(self.place, Place::Document(_) | Place::Code);
        let forms: Vec<&&str> = forms.iter().filter(|form| !by || !form.starts_with("Amend")).collect();
        let form = dice.pick(&forms).replace("{P}", place).replace("{o}", &words).replace("{n}", &new);
        form.replace(",,", ",")
            .replace(",.", ".")
            .replace(", for from", ", from")
            .replace("For from", "From")
            .replace("for from", "for the words from")
    }

    /// The order as an item of a list, below the place that it is about: `replace “a” with “b”`.
    pub(super) fn in_a_list(&self, dice: &mut Dice) -> String {
        loop {
            let printed = self.printed(dice, "@");
            if let Some(order) = printed.strip_prefix("In @, ") {
                return order.trim_end_matches('.').to_owned();
            }
        }
    }

    /// The words as an order names them.
    fn meant(&self, dice: &mut Dice, old: &str, quoted: &dyn Fn(&[String]) -> String) -> String {
        let nth = |nth: usize| ["first", "second", "third"][nth - 1];
        let forms: Vec<String> = match (&self.reach, self.often) {
            (Reach::Through(until), _) => {
                let until = quoted(until);
                vec![
                    format!("the words from {old} to {until}"),
                    format!("from {old} to {until}"),
                    format!("the words from {old} up to and including {until}"),
                ]
            }
            (Reach::ToTheEnd, _) => {
                vec![format!("the words from {old} to the end"), format!("the words from {old} onwards")]
            }
            (Reach::FromTheHead, _) => vec![format!("the words from the beginning to {old}")],
            (Reach::Words, Often::Once) => vec![old.to_owned(), format!("the words {old}")],
            (Reach::Words, Often::Every) => vec![
                format!("each reference to {old}"),
                format!("{old} in each place where it occurs"),
                format!("{old} wherever it occurs"),
                format!("{old}, in each place it occurs,"),
            ],
            (Reach::Words, Often::Nth(at)) => vec![
                format!("the {} {old}", nth(at)),
                format!("the {} reference to {old}", nth(at)),
                format!("{old} in the {} place where it occurs", nth(at)),
            ],
            (Reach::Words, Often::Both) => {
                vec![format!("{old} in both places"), format!("{old}, in both places it occurs,")]
            }
        };
        dice.pick(&forms).clone()
    }
}

/// The clause ends with closing words of its own.
fn closes(code: &Code, at: [usize; 3]) -> bool {
    let document = &code.documents[at[0]];
    let lists = at[1] == 0 && at[2] == 0 && !document.terms.is_empty();
    !lists && document.groups[at[1]].clauses[at[2]].said.tail.is_some()
}
