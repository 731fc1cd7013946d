//! Names of laws and documents in the words after a reference: `of the Electricity Act 1989`.

use super::Of;

/// The last words of the names of laws, licences and agreements; `of the` before one of these, or before a name with a
/// year or in capitals, takes even a number with a Section's letter out of the Code.
const KINDS: [&str; 22] = [
    "Act",
    "Order",
    "Regulations",
    "Regulation",
    "Directive",
    "Rules",
    "Code",
    "Licence",
    "Licences",
    "Agreement",
    "Conditions",
    "Treaty",
    "Convention",
    "Scheme",
    "Deed",
    "Contract",
    "Statute",
    "Ordinance",
    "Protocol",
    "Standard",
    "Measure",
    "Instrument",
];

/// Small words that stand inside a name: `Balancing and Settlement Code`.
const INSIDE: [&str; 6] = ["of", "and", "for", "the", "on", "in"];

/// Longest name that is taken, in words.
const LONGEST: usize = 12;

/// What the words straight after a number say that it is part of, when they name something by name.
pub(super) enum Named<'a> {
    /// The Code itself: `of this Code`.
    Own,
    /// A document called by its name.
    Name(&'a str),
    /// `of that Section`.
    That,
    /// `of the definition of …`: the words that follow.
    Definition(&'a str),
}

/// Reads what follows a number. `to` is understood too (`Schedule 1 to the Act`), before the name of a law only. The
/// second value is true when the name is surely that of a law, a licence or another code.
pub(super) fn after(rest: &str) -> Option<(Named<'_>, bool)> {
    let (rest, to) = match rest.strip_prefix(" of ") {
        Some(rest) => (rest, false),
        None => (rest.strip_prefix(" to ").or_else(|| rest.strip_prefix(" in "))?, true),
    };
    let (determiner, name) = rest.split_once(' ')?;
    if !to && (determiner == "the" || determiner == "that") && name.starts_with("definition of ") {
        return Some((Named::Definition(name.strip_prefix("definition of ")?), false));
    }
    let known = ["the", "that", "this", "such", "its", "their", "each", "any", "a", "every", "those"];
    if determiner.starts_with(|c: char| c.is_ascii_uppercase()) {
        let (name, sure) = name_at(rest)?;
        return sure.then_some((Named::Name(name), true));
    }
    if !known.contains(&determiner) {
        return None;
    }
    if !to && matches!(determiner, "that" | "such") && super::openings::word(name).is_some() {
        return Some((Named::That, false));
    }
    // `of the relevant Licence`: one plain word may stand before the name.
    let name = match name.split_once(' ') {
        Some((word, after)) if word.bytes().all(|b| b.is_ascii_lowercase()) => after,
        Some(_) | None => name,
    };
    if super::openings::opening(name).is_some() {
        return None;
    }
    let (name, sure) = name_at(name)?;
    if determiner == "this" || name == "Code" {
        return (!to).then_some((Named::Own, false));
    }
    (sure || !to).then_some((Named::Name(name), sure))
}

/// The name at the head of a text, and whether it is surely that of a law.
fn name_at(text: &str) -> Option<(&str, bool)> {
    let mut end = 0;
    let mut sure = false;
    let mut from = 0;
    for word in text.split(' ').take(LONGEST) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("\u{2019}s")).unwrap_or(bare);
        let capital = bare.starts_with(|c: char| c.is_uppercase()) || bare.starts_with("(E");
        let year = end > 0 && bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
        let number = end > 0 && bare.starts_with(|c: char| c.is_ascii_digit());
        if capital || year || number {
            end = from + bare.len();
            let acronym = from == 0 && (2..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase());
            sure = sure || year || acronym || KINDS.contains(&bare);
        } else if !INSIDE.contains(&word) || end == 0 {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
        from += word.len() + 1;
    }
    let name = text.get(..end)?;
    (end > 0).then_some((name, sure))
}

/// The name in capitals straight before an opening word: `BSC Section D3`, and where it begins.
pub(super) fn before(text: &str, start: usize) -> Option<&str> {
    let head = text.get(..start)?.strip_suffix(' ')?;
    let name = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let acronym = (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    acronym.then_some(name)
}

impl Named<'_> {
    /// What a reference keeps of it; nothing for the Code itself.
    pub(super) fn kept(self) -> Option<Of> {
        match self {
            Named::Own => None,
            Named::Name(name) => Some(Of::Named(name.to_owned())),
            Named::That => Some(Of::That),
            Named::Definition(words) => Some(Of::Definition(term_words(words).to_owned())),
        }
    }
}

/// As much of the words after `the definition of` as can hold a term.
fn term_words(words: &str) -> &str {
    let end = words.char_indices().nth(120).map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}
