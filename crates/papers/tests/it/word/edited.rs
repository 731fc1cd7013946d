//! What a lawyer does to a file in Word comes back as amendments, with a loss for all that amendments cannot say.

use legaltext::{Amendment, Edition};
use papers::docx::{self, LossKind, Side};

use super::{amended, document, edition, marking, package, read, redline, style};

const TEXT: &str = "# Section D: Things\n\n## D1 First\n\nD1.1 The Panel may act by notice:\n    (a) to one;\n    (b) to two; and\n    (c) to three,\nand must say why.\n\nD1.2 Each Party pays a fee.\n\nD1.3 Fees are:\n\n| Size | Fee |\n| --- | --- |\n| Large | 5 |\n| Small | 1 |\n\nD1.4 A last clause.\n";

fn base() -> Edition {
    edition(TEXT)
}

/// The clean file of the base, edited in its XML as Word writes edits.
fn returned(edits: &[(&str, &str)]) -> Vec<u8> {
    let bytes = docx::write_document(&base().documents()[0], &style()).unwrap();
    package::edited(&bytes, edits)
}

/// The text that the file makes of Section D.
fn becomes(edits: &[(&str, &str)]) -> (String, super::section::WordAmendments) {
    let (edition, found) = amended(&read(&returned(edits)), &base());
    (legaltext::markup::print(&edition.documents()[0]), found)
}

const BY: &str = "w:id=\"901\" w:author=\"One\" w:date=\"2026-05-01T09:00:00Z\"";
const BY_TWO: &str = "w:id=\"902\" w:author=\"Two\" w:date=\"2026-05-02T09:00:00Z\"";

fn ins(text: &str) -> String {
    format!("<w:ins {BY}><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:ins>")
}

fn del(text: &str) -> String {
    format!("<w:del {BY_TWO}><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>")
}

/// The end of one run and the beginning of the next, around tracked words.
fn between(marks: &str) -> String {
    format!("</w:t></w:r>{marks}<w:r><w:t xml:space=\"preserve\">")
}

#[test]
fn words_put_in_and_taken_out_by_two_people() {
    let marks = between(&format!("{}{}", del("may "), ins("must ")));
    let (text, found) = becomes(&[("The Panel may act", &format!("The Panel {marks}act"))]);
    assert_eq!(text, TEXT.replace("may act", "must act"));
    assert_eq!(found.authors, ["One", "Two"]);
    assert!(found.losses.iter().any(|l| l.kind == LossKind::Authors), "{:?}", found.losses);
    assert!(found.losses.iter().all(|l| l.kind != LossKind::Base), "{:?}", found.losses);
    assert_eq!(found.dates.unwrap().0.to_string(), "2026-05-01T09:00:00");
}

#[test]
fn a_new_clause_typed_after_another() {
    let typed = format!(
        "A last clause.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Clause\"/></w:pPr><w:ins {BY}><w:r><w:t>D1.5</w:t><w:tab/><w:t>A \
         new one.</w:t></w:r></w:ins><w:r><w:t>"
    );
    let edits = [("A last clause.", typed.as_str())];
    let bytes = returned(&edits);
    // The mark that was typed is that of the clause before.
    let xml = package::part(&bytes, "word/document.xml");
    let at = xml.find("D1.4").unwrap();
    let from = xml[..at].rfind("<w:pStyle w:val=\"Clause\"/>").unwrap();
    let marked =
        format!("{}<w:pStyle w:val=\"Clause\"/><w:rPr><w:ins {BY}/></w:rPr>{}", &xml[..from], &xml[from + 26..]);
    let word = read(&package::with_part(&bytes, "word/document.xml", &marked));
    let (new, found) = amended(&word, &base());
    assert_eq!(legaltext::markup::print(&new.documents()[0]), format!("{TEXT}\nD1.5 A new one.\n"));
    assert!(matches!(found.amendments.as_slice(), [Amendment::Insert { .. }]), "{:?}", found.amendments);
    assert!(found.losses.is_empty(), "{:?}", found.losses);
}

/// A clause split in two with Enter, the second half given a number; its mark is an inserted one.
#[test]
fn a_clause_split_in_two() {
    let marks = format!(
        "Each Party</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Clause\"/></w:pPr><w:ins {BY}><w:r><w:t>D1.2A</w:t><w:tab/><w:t \
         xml:space=\"preserve\">It </w:t></w:r></w:ins><w:r><w:t>pays a fee."
    );
    let xml = package::part(&returned(&[("Each Party pays a fee.", &marks)]), "word/document.xml");
    let at = xml.find("D1.2<").unwrap();
    let from = xml[..at].rfind("<w:pStyle w:val=\"Clause\"/>").unwrap();
    let xml = format!("{}<w:pStyle w:val=\"Clause\"/><w:rPr><w:ins {BY}/></w:rPr>{}", &xml[..from], &xml[from + 26..]);
    let word = read(&package::with_part(&returned(&[]), "word/document.xml", &xml));
    assert!(word.text(Side::Rejected).contains("D1.2\tEach Partypays a fee."));
    let (new, _) = amended(&word, &base());
    let text = legaltext::markup::print(&new.documents()[0]);
    assert!(text.contains("D1.2 Each Party\n\nD1.2A It pays a fee.\n"), "{text}");
}

#[test]
fn a_list_item_struck_out_and_the_next_ones_given_other_labels() {
    let item = |label: &str, words: &str| {
        format!("<w:t xml:space=\"preserve\">{label}</w:t><w:tab/><w:t xml:space=\"preserve\">{words}</w:t>")
    };
    let bytes = returned(&[
        (&format!("<w:r>{}</w:r>", item("(b)", "to two; and")), &del("(b)\tto two; and")),
        (
            &format!("<w:r>{}</w:r>", item("(c)", "to three,")),
            &format!("{}{}<w:r><w:tab/><w:t>to three,</w:t></w:r>", del("(c)"), ins("(b)")),
        ),
    ]);
    let xml = package::part(&bytes, "word/document.xml");
    let at = xml.find("to two").unwrap();
    let from = xml[..at].rfind("<w:pStyle w:val=\"ListLevel1\"/>").unwrap();
    let xml = format!(
        "{}<w:pStyle w:val=\"ListLevel1\"/><w:rPr><w:del {BY_TWO}/></w:rPr>{}",
        &xml[..from],
        &xml[from + 30..]
    );
    let word = read(&package::with_part(&bytes, "word/document.xml", &xml));
    let (new, found) = amended(&word, &base());
    let text = legaltext::markup::print(&new.documents()[0]);
    assert!(text.contains("    (a) to one;\n    (b) to three,\nand must say why."), "{text}");
    assert!(found.losses.iter().all(|l| l.kind == LossKind::Authors), "{:?}", found.losses);
}

#[test]
fn a_cell_changed_and_a_row_added() {
    let row = format!(
        "<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc><w:p><w:r><w:t>Tiny</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    );
    let cell = format!("{}{}", del("5"), ins("7"));
    let (text, found) = becomes(&[("</w:tbl>", &row), ("<w:r><w:t xml:space=\"preserve\">5</w:t></w:r>", &cell)]);
    assert_eq!(
        text,
        TEXT.replace("| Large | 5 |", "| Large | 7 |").replace("| Small | 1 |", "| Small | 1 |\n| Tiny | 0 |")
    );
    assert!(found.losses.iter().all(|l| l.kind == LossKind::Authors), "{:?}", found.losses);
}

/// What amendments cannot say is told: comments with their place, bold, an untracked change.
#[test]
fn comments_formatting_and_untracked_changes_are_told() {
    let comment = "<w:commentRangeStart w:id=\"7\"/><w:r><w:rPr><w:b/></w:rPr><w:t>Party</w:t></w:r><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    let bytes = returned(&[
        ("Each Party pays", &format!("Each {} pays", between(comment))),
        ("A last clause.", "A last sly clause."),
    ]);
    let comments = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"7\" w:author=\"Two\" \
                    w:date=\"2026-05-02T10:00:00Z\"><w:p><w:r><w:t>Which Party?</w:t></w:r></w:p></w:comment></w:comments>";
    let word = read(&package::with_part(&bytes, "word/comments.xml", comments));
    let (_, found) = amended(&word, &base());
    let [only] = found.comments.as_slice() else { panic!("{:?}", found.comments) };
    assert_eq!((only.author.as_str(), only.text.as_str()), ("Two", "Which Party?"));
    assert!(only.place.starts_with("D1.2 Each Party"), "{only:?}");
    let kinds: Vec<LossKind> = found.losses.iter().map(|l| l.kind).collect();
    for kind in [LossKind::Base, LossKind::Comment, LossKind::Formatting, LossKind::Other] {
        assert!(kinds.contains(&kind), "{kind:?} in {:?}", found.losses);
    }
    let base = found.losses.iter().find(|l| l.kind == LossKind::Base).unwrap();
    assert!(base.place == "D1.4" && base.message.contains("sly"), "{base:?}");
}

/// Words that one person put in and another took out are in neither text.
#[test]
fn an_insertion_struck_out_by_another_is_nowhere() {
    let nested = format!("<w:ins {BY}><w:del {BY_TWO}><w:r><w:delText>never </w:delText></w:r></w:del></w:ins>");
    let word = read(&returned(&[("Each Party pays", &format!("Each Party {}pays", between(&nested)))]));
    assert_eq!(word.text(Side::Accepted), word.text(Side::Rejected));
    assert!(word.text(Side::Accepted).contains("Each Party pays"));
}

/// A redline of which some changes were accepted and some rejected: what is left is read, and the rest is told.
#[test]
fn a_redline_half_settled() {
    let new = edition(&TEXT.replace("may act", "must act").replace("a fee", "two fees"));
    let bytes = docx::write_redline(&base(), &new, &style(), &marking()).unwrap();
    let xml = package::part(&bytes, "word/document.xml");
    // The first change is accepted: its deletion goes, its insertion becomes words.
    let start = xml.find("<w:del ").unwrap();
    let end = xml.find("</w:del>").unwrap() + "</w:del>".len();
    let xml = format!("{}{}", &xml[..start], &xml[end..]);
    let start = xml.find("<w:ins ").unwrap();
    let open = start + xml[start..].find('>').unwrap() + 1;
    let xml = format!("{}{}", &xml[..start], &xml[open..]).replacen("</w:ins>", "", 1);
    let word = read(&package::with_part(&bytes, "word/document.xml", &xml));
    let (applied, found) = amended(&word, &base());
    assert_eq!(applied.hash(), new.hash());
    assert!(found.losses.iter().any(|l| l.kind == LossKind::Base && l.place == "D1.1"), "{:?}", found.losses);
}

/// A number that a lawyer gives twice is no guess: it is told, and its words stay words.
#[test]
fn a_number_that_stands_twice_is_told() {
    let bytes = returned(&[(">D1.4</w:t>", ">D1.2</w:t>")]);
    let found = super::section::amendments(&read(&bytes), &base(), "x").unwrap();
    assert!(
        found.losses.iter().any(|l| l.kind == LossKind::Numbering && l.message.contains("D1.2")),
        "{:?}",
        found.losses
    );
}

/// Identities survive: a provision whose number and words both changed is still the one that it was.
#[test]
fn a_provision_is_known_again_by_its_bookmark() {
    let old = base();
    let legal_text =
        "In Section D:\nRenumber D1.2 as D1.9\n\nAmend D1.9 as follows:\n    D1.9 Nothing at all is as it was.\n";
    let amendments = legaltext::instructions::parse(legal_text).unwrap().amendments;
    let new = legaltext::apply(&old, &amendments, "x").unwrap().edition;
    let (applied, _) = amended(&redline(&old, &new), &old);
    let id = |edition: &Edition, at: &str| edition.find(&at.parse().unwrap()).unwrap().id().clone();
    assert_eq!(id(&applied, "D1.9"), id(&old, "D1.2"));
    assert_eq!(document(TEXT).id(), old.documents()[0].id());
}

/// The style of the paragraph that holds some words gets something behind it.
fn with_style(bytes: &[u8], words: &str, style: &str, new: &str) -> Vec<u8> {
    let xml = package::part(bytes, "word/document.xml");
    let at = xml.find(words).unwrap();
    let old = format!("<w:pStyle w:val=\"{style}\"/>");
    let from = xml[..at].rfind(&old).unwrap();
    let xml = format!("{}{new}{}", &xml[..from], &xml[from + old.len()..]);
    package::with_part(bytes, "word/document.xml", &xml)
}

/// What passes for a small edit and takes a clause's number away, or says something that no amendment can, is told.
#[test]
fn a_lost_number_a_version_and_a_footer_are_told() {
    let joined = format!("<w:pStyle w:val=\"Clause\"/><w:rPr><w:del {BY}/></w:rPr>");
    let bytes = with_style(&returned(&[]), "D1.2<", "Clause", &joined);
    let (_, found) = amended(&read(&bytes), &base());
    let told =
        |kind: LossKind, says: &str| found.losses.iter().any(|loss| loss.kind == kind && loss.message.contains(says));
    assert!(told(LossKind::Numbering, "D1.3 loses its number"), "{:?}", found.losses);
    let footer = format!("<w:ftr>{}</w:ftr>", ins("Draft"));
    let bytes = package::with_part(&returned(&[]), "word/footer1.xml", &footer);
    let found = super::section::amendments(&read(&bytes), &base(), "x").unwrap();
    assert!(found.losses.iter().any(|loss| loss.message.contains("header or footer")), "{:?}", found.losses);
}

/// LibreOffice gives a paragraph behind a deleted one its style, and closing words that are inserted that of the list.
#[test]
fn another_programs_styles_are_seen_through_or_told() {
    const GROUPS: &str =
        "# Section D: Things\n\n## D1 First\n\nD1.1 One.\n\nD1.2 Two.\n\n## D2 Second\n\nD2.1 Three.\n";
    let old = edition(GROUPS);
    let new = edition(&GROUPS.replace("D1.2 Two.\n\n", ""));
    let bytes = docx::write_redline(&old, &new, &style(), &marking()).unwrap();
    let bytes = with_style(&bytes, "Second<", "Heading1", "<w:pStyle w:val=\"Clause\"/>");
    let (applied, found) = amended(&read(&bytes), &old);
    assert_eq!(applied.hash(), new.hash());
    assert!(found.losses.iter().all(|loss| loss.kind != LossKind::Base), "{:?}", found.losses);
    let closing = TEXT.replace("and must say why.", "and must say when.");
    let bytes = docx::write_redline(&base(), &edition(&closing), &style(), &marking()).unwrap();
    let bytes = with_style(&bytes, "and must say ", "ClauseText", "<w:pStyle w:val=\"ListLevel1\"/>");
    let found = super::section::amendments(&read(&bytes), &base(), "x").unwrap();
    assert!(found.losses.iter().any(|loss| loss.message.contains("no label")), "{:?}", found.losses);
}
