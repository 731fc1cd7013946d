//! Databases of earlier programs: brought up to date with the same events, once, whole or not at all; and none of a later
//! program is touched.

use std::path::PathBuf;

use ledger::{Ledger, LedgerError, SubmitOptions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Connection, Row};

use crate::cast::{act, admit, clock_at, done, root, scenarios, sec, whole_story};
use crate::disk::{CALLS, CHILD, Said, WITHOUT, has_strace, start_case};
use crate::fault_row::{Fault, rounds};
use crate::place::Place;

const J4: Fault = Fault {
    test: "J4 databases of earlier programs",
    wanted: "opened with the same events; a newer one refused",
    place: "`ledger` `upgrade.rs`",
};
const J4_KILLED: Fault = Fault {
    test: "J4 the program killed while it brings a database of an earlier program up to date",
    wanted: "opened by the next start with the same events, at every call to the disk",
    place: "`ledger` `upgrade.rs`",
};

/// The database files of a version of the tables.
fn kept() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root().join("golden/releases")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            found.extend(std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()));
        }
    }
    found.sort();
    assert!(found.len() >= 7);
    found
}

/// The events as the program that wrote them left them.
async fn texts(place: &Place) -> Vec<Value> {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(&place.url).await.unwrap();
    let rows = sqlx::query("SELECT body FROM events ORDER BY position").fetch_all(&mut conn).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.get::<String, _>(0)).unwrap()).collect()
}

fn copy_of(file: &PathBuf) -> Place {
    let place = Place::file();
    std::fs::copy(file, place.url.strip_prefix("sqlite:").unwrap()).unwrap();
    place
}

async fn open(place: &Place) -> Result<Ledger, LedgerError> {
    let ledger = Ledger::open(&place.url, clock_at("2030-01-01T00:00:00Z")).await?;
    ledger.host(sec()).await?;
    Ok(ledger)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_database_of_an_earlier_program_is_brought_up_to_date_with_the_same_events() {
    for file in kept() {
        let place = copy_of(&file);
        let before = texts(&place).await;
        assert!(before.len() > 5, "{}", file.display());
        let ledger = open(&place).await.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let proved = ledger.verify("sec").await.unwrap();
        assert_eq!(proved.events, before.len() as u64);
        assert_eq!(proved.missing_files, []);
        assert!(ledger.tables_agree("sec").await.unwrap());
        let after = ledger.events("sec", 0, 1000).await.unwrap();
        for (old, new) in before.iter().zip(&after) {
            let new = serde_json::to_value(new).unwrap();
            for field in ["position", "took_effect", "by", "grounds"] {
                assert_eq!(old[field], new[field], "{} {field}", file.display());
            }
            if old.get("sealed").is_none() {
                assert_eq!(old["event"], new["event"], "{}", file.display());
            }
        }
        for entry in ledger.entries("sec", 0, 1000).await.unwrap() {
            let text: Value = serde_json::from_str(&entry.text).unwrap();
            let confidential = &text["event"]["confidential"] == true;
            assert!(!confidential || text["sealed"].is_string(), "{}", entry.text);
        }
        // A second start changes nothing, and the record goes on.
        let again = open(&place).await.unwrap();
        assert_eq!(again.verify("sec").await.unwrap(), proved);
        done(&again, admit("Eastmere Supply Ltd")).await;
        assert_eq!(again.verify("sec").await.unwrap().events, proved.events + 1);
    }
    J4.reached(
        format!("{} databases; a damaged one is refused and left as it was", kept().len()),
        "yes: a changed text is refused",
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_database_of_an_earlier_program_is_refused_and_left_as_it_was() {
    let place = copy_of(&root().join("golden/releases/schema-2/story.db"));
    place.tamper("UPDATE events SET body = REPLACE(body, 'consumer', 'customer') WHERE position = 3").await;
    let before = texts(&place).await;
    match open(&place).await {
        Err(LedgerError::Damaged { position, .. }) => assert_eq!(position, 3),
        other => panic!("{other:?}"),
    }
    assert_eq!(texts(&place).await, before);
    // Undone, it opens: the step was not half taken.
    place.tamper("UPDATE events SET body = REPLACE(body, 'customer', 'consumer') WHERE position = 3").await;
    open(&place).await.unwrap().verify("sec").await.unwrap();
}

/// What the started program does: it brings the record up to date, and tells when it has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the next case"]
async fn child() {
    let Ok(url) = std::env::var(CHILD) else { return };
    if std::env::var(WITHOUT).is_ok_and(|defence| defence == "one transaction") {
        return claim_a_step(&url).await;
    }
    let ledger = Ledger::open(&url, clock_at("2030-01-01T00:00:00Z")).await.unwrap();
    ledger.host(sec()).await.unwrap();
    println!("\nended");
}

/// The defence off: the third step is noted as taken in a transaction of its own, before it is.
async fn claim_a_step(url: &str) {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(url).await.unwrap();
    let made = copy_of(&root().join("golden/releases/schema-3/story.db"));
    let mut other = AnyConnection::connect(&made.url).await.unwrap();
    let step =
        sqlx::query("SELECT name, hash FROM schema_steps WHERE version = 3").fetch_one(&mut other).await.unwrap();
    let (name, hash): (String, String) = (step.get(0), step.get(1));
    let note = "INSERT INTO schema_steps (version, name, hash) VALUES (3, $1, $2)";
    sqlx::query(note).bind(name).bind(hash).execute(&mut conn).await.unwrap();
    // The call at which the control ends the program; it does nothing else.
    drop(std::fs::remove_dir(format!("{}.between", url.strip_prefix("sqlite:").unwrap())));
    println!("\nended");
}

fn upgrade_ended_at(url: &str, calls: &str, at: usize, without: &str) -> Said {
    start_case("upgrade::child", url, calls, &format!("signal=SIGKILL:when={at}"), without)
}

/// What is wrong with a record after its upgrade was ended.
async fn wrong_after(place: &Place, before: &[Value]) -> Option<String> {
    let ledger = match open(place).await {
        Ok(ledger) => ledger,
        Err(error) => return Some(error.to_string()),
    };
    match ledger.verify("sec").await {
        Err(error) => return Some(error.to_string()),
        Ok(proved) if proved.events != before.len() as u64 => return Some(format!("{} events", proved.events)),
        Ok(_) => {}
    }
    let after = ledger.events("sec", 0, 1000).await.unwrap();
    let same = before.iter().zip(&after).all(|(old, new)| {
        let new = serde_json::to_value(new).unwrap();
        ["position", "took_effect", "by", "grounds"].iter().all(|field| old[field] == new[field])
            && (old.get("sealed").is_some() || old["event"] == new["event"])
    });
    if !same {
        return Some("other events".to_owned());
    }
    (!ledger.tables_agree("sec").await.unwrap()).then(|| "other tables".to_owned())
}

/// Killed at its calls to the disk, the upgrade is taken up by the next start. Usually the first, second, fourth, eighth
/// and so on of each database are tried, with `--long` each.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upgrade_that_was_ended_is_finished_by_the_next_start() {
    if !has_strace() {
        return;
    }
    let mut points = 0;
    for file in kept() {
        let before = texts(&copy_of(&file)).await;
        let mut at = 1;
        loop {
            let place = copy_of(&file);
            let said = upgrade_ended_at(&place.url, CALLS, at, "");
            assert_eq!(wrong_after(&place, &before).await, None, "{} ended at call {at}", file.display());
            if said.ended {
                break;
            }
            points += 1;
            at += rounds(at, 1);
        }
    }
    // The control: a step that is noted before it is taken is never taken.
    let file = root().join("golden/releases/schema-2/story.db");
    let (place, before) = (copy_of(&file), texts(&copy_of(&file)).await);
    let said = upgrade_ended_at(&place.url, "rmdir", 1, "one transaction");
    assert!(!said.ended);
    assert!(wrong_after(&place, &before).await.is_some(), "a step noted and not taken was not missed");
    J4_KILLED.reached(format!("{points} points, each opened whole"), "yes: a step noted in a transaction of its own");
}

/// Writes the database that a later program will have to open: run by hand, once for each version of the tables, into the
/// folder that `ENACT_NEW_RELEASE` names (`golden/releases/schema-8`).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes a golden database; run by hand when the version of the tables changes"]
async fn a_database_of_the_present_program_is_written() {
    let Some(folder) = std::env::var_os("ENACT_NEW_RELEASE").map(|folder| root().join(folder)) else { return };
    let place = Place::file();
    let ledger = place.open().await;
    let mut story = whole_story();
    let mut confided = 0;
    for (_, submission) in &mut story {
        if let procedure::Act::Respond(respond) = &mut submission.act {
            respond.confidential = true;
            // The second is another's, and is not erased.
            if confided > 0 {
                "dcc".clone_into(&mut submission.by);
            }
            confided += 1;
        }
    }
    assert!(confided > 1);
    ledger.submit_at("sec", story).await.unwrap();
    let options = SubmitOptions { key: Some("once".to_owned()), expected: None };
    ledger.submit("sec", admit("Southmoor Supply Ltd"), options).await.unwrap();
    let erase = json!({ "act": "erase-confidence", "proposal": "MP400", "respondent": "Merrow Energy Ltd",
        "reasons": "The respondent asked for it under the policy." });
    done(&ledger, act("code-administrator", erase)).await;
    // Something that is still going on, with a deadline before it, and a paper with its file.
    let raise = json!({ "act": "raise-draft-proposal", "title": "A matter that is open", "issue": "It is open." });
    done(&ledger, act("code-administrator", raise)).await;
    ledger.keep_file(b"").await.unwrap();
    let (_, paper) = scenarios().into_iter().find(|(name, _)| name.contains("/import-paper/permitted")).unwrap();
    done(&ledger, paper.steps[0].submission.clone()).await;
    ledger.keep_file(b"a paper that nobody imported").await.unwrap();
    ledger.close().await;
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(place.url.strip_prefix("sqlite:").unwrap(), folder.join("story.db")).unwrap();
}

async fn making(place: &Place) -> i64 {
    let mut conn = AnyConnection::connect(&place.url).await.unwrap();
    sqlx::query("SELECT making FROM heads WHERE code = 'sec'").fetch_one(&mut conn).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_that_an_earlier_program_made_otherwise_are_made_anew() {
    let place = copy_of(&root().join("golden/releases/schema-2/story.db"));
    open(&place).await.unwrap().close().await;
    let current = making(&place).await;
    // The control: rows that nobody says are another program's are left as they are, and `verify` finds them.
    assert!(place.tamper("UPDATE proposals SET title = 'that of an earlier program'").await > 0);
    assert!(!open(&place).await.unwrap().tables_agree("sec").await.unwrap());
    place.tamper(&format!("UPDATE heads SET making = {}", current - 1)).await;
    assert!(open(&place).await.unwrap().tables_agree("sec").await.unwrap());
    assert_eq!(making(&place).await, current);
    // A later program may make them so that this one cannot keep them up.
    place.tamper(&format!("UPDATE heads SET making = {}", current + 1)).await;
    match open(&place).await {
        Err(LedgerError::TooNew { known, found }) => assert_eq!((known, found), (current, current + 1)),
        other => panic!("{other:?}"),
    }
}

/// Where the same events give other rows than before, servers would go on showing those that an earlier program made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_tables_are_another_making() {
    let mut given = String::new();
    for file in kept() {
        let place = copy_of(&file);
        let ledger = open(&place).await.unwrap();
        let tables = Sha256::digest(ledger.table_bytes("sec").await.unwrap());
        let tables: String = tables.iter().map(|byte| format!("{byte:02x}")).collect();
        if given.is_empty() {
            given = format!("making {}\n", making(&place).await);
        }
        let name = file.strip_prefix(root().join("golden/releases")).unwrap();
        given.push_str(&format!("{} {tables}\n", name.display()));
    }
    let kept = std::fs::read_to_string(root().join("golden/releases/tables.txt")).unwrap();
    let first = |text: &str| text.lines().next().map(str::to_owned);
    if given != kept {
        let raised = if first(&given) == first(&kept) { "raise `MAKING` in `tables/making.rs`, and " } else { "" };
        panic!("the events give other tables: {raised}write in golden/releases/tables.txt:\n{given}");
    }
}
