//! `enact redline OLD NEW`

use std::path::PathBuf;
use std::str::FromStr;

use anstyle::{AnsiColor, Style};
use clap::Args;
use legaltext::redline::{self, Change, ChangeKind, ChangedBlock, Folded, Op, Segment};
use papers::docx;

use super::editions::{About, Registers, Signature, Source, Text, Words, write};
use super::{Output, Verdict};
use crate::failure::Failure;

/// Shows what changed between two texts of the Code.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact redline sec:section-d@9.0 sec:section-d@2024-02-29+mp167b --out redline.html\n\n\
                  OLD and NEW are files, or editions: sec:section-d@9.0 (a version), sec:section-d@2024-02-29 (a day),\n\
                  sec:section-d@2024-02-29+mp167b (with an open proposal), sec@2024-02-29 (the whole Code),\n\
                  sec:section-d@2024-02-29,known-2023-09-20 (as known on a day)."
)]
pub struct Redline {
    /// The old text: a file or an edition.
    old: String,
    /// The new text: a file or an edition.
    new: String,
    /// How many unchanged provisions are shown around each change: `none`, a number, or `all`.
    #[arg(long, default_value = "none", value_name = "none|N|all")]
    context: Context,
    /// Writes a page (`.html`), or a Word file with tracked changes (`.docx`), instead of printing.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    #[command(flatten)]
    signature: Signature,
    #[command(flatten)]
    source: Source,
}

/// How much unchanged text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// So many unchanged provisions before and after each change.
    Around(usize),
    /// All of both texts.
    All,
}

impl FromStr for Context {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::Around(0)),
            "all" => Ok(Self::All),
            number => number.parse().map(Self::Around).map_err(|_| "give none, a number, or all".to_owned()),
        }
    }
}

impl From<Context> for redline::Context {
    fn from(context: Context) -> Self {
        match context {
            Context::Around(count) => Self::Around(count),
            Context::All => Self::All,
        }
    }
}

impl Redline {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let old = Text::read(&self.old, &mut registers)?;
        let new = Text::read(&self.new, &mut registers)?;
        if let Some(path) = &self.out {
            RedlineForm::asked(path)?;
        }
        let compared = compared(&old, &new, self.context).named(&self.old, &self.new);
        if let Some(path) = &self.out {
            write_out(path, &compared, &old, &new, &self.signature)?;
            if output.is_human() {
                output.line(&format!("{path} written: {}", summary(&compared)))?;
            } else {
                output.json(&compared)?;
            }
            return Ok(Verdict::Right);
        }
        if !output.is_human() {
            output.json(&compared)?;
            return Ok(Verdict::Right);
        }
        print(&compared, self.context, output)?;
        Ok(Verdict::Right)
    }
}

/// What differs. Two editions of a register are compared by who their provisions are, all else as two texts.
fn compared(old: &Text, new: &Text, context: Context) -> redline::Redline {
    match (&old.words, &new.words, context) {
        (Words::Held(old), Words::Held(new), Context::Around(0)) => redline::editions(old, new),
        (Words::Held(old), Words::Held(new), Context::Around(count)) => {
            near(redline::editions_in_full(old, new), count)
        }
        (Words::Held(old), Words::Held(new), Context::All) => redline::editions_in_full(old, new),
        (Words::Raw(old), Words::Raw(new), _) => redline::texts_within(old, new, context.into()),
        (Words::Raw(_), Words::Held(_), _) | (Words::Held(_), Words::Raw(_), _) => {
            redline::texts_within(&old.printed(), &new.printed(), context.into())
        }
    }
}

/// Without the unchanged provisions that are not near a change.
fn near(mut compared: redline::Redline, count: usize) -> redline::Redline {
    let shown = compared.folded(count).into_iter().filter_map(|folded| match folded {
        Folded::Shown(change) => Some(change.clone()),
        Folded::LeftOut(_) => None,
    });
    compared.changes = shown.collect();
    compared
}

/// How a redline is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RedlineForm {
    /// A page.
    Page,
    /// A Word file with tracked changes.
    Word,
}

impl RedlineForm {
    /// The form that a file's name asks for.
    ///
    /// # Errors
    /// It asks for none that is known.
    pub(super) fn asked(path: &str) -> Result<Self, Failure> {
        let name = path.to_ascii_lowercase();
        if name.ends_with(".html") {
            Ok(Self::Page)
        } else if name.ends_with(".docx") {
            Ok(Self::Word)
        } else {
            Err(Failure::new(format!(
                "{path} must end in .html or .docx, for a page or a Word file with tracked changes"
            )))
        }
    }
}

/// Writes a redline of two texts to a file, in the form that its name ends with.
///
/// # Errors
/// No form is known by that ending, or the file cannot be written.
pub(super) fn write_out(
    path: &str,
    compared: &redline::Redline,
    old: &Text,
    new: &Text,
    signature: &Signature,
) -> Result<(), Failure> {
    let bytes = match RedlineForm::asked(path)? {
        RedlineForm::Page => {
            crate::server::redline_file(compared).map_err(|error| Failure::new(error.to_string()))?.into_bytes()
        }
        RedlineForm::Word => {
            let (style, marking) = (signature.style(&About::files())?, signature.marking()?);
            let written = match (&old.words, &new.words) {
                (Words::Held(old), Words::Held(new)) => docx::write_redline(old, new, &style, &marking),
                (Words::Raw(_) | Words::Held(_), Words::Raw(_) | Words::Held(_)) => {
                    let whole = redline::texts(&old.printed(), &new.printed()).named(&compared.old, &compared.new);
                    docx::write_text_changes(&whole, &style, &marking)
                }
            };
            written.map_err(|error| Failure::new(error.to_string()))?
        }
    };
    write(path, &bytes)
}

fn print(compared: &redline::Redline, context: Context, output: &mut Output<'_>) -> Result<(), Failure> {
    match context {
        Context::Around(0) | Context::All => {
            for change in &compared.changes {
                line(change, context, output)?;
            }
        }
        Context::Around(count) => {
            for folded in compared.folded(count) {
                match folded {
                    Folded::Shown(change) => line(change, context, output)?,
                    Folded::LeftOut(_) => output.line(&format!("… {folded}"))?,
                }
            }
        }
    }
    output.line(&summary(compared))
}

fn line(change: &Change, context: Context, output: &mut Output<'_>) -> Result<(), Failure> {
    if change.kind == ChangeKind::Unchanged {
        if context != Context::Around(0) {
            output.line(change.new_text().trim_matches('\n'))?;
            output.line("")?;
        }
        return Ok(());
    }
    output.line(&output.styled(Style::new().bold(), &heading(change)))?;
    // A line whose end is gone runs on into the next one, unless that is gone too.
    let mut open: Option<String> = None;
    for block in change.blocks() {
        match block {
            ChangedBlock::Blank(_) => {}
            ChangedBlock::Paragraph(line)
            | ChangedBlock::Formula(line)
            | ChangedBlock::Note(line)
            | ChangedBlock::Figure(line) => {
                let words = marked(&line.segments, output);
                let joined = match (open.take(), line.op) {
                    (None, _) => words,
                    (Some(before), Op::Equal | Op::Insert) => format!("{before} {}", words.trim_start()),
                    (Some(before), Op::Delete) => {
                        output.line(&before)?;
                        words
                    }
                };
                if line.end == Some(Op::Delete) {
                    open = Some(joined);
                } else {
                    output.line(&joined)?;
                }
            }
            ChangedBlock::Table(rows) => {
                if let Some(before) = open.take() {
                    output.line(&before)?;
                }
                for row in rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| marked(&cell.segments, output)).collect();
                    output.line(&format!("| {} |", cells.join(" | ")))?;
                }
            }
        }
    }
    if let Some(before) = open {
        output.line(&before)?;
    }
    output.line("")
}

/// What differs, counted: `1 word removed, 2 added; provisions: 1 changed, …`.
pub(super) fn summary(compared: &redline::Redline) -> String {
    let (words, provisions) = (compared.words, compared.provisions);
    let removed =
        if words.removed == 1 { "1 word removed".to_owned() } else { format!("{} words removed", words.removed) };
    format!(
        "{removed}, {} added; provisions: {} changed, {} inserted, {} removed, {} moved, {} renumbered",
        words.added,
        provisions.changed,
        provisions.inserted,
        provisions.removed,
        provisions.moved,
        provisions.renumbered
    )
}

fn heading(change: &Change) -> String {
    let number = |number: &Option<String>| number.clone().unwrap_or_else(|| "–".to_owned());
    match change.kind {
        ChangeKind::Unchanged => String::new(),
        ChangeKind::Changed => format!("changed {}:", number(&change.new_number)),
        ChangeKind::Inserted => format!("inserted {}:", number(&change.new_number)),
        ChangeKind::Removed => format!("removed {}:", number(&change.old_number)),
        ChangeKind::Moved => format!("moved {} -> {}:", number(&change.old_number), number(&change.new_number)),
        ChangeKind::Renumbered => {
            format!("renumbered {} -> {}:", number(&change.old_number), number(&change.new_number))
        }
    }
}

/// The words with their marks, which stand without colour too. A mark holds no spaces at its ends.
fn marked(segments: &[Segment], output: &Output<'_>) -> String {
    let (gone, new) = (
        Style::new().strikethrough().fg_color(Some(AnsiColor::Red.into())),
        Style::new().underline().fg_color(Some(AnsiColor::Green.into())),
    );
    let mut line = String::new();
    for segment in segments {
        let words = segment.text.trim();
        if words.is_empty() || segment.op == Op::Equal {
            line.push_str(&segment.text);
            continue;
        }
        let mark = match segment.op {
            Op::Delete => output.styled(gone, &format!("[-{words}-]")),
            Op::Insert | Op::Equal => output.styled(new, &format!("{{+{words}+}}")),
        };
        let (before, after) = segment.text.split_once(words).unwrap_or_default();
        line.push_str(before);
        line.push_str(&mark);
        line.push_str(after);
    }
    line.trim_end().to_owned()
}
