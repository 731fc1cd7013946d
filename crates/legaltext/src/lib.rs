//! legaltext
