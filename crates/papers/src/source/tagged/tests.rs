use super::*;

const CONTENT: &str = "BT /F1 10 Tf 50 700 Td /H1 <</MCID 0>> BDC (Costs) Tj EMC /Artifact BMC 0 80 Td (Page 1 of 1) Tj 0 -80 Td EMC \
    0 -20 Td /P <</MCID 1>> BDC (What it costs, on a line that) Tj 0 -12 Td (goes on below.) Tj EMC \
    0 -20 Td /Span <</MCID 2>> BDC (new) Tj EMC ( words) Tj \
    0 -20 Td /Lbl <</MCID 3>> BDC (\\225) Tj EMC /LBody <</MCID 4>> BDC (Testing) Tj EMC \
    0 -20 Td /Caption <</MCID 5>> BDC (By stage) Tj EMC \
    0 -20 Td /TH <</MCID 6>> BDC (Stage) Tj EMC 90 0 Td /TH <</MCID 7>> BDC (Amount) Tj EMC \
    -90 -20 Td /TD <</MCID 8>> BDC [(Design) -400 (and)] TJ 0 -12 Td (build) Tj EMC 90 12 Td /TD <</MCID 9>> BDC (\\2435) Tj EMC \
    -90 -40 Td /TD <</MCID 10>> BDC (Test) Tj EMC ET";

/// A tagged file of one page, with its table of objects.
fn file(tree: &[&str]) -> Vec<u8> {
    file_of(CONTENT, tree)
}

fn file_of(content: &str, tree: &[&str]) -> Vec<u8> {
    let stream = format!("<</Length {}>>\nstream\n{content}\nendstream", content.len());
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        stream,
    ];
    objects.extend(tree.iter().map(|object| (*object).to_owned()));
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let start = bytes.len();
    let count = objects.len() + 1;
    bytes.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

/// Objects 6 and on: the root, the document, and what is in it. The table goes by a name of its writer's own.
fn tree() -> Vec<&'static str> {
    vec![
        "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Grid/Table>>>>",
        "<</S/Document/Pg 3 0 R/K[8 0 R 9 0 R 10 0 R 11 0 R 12 0 R]>>",
        "<</S/H1/K 0>>",
        "<</S/P/K[1]>>",
        "<</S/P/K[<</S/Span/A<</O/Layout/TextDecorationType/Underline>>/K 2>>]>>",
        "<</S/L/K[<</S/LI/K[<</S/Lbl/K 3>><</S/LBody/K 4>>]>>]>>",
        "<</S/Grid/K[<</S/Caption/K 5>><</S/THead/K<</S/TR/K[<</S/TH/K 6>><</S/TH/K 7>>]>>>><</S/TBody/K[<</S/TR/K[<</S/TD/K 8>><</S/TD/K 9>>]>>\
         <</S/TR/K[<</S/TD/K 10>><</S/TD>>]>>]>>]>>",
    ]
}

fn printed() -> Extract {
    Extract::of_pages(
        "Page 1 of 1\nCosts\nWhat it costs, on a line that\ngoes on below.\nnew words\n• Testing\nBy stage\nStage  Amount\nDesign and  £5\nbuild\nTest\n",
    )
}

#[test]
fn paragraphs_lists_and_tables_are_what_the_file_says_they_are() {
    let extract = Extract::of_tagged(&file(&tree()), &printed()).unwrap();
    let lines: Vec<&str> =
        extract.lines.iter().map(|line| line.text.as_str()).filter(|line| !line.is_empty()).collect();
    let expected = [
        "Costs",
        "What it costs, on a line that goes on below.",
        "<u>new</u>",
        "• Testing",
        "By stage\t",
        "Stage\tAmount",
        "Design and build\t£5",
        "Test\t",
    ];
    assert_eq!(lines, expected);
    assert!(extract.lines.iter().all(|line| line.place == Place::Page { page: 1 }));
}

/// LibreOffice puts the bullet into the paragraph, with no space behind it.
#[test]
fn a_bullet_that_stands_close_is_parted_from_its_words() {
    let mut tree = tree();
    tree[5] = "<</S/L/K[<</S/LI/K<</S/LBody/K<</S/P/K[3 4]>>>>>>]>>";
    let extract = Extract::of_tagged(&file(&tree), &printed()).unwrap();
    assert!(extract.lines.iter().any(|line| line.text == "• Testing"), "{:?}", extract.lines);
}

/// LibreOffice sets a number apart from its words by a tab, of which nothing is left.
#[test]
fn a_number_that_stands_close_is_parted_from_its_words() {
    let mut tree = tree();
    tree[5] = "<</S/L/K[<</S/LI/K<</S/LBody/K<</S/P/K[3 4]>>>>>>]>>";
    for number in ["1.", "12)", "2.1", "D10.22"] {
        let content = CONTENT.replace("(\\225)", &format!("({})", number.replace(')', "\\)")));
        let mut printed = printed();
        printed.lines.iter_mut().for_each(|line| line.text = line.text.replace('•', number));
        let extract = Extract::of_tagged(&file_of(&content, &tree), &printed).unwrap();
        let expected = format!("{number} Testing");
        assert!(extract.lines.iter().any(|line| line.text == expected), "{:?}", extract.lines);
    }
}

#[test]
fn a_tree_that_leaves_words_out_or_tells_others_is_not_believed() {
    let short = vec!["<</Type/StructTreeRoot/K 7 0 R>>", "<</S/Document/Pg 3 0 R/K[8 0 R]>>", "<</S/P/K[1]>>"];
    assert_eq!(Extract::of_tagged(&file(&short), &printed()), None);
    let mut other = tree();
    other[2] = "<</S/H1/K 0/ActualText(Nothing that anybody who looks at the page can see there)>>";
    assert_eq!(Extract::of_tagged(&file(&other), &printed()), None);
    assert_eq!(Extract::of_tagged(&file(&["<</Type/StructTreeRoot>>"]), &printed()), None);
    assert_eq!(Extract::of_tagged(b"%PDF-1.7\n/StructTreeRoot", &printed()), None);
}

/// An element that holds itself, and one that holds ever more of itself, come to an end.
#[test]
fn a_tree_that_bites_its_tail_ends() {
    let circle = vec!["<</Type/StructTreeRoot/K 7 0 R>>", "<</S/Div/Pg 3 0 R/K[7 0 R 7 0 R 7 0 R 0]>>"];
    assert_eq!(Extract::of_tagged(&file(&circle), &printed()), None);
}
