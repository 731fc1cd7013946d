//! Files made to hurt whoever opens them: each is refused, or stripped and said so, in little time and memory.
//!
//! The figures are those of the whole process that opens the file. They are printed; the bounds here are generous, because a
//! machine under load is slow. The control is the same package without its trap, which is read.

#![cfg(target_os = "linux")]

use std::io::{Cursor, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::fault_row::Fault;
use crate::program::{enact, run};

const WORDS: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>MP900</w:t></w:r></w:p></w:body></w:document>"#;

const I1: Fault = Fault {
    test: "I1 zip bombs: one part, many parts, lying headers, overlapping parts",
    wanted: "refused before they are unpacked, in 200 ms and 64 MB",
    place: "`enact` `hostile.rs`",
};
const I2: Fault = Fault {
    test: "I2, I3 entities; names that lead elsewhere",
    wanted: "refused, nothing fetched or written outside",
    place: "`enact` `hostile.rs`",
};
const I4: Fault = Fault {
    test: "I4 macros, embedded objects, templates from elsewhere",
    wanted: "left out and said so",
    place: "`enact` `hostile.rs`",
};
const I5: Fault =
    Fault { test: "I5 PDFs encrypted, of endless pages, in loops", wanted: "refused", place: "`enact` `hostile.rs`" };

/// A package of these parts; a part with a size is so many spaces before its words.
fn package(parts: &[(&str, usize, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let spaces = vec![b' '; 1 << 16];
    for (name, size, words) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        for _ in 0..size / spaces.len() {
            zip.write_all(&spaces).unwrap();
        }
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(words: &str) -> Vec<u8> {
    package(&[("word/document.xml", 0, words)])
}

/// What the process that opens files answers; it must do so in bounds.
fn opened(name: &str, bytes: Vec<u8>) -> serde_json::Value {
    let began = Instant::now();
    let mut command = enact(&["read-inside"]);
    command.env(enact::reader::ALLOCATOR.0, enact::reader::ALLOCATOR.1);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let took = began.elapsed();
    let most = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    println!("{name}: {} ms, {} MB at most so far", took.as_millis(), most / 1024);
    assert!(took < Duration::from_secs(10), "{name} took {took:?}");
    // The largest file given here has 18 MB, and this is no release build.
    assert!(most < 160 << 10, "{name} took {most} kB");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{name}: {error}: {output:?}"))
}

/// The memory that any such process took, in megabytes.
fn most_memory() -> i64 {
    getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() / 1024
}

fn refused(name: &str, bytes: Vec<u8>, because: &str) {
    let answer = opened(name, bytes);
    let sentence = answer["refused"].as_str().unwrap_or_else(|| panic!("{name} was read: {answer}"));
    assert!(sentence.contains(because), "{name}: {sentence}");
}

fn told(name: &str, bytes: Vec<u8>, what: &str) {
    let answer = opened(name, bytes);
    let notices = answer["words"]["notices"].to_string();
    assert!(notices.contains("active") && notices.contains(what), "{name}: {answer}");
}

/// I1: bombs, whatever their headers say, and directories that never end.
#[test]
fn zip_bombs_are_refused_before_they_are_unpacked() {
    assert_eq!(opened("control", document(WORDS))["words"]["lines"][0]["text"], "MP900");
    refused("one large part", package(&[("word/document.xml", 150 << 20, WORDS)]), "unpacks to");
    let parts = ["a", "b", "c", "d"].map(|name| (name, 60 << 20, ""));
    let many = [parts.as_slice(), &[("word/document.xml", 0, WORDS)]].concat();
    refused("many large parts", package(&many), "unpacks to more than");
    let mut lying = package(&[("word/document.xml", 150 << 20, WORDS)]);
    set(&mut lying, b"PK\x01\x02", 24, &100_u32.to_le_bytes());
    set(&mut lying, b"PK\x03\x04", 22, &100_u32.to_le_bytes());
    refused("lying headers", lying, "");
    let mut shared = package(&[("word/document.xml", 0, WORDS), ("a", 0, "x")]);
    let last = places(&shared, b"PK\x01\x02").last().copied().unwrap();
    shared[last + 42..last + 46].fill(0);
    refused("shared bytes", shared, "share the same bytes");
    I1.reached(format!("refused, {} MB at most", most_memory()), "yes: the same package without its trap is read");
}

/// I1: more entries than any document has, also where the end of the package says that there are three.
#[test]
fn endless_directories_are_refused_before_they_are_read() {
    let mut entries = document(WORDS);
    let entry = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    let at = places(&entries, b"PK\x01\x02")[0];
    entries.splice(at..at, std::iter::repeat_n(entry, 200_000).flatten());
    refused("200,000 entries", entries, "more than 4096 entries");
}

/// I2, I3: entities and names that lead elsewhere.
#[test]
fn entities_and_names_that_lead_elsewhere_are_refused() {
    let entity = format!("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", WORDS.replace("MP900", "&x;"));
    refused("an entity", document(&entity), "document type");
    for name in ["../../etc/cron.d/x", "/etc/x", "a\\b", "a\u{202e}b", "C:x"] {
        refused(name, package(&[("word/document.xml", 0, WORDS), (name, 0, "x")]), "leads out of the package");
    }
    assert_eq!(opened("control", document(WORDS))["words"]["lines"][0]["text"], "MP900");
    I2.reached(format!("refused, {} MB at most", most_memory()), "yes: the same package without its trap is read");
}

/// I4: what would run or fetch something is left alone, and said.
#[test]
fn macros_objects_and_templates_from_elsewhere_are_told() {
    let with = |name: &str, words: &str| package(&[("word/document.xml", 0, WORDS), (name, 0, words)]);
    told("macros", with("word/vbaProject.bin", "x"), "macros");
    told("objects", with("word/embeddings/oleObject1.bin", "x"), "embedded objects");
    let template = r#"<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/></Relationships>"#;
    told("a template", with("word/_rels/settings.xml.rels", template), "192.0.2.1");
    let plain = opened("control", document(WORDS));
    assert!(!plain["words"]["notices"].to_string().contains("active"), "{plain}");
    I4.reached(format!("so, {} MB at most", most_memory()), "yes: of the same package without them nothing is said");
}

/// I5: PDFs that hide, mislead or loop.
#[test]
fn pdfs_that_are_encrypted_endless_or_loop_are_refused() {
    // The objects after the catalogue, numbered from two, with a table of where each begins.
    let pdf = |objects: &[&str], trailer: &str| {
        let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), "0000000000 65535 f \n".to_owned());
        for (number, object) in ["<</Type/Catalog/Pages 2 0 R>>"].iter().chain(objects).enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
        }
        let (size, at) = (objects.len() + 2, file.len());
        format!("{file}xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{at}\n%%EOF\n")
            .into_bytes()
    };
    let words = "BT /F1 12 Tf 72 720 Td (MP900) Tj ET";
    let stream = format!("<</Length {}>>\nstream\n{words}\nendstream", words.len());
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let with_pages = |pages: &str, trailer: &str| pdf(&[pages, page, &stream, font], trailer);
    // The control: the same file without its trap is read.
    let control = opened("control", with_pages("<</Type/Pages/Count 1/Kids[3 0 R]>>", ""));
    assert_eq!(control["words"]["lines"][0]["text"], "MP900", "{control}");
    refused("encrypted", with_pages("<</Type/Pages/Count 1/Kids[3 0 R]>>", "/Encrypt 9 0 R"), "encrypted");
    refused("endless", with_pages("<</Type/Pages/Count 99999999/Kids[2 0 R]>>", ""), "more than 20000 pages");
    refused("loops", with_pages("<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>", ""), "PDF");
    I5.reached(format!("refused, {} MB at most", most_memory()), "yes: the same file without its trap is read");
}

/// The same through the command that a person gives, and the words of a Word file with their places.
#[test]
fn a_word_file_is_read_with_the_paragraph_of_each_fact() {
    let folder = crate::program::Folder::new();
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", paragraph(a), paragraph(b));
    let table = format!("<w:tbl>{}{}</w:tbl>", row("Acronym", "Full term"), row("TAD", "Testing Approach Document"));
    let lines = ["MP900", "Modification Report", "Version 1.0", "1. Summary", "It is short.", "2. Glossary"];
    let words: String = lines.iter().map(|line| paragraph(line)).collect();
    let words = WORDS.replace(&paragraph("MP900"), &format!("{words}{table}"));
    let path = folder.file("report.docx", document(&words));
    let read = run(&["read", &path, "--format", "json"]).json();
    assert_eq!(read["kind"], "modification-report");
    assert_eq!(read["places"]["/version"]["paragraph"], 3, "{read}");
    assert_eq!(read["glossary"][0]["term"], "Testing Approach Document");
    let place = &read["places"]["/glossary/0/acronym"];
    assert_eq!([&place["table"], &place["row"], &place["cell"]], [1, 2, 1], "{read}");
}

/// Where these bytes stand.
fn places(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    bytes.windows(wanted.len()).enumerate().filter(|(_, at)| at.starts_with(wanted)).map(|(at, _)| at).collect()
}

/// Writes these bytes at a distance behind every mark.
fn set(bytes: &mut [u8], mark: &[u8], distance: usize, value: &[u8]) {
    for at in places(bytes, mark) {
        bytes[at + distance..at + distance + value.len()].copy_from_slice(value);
    }
}
