//! Words as they stand in a query, a form or a cookie.

/// Everything but letters, digits and a few marks as `%XX`.
pub(crate) fn encode(words: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    words.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Undoes `%XX`. Bytes that are no text become the sign for what cannot be read.
pub(crate) fn decode(text: &str) -> String {
    String::from_utf8_lossy(&bytes_of(text)).into_owned()
}

fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: Option<String> =
            rest.next().zip(rest.next()).map(|(one, two)| [char::from(one), char::from(two)].iter().collect());
        bytes.extend(digits.and_then(|digits| u8::from_str_radix(&digits, 16).ok()));
    }
    bytes
}

/// A name or value of a form that is recorded: none where its bytes are no text, so that nothing else is recorded for it.
pub(crate) fn text_sent(text: &str) -> Option<String> {
    String::from_utf8(bytes_of(&text.replace('+', " "))).ok()
}

/// A name or value of a form or query, with its `+` and `%XX` undone.
pub(crate) fn form_text(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_not_taken_for_some() {
        assert_eq!(text_sent("Caf%C3%A9+rules").as_deref(), Some("Café rules"));
        assert_eq!((text_sent("Caf%e9"), decode("Caf%e9")), (None, "Caf\u{fffd}".to_owned()));
    }
}
