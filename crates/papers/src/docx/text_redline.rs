//! Redlines of any two plain texts as Word files with tracked changes, line by line.

use std::borrow::Cow;

use legaltext::Redline;
use legaltext::redline::{Change, ChangeKind, Op, Segment, segments, texts};

use super::align::{Bag, READABLE, SAME, align};
use super::body::{Body, Span, Track};
use super::error::DocxError;
use super::order::{Step, steps};
use super::sheet::Sheet;
use super::style::{Marking, Style};

/// What differs between two plain texts, as a Word file: each line is a paragraph. Accepting all changes gives the new text,
/// rejecting all the old, line for line.
///
/// # Errors
/// When the texts are larger than a zip file can hold.
pub fn write_text_redline(old: &str, new: &str, style: &Style, marking: &Marking) -> Result<Vec<u8>, DocxError> {
    write_text_changes(&texts(old, new), style, marking)
}

/// The same for a redline that is already made. One that leaves unchanged provisions out gives a file without them.
///
/// # Errors
/// When the texts are larger than a zip file can hold.
pub fn write_text_changes(redline: &Redline, style: &Style, marking: &Marking) -> Result<Vec<u8>, DocxError> {
    let by_index = |index: fn(&Change) -> Option<usize>| {
        let mut found: Vec<&Change> = redline.changes.iter().filter(|c| index(c).is_some()).collect();
        found.sort_by_key(|change| index(change));
        found
    };
    let (old, new) = (by_index(|c| c.old_index), by_index(|c| c.new_index));
    let place = |change: &Change| old.binary_search_by_key(&change.old_index, |c| c.old_index).ok();
    let in_place = new.iter().enumerate().filter(|(_, c)| c.kind != ChangeKind::Moved);
    let kept: Vec<(usize, usize)> = in_place.filter_map(|(is, change)| Some((place(change)?, is))).collect();
    let mut lines = Lines { body: Body::tracked(marking), spans: Vec::new(), range: None, ends: false };
    for step in steps(old.len(), new.len(), kept) {
        match step {
            Step::Both(_, is) => lines.change(new.get(is).copied(), Place::Kept),
            Step::Old(was) => lines.change(old.get(was).copied(), Place::Left),
            Step::New(is) => lines.change(new.get(is).copied(), Place::Reached),
        }
    }
    lines.finish();
    let title = [redline.old.as_str(), redline.new.as_str()].join(" and ");
    let title = if title == " and " { "Redline".to_owned() } else { format!("Redline of {title}") };
    Sheet { style, title: &title, headers: vec![title.clone()], properties: Vec::new(), paper: false }
        .zipped(&lines.body.finish())
}

/// Which of its places a provision is printed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It kept its place.
    Kept,
    /// It is gone, or moved away from here.
    Left,
    /// It is new, or moved here.
    Reached,
}

/// Segments cut into lines.
struct Lines {
    body: Body,
    /// The line under way.
    spans: Vec<(Track, String)>,
    /// The move whose range is open.
    range: Option<(Track, u32)>,
    /// The last line written ends with a mark that no change touches.
    ends: bool,
}

impl Lines {
    fn change(&mut self, change: Option<&Change>, place: Place) {
        let Some(change) = change else { return };
        let moved = change.kind == ChangeKind::Moved;
        let side = match place {
            Place::Left if moved => Track::MoveFrom,
            Place::Reached if moved => Track::MoveTo,
            Place::Kept | Place::Left | Place::Reached => Track::Same,
        };
        if let (Track::MoveFrom | Track::MoveTo, Some(index)) = (side, change.old_index) {
            // Both sides know the old index, so it names the move.
            let id = self.body.move_starts(side, index + 1);
            self.range = Some((side, id));
        }
        for (op, text) in by_line(change) {
            let track = match (op, place) {
                (Op::Equal, _) => side,
                (Op::Insert, Place::Kept | Place::Reached) => Track::Insert,
                (Op::Delete, Place::Kept | Place::Left) => Track::Delete,
                (Op::Insert, Place::Left) | (Op::Delete, Place::Reached) => continue,
            };
            self.text(track, &text);
        }
        if let Some((side, id)) = self.range.take() {
            self.body.move_ends(side, id);
        }
    }

    fn text(&mut self, track: Track, text: &str) {
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            self.push(track, line);
            self.end_line(track);
            rest = after;
        }
        self.push(track, rest);
    }

    fn push(&mut self, track: Track, text: &str) {
        if !text.is_empty() {
            self.spans.push((track, text.to_owned()));
        }
    }

    fn end_line(&mut self, track: Track) {
        let spans: Vec<Span<'_>> = self.spans.iter().map(|(track, text)| Span::plain(*track, text)).collect();
        self.body.plain_line(track, &spans);
        self.spans.clear();
        self.ends = track == Track::Same;
    }

    /// The last line, when its text has no line end, or when the last line end is a change: Word needs one that is not.
    fn finish(&mut self) {
        if !self.spans.is_empty() || !self.ends {
            self.end_line(Track::Same);
        }
    }
}

/// The change as runs of text in which a line end is marked only where the whole line is new or gone: that is how a person
/// changes lines, and what Word shows best. The runs make the same two texts.
fn by_line(change: &Change) -> Vec<(Op, Cow<'_, str>)> {
    let whole = |s: &Segment| s.op == Op::Equal || !s.text.contains('\n');
    let sides = change.old_index.is_some() && change.new_index.is_some();
    if !sides || change.segments.iter().all(whole) {
        return change.segments.iter().map(|s| (s.op, Cow::Borrowed(s.text.as_str()))).collect();
    }
    let (old, new) = (change.old_text(), change.new_text());
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let bags = |lines: &[&str]| -> Vec<Bag> { lines.iter().map(|line| Bag::of([*line])).collect() };
    let (old_bags, new_bags) = (bags(&old), bags(&new));
    let pairs = align(old.len(), new.len(), |a, b| match (old.get(a), new.get(b)) {
        (Some(was), Some(is)) if was == is => SAME,
        (Some(_), Some(_)) => {
            let like = old_bags.get(a).zip(new_bags.get(b)).map_or(0, |(was, is)| was.likeness(is));
            if like >= READABLE { like } else { 0 }
        }
        (None, _) | (_, None) => 0,
    });
    let mut out = Vec::new();
    for step in steps(old.len(), new.len(), pairs) {
        match step {
            Step::Both(a, b) => {
                let (was, is) = (old.get(a).copied().unwrap_or(""), new.get(b).copied().unwrap_or(""));
                let (was_words, is_words) = (was.trim_end_matches('\n'), is.trim_end_matches('\n'));
                out.extend(segments(was_words, is_words).into_iter().map(|s| (s.op, Cow::Owned(s.text))));
                match (was.len() > was_words.len(), is.len() > is_words.len()) {
                    (true, true) => out.push((Op::Equal, Cow::Borrowed("\n"))),
                    (true, false) => out.push((Op::Delete, Cow::Borrowed("\n"))),
                    (false, true) => out.push((Op::Insert, Cow::Borrowed("\n"))),
                    (false, false) => {}
                }
            }
            Step::Old(a) => out.extend(old.get(a).map(|line| (Op::Delete, Cow::Owned((*line).to_owned())))),
            Step::New(b) => out.extend(new.get(b).map(|line| (Op::Insert, Cow::Owned((*line).to_owned())))),
        }
    }
    out
}
