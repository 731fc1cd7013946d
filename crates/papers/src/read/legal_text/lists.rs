//! Rows to a lead-in, its list and its tail: inline labels, labels printed in a block apart from their paragraphs,
//! lists inside lists, elisions.

use super::blocks::{self, Block};
use super::clean::conjunction;
use super::damage::Repair;
use super::labels::{self, Counting, Fit, Label};
use super::sheet::{Row, announces_last, finished};
use super::words::{Vocabulary, join};
use crate::facts::{Elision, Item, Lost, Placed};

/// A lead-in with its list and tail.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    /// The words before the list.
    pub(super) text: String,
    /// First and last line of them.
    pub(super) lines: (usize, usize),
    /// The list.
    pub(super) items: Vec<Item>,
    /// The words after the list.
    pub(super) tail: Option<String>,
    /// Elisions in the list.
    pub(super) elided: Vec<Elision>,
    /// Words lost.
    pub(super) lost: Vec<Lost>,
    /// Labels mended, or unknown.
    pub(super) repairs: Vec<Repair>,
    /// Labels that no paragraph was printed for.
    pub(super) idle: Vec<Placed<String>>,
    /// Labels that leave out others although no elision is printed: the one read, after the one due.
    pub(super) jumps: Vec<(Placed<String>, String)>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) label: Option<String>,
    pub(super) place: Option<usize>,
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) end_line: usize,
    items: Vec<Item>,
    tail: String,
    elided: Vec<Elision>,
}

/// A list while it is read.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) counting: Counting,
    pub(super) drafts: Vec<Draft>,
    elided: Vec<Elision>,
    /// The last thing read in it was an elision.
    after_elision: bool,
    /// The paragraph before the present one announced it as the last.
    last_announced: bool,
}

/// Where the next words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// The lead-in, or the latest paragraph of the innermost list.
    Text,
    /// What follows the list inside the latest paragraph of the innermost open list.
    InnerTail,
    /// What follows the outermost list.
    Tail,
}

/// Reads rows as a lead-in with a list. `number` is the clause's own, for labels that contradict themselves.
pub(super) fn read(rows: &[Row], number: Option<&str>, damaged: bool, vocabulary: &Vocabulary) -> Paragraphs {
    let width = rows.iter().map(|row| row.text.chars().count()).max().unwrap_or(0);
    let mut reader = Reader {
        out: Paragraphs::default(),
        stack: Vec::new(),
        block: None,
        elided_first: false,
        target: Target::Text,
        cut: false,
        number,
        damaged,
        vocabulary,
    };
    let first = rows.first().map_or(0, |row| row.line);
    reader.out.lines = (first, first);
    for (index, row) in rows.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| rows.get(above));
        reader.row(row, above, width);
        reader.cut = row.cut;
        reader.out.lost.extend(&row.lost);
    }
    reader.settle_block(None);
    while reader.stack.len() > 1 {
        reader.close();
    }
    reader.finish()
}

struct Reader<'a> {
    out: Paragraphs,
    stack: Vec<Open>,
    block: Option<Block>,
    /// An elision stands between the lead-in and the first paragraph printed.
    elided_first: bool,
    target: Target,
    cut: bool,
    number: Option<&'a str>,
    damaged: bool,
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row, above: Option<&Row>, width: usize) {
        if matches!(row.text.as_str(), "[...]" | "[…]" | "[ … ]" | "[ ... ]" | "..." | "…" | ". . .") {
            self.elide(row.line);
            return;
        }
        let done = finished(self.current()) && !self.cut;
        let block = labels::label_line(&row.text).filter(|found| self.damaged || found.iter().all(|label| label.clean));
        if let Some(labels) = block.filter(|_| self.damaged || done) {
            self.open_block(labels, row.line);
        } else if let Some((label, rest)) = self.label_of(row, done) {
            self.labelled(&label, rest, row);
        } else {
            self.words(row, above, done, width);
        }
    }

    /// The label that opens a row, where a paragraph may begin.
    fn label_of<'r>(&self, row: &'r Row, done: bool) -> Option<(Label, &'r str)> {
        let current = self.current();
        let Some((label, rest)) = labels::split(&row.text, self.damaged) else {
            return (self.damaged && current.ends_with(':')).then(|| labels::lone_capital(&row.text)).flatten();
        };
        let among = ["and (", "or (", "to ("].iter().any(|joiner| rest.starts_with(joiner)) && !done;
        if rest.is_empty() || rest.starts_with([',', ')', ';', '.']) || among {
            return None;
        }
        let listed = current.is_empty() || current.ends_with([':', ';']) || announces_last(current);
        let joined = current.ends_with(',') || announces_last(current);
        let refers = current.ends_with("),") || current.ends_with("), and") || current.ends_with("), or");
        let begins = if label.clean { done || self.after_elision() } else { (listed && done) || self.after_elision() };
        let sequel = label.clean && (joined && !refers || self.cut) && self.continues(&label);
        (begins || sequel).then_some((label, rest))
    }

    /// The label is the next of an open list.
    fn continues(&self, label: &Label) -> bool {
        self.stack.iter().any(|open| {
            let next = open.drafts.last().and_then(|draft| draft.place).map(|place| place + 1);
            next.is_some_and(|place| label.fit(open.counting, place, false) == Fit::Exact)
        })
    }

    /// The text that the latest words belong to.
    fn current(&self) -> &str {
        match (self.stack.last().and_then(|open| open.drafts.last()), self.target) {
            (Some(draft), Target::Text) => &draft.text,
            (Some(draft), Target::InnerTail) => &draft.tail,
            (None, Target::Text | Target::InnerTail) => &self.out.text,
            (_, Target::Tail) => self.out.tail.as_deref().unwrap_or(""),
        }
    }

    fn after_elision(&self) -> bool {
        self.stack.last().map_or(self.elided_first, |open| open.after_elision)
    }

    fn elide(&mut self, line: usize) {
        // An elision after the last paragraph of an inner list stands in the list round it.
        while self.stack.len() > 1 && self.stack.last().is_some_and(|open| open.last_announced) {
            self.close();
        }
        let waiting = self.block.as_ref().map_or(0, Block::waiting);
        match self.stack.last_mut() {
            Some(open) => {
                open.elided.push(Elision { before: open.drafts.len() + waiting, line });
                open.after_elision = waiting == 0;
            }
            None => {
                self.out.elided.push(Elision { before: waiting, line });
                self.elided_first = waiting == 0;
            }
        }
    }

    fn open_block(&mut self, labels: Vec<Label>, line: usize) {
        if self.block.as_ref().is_some_and(|block| block.paragraphs > 0) {
            self.settle_block(labels.first());
        }
        let level = self.level_of(labels.first());
        let block = self.block.get_or_insert_with(|| Block::new(level));
        block.labels.extend(labels.into_iter().map(|label| (line, label)));
    }

    /// How deep the list stands that a block of labels belongs to: the outermost, unless its first label opens or
    /// continues an inner one.
    fn level_of(&self, first: Option<&Label>) -> usize {
        let Some(first) = first.filter(|label| label.clean) else { return 0 };
        let innermost = self.stack.len().saturating_sub(1);
        let inside = self.stack.last().map(|open| open.counting.inside());
        if self.current().ends_with(':') && inside.is_some_and(|inside| inside.place(&first.printed) == Some(1)) {
            return innermost + 1;
        }
        let next = self.stack.last().and_then(|open| Some((open.counting, open.drafts.last()?.place? + 1)));
        match next {
            Some((counting, place)) if first.fit(counting, place, false) == Fit::Exact => innermost,
            _ => 0,
        }
    }

    fn labelled(&mut self, label: &Label, rest: &str, row: &Row) {
        let opening = self.stack.is_empty() || self.current().ends_with(':') && !self.after_elision();
        self.target = Target::Text;
        let (depth, counting, place) = if opening {
            let outer = self.stack.last().map(|open| open.counting);
            (self.stack.len(), self.counting_of(label, outer), (!self.after_elision()).then_some(1))
        } else {
            let found = self.place_of(label);
            if self.block.as_ref().is_some_and(|block| block.level >= found.0) {
                self.settle_block(Some(label));
                self.place_of(label)
            } else {
                found
            }
        };
        if opening {
            if self.stack.is_empty() {
                self.settle_block(Some(label));
            }
            self.open_list(counting);
        }
        while self.stack.len() > depth + 1 {
            self.close();
        }
        let (read, place) = self.resolve(label, counting, place, rest, row);
        self.begin(read, place, rest, row);
    }

    /// Opens a list inside the latest paragraph, or the outermost one.
    fn open_list(&mut self, counting: Counting) {
        let outermost = self.stack.is_empty();
        let elided = if outermost { std::mem::take(&mut self.out.elided) } else { Vec::new() };
        let after_elision = outermost && std::mem::take(&mut self.elided_first);
        self.stack.push(Open { counting, drafts: Vec::new(), elided, after_elision, last_announced: false });
    }

    /// How the list that a first label opens is counted.
    fn counting_of(&self, label: &Label, outer: Option<Counting>) -> Counting {
        let inside = outer.map_or(Counting::Letters, Counting::inside);
        if !label.clean {
            return inside;
        }
        let sure = match label.printed.as_str() {
            "(a)" => Some(Counting::Letters),
            "(i)" => Some(Counting::Roman),
            "(A)" => Some(Counting::Capitals),
            "(1)" if !self.damaged => Some(Counting::Numbers),
            _ => None,
        };
        sure.unwrap_or(inside)
    }

    /// The depth, counting and place of a label that continues a list: the innermost where it fits.
    fn place_of(&self, label: &Label) -> (usize, Counting, Option<usize>) {
        let mut damaged = None;
        let innermost = self.stack.len().saturating_sub(1);
        for (depth, open) in self.stack.iter().enumerate().rev() {
            if open.last_announced && depth > 0 && open.drafts.len() > 1 {
                continue;
            }
            let next = open.drafts.last().and_then(|draft| draft.place).map(|place| place + 1);
            let Some(place) = next.filter(|_| !open.after_elision) else {
                if open.counting.place(&label.printed).is_some() {
                    return (depth, open.counting, None);
                }
                continue;
            };
            match label.fit(open.counting, place, self.damaged) {
                Fit::Exact => return (depth, open.counting, Some(place)),
                // A list of one paragraph is none, so the inner one goes on.
                Fit::Damaged if depth == innermost && depth > 0 && open.drafts.len() == 1 => {
                    return (depth, open.counting, Some(place));
                }
                Fit::Damaged => damaged = damaged.or(Some((depth, open.counting, Some(place)))),
                Fit::No => {}
            }
        }
        damaged.unwrap_or_else(|| {
            let fitting = self.stack.iter().enumerate().rev();
            fitting
                .filter_map(|(depth, open)| open.counting.place(&label.printed).map(|_| (depth, open.counting, None)))
                .next()
                .or_else(|| self.stack.last().map(|open| (innermost, open.counting, None)))
                .unwrap_or((0, Counting::Letters, None))
        })
    }

    /// The label that a printed one stands for, with its place; what is mended or unknown is noted.
    fn resolve(
        &mut self,
        label: &Label,
        counting: Counting,
        place: Option<usize>,
        rest: &str,
        row: &Row,
    ) -> (Option<String>, Option<usize>) {
        let printed = Placed::on(row.line, label.printed.clone());
        let fit = place.map_or(Fit::No, |place| label.fit(counting, place, self.damaged));
        match fit {
            Fit::Exact => return (Some(label.printed.clone()), place),
            Fit::Damaged => {
                let read = place.and_then(|place| counting.label(place));
                self.out.repairs.push(Repair { printed, read: read.clone() });
                return (read, place);
            }
            Fit::No => {}
        }
        let read = counting.place(&label.printed).filter(|_| label.clean && !self.names_itself(label, rest));
        if let Some(read) = read {
            let open = self.stack.last();
            let elided = open.is_some_and(|open| open.after_elision);
            let due = open.and_then(|open| open.drafts.last()).map_or(Some(0), |draft| draft.place).filter(|_| !elided);
            if let Some(due) = due.and_then(|due| counting.label(due + 1)) {
                self.out.jumps.push((printed, due));
            }
            return (Some(label.printed.clone()), Some(read));
        }
        self.out.repairs.push(Repair { printed, read: None });
        (None, None)
    }

    /// The paragraph speaks of another by the very label it seems to bear, so the label is misread.
    fn names_itself(&self, label: &Label, rest: &str) -> bool {
        self.damaged && self.number.is_some_and(|number| rest.contains(&format!("Section {number}{}", label.printed)))
    }

    fn begin(&mut self, label: Option<String>, place: Option<usize>, text: &str, row: &Row) {
        self.target = Target::Text;
        let Some(open) = self.stack.last_mut() else { return };
        open.last_announced =
            open.drafts.last().is_some_and(|draft| announces_last(&draft.text) || announces_last(&draft.tail));
        open.after_elision = false;
        let mut draft = Draft { label, place, line: row.line, end_line: row.line, ..Draft::default() };
        join(&mut draft.text, text, self.vocabulary);
        open.drafts.push(draft);
    }

    fn words(&mut self, row: &Row, above: Option<&Row>, done: bool, width: usize) {
        if conjunction(&row.text) || !done {
            if !conjunction(&row.text) && self.tail_after_comma(row, above, width) {
                self.close_into_tail();
            }
            self.append(row);
            return;
        }
        let over = self.stack.last().is_some_and(|open| open.last_announced) || self.current().ends_with('.');
        let closing = over && self.block.as_ref().is_none_or(|block| block.paragraphs > 0 && block.waiting() == 0);
        if self.block.is_some() && !closing {
            self.unlabelled(row);
        } else if self.stack.is_empty() || self.target != Target::Text {
            self.append(row);
        } else if closing || self.after_elision() || !self.damaged {
            self.close_into_tail();
            self.append(row);
        } else {
            self.out.repairs.push(Repair { printed: Placed::on(row.line, String::new()), read: None });
            self.begin(None, None, &row.text, row);
        }
    }

    /// The next paragraph of a block of labels.
    fn unlabelled(&mut self, row: &Row) {
        self.target = Target::Text;
        let Some(mut block) = self.block.take() else { return };
        if self.stack.len() <= block.level {
            let usual = self.stack.last().map_or(Counting::Letters, |open| open.counting.inside());
            self.open_list(block.counting(usual));
        }
        while self.stack.len() > block.level + 1 {
            self.close();
        }
        if block.paragraphs == 0
            && let Some(open) = self.stack.last()
        {
            block.first = open.drafts.len();
            block.after_elision = open.after_elision;
        }
        block.paragraphs += 1;
        self.block = Some(block);
        self.begin(None, None, &row.text, row);
    }

    /// Gives the paragraphs of a block their labels. `following` is the next label of the same list, where one is read.
    fn settle_block(&mut self, following: Option<&Label>) {
        let Some(block) = self.block.take() else { return };
        let Some(open) = self.stack.get_mut(block.level).filter(|_| block.paragraphs > 0) else {
            self.out.idle.extend(block.labels.into_iter().map(|(line, label)| Placed::on(line, label.printed)));
            return;
        };
        blocks::settle(block, open, following, self.damaged, &mut self.out.repairs, &mut self.out.idle);
    }

    /// A paragraph that ends with a comma is followed by the words that close the list. A blank line proves that it
    /// ends there; a scan puts blank lines anywhere, so in one the next word must have fitted on the line too.
    fn tail_after_comma(&self, row: &Row, above: Option<&Row>, width: usize) -> bool {
        let Some(above) = above else { return false };
        let parted = row.gap && !row.page && !above.cut && self.current().ends_with(',');
        let ended = self.target == Target::Tail || (self.target == Target::InnerTail && self.damaged);
        if self.stack.is_empty() || ended || !parted {
            return false;
        }
        let next = row.text.split_whitespace().next().unwrap_or("");
        let filled = above.text.chars().count() + 1 + next.chars().count();
        let closes =
            matches!(next, "and" | "or" | "but" | "in" | "provided" | "then" | "shall" | "the" | "unless" | "except");
        !self.damaged || (closes && filled * 10 <= width * 8)
    }

    fn close_into_tail(&mut self) {
        if self.stack.len() == 1 {
            // The outermost list stays open: its paragraphs may still get their labels.
            self.target = Target::Tail;
        } else {
            self.close();
            self.target = Target::InnerTail;
        }
    }

    /// Ends the innermost list: its paragraphs go into the one round it.
    fn close(&mut self) {
        if self.block.as_ref().is_some_and(|block| block.level + 1 == self.stack.len()) {
            self.settle_block(None);
        }
        let Some(open) = self.stack.pop() else { return };
        let Some(round) = self.stack.last_mut().and_then(|round| round.drafts.last_mut()) else { return };
        round.items = open.drafts.into_iter().map(Draft::into_item).collect();
        round.elided = open.elided;
        self.target = Target::Text;
    }

    fn append(&mut self, row: &Row) {
        let text = match (self.stack.last_mut().and_then(|open| open.drafts.last_mut()), self.target) {
            (Some(draft), Target::Text) => {
                draft.end_line = row.line;
                &mut draft.text
            }
            (Some(draft), Target::InnerTail) => &mut draft.tail,
            (None, Target::Text | Target::InnerTail) => {
                self.out.lines.1 = row.line;
                &mut self.out.text
            }
            (_, Target::Tail) => self.out.tail.get_or_insert_default(),
        };
        join(text, &row.text, self.vocabulary);
    }

    fn finish(mut self) -> Paragraphs {
        if let Some(open) = self.stack.pop() {
            self.out.items = open.drafts.into_iter().map(Draft::into_item).collect();
            self.out.elided = open.elided;
        }
        self.out
    }
}

impl Draft {
    fn into_item(self) -> Item {
        Item {
            label: self.label,
            text: Placed::over(self.line, self.end_line, self.text),
            items: self.items,
            tail: Some(self.tail).filter(|tail| !tail.is_empty()),
            elided: self.elided,
        }
    }
}
