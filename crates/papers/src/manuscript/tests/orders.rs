//! Orders in the wording that lawyers use, carried out on a small Section; and what must not pass without a word.

use super::*;

const SECTION: &str = "\
# Section Q: Audit
version: 2.0

## Q1 Reports

Q1.1 The Auditor reports each year.

\"Auditor\" means a person appointed under Section Q1.2 each year.

\"Fee\" means the sum.

Q1.2 The Panel appoints the Auditor each year and pays each year.

Q1.3 A report says:
    (a) when;
    (b) where; and
    (c) why,
within 20 days.

## Q2 Fees

Q2.1 A Fee is due.

Q2.2 The Fee is £1,000.

| Class | Fee |
| --- | --- |
| Small | £100 |
";

const HEAD: &str = "Legal text for MP9\nThese changes have been drafted against Section Q version 2.0.\n\nSection Q \u{2018}Audit\u{2019}\n\n";

fn section() -> Edition {
    Edition::new("test", [markup::parse(SECTION, "test").unwrap()])
}

/// What the order makes of the Section, or why it does not.
fn carried_out(order: &str) -> Result<Edition, Vec<String>> {
    let made = manuscript(&read(&format!("{HEAD}{order}\n")), Some(&section()));
    if !made.unsettled.is_empty() {
        return Err(made.unsettled.into_iter().map(|missing| format!("{}: {}", missing.at, missing.message)).collect());
    }
    let printed = instructions::print(&made.legal_text);
    assert_eq!(instructions::parse(&printed).unwrap(), made.legal_text, "{order}");
    match apply(&section(), &made.legal_text.amendments, "x") {
        Ok(applied) => Ok(applied.edition),
        Err(conflicts) => Err(conflicts.into_iter().map(|conflict| conflict.message).collect()),
    }
}

fn clause(edition: &Edition, at: &str) -> String {
    edition.find(&at.parse().unwrap()).map_or_else(|| "absent".to_owned(), |found| found.text())
}

/// Each order, a place, and what that place says then.
const ORDERS: &[(&str, &str, &str)] = &[
    (
        "In Section Q1.2:\n(a) replace “the Auditor” with “an Auditor”; and\n(b) delete “and pays each year”.",
        "Q1.2",
        "Q1.2 The Panel appoints an Auditor each year.",
    ),
    (
        "Amend Section Q1.2 as follows:\n(a) replace “the Auditor” with “an Auditor”; and\n(b) delete “and pays each year”.",
        "Q1.2",
        "Q1.2 The Panel appoints an Auditor each year.",
    ),
    (
        "In Section Q1.2, replace “the Auditor” with “an Auditor” and delete “and pays each year”.",
        "Q1.2",
        "Q1.2 The Panel appoints an Auditor each year.",
    ),
    (
        "In Section Q1.2, replace the second “each year” with “monthly”.",
        "Q1.2",
        "Q1.2 The Panel appoints the Auditor each year and pays monthly.",
    ),
    (
        "Replace “each year” with “each quarter” throughout Section Q.",
        "Q1.2",
        "Q1.2 The Panel appoints the Auditor each quarter and pays each quarter.",
    ),
    (
        "Replace “each year” with “each quarter” throughout Section Q.",
        "Q1.1",
        "Q1.1 The Auditor reports each quarter.\n\"Auditor\" means a person appointed under Section Q1.2 each quarter.\n\"Fee\" means the sum.",
    ),
    (
        "In the definition of “Fee”, replace “the sum” with “a sum”.",
        "Q1.1",
        "Q1.1 The Auditor reports each year.\n\"Auditor\" means a person appointed under Section Q1.2 each year.\n\"Fee\" means a sum.",
    ),
    ("After Section Q1.2, insert:\n\nQ1.2A The Auditor is paid.", "Q1.2A", "Q1.2A The Auditor is paid."),
    ("After Section Q1.2 insert the following:\n\nQ1.2A The Auditor is paid.\n\nQ1.2B Twice.", "Q1.2B", "Q1.2B Twice."),
    (
        "Move Section Q1.2 to become Section Q2.3.",
        "Q2.3",
        "Q2.3 The Panel appoints the Auditor each year and pays each year.",
    ),
    (
        "Move Section Q1.2 after Section Q2.2 as Section Q2.3.",
        "Q1.1",
        "Q1.1 The Auditor reports each year.\n\"Auditor\" means a person appointed under Section Q2.3 each year.\n\"Fee\" means the sum.",
    ),
    (
        "Amend the heading of Section Q2 to “Fees and charges”.",
        "Q2",
        "Q2 Fees and charges\nQ2.1 A Fee is due.\nQ2.2 The Fee is £1,000.\n| Class | Fee |\n| --- | --- |\n| Small | £100 |",
    ),
    ("Amend Section Q1.3(b) as follows:\n\n(b) in what place; and", "Q1.3(b)", "(b) in what place; and"),
    ("Insert new paragraph (d) in Section Q1.3 as follows:\n\n(d) how.", "Q1.3(d)", "(d) how."),
    ("In Section Q1.3, after paragraph (b) insert:\n\n(ba) how;", "Q1.3(ba)", "(ba) how;"),
    (
        "After paragraph (b) of Section Q1.3 insert the following new paragraphs:\n\n(ba) how;\n(bb) by whom;",
        "Q1.3(bb)",
        "(bb) by whom;",
    ),
    (
        "Insert new paragraphs (d) and (e) to Section Q1.3:\n\n(d) how:\n(i) by hand; or\n(ii) by machine; and\n(e) who.",
        "Q1.3(d)",
        "(d) how:\n    (i) by hand; or\n    (ii) by machine; and",
    ),
    ("Delete Section Q2.1 and replace it with “Not used”.", "Q2.1", "Q2.1 Not used"),
    (
        "In Section Q1.2, omit the words from “and pays” to the end.",
        "Q1.2",
        "Q1.2 The Panel appoints the Auditor each year.",
    ),
    (
        "In Section Q1.2, for the words from “appoints” to “pays” there shall be substituted “pays the Auditor”.",
        "Q1.2",
        "Q1.2 The Panel pays the Auditor each year.",
    ),
    ("At the end of Section Q2.1 insert “It is paid.”", "Q2.1", "Q2.1 A Fee is due. It is paid."),
    ("After Section Q1.2 insert—\n\nQ1.2A The Auditor is paid.", "Q1.2A", "Q1.2A The Auditor is paid."),
    (
        "Section Q1.2 is amended as follows.\n(1) For “the Auditor” substitute “an Auditor”.\n(2) Leave out “and pays each year”.",
        "Q1.2",
        "Q1.2 The Panel appoints an Auditor each year.",
    ),
    (
        "After Section Q2.2 insert the following new Section Q2.3:\n\nQ2.3 A Fee is late.\n\nAmend Section Q2.3 as follows:\n\nQ2.3 A Fee is early.",
        "Q2.3",
        "Q2.3 A Fee is early.",
    ),
    ("Delete Section Q2.1 and renumber Section Q2.2 as Section Q2.1.", "Q2.2", "absent"),
    (
        "In Section Q1.2, delete “and pays each year” and insert the following new Section Q1.4:\n\nQ1.4 The Panel pays.",
        "Q1.4",
        "Q1.4 The Panel pays.",
    ),
    (
        "Amend Section Q1.3 as follows:\n\nQ1.3 A report says:\n(a) on what day;\n[...]",
        "Q1.3",
        "Q1.3 A report says:\n    (a) on what day;\n    (b) where; and\n    (c) why,\nwithin 20 days.",
    ),
    (
        "Amend Section Q2.2 as follows:\n\nQ2.2 The Fee is £2,000.\n…",
        "Q2.2",
        "Q2.2 The Fee is £2,000.\n| Class | Fee |\n| --- | --- |\n| Small | £100 |",
    ),
];

#[test]
fn the_wording_of_lawyers_is_carried_out() {
    for (order, at, says) in ORDERS {
        let edition = carried_out(order).unwrap_or_else(|says| panic!("{order}: {says:?}"));
        assert_eq!(clause(&edition, at), *says, "{order}");
    }
    let title = carried_out("Amend the title of Section Q to “Audits”.").unwrap();
    assert_eq!(title.documents()[0].title(), "Audits");
    let before = carried_out("Insert new paragraph (aa) in Section Q1.3:\n\n(aa) at what hour;").unwrap();
    let labels: Vec<String> = before
        .find(&"Q1.3".parse().unwrap())
        .unwrap()
        .children()
        .iter()
        .map(|child| child.number().to_string())
        .collect();
    assert_eq!(labels, ["(a)", "(aa)", "(b)", "(c)"]);
}

/// S1-009, S1-012, S1-014: words never come or go without being ordered, and whoever drafted them is told.
#[test]
fn nothing_comes_or_goes_without_a_word() {
    let marked = |rest: &str| {
        format!(
            "Amend Section Q1.2 as follows:\n\nQ1.2 The Panel appoints the Auditor each <s>year</s><u>month</u> and pays each year.\n\n{rest}"
        )
    };
    for (order, says) in [
        // Words that are neither printed nor struck, or printed and not marked.
        ("Amend Section Q1.2 as follows:\n\nQ1.2 The Panel <u>promptly</u> appoints.".to_owned(), "would change without a mark"),
        ("Amend Section Q2.2 as follows:\n\nQ2.2 The Fee is £<s>1,000</s><u>2,000</u>.".to_owned(), "would change without a mark"),
        (marked("Q1.3 A report says:\n(a) when;\n(b) at what place; and\n(c) why,\nwithin 20 days."), "Q1.3"),
        (marked("All references to the Panel in this Section are to be read as references to the Board."), "would change without a mark"),
        (marked("Note to the reader."), "would change without a mark"),
        // What orders a change and is not understood.
        (marked("In each of Sections Q1.1 and Q1.3, for “year” read “quarter”."), "not understood"),
        (marked("Q2.2 – Deleted."), "not understood"),
        (marked("Consequential change: Section Q2.1 follows."), "not understood"),
        (marked("Section Q2.2: replace £1,000 with £2,000."), "not understood"),
        (marked("Section Q2.3 (new)"), "not understood"),
        (marked("New Section Q2.3: A Fee is late."), "not understood"),
        (marked("The rest of Section Q is unchanged."), "not understood"),
        (marked("[Drafting note: to be confirmed.]"), "not understood"),
        (marked("Q1.3 to Q2.1 [No change]"), "not understood"),
        ("Amend Section Q1.3 as follows:\n\nQ1.3 A report says [...] within 30 days.".to_owned(), "left out"),
        ("Amend Section Q1.3 as follows:\n\nQ1.3 A report says:\n(a) when;\n(b) where; and\n(c) why,\nwithin 30 days.".to_owned(), "closing words"),
        ("Amend Sections Q1.1 to Q1.3 as follows:\n\nQ1.1 The Auditor reports.\n\nQ1.3 A report says why.".to_owned(), "no words for it"),
        ("Add the following definitions to Section Q:\n\nDelete Section Q2.1.".to_owned(), "none can be read"),
        ("Move Section Q1.2 after Section Q2.2.".to_owned(), "no number is told"),
        ("In Section Q2, replace “Fee” with “Charge”.".to_owned(), "times"),
        ("In Section Q1.2, replace “each year” in both places with “daily” and omit the words from “each” to “year”.".to_owned(), "does not say"),
        ("In Section Q1.2, omit the words from “The” to “year”.".to_owned(), "2 times behind"),
        ("In Section Q1.3, omit the words from “when” to “why”.".to_owned(), "same paragraph"),
        ("In Section Q1.3, omit the words from “says” to the end.".to_owned(), "last paragraph"),
        ("At the end of Section Q2.1 insert “on demand”.".to_owned(), "ends with a stop"),
        ("At the end of Section Q2.2 insert “It is paid.”".to_owned(), "table"),
        ("In Section Q1.2, replace “the” in both places with “an”.".to_owned(), "both places"),
        ("In Section Q, omit the words from “each” to “year”.".to_owned(), "more than one provision"),
    ] {
        match carried_out(&order) {
            Err(told) => assert!(told.iter().any(|one| one.contains(says)), "{order}: {told:?}"),
            Ok(edition) => panic!("{order}: {}", markup::print(edition.documents().first().unwrap())),
        }
    }
    // Rightly marked words pass.
    for order in [
        marked("Q1.3 A report says:\n(a) when;\n(b) where; and\n(c) why,\n\nwithin 20 days."),
        "Amend Section Q1.3 as follows:\n\nQ1.3 A report says:\n(a) when;\n<s>(b) where; and</s>\n<u>(b) in what place; and</u>\n[...]".to_owned(),
    ] {
        carried_out(&order).unwrap_or_else(|says| panic!("{order}: {says:?}"));
    }
}

/// S1-009, S1-014: an order about the words before or after a list reaches nothing else, and one that is not understood is
/// told.
#[test]
fn the_words_beside_a_list_are_changed_alone() {
    const AFTER: &str = "In the words after paragraph (c) of Section Q1.3, for “20” substitute “30”.";
    let days = "Q1.3 A report says:\n    (a) when;\n    (b) where; and\n    (c) why,\nwithin 30 days.";
    for (order, says) in [
        ("In the closing words of Section Q1.3, for “20” substitute “30”.", days),
        (AFTER, days),
        ("Section Q1.3 is amended as follows.\n(a) in the tailpiece, for “20” substitute “30”.", days),
        ("In Section Q1.3:\n(a) in the words following paragraph (c), for “20” substitute “30”.", days),
        (
            "In Section Q1.3, in the opening words, for “A” substitute “The” and omit “says”.",
            "Q1.3 The report:\n    (a) when;\n    (b) where; and\n    (c) why,\nwithin 20 days.",
        ),
        (
            "In Section Q1.3, in paragraph (b), for “where” substitute “at what place”.",
            "Q1.3 A report says:\n    (a) when;\n    (b) at what place; and\n    (c) why,\nwithin 20 days.",
        ),
    ] {
        let edition = carried_out(order).unwrap_or_else(|says| panic!("{order}: {says:?}"));
        assert_eq!(clause(&edition, "Q1.3"), says, "{order}");
    }
    for (order, says) in [
        ("In the opening words of Section Q1.3, omit “where”.", "does not say"),
        ("In the opening words of Section Q1.2, omit “and”.", "it has no list"),
        ("In Section Q1.3, in the opening words, omit “A” and omit “where”.", "does not say"),
        ("In the words before paragraph (b) of Section Q1.3, omit “A”.", "does not begin with (b)"),
        ("In the words after paragraph (b) of Section Q1.3, omit “20”.", "does not end with (b)"),
        ("In the opening words of Section Q, omit “A”.", "not understood"),
        ("In Section Q1.3:\n(a) in the first sentence, for “need not” substitute “may”.", "not understood"),
        ("In the second sentence of Section Q1.3, for “need not” substitute “may”.", "not understood"),
        ("In the closing words of Section Q1.3:\n(a) omit “20”.", "not understood"),
    ] {
        // Beside an order that is carried out: alone it would make a text without orders.
        let told = carried_out(&format!("Delete Section Q2.1.\n\n{order}")).expect_err(order);
        assert!(told.iter().any(|one| one.contains(says)), "{order}: {told:?}");
    }
}

/// A text that marks nothing and orders nothing is compared, clause by clause, and a person is told to judge it.
#[test]
fn a_text_without_marks_is_compared_and_left_to_a_person() {
    let base = section();
    let text = "Section Q ‘Audit’\n\nQ1.2 The Panel appoints the Auditor each month and pays each year.\n\nQ1.3 A report says:\n(a) when;\n(b) where; and\n(c) why,\n\nwithin 20 days.\n";
    let made = of_text("clean.txt", text, Some(&base)).unwrap();
    assert_eq!(made.unsettled, []);
    assert!(made.judge.as_deref().unwrap().contains("Q1.2 and Q1.3 were compared"), "{:?}", made.judge);
    let [Amendment::Substitute { at, old: Some(_), .. }] = made.legal_text.amendments.as_slice() else {
        panic!("{}", instructions::print(&made.legal_text))
    };
    assert_eq!(at.to_string(), "Q1.2", "what reads as it did is not amended, and what is not printed stays");
    let applied = apply(&base, &made.legal_text.amendments, "x").unwrap().edition;
    assert_eq!(clause(&applied, "Q1.2"), "Q1.2 The Panel appoints the Auditor each month and pays each year.");
    // A clause that the edition has not is new; the same text again changes nothing; a whole document is compared too.
    let new = of_text("clean.txt", "Q2.3 A Fee is late.\n", Some(&base)).unwrap();
    assert!(matches!(new.legal_text.amendments.as_slice(), [Amendment::Insert { .. }]), "{new:?}");
    let same = of_text("clean.txt", "Q2.1 A Fee is due.\n", Some(&base)).unwrap();
    assert!(same.legal_text.amendments.is_empty() && same.judge.unwrap().contains("changes nothing"));
    let whole = of_text("clean.txt", &SECTION.replace("A Fee is due", "A Fee falls due"), Some(&base)).unwrap();
    assert!(whole.legal_text.amendments.len() == 1 && whole.judge.is_some());
    // A text with a mark or an instruction says itself what changes, and one without the edition cannot be compared.
    let order = of_text("order.txt", &format!("{HEAD}Delete Section Q2.1.\n"), Some(&base)).unwrap();
    assert!(order.judge.is_none() && order.legal_text.amendments.len() == 1);
    let marked = of_text("marked.txt", "Q2.1 A Fee is <u>soon</u> due.\n", Some(&base));
    assert!(marked.is_none_or(|made| made.legal_text.amendments.is_empty()));
    assert_eq!(of_text("clean.txt", text, None), None);
    assert_eq!(of_text("letter.txt", "Dear all,\n\nThe report is late.\n", Some(&base)), None);
}
