//! Redlines of two editions as Word files with tracked changes.

use legaltext::redline::{Op, segments};
use legaltext::{Edition, ProvisionId};

use super::align::{Bag, READABLE, SAME, align};
use super::body::{BOOKMARK, Body, LEFT_BOOKMARK, Paragraph, Span, Track};
use super::comparison::{Pairs, pair};
use super::error::DocxError;
use super::flow::{self, Line, Owner, Piece, Role, Row, Unit};
use super::order::{Step, steps};
use super::sheet::{Sheet, section};
use super::style::{Marking, Style};
use super::write::{HASH, name};

/// The property that holds the hash of the edition that the tracked changes start from.
pub(super) const BASE: &str = "enact-base";

/// What differs between two editions, as a Word file whose tracked changes carry the author and time of `marking`.
///
/// Accepting all changes gives the file that [`super::write_edition`] makes of the new edition, rejecting all that of the
/// old: the same paragraphs, numbers, tables and words, each document under its own header. Provisions are known again by
/// their identity: one that stands elsewhere is marked as moved, one that carries another number has its number marked.
///
/// # Errors
/// When the editions are larger than a zip file can hold.
pub fn write_redline(old: &Edition, new: &Edition, style: &Style, marking: &Marking) -> Result<Vec<u8>, DocxError> {
    let (old_units, new_units) = (flow::of_edition(old), flow::of_edition(new));
    let pairs = pair(&old_units, &new_units);
    let names = new.documents().iter().map(|document| name(document)).collect();
    let mut writer = Writer { body: Body::tracked(marking), open: None, names, headers: Vec::new() };
    for step in steps(old_units.len(), new_units.len(), pairs.kept.iter().copied()) {
        writer.step(step, &old_units, &new_units, &pairs);
    }
    let (body, headers) = writer.finish();
    let title = if style.code.is_empty() { new.code().to_owned() } else { style.code.clone() };
    let properties = vec![(BASE, old.hash().to_string()), (HASH, new.hash().to_string())];
    Sheet { style, title: &title, headers, properties, paper: false }.zipped(&body)
}

/// Which text a unit is printed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Both: the unit kept its place.
    Both,
    /// The place that it left.
    From,
    /// The place that it came to.
    To,
}

impl Side {
    /// The track of what became so on this side; none when this side does not print it.
    fn track(self, op: Op) -> Option<Track> {
        match (self, op) {
            (Side::Both, Op::Equal) => Some(Track::Same),
            (Side::From, Op::Equal) => Some(Track::MoveFrom),
            (Side::To, Op::Equal) => Some(Track::MoveTo),
            (Side::Both | Side::From, Op::Delete) => Some(Track::Delete),
            (Side::Both | Side::To, Op::Insert) => Some(Track::Insert),
            (Side::To, Op::Delete) | (Side::From, Op::Insert) => None,
        }
    }
}

struct Writer {
    body: Body,
    /// The move whose range is open: its track, name and id.
    open: Option<(Track, usize, u32)>,
    /// The printed names of the new documents.
    names: Vec<String>,
    /// What stands in the header of each section that was written.
    headers: Vec<String>,
}

impl Writer {
    fn step(&mut self, step: Step, old: &[Unit<'_>], new: &[Unit<'_>], pairs: &Pairs) {
        let moved = |is: usize| pairs.moves.get(is).copied().filter(|name| *name > 0);
        match step {
            // The last document ends where the file does.
            Step::Old(was) if was + 1 == old.len() => {}
            Step::New(is) | Step::Both(_, is) if is + 1 == new.len() => {}
            Step::Both(was, is) => {
                self.close();
                if let (Some(was), Some(is)) = (old.get(was), new.get(is)) {
                    self.unit(was, is, Side::Both);
                }
            }
            Step::Old(was) => {
                let is = pairs.new_of.get(was).copied().flatten();
                let Some(was) = old.get(was) else { return };
                if let Some((is, name)) = is.and_then(|is| Some((new.get(is)?, moved(is)?))) {
                    self.range(Track::MoveFrom, name);
                    self.unit(was, is, Side::From);
                } else {
                    self.close();
                    self.whole(was, Track::Delete);
                }
            }
            Step::New(is) => {
                let was = pairs.old_of.get(is).copied().flatten().and_then(|was| old.get(was));
                let name = moved(is);
                let Some(is) = new.get(is) else { return };
                if let (Some(was), Some(name)) = (was, name) {
                    self.range(Track::MoveTo, name);
                    self.unit(was, is, Side::To);
                } else {
                    self.close();
                    self.whole(is, Track::Insert);
                }
            }
        }
    }

    /// Opens the range of a move, unless it is open already.
    fn range(&mut self, track: Track, name: usize) {
        if self.open.is_some_and(|(t, n, _)| (t, n) == (track, name)) {
            return;
        }
        self.close();
        let id = self.body.move_starts(track, name);
        self.open = Some((track, name, id));
    }

    fn close(&mut self) {
        if let Some((track, _, id)) = self.open.take() {
            self.body.move_ends(track, id);
        }
    }

    /// A unit that has one track.
    fn whole(&mut self, unit: &Unit<'_>, track: Track) {
        if unit.owner != Owner::End {
            return self.body.unit(unit, track);
        }
        // A section break that is itself tracked leaves a paragraph behind in LibreOffice, so a document that comes or goes
        // shares the section of the next.
        if track == Track::Same {
            self.headers.push(self.names.get(unit.document).cloned().unwrap_or_default());
            self.body.end(&section(self.headers.len()), track);
        } else {
            self.body.end("", track);
        }
    }

    /// Ends the text with a paragraph that no change touches, as Word wants it.
    fn finish(mut self) -> (String, Vec<String>) {
        self.close();
        self.body.end("", Track::Same);
        self.headers.push(self.names.pop().unwrap_or_default());
        (self.body.finish(), self.headers)
    }

    fn unit(&mut self, was: &Unit<'_>, is: &Unit<'_>, side: Side) {
        if was.pieces == is.pieces {
            if let Some(track) = side.track(Op::Equal) {
                self.whole(if side == Side::From { was } else { is }, track);
            }
            return;
        }
        let (prefix, named) = if side == Side::From { (LEFT_BOOKMARK, was) } else { (BOOKMARK, is) };
        let mut bookmark = named.bookmark().map(|name| (prefix, name));
        let pairs = align(was.pieces.len(), is.pieces.len(), |a, b| {
            was.pieces.get(a).zip(is.pieces.get(b)).map_or(0, |(a, b)| score(a, b))
        });
        for step in steps(was.pieces.len(), is.pieces.len(), pairs) {
            let (old, new) = match step {
                Step::Both(a, b) => (was.pieces.get(a), is.pieces.get(b)),
                Step::Old(a) => (was.pieces.get(a), None),
                Step::New(b) => (None, is.pieces.get(b)),
            };
            self.pieces(old, new, side, &mut bookmark);
        }
    }

    fn pieces(
        &mut self,
        old: Option<&Piece<'_>>,
        new: Option<&Piece<'_>>,
        side: Side,
        bookmark: &mut Option<(&'static str, &ProvisionId)>,
    ) {
        match (old, new) {
            (Some(Piece::Line(old)), Some(Piece::Line(new))) => self.line(old, new, side, bookmark),
            (Some(Piece::Table { rows: old, .. }), Some(Piece::Table { depth, rows: new })) => {
                self.table(*depth, old, new, side);
            }
            (Some(only), None) => self.lone(only, side.track(Op::Delete), bookmark),
            (None, Some(only)) => self.lone(only, side.track(Op::Insert), bookmark),
            (Some(old), Some(new)) => {
                self.lone(old, side.track(Op::Delete), &mut None);
                self.lone(new, side.track(Op::Insert), bookmark);
            }
            (None, None) => {}
        }
    }

    /// A piece that only one text has.
    fn lone(&mut self, piece: &Piece<'_>, track: Option<Track>, bookmark: &mut Option<(&'static str, &ProvisionId)>) {
        let Some(track) = track else { return };
        match piece {
            Piece::Line(line) => {
                let named = takes_bookmark(line).then(|| bookmark.take()).flatten();
                let paragraph = Paragraph { bookmark: named, ..Paragraph::new(line.role, line.depth, track) };
                let head = Span { track, bold: line.has_term(), text: &line.head };
                self.body
                    .paragraph(&paragraph, &[head, Span::plain(track, line.gap()), Span::plain(track, &line.words)]);
            }
            Piece::Table { depth, rows } => self.body.table(*depth, rows, track),
        }
    }

    fn line(
        &mut self,
        old: &Line<'_>,
        new: &Line<'_>,
        side: Side,
        bookmark: &mut Option<(&'static str, &ProvisionId)>,
    ) {
        let Some(mark) = side.track(Op::Equal) else { return };
        let named = takes_bookmark(new).then(|| bookmark.take()).flatten();
        let changed = (old.role, old.depth) != (new.role, new.depth);
        let printed = if side == Side::From { old } else { new };
        let paragraph = Paragraph {
            bookmark: named,
            was: (changed && side == Side::Both).then_some((old.role, old.depth)),
            ..Paragraph::new(printed.role, printed.depth, mark)
        };
        let mut runs = Runs { side, spans: Vec::new() };
        if old.head == new.head {
            runs.push(Op::Equal, new.has_term(), &new.head);
        } else {
            runs.push(Op::Delete, old.has_term(), &old.head);
            runs.push(Op::Insert, new.has_term(), &new.head);
        }
        if old.gap() == new.gap() {
            runs.push(Op::Equal, false, new.gap());
        } else {
            runs.push(Op::Delete, false, old.gap());
            runs.push(Op::Insert, false, new.gap());
        }
        let found = marked(&old.words, &new.words);
        found.iter().for_each(|(op, text)| runs.push(*op, false, text));
        self.body.paragraph(&paragraph, &runs.spans);
    }

    fn table(&mut self, depth: u8, old: &[Row<'_>], new: &[Row<'_>], side: Side) {
        match side {
            Side::From => return self.body.table(depth, old, Track::Delete),
            Side::To => return self.body.table(depth, new, Track::Insert),
            Side::Both => {}
        }
        let bags = |rows: &[Row<'_>]| -> Vec<Bag> {
            rows.iter().map(|row| Bag::of(row.cells.iter().map(AsRef::as_ref))).collect()
        };
        let (old_bags, new_bags) = (bags(old), bags(new));
        let pairs = align(old.len(), new.len(), |a, b| match (old.get(a), new.get(b)) {
            (Some(o), Some(n)) if o == n => SAME,
            (Some(o), Some(n)) if o.cells.len() == n.cells.len() && o.head == n.head => {
                let like = old_bags.get(a).zip(new_bags.get(b)).map_or(0, |(o, n)| o.likeness(n));
                let same_first = o.cells.first() == n.cells.first() && o.cells.first().is_some_and(|c| !c.is_empty());
                if same_first || like >= READABLE { like.max(READABLE) } else { 0 }
            }
            (Some(_), _) | (None, _) => 0,
        });
        let columns = old.iter().chain(new).map(|row| row.cells.len()).max().unwrap_or(1);
        self.body.table_starts(depth, columns);
        for step in steps(old.len(), new.len(), pairs) {
            match step {
                Step::Both(a, b) => self.row(old.get(a), new.get(b)),
                Step::Old(a) => self.row(old.get(a), None),
                Step::New(b) => self.row(None, new.get(b)),
            }
        }
        self.body.table_ends();
    }

    fn row(&mut self, old: Option<&Row<'_>>, new: Option<&Row<'_>>) {
        let (row, track) = match (old, new) {
            (Some(old), Some(new)) => {
                let marks: Vec<_> = old.cells.iter().zip(&new.cells).map(|(old, new)| marked(old, new)).collect();
                let cells: Vec<_> = marks
                    .iter()
                    .map(|cell| {
                        let mut runs = Runs { side: Side::Both, spans: Vec::new() };
                        cell.iter().for_each(|(op, text)| runs.push(*op, false, text));
                        runs.spans
                    })
                    .collect();
                return self.body.row(new.head, Track::Same, &cells);
            }
            (Some(old), None) => (old, Track::Delete),
            (None, Some(new)) => (new, Track::Insert),
            (None, None) => return,
        };
        let cells: Vec<Vec<Span<'_>>> = row.cells.iter().map(|c| vec![Span::plain(track, c)]).collect();
        self.body.row(row.head, track, &cells);
    }
}

/// The spans of a paragraph for one side.
struct Runs<'t> {
    side: Side,
    spans: Vec<Span<'t>>,
}

impl<'t> Runs<'t> {
    fn push(&mut self, op: Op, bold: bool, text: &'t str) {
        if let Some(track) = self.side.track(op)
            && !text.is_empty()
        {
            self.spans.push(Span { track, bold, text });
        }
    }
}

/// The bookmark of a provision stands at its number, not at the heading above.
fn takes_bookmark(line: &Line<'_>) -> bool {
    line.role != Role::CrossHeading
}

/// The words of a paragraph or cell marked; texts with next to nothing in common are struck out and written anew.
fn marked(old: &str, new: &str) -> Vec<(Op, String)> {
    if old != new && Bag::of([old]).likeness(&Bag::of([new])) < READABLE {
        let whole = [(Op::Delete, old.to_owned()), (Op::Insert, new.to_owned())];
        return whole.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    }
    segments(old, new).into_iter().map(|s| (s.op, s.text)).collect()
}

/// How well two pieces of one unit fit; what carries the number always fits what carried it.
fn score(old: &Piece<'_>, new: &Piece<'_>) -> u32 {
    match (old, new) {
        (Piece::Table { rows: old, .. }, Piece::Table { rows: new, .. }) => {
            if old == new {
                SAME
            } else {
                500
            }
        }
        (Piece::Line(old), Piece::Line(new)) => {
            let heading = |line: &Line<'_>| line.role == Role::CrossHeading;
            if heading(old) != heading(new) || old.head.is_empty() != new.head.is_empty() {
                0
            } else if old == new {
                SAME
            } else if heading(old)
                || !old.head.is_empty()
                || old.role != Role::ClauseText && old.role == new.role && is_head(old)
            {
                600
            } else {
                let like = Bag::of([old.words.as_ref()]).likeness(&Bag::of([new.words.as_ref()]));
                if like >= READABLE { like } else { 0 }
            }
        }
        (Piece::Line(_), Piece::Table { .. }) | (Piece::Table { .. }, Piece::Line(_)) => 0,
    }
}

/// True for the title and version of a document, of which there is one each.
fn is_head(line: &Line<'_>) -> bool {
    matches!(line.role, Role::Title | Role::Version)
}
