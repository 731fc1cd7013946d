//! Whole Sections that others typed: automatic numbers, tables of definitions, plain text with page furniture.

use papers::docx::{LossKind, Side};
use papers::section;
use papers::source::Source;

use super::{package, read};

/// Lists as Word keeps them: `D1`, `D1.1`, `(a)`, `(i)`.
pub(super) const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="D%1"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="D%1.%2"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/><w:pPr><w:ind w:left="1440" w:hanging="720"/></w:pPr></w:lvl><w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/><w:pPr><w:ind w:left="2160" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Main Clause"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;

fn listed(level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn plain(left: u32, text: &str) -> String {
    format!("<w:p><w:pPr><w:ind w:left=\"{left}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn bold(text: &str, after: &str) -> String {
    format!(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{after}</w:t></w:r></w:p>"
    )
}

fn group(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn section(body: &str) -> (String, Vec<papers::docx::Loss>) {
    let bare = package::bare(body);
    let with =
        package::with_part(&package::with_part(&bare, "word/styles.xml", STYLES), "word/numbering.xml", NUMBERING);
    let found = section::of_word(&read(&with), Side::Accepted, None, "import").unwrap();
    let printed = found.documents.iter().map(legaltext::markup::print).collect();
    (printed, found.losses)
}

#[test]
fn a_section_with_automatic_numbers() {
    let body = [
        plain(0, "SECTION D \u{2013} THINGS TO DO"),
        group("FIRST THINGS"),
        bold("Duties of the Panel", ""),
        listed(1, "The Panel shall:"),
        listed(2, "meet;"),
        listed(2, "decide on:"),
        listed(3, "one; and"),
        listed(3, "two,"),
        plain(1440, "in that order; and"),
        listed(2, "report,"),
        plain(720, "and must say why."),
        listed(1, "Nothing else."),
        group("SECOND THINGS"),
        listed(1, "Words with a second paragraph."),
        plain(720, "The second paragraph."),
    ];
    let (text, losses) = section(&body.concat());
    assert_eq!(
        text,
        "# Section D: THINGS TO DO\n\n## D1 FIRST THINGS\n\n### Duties of the Panel\n\nD1.1 The Panel shall:\n    (a) meet;\n    (b) decide on:\n        \
         (i) one; and\n        (ii) two,\n      in that order; and\n    (c) report,\nand must say why.\n\nD1.2 Nothing else.\n\n## D2 SECOND THINGS\n\n\
         D2.1 Words with a second paragraph.\n\nThe second paragraph.\n"
    );
    assert_eq!(losses, []);
}

#[test]
fn definitions_in_a_table_and_in_bold() {
    let row = |a: &str, b: &str| {
        let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
        format!("<w:tr>{}{}</w:tr>", cell(a), cell(b))
    };
    let listed_cell = "<w:tr><w:tc><w:p><w:r><w:t>Fee</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>means:</w:t></w:r></w:p><w:p><w:r><w:t>(a)</w:t><w:tab/><w:t>a sum; or</w:t></w:r></w:p><w:p><w:r><w:t>(b)</w:t><w:tab/><w:t>a charge.</w:t></w:r></w:p></w:tc></w:tr>";
    let table = format!(
        "<w:tbl>{}{}{listed_cell}</w:tbl>",
        row("Term", "Meaning"),
        row("\u{201c}Act\u{201d}", "means the Act;")
    );
    let body = [
        plain(0, "Section A: Definitions"),
        plain(0, "A1\tTERMS"),
        plain(0, "A1.1\tIn this Code:"),
        table,
        bold("Panel", " has the meaning given to that expression in Section C3.1 (The Panel)."),
        plain(0, "A1.2\tMore."),
    ];
    let (text, losses) = section(&body.concat());
    let expected = "# Section A: Definitions\n\n## A1 TERMS\n\nA1.1 In this Code:\n\n\"Act\" means the Act;\n\n\"Fee\" means:\n    (a) a sum; or\n    \
                    (b) a charge.\n\n\"Panel\" has the meaning given to that expression in Section C3.1 (The Panel).\n\nA1.2 More.\n";
    assert_eq!(text, expected);
    assert_eq!(losses, []);
}

/// What has no place in the words is listed: a picture, a footnote, a text box, a field, hidden words.
#[test]
fn what_is_not_carried_is_listed() {
    let inside = "<w:p><w:r><w:t>D1.1</w:t><w:tab/><w:t xml:space=\"preserve\">Words </w:t></w:r><w:r><w:drawing><a:blip xmlns:a=\"x\"/></w:drawing></w:r>\
                  <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:fldSimple w:instr=\" REF x \"><w:r><w:t>D1.2</w:t></w:r></w:fldSimple>\
                  <w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>\
                  <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r></w:p>";
    let (text, losses) = section(&[plain(0, "Section D: Things"), inside.to_owned()].concat());
    assert_eq!(text, "# Section D: Things\n\nD1.1 Words D1.2\u{2265}\n");
    let kinds: Vec<LossKind> = losses.iter().map(|l| l.kind).collect();
    for kind in [LossKind::Image, LossKind::Footnote, LossKind::Field, LossKind::TextBox, LossKind::Formatting] {
        assert!(kinds.contains(&kind), "{kind:?} in {losses:?}");
    }
    assert!(losses.iter().all(|l| l.place.starts_with("D1.1 Words")), "{losses:?}");
}

#[test]
fn a_file_that_names_no_document_asks_for_one() {
    let bytes = package::bare(&plain(0, "D1.1\tWords."));
    let error = section::of_word(&read(&bytes), Side::Accepted, None, "x").unwrap_err();
    assert!(error.to_string().contains("Section D: "), "{error}");
    let named = "section-d".parse().unwrap();
    let found = section::of_word(&read(&bytes), Side::Accepted, Some(&named), "x").unwrap();
    assert_eq!(legaltext::markup::print(&found.documents[0]), "# Section D\n\nD1.1 Words.\n");
}

/// Numbers at the heads of lines, lists that stand in, margins and pages that break sentences, and what every page prints.
#[test]
fn a_section_of_plain_text() {
    let text = "Harbour Code                    Section F\n\nSECTION F: SMALL BOATS\n\nF1  BERTHS\n\nWho may have one\n\nF1.1   The Harbour Board shall establish a list to be known as the\n       \
                \u{201c}Berth List\u{201d}, which shall:\n\n       (a)   be kept in the open; and\n\n       (b)   say, of each berth in the meaning of Section\n             \
                F2.1 (Fees):\n\n             (i)    who has it; and\n\n             (ii)   since when,\n\n       and be sent\n\n                           Page 1 of 2\nHarbour Code                    \
                Section F\n\n       to the Board.\n\nF2  FEES\n\nF2.1   A fee is due.\n\n                           Page 2 of 2\nHarbour Code                    Section F\n";
    let source = Source::from_bytes("f.txt", text.as_bytes()).unwrap();
    let found = section::of_text(&source, None, "import").unwrap();
    assert_eq!(
        legaltext::markup::print(&found.documents[0]),
        "# Section F: SMALL BOATS\n\n## F1 BERTHS\n\n### Who may have one\n\nF1.1 The Harbour Board shall establish a list to be known as the \
         \u{201c}Berth List\u{201d}, which shall:\n    (a) be kept in the open; and\n    (b) say, of each berth in the meaning of Section F2.1 (Fees):\n        \
         (i) who has it; and\n        (ii) since when,\nand be sent to the Board.\n\n## F2 FEES\n\nF2.1 A fee is due.\n"
    );
}
