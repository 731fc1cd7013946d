//! Small pieces of the sentences that the site and the commands say.

/// A count with its word: `1 error`, `2 errors`.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A word with a capital letter at its head.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text on one line, its words one space apart.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong in a TOML file: the line, from 1, where the reader knows it, and its words, never what stands there.
#[must_use]
pub fn toml_fault(error: &toml::de::Error, text: &str) -> String {
    let line = error.span().map(|span| text.bytes().take(span.start).filter(|&byte| byte == b'\n').count() + 1);
    let message = one_line(error.message());
    line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_line_and_not_with_what_stands_there() {
        let text = "a = \"b\"\nkey = sesame\n";
        let told = toml_fault(&toml::from_str::<toml::Table>(text).unwrap_err(), text);
        assert!(told.starts_with("line 2: ") && !told.contains("sesame"), "{told}");
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!([counted(0, "note"), counted(1, "note")], ["0 notes", "1 note"]);
        assert_eq!(capital("élan"), "Élan");
    }
}
