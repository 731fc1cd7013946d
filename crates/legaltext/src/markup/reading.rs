//! Reads the markup into provisions.

mod tree;

use std::sync::Arc;

use crate::citation::Citation;
use crate::definition::Definition;
use crate::document::{Document, DocumentParts};
use crate::document_id::DocumentId;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;

use super::MarkupError;
use super::lines::{Line, classify, indent};
use tree::Tree;

/// Where identities of what is read come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids<'a> {
    /// The Code and the import or modification.
    pub(crate) origin: &'a str,
    /// The step: `import`, or the place of an amendment in its list.
    pub(crate) operation: &'a str,
}

impl Ids<'_> {
    pub(crate) fn of(&self, at: &Citation) -> ProvisionId {
        ProvisionId::derive(self.origin, self.operation, &at.to_string())
    }

    pub(crate) fn of_term(&self, under: &Citation, term: &str) -> ProvisionId {
        ProvisionId::derive(self.origin, self.operation, &format!("{under} \"{term}\""))
    }
}

/// Provisions without a document around them, as an amendment holds them.
#[derive(Debug, Default)]
pub(crate) struct Fragment {
    pub(crate) provisions: Vec<Arc<Provision>>,
    pub(crate) definitions: Vec<Arc<Definition>>,
}

/// Reads a whole document whose first line is line `before + 1` of what the user typed.
pub(super) fn read_document(text: &str, before: usize, origin: &str) -> Result<Document, Vec<MarkupError>> {
    let mut lines = text.lines().enumerate().map(|(i, line)| (before + i + 1, line)).peekable();
    while lines.next_if(|(_, line)| line.trim().is_empty()).is_some() {}
    let (title_line, title) = lines.next().unwrap_or((before + 1, ""));
    let Some((id, title)) = read_title(title) else {
        let message = "a document begins with its title, for example: # Section D: Modification Process";
        return Err(vec![MarkupError::new(title_line, message)]);
    };
    let mut version = None;
    while let Some((_, line)) = lines.next_if(|(_, line)| line.trim().is_empty() || line.starts_with("version:")) {
        version = line.strip_prefix("version:").map(|v| v.trim().to_owned()).or(version);
    }
    let ids = Ids { origin, operation: "import" };
    let mut tree = Tree::new(id.letter(), false);
    lines.for_each(|(number, line)| tree.line(number, indent(line), classify(line)));
    let fragment = tree.finish(&Citation::of_document(&id), ids, None)?;
    Ok(Document::new(DocumentParts {
        id,
        title,
        version,
        definitions: fragment.definitions,
        provisions: fragment.provisions,
    }))
}

fn read_title(line: &str) -> Option<(DocumentId, String)> {
    let Line::Title(title) = classify(line) else { return None };
    let (name, title) = title.split_once(':').unwrap_or((title, ""));
    Some((DocumentId::from_printed(name).ok()?, title.trim().to_owned()))
}

/// Reads provisions that stand below `under`; list items may stand alone.
pub(crate) fn read_fragment(text: &str, under: &Citation, ids: Ids<'_>) -> Result<Fragment, Vec<MarkupError>> {
    read_below(text, under, ids, None)
}

/// The same, of the words that a provision is to have: what keeps its number in it keeps its identity.
pub(crate) fn read_fragment_of(
    was: &Arc<Provision>,
    text: &str,
    under: &Citation,
    ids: Ids<'_>,
) -> Result<Fragment, Vec<MarkupError>> {
    read_below(text, under, ids, Some(was))
}

fn read_below(
    text: &str,
    under: &Citation,
    ids: Ids<'_>,
    was: Option<&Arc<Provision>>,
) -> Result<Fragment, Vec<MarkupError>> {
    let document = under.document_id();
    let mut tree = Tree::new(document.as_ref().map_or("", DocumentId::letter), true);
    let (text, cut) = indented(text);
    for (number, line) in text.lines().enumerate() {
        tree.line(number + 1, indent(line).saturating_sub(cut), classify(line));
    }
    tree.finish(under, ids, was)
}

/// Reads the words of one definition; the term may be given apart or stand at their head.
pub(crate) fn read_definition(
    term: &str,
    text: &str,
    under: &Citation,
    ids: Ids<'_>,
) -> Result<Definition, Vec<MarkupError>> {
    let text = dedented(text);
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let states_term = matches!(classify(first), Line::Definition(stated, _) if stated == term);
    let whole = if states_term { text } else { format!("\"{term}\" {}", text.trim_start()) };
    let fragment = read_fragment(&whole, under, ids)?;
    match (fragment.provisions.as_slice(), fragment.definitions.as_slice()) {
        ([], [only]) if only.term() == term => Ok(only.as_ref().clone()),
        _ => {
            Err(vec![MarkupError::new(1, format!("the text must hold the definition of \"{term}\" and nothing else"))])
        }
    }
}

/// The text without empty lines at either end, and the columns by which all its lines stand in, so that a text may be quoted
/// indented.
fn indented(text: &str) -> (&str, usize) {
    let text = text.trim_start_matches('\n').trim_end();
    // A first line typed beside an opening quotation mark has no indentation; the others then keep theirs.
    if text.lines().next().map_or(0, indent) == 0 {
        return (text, 0);
    }
    (text, text.lines().filter(|l| !l.trim().is_empty()).map(indent).min().unwrap_or(0))
}

/// The text without the indentation that all its lines share.
fn dedented(text: &str) -> String {
    let (text, cut) = indented(text);
    let mut out = String::with_capacity(text.len() + 1);
    for line in text.lines() {
        (cut..indent(line)).for_each(|_| out.push(' '));
        out.push_str(line.trim());
        out.push('\n');
    }
    out
}
