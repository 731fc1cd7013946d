//! The whole register as open data: complete, provable, the same each time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use enact::codes::CodeFiles;
use enact::demonstration::Demonstration;
use ledger::Ledger;
use legaltext::{Document, markup};
use papers::akoma;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::program::{Folder, project, run, tamper};

/// A record in a folder, filled with the stories that the program carries.
fn recorded(folder: &Folder) -> String {
    let data = folder.argument("data");
    std::fs::create_dir_all(&data).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (demonstration, clock) = Demonstration::new();
        let ledger = Ledger::open(&format!("sqlite:{data}/enact.db"), clock).await.unwrap();
        for code in ["specimen", "sec"] {
            let files = CodeFiles::carried(code).unwrap();
            ledger.host(std::sync::Arc::new(files.rulebook().unwrap())).await.unwrap();
            demonstration.fill(&ledger, &files).await.unwrap();
        }
    });
    data
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn below(base: &Path, at: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(base, &path, found);
            } else {
                let name = path.strip_prefix(base).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    below(folder, folder, &mut found);
    found
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()))).unwrap()
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_str(text(files, name)).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The root of a log, worked out as the README says and from nothing but the file.
fn root_of(events: &str) -> String {
    fn node(leaves: &[Vec<u8>]) -> Vec<u8> {
        match leaves {
            [] => Sha256::digest("").to_vec(),
            [one] => one.clone(),
            many => {
                let half = many.len().next_power_of_two() / 2;
                let (left, right) = (node(&many[..half]), node(&many[half..]));
                Sha256::digest([&[1], &left[..], &right[..]].concat()).to_vec()
            }
        }
    }
    let leaf = |line: &str| {
        let entry = line.split_once("\"entry\":").unwrap().1.strip_suffix('}').unwrap();
        let leaf = Sha256::digest([&[0], &Sha256::digest(entry)[..]].concat()).to_vec();
        assert!(line.starts_with(&format!("{{\"hash\":\"{}\"", hex(&leaf))), "{line}");
        assert!(serde_json::from_str::<Value>(line).is_ok());
        leaf
    };
    hex(&node(&events.lines().map(leaf).collect::<Vec<_>>()))
}

#[test]
fn an_export_is_whole_and_proves_itself() {
    let folder = Folder::new();
    let data = recorded(&folder);
    let out = PathBuf::from(folder.argument("out"));
    let ran = run(&["export", "--data", &data, "--out", out.to_str().unwrap(), "--format", "json"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""), "{ran:?}");
    let files = files(&out);
    let manifest = json(&files, "manifest.json");
    let listed: BTreeMap<&str, &str> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["path"].as_str().unwrap(), row["sha256"].as_str().unwrap()))
        .collect();
    assert_eq!(listed.len() + 1, files.len());
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "manifest.json") {
        assert_eq!(listed.get(name.as_str()).copied(), Some(hex(&Sha256::digest(bytes)).as_str()), "{name}");
    }
    for code in manifest["codes"].as_array().unwrap() {
        let id = code["code"].as_str().unwrap();
        let events = text(&files, &format!("{id}/events.jsonl"));
        assert_eq!(code["events"].as_u64().unwrap(), events.lines().count() as u64);
        assert_eq!(code["root"], root_of(events).as_str());
        let proposals = json(&files, &format!("{id}/proposals.json"));
        assert_eq!(proposals.as_array().unwrap().len() as u64, code["proposals"].as_u64().unwrap());
        assert!(text(&files, &format!("{id}/proposals.csv")).starts_with("id,number,title,"));
    }
    let verified = run(&["verify", "--data", &data, "--format", "json"]).json();
    for code in verified["codes"].as_array().unwrap() {
        let told = manifest["codes"].as_array().unwrap().iter().find(|told| told["code"] == code["code"]).unwrap();
        assert_eq!(told["root"], code["root"]);
    }
}

#[test]
fn every_edition_can_be_read_again_from_each_of_its_forms() {
    let folder = Folder::new();
    let data = recorded(&folder);
    let out = PathBuf::from(folder.argument("out"));
    assert_eq!(run(&["export", "--data", &data, "--out", out.to_str().unwrap(), "--code", "specimen"]).code, Some(0));
    let files = files(&out);
    assert!(!files.contains_key("sec/code.json"));
    let editions = json(&files, "specimen/editions.json");
    let editions = editions["editions"].as_array().unwrap();
    assert!(editions.len() > 1, "{editions:?}");
    for edition in editions {
        for listed in edition["documents"].as_array().unwrap() {
            let base = format!("specimen/{}", listed["files"].as_str().unwrap());
            let whole: Document = serde_json::from_value(json(&files, &format!("{base}.json"))).unwrap();
            assert_eq!(listed["sha256_of_words"], whole.hash().to_string().as_str());
            assert_eq!(text(&files, &format!("{base}.txt")), markup::print(&whole));
            let read = akoma::read(text(&files, &format!("{base}.xml")), &akoma::Reading::from("x")).unwrap();
            assert_eq!((read.documents.as_slice(), read.losses.as_slice()), ([whole].as_slice(), [].as_slice()));
        }
    }
    let changed = editions.last().unwrap();
    let day = changed["in_force_from"].as_str().unwrap();
    assert!(changed["proposals"].as_array().is_some_and(|proposals| !proposals.is_empty()), "{changed}");
    let documents = files.keys().filter(|name| name.starts_with(&format!("specimen/editions/{day}/"))).count();
    assert!(documents > 1 && documents < 3 * changed["documents"].as_array().unwrap().len(), "only what changed");
    let told = files.iter().filter(|(name, _)| name.ends_with(".xml")).any(|(_, xml)| {
        let xml = String::from_utf8_lossy(xml);
        xml.contains("<passiveModifications>") && xml.contains("type=\"amendment\"")
    });
    assert!(told, "a file says what changed it");
    valid(&out);
}

/// Every XML file is valid against the schema, where the program that validates is here.
fn valid(out: &Path) {
    if Command::new("xmllint").arg("--version").stderr(Stdio::null()).status().is_err() {
        assert!(std::env::var_os("ENACT_REQUIRE_XMLLINT").is_none(), "xmllint is not here; install libxml2-utils");
        return;
    }
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(project().join("golden/akoma/schema/akomantoso30.xsd"));
    command.args(files(out).keys().filter(|name| name.ends_with(".xml")).map(|name| out.join(name)));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let folder = Folder::new();
    let data = recorded(&folder);
    let export = |name: &str| {
        let out = PathBuf::from(folder.argument(name));
        let ran = run(&["export", "--data", &data, "--out", out.to_str().unwrap()]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.contains("specimen: ") && ran.out.contains("README.md"), "{ran:?}");
        files(&out)
    };
    assert!(export("one") == export("two"));
}

#[test]
fn what_cannot_be_exported_leaves_nothing_behind() {
    let folder = Folder::new();
    let data = recorded(&folder);
    let (there, out) = (folder.argument("there"), folder.argument("out"));
    std::fs::create_dir(&there).unwrap();
    for (arguments, says) in [
        (vec!["export", "--data", &data, "--out", &there], "is there already"),
        (vec!["export", "--data", &there, "--out", &out], "holds no record"),
        (vec!["export", "--data", &data, "--out", &out, "--code", "x"], "no Code `x`"),
        (vec!["export", "--data", &data, "--out", "/proc/nowhere/out"], "cannot be written"),
        (vec!["export", "--out", &out], "--data"),
    ] {
        let ran = run(&arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.complaint.contains(says) && ran.complaint.trim_end().lines().count() == 1, "{ran:?}");
    }
    tamper(&data, "UPDATE events SET body = replace(body, 'a', 'b') WHERE position = 3");
    let ran = run(&["export", "--data", &data, "--out", &out]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("nothing was written"), "{ran:?}");
    assert!(!Path::new(&out).exists());
    let left = std::fs::read_dir(Path::new(&out).parent().unwrap()).unwrap();
    assert!(left.into_iter().all(|entry| !entry.unwrap().file_name().to_string_lossy().contains("partial")));
}
