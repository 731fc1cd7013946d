//! Places for records: a folder, or a database of a PostgreSQL server, each for one test.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use ledger::{Clock, Ledger};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use crate::cast;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Where one test keeps its record.
pub(crate) struct Place {
    /// Its address.
    pub(crate) url: String,
    folder: Option<PathBuf>,
    server: Option<(String, String)>,
}

impl Place {
    /// A file in a new folder.
    pub(crate) fn file() -> Self {
        let folder = std::env::temp_dir().join(format!("enact-ledger-{}", unique()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { url: format!("sqlite:{}", folder.join("register.db").display()), folder: Some(folder), server: None }
    }

    /// A new database, which orders its texts by the rules of English so that a test shows any order that is left to
    /// the database; none where no server is named.
    pub(crate) async fn server() -> Option<Self> {
        let Ok(server) = std::env::var("ENACT_TEST_POSTGRES") else {
            eprintln!("skipped: ENACT_TEST_POSTGRES names no PostgreSQL");
            return None;
        };
        let name = format!("enact_test_{}", unique());
        let made = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' \
             LOCALE_PROVIDER icu ICU_LOCALE 'en-GB'"
        );
        tell(&server, made).await;
        let (before, _) = server.rsplit_once('/').unwrap();
        Some(Self { url: format!("{before}/{name}"), folder: None, server: Some((server, name)) })
    }

    /// Removes the database.
    pub(crate) async fn leave(self) {
        if let Some((server, name)) = &self.server {
            tell(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    /// Opens the record with a clock that stands still, and hosts the SEC.
    pub(crate) async fn open(&self) -> Ledger {
        self.open_with(cast::clock_at("2024-03-01T10:00:00Z")).await
    }

    /// Opens the record, and hosts the SEC.
    pub(crate) async fn open_with(&self, clock: Clock) -> Ledger {
        let ledger = Ledger::open(&self.url, clock).await.unwrap();
        ledger.host(cast::sec()).await.unwrap();
        ledger
    }

    /// Its address with what makes the file, for a program that opens it without the ledger.
    pub(crate) fn url_of_a_new_file(&self) -> String {
        format!("{}?mode=rwc", self.url.replacen("sqlite:", "sqlite://", 1))
    }

    /// Whether it is a PostgreSQL server's.
    pub(crate) fn is_server(&self) -> bool {
        self.server.is_some()
    }

    /// Changes the record behind the program's back.
    pub(crate) async fn tamper(&self, sql: &str) -> u64 {
        sqlx::any::install_default_drivers();
        let mut conn = AnyConnection::connect(&self.url).await.unwrap();
        let done = conn.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
        conn.close().await.unwrap();
        done.rows_affected()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            drop(std::fs::remove_dir_all(folder));
        }
    }
}

fn unique() -> String {
    format!("{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

async fn tell(server: &str, sql: String) {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(server).await.unwrap();
    conn.execute(AssertSqlSafe(sql)).await.unwrap();
    conn.close().await.unwrap();
}
