//! What the typesetter may see: one template, one file of data, our fonts.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::PdfError;

/// The name under which a template finds its data.
const DATA: &str = "/data.json";
const TEMPLATE: &str = "/paper.typ";

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF]
        .into_iter()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

struct OnePaper {
    main: Source,
    data: (FileId, Bytes),
}

impl World for OnePaper {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// No clock: a template that needs a date finds it in its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Lays a template out with its data and writes it as PDF.
pub(super) fn render(template: &str, data: Vec<u8>, name: &str) -> Result<Vec<u8>, PdfError> {
    let world =
        OnePaper { main: Source::new(file(TEMPLATE)?, template.to_owned()), data: (file(DATA)?, Bytes::new(data)) };
    let made = write(&world, name);
    // The typesetter keeps what it computed for the next paper, also of one that failed; papers differ, memory is finite.
    typst::comemo::evict(0);
    made
}

/// Puts what the fonts can print in place of what they cannot: a sign that they lack becomes its code in brackets, so that
/// nothing is lost unseen, and a control character a space. Without this one such sign in a user's words would stop the paper.
pub(super) fn keep_printable(data: &mut Value) {
    match data {
        Value::String(text) => {
            if text.chars().any(|c| !is_printable(c)) {
                *text = text.chars().map(printed).collect();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(keep_printable),
        Value::Object(fields) => fields.values_mut().for_each(keep_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_printable(c: char) -> bool {
    c == '\n'
        || (' '..='~').contains(&c)
        || (!c.is_control() && FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c))))
}

fn printed(c: char) -> String {
    if is_printable(c) {
        c.to_string()
    } else if c.is_control() {
        " ".to_owned()
    } else {
        format!("[U+{:04X}]", u32::from(c))
    }
}

fn write(world: &OnePaper, name: &str) -> Result<Vec<u8>, PdfError> {
    let document: PagedDocument = typst::compile(world).output.map_err(|errors| said(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| PdfError(format!("{e:?}")))?;
    let options = PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some("Enact".to_owned())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors))
}

fn file(path: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(path).map_err(|error| PdfError(format!("{error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn said(errors: &[SourceDiagnostic]) -> PdfError {
    let sentences: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PdfError(sentences.join("; "))
}
