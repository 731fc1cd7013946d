//! Acts on bodies: who holds an office no longer, which body has a function, which interest a member has.

mod declare_interest;
mod end_body_function;
mod end_office;
mod establish_body;

pub use declare_interest::DeclareInterest;
pub use end_body_function::EndBodyFunction;
pub use end_office::EndOffice;
pub use establish_body::EstablishBody;
