//! The parts of a Word file that surround the words: page, header, footer, properties, relations.

use jiff::civil::DateTime;

use super::error::DocxError;
use super::package::zipped;
use super::style::Style;
use super::styles;
use super::xml::escaped;

/// The first line of every part.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A file before it is zipped.
pub(super) struct Sheet<'a> {
    pub(super) style: &'a Style,
    /// The title among the file's properties.
    pub(super) title: &'a str,
    /// What is printed at the left of each section's header; the last is that of the section that ends the body.
    pub(super) headers: Vec<String>,
    /// What the file says of itself to programs: names and values.
    pub(super) properties: Vec<(&'static str, String)>,
    /// Whether it is a composed paper, which has styles and lists of its own.
    pub(super) paper: bool,
}

impl Sheet<'_> {
    /// The whole file around a body (the content of `w:body` without its last section's properties).
    ///
    /// # Errors
    /// When a part is larger than a zip file can hold.
    pub(super) fn zipped(&self, body: &str) -> Result<Vec<u8>, DocxError> {
        let last = self.headers.len();
        let mut document = String::with_capacity(body.len() + 1024);
        document.push_str(XML);
        document.push_str(&format!("<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>"));
        document.push_str(body);
        document.push_str(&section(last));
        document.push_str("</w:body></w:document>");
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), self.content_types()),
            ("_rels/.rels".to_owned(), relations()),
            ("docProps/core.xml".to_owned(), self.core()),
            ("docProps/custom.xml".to_owned(), self.custom()),
            ("word/document.xml".to_owned(), document),
            ("word/_rels/document.xml.rels".to_owned(), self.document_relations()),
            ("word/styles.xml".to_owned(), styles::part(&self.style.language, self.paper)),
            ("word/settings.xml".to_owned(), self.settings()),
            ("word/footer1.xml".to_owned(), footer()),
        ];
        if self.paper {
            parts.push(("word/numbering.xml".to_owned(), numbering()));
        }
        for (text, at) in self.headers.iter().zip(1..) {
            parts.push((format!("word/header{at}.xml"), self.header(text)));
        }
        zipped(&parts)
    }

    fn content_types(&self) -> String {
        let mut out = format!(
            "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
             <Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\
             <Override PartName=\"/word/styles.xml\" ContentType=\"{WORD}.styles+xml\"/>\
             <Override PartName=\"/word/settings.xml\" ContentType=\"{WORD}.settings+xml\"/>\
             <Override PartName=\"/word/footer1.xml\" ContentType=\"{WORD}.footer+xml\"/>"
        );
        if self.paper {
            out.push_str(&format!("<Override PartName=\"/word/numbering.xml\" ContentType=\"{WORD}.numbering+xml\"/>"));
        }
        for at in 1..=self.headers.len() {
            out.push_str(&format!("<Override PartName=\"/word/header{at}.xml\" ContentType=\"{WORD}.header+xml\"/>"));
        }
        out.push_str("</Types>");
        out
    }

    fn document_relations(&self) -> String {
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
        };
        let mut out =
            format!("{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        out.push_str(&relation("styles", "styles", "styles.xml"));
        out.push_str(&relation("settings", "settings", "settings.xml"));
        out.push_str(&relation("footer", "footer", "footer1.xml"));
        if self.paper {
            out.push_str(&relation("numbering", "numbering", "numbering.xml"));
        }
        for at in 1..=self.headers.len() {
            out.push_str(&relation(&format!("header{at}"), "header", &format!("header{at}.xml")));
        }
        out.push_str("</Relationships>");
        out
    }

    fn settings(&self) -> String {
        let track = if self.style.track_changes { "<w:trackRevisions/>" } else { "" };
        format!(
            "{XML}<w:settings xmlns:w=\"{W}\">{track}<w:defaultTabStop w:val=\"{}\"/><w:characterSpacingControl \
             w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
             w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{}\"/></w:settings>",
            styles::STEP,
            escaped(&self.style.language)
        )
    }

    fn core(&self) -> String {
        let (title, author, time) = (escaped(self.title), escaped(&self.style.author), stamp(self.style.created));
        format!(
            "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
             <cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified><dc:language>{}</dc:language></cp:coreProperties>",
            escaped(&self.style.language)
        )
    }

    fn custom(&self) -> String {
        let mut out = format!(
            "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
             xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
        );
        for ((name, value), pid) in self.properties.iter().zip(2..) {
            out.push_str(&format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{pid}\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property>",
                escaped(value)
            ));
        }
        out.push_str("</Properties>");
        out
    }

    fn header(&self, left: &str) -> String {
        let name =
            [self.style.code.as_str(), left].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        let right = if self.style.edition.is_empty() {
            String::new()
        } else {
            format!("<w:r><w:tab/><w:t>{}</w:t></w:r>", escaped(&self.style.edition))
        };
        format!(
            "{XML}<w:hdr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>{}</w:t></w:r>{right}</w:p></w:hdr>",
            escaped(&name)
        )
    }
}

/// The properties of the section with this header: A4, 2.54 cm around.
pub(super) fn section(header: usize) -> String {
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header{header}\"/><w:footerReference w:type=\"default\" \
         r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" \
         w:left=\"1440\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>"
    )
}

/// The one list of a composed paper: bullets.
fn numbering() -> String {
    format!(
        "{XML}<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl \
         w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind \
         w:left=\"567\" w:hanging=\"283\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
         w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// A time as Word writes it. The `Z` is part of the form and says nothing: Word shows the time as it stands.
pub(super) fn stamp(time: DateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        time.year().max(0),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

fn relations() -> String {
    format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"document\" Type=\"{R}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/><Relationship Id=\"custom\" Type=\"{R}/custom-properties\" Target=\"docProps/custom.xml\"/>\
         </Relationships>"
    )
}

fn footer() -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{XML}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:tab/><w:t xml:space=\"preserve\">Page \
         </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    )
}
