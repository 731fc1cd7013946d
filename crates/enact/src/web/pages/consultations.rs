//! Open, coming and closed consultations.

use askama::Template;

use crate::web::{ActOffers, Day, Frame, Link, Moment};

/// One consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationRow {
    /// `Modification Report Consultation`, with a link to it on its modification's page.
    pub consultation: Link,
    /// The modification's id and title.
    pub modification: String,
    /// Who is asked.
    pub asked: String,
    /// The day it is issued.
    pub opens: Day,
    /// When it closes.
    pub closes: Moment,
    /// How long that leaves, where it is open.
    pub left: Option<String>,
    /// How many responses are held.
    pub responses: u32,
    /// The form to respond, where the reader may.
    pub respond: Option<Link>,
}

/// `/{code}/consultations`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/consultations.html")]
pub struct ConsultationsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Open ones, the first to close first.
    pub open: Vec<ConsultationRow>,
    /// Planned ones.
    pub coming: Vec<ConsultationRow>,
    /// Closed ones, newest first.
    pub closed: Vec<ConsultationRow>,
    /// What the reader may do without a consultation in hand.
    pub acts: ActOffers,
}
