//! The Word styles of a document of the Code: their names, their indents, and the part that defines them.

use super::flow::Role;
use super::xml::escaped;

/// Twentieths of a point by which each level of a list stands in: 1.5 cm.
pub(super) const STEP: u32 = 851;

/// The deepest list level that has a style; deeper ones take its style and an indent of their own.
pub(super) const DEEPEST: u8 = 6;

/// The id of a role's style. Ids have no spaces, names may.
pub(super) fn style_id(role: Role) -> &'static str {
    const ITEMS: [&str; 6] = ["ListLevel1", "ListLevel2", "ListLevel3", "ListLevel4", "ListLevel5", "ListLevel6"];
    const TEXTS: [&str; 6] = ["ListText1", "ListText2", "ListText3", "ListText4", "ListText5", "ListText6"];
    let level = |depth: u8| usize::from(depth.clamp(1, DEEPEST)) - 1;
    match role {
        Role::Title => "Title",
        Role::Version => "DocumentVersion",
        Role::Group(0 | 1) => "Heading1",
        Role::Group(2) => "Heading2",
        Role::Group(_) => "Heading3",
        Role::CrossHeading => "CrossHeading",
        Role::Clause => "Clause",
        Role::ClauseText => "ClauseText",
        Role::Item(depth) => ITEMS.get(level(depth)).copied().unwrap_or("ListLevel6"),
        Role::ItemText(depth) => TEXTS.get(level(depth)).copied().unwrap_or("ListText6"),
        Role::Definition => "Definition",
        Role::DefinitionText => "DefinitionText",
        Role::Unheld => "UnheldClause",
        Role::UnheldDefinition => "UnheldDefinition",
        Role::Formula => "Formula",
        Role::Note => "Note",
        Role::Figure => "Figure",
        Role::End => "DocumentEnd",
    }
}

/// The indent that a paragraph needs beyond its style, as an `w:ind` element; empty when the style says it all.
pub(super) fn indent(role: Role, depth: u8) -> String {
    let left = STEP * (u32::from(depth) + 1);
    let hanging = format!("<w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/>");
    match role {
        Role::Item(level) if level > DEEPEST => hanging,
        Role::Unheld if depth > 0 => hanging,
        Role::ItemText(level) if level > DEEPEST => format!("<w:ind w:left=\"{left}\"/>"),
        Role::Formula | Role::Note | Role::Figure if depth > 0 => format!("<w:ind w:left=\"{left}\"/>"),
        Role::CrossHeading if depth > 0 => format!("<w:ind w:left=\"{left}\"/>"),
        Role::Title
        | Role::Version
        | Role::Group(_)
        | Role::CrossHeading
        | Role::Clause
        | Role::ClauseText
        | Role::Item(_)
        | Role::ItemText(_)
        | Role::Definition
        | Role::DefinitionText
        | Role::Unheld
        | Role::UnheldDefinition
        | Role::Formula
        | Role::Note
        | Role::Figure
        | Role::End => String::new(),
    }
}

/// A paragraph style: id, name, the style it is based on, paragraph properties, run properties.
struct Defined {
    id: &'static str,
    name: &'static str,
    based_on: &'static str,
    paragraph: String,
    run: &'static str,
}

fn defined() -> Vec<Defined> {
    let hanging = |level: u32| format!("<w:ind w:left=\"{}\" w:hanging=\"{STEP}\"/>", STEP * (level + 1));
    let left = |level: u32| format!("<w:ind w:left=\"{}\"/>", STEP * (level + 1));
    let heading = |level: u32, before: u32| {
        let outline = level - 1;
        let spacing = format!("<w:keepNext/><w:spacing w:before=\"{before}\" w:after=\"120\"/>");
        format!("{spacing}{}<w:outlineLvl w:val=\"{outline}\"/>", hanging(0))
    };
    let one = |id, name, based_on, paragraph: String, run| Defined { id, name, based_on, paragraph, run };
    let title = "<w:keepNext/><w:pageBreakBefore/><w:spacing w:after=\"120\"/>".to_owned();
    let version = "<w:keepNext/><w:spacing w:after=\"360\"/>".to_owned();
    let cross = "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>";
    let end = "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"808080\"/></w:pBdr>\
               <w:spacing w:before=\"360\" w:after=\"0\"/><w:ind w:left=\"3402\" w:right=\"3402\"/>";
    let mut all = vec![
        one("Title", "Title", "Normal", title, "<w:b/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>"),
        one("DocumentVersion", "Document Version", "Normal", version, "<w:color w:val=\"595959\"/>"),
        one("Heading1", "heading 1", "Normal", heading(1, 360), "<w:b/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
        one("Heading2", "heading 2", "Normal", heading(2, 300), "<w:b/><w:sz w:val=\"25\"/><w:szCs w:val=\"25\"/>"),
        one("Heading3", "heading 3", "Normal", heading(3, 240), "<w:b/>"),
        one("CrossHeading", "Cross Heading", "Normal", format!("{cross}{}", left(0)), "<w:b/><w:i/>"),
        one("Clause", "Clause", "Normal", hanging(0), ""),
        one("ClauseText", "Clause Text", "Normal", left(0), ""),
        one("Definition", "Definition", "Normal", left(0), ""),
        one("DefinitionText", "Definition Text", "Normal", left(0), ""),
        one("UnheldClause", "Words Not Held", "Normal", hanging(0), "<w:i/><w:color w:val=\"595959\"/>"),
        one("UnheldDefinition", "Definition Not Held", "Normal", left(0), "<w:i/><w:color w:val=\"595959\"/>"),
        one("Formula", "Formula", "Normal", left(0), "<w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/>"),
        one("Note", "Note", "Normal", left(0), "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"),
        one("Figure", "Figure", "Normal", left(0), "<w:i/>"),
        one("TableText", "Table Text", "Normal", "<w:spacing w:before=\"40\" w:after=\"40\"/>".to_owned(), ""),
        one("TableHead", "Table Head", "TableText", "<w:keepNext/>".to_owned(), "<w:b/>"),
        one(
            "TableGap",
            "Table Gap",
            "Normal",
            "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>".to_owned(),
            "",
        ),
        one("PlainLine", "Plain Line", "Normal", "<w:spacing w:after=\"40\"/>".to_owned(), ""),
        one("DocumentEnd", "Document End", "Normal", end.to_owned(), ""),
    ];
    const ITEMS: [(&str, &str, &str, &str); 6] = [
        ("ListLevel1", "List Level 1", "ListText1", "List Text 1"),
        ("ListLevel2", "List Level 2", "ListText2", "List Text 2"),
        ("ListLevel3", "List Level 3", "ListText3", "List Text 3"),
        ("ListLevel4", "List Level 4", "ListText4", "List Text 4"),
        ("ListLevel5", "List Level 5", "ListText5", "List Text 5"),
        ("ListLevel6", "List Level 6", "ListText6", "List Text 6"),
    ];
    for ((item, item_name, text, text_name), level) in ITEMS.into_iter().zip(1..) {
        all.push(one(item, item_name, "Normal", hanging(level), ""));
        all.push(one(text, text_name, "Normal", left(level), ""));
    }
    all
}

/// The styles of a composed paper beside those of the Code's documents.
fn of_papers() -> Vec<Defined> {
    let one =
        |id, name, paragraph: &str, run| Defined { id, name, based_on: "Normal", paragraph: paragraph.to_owned(), run };
    let small = "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>";
    let large = "<w:b/><w:sz w:val=\"40\"/><w:szCs w:val=\"40\"/>";
    let contents =
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9026\"/></w:tabs><w:spacing w:after=\"60\"/>";
    vec![
        one("PaperClass", "Paper Class", "", small),
        one("PaperCode", "Paper Code", "<w:spacing w:before=\"1440\" w:after=\"120\"/>", "<w:color w:val=\"595959\"/>"),
        one("PaperTitle", "Paper Title", "<w:spacing w:after=\"160\"/>", large),
        one("PaperKind", "Paper Kind", "", "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
        one("PaperLine", "Paper Line", "<w:spacing w:after=\"80\"/>", ""),
        one("PaperLabel", "Paper Label", "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/>", "<w:b/>"),
        one("PaperText", "Paper Text", "", ""),
        one("PaperBullet", "Paper Bullet", "<w:spacing w:after=\"80\"/>", ""),
        one("PaperLabelled", "Paper Labelled", "<w:ind w:left=\"851\" w:hanging=\"567\"/>", ""),
        one("PaperNote", "Paper Note", "<w:ind w:left=\"283\"/>", "<w:i/>"),
        one(
            "Caption",
            "caption",
            "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/>",
            "<w:b/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
        ),
        one("TOC1", "toc 1", contents, ""),
    ]
}

/// The part `word/styles.xml`. `language` is that of all words; `paper` adds the styles of a composed paper.
pub(super) fn part(language: &str, paper: bool) -> String {
    let language = escaped(language);
    let mut out = String::from(super::sheet::XML);
    out.push_str(&format!(
        "<w:styles xmlns:w=\"{w}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" \
         w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{language}\" \
         w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing \
         w:after=\"160\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
         </w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Header\"><w:name w:val=\"header\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"9026\"/></w:tabs><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"9026\"/></w:tabs><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>",
        w = super::sheet::W
    ));
    let more = if paper { of_papers() } else { Vec::new() };
    for style in defined().into_iter().chain(more) {
        let Defined { id, name, based_on, paragraph, run } = style;
        out.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based_on}\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr>"
        ));
        if !run.is_empty() {
            out.push_str(&format!("<w:rPr>{run}</w:rPr>"));
        }
        out.push_str("</w:style>");
    }
    let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>");
    let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(side).collect();
    out.push_str(&format!(
        "<w:style w:type=\"table\" w:styleId=\"CodeTable\"><w:name w:val=\"Code Table\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style></w:styles>"
    ));
    out
}
