//! Looks into a Word file and puts other words in.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The text of a part.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A package of one part of any bytes.
pub(super) fn packed_bytes(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A package of these parts, packed as small as can be.
pub(super) fn squeezed(parts: &[(&str, &str)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_level(Some(9));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package of these parts.
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The package with a part in place of the one of that name, or beside the others.
pub(super) fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_string()).collect();
    let mut parts: Vec<(String, String)> = Vec::new();
    for own in names.iter().filter(|own| *own != name) {
        let mut held = String::new();
        archive.by_name(own).unwrap().read_to_string(&mut held).unwrap();
        parts.push((own.clone(), held));
    }
    parts.push((name.to_owned(), text.to_owned()));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    packed(&parts)
}

/// The package with its document edited as text; each edit must find its place once.
pub(super) fn edited(bytes: &[u8], edits: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = part(bytes, "word/document.xml");
    for (from, to) in edits {
        assert_eq!(xml.matches(from).count(), 1, "{from} in {xml}");
        xml = xml.replace(from, to);
    }
    with_part(bytes, "word/document.xml", &xml)
}

/// A document part with this body, in a package with no other part.
pub(super) fn bare(body: &str) -> Vec<u8> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    packed(&[("word/document.xml", &format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"))])
}

/// Every id of a change, bookmark or move stands once, and every move has both its ends under one name.
pub(super) fn sound(bytes: &[u8]) {
    let xml = part(bytes, "word/document.xml");
    let mut ids = std::collections::HashSet::new();
    for element in xml.split('<').filter(|e| !e.contains("End ") && !e.starts_with("w:moveFromRangeEnd")) {
        if let Some((_, rest)) = element.split_once(" w:id=\"") {
            let id = rest.split('"').next().unwrap();
            assert!(ids.insert(id.to_owned()), "the id {id} stands twice");
        }
    }
    let count = |mark: &str| xml.matches(mark).count();
    assert_eq!(count("<w:moveFromRangeStart"), count("<w:moveToRangeStart"));
    assert_eq!(count("<w:moveFromRangeStart"), count("<w:moveFromRangeEnd"));
    assert_eq!(count("<w:moveToRangeStart"), count("<w:moveToRangeEnd"));
    assert!(!xml.contains("<w:tr></w:tr>"));
    let ends = xml.rsplit_once("<w:p>").unwrap().1;
    assert!(!ends.contains("<w:rPr><w:ins") && !ends.contains("<w:rPr><w:del"), "the last mark is a change: {ends}");
}
