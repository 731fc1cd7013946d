//! Akoma Ntoso 3.0 (OASIS LegalDocML) out and in.
//!
//! Out: a document of a Code, the cover that holds an edition's documents together, and a legal text. What is written is
//! valid against the published schema, and its identifiers and addresses follow the OASIS naming convention; decision 0014
//! says which element stands for what. In: what was written comes back the same, words, numbers, structure and identities;
//! what other publishers write comes in as far as a Code can hold it, and a list says what could not be carried.
//!
//! ```
//! use legaltext::{Edition, markup};
//! use papers::akoma::{self, Meta, Organisation};
//!
//! let document = markup::parse("# Section B: Bodies\n\nB1.1 The Panel meets.\n", "example").map_err(|e| e[0].clone())?;
//! let id = document.id().clone();
//! let meta = Meta {
//!     title: "Specimen Code".into(),
//!     country: "gb".into(),
//!     begins: "2020-01-01".parse()?,
//!     in_force: "2024-02-29".parse()?,
//!     written: "2024-03-01".parse()?,
//!     publisher: Organisation { id: "administrator".into(), name: "The Administrator".into() },
//!     changes: Vec::new(),
//! };
//! let xml = akoma::write_document(&Edition::new("specimen", [document]), &id, &meta).unwrap();
//! assert!(xml.contains("<subclause eId=\"sec_B__subcl_B1-1\""));
//! let back = akoma::read(&xml, &akoma::Reading::from("example"))?;
//! assert_eq!(back.documents[0].id(), &id);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amending;
mod inline;
mod marks;
mod meta;
mod naming;
mod reading;
mod tree;
mod writing;
mod xml;

pub use amending::write_amendments;
pub use meta::{Change, Located, Meta, Organisation, Touch, TouchKind};
pub use naming::{Address, component, eid};
pub use reading::{Import, Loss, LossKind, Reading, read};
pub use tree::AkomaError;
pub use writing::{Writer, write_cover, write_cover_of, write_document};
