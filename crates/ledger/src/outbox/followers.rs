//! Those who follow the register, and what they follow. They stand beside the record and are deleted when they ask for it.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::deliveries::{self, NewDelivery};
use crate::error::{LedgerError, while_doing};
use crate::ledger::Ledger;
use crate::statements::statements;

statements! {
    MAKE = "INSERT INTO followers (id, code, channel, address, stands_for, token, secret, made, asked) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT (code, channel, address, stands_for) DO NOTHING";
    KNOWN = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers \
             WHERE code = $1 AND channel = $2 AND address = $3 AND stands_for = $4";
    BY_TOKEN = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers WHERE code = $1 AND token = $2";
    BY_ID = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers WHERE id = $1";
    STANDING_FOR = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers \
                    WHERE code = $1 AND stands_for = $2 ORDER BY made, id LIMIT 200";
    FOLLOW = "INSERT INTO followings (follower, page, confirmed, since) VALUES ($1, $2, $3, $4) \
              ON CONFLICT (follower, page) DO NOTHING";
    ASKED = "UPDATE followers SET asked = $2 WHERE id = $1 AND (asked = 0 OR asked < $3)";
    CONFIRM = "UPDATE followings SET confirmed = 1, since = $2 WHERE follower = $1 AND confirmed = 0";
    END = "DELETE FROM followings WHERE follower = $1 AND page = $2";
    FOLLOWED = "SELECT page, confirmed, since FROM followings WHERE follower = $1 ORDER BY page LIMIT 500";
    ALL_FOLLOWED = "SELECT followings.follower, followings.page, followings.confirmed, followings.since FROM followings \
                    JOIN followers ON followers.id = followings.follower \
                    WHERE followers.code = $1 AND followings.confirmed = 1 ORDER BY followings.page, followings.follower";
    FORGET_DELIVERIES = "DELETE FROM deliveries WHERE follower = $1";
    FORGET_FOLLOWINGS = "DELETE FROM followings WHERE follower = $1";
    FORGET = "DELETE FROM followers WHERE id = $1";
    OF_ADDRESS = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers WHERE address = $1";
    NEVER_CONFIRMED = "SELECT id, code, channel, address, stands_for, token, secret, asked FROM followers WHERE made < $1 \
        AND NOT EXISTS (SELECT 1 FROM followings WHERE followings.follower = followers.id AND followings.confirmed = 1) LIMIT 100";
}

const DOING: &str = "reading who follows";

/// How long a follower who has not confirmed is not asked again, in microseconds: an hour.
const ASKED_ONCE_IN: i64 = 3_600_000_000;

/// How a follower is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By a request to an address of the follower's own.
    Webhook,
}

impl Channel {
    /// Its name, as it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }

    fn read(name: &str) -> Self {
        if name == Self::Webhook.name() { Self::Webhook } else { Self::Mail }
    }
}

/// Somebody who wants to be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Follower {
    /// Its id, which says nothing of it.
    pub id: String,
    /// The Code whose register it follows.
    pub code: String,
    /// How it is told.
    pub channel: Channel,
    /// Where: an e-mail address, or the address of a webhook.
    pub address: String,
    /// The body, Party or person of the register for whom it is told; none for the public.
    pub stands_for: Option<String>,
    /// What opens the page of what it follows.
    pub token: String,
    /// What its messages are signed with, in base64; empty for mail.
    pub secret: String,
    /// When it was last asked to confirm, in microseconds UTC.
    asked: i64,
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Address, token and secret are never shown by mistake.
        f.debug_struct("Follower").field("id", &self.id).field("channel", &self.channel).finish_non_exhaustive()
    }
}

impl Follower {
    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let stands_for: String = row.try_get(4)?;
        let channel: String = row.try_get(2)?;
        Ok(Self {
            id: row.try_get(0)?,
            code: row.try_get(1)?,
            channel: Channel::read(&channel),
            address: row.try_get(3)?,
            stands_for: Some(stands_for).filter(|name| !name.is_empty()),
            token: row.try_get(5)?,
            secret: row.try_get(6)?,
            asked: row.try_get(7)?,
        })
    }
}

/// What a follower follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The id of the follower.
    pub follower: String,
    /// The page whose news it is told, as an address below the Code: `/modifications/mp167b`.
    pub page: String,
    /// Whether the follower said that it wants this; until then it is told nothing.
    pub confirmed: bool,
    /// The position of the record after which it is told.
    pub since: u64,
}

/// What somebody asks to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFollower<'a> {
    /// How.
    pub channel: Channel,
    /// Where.
    pub address: &'a str,
    /// For whom, where that was vouched for.
    pub stands_for: Option<&'a str>,
    /// The page.
    pub page: &'a str,
    /// Whether it counts at once; else the follower is asked first.
    pub confirmed: bool,
    /// What messages are to be signed with, where the follower is new.
    pub secret: &'a str,
    /// What opens the follower's page, where it is new.
    pub token: &'a str,
}

impl Ledger {
    /// Makes a follower, or finds it, and adds what it follows. Where that is to be confirmed, the follower is asked by a
    /// delivery, once an hour at most. Gives the follower, and whether it is new.
    ///
    /// # Errors
    /// The Code is not hosted, or the database failed.
    pub async fn follow(
        &self,
        code: &str,
        wanted: &NewFollower<'_>,
        now: i64,
    ) -> Result<(Follower, bool), LedgerError> {
        let doing = || while_doing("keeping who follows");
        let since = self.position(code).await?.cast_signed();
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let (channel, stands_for) = (wanted.channel.name(), wanted.stands_for.unwrap_or_default());
        let made = sqlx::query(MAKE).bind(uuid::Uuid::new_v4().to_string()).bind(code).bind(channel);
        let made = made.bind(wanted.address).bind(stands_for).bind(wanted.token).bind(wanted.secret).bind(now);
        let made = made.execute(&mut *conn).await.map_err(doing())?.rows_affected() == 1;
        let row = sqlx::query(KNOWN).bind(code).bind(channel).bind(wanted.address).bind(stands_for);
        let row = row.fetch_one(&mut *conn).await.map_err(doing())?;
        let follower = Follower::read(&row).map_err(doing())?;
        let follow = sqlx::query(FOLLOW).bind(follower.id.as_str()).bind(wanted.page);
        let follow = follow.bind(i64::from(wanted.confirmed)).bind(since).execute(&mut *conn).await.map_err(doing())?;
        if !wanted.confirmed && follow.rows_affected() == 1 {
            let asked = sqlx::query(ASKED).bind(follower.id.as_str()).bind(now).bind(now - ASKED_ONCE_IN);
            if asked.execute(&mut *conn).await.map_err(doing())?.rows_affected() == 1 {
                let page = wanted.page.to_owned();
                let ask = NewDelivery { follower: follower.id.clone(), position: 0, call: None, page, made: now };
                deliveries::make(conn, code, &ask, now).await?;
            }
        }
        transaction.commit().await.map_err(doing())?;
        Ok((follower, made))
    }

    /// Who is told already at an address, for the same body, Party, person or the public.
    ///
    /// # Errors
    /// The database failed.
    pub async fn follower_at(
        &self,
        code: &str,
        channel: Channel,
        address: &str,
        stands_for: Option<&str>,
    ) -> Result<Option<Follower>, LedgerError> {
        let row = sqlx::query(KNOWN).bind(code).bind(channel.name()).bind(address);
        one(row.bind(stands_for.unwrap_or_default()).fetch_optional(&mut *self.reader().await?).await)
    }

    /// Sends a follower the question whether it wants to be told, which to a webhook is also a test.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ask(&self, follower: &Follower, now: i64) -> Result<(), LedgerError> {
        let mut transaction = self.store().begin().await?;
        let ask =
            NewDelivery { follower: follower.id.clone(), position: 0, call: None, page: String::new(), made: now };
        deliveries::make(&mut transaction, &follower.code, &ask, now).await?;
        transaction.commit().await.map_err(while_doing("asking a follower"))
    }

    /// The follower whose page a token opens.
    ///
    /// # Errors
    /// The database failed.
    pub async fn follower(&self, code: &str, token: &str) -> Result<Option<Follower>, LedgerError> {
        let row = sqlx::query(BY_TOKEN).bind(code).bind(token).fetch_optional(&mut *self.reader().await?).await;
        one(row)
    }

    /// A follower by its id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn follower_by_id(&self, id: &str) -> Result<Option<Follower>, LedgerError> {
        one(sqlx::query(BY_ID).bind(id).fetch_optional(&mut *self.reader().await?).await)
    }

    /// The followers that are told for a body, Party or person of the register.
    ///
    /// # Errors
    /// The database failed.
    pub async fn followers_standing_for(&self, code: &str, name: &str) -> Result<Vec<Follower>, LedgerError> {
        many(sqlx::query(STANDING_FOR).bind(code).bind(name).fetch_all(&mut *self.reader().await?).await)
    }

    /// What a follower follows, by page.
    ///
    /// # Errors
    /// The database failed.
    pub async fn followed(&self, follower: &Follower) -> Result<Vec<Following>, LedgerError> {
        let rows = sqlx::query(FOLLOWED).bind(follower.id.as_str()).fetch_all(&mut *self.reader().await?).await;
        let rows = rows.map_err(while_doing(DOING))?;
        let read = |row: &AnyRow| following(follower.id.clone(), row, 0);
        rows.iter().map(read).collect::<Result<_, _>>().map_err(while_doing(DOING))
    }

    /// All that is followed of a Code and was confirmed, by page.
    ///
    /// # Errors
    /// The database failed.
    pub async fn all_followed(&self, code: &str) -> Result<Vec<Following>, LedgerError> {
        let rows = sqlx::query(ALL_FOLLOWED).bind(code).fetch_all(&mut *self.reader().await?).await;
        let rows = rows.map_err(while_doing(DOING))?;
        let read = |row: &AnyRow| following(row.try_get(0)?, row, 1);
        rows.iter().map(read).collect::<Result<_, _>>().map_err(while_doing(DOING))
    }

    /// The follower wants all that it was asked about; it is told from now on. Gives how much that is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn confirm(&self, follower: &Follower) -> Result<u64, LedgerError> {
        let since = self.position(&follower.code).await?.cast_signed();
        let mut transaction = self.store().begin().await?;
        let done = sqlx::query(CONFIRM).bind(follower.id.as_str()).bind(since).execute(&mut *transaction).await;
        let done = done.map_err(while_doing("confirming what is followed"))?;
        transaction.commit().await.map_err(while_doing("confirming what is followed"))?;
        Ok(done.rows_affected())
    }

    /// The follower is told no more of a page.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_following(&self, follower: &Follower, page: &str) -> Result<bool, LedgerError> {
        let mut transaction = self.store().begin().await?;
        let done = sqlx::query(END).bind(follower.id.as_str()).bind(page).execute(&mut *transaction).await;
        let done = done.map_err(while_doing("ending what is followed"))?;
        transaction.commit().await.map_err(while_doing("ending what is followed"))?;
        Ok(done.rows_affected() == 1)
    }

    /// Deletes a follower with its address, all that it follows and all that was sent to it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget(&self, follower: &Follower) -> Result<(), LedgerError> {
        let mut transaction = self.store().begin().await?;
        forget(&mut transaction, &follower.id).await?;
        transaction.commit().await.map_err(while_doing("forgetting a follower"))
    }

    /// Deletes every follower with an address, of every Code. Gives how many there were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_address(&self, address: &str) -> Result<u64, LedgerError> {
        let mut transaction = self.store().begin().await?;
        let conn: &mut AnyConnection = &mut transaction;
        let found = many(sqlx::query(OF_ADDRESS).bind(address).fetch_all(&mut *conn).await)?;
        for follower in &found {
            forget(conn, &follower.id).await?;
        }
        transaction.commit().await.map_err(while_doing("forgetting a follower"))?;
        Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
    }

    /// Deletes those who asked before an instant and never confirmed anything, some at a time.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_unconfirmed(&self, before: i64) -> Result<(), LedgerError> {
        let found = many(sqlx::query(NEVER_CONFIRMED).bind(before).fetch_all(&mut *self.reader().await?).await)?;
        for follower in &found {
            self.forget(follower).await?;
        }
        Ok(())
    }
}

async fn forget(conn: &mut AnyConnection, id: &str) -> Result<(), LedgerError> {
    let doing = || while_doing("forgetting a follower");
    sqlx::query(FORGET_DELIVERIES).bind(id).execute(&mut *conn).await.map_err(doing())?;
    sqlx::query(FORGET_FOLLOWINGS).bind(id).execute(&mut *conn).await.map_err(doing())?;
    sqlx::query(FORGET).bind(id).execute(&mut *conn).await.map(drop).map_err(doing())
}

/// What is followed, from the columns page, confirmed and since.
fn following(follower: String, row: &AnyRow, first: usize) -> Result<Following, sqlx::Error> {
    let (confirmed, since): (i64, i64) = (row.try_get(first + 1)?, row.try_get(first + 2)?);
    Ok(Following { follower, page: row.try_get(first)?, confirmed: confirmed == 1, since: since.cast_unsigned() })
}

fn one(row: Result<Option<AnyRow>, sqlx::Error>) -> Result<Option<Follower>, LedgerError> {
    let row = row.map_err(while_doing(DOING))?;
    row.as_ref().map(Follower::read).transpose().map_err(while_doing(DOING))
}

fn many(rows: Result<Vec<AnyRow>, sqlx::Error>) -> Result<Vec<Follower>, LedgerError> {
    let rows = rows.map_err(while_doing(DOING))?;
    rows.iter().map(Follower::read).collect::<Result<_, _>>().map_err(while_doing(DOING))
}
