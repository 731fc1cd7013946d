//! Published papers put into an empty register: settled, followed back to their lines, kept through backups; and documents
//! checked on the site.

use crate::program::{Folder, Serving, enact, project, run, tamper};

/// A report of the Code's own, as text.
fn report(folder: &Folder) -> String {
    let out = folder.argument("mp167b-report.txt");
    let written = run(&["paper", "modification-report", "MP167B", "--out", &out]);
    assert_eq!(written.code, Some(0), "{written:?}");
    out
}

fn import(arguments: &[&str]) -> crate::program::Ran {
    run(&[&["--format", "json", "import"], arguments].concat())
}

#[test]
fn a_report_is_imported_once_and_each_of_its_facts_leads_back_to_its_line() {
    let folder = Folder::new();
    let (data, file, form) = (folder.argument("data"), report(&folder), folder.argument("settle.toml"));
    let written = import(&[&file, "--data", &data, "--write-settle", &form]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let text = std::fs::read_to_string(&form).unwrap();
    assert!(text.contains("number = \"MP167B\"") && text.contains("stage = \"\""), "{text}");
    folder.file("settle.toml", text.replace("stage = \"\"", "stage = \"refinement\""));
    let done = import(&[&file, "--data", &data, "--settle", &form]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let row = done.json()["files"][0].clone();
    assert_eq!((&row["imported"], &row["proposals"][0]), (&true.into(), &"MP167B".into()), "{row}");
    let (paper, position) = (row["paper"].as_str().unwrap().to_owned(), row["position"].clone());
    let again = import(&[&file, "--data", &data]);
    assert_eq!((again.code, &again.json()["files"][0]["before"]), (Some(0), &true.into()), "{again:?}");
    let verified = run(&["--format", "json", "verify", "--data", &data]).json();
    assert_eq!(verified["files"]["kept"], 1, "{verified}");
    let sec = verified["codes"].as_array().unwrap().iter().find(|code| code["code"] == "sec").unwrap();
    assert_eq!(sec["events"], position);

    let serving = Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let server = serving.server();
    let modification = server.page("/sec/modifications/mp167b");
    assert!(modification.body.contains("Taken over from the published paper"), "{}", modification.body);
    assert!(modification.body.contains(&format!("/sec/imports/{paper}/words#line-")), "{}", modification.body);
    let facts = server.data(&format!("/sec/imports/{paper}")).json();
    let said = facts["said"].as_array().unwrap();
    assert!(said.len() > 10, "{facts}");
    let words = server.page(&format!("/sec/imports/{paper}/words"));
    let published = std::fs::read_to_string(&file).unwrap();
    for fact in said {
        let href = fact["where"]["href"].as_str().unwrap();
        let (_, line) = href.split_once('#').unwrap();
        assert!(words.body.contains(&format!("id=\"{line}\"")), "{href}");
    }
    // The first title stands on the line that its fact names.
    let title = said.iter().find(|fact| fact["what"] == "Title").unwrap();
    let number: usize = title["where"]["words"].as_str().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    let line = published.lines().nth(number - 1).unwrap();
    assert!(line.contains(title["it_says"].as_str().unwrap().split(' ').next().unwrap()), "{line}");

    let kept = server.page(&format!("/sec/imports/{paper}/file"));
    assert_eq!(kept.body, published);
    assert!(kept.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(kept.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    assert_eq!(kept.header("x-content-type-options"), Some("nosniff"));

    let backup = folder.argument("backup.db");
    assert_eq!(run(&["backup", "--data", &data, "--out", &backup]).code, Some(0));
    let there = folder.argument("restored");
    assert_eq!(run(&["restore", &backup, "--data", &there]).code, Some(0));
    assert_eq!(run(&["--format", "json", "verify", "--data", &there]).json()["files"]["kept"], 1);
    drop(serving);
    // The control: a file that is gone is missed.
    tamper(&there, "DELETE FROM files");
    let missed = run(&["verify", "--data", &there]);
    assert_eq!(missed.code, Some(1), "{missed:?}");
    assert!(missed.out.contains("IS NOT THERE") && missed.out.contains("missing: 1"), "{missed:?}");
}

#[test]
fn what_is_not_settled_or_not_for_everybody_is_not_imported() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let wrong = std::fs::read_to_string(report(&folder)).unwrap();
    // Amber keeps it from the public.
    let amber = wrong.replacen("Clear", "Amber", 1);
    let refused = import(&[&folder.file("amber.txt", amber), "--data", &data]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.complaint.contains("everybody may read what is imported"), "{refused:?}");
    // An error in it must be settled with words.
    let file = project().join("golden/checks/EN104-wrong.txt").to_str().unwrap().to_owned();
    let open = import(&[&file, "--data", &data]);
    assert_eq!(open.code, Some(1), "{open:?}");
    assert!(open.complaint.contains("EN104") && open.complaint.contains("--write-settle"), "{open:?}");
    let form = folder.argument("form.toml");
    assert_eq!(import(&[&file, "--data", &data, "--write-settle", &form]).code, Some(0));
    let text = std::fs::read_to_string(&form).unwrap();
    let filled =
        text.replace("words = \"\"", "words = \"The table is right.\"").replace("class = \"\"", "class = \"Clear\"");
    let dated = filled.replace("# date = \"2020-02-25\"", "date = \"2025-02-25\"");
    let done = import(&[&file, "--data", &data, "--settle", &folder.file("form.toml", dated)]);
    assert_eq!(done.code, Some(0), "{done:?}");
    // A form for another file is no form for this one.
    let other = import(&[&report(&folder), "--data", &data, "--settle", &form]);
    assert!(other.complaint.contains("written for another file"), "{other:?}");
    let verified = run(&["--format", "json", "verify", "--data", &data]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

fn multipart(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--cut--\r\n"].concat()
}

#[test]
fn a_document_is_checked_on_the_site_as_on_the_command_line_and_not_kept() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let serving = Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let server = serving.server();
    let kind = "multipart/form-data; boundary=cut";
    assert!(server.page("/sec/check").body.contains("Check a document"));
    let file = project().join("golden/checks/EN104-wrong.txt");
    let bytes = std::fs::read(&file).unwrap();
    let (status, page) = server.ask_bytes("/sec/check", kind, &multipart("costs.txt", &bytes));
    let page = String::from_utf8(page).unwrap();
    assert_eq!(status, 200, "{page}");
    assert!(
        page.contains("EN104") && page.contains("href=\"#finding-1\"") && page.contains("id=\"finding-1\""),
        "{page}"
    );
    let (status, answer) = server.ask_bytes("/sec/check?as=json", kind, &multipart("costs.txt", &bytes));
    let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
    let told = run(&["--format", "json", "check", "--data", &data, file.to_str().unwrap()]).json();
    assert_eq!(status, 200);
    assert_eq!(answer["files"][0]["findings"], told["files"][0]["findings"]);
    // What is nothing that can be read is a sentence beside the field, and a Word file that is none is refused.
    for (name, bytes, says) in [
        ("empty.txt", &b" \n"[..], "choose a file"),
        ("notes.txt", b"Dear all, see you tomorrow.\n", "none of the documents that can be read"),
        ("broken.docx", b"PK\x03\x04 and no more", "not read"),
    ] {
        let (status, page) = server.ask_bytes("/sec/check", kind, &multipart(name, bytes));
        let page = String::from_utf8_lossy(&page).to_lowercase();
        assert_eq!(status, 422, "{name}: {page}");
        assert!(page.contains(says), "{name}: {page}");
    }
    assert_eq!(run(&["--format", "json", "verify", "--data", &data]).json()["files"]["kept"], 0);
}

/// S4: a release that is taken over says where each of its days, costs, modifications and criteria was published, and does not say that it
/// went live because its day has passed.
#[test]
fn what_is_taken_over_of_a_release_leads_back_from_the_table_in_which_it_stands() {
    let folder = Folder::new();
    let (data, file, form) = (folder.argument("data"), folder.argument("release.txt"), folder.argument("settle.toml"));
    let written = run(&["paper", "release-implementation-document", "june-2020", "--out", &file]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let prepared = import(&[&file, "--data", &data, "--write-settle", &form]);
    assert_eq!(prepared.code, Some(0), "{prepared:?}");
    let done = import(&[&file, "--data", &data, "--settle", &form]);
    assert_eq!(done.code, Some(0), "{done:?}\n{}", std::fs::read_to_string(&form).unwrap());
    let serving = Serving::start(&mut enact(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let server = serving.server();
    let release = server.data("/sec/releases/june-2020").json();
    assert!(release.to_string().contains("not known whether it went live"), "{release}");
    let published = std::fs::read_to_string(&file).unwrap();
    let line = |place: &serde_json::Value| {
        let href = place["href"].as_str().unwrap();
        let number: usize = href.rsplit('-').next().unwrap().parse().unwrap();
        published.lines().nth(number - 1).unwrap().to_owned()
    };
    for (table, named) in [("events", "what_happens"), ("in_scope", "modification"), ("costs_by_stage", "modification")]
    {
        let rows = release[table].as_array().unwrap_or_else(|| panic!("{table}: {release}"));
        assert!(!rows.is_empty(), "{table}");
        for row in rows.iter().filter(|row| row[named] != "What counts") {
            let places = row["published_at"].as_array().unwrap_or_else(|| panic!("{table}: {row}"));
            let name = row[named]["words"].as_str().or(row[named].as_str()).unwrap();
            assert!(places.iter().any(|place| line(place).contains(name)), "{table}: {row}");
        }
    }
    let touched = release["participants"].as_array().unwrap();
    let row = touched.iter().find(|row| row["modification"]["words"] == "SECMP0053").unwrap();
    assert_eq!((&row["suppliers"], &row["gas_networks"]), (&true.into(), &false.into()), "{row}");
    let page = server.page("/sec/releases/june-2020");
    assert!(page.body.contains("As published") && page.body.contains("Published at"), "{}", page.body);
}
