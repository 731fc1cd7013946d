//! Why a Word file cannot be written or read.

use thiserror::Error;

/// Why a Word file cannot be written or read. Each is one plain sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocxError {
    /// The package could not be put together.
    #[error("the Word file cannot be made: {0}; give a smaller text")]
    Unwritable(String),
    /// The bytes are no zip package.
    #[error(
        "this is no Word file (DOCX), or one that is cut short: {0}; save the document again as .docx and give that"
    )]
    NoPackage(String),
    /// The file is of the older Word format, or protected by a password.
    #[error(
        "this is a Word file of the old kind (.doc) or one protected by a password; save it as .docx without a password and \
         give that"
    )]
    OldOrLocked,
    /// The package is a spreadsheet, a presentation, or something else.
    #[error("this package holds no Word document; give a .docx file")]
    NoDocument,
    /// The file is larger than what is read.
    #[error("the file is too large to read: {0}; give a file with one document of the Code")]
    TooLarge(String),
    /// The package is made to mislead whoever unpacks it.
    #[error(
        "the file is not opened, because it is made as no Word file is: {0}; save the document again as .docx and give that"
    )]
    Trap(String),
    /// The document part has a document type declaration, which may pull in other files.
    #[error("the file declares its own document type, which no Word file does; save it again as .docx and give that")]
    DocumentType,
    /// The document part is damaged and nothing could be read.
    #[error("the file is damaged and nothing can be read: {0}; open it in Word, let Word repair it, and save it again")]
    Damaged(String),
    /// The file does not say which document of the Code it is.
    #[error(
        "the file does not say which document of the Code it holds; let it begin with a title such as \"Section D: \
         Modification Process\", or name the document"
    )]
    NoTitle,
    /// The words cannot be read as a document of the Code.
    #[error("the words cannot be read as {document}: {problem}")]
    Unreadable {
        /// Which document.
        document: String,
        /// What is wrong and where.
        problem: String,
    },
}
