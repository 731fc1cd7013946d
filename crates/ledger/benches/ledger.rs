//! The record on SQLite: durable acts a second, beside bare loops that write the same rows in the same batches: one sends each
//! row by itself, the other all rows of a transaction in one statement a table, as the ledger does.
//!
//! Only the ratios count: what a disk does in a second changes from minute to minute. So all take turns, a few
//! acts each, on files of one folder, and the medians of their turns are compared. `TMPDIR` names the disk; `ENACT_TURNS`
//! says how many turns.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ledger::{Clock, Ledger, SubmitOptions};
use procedure::rulebook::SourceFile;
use procedure::{Act, Rulebook, Submission};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

const PARTY: &str = "Northwold Supply Ltd";
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The rows that one act wrote, as texts and numbers in the order of their columns.
struct Rows {
    event: (i64, String, i64, i64, String, String),
    proposal: (String, i64, String, i64, String, String),
    history: (String, i64, String, String, String, String),
}

fn rulebook() -> Arc<Rulebook> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codes/sec");
    let mut files = Vec::new();
    for (inner, prefix) in [(folder.clone(), ""), (folder.join("rules"), "rules/")] {
        for path in std::fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|ending| ending == "toml") {
                let path_in_code = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
                files.push(SourceFile { path: path_in_code, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    Arc::new(Rulebook::load(&files).unwrap())
}

fn new_file() -> PathBuf {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("enact-bench-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("register.db")
}

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

async fn open(file: &Path, rulebook: &Arc<Rulebook>) -> Ledger {
    let now: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
    let ledger = Ledger::open(&url(file), Clock::Handed(Arc::new(move || now))).await.unwrap();
    ledger.host(Arc::clone(rulebook)).await.unwrap();
    ledger
}

fn submission(by: &str, fields: serde_json::Value) -> Submission {
    Submission { by: by.to_owned(), act: Act::read(fields).unwrap(), judgements: BTreeMap::new() }
}

async fn admit(ledger: &Ledger) {
    let fields = serde_json::json!({ "act": "admit-party", "name": PARTY, "category": "small-supplier",
        "since": "2015-01-01" });
    ledger.submit("sec", submission("code-administrator", fields), SubmitOptions::default()).await.unwrap();
}

async fn raise(ledger: &Ledger, number: u64) {
    let fields = serde_json::json!({ "act": "raise-draft-proposal", "title": format!("Change {number}"),
        "issue": "Reading dates are not clear, and nobody can tell which Party must correct them." });
    let done = ledger.submit("sec", submission(PARTY, fields), SubmitOptions::default()).await.unwrap();
    assert!(done.ruling.is_permitted());
}

/// A turn of the ledger: so many acts by so many clients at once, numbered from one on.
async fn by_the_ledger(ledger: &Ledger, from: u64, acts: u64, clients: u64) -> Duration {
    let began = Instant::now();
    let each = acts.div_ceil(clients);
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                for number in 0..each {
                    raise(&ledger, from + client * each + number).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    began.elapsed()
}

async fn rows_of(file: &Path) -> Vec<Rows> {
    let mut conn = AnyConnection::connect(&url(file)).await.unwrap();
    let sql = "SELECT e.position, e.stream, e.version, e.recorded_at, e.body, e.hash, p.id, p.born, p.number, \
               p.number_order, p.title, p.words, h.proposal, h.position, h.took_effect, h.actor, h.kind, h.facts \
               FROM events e JOIN history h ON h.position = e.position JOIN proposals p ON p.id = h.proposal \
               ORDER BY e.position";
    let rows = sqlx::query(sql).fetch_all(&mut conn).await.unwrap();
    let read = |row: &sqlx::any::AnyRow| Rows {
        event: (row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)),
        proposal: (row.get(6), row.get(7), row.get(8), row.get(9), row.get(10), row.get(11)),
        history: (row.get(12), row.get(13), row.get(14), row.get(15), row.get(16), row.get(17)),
    };
    rows.iter().map(read).collect()
}

/// How many acts shared a transaction: each has one row of the outbox, but that of the first Party.
async fn together_in(file: &Path, acts: u64) -> f64 {
    let mut conn = AnyConnection::connect(&url(file)).await.unwrap();
    let made: i64 = sqlx::query("SELECT COUNT(*) FROM outbox").fetch_one(&mut conn).await.unwrap().get(0);
    acts as f64 / (made - 1) as f64
}

/// The edge of the tree as the head holds it.
async fn tree_of(file: &Path) -> String {
    let mut conn = AnyConnection::connect(&url(file)).await.unwrap();
    sqlx::query("SELECT tree FROM heads").fetch_one(&mut conn).await.unwrap().get(0)
}

/// A bare loop, with its connection to a file of its own.
struct Bare {
    conn: AnyConnection,
    file: PathBuf,
    sent: Sent,
}

/// A file with the tables and the one Party, and a bare connection to it with the settings of the record.
async fn bare_file(rulebook: &Arc<Rulebook>, sent: Sent) -> Bare {
    let file = new_file();
    let ledger = open(&file, rulebook).await;
    admit(&ledger).await;
    ledger.close().await;
    let mut conn = AnyConnection::connect(&url(&file)).await.unwrap();
    conn.execute("PRAGMA journal_mode = WAL").await.unwrap();
    conn.execute("PRAGMA synchronous = FULL").await.unwrap();
    conn.execute("PRAGMA secure_delete = ON").await.unwrap();
    Bare { conn, file, sent }
}

/// How a bare loop sends what it writes.
#[derive(Clone, Copy, PartialEq)]
enum Sent {
    /// Each row by itself.
    RowByRow,
    /// The rows of a transaction in one statement a table.
    TableByTable,
}

/// A turn of a bare loop: the same rows, so many acts a transaction.
async fn by_a_bare_loop(bare: &mut Bare, rows: &[Rows], tree: &str, together: usize) -> Duration {
    let began = Instant::now();
    for batch in rows.chunks(together) {
        let mut transaction = bare.conn.begin_with("BEGIN IMMEDIATE").await.unwrap();
        if bare.sent == Sent::TableByTable {
            write_tables(&mut transaction, batch).await;
        }
        for rows in batch {
            if bare.sent == Sent::RowByRow {
                write(&mut transaction, rows).await;
            }
            if rows.event.0 % 256 == 0 {
                let tile = "INSERT INTO tile_hashes (code, level, place, hash) VALUES ('sec', 1, $1, $2)";
                let tile = sqlx::query(tile).bind(rows.event.0 / 256 - 1).bind(&rows.event.5);
                tile.execute(&mut *transaction).await.unwrap();
            }
        }
        let last = &batch.last().unwrap().event;
        // The edge of the tree is a text that is known at the end of the model: the last one stands for each.
        let head = "UPDATE heads SET position = $1, hash = $2, recorded_at = $3, tree = $4 WHERE code = 'sec'";
        let head = sqlx::query(head).bind(last.0).bind(&last.5).bind(last.3).bind(tree);
        head.execute(&mut *transaction).await.unwrap();
        let told = "INSERT INTO outbox (code, first_position, last_position, due, fence) VALUES ('sec', $1, $2, 0, 0)";
        let told = sqlx::query(told).bind(batch.first().unwrap().event.0).bind(last.0);
        told.execute(&mut *transaction).await.unwrap();
        transaction.commit().await.unwrap();
    }
    began.elapsed()
}

/// The rows of a transaction, in one statement a table.
async fn write_tables(conn: &mut AnyConnection, batch: &[Rows]) {
    let event = "INSERT INTO events (position, stream, version, recorded_at, body, hash, code) VALUES ";
    let event = of_many(event, batch.len(), 6, ", 'sec'");
    let mut event = sqlx::query(AssertSqlSafe(event));
    let proposal = "INSERT INTO proposals (id, born, number, number_order, title, words, raised, changed_position, \
                    proposer, title_order, stage_since, changed, code, stage, stage_order, path, release_id) VALUES ";
    let proposal = of_many(proposal, batch.len(), 12, ", 'sec', 'development', 0, '', ''");
    let mut proposal = sqlx::query(AssertSqlSafe(proposal));
    let history = "INSERT INTO history (proposal, position, took_effect, actor, kind, facts, code) VALUES ";
    let history = of_many(history, batch.len(), 6, ", 'sec'");
    let mut history = sqlx::query(AssertSqlSafe(history));
    for rows in batch {
        let (position, stream, version, recorded_at, body, hash) = &rows.event;
        event = event.bind(position).bind(stream).bind(version).bind(recorded_at).bind(body).bind(hash);
        let (id, born, number, order, title, words) = &rows.proposal;
        let (about, position, took_effect, actor, kind, facts) = &rows.history;
        proposal = proposal.bind(id).bind(born).bind(number).bind(order).bind(title).bind(words);
        proposal =
            proposal.bind(took_effect).bind(position).bind(PARTY).bind(title).bind(took_effect).bind(took_effect);
        history = history.bind(about).bind(position).bind(took_effect).bind(actor).bind(kind).bind(facts);
    }
    event.execute(&mut *conn).await.unwrap();
    proposal.execute(&mut *conn).await.unwrap();
    history.execute(conn).await.unwrap();
}

/// The text of an insert of so many rows of so many values each, all of which end alike.
fn of_many(insert: &str, rows: usize, width: usize, end: &str) -> String {
    let row = format!("({}{end})", vec!["?"; width].join(", "));
    format!("{insert}{}", vec![row; rows].join(", "))
}

async fn write(conn: &mut AnyConnection, rows: &Rows) {
    let (position, stream, version, recorded_at, body, hash) = &rows.event;
    let event = "INSERT INTO events (code, position, stream, version, recorded_at, body, hash) \
                 VALUES ('sec', $1, $2, $3, $4, $5, $6)";
    let event = sqlx::query(event).bind(position).bind(stream).bind(version).bind(recorded_at).bind(body).bind(hash);
    event.execute(&mut *conn).await.unwrap();
    let (id, born, number, order, title, words) = &rows.proposal;
    let proposal = "INSERT INTO proposals (code, id, born, number, number_order, title, title_order, stage, stage_order, \
                    path, proposer, raised, stage_since, release_id, changed, changed_position, words) VALUES ('sec', $1, \
                    $2, $3, $4, $5, $5, 'development', 0, '', $6, $7, $7, '', $7, $8, $9)";
    sqlx::query(proposal)
        .bind(id)
        .bind(born)
        .bind(number)
        .bind(order)
        .bind(title)
        .bind(PARTY)
        .bind(&rows.history.2)
        .bind(position)
        .bind(words)
        .execute(&mut *conn)
        .await
        .unwrap();
    let (about, position, took_effect, actor, kind, facts) = &rows.history;
    let history = "INSERT INTO history (code, proposal, position, took_effect, actor, kind, facts) \
                   VALUES ('sec', $1, $2, $3, $4, $5, $6)";
    let history = sqlx::query(history).bind(about).bind(position).bind(took_effect).bind(actor).bind(kind).bind(facts);
    history.execute(conn).await.unwrap();
}

fn median(mut turns: Vec<Duration>) -> f64 {
    turns.sort();
    turns.get(turns.len() / 2).expect("no turn was taken").as_secs_f64()
}

/// So many turns of each, so many acts a turn.
async fn compare(turns: u64, acts: u64, clients: u64, rulebook: Arc<Rulebook>) {
    let rulebook = &rulebook;
    // What rows there are is known from a run of the ledger, which is not measured.
    let model = new_file();
    let ledger = open(&model, rulebook).await;
    admit(&ledger).await;
    by_the_ledger(&ledger, 0, turns * acts, clients).await;
    ledger.close().await;
    let (rows, tree) = (rows_of(&model).await, tree_of(&model).await);
    assert_eq!(rows.len() as u64, turns * acts);
    let ours = new_file();
    let ledger = open(&ours, rulebook).await;
    admit(&ledger).await;
    let mut row_by_row = bare_file(rulebook, Sent::RowByRow).await;
    let mut table_by_table = bare_file(rulebook, Sent::TableByTable).await;
    let (mut of_ledger, mut of_rows, mut of_tables) = (Vec::new(), Vec::new(), Vec::new());
    let together = usize::try_from(clients).unwrap();
    for (turn, rows) in (0..turns).zip(rows.chunks(usize::try_from(acts).unwrap())) {
        // Whoever is second finds a disk that the first has just used: they change places.
        for place in 0..3 {
            let place = if turn % 2 == 0 { place } else { 3 - place };
            match (turn + place) % 3 {
                0 => of_ledger.push(by_the_ledger(&ledger, turn * acts, acts, clients).await),
                1 => of_rows.push(by_a_bare_loop(&mut row_by_row, rows, &tree, together).await),
                _ => of_tables.push(by_a_bare_loop(&mut table_by_table, rows, &tree, together).await),
            }
        }
    }
    let (ledger_took, rows_took, tables_took) = (median(of_ledger), median(of_rows), median(of_tables));
    let a_second = |took: f64| acts as f64 / took;
    println!(
        "{clients:>3} clients, {turns} turns of {acts} acts each: the ledger {:.0} acts a second, {:.1} a transaction; the bare \
         loop row by row {:.0}, ratio {:.3}; table by table {:.0}, ratio {:.3}",
        a_second(ledger_took),
        together_in(&ours, turns * acts).await,
        a_second(rows_took),
        rows_took / ledger_took,
        a_second(tables_took),
        tables_took / ledger_took,
    );
    ledger.close().await;
    let bare = [row_by_row, table_by_table].map(|bare| bare.file);
    for file in [model, ours].into_iter().chain(bare) {
        std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }
}

fn main() {
    // `cargo test --benches` only wants to see that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let turns = std::env::var("ENACT_TURNS").ok().and_then(|turns| turns.parse().ok()).unwrap_or(40);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let rulebook = rulebook();
    runtime.block_on(async {
        // On the threads of the runtime, as a server's requests are, and not on that which waits for them.
        tokio::spawn(compare(turns, 64, 1, Arc::clone(&rulebook))).await.unwrap();
        tokio::spawn(compare(turns, 640, 64, rulebook)).await.unwrap();
    });
}
