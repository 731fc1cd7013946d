//! Places that cannot be used: folders, addresses, databases.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::program::{Folder, run};

#[test]
fn a_data_folder_that_cannot_be_written_is_refused_with_what_to_do() {
    let folder = Folder::new();
    let file = folder.file("register", "Not a folder.");
    let beneath = folder.argument("register/data");
    // Whoever may write everywhere can still write neither below a file nor into the kernel's own folder.
    let mut places = vec![file.as_str(), beneath.as_str(), "/dev/null/data"];
    if cfg!(target_os = "linux") {
        places.push("/proc/enact");
    }
    for place in places {
        let ran = run(&["serve", "--data", place, "--listen", "127.0.0.1:0"]);
        let sentence = ran.sentence();
        assert!(sentence.contains(place) && sentence.contains("name a folder"), "{sentence}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Not a folder.", "what stood there is still there");
}

#[test]
fn a_database_that_is_no_record_is_left_as_it_is() {
    let folder = Folder::new();
    let bytes = b"This was somebody's diary, and not a database at all.\n".repeat(100);
    folder.file("data/enact.db", &bytes);
    let ran = run(&["serve", "--data", &folder.argument("data"), "--listen", "127.0.0.1:0"]);
    assert!(ran.sentence().contains("enact.db"), "{ran:?}");
    assert_eq!(std::fs::read(folder.path("data/enact.db")).unwrap(), bytes);
}

#[test]
fn a_port_in_use_is_refused_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = Folder::new();
    let data = folder.argument("data");
    for arguments in [vec!["demo"], vec!["serve", "--data", &data]] {
        let ran = run(&[arguments, vec!["--listen", &address]].concat());
        let sentence = ran.sentence();
        assert!(sentence.contains(&address) && sentence.contains("choose another with --listen"), "{sentence}");
    }
}

#[test]
fn a_database_that_does_not_answer_is_said_to_be_away_without_its_password() {
    let began = Instant::now();
    let ran = run(&["serve", "--database", "postgres://enact:hunter2@127.0.0.1:1/register", "--listen", "127.0.0.1:0"]);
    let sentence = ran.sentence();
    assert!(sentence.contains("127.0.0.1:1/register") && sentence.contains("see that the database runs"), "{sentence}");
    assert!(!sentence.contains("hunter2"), "{sentence}");
    assert!(began.elapsed() < Duration::from_secs(20), "it took {:?} to say so", began.elapsed());
    for other in ["mysql://127.0.0.1/register", "register", ""] {
        let ran = run(&["serve", "--database", other]);
        assert!(ran.sentence().contains("postgres://"), "{ran:?}");
    }
}

#[test]
fn a_page_that_cannot_be_written_is_refused() {
    let folder = Folder::new();
    let ran = run(&["redline", "README.md", "CHANGELOG.md", "--out", &folder.argument("nowhere/page.html")]);
    assert!(ran.sentence().contains("page.html cannot be written"), "{ran:?}");
}
