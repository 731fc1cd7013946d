//! Lists taken along: what each page offers is there, reads back by other programs, and says what the page says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::{Folder, Reply, Server, Serving};

/// What the pages link to as other forms of themselves: the media type, and the address.
fn offered(page: &str) -> Vec<(String, String)> {
    let links = page.split("<link rel=\"alternate\" type=\"").skip(1);
    let value = |text: &str| text.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    links.map(|link| (value(link), value(link.split("href=\"").nth(1).unwrap()))).collect()
}

/// The lines of an iCalendar file with folded ones put together again.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "ends with a line break");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "lines are folded: {text}");
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// The dates of an iCalendar file: by UID, their properties.
fn dates(reply: &Reply) -> BTreeMap<String, BTreeMap<String, String>> {
    assert_eq!(reply.header("content-type"), Some("text/calendar; charset=utf-8"), "{reply:?}");
    let lines = unfolded(&reply.body);
    assert!(lines.contains(&"VERSION:2.0".to_owned()) && lines.iter().any(|line| line.starts_with("PRODID:")));
    let mut found = BTreeMap::new();
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let own = event.split(|line| line == "END:VEVENT").next().unwrap();
        let pairs = own.iter().filter_map(|line| line.split_once(':'));
        let properties: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        for needed in ["UID", "DTSTAMP", "SUMMARY", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "URL"] {
            assert!(properties.contains_key(needed), "{needed} is missing: {own:?}");
        }
        let uid = properties["UID"].clone();
        assert!(found.insert(uid.clone(), properties).is_none(), "{uid} stands twice");
    }
    found
}

fn workbook_reads(bytes: &[u8]) -> bool {
    const READ: &str = "import sys,zipfile,io,xml.etree.ElementTree as E\n\
        z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n\
        assert z.testzip() is None\n\
        [E.fromstring(z.read(n)) for n in z.namelist() if n.endswith(('.xml','.rels'))]\n\
        sheets=[n for n in z.namelist() if n.startswith('xl/worksheets/sheet')]\n\
        assert sheets and not any(b'<f>' in z.read(n) for n in sheets), 'a formula'\n";
    let mut child = Command::new("python3").args(["-c", READ]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait().unwrap().success()
}

fn listed_pages(server: Server) -> Vec<String> {
    let mut pages = vec![String::new()];
    for list in [
        "modifications",
        "modifications?stage=refinement",
        "modifications?sort=title&order=down",
        "releases",
        "consultations",
        "meetings",
        "bodies",
        "parties",
        "rules",
        "rules?at=2024-01-01",
        "calendar",
        "record",
        "record?before=20",
        "reviews",
        "policies",
        "duties",
        "measures",
        "code",
    ] {
        pages.push(format!("/{list}"));
        if list == "code" || list.contains('?') {
            continue;
        }
        // One thing below each list.
        let page = server.page(&format!("/sec/{list}")).body;
        let start = format!("href=\"/sec/{list}/");
        let thing = page.split(&start).nth(1).and_then(|rest| rest.split(['"', '#']).next());
        let thing = thing.filter(|thing| *thing != "checkpoint");
        pages.extend(thing.map(|thing| format!("/{list}/{thing}")));
    }
    pages
}

#[test]
fn every_page_with_a_list_gives_it_in_each_form_that_it_offers() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let mut forms = BTreeSet::new();
    for place in listed_pages(server) {
        let page = server.page(&format!("/sec{place}"));
        assert_eq!(page.status, 200, "{place}");
        for (media_type, address) in offered(&page.body) {
            let method = if address.contains("as=xlsx") { "HEAD" } else { "GET" };
            let reply = server.ask(method, &address, &[("accept", "text/html")], "");
            assert_eq!(reply.status, 200, "{address}: {reply:?}");
            let kind = reply.header("content-type").unwrap();
            assert!(kind.starts_with(&media_type), "{address} is {kind}");
            assert!(reply.header("content-security-policy").is_some(), "{address}");
            match media_type.as_str() {
                "application/atom+xml" => {
                    let feed = atom_syndication::Feed::read_from(reply.body.as_bytes()).unwrap();
                    assert!(feed.entries.len() <= 50 && feed.id.starts_with("urn:uuid:"), "{address}");
                    let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
                    assert_eq!(ids.len(), feed.entries.len(), "{address}");
                    let links = feed.links.iter().chain(feed.entries.iter().flat_map(|entry| &entry.links));
                    assert!(links.clone().all(|link| link.href.starts_with("http://127.0.0.1:")), "{address}");
                    assert!(feed.entries.iter().all(|entry| !entry.title.value.is_empty()), "{address}");
                }
                "text/calendar" => drop(dates(&reply)),
                "text/csv" => assert!(reply.body.starts_with('\u{feff}') && reply.body.ends_with("\r\n"), "{address}"),
                _ => {
                    assert!(reply.header("content-disposition").is_some_and(|kept| kept.ends_with(".xlsx\"")), "{kind}")
                }
            }
            forms.insert(media_type);
        }
    }
    assert_eq!(forms.len(), 4, "{forms:?}");
    let wrong = server.page("/sec/releases?as=docx");
    assert!(wrong.status == 400 && wrong.body.contains("csv, xlsx, atom, ics"), "{wrong:?}");
    let wrong = server.page("/sec/meetings?as=csv&table=none");
    assert!(wrong.status == 400 && wrong.body.contains("ahead"), "{wrong:?}");
    assert!(server.page("/sec/meetings?as=csv&table=held").body.contains("Meeting,Day,Kind"));
}

#[test]
fn every_modification_gives_what_happened_to_it_and_each_id_stands_once() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for code in ["sec", "specimen"] {
        let register = server.data(&format!("/{code}/modifications")).json();
        for number in register["modifications"].as_array().unwrap().iter().map(|one| one["number"].as_str().unwrap()) {
            let address = format!("/{code}/modifications/{}", number.to_lowercase());
            let page = server.page(&address).body;
            let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{address}: an id stands twice");
            let csv = offered(&page).into_iter().find(|(media_type, _)| media_type == "text/csv").unwrap().1;
            let table = server.page(&csv);
            assert_eq!(table.status, 200, "{csv}");
            assert!(
                table.body.starts_with("\u{feff}Entry,Took effect,Event,What happened,By\r\n"),
                "{csv}: {}",
                table.body
            );
            let lines = page.matches("class=\"history-what\"").count();
            let events = server.page(&csv).body.matches("\r\n").count() - 1;
            assert!(lines > 0 && events >= lines, "{csv}: {events} rows, and {lines} lines on the page");
        }
    }
}

#[test]
fn a_date_that_moves_keeps_its_id_and_is_a_later_revision() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let address = "/sec/releases?as=ics";
    let before = dates(&server.page(address));
    assert_eq!(before, dates(&server.page(address)), "the same record gives the same dates");
    let releases = server.data("/sec/releases").json();
    let release = releases["releases"].as_array().unwrap().last().unwrap();
    let name = release["name"].as_str().unwrap();
    let day = release["date"].as_str().unwrap().replace('-', "");
    let (_, own) = before.iter().find(|(_, own)| own["SUMMARY"] == format!("{name} goes live")).unwrap();
    assert_eq!(own["DTSTART;VALUE=DATE"], day);
    let all = dates(&server.page("/sec/calendar?as=ics"));
    assert_eq!(all.get(&own["UID"]), Some(own), "the same date has the same id in every calendar");
}

#[test]
fn the_register_as_a_table_is_the_register() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let data = server.data("/sec/modifications").json();
    let csv = server.page("/sec/modifications?as=csv").body;
    for proposal in data["modifications"].as_array().unwrap() {
        let number = proposal["number"].as_str().unwrap();
        assert!(csv.contains(&format!("\r\n{number},")), "{number} is missing: {csv}");
    }
    let folder = Folder::new();
    let file = folder.argument("register.xlsx");
    let status = Command::new("python3")
        .args([
            "-c",
            "import sys,urllib.request;open(sys.argv[2],'wb').write(urllib.request.urlopen(sys.argv[1]).read())",
        ])
        .args([format!("http://{}/sec/modifications?as=xlsx", server.0), file.clone()])
        .status()
        .unwrap();
    assert!(status.success());
    assert!(workbook_reads(&std::fs::read(file).unwrap()));
}
