//! Writes paragraphs and tables as WordprocessingML, with or without tracked changes.

use std::fmt::Write as _;

use legaltext::ProvisionId;

use super::flow::{Piece, Role, Row, Unit};
use super::sheet::stamp;
use super::style::Marking;
use super::styles::{STEP, indent, style_id};
use super::xml::{Holder, escaped, put_run_content};

/// What a tracked change does with the text that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Track {
    /// In both texts.
    Same,
    /// Only in the new text.
    Insert,
    /// Only in the old text.
    Delete,
    /// Stands elsewhere in the new text.
    MoveFrom,
    /// Stood elsewhere in the old text.
    MoveTo,
}

impl Track {
    fn element(self) -> Option<&'static str> {
        match self {
            Track::Same => None,
            Track::Insert => Some("w:ins"),
            Track::Delete => Some("w:del"),
            Track::MoveFrom => Some("w:moveFrom"),
            Track::MoveTo => Some("w:moveTo"),
        }
    }

    /// For table rows, which Word cannot move.
    fn of_row(self) -> Track {
        match self {
            Track::MoveFrom => Track::Delete,
            Track::MoveTo => Track::Insert,
            Track::Same | Track::Insert | Track::Delete => self,
        }
    }
}

/// A stretch of text of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'t> {
    pub(super) track: Track,
    /// Printed bold, as a defined term is.
    pub(super) bold: bool,
    pub(super) text: &'t str,
}

impl<'t> Span<'t> {
    pub(super) fn plain(track: Track, text: &'t str) -> Span<'t> {
        Span { track, bold: false, text }
    }
}

/// What a paragraph is, and what became of its mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paragraph<'t> {
    pub(super) role: Role,
    pub(super) depth: u8,
    /// What became of the mark that ends it.
    pub(super) mark: Track,
    /// What it was in the old text, when that is another role or depth.
    pub(super) was: Option<(Role, u8)>,
    /// The name of the bookmark around its words.
    pub(super) bookmark: Option<(&'static str, &'t ProvisionId)>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn new(role: Role, depth: u8, mark: Track) -> Paragraph<'t> {
        Paragraph { role, depth, mark, was: None, bookmark: None }
    }
}

/// The bookmark of a provision or definition.
pub(super) const BOOKMARK: &str = "_p_";
/// The bookmark at the place that a moved provision left.
pub(super) const LEFT_BOOKMARK: &str = "_q_";

/// The content of `w:body` as it grows.
pub(super) struct Body {
    xml: String,
    next: u32,
    /// ` w:author="…" w:date="…"`.
    by: String,
    /// The last thing written is a table.
    after_table: bool,
    /// The paragraph that is written as soon as what follows it is known.
    pending: Option<Pending>,
}

/// How a paragraph looks: by its role, or as a line of a text that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Role(Role, u8),
    Plain,
}

/// A paragraph whose words are written and whose mark is not.
struct Pending {
    look: Look,
    was: Option<Look>,
    mark: Track,
    /// The track of its first words.
    first: Option<Track>,
    /// The track of its last words.
    last: Option<Track>,
    /// All its words have the track of its mark.
    whole: bool,
    /// Where in `runs` the last words of one track begin.
    tail: usize,
    /// Its words as runs, with the bookmark around them.
    runs: String,
    /// The properties of the section that it ends.
    section: String,
}

impl Body {
    /// A body with no tracked changes.
    pub(super) fn clean() -> Body {
        Body { xml: String::with_capacity(1 << 16), next: 1, by: String::new(), after_table: false, pending: None }
    }

    /// A body whose tracked changes all carry this author and time.
    pub(super) fn tracked(marking: &Marking) -> Body {
        let author = if marking.author.trim().is_empty() { "Unknown" } else { marking.author.trim() };
        let by = format!(" w:author=\"{}\" w:date=\"{}\"", escaped(author), stamp(marking.date));
        Body { by, ..Body::clean() }
    }

    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.xml
    }

    /// An id that nothing else in the body has.
    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// ` w:id="…" w:author="…" w:date="…"` for one change.
    fn put_change(&mut self) {
        let id = self.id();
        let _ = write!(self.xml, " w:id=\"{id}\"");
        self.xml.push_str(&self.by);
    }

    /// The start of a range of moved paragraphs; the two ends of one move share a name.
    pub(super) fn move_starts(&mut self, track: Track, name: usize) -> u32 {
        self.flush();
        let Some(element) = track.element() else { return 0 };
        let id = self.id();
        let _ = write!(self.xml, "<{element}RangeStart w:id=\"{id}\" w:name=\"move{name}\"{}/>", self.by);
        id
    }

    /// The end of the range that `move_starts` gave this id.
    pub(super) fn move_ends(&mut self, track: Track, id: u32) {
        self.flush();
        if let Some(element) = track.element() {
            let _ = write!(self.xml, "<{element}RangeEnd w:id=\"{id}\"/>");
        }
    }

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph<'_>, spans: &[Span<'_>]) {
        let look = Look::Role(paragraph.role, paragraph.depth);
        let was = paragraph.was.map(|(role, depth)| Look::Role(role, depth));
        let mut pending = self.pending(look, paragraph.mark, spans);
        pending.was = was;
        if let Some((prefix, name)) = paragraph.bookmark {
            let id = self.id();
            let start = format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{prefix}{name}\"/>");
            pending.runs.insert_str(0, &start);
            pending.tail += start.len();
            let _ = write!(pending.runs, "<w:bookmarkEnd w:id=\"{id}\"/>");
        }
        self.put(pending);
    }

    /// The empty paragraph that ends a document and, with the properties of one, its section.
    pub(super) fn end(&mut self, section: &str, track: Track) {
        let mut pending = self.pending(Look::Role(Role::End, 0), track, &[]);
        section.clone_into(&mut pending.section);
        self.put(pending);
    }

    /// One line of a text that has no structure.
    pub(super) fn plain_line(&mut self, mark: Track, spans: &[Span<'_>]) {
        let pending = self.pending(Look::Plain, mark, spans);
        self.put(pending);
    }

    fn pending(&mut self, look: Look, mark: Track, spans: &[Span<'_>]) -> Pending {
        let mut tracks = spans.iter().filter(|span| !span.text.is_empty()).map(|span| span.track);
        let whole = tracks.clone().all(|track| track == mark);
        let first = tracks.next();
        let last = tracks.next_back().or(first);
        // The runs are written where the paragraph is not yet; what stands there already waits.
        let written = std::mem::take(&mut self.xml);
        let tail = self.spans(spans);
        let runs = std::mem::replace(&mut self.xml, written);
        Pending { look, was: None, mark, first, last, whole, tail, runs, section: String::new() }
    }

    /// Writes the paragraph that waited, and lets this one wait.
    ///
    /// LibreOffice joins two insertions into one (and two deletions) when the first ends a paragraph and the second begins
    /// the next, and then takes the mark between them along when the change is accepted or rejected. Nothing that is
    /// written here lets two of a kind meet at a mark that is not theirs.
    fn put(&mut self, mut next: Pending) {
        if let Some(mut before) = self.pending.take() {
            let meet = before.mark == Track::Same && before.section.is_empty();
            let alike = before.look == next.look && before.was.is_none();
            if meet && before.last == Some(next.mark) && next.whole && alike {
                // As if a person had typed on: the first mark is the new one, and the last is the one that was there.
                before.mark = next.mark;
                next.last = Some(next.mark);
                next.mark = Track::Same;
            } else if meet && before.last.is_some() && (before.last == next.first || next.is_empty_of(before.last)) {
                before = self.parted(before);
            }
            self.pending = Some(before);
            self.flush();
        }
        self.pending = Some(next);
    }

    /// Writes all of a paragraph but its last words, which get a paragraph of their own: the mark before them is of the
    /// other kind, their own of theirs. Accepted and rejected this is the same paragraph.
    fn parted(&mut self, whole: Pending) -> Pending {
        let (mark, other) = match whole.last {
            Some(Track::Insert) => (Track::Insert, Track::Delete),
            Some(Track::Delete) => (Track::Delete, Track::Insert),
            Some(Track::Same | Track::MoveFrom | Track::MoveTo) | None => return whole,
        };
        let old = whole.was.unwrap_or(whole.look);
        let (head, tail) = whole.runs.split_at_checked(whole.tail).unwrap_or(("", &whole.runs));
        let (head, tail) = (head.to_owned(), tail.to_owned());
        let now = (whole.look, whole.was);
        let then = (old, None);
        let (before, after) = if other == Track::Delete { (then, now) } else { (now, then) };
        let part = |(look, was), mark, runs| Pending {
            look,
            was,
            mark,
            first: whole.first,
            last: whole.last,
            whole: false,
            tail: 0,
            runs,
            section: String::new(),
        };
        self.pending = Some(part(before, other, head));
        self.flush();
        part(after, mark, tail)
    }

    /// Writes the paragraph that waited.
    fn flush(&mut self) {
        let Some(paragraph) = self.pending.take() else { return };
        self.after_table = false;
        self.xml.push_str("<w:p><w:pPr>");
        self.look(paragraph.look);
        self.mark(paragraph.mark);
        self.xml.push_str(&paragraph.section);
        if let Some(was) = paragraph.was {
            self.xml.push_str("<w:pPrChange");
            self.put_change();
            self.xml.push_str("><w:pPr>");
            self.look(was);
            self.xml.push_str("</w:pPr></w:pPrChange>");
        }
        self.xml.push_str("</w:pPr>");
        self.xml.push_str(&paragraph.runs);
        self.xml.push_str("</w:p>");
    }

    fn look(&mut self, look: Look) {
        match look {
            Look::Plain => self.xml.push_str("<w:pStyle w:val=\"PlainLine\"/>"),
            Look::Role(role, depth) => {
                let _ = write!(self.xml, "<w:pStyle w:val=\"{}\"/>", style_id(role));
                self.xml.push_str(&indent(role, depth));
            }
        }
    }

    /// What became of a paragraph's mark.
    fn mark(&mut self, mark: Track) {
        if let Some(element) = mark.element() {
            let _ = write!(self.xml, "<w:rPr><{element}");
            self.put_change();
            self.xml.push_str("/></w:rPr>");
        }
    }

    /// Writes the spans; answers where those of the last track begin.
    fn spans(&mut self, spans: &[Span<'_>]) -> usize {
        let mut begins = self.xml.len();
        let mut rest = spans;
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|s| s.track == first.track).count();
            let (group, after) = rest.split_at(alike);
            rest = after;
            if group.iter().all(|s| s.text.is_empty()) {
                continue;
            }
            begins = self.xml.len();
            let holder = if first.track == Track::Delete { Holder::Deleted } else { Holder::Text };
            if let Some(element) = first.track.element() {
                let _ = write!(self.xml, "<{element}");
                self.put_change();
                self.xml.push('>');
            }
            self.runs(group, holder);
            if let Some(element) = first.track.element() {
                let _ = write!(self.xml, "</{element}>");
            }
        }
        begins
    }

    /// Spans of one track as runs: those that look alike share a run.
    fn runs(&mut self, spans: &[Span<'_>], holder: Holder) {
        let mut open: Option<bool> = None;
        for span in spans.iter().filter(|s| !s.text.is_empty()) {
            if open != Some(span.bold) {
                if open.is_some() {
                    self.xml.push_str("</w:r>");
                }
                self.xml.push_str(if span.bold { "<w:r><w:rPr><w:b/></w:rPr>" } else { "<w:r>" });
                open = Some(span.bold);
            }
            put_run_content(&mut self.xml, span.text, holder);
        }
        if open.is_some() {
            self.xml.push_str("</w:r>");
        }
    }

    /// Opens a table of so many columns. A gap parts it from a table just before, which Word would join to it.
    pub(super) fn table_starts(&mut self, depth: u8, columns: usize) {
        self.flush();
        if self.after_table {
            self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"TableGap\"/></w:pPr></w:p>");
        }
        let left = STEP * (u32::from(depth) + 1);
        let columns = u32::try_from(columns).unwrap_or(u32::MAX).max(1);
        let width = 9026_u32.saturating_sub(left).max(columns) / columns;
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"CodeTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"{left}\" \
             w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
            width.saturating_mul(columns)
        );
        for _ in 0..columns {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
    }

    /// A row whose cells hold these spans; an inserted or deleted row marks all that is in it.
    pub(super) fn row(&mut self, head: bool, track: Track, cells: &[Vec<Span<'_>>]) {
        let track = track.of_row();
        self.xml.push_str("<w:tr>");
        if head || track != Track::Same {
            self.xml.push_str("<w:trPr>");
            if head {
                self.xml.push_str("<w:tblHeader/>");
            }
            if let Some(element) = track.element() {
                let _ = write!(self.xml, "<{element}");
                self.put_change();
                self.xml.push_str("/>");
            }
            self.xml.push_str("</w:trPr>");
        }
        let style = if head { "TableHead" } else { "TableText" };
        for spans in cells {
            let _ = write!(self.xml, "<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>");
            self.mark(track);
            self.xml.push_str("</w:pPr>");
            self.spans(spans);
            self.xml.push_str("</w:p></w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }

    pub(super) fn table_ends(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.after_table = true;
    }

    /// A whole unit that has one track: in both texts, or in one of them only.
    pub(super) fn unit(&mut self, unit: &Unit<'_>, track: Track) {
        let prefix = if track == Track::MoveFrom { LEFT_BOOKMARK } else { BOOKMARK };
        let mut bookmark = unit.bookmark().map(|name| (prefix, name));
        for piece in &unit.pieces {
            match piece {
                Piece::Line(line) => {
                    let named = if line.role == Role::CrossHeading { None } else { bookmark.take() };
                    let paragraph = Paragraph { bookmark: named, ..Paragraph::new(line.role, line.depth, track) };
                    self.paragraph(
                        &paragraph,
                        &[
                            Span { track, bold: line.has_term(), text: &line.head },
                            Span::plain(track, line.gap()),
                            Span::plain(track, &line.words),
                        ],
                    );
                }
                Piece::Table { depth, rows } => self.table(*depth, rows, track),
            }
        }
    }

    /// A whole table that has one track.
    pub(super) fn table(&mut self, depth: u8, rows: &[Row<'_>], track: Track) {
        self.table_starts(depth, rows.iter().map(|row| row.cells.len()).max().unwrap_or(1));
        for row in rows {
            let cells: Vec<_> = row.cells.iter().map(|c| vec![Span::plain(track.of_row(), c)]).collect();
            self.row(row.head, track, &cells);
        }
        self.table_ends();
    }
}

impl Pending {
    /// It has no words, and its mark is all that this track holds.
    fn is_empty_of(&self, track: Option<Track>) -> bool {
        self.first.is_none() && Some(self.mark) == track
    }
}
