//! Legal texts read from files, and what stands in the way of them.

use legaltext::{Amendment, Applied, Base, Citation, Conflict, ConflictKind, Edition, LegalText, instructions, markup};
use papers::manuscript::Unsettled;
use papers::section::amendments;
use serde::Serialize;

use super::files::{sentences, word};
use super::{Loss, Written};
use crate::cli::file;
use crate::failure::Failure;
use crate::manuscripts::published;

/// A legal text as a file holds it.
pub(in crate::cli) struct Drafted {
    /// The file.
    pub(in crate::cli) path: String,
    /// The legal text.
    pub(in crate::cli) text: LegalText,
    /// Changes that a published text orders and that could not be read whole.
    unsettled: Vec<Unsettled>,
    /// What somebody must judge before its amendments are taken: the sentence for a text that marks nothing.
    judge: Option<String>,
    /// What a Word file holds that its amendments do not.
    pub(in crate::cli) losses: Vec<Loss>,
}

/// Something that keeps a legal text from applying, with the texts that stand against each other.
#[derive(Debug, Clone, Serialize)]
pub(in crate::cli) struct Standing {
    /// The file of the amendment.
    pub(in crate::cli) file: String,
    /// Which amendment of the file, counted from 0; none where the text could not be read into one.
    amendment: Option<usize>,
    /// The line of the file, from 1, where the text could not be read.
    line: Option<usize>,
    /// The provision concerned, or the term.
    at: Option<String>,
    kind: ConflictKind,
    /// One sentence: what, where, what to do.
    message: String,
    /// The words that the amendment says stand there.
    expected: Option<String>,
    /// The words that stand there, in the markup; none where nothing does or they are not held.
    stands: Option<String>,
    /// The words that the amendment would put there.
    drafted: Option<String>,
}

impl Drafted {
    /// Reads a legal text: instructions, amendments as TOML or JSON, or a text as Modifications publish it. `base` is what
    /// it is to be applied to, where that is known: a published text may leave out what stands there.
    ///
    /// # Errors
    /// The file cannot be read, is none of these, or holds no amendment.
    pub(in crate::cli) fn read(path: &str, base: Option<&Edition>) -> Result<Self, Failure> {
        let bytes = file::bytes(path)?;
        if Written::of(&bytes) == Written::Word {
            return Self::of_word(path, &bytes, base);
        }
        let text = file::as_text(path, bytes)?;
        let (mut unsettled, mut judge) = (Vec::new(), None);
        let legal = match Form::of(path, &text) {
            Form::Json => from_json(path, &text)?,
            Form::Toml => from_toml(path, &text)?,
            Form::Instructions => match instructions::parse(&text) {
                Ok(legal) => legal,
                Err(errors) => {
                    let manuscript = published(path, &text, &errors, base).ok_or_else(|| sentences(path, &errors))?;
                    (unsettled, judge) = (manuscript.unsettled, manuscript.judge);
                    manuscript.legal_text
                }
            },
        };
        if legal.amendments.is_empty() && unsettled.is_empty() && judge.is_none() {
            return Err(Failure::new(format!(
                "{path} holds no amendment; write for example: Amend B4.2 as follows: and the new words below, indented"
            )));
        }
        Ok(Self { path: path.to_owned(), text: legal, unsettled, judge, losses: Vec::new() })
    }

    /// The tracked changes of a Word file that was made from the base.
    fn of_word(path: &str, bytes: &[u8], base: Option<&Edition>) -> Result<Self, Failure> {
        let Some(base) = base else {
            return Err(Failure::new(format!(
                "{path} is a Word file, whose changes are read against the edition that it was made from; \
                 write enact code amendments {path} --to EDITION"
            )));
        };
        let made =
            amendments(&word(path, bytes)?, base, path).map_err(|error| Failure::new(format!("{path}: {error}")))?;
        let text = LegalText { amendments: made.amendments, ..LegalText::default() };
        let losses = made.losses.into_iter().map(Loss::from).collect();
        Ok(Self { path: path.to_owned(), text, unsettled: Vec::new(), judge: None, losses })
    }

    /// The same once somebody has judged that a text without marks is meant as it reads, and what was to be judged.
    pub(in crate::cli) fn judged(mut self) -> (Self, Option<String>) {
        let judge = self.judge.take();
        (self, judge)
    }

    /// What its provisions are known by: nothing else may make provisions of the same identity.
    pub(in crate::cli) fn origin(&self) -> String {
        let modification = self.text.modification.as_deref().unwrap_or_default();
        format!("{modification} {}", self.path)
    }

    /// Applies it.
    ///
    /// # Errors
    /// Each thing that stands in the way: a change that could not be read, an edition that it is drafted against and that
    /// is not the base, or an amendment that does not match exactly.
    pub(in crate::cli) fn apply(&self, base: &Edition) -> Result<Applied, Vec<Standing>> {
        let mut standing = self.unread();
        standing.extend(self.text.base.iter().filter_map(|named| self.astray(named, base)));
        if !standing.is_empty() {
            return Err(standing);
        }
        legaltext::apply(base, &self.text.amendments, &self.origin())
            .map(|applied| applied.telling(base, &self.text.amendments))
            .map_err(|conflicts| conflicts.into_iter().map(|conflict| self.standing(conflict, base)).collect())
    }

    /// What of a published text a person must settle first.
    pub(in crate::cli) fn unread(&self) -> Vec<Standing> {
        let unread = self.unsettled.iter().map(|missing| Standing {
            line: Some(missing.line),
            at: Some(missing.at.clone()),
            ..self.said(ConflictKind::Unreadable, missing.message.clone())
        });
        // Words under the marks that are not those of the base: the file was made from another edition.
        let other = self.losses.iter().filter(|loss| loss.kind == "base");
        let other = other.map(|loss| Standing {
            at: Some(loss.place.clone()).filter(|place| !place.is_empty()),
            ..self.said(ConflictKind::OldWordsDiffer, loss.message.clone())
        });
        let judge = self.judge.iter().map(|message| Standing {
            drafted: Some(instructions::print(&self.text)).filter(|text| !text.trim().is_empty()),
            ..self.said(
                ConflictKind::Unreadable,
                format!(
                    "{message}; when you have, take it as it reads: enact apply {} --unmarked --to BASE",
                    self.path
                ),
            )
        });
        unread.chain(other).chain(judge).collect()
    }

    fn said(&self, kind: ConflictKind, message: String) -> Standing {
        let file = self.path.clone();
        Standing {
            file,
            amendment: None,
            line: None,
            at: None,
            kind,
            message,
            expected: None,
            stands: None,
            drafted: None,
        }
    }

    /// The conflict with a base that the legal text is drafted against and that is not there.
    fn astray(&self, named: &Base, base: &Edition) -> Option<Standing> {
        let id = named.document.as_ref()?;
        let (printed, version) = (id.printed(), &named.version);
        let (kind, what) = match base.document(id).map(legaltext::Document::version) {
            None => (ConflictKind::NoDocument, format!("{printed} is not in the base; give it with --to")),
            Some(Some(held)) if held != version => (
                ConflictKind::OldWordsDiffer,
                format!(
                    "the base holds version {held}; give that version, or bring the text up to date with \
                     `enact code rebase`"
                ),
            ),
            Some(Some(_) | None) => return None,
        };
        let message = format!("the legal text is drafted against {printed} version {version}, and {what}");
        Some(Standing { at: Some(printed), ..self.said(kind, message) })
    }

    fn standing(&self, conflict: Conflict, base: &Edition) -> Standing {
        let amendment = self.text.amendments.get(conflict.amendment);
        // Each amendment sees what those before it made.
        let before = self.text.amendments.get(..conflict.amendment).unwrap_or_default();
        let seen = legaltext::apply(base, before, &self.origin());
        let seen = seen.map_or_else(|_| base.clone(), |applied| applied.edition);
        let (expected, drafted) = amendment.map(words_of).unwrap_or_default();
        Standing {
            amendment: Some(conflict.amendment),
            at: conflict.at.as_ref().map(ToString::to_string),
            expected,
            stands: standing_there(amendment, conflict.at.as_ref(), &seen),
            drafted,
            ..self.said(conflict.kind, conflict.message)
        }
    }
}

/// The words that stand where an amendment is to apply, in the markup.
fn standing_there(amendment: Option<&Amendment>, at: Option<&Citation>, seen: &Edition) -> Option<String> {
    if let Some(Amendment::Define { document, term, .. } | Amendment::Redefine { document, term, .. }) = amendment {
        let listed = seen.document(document)?.definitions();
        let found = listed.into_iter().find(|(_, definition)| definition.term() == term)?;
        return Some(markup::print_definition(found.1));
    }
    seen.find(at?).filter(|provision| provision.is_held()).map(markup::print_provision)
}

impl Standing {
    /// The conflict as lines for people: the sentence, then the texts against each other. `several`: more than one legal
    /// text is applied, so that each line says of which it speaks.
    pub(in crate::cli) fn lines(&self, several: bool) -> Vec<String> {
        let mut place = Vec::new();
        place.extend(several.then(|| self.file.clone()));
        place.extend(self.amendment.map(|index| format!("amendment {}", index + 1)));
        place.extend(self.line.map(|line| format!("line {line}")));
        place.extend(self.at.clone().filter(|_| self.amendment.is_none()));
        let head = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
        let mut lines = vec![format!("{head}{}", self.message)];
        for (head, words) in [
            ("it expects there", &self.expected),
            ("there stands", &self.stands),
            ("it would put there", &self.drafted),
        ] {
            if let Some(words) = words {
                lines.push(format!("    {head}:"));
                lines.extend(words.trim().lines().map(|line| format!("        {line}")));
            }
        }
        lines
    }
}

/// The words that an amendment expects to stand there, and those that it would put there.
fn words_of(amendment: &Amendment) -> (Option<String>, Option<String>) {
    let said = |text: &String| (!text.is_empty()).then(|| text.clone());
    match amendment {
        Amendment::Substitute { text, old, .. } => (old.clone(), said(text)),
        Amendment::Insert { text, .. } | Amendment::NewDocument { text, .. } => (None, said(text)),
        Amendment::Omit { old, .. } => (old.clone(), None),
        Amendment::Renumber { .. } | Amendment::Move { .. } | Amendment::Undefine { .. } => (None, None),
        Amendment::Define { text, .. } => (None, text.clone()),
        Amendment::Redefine { text, old, .. } => (old.clone(), text.clone()),
    }
}

/// How a legal text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Instructions,
    Toml,
    Json,
}

impl Form {
    /// By the name of the file, else by what stands in it: JSON begins with a bracket, TOML names its amendments.
    fn of(path: &str, text: &str) -> Self {
        let name = path.to_ascii_lowercase();
        let toml = |line: &str| {
            let key: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            key.starts_with("amendments=") || key == "[[amendments]]"
        };
        if name.ends_with(".json") || text.trim_start().starts_with(['{', '[']) && !text.lines().any(toml) {
            Self::Json
        } else if name.ends_with(".toml") || text.lines().any(toml) {
            Self::Toml
        } else {
            Self::Instructions
        }
    }
}

/// What a legal text may hold besides its amendments.
const KEYS: [&str; 3] = ["modification", "base", "amendments"];

fn from_json(path: &str, text: &str) -> Result<LegalText, Failure> {
    let at = |what: String| Failure::new(format!("{path}: {what}"));
    let read: serde_json::Value = serde_json::from_str(text).map_err(|error| at(error.to_string()))?;
    let (head, listed) = match read {
        serde_json::Value::Array(listed) => (serde_json::Map::new(), listed),
        serde_json::Value::Object(mut head) => match head.remove("amendments") {
            Some(serde_json::Value::Array(listed)) => (head, listed),
            Some(_) | None => return Err(at(NO_LIST.to_owned())),
        },
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => return Err(at(NO_LIST.to_owned())),
    };
    refuse_other_keys(head.keys()).map_err(at)?;
    let mut legal: LegalText =
        serde_json::from_value(serde_json::Value::Object(head)).map_err(|error| at(error.to_string()))?;
    for (index, value) in listed.into_iter().enumerate() {
        legal.amendments.push(serde_json::from_value(value).map_err(|error| at(numbered(index, &error.to_string())))?);
    }
    Ok(legal)
}

fn from_toml(path: &str, text: &str) -> Result<LegalText, Failure> {
    let at = |what: String| Failure::new(format!("{path}: {what}"));
    let mut head: toml::Table = toml::from_str(text).map_err(|error| at(error.message().to_owned()))?;
    let Some(toml::Value::Array(listed)) = head.remove("amendments") else { return Err(at(NO_LIST.to_owned())) };
    refuse_other_keys(head.keys()).map_err(at)?;
    let mut legal: LegalText = head.try_into().map_err(|error: toml::de::Error| at(error.message().to_owned()))?;
    for (index, value) in listed.into_iter().enumerate() {
        let read = value.try_into().map_err(|error: toml::de::Error| at(numbered(index, error.message())))?;
        legal.amendments.push(read);
    }
    Ok(legal)
}

const NO_LIST: &str =
    "there is no list of amendments in it; write for example amendments = [ { op = \"omit\", at = \"B4.5\" } ]";

fn numbered(index: usize, error: &str) -> String {
    format!("amendment {}: {error}; docs/markup.md shows each kind of amendment", index + 1)
}

fn refuse_other_keys<'k>(mut keys: impl Iterator<Item = &'k String>) -> Result<(), String> {
    match keys.find(|key| !KEYS.contains(&key.as_str())) {
        Some(key) => Err(format!("a legal text has no `{key}`; it may hold {}", KEYS.join(", "))),
        None => Ok(()),
    }
}
