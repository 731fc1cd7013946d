//! What the reader may do now, over the whole register.

use askama::Template;

use crate::web::{ActOffers, Frame, Link};

/// The acts on one modification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActGroup {
    /// The modification: its id and title.
    pub subject: Link,
    /// The deadline in words, where there is one.
    pub deadline: Option<String>,
    /// The forms of the acts that are open.
    pub open: Vec<Link>,
}

/// `/{code}/acts`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/acts.html")]
pub struct ActsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Acts that need no modification yet.
    pub general: ActOffers,
    /// Modifications with an act open to the reader, soonest deadline first.
    pub groups: Vec<ActGroup>,
}
