//! The pages, one file each.

mod modification;
mod register;

pub use modification::{
    Answer, ConsultationView, HistoryLine, ImplementationDate, ModificationPage, NextStep, Question,
};
pub use register::{RegisterPage, RegisterRow};
