//! Reads the body of a Word file: paragraphs, tables, and the tracked changes around and in them.

use std::collections::HashMap;

use super::Limits;
use super::extras::date;
use super::styles::{Properties, Styles};
use super::tags::{Broken, Element, Tag, Tags};
use crate::docx::loss::{Loss, LossKind};
use crate::docx::word_file::{Block, ChangeKind, Paragraph, TrackedChange, Tracks, WordFile};

/// Reads into a [`WordFile`].
pub(super) struct Content<'f> {
    pub(super) word: &'f mut WordFile,
    pub(super) styles: &'f Styles,
    limits: Limits,
    depth: usize,
    paragraphs: usize,
    /// Who made which kind of change when: each stands once among the file's changes.
    known: HashMap<(ChangeKind, String, String), usize>,
    /// The first words of the paragraph under way, for losses.
    pub(super) place: String,
}

/// What a walk through elements ends with: nothing, or where the part breaks off.
pub(super) type Walk = Result<(), Broken>;

impl<'f> Content<'f> {
    pub(super) fn new(word: &'f mut WordFile, styles: &'f Styles, limits: &Limits) -> Content<'f> {
        Content { word, styles, limits: *limits, depth: 0, paragraphs: 0, known: HashMap::new(), place: String::new() }
    }

    /// Reads the document part. Answers where it breaks off, if it does; all before that is read.
    pub(super) fn document(&mut self, text: &str) -> Option<String> {
        let mut tags = Tags::new(text);
        let mut blocks = Vec::new();
        let mut broken = None;
        let mut seen = false;
        while let Some(tag) = tags.next() {
            match tag {
                Ok(Tag::Open(element)) if element.word() == "body" => {
                    seen = true;
                    if let Err(at) = self.blocks(&mut tags, &mut blocks, Tracks::default()) {
                        broken = Some(at);
                        break;
                    }
                }
                Ok(Tag::Open(_) | Tag::Empty(_) | Tag::Close | Tag::Text(_)) => {}
                Err(at) => {
                    broken = Some(at);
                    break;
                }
            }
        }
        // Words of a paragraph in which the part breaks off are there already.
        blocks.append(&mut self.word.blocks);
        self.word.blocks = blocks;
        match broken {
            Some(Broken::DocumentType) => Some("it declares its own document type, which no Word file does".to_owned()),
            Some(Broken::TooDeep) => Some("its elements are nested deeper than any person's are".to_owned()),
            Some(Broken::At(byte)) => Some(format!("byte {byte} of its document part fits no XML")),
            None if !seen => Some("its document part has no body".to_owned()),
            None => None,
        }
    }

    /// Reads paragraphs and tables up to the end of the element that was opened last.
    pub(super) fn blocks(&mut self, tags: &mut Tags<'_>, out: &mut Vec<Block>, around: Tracks) -> Walk {
        self.depth_in(|content| content.blocks_within(tags, out, around))
    }

    /// Goes one level deeper; false when that is too deep.
    pub(super) fn deeper(&mut self) -> bool {
        self.depth += 1;
        self.depth <= self.limits.depth
    }

    /// Comes back from one level deeper.
    pub(super) fn shallower(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn blocks_within(&mut self, tags: &mut Tags<'_>, out: &mut Vec<Block>, around: Tracks) -> Walk {
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => return Ok(()),
                Some(Tag::Text(_)) => {}
                Some(Tag::Empty(element)) => {
                    if element.word() == "p" {
                        self.push(out, Paragraph { mark: around, ..Paragraph::default() });
                    }
                }
                Some(Tag::Open(element)) => match element.word() {
                    "p" => {
                        let paragraph = self.paragraph(tags, around)?;
                        self.push(out, paragraph);
                    }
                    "tbl" => {
                        let table = self.table(tags, around)?;
                        out.push(Block::Table(table));
                    }
                    "sdt" | "sdtContent" | "customXml" | "smartTag" => self.blocks(tags, out, around)?,
                    "ins" | "moveTo" | "del" | "moveFrom" => {
                        let within = self.within(&element, around);
                        self.blocks(tags, out, within)?;
                    }
                    "altChunk" => {
                        self.lose(LossKind::Other, "The file takes in another file here, which is not read.");
                        tags.skip()?;
                    }
                    _ if element.local() == "AlternateContent" => self.alternatives(tags, out, around)?,
                    _ => tags.skip()?,
                },
            }
        }
    }

    /// Of the forms that `mc:AlternateContent` offers, reads the one for programs that know nothing special.
    fn alternatives(&mut self, tags: &mut Tags<'_>, out: &mut Vec<Block>, around: Tracks) -> Walk {
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => return Ok(()),
                Some(Tag::Open(element)) if element.local() == "Fallback" => self.blocks(tags, out, around)?,
                Some(Tag::Open(_)) => tags.skip()?,
                Some(Tag::Empty(_) | Tag::Text(_)) => {}
            }
        }
    }

    fn push(&mut self, out: &mut Vec<Block>, paragraph: Paragraph) {
        self.paragraphs += 1;
        if self.paragraphs == self.limits.paragraphs {
            let most = self.limits.paragraphs;
            self.lose(LossKind::Other, &format!("The file has more than {most} paragraphs; the rest is not read."));
        }
        if self.paragraphs < self.limits.paragraphs {
            out.push(Block::Paragraph(paragraph));
        }
    }

    /// The tracks of what an `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` holds.
    pub(super) fn within(&mut self, element: &Element<'_>, around: Tracks) -> Tracks {
        let mut tracks = around;
        match element.word() {
            "ins" => tracks.inserted = Some(self.change(element, ChangeKind::Insert)),
            "moveTo" => tracks.inserted = Some(self.change(element, ChangeKind::MoveTo)),
            "del" => tracks.deleted = Some(self.change(element, ChangeKind::Delete)),
            "moveFrom" => tracks.deleted = Some(self.change(element, ChangeKind::MoveFrom)),
            _ => {}
        }
        tracks
    }

    /// The place of a change among the file's changes: the same author, time and kind share one.
    pub(super) fn change(&mut self, element: &Element<'_>, kind: ChangeKind) -> usize {
        let author = element.attribute("author").unwrap_or_default();
        let when = element.attribute("date").unwrap_or_default();
        let changes = &mut self.word.changes;
        *self.known.entry((kind, author, when)).or_insert_with_key(|(kind, author, when)| {
            changes.push(TrackedChange { kind: *kind, author: author.clone(), date: date(when) });
            changes.len() - 1
        })
    }

    /// Reads the properties of a paragraph up to their end.
    pub(super) fn properties(&mut self, tags: &mut Tags<'_>, paragraph: &mut Paragraph) -> Walk {
        let mut own = Properties::default();
        let mut then: Option<(Properties, usize)> = None;
        let (mut depth, mut in_mark, mut in_change) = (0_usize, 0_usize, 0_usize);
        loop {
            let (element, opened) = match tags.next().transpose()? {
                None => break,
                Some(Tag::Close) if depth == 0 => break,
                Some(Tag::Close) => {
                    in_mark = if depth == in_mark { 0 } else { in_mark };
                    in_change = if depth == in_change { 0 } else { in_change };
                    depth -= 1;
                    continue;
                }
                Some(Tag::Text(_)) => continue,
                Some(Tag::Open(element)) => (element, true),
                Some(Tag::Empty(element)) => (element, false),
            };
            depth += usize::from(opened);
            match element.word() {
                "rPr" if opened && in_change == 0 => in_mark = depth,
                "ins" | "del" | "moveFrom" | "moveTo" if in_mark > 0 => {
                    paragraph.mark = self.within(&element, paragraph.mark);
                }
                "pPrChange" => {
                    then = Some((Properties::default(), self.change(&element, ChangeKind::Format)));
                    in_change = if opened { depth } else { 0 };
                }
                "sectPr" if opened => {
                    tags.skip()?;
                    depth -= 1;
                }
                _ if in_mark > 0 => {}
                _ => match then.as_mut().filter(|_| in_change > 0) {
                    Some((then, _)) => then.take(&element),
                    None => own.take(&element),
                },
            }
        }
        paragraph.look = self.look(&own);
        paragraph.was = then.map(|(then, change)| (Box::new(self.look(&then)), change));
        Ok(())
    }

    fn look(&self, own: &Properties) -> crate::docx::word_file::Look {
        let mut look = self.styles.look(own);
        if let Some((list, level)) = &look.list {
            let (left, first) = self.word.numbering.indent(list, *level);
            if self.styles.has_no_indent(own) {
                look.left = left.unwrap_or(look.left);
            }
            if own.first.is_none() {
                look.first = first.unwrap_or(look.first);
            }
        }
        look
    }

    /// Notes something that is not carried, once for each place and sentence.
    pub(super) fn lose(&mut self, kind: LossKind, message: &str) {
        let place: String = self.place.chars().take(60).collect();
        let loss = Loss::new(kind, &place, message);
        if self.word.losses.last() != Some(&loss) {
            self.word.losses.push(loss);
        }
    }
}
