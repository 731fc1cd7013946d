//! Decides what each line is: by its style where it is one of ours, else by its number, its looks and its neighbours.

use std::sync::LazyLock;

use legaltext::{DocumentId, Number, ProvisionId};
use regex::Regex;

use super::columns;
use super::heads::{self, Head};
use super::item::{Item, Kind};
use crate::docx::{BOOKMARKS, Loss, LossKind, NOT_HELD, Viewed, ViewedLine};
use crate::layout::pattern::pattern;

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?i)(section|schedule|appendix|annex)\s+([A-Z0-9]{1,4})\s*(?:[:\x{2013}\x{2014}-]\s*|\s+|$)(.*)$")
});

static MEANS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[:,]?\s*(?:means?|has|have|shall|is|are|includes?|refers?|in relation|in respect|where|for the purposes)\b",
    )
});

/// Twentieths of a point by which two indents may differ and be meant the same.
const NEAR: i32 = 90;

/// A table's frame stands out from its text by a cell's margin.
const NEAR_TABLE: i32 = 220;

/// Longest heading or caption, in characters.
const LONGEST_HEADING: usize = 160;

/// The items of a file. `named` is the document that it is said to hold.
pub(super) fn items(views: &[Viewed], named: Option<&DocumentId>, losses: &mut Vec<Loss>) -> Vec<Item> {
    let mut classifier = Classifier {
        views,
        losses,
        items: Vec::new(),
        letter: named.map(|id| id.letter().to_owned()),
        titled: false,
        begun: false,
        last: None,
        clause_left: 0,
        open: Vec::new(),
        contents: false,
    };
    for (at, viewed) in views.iter().enumerate() {
        match viewed {
            Viewed::Line(line) => classifier.line(at, line),
            Viewed::Table { left, rows } => classifier.table(*left, rows),
        }
    }
    classifier.items
}

/// A list item that later lines may continue.
struct Open {
    label: Number,
    left: i32,
}

pub(super) struct Classifier<'v> {
    views: &'v [Viewed],
    pub(super) losses: &'v mut Vec<Loss>,
    items: Vec<Item>,
    /// The letter of the document, once it is known.
    letter: Option<String>,
    titled: bool,
    /// A provision or definition was read.
    begun: bool,
    /// The clause or group read last.
    last: Option<Number>,
    clause_left: i32,
    open: Vec<Open>,
    /// A table of contents was passed over.
    contents: bool,
}

/// What the style of a line says, where it is one of those that we write.
enum Own {
    Title,
    Version,
    Group,
    CrossHeading,
    Clause,
    Item(usize),
    Text(usize),
    Definition,
    Unheld,
    UnheldDefinition,
    Formula,
    Note,
    Figure,
    Nothing,
}

fn own(style: &str) -> Option<Own> {
    Some(match style {
        "title" => Own::Title,
        "document version" => Own::Version,
        "heading 1" | "heading 2" | "heading 3" => Own::Group,
        "cross heading" => Own::CrossHeading,
        "clause" => Own::Clause,
        "clause text" | "definition text" => Own::Text(0),
        "definition" => Own::Definition,
        "words not held" => Own::Unheld,
        "definition not held" => Own::UnheldDefinition,
        "formula" => Own::Formula,
        "note" => Own::Note,
        "figure" => Own::Figure,
        "document end" | "table gap" => Own::Nothing,
        _ => {
            let level = |prefix| style.strip_prefix(prefix).and_then(|level: &str| level.parse::<usize>().ok());
            level("list level ").map(Own::Item).or_else(|| level("list text ").map(Own::Text))?
        }
    })
}

impl Classifier<'_> {
    fn line(&mut self, at: usize, line: &ViewedLine) {
        let text = line.text.replace('\u{2011}', "-");
        let text = text.trim();
        let style = line.look.style.as_str();
        if text.is_empty() && line.number.is_empty() {
            return;
        }
        if style.starts_with("toc") || style == "table of figures" || style.starts_with("index ") {
            if !std::mem::replace(&mut self.contents, true) {
                self.lose(
                    LossKind::Other,
                    text,
                    "A table of contents is not carried; it is made anew when it is needed.",
                );
            }
            return;
        }
        if line.formatted {
            let message = "Bold, italics, underlining or colour inside the words is not carried.";
            self.lose(LossKind::Formatting, text, message);
        }
        let Some(own) = own(style) else { return self.foreign(at, line, text) };
        match own {
            Own::Title => self.title_or_heading(at, line, text),
            Own::Version => self.version(text),
            Own::CrossHeading => self.push(Kind::Heading, text, line),
            Own::Nothing => self.foreign(at, line, text),
            Own::Group | Own::Clause => match self.head_of(line, text, true) {
                Some(head) if head.number.is_label() => self.label(&head, line, None),
                // A program that joins paragraphs may have given a group the style of the clause that went before it.
                Some(head) if matches!(own, Own::Group) || line.follows_change && self.is_group(at, &head, false) => {
                    self.numbered(Kind::Group(head.number.to_string()), &head, line)
                }
                Some(head) => self.numbered(Kind::Clause(head.number.to_string()), &head, line),
                None if matches!(own, Own::Group) => self.title_or_heading(at, line, text),
                None => self.push(Kind::Words(0), text, line),
            },
            Own::Item(level) => self.item(level, line, text),
            Own::Text(level) => {
                match self.head_of(line, text, false).filter(|head| head.tabbed || !line.number.is_empty()) {
                    Some(head) if head.number.is_label() => self.label(&head, line, None),
                    Some(head) => self.numbered(Kind::Clause(head.number.to_string()), &head, line),
                    None => self.push(Kind::Words(level), text, line),
                }
            }
            Own::Definition => match self.term(line, text, true) {
                Some((term, words)) => self.definition(Kind::Definition(term), &words, line),
                None => self.push(Kind::Words(0), text, line),
            },
            Own::Unheld => self.unheld(line, text),
            Own::UnheldDefinition => match self.term(line, text, true) {
                Some((term, words)) if words.ends_with(NOT_HELD) => {
                    self.definition(Kind::UnheldDefinition(term), "", line);
                }
                Some((term, words)) => self.definition(Kind::Definition(term), &words, line),
                None => self.push(Kind::Words(0), text, line),
            },
            Own::Formula => self.block(line, &format!("{}{text}", legaltext::block::FORMULA)),
            Own::Note => self.block(line, text),
            Own::Figure => self.figure(line, text),
        }
    }

    /// A line in the style of a list item.
    fn item(&mut self, level: usize, line: &ViewedLine, text: &str) {
        match self.head_of(line, text, true) {
            Some(head) if head.number.is_label() => self.label(&head, line, Some(level)),
            Some(head) => self.numbered(Kind::Clause(head.number.to_string()), &head, line),
            None => {
                if line.changed
                    && let Some(open) = self.open.last()
                {
                    let message = format!(
                        "It has the look of a list item and no label, so it is read as a further paragraph of {}. Where it \
                         closes the list, give it the style of the clause's own words.",
                        open.label
                    );
                    self.lose(LossKind::Numbering, text, &message);
                }
                self.push(Kind::Words(level), text, line);
            }
        }
    }

    /// A line whose style says nothing to us.
    fn foreign(&mut self, at: usize, line: &ViewedLine, text: &str) {
        let heading = line.look.outline.is_some() || line.look.style.contains("heading") || line.strong;
        if !self.begun
            && !self.titled
            && let Some((id, title)) = title(text, false)
        {
            let next = title.is_empty().then(|| self.next_line(at)).flatten();
            let title = next
                .filter(|next| next.number.is_empty() && heads::head(&next.text).is_none())
                .map_or(title, |next| next.text.trim().to_owned());
            return self.title(id, title, line);
        }
        if self.is_title_continued(text) {
            return;
        }
        if !self.begun && self.last.is_none() && text.len() < 24 && text.to_lowercase().starts_with("version ") {
            return self.version(text);
        }
        if let Some(head) = self.head_of(line, text, heading) {
            if head.number.is_label() {
                return self.label(&head, line, None);
            }
            let kind = if self.is_group(at, &head, heading) { Kind::Group } else { Kind::Clause };
            return self.numbered(kind(head.number.to_string()), &head, line);
        }
        if let Some((term, words)) = self.term(line, text, false) {
            return self.definition(Kind::Definition(term), &words, line);
        }
        if (heading || is_capitals(text)) && is_heading(text) && self.is_headed_next(at) {
            return self.push(Kind::Heading, text, line);
        }
        let depth = self.depth_of_words(line.look.left, NEAR);
        self.push(Kind::Words(depth), text, line);
    }

    /// The line under a bare `SECTION D` was taken as its title.
    fn is_title_continued(&self, text: &str) -> bool {
        !self.begun
            && self.items.len() == 1
            && matches!(self.items.first().map(|i| &i.kind), Some(Kind::Title { title, .. }) if title == text)
    }

    fn title_or_heading(&mut self, at: usize, line: &ViewedLine, text: &str) {
        match title(text, line.look.style == "title") {
            Some((id, title)) => self.title(id, title, line),
            None if self.is_headed_next(at) && is_heading(text) => self.push(Kind::Heading, text, line),
            None => self.push(Kind::Words(0), text, line),
        }
    }

    fn title(&mut self, id: DocumentId, title: String, line: &ViewedLine) {
        self.letter = Some(id.letter().to_owned());
        self.titled = true;
        self.begun = false;
        self.last = None;
        self.open.clear();
        self.push(Kind::Title { id, title }, "", line);
    }

    fn version(&mut self, text: &str) {
        let version = text.split_once(' ').map_or(text, |(_, version)| version).trim().to_owned();
        let item = Item { kind: Kind::Version(version), words: String::new(), place: String::new(), identity: None };
        self.items.push(item);
    }

    fn numbered(&mut self, kind: Kind, head: &Head<'_>, line: &ViewedLine) {
        self.begun = true;
        self.last = Some(head.number.clone());
        self.clause_left = line.look.left;
        self.open.clear();
        self.push(kind, head.words, line);
    }

    fn label(&mut self, head: &Head<'_>, line: &ViewedLine, level: Option<usize>) {
        let depth = match level {
            Some(level) => level.clamp(1, self.open.len() + 1),
            None => self.depth_of_label(&head.number, line.look.left),
        };
        self.open.truncate(depth - 1);
        self.open.push(Open { label: head.number.clone(), left: line.look.left });
        self.push(Kind::Label(head.number.to_string(), depth), head.words, line);
    }

    fn definition(&mut self, kind: Kind, words: &str, line: &ViewedLine) {
        self.begun = true;
        self.open.clear();
        self.clause_left = line.look.left;
        self.push(kind, words, line);
    }

    fn unheld(&mut self, line: &ViewedLine, text: &str) {
        let Some(head) = self.head_of(line, text, true) else { return self.push(Kind::Words(0), text, line) };
        let Some(heading) = head.words.strip_suffix(NOT_HELD) else {
            // Somebody typed the words: they are held now.
            return if head.number.is_label() {
                self.label(&head, line, None);
            } else {
                self.numbered(Kind::Clause(head.number.to_string()), &head, line);
            };
        };
        let number = head.number.to_string();
        if head.number.is_label() {
            let depth = self.depth_of_label(&head.number, line.look.left);
            self.open.truncate(depth - 1);
            self.open.push(Open { label: head.number.clone(), left: line.look.left });
            self.push(Kind::Unheld(number, depth), heading.trim(), line);
        } else {
            let head = Head { number: head.number.clone(), words: heading.trim(), tabbed: true };
            self.numbered(Kind::Unheld(number, 0), &head, line);
        }
    }

    fn block(&mut self, line: &ViewedLine, text: &str) {
        let depth = self.depth_of_words(line.look.left, NEAR);
        self.push(Kind::Words(depth), text, line);
    }

    /// `Caption [file]`.
    fn figure(&mut self, line: &ViewedLine, text: &str) {
        match text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
            Some((caption, file)) => self.block(line, &format!("![{}]({file})", caption.trim())),
            None => self.block(line, text),
        }
    }

    fn table(&mut self, left: i32, rows: &[(bool, Vec<Vec<ViewedLine>>)]) {
        if let Some(found) = columns::definitions(rows) {
            for definition in found {
                self.begun = true;
                self.open.clear();
                self.push(Kind::Definition(definition.term), &definition.words, definition.line);
                for line in definition.further {
                    self.line(usize::MAX, line);
                }
            }
            return;
        }
        let (words, parted) = columns::block(rows);
        if words.is_empty() {
            return;
        }
        let place: String = words.chars().take(60).collect();
        if parted {
            let message = "Paragraphs inside a cell are joined by spaces: a cell holds one paragraph.";
            self.lose(LossKind::Table, &place, message);
        }
        let depth = self.depth_of_words(left, NEAR_TABLE);
        self.items.push(Item { kind: Kind::Words(depth), words, place, identity: None });
    }

    fn push(&mut self, kind: Kind, words: &str, line: &ViewedLine) {
        let text = if line.number.is_empty() { line.text.clone() } else { format!("{} {}", line.number, line.text) };
        let place = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        let own = |name: &String| {
            BOOKMARKS.iter().find_map(|prefix| name.strip_prefix(prefix)).and_then(|id| id.parse::<ProvisionId>().ok())
        };
        let carries = matches!(
            kind,
            Kind::Group(_)
                | Kind::Clause(_)
                | Kind::Label(..)
                | Kind::Definition(_)
                | Kind::Unheld(..)
                | Kind::UnheldDefinition(_)
        );
        let identity = if carries { line.bookmarks.iter().find_map(own) } else { None };
        self.items.push(Item { kind, words: words.trim().to_owned(), place, identity });
    }

    fn lose(&mut self, kind: LossKind, text: &str, message: &str) {
        let place: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        self.losses.push(Loss::new(kind, &place, message));
    }

    /// The number at the head of a line: Word's own, or typed. `sure` when the style says that it has one.
    fn head_of<'t>(&self, line: &'t ViewedLine, text: &'t str, sure: bool) -> Option<Head<'t>> {
        if !line.number.is_empty() {
            let typed = heads::number(&line.number);
            let plain = typed.as_ref().is_none_or(|n| !n.is_label() && n.letters().is_empty() && n.parent().is_none());
            // `1.` in a list under `D3.2` is a label; at the head of a document without letters it is a group.
            let number = if plain && self.is_under_dotted() && !sure { heads::label(&line.number) } else { typed };
            return number.or_else(|| heads::label(&line.number)).map(|number| Head {
                number,
                words: text,
                tabbed: true,
            });
        }
        let head = heads::head(text)?;
        if head.number.is_label() {
            return Some(head);
        }
        let letters = head.number.letters();
        let fits = letters.is_empty() || self.letter.as_deref().is_none_or(|letter| letter == letters);
        let dotted = head.number.parent().is_some();
        let next = self.last.as_ref().is_none_or(|last| *last < head.number);
        let plausible = match (letters.is_empty(), dotted) {
            (false, true) => true,
            (false, false) => head.tabbed || sure,
            (true, true) => head.tabbed || next,
            (true, false) => head.tabbed || sure && next,
        };
        (fits && plausible).then_some(head)
    }

    /// The clause above has a number of more than one part.
    fn is_under_dotted(&self) -> bool {
        self.last.as_ref().is_some_and(|last| last.parent().is_some())
    }

    /// A quoted or bold term at the head of a line, and what follows it.
    fn term(&self, line: &ViewedLine, text: &str, sure: bool) -> Option<(String, String)> {
        let bold = line.text.get(..line.bold).unwrap_or("").trim();
        let quoted = text.strip_prefix(['"', '\u{201c}']).and_then(|rest| rest.split_once(['"', '\u{201d}']));
        if let Some((term, words)) = quoted
            && !term.trim().is_empty()
            && (sure || MEANS.is_match(words.trim_start()))
        {
            return Some((term.trim().to_owned(), words.trim().to_owned()));
        }
        let words = text.strip_prefix(bold).filter(|_| !bold.is_empty())?.trim();
        let term = bold.trim_matches(['"', '\u{201c}', '\u{201d}', ':', ' ']);
        let capital = term.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let words = words.trim_start_matches(['"', '\u{201d}', ':', ' ']);
        (capital && !words.is_empty() && MEANS.is_match(words)).then(|| (term.to_owned(), words.to_owned()))
    }

    /// A number with a caption and not with words of its own.
    fn is_group(&self, at: usize, head: &Head<'_>, heading: bool) -> bool {
        if head.words.is_empty() || !is_heading(head.words) {
            return false;
        }
        let child = self.next_numbered(at).is_some_and(|next| {
            let mut above = next.parent();
            while let Some(number) = above {
                if number == head.number {
                    return true;
                }
                above = number.parent();
            }
            false
        });
        child && (heading || is_capitals(head.words) || head.number.parent().is_none())
    }

    /// The next line that has words.
    fn next_line(&self, at: usize) -> Option<&ViewedLine> {
        self.views.iter().skip(at.saturating_add(1)).find_map(|viewed| match viewed {
            Viewed::Line(line) if !line.text.trim().is_empty() || !line.number.is_empty() => Some(line),
            Viewed::Line(_) | Viewed::Table { .. } => None,
        })
    }

    /// The number of the next clause or group.
    fn next_numbered(&self, at: usize) -> Option<Number> {
        let rest = self.views.iter().skip(at.saturating_add(1)).take(40);
        rest.filter_map(|viewed| match viewed {
            Viewed::Line(line) if line.number.is_empty() => heads::head(&line.text).map(|head| head.number),
            Viewed::Line(line) => heads::number(&line.number),
            Viewed::Table { .. } => None,
        })
        .find(|number| !number.is_label())
    }

    /// The next line, headings aside, begins a provision.
    fn is_headed_next(&self, at: usize) -> bool {
        self.next_line(at).is_some_and(|line| {
            !line.number.is_empty()
                || heads::head(&line.text).is_some_and(|head| !head.number.is_label() || head.tabbed)
                || own(&line.look.style).is_some_and(|own| matches!(own, Own::Unheld | Own::Clause))
        })
    }

    /// How deep a label stands: by what it follows and by its indent.
    fn depth_of_label(&self, label: &Number, left: i32) -> usize {
        let near = |open: &Open| (open.left - left).abs() <= NEAR;
        let follows = |open: &Open| heads::follows(label, &open.label);
        let begins = heads::begins(label);
        let deeper = self.open.len() + 1;
        if let Some(at) = self.open.iter().rposition(|open| near(open) && follows(open)) {
            return at + 1;
        }
        let last_left = self.open.last().map_or(i32::MIN, |open| open.left);
        let following = self.open.iter().rposition(follows);
        if begins && (following.is_none() || left > last_left.saturating_add(NEAR)) {
            return deeper;
        }
        following
            .or_else(|| self.open.iter().rposition(near))
            .or_else(|| self.open.iter().rposition(|open| heads::same_run(label, &open.label)))
            .map_or(deeper.min(2).min(self.open.len().max(1)), |at| at + 1)
    }

    /// Which list item words belong to, by their indent; 0 is the clause or definition itself.
    fn depth_of_words(&self, left: i32, near: i32) -> usize {
        let told = self.open.first().is_some_and(|open| open.left > self.clause_left.saturating_add(NEAR));
        if !told {
            return 0;
        }
        self.open.iter().rposition(|open| left.saturating_add(near) >= open.left).map_or(0, |at| at + 1)
    }
}

/// `Section D: Modification Process`, `SECTION D - MODIFICATION PROCESS`, `APPENDIX AG`. `sure` when the style says that it
/// is a title; else a sentence is none.
pub(super) fn title(text: &str, sure: bool) -> Option<(DocumentId, String)> {
    let found = TITLE.captures(text.trim())?;
    let part = |at| found.get(at).map_or("", |m| m.as_str());
    let letter = part(2);
    if letter.chars().any(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let id = DocumentId::from_printed(&format!("{} {letter}", part(1))).ok()?;
    let title = part(3).trim();
    (sure || title.chars().count() <= LONGEST_HEADING && !title.ends_with(['.', ';', ',']))
        .then(|| (id, title.to_owned()))
}

/// Short, and no sentence.
fn is_heading(text: &str) -> bool {
    text.chars().count() <= LONGEST_HEADING && !text.ends_with(['.', ';', ':', ','])
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}
