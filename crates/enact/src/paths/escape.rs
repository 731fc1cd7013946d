//! Words as they stand in a query, a form or a cookie.

/// Everything but letters, digits and a few marks as `%XX`.
pub(crate) fn encode(words: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    words.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Undoes `%XX`. Bytes that are no text become the sign for what cannot be read.
pub(crate) fn decode(text: &str) -> String {
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
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A name or value of a form, with its `+` and `%XX` undone.
pub(crate) fn form_text(text: &str) -> String {
    decode(&text.replace('+', " "))
}
