//! What the answer to a question comes to: yes, no, nothing, or something else.

/// What an answer comes to. The words themselves are never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Yes, alone or with more after it.
    Yes,
    /// No, alone or with more after it.
    No,
    /// One of the many ways to say nothing: a dash, `N/A`, `None`, `No comments`.
    Nothing,
    /// Something that is neither.
    Otherwise,
}

/// What an answer comes to. `No costs` is not a no, and `N/A` is neither yes nor no.
#[must_use]
pub fn said(words: &str) -> Said {
    let plain = words.trim().trim_end_matches(['.', ',', ';', '!']).trim().to_lowercase();
    const NOTHING: [&str; 16] = [
        "",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "n.a",
        "none",
        "nil",
        "nothing",
        "not applicable",
        "no comment",
        "no comments",
        "no further comment",
        "no further comments",
        "none at this time",
    ];
    if NOTHING.contains(&plain.as_str()) {
        return Said::Nothing;
    }
    let begins = |word: &str| {
        plain.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([',', '.', ';', ':', '('])
                || rest.starts_with(" -")
                || rest.starts_with(" –")
        })
    };
    match (begins("yes"), begins("no")) {
        (true, _) => Said::Yes,
        (false, true) => Said::No,
        (false, false) => Said::Otherwise,
    }
}
