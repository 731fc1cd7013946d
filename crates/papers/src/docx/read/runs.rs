//! Reads what a paragraph holds: runs of words, fields, links, bookmarks, comment marks, pictures.

use super::content::{Content, Walk};
use super::tags::{Broken, Element, Tag, Tags};
use crate::docx::loss::LossKind;
use crate::docx::word_file::{Block, ChangeKind, Paragraph, Run, Tracks};

impl Content<'_> {
    /// Reads one paragraph up to its end.
    pub(super) fn paragraph(&mut self, tags: &mut Tags<'_>, around: Tracks) -> Result<Paragraph, Broken> {
        let mut reader = Reader { paragraph: Paragraph { mark: around, ..Paragraph::default() }, comments: Vec::new() };
        self.place.clear();
        let losses = self.word.losses.len();
        let walked = self.inline(tags, &mut reader, around);
        if self.word.losses.len() > losses || !reader.comments.is_empty() {
            self.place_all(&reader, losses);
        }
        if reader.paragraph.look == crate::docx::word_file::Look::default() {
            reader.paragraph.look = self.styles.look(&super::styles::Properties::default());
        }
        match walked {
            Ok(()) => Ok(reader.paragraph),
            Err(broken) => {
                // The words before the damage are kept.
                if !reader.paragraph.runs.is_empty() {
                    self.word.blocks.push(Block::Paragraph(reader.paragraph));
                }
                Err(broken)
            }
        }
    }

    /// Says of the losses after the first so many, and of the comments, that they stand in this paragraph.
    fn place_all(&mut self, reader: &Reader, losses: usize) {
        let start: String = reader.paragraph.runs.iter().map(|run| run.text.as_str()).take(4).collect();
        let start = start.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect::<String>();
        for loss in self.word.losses.iter_mut().skip(losses).filter(|loss| loss.place.is_empty()) {
            loss.place.clone_from(&start);
        }
        for id in &reader.comments {
            if let Some(comment) = self.word.comments.iter_mut().find(|c| c.id == *id && c.place.is_empty()) {
                comment.place.clone_from(&start);
            }
        }
    }

    /// Reads what stands inside a paragraph, or inside a link, field or change in it, up to the end of the element.
    fn inline(&mut self, tags: &mut Tags<'_>, reader: &mut Reader, tracks: Tracks) -> Walk {
        self.depth_in(|content| content.inline_within(tags, reader, tracks))
    }

    fn inline_within(&mut self, tags: &mut Tags<'_>, reader: &mut Reader, tracks: Tracks) -> Walk {
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => return Ok(()),
                Some(Tag::Text(_)) => {}
                Some(Tag::Empty(element)) => reader.point(&element),
                Some(Tag::Open(element)) => match element.word() {
                    "r" => self.run(tags, reader, tracks)?,
                    "pPr" => self.properties(tags, &mut reader.paragraph)?,
                    "ins" | "del" | "moveFrom" | "moveTo" => {
                        let within = self.within(&element, tracks);
                        self.inline(tags, reader, within)?;
                    }
                    "fldSimple" => {
                        self.field(&element.attribute("instr").unwrap_or_default());
                        self.inline(tags, reader, tracks)?;
                    }
                    "hyperlink" => {
                        if element.attribute("id").is_some() {
                            self.lose(LossKind::Formatting, "A link to a page outside is kept as its words.");
                        }
                        self.inline(tags, reader, tracks)?;
                    }
                    "sdt" | "sdtContent" | "smartTag" | "customXml" | "dir" | "bdo" => {
                        self.inline(tags, reader, tracks)?;
                    }
                    "bookmarkStart" | "commentRangeStart" => {
                        reader.point(&element);
                        tags.skip()?;
                    }
                    _ if element.local() == "oMath" || element.local() == "oMathPara" => {
                        self.equation(tags, reader, tracks)?;
                    }
                    _ if element.local() == "AlternateContent" => self.picture(tags)?,
                    _ => tags.skip()?,
                },
            }
        }
    }

    /// Reads one run up to its end.
    fn run(&mut self, tags: &mut Tags<'_>, reader: &mut Reader, tracks: Tracks) -> Walk {
        let mut run = Run { tracks, ..Run::default() };
        let mut hidden = false;
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => break,
                Some(Tag::Text(_)) => {}
                Some(Tag::Empty(element)) => self.mark_in_run(&element, &mut run, reader),
                Some(Tag::Open(element)) => match element.word() {
                    "t" | "delText" => text(tags, &element, &mut run.text)?,
                    "rPr" => hidden = self.run_properties(tags, &mut run)?,
                    "instrText" | "delInstrText" => {
                        let mut instruction = String::new();
                        text(tags, &element, &mut instruction)?;
                        self.field(&instruction);
                    }
                    "drawing" | "pict" | "object" => self.picture(tags)?,
                    "ruby" | "fldChar" | "rubyBase" => tags.skip()?,
                    _ if element.local() == "AlternateContent" => self.picture(tags)?,
                    _ => {
                        self.mark_in_run(&element, &mut run, reader);
                        tags.skip()?;
                    }
                },
            }
        }
        if hidden && !run.text.is_empty() {
            let words: String = run.text.chars().take(80).collect();
            self.lose(LossKind::Formatting, &format!("Hidden words are not carried: \"{words}\"."));
            return Ok(());
        }
        reader.push(run);
        Ok(())
    }

    /// The elements of a run that stand for a character or point elsewhere.
    fn mark_in_run(&mut self, element: &Element<'_>, run: &mut Run, reader: &mut Reader) {
        match element.word() {
            "tab" | "ptab" => run.text.push('\t'),
            "br" if element.attribute("type").is_some_and(|kind| kind == "page") => run.text.push('\u{c}'),
            "br" | "cr" => run.text.push('\n'),
            "noBreakHyphen" => run.text.push('\u{2011}'),
            "sym" => self.symbol(element, run),
            "footnoteReference" | "endnoteReference" => {
                let kind = if element.word() == "footnoteReference" { "f" } else { "e" };
                let id = element.attribute("id").unwrap_or_default();
                let words = self.word.notes.get(&format!("{kind}{id}")).cloned().unwrap_or_default();
                self.lose(LossKind::Footnote, &format!("A footnote is not carried: \"{words}\"."));
            }
            "commentReference" => reader.comments.extend(element.attribute("id")),
            _ => {}
        }
    }

    /// A character of a picture font. Those that lists and ticks use have a character of their own.
    fn symbol(&mut self, element: &Element<'_>, run: &mut Run) {
        let code = element.attribute("char").unwrap_or_default();
        let known = match code.to_uppercase().trim_start_matches("F0") {
            "B7" => Some('•'),
            "A7" => Some('▪'),
            "B4" => Some('×'),
            "B8" => Some('÷'),
            "A3" => Some('≤'),
            "B3" => Some('≥'),
            "B1" => Some('±'),
            "B0" => Some('°'),
            "D7" => Some('·'),
            "E5" => Some('∑'),
            "FC" => Some('✓'),
            "FB" => Some('✗'),
            _ => None,
        };
        match known {
            Some(c) => run.text.push(c),
            None => {
                run.text.push('\u{fffd}');
                self.lose(
                    LossKind::Other,
                    &format!("The symbol {code} of a picture font is not known; type the character."),
                );
            }
        }
    }

    /// Reads the properties of a run; true when it is hidden.
    fn run_properties(&mut self, tags: &mut Tags<'_>, run: &mut Run) -> Result<bool, Broken> {
        let mut hidden = false;
        let mut depth = 0_usize;
        let mut then = false;
        loop {
            let (element, opened) = match tags.next().transpose()? {
                None => break,
                Some(Tag::Close) if depth == 0 => break,
                Some(Tag::Close) => {
                    depth -= 1;
                    then &= depth > 0;
                    continue;
                }
                Some(Tag::Text(_)) => continue,
                Some(Tag::Open(element)) => (element, true),
                Some(Tag::Empty(element)) => (element, false),
            };
            depth += usize::from(opened);
            if then {
                continue;
            }
            match element.word() {
                "b" => run.bold = element.is_on(),
                "i" => run.italic = element.is_on(),
                "vanish" => hidden = element.is_on(),
                "u" | "strike" | "dstrike" | "highlight" | "smallCaps" | "caps" => run.other |= element.is_on(),
                "color" => run.other |= !matches!(element.value().as_deref(), Some("auto" | "000000")),
                "vertAlign" => run.other |= element.value().is_some_and(|v| v != "baseline"),
                "rPrChange" => {
                    run.format_changed = Some(self.change(&element, ChangeKind::Format));
                    then = opened;
                }
                _ => {}
            }
        }
        Ok(hidden)
    }

    /// Notes a field. Its result stands in the runs beside it.
    fn field(&mut self, instruction: &str) {
        if let Some(name) = instruction.split_whitespace().next() {
            self.lose(LossKind::Field, &format!("The field {name} is kept as the words that it last showed."));
        }
    }

    /// The letters of an equation in a row.
    fn equation(&mut self, tags: &mut Tags<'_>, reader: &mut Reader, tracks: Tracks) -> Walk {
        let words = words_within(tags, "t")?;
        self.lose(LossKind::Equation, "An equation is kept as its letters in a row; type it as a formula.");
        reader.push(Run { text: words, tracks, ..Run::default() });
        Ok(())
    }

    /// A picture, drawing or object: its words, if it is a text box, are told among the losses.
    fn picture(&mut self, tags: &mut Tags<'_>) -> Walk {
        let words = words_within(tags, "t")?;
        if words.trim().is_empty() {
            self.lose(LossKind::Image, "A picture or object is not carried; give its file beside the text.");
        } else {
            let words: String = words.chars().take(200).collect();
            self.lose(LossKind::TextBox, &format!("A text box is not carried: \"{words}\"."));
        }
        Ok(())
    }
}

/// A paragraph as its runs come in.
struct Reader {
    paragraph: Paragraph,
    /// The ids of the comments that stand in it.
    comments: Vec<String>,
}

impl Reader {
    /// Adds a run, to the one before it when both look alike and no bookmark parts them.
    fn push(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        let parted = self.paragraph.bookmarks.last().is_some_and(|(_, at)| *at == self.paragraph.runs.len());
        if let Some(last) = self.paragraph.runs.last_mut().filter(|last| !parted && last.is_like(&run)) {
            last.text.push_str(&run.text);
        } else {
            self.paragraph.runs.push(run);
        }
    }

    /// A bookmark or the mark of a comment.
    fn point(&mut self, element: &Element<'_>) {
        match element.word() {
            "bookmarkStart" => {
                let at = self.paragraph.runs.len();
                self.paragraph.bookmarks.extend(element.attribute("name").map(|name| (name, at)));
            }
            "commentRangeStart" => self.comments.extend(element.attribute("id")),
            _ => {}
        }
    }
}

impl Run {
    fn is_like(&self, other: &Run) -> bool {
        (self.tracks, self.bold, self.italic, self.other, self.format_changed)
            == (other.tracks, other.bold, other.italic, other.other, other.format_changed)
    }
}

/// Characters that print nothing: soft hyphens, and the joiner that LibreOffice puts into empty rows that are tracked.
const SILENT: [char; 2] = ['\u{ad}', '\u{200d}'];

/// Reads the text of `w:t` up to its end. Spaces at its ends count only where the file says so.
fn text(tags: &mut Tags<'_>, element: &Element<'_>, out: &mut String) -> Walk {
    let from = out.len();
    loop {
        match tags.next().transpose()? {
            None | Some(Tag::Close) => break,
            Some(Tag::Text(part)) if part.contains(SILENT) => out.extend(part.chars().filter(|c| !SILENT.contains(c))),
            Some(Tag::Text(part)) => out.push_str(&part),
            Some(Tag::Open(_)) => tags.skip()?,
            Some(Tag::Empty(_)) => {}
        }
    }
    if !element.keeps_spaces()
        && let Some(added) = out.get(from..)
        && (added.starts_with(char::is_whitespace) || added.ends_with(char::is_whitespace))
    {
        let trimmed = added.trim().to_owned();
        out.truncate(from);
        out.push_str(&trimmed);
    }
    Ok(())
}

/// The text of all elements of this name up to the end of the element that was opened last.
fn words_within(tags: &mut Tags<'_>, name: &str) -> Result<String, Broken> {
    let mut words = String::new();
    let mut depth = 1_usize;
    let mut inside = false;
    while depth > 0 {
        match tags.next().transpose()? {
            None => break,
            Some(Tag::Open(element)) => {
                depth += 1;
                inside = element.local() == name;
                if element.local() == "p" && !words.is_empty() {
                    words.push(' ');
                }
            }
            Some(Tag::Close) => {
                depth -= 1;
                inside = false;
            }
            Some(Tag::Text(text)) if inside => words.push_str(&text),
            Some(Tag::Text(_) | Tag::Empty(_)) => {}
        }
    }
    Ok(words)
}
