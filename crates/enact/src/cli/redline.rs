//! `enact redline OLD NEW`

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use legaltext::redline::{self, Change, ChangeKind, Op};

use super::{Output, Verdict, file};
use crate::failure::Failure;

/// Shows what changed between two texts of the Code.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact redline section-d-8.0.txt section-d-9.0.txt")]
pub struct Redline {
    /// The old text.
    old: String,
    /// The new text.
    new: String,
    /// Whether unchanged provisions are shown too.
    #[arg(long, value_enum, default_value_t = Context::None)]
    context: Context,
    /// Writes a page (`.html`) instead of printing.
    #[arg(long, value_name = "FILE.html")]
    out: Option<String>,
}

/// How much unchanged text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Context {
    /// Changed provisions only.
    None,
    /// All of both texts.
    All,
}

impl Redline {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let (old, new) = (file::text_or_nothing(&self.old)?, file::text_or_nothing(&self.new)?);
        let context = match self.context {
            Context::None => redline::Context::Around(0),
            Context::All => redline::Context::All,
        };
        let mut compared = redline::texts_within(&old, &new, context);
        compared.old.clone_from(&self.old);
        compared.new.clone_from(&self.new);
        if let Some(path) = &self.out {
            if !path.ends_with(".html") {
                return Err(Failure::new(format!("{path} must end in .html; Word files are not written yet")));
            }
            let page = crate::server::redline_file(&compared).map_err(|error| Failure::new(error.to_string()))?;
            std::fs::write(path, page).map_err(|error| Failure::new(format!("{path} cannot be written: {error}")))?;
            return output.line(&format!("{path} written")).map(|()| Verdict::Right);
        }
        if !output.is_human() {
            output.json(&compared)?;
            return Ok(Verdict::Right);
        }
        for change in &compared.changes {
            let text = marked(change, output);
            output.line(&format!("{} {}", heading(change), text.trim_end()))?;
        }
        let (words, provisions) = (compared.words, compared.provisions);
        output.line(&format!(
            "{} words removed, {} added; provisions: {} changed, {} inserted, {} removed, {} moved, {} renumbered",
            words.removed,
            words.added,
            provisions.changed,
            provisions.inserted,
            provisions.removed,
            provisions.moved,
            provisions.renumbered
        ))?;
        Ok(Verdict::Right)
    }
}

fn heading(change: &Change) -> String {
    let number = |number: &Option<String>| number.clone().unwrap_or_else(|| "–".to_owned());
    match change.kind {
        ChangeKind::Unchanged => "          ".to_owned(),
        ChangeKind::Changed => format!("changed {}:", number(&change.new_number)),
        ChangeKind::Inserted => format!("inserted {}:", number(&change.new_number)),
        ChangeKind::Removed => format!("removed {}:", number(&change.old_number)),
        ChangeKind::Moved => format!("moved {} -> {}:", number(&change.old_number), number(&change.new_number)),
        ChangeKind::Renumbered => {
            format!("renumbered {} -> {}:", number(&change.old_number), number(&change.new_number))
        }
    }
}

/// The words with their marks, which stand without colour too.
fn marked(change: &Change, output: &Output<'_>) -> String {
    let (gone, new) = (
        Style::new().strikethrough().fg_color(Some(AnsiColor::Red.into())),
        Style::new().underline().fg_color(Some(AnsiColor::Green.into())),
    );
    let segments = change.segments.iter().map(|segment| match segment.op {
        Op::Equal => segment.text.clone(),
        Op::Delete => output.styled(gone, &format!("[-{}-]", segment.text)),
        Op::Insert => output.styled(new, &format!("{{+{}+}}", segment.text)),
    });
    segments.collect()
}
