//! Looks at the bytes of a PDF before any program opens it.
//!
//! Only what stands outside streams is looked at: names there are what a PDF says of itself. Nothing is unpacked.

use super::{Notice, NoticeKind};

/// Most pages that a PDF may say it has.
const MOST_PAGES: u64 = 20_000;

/// Names that make a PDF do something, with what they do.
const ACTIVE: [(&[u8], &str); 6] = [
    (b"JavaScript", "scripts"),
    (b"JS", "scripts"),
    (b"Launch", "an action that starts another program"),
    (b"EmbeddedFile", "other files inside it"),
    (b"RichMedia", "moving pictures or sound that a program plays"),
    (b"XFA", "a form that a program fills in"),
];

/// Notices about what the PDF holds beside its text, none of which is ever run or opened.
///
/// # Errors
/// One sentence where it is encrypted or says that it has more pages than any document.
pub fn examine(bytes: &[u8]) -> Result<Vec<Notice>, String> {
    let mut active: Vec<&str> = Vec::new();
    let mut refusal = None;
    each_name(bytes, |name, behind| {
        if name == b"Encrypt" {
            let sentence = "this PDF is encrypted; save it again without a password or restrictions and give that";
            refusal.get_or_insert_with(|| sentence.to_owned());
        }
        if name == b"Count" && number(behind).is_some_and(|pages| pages > MOST_PAGES) {
            let sentence = format!("this PDF says that it has more than {MOST_PAGES} pages; give one document");
            refusal.get_or_insert(sentence);
        }
        if let Some((_, what)) = ACTIVE.iter().find(|(known, _)| *known == name)
            && !active.contains(what)
        {
            active.push(what);
        }
    });
    if let Some(sentence) = refusal {
        return Err(sentence);
    }
    let notice = |what: &str| Notice {
        kind: NoticeKind::Active,
        line: 1,
        message: format!("The PDF holds {what}. They were not touched; only its text was read."),
    };
    Ok(active.into_iter().map(notice).collect())
}

/// Calls `take` with every name outside streams, its `#xx` undone, and the bytes behind it.
fn each_name(bytes: &[u8], mut take: impl FnMut(&[u8], &[u8])) {
    let mut rest = bytes;
    loop {
        let Some(at) = rest.iter().position(|byte| *byte == b'/' || *byte == b's') else { return };
        let (_, from) = rest.split_at(at);
        if from.starts_with(b"stream\n") || from.starts_with(b"stream\r\n") {
            let end = from.windows(9).position(|window| window == b"endstream");
            let Some(end) = end else { return };
            rest = from.get(end + 9..).unwrap_or_default();
            continue;
        }
        let Some((b'/', name)) = from.split_first() else {
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let end = name.iter().position(|byte| !is_regular(*byte)).unwrap_or(name.len());
        let (name, behind) = name.split_at(end);
        take(&decoded(name), behind);
        rest = behind;
    }
}

fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"()<>[]{}/%".contains(&byte)
}

fn decoded(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'#') {
            Some(byte) => {
                out.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = behind;
            }
        }
    }
    out
}

fn number(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start();
    let digits: Vec<u8> = bytes.iter().copied().take_while(u8::is_ascii_digit).take(19).collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pdf_would_do_is_told_and_streams_say_nothing() {
        let told = |bytes: &[u8]| examine(bytes).unwrap().into_iter().map(|notice| notice.message).collect::<Vec<_>>();
        assert_eq!(
            told(b"%PDF-1.7\n1 0 obj << /Type /Catalog >> stream\n/JS /Launch\nendstream\n"),
            Vec::<String>::new()
        );
        assert!(told(b"%PDF-1.7\n<< /OpenAction << /S /J#61vaScript /JS (app.alert(1)) >> >>")[0].contains("scripts"));
        assert!(told(b"%PDF-1.7\n<< /S /Launch /F (cmd.exe) >>")[0].contains("starts another program"));
    }

    #[test]
    fn encryption_and_impossible_page_trees_are_refused() {
        assert!(examine(b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>").unwrap_err().contains("encrypted"));
        assert!(examine(b"%PDF-1.7\n<< /Type /Pages /Count 99999999 >>").unwrap_err().contains("pages"));
        assert!(examine(b"%PDF-1.7\n<< /Type /Pages /Count 300 >>").is_ok());
    }
}
