//! Every statement, prepared on both engines: a misspelt column or a function that one engine lacks shows here.

use sqlx::{AnyConnection, AssertSqlSafe, Executor, SqlSafeStr};

use crate::audit::{nodes, seal::Salts};
use crate::engine::Store;
use crate::{answers, events, files, head, migration, outbox, pending, streams, tables, telling};

fn all() -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    let modules = [
        ("answers", answers::ALL),
        ("events", events::ALL),
        ("files", files::ALL),
        ("head", head::ALL),
        ("migration", migration::ALL),
        ("audit_log", migration::OF_STEPS),
        ("nodes", nodes::ALL),
        ("streams", streams::ALL),
        ("telling", telling::ALL),
    ];
    for (module, statements) in modules.iter().chain(tables::ALL).chain(outbox::LISTS) {
        all.extend(statements.iter().map(|(name, sql)| (format!("{module}::{name}"), *sql)));
    }
    all
}

async fn prepare_all(url: &str) {
    let store = Store::open(url).await.unwrap();
    migration::bring_up(&store, &Salts::Random).await.unwrap();
    let mut conn = store.readers().acquire().await.unwrap();
    let conn: &mut AnyConnection = &mut conn;
    for (name, sql) in all() {
        let prepared = conn.prepare(sql.into_sql_str()).await;
        assert!(prepared.is_ok(), "{name}: {}", prepared.err().unwrap());
        // An insert is sent with many rows too.
        if pending::takes_many(sql) {
            let of_many = pending::of_many(sql, 64, pending::Signs::of(conn));
            let prepared = conn.prepare(AssertSqlSafe(of_many).into_sql_str()).await;
            assert!(prepared.is_ok(), "{name} of many rows: {}", prepared.err().unwrap());
        }
    }
    // The control: what no engine can prepare is found.
    assert!(conn.prepare("SELECT no_such_column FROM heads".into_sql_str()).await.is_err());
}

/// Statements stand in `statements!` lists alone, so that none is left out above. Settings and questions that only one
/// engine understands are the exception, and are named here.
#[test]
fn the_list_of_statements_is_whole() {
    const OF_ONE_ENGINE: [&str; 6] =
        ["SQLITE_SETTINGS", "SQLITE_VERSION", "BEGIN_IN_SQLITE", "WRITE_BACK", "POSTGRES_CLOCK", "MAKE_TABLE"];
    for file in rust_files(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for call in ["sqlx::query(", "sqlx::raw_sql(", "pending.execute(", "pending.insert("] {
            for rest in text.split(call).skip(1) {
                let name: String = rest.chars().take_while(|c| c.is_ascii_uppercase() || *c == '_').collect();
                let listed = all().iter().any(|(listed, _)| listed.ends_with(&format!("::{name}")));
                let by_hand = OF_ONE_ENGINE.contains(&name.as_str())
                    || ["sql)", "step.sql", "statement("].iter().any(|known| rest.starts_with(known));
                // The text for many rows is made of that for one.
                let whole = format!("{}::{name}", file.file_stem().unwrap().to_string_lossy());
                let of = |(listed, _): &&(String, &str)| *listed == whole;
                assert!(
                    call != "pending.insert(" || all().iter().filter(of).any(|(_, sql)| pending::takes_many(sql)),
                    "{}: {name} cannot be written with many rows",
                    file.display()
                );
                assert!(
                    by_hand || (listed && !name.is_empty()),
                    "{}: {}",
                    file.display(),
                    rest.lines().next().unwrap()
                );
            }
        }
    }
}

fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(rust_files(&path)),
            false if !path.ends_with("tests.rs") => files.push(path),
            false => {}
        }
    }
    files
}

#[tokio::test]
async fn sqlite_prepares_every_statement() {
    prepare_all("sqlite::memory:").await;
}

#[tokio::test]
async fn postgres_prepares_every_statement() {
    let Ok(server) = std::env::var("ENACT_TEST_POSTGRES") else {
        eprintln!("skipped: ENACT_TEST_POSTGRES names no PostgreSQL");
        return;
    };
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&server).await.unwrap();
    let name = format!("enact_statements_{}", std::process::id());
    for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
        pool.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    }
    let (place, _) = server.rsplit_once('/').unwrap();
    prepare_all(&format!("{place}/{name}")).await;
    pool.execute(sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await.unwrap();
}
