//! A database of a PostgreSQL server, made for one test.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

/// The database.
pub(crate) struct Place {
    /// Its address.
    pub(crate) url: String,
    server: String,
    name: String,
}

impl Place {
    /// Makes one on the server that another database's address names.
    pub(crate) async fn make(server: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("enact_story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        tell(server, format!("CREATE DATABASE {name}")).await;
        let (before, _) = server.rsplit_once('/').unwrap();
        Self { url: format!("{before}/{name}"), server: server.to_owned(), name }
    }

    /// Removes it.
    pub(crate) async fn leave(self) {
        tell(&self.server, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

async fn tell(server: &str, sql: String) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(server).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}
