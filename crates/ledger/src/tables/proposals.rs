//! The register of proposals, as its page lists it.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::{Date, DateTime};
use procedure::Recorded;
use procedure::names::{Path, ProposalId, ReleaseId, Stage};
use procedure::register::Proposal;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{date_of, moment_number, name_of, named, parsed};
use crate::pending::Pending;
use crate::statements::statements;

// SQLite plans a statement anew whenever a bound pattern of `LIKE` changes hands; joined to an empty text it does not.

/// The columns of a row of the page, with the next day that matters after the reader's moment ($2).
macro_rules! page_of {
    ($order:literal) => {
        concat!(
            "SELECT p.id, p.number, p.title, p.stage, p.path, p.proposer, p.raised, p.stage_since, p.release_id, \
             p.changed, p.changed_position, COALESCE(d.day, 0), COALESCE(d.what, '') \
             FROM proposals p LEFT JOIN deadlines d ON d.code = p.code AND d.proposal = p.id AND d.place = \
             (SELECT MIN(x.place) FROM deadlines x WHERE x.code = p.code AND x.proposal = p.id AND x.passes > $2) \
             WHERE p.code = $1 AND ($3 = '' OR p.stage = $3) \
             AND p.words LIKE ($4 || '') ESCAPE '!' AND p.words LIKE ($5 || '') ESCAPE '!' \
             AND p.words LIKE ($6 || '') ESCAPE '!' AND p.words LIKE ($7 || '') ESCAPE '!' ORDER BY ",
            $order,
            ", p.number_order, p.born LIMIT $8 OFFSET $9"
        )
    };
}

statements! {
    WRITE = "INSERT INTO proposals (code, id, born, number, number_order, title, title_order, stage, stage_order, path, \
             proposer, raised, stage_since, release_id, changed, changed_position, words) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
             ON CONFLICT (code, id) DO UPDATE SET number = excluded.number, number_order = excluded.number_order, \
             title = excluded.title, title_order = excluded.title_order, stage = excluded.stage, \
             stage_order = excluded.stage_order, path = excluded.path, proposer = excluded.proposer, \
             raised = excluded.raised, stage_since = excluded.stage_since, release_id = excluded.release_id, \
             changed = excluded.changed, changed_position = excluded.changed_position, words = excluded.words";
    BY_DEADLINE = page_of!("CASE WHEN d.day IS NULL THEN 1 ELSE 0 END, d.day");
    BY_DEADLINE_DOWN = page_of!("CASE WHEN d.day IS NULL THEN 1 ELSE 0 END, d.day DESC");
    BY_NUMBER = page_of!("p.number_order");
    BY_NUMBER_DOWN = page_of!("p.number_order DESC");
    BY_TITLE = page_of!("p.title_order");
    BY_TITLE_DOWN = page_of!("p.title_order DESC");
    BY_STAGE = page_of!("p.stage_order");
    BY_STAGE_DOWN = page_of!("p.stage_order DESC");
    BY_CHANGE = page_of!("p.changed_position");
    BY_CHANGE_DOWN = page_of!("p.changed_position DESC");
    CELLS = "SELECT id, number, number_order, title, title_order, stage, stage_order, path, proposer, raised, stage_since, \
             release_id, words FROM proposals WHERE code = $1";
    COUNT = "SELECT COUNT(*) FROM proposals p WHERE p.code = $1 AND ($2 = '' OR p.stage = $2) \
             AND p.words LIKE ($3 || '') ESCAPE '!' AND p.words LIKE ($4 || '') ESCAPE '!' \
             AND p.words LIKE ($5 || '') ESCAPE '!' AND p.words LIKE ($6 || '') ESCAPE '!'";
    STAGES = "SELECT p.stage, COUNT(*) FROM proposals p WHERE p.code = $1 \
              AND p.words LIKE ($2 || '') ESCAPE '!' AND p.words LIKE ($3 || '') ESCAPE '!' \
              AND p.words LIKE ($4 || '') ESCAPE '!' AND p.words LIKE ($5 || '') ESCAPE '!' \
              GROUP BY p.stage, p.stage_order ORDER BY p.stage_order";
}

/// How many words of a search count.
const WORDS: usize = 4;

/// What the rows of the register are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The next day that matters, soonest first; proposals without one last, whichever way round.
    #[default]
    Deadline,
    /// The number.
    Number,
    /// The title, letter by letter.
    Title,
    /// The stage, in the order of the process.
    Stage,
    /// The last change.
    Changed,
}

/// Which proposals a page shows, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalQuery {
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those with each of these words (the first four count) in a number, the title, the problem, a subject or
    /// the proposer's name.
    pub text: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The order is turned round.
    pub down: bool,
    /// The page, from 1.
    pub page: NonZeroU32,
    /// How many rows a page has.
    pub rows: NonZeroU32,
    /// The reader's moment, civil time: deadlines that have passed then are over.
    pub at: DateTime,
}

impl ProposalQuery {
    /// The first fifty, by what comes next after a moment.
    #[must_use]
    pub fn at(moment: DateTime) -> Self {
        let rows = NonZeroU32::MIN.saturating_add(49);
        Self { stage: None, text: None, sort: Sort::default(), down: false, page: NonZeroU32::MIN, rows, at: moment }
    }
}

/// A page of the register of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalPage {
    /// The rows of the page.
    pub rows: Vec<ProposalRow>,
    /// How many rows all pages have.
    pub total: u64,
}

/// A row of the register of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// The number it was raised under.
    pub id: ProposalId,
    /// The number it goes by now.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// Its path, once agreed.
    pub path: Option<Path>,
    /// Who raised it.
    pub proposer: String,
    /// When.
    pub raised: DateTime,
    /// When it came to its stage.
    pub stage_since: DateTime,
    /// The release it is in or meant for.
    pub release: Option<ReleaseId>,
    /// When anything last happened to it.
    pub changed: DateTime,
    /// The position of that event.
    pub changed_position: u64,
    /// The next day that matters, and what falls on it.
    pub next: Option<(Date, String)>,
}

/// What a transaction knows of a proposal besides the register.
#[derive(Debug)]
pub(super) struct Touched {
    /// Counts only for a proposal that is new: its place among all, parts of a split in their order.
    born: i64,
    changed: DateTime,
    changed_position: u64,
}

impl Touched {
    /// Notes that an event touched a proposal, the `place`-th of those it touched.
    pub(super) fn note(touched: &mut BTreeMap<ProposalId, Self>, id: &ProposalId, recorded: &Recorded, place: usize) {
        let position = recorded.position;
        let born = position.cast_signed().saturating_mul(1000).saturating_add(i64::try_from(place).unwrap_or(999));
        let known = touched.entry(id.clone()).or_insert(Self {
            born,
            changed: recorded.took_effect,
            changed_position: position,
        });
        known.changed = recorded.took_effect;
        known.changed_position = position;
    }
}

/// What of the row of a proposal follows from the register alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cells {
    number: String,
    number_order: i64,
    title: String,
    title_order: String,
    stage: String,
    stage_order: i64,
    path: String,
    proposer: String,
    raised: String,
    stage_since: String,
    release: String,
    words: String,
}

/// What the row of a proposal is made of.
pub(super) fn cells(proposal: &Proposal) -> Cells {
    let stage_order = Stage::ALL.iter().position(|stage| *stage == proposal.stage).unwrap_or_default();
    Cells {
        number: proposal.number().to_owned(),
        number_order: number_order(proposal.number()),
        title: proposal.title.as_str().to_owned(),
        title_order: title_order(&proposal.title),
        stage: name_of(&proposal.stage),
        stage_order: i64::try_from(stage_order).unwrap_or_default(),
        path: proposal.path.map(|path| name_of(&path)).unwrap_or_default(),
        proposer: proposal.proposer.as_str().to_owned(),
        raised: proposal.raised.to_string(),
        stage_since: proposal.stage_since.to_string(),
        release: proposal.release().map(|release| release.as_str().to_owned()).unwrap_or_default(),
        words: words_of(proposal),
    }
}

/// The same of every row that is held, by the number it was raised under.
pub(super) async fn all(conn: &mut AnyConnection, code: &str) -> Result<Vec<(String, Cells)>, sqlx::Error> {
    let rows = sqlx::query(CELLS).bind(code).fetch_all(conn).await?;
    let cells = |row: &AnyRow| {
        let text = |index: usize| row.try_get::<String, _>(index);
        let cells = Cells {
            number: text(1)?,
            number_order: row.try_get(2)?,
            title: text(3)?,
            title_order: text(4)?,
            stage: text(5)?,
            stage_order: row.try_get(6)?,
            path: text(7)?,
            proposer: text(8)?,
            raised: text(9)?,
            stage_since: text(10)?,
            release: text(11)?,
            words: text(12)?,
        };
        Ok((text(0)?, cells))
    };
    rows.iter().map(cells).collect()
}

/// Writes the row of a proposal, with all that waits.
pub(super) fn write(pending: &mut Pending, code: &str, proposal: &Proposal, touched: &Touched) {
    let made = cells(proposal);
    let row = [
        code.into(),
        proposal.id.as_str().into(),
        touched.born.into(),
        made.number.into(),
        made.number_order.into(),
        made.title.into(),
        made.title_order.into(),
        made.stage.into(),
        made.stage_order.into(),
        made.path.into(),
        made.proposer.into(),
        made.raised.into(),
        made.stage_since.into(),
        made.release.into(),
        touched.changed.to_string().into(),
        touched.changed_position.into(),
        made.words.into(),
    ];
    pending.insert(WRITE, row);
}

/// A page of the register.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    code: &str,
    query: &ProposalQuery,
) -> Result<ProposalPage, sqlx::Error> {
    let stage = query.stage.map(|stage| name_of(&stage)).unwrap_or_default();
    let patterns = patterns(query.text.as_deref());
    let skipped = i64::from(query.page.get() - 1) * i64::from(query.rows.get());
    let mut rows =
        sqlx::query(statement(query.sort, query.down)).bind(code).bind(moment_number(query.at)).bind(stage.as_str());
    let mut count = sqlx::query(COUNT).bind(code).bind(stage.as_str());
    for pattern in &patterns {
        rows = rows.bind(pattern.as_str());
        count = count.bind(pattern.as_str());
    }
    let rows = rows.bind(i64::from(query.rows.get())).bind(skipped).fetch_all(&mut *conn).await?;
    let total: i64 = count.fetch_one(conn).await?.try_get(0)?;
    let rows = rows.iter().map(row).collect::<Result<_, _>>()?;
    Ok(ProposalPage { rows, total: total.cast_unsigned() })
}

/// How many proposals stand at each stage that has any, in the order of the process.
pub(crate) async fn stages(
    conn: &mut AnyConnection,
    code: &str,
    text: Option<&str>,
) -> Result<Vec<(Stage, u64)>, sqlx::Error> {
    let mut stages = sqlx::query(STAGES).bind(code);
    let patterns = patterns(text);
    for pattern in &patterns {
        stages = stages.bind(pattern.as_str());
    }
    let rows = stages.fetch_all(conn).await?;
    let counted = |row: &AnyRow| Ok((named(row.try_get(0)?)?, row.try_get::<i64, _>(1)?.cast_unsigned()));
    rows.iter().map(counted).collect()
}

fn statement(sort: Sort, down: bool) -> &'static str {
    match (sort, down) {
        (Sort::Deadline, false) => BY_DEADLINE,
        (Sort::Deadline, true) => BY_DEADLINE_DOWN,
        (Sort::Number, false) => BY_NUMBER,
        (Sort::Number, true) => BY_NUMBER_DOWN,
        (Sort::Title, false) => BY_TITLE,
        (Sort::Title, true) => BY_TITLE_DOWN,
        (Sort::Stage, false) => BY_STAGE,
        (Sort::Stage, true) => BY_STAGE_DOWN,
        (Sort::Changed, false) => BY_CHANGE,
        (Sort::Changed, true) => BY_CHANGE_DOWN,
    }
}

fn row(row: &AnyRow) -> Result<ProposalRow, sqlx::Error> {
    let text = |index: usize| row.try_get::<String, _>(index);
    let (path, release, next) = (text(4)?, text(8)?, row.try_get::<i64, _>(11)?);
    Ok(ProposalRow {
        id: text(0)?.into(),
        number: text(1)?,
        title: text(2)?,
        stage: named(&text(3)?)?,
        path: if path.is_empty() { None } else { Some(named(&path)?) },
        proposer: text(5)?,
        raised: parsed(&text(6)?)?,
        stage_since: parsed(&text(7)?)?,
        release: (!release.is_empty()).then(|| release.into()),
        changed: parsed(&text(9)?)?,
        changed_position: row.try_get::<i64, _>(10)?.cast_unsigned(),
        next: if next == 0 { None } else { Some((date_of(next)?, text(12)?)) },
    })
}

/// The first number in a printed number: MP167, MP167A and DP167 stand together, after MP99 and SECMP0049.
fn number_order(number: &str) -> i64 {
    let digits = number.chars().skip_while(|c| !c.is_ascii_digit()).map_while(|c| c.to_digit(10));
    digits.fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit)))
}

/// A title as it is ordered: letters and digits alone, so that no database's collation matters.
fn title_order(title: &str) -> String {
    title.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// What a search looks in.
fn words_of(proposal: &Proposal) -> String {
    let mut words: Vec<&str> = proposal.numbers().collect();
    words.extend([proposal.title.as_str(), proposal.issue.as_str(), proposal.proposer.as_str()]);
    words.extend(proposal.subjects.iter().map(String::as_str));
    words.join(" ").to_lowercase()
}

/// A pattern for each word that counts; one that any text fits for those that are not there.
fn patterns(text: Option<&str>) -> [String; WORDS] {
    let lower = text.unwrap_or_default().to_lowercase();
    let mut words = lower.split_whitespace();
    std::array::from_fn(|_| {
        let escaped = words.next().unwrap_or_default().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{escaped}%")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_by_their_digits() {
        assert_eq!(number_order("SECMP0049"), 49);
        assert_eq!(number_order("MP167B"), 167);
        assert_eq!(number_order("none"), 0);
        assert_eq!(number_order(&"9".repeat(60)), i64::MAX);
    }

    #[test]
    fn a_search_takes_signs_as_they_are() {
        assert_eq!(patterns(Some("100% A_b!")), ["%100!%%", "%a!_b!!%", "%%", "%%"]);
        assert_eq!(patterns(None), ["%%", "%%", "%%", "%%"]);
    }
}
