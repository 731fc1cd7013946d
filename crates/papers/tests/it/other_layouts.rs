//! The same kinds of document in other layouts, for another Code and other releases.
