use sqlx::{Connection, Row};

use super::*;

const WRITE: &str = "INSERT INTO held (place, said) VALUES ($1, $2)";
const CHANGE: &str = "UPDATE held SET said = $2 WHERE place = $1";
const CHANGE_ALL: &str = "UPDATE held SET said = $1";
const READ: &str = "SELECT place, said FROM held ORDER BY place";

async fn held() -> AnyConnection {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect("sqlite::memory:").await.unwrap();
    let sql = "CREATE TABLE held (place BIGINT NOT NULL PRIMARY KEY, said TEXT NOT NULL)";
    sqlx::query(sql).execute(&mut conn).await.unwrap();
    conn
}

async fn rows(conn: &mut AnyConnection) -> Vec<(i64, String)> {
    let rows = sqlx::query(READ).fetch_all(conn).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

fn many(places: std::ops::Range<i64>) -> Pending {
    let mut pending = Pending::default();
    for place in places {
        pending.insert(WRITE, [place.into(), format!("{place}$1").into()]);
    }
    pending
}

#[test]
fn a_row_becomes_many() {
    let two = of_many(WRITE, 2, Signs::Numbered);
    assert_eq!(two, "INSERT INTO held (place, said) VALUES ($1, $2), ($3, $4)");
    let kept = "INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO NOTHING";
    assert_eq!(of_many(kept, 3, Signs::Plain), "INSERT INTO a (b) VALUES (?), (?), (?) ON CONFLICT (b) DO NOTHING");
    for one in [
        CHANGE,
        READ,
        "INSERT INTO a (b, c) VALUES ($1, 0)",
        "INSERT INTO a (b, c) VALUES ($2, $1)",
        "INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET c = $2",
    ] {
        assert!(!takes_many(one), "{one}");
    }
    let mut text = String::new();
    renumber(&mut text, CHANGE, 10);
    assert_eq!(text, "UPDATE held SET said = $12 WHERE place = $11");
}

#[tokio::test]
async fn all_that_waits_is_written_in_its_order() {
    // As one text, as some, and as many of the largest.
    for count in [1_i64, 2, 15, 17, 63, 64, 65, 200] {
        let mut conn = held().await;
        let mut pending = Pending::default();
        // A statement that finds nothing yet, with numbers before plain signs.
        pending.execute(CHANGE_ALL, ["never".into()]);
        for place in 0..count {
            pending.insert(WRITE, [place.into(), format!("{place}$1").into()]);
        }
        assert_eq!(pending.is_much(), count >= 64);
        pending.execute(CHANGE, [0_i64.into(), "changed".into()]);
        pending.execute(CHANGE, [0_i64.into(), "changed again".into()]);
        pending.write(&mut conn).await.unwrap();
        let found = rows(&mut conn).await;
        assert_eq!(found.len(), usize::try_from(count).unwrap());
        assert_eq!(found.first().unwrap().1, "changed again");
        assert!(found.iter().skip(1).all(|(place, said)| *said == format!("{place}$1")), "{count}");
        // Nothing waits any more.
        pending.write(&mut conn).await.unwrap();
        assert_eq!(rows(&mut conn).await, found);
    }
}

#[tokio::test]
async fn the_first_that_fails_is_the_last_that_is_tried() {
    for count in [2, 100] {
        let mut conn = held().await;
        many(count - 1..count).write(&mut conn).await.unwrap();
        let mut pending = many(0..count);
        pending.execute(CHANGE, [(count - 1).into(), "changed".into()]);
        assert!(pending.write(&mut conn).await.is_err());
        let found = rows(&mut conn).await;
        assert_eq!(found.last().unwrap().1, format!("{}$1", count - 1), "{count}");
    }
}
