//! The register of proposals.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ledger::{ProposalPage, ProposalQuery, ProposalRow, Sort as Order};
use procedure::names::Stage;

use super::offers;
use crate::paths::{Place, RegisterQuery, Sort};
use crate::server::{Stop, Visit, sentence, stage_tag};
use crate::web::pages::{RegisterPage, RegisterRow};
use crate::web::{Day, Link, Pages, Section, SortHeading, StageFilter, Tag, Tone};

/// How many rows a page has.
const ROWS: u32 = 50;

/// How many pages of rows are kept; one more makes room by throwing all others away.
const KEPT: usize = 256;

/// The rows of pages of the register, as they were read: the same for every reader until the record or the minute changes.
#[derive(Debug, Default)]
pub(crate) struct Registers(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    code: String,
    position: u64,
    query: ProposalQuery,
    rows: Arc<Rows>,
}

/// What the record gives for a page.
#[derive(Debug)]
struct Rows {
    page: ProposalPage,
    counts: Vec<(Stage, u64)>,
}

impl Registers {
    async fn of(&self, visit: &Visit, asked: ProposalQuery) -> Result<Arc<Rows>, Stop> {
        let (code, position) = (visit.code.as_str(), visit.register.position());
        // Days that matter pass on whole minutes.
        let at = asked.at.with().second(0).subsec_nanosecond(0).build().unwrap_or(asked.at);
        let query = ProposalQuery { at, ..asked };
        let is_it = |kept: &&Kept| kept.position == position && kept.query == query && kept.code == code;
        if let Some(kept) = self.kept().iter().find(is_it) {
            return Ok(Arc::clone(&kept.rows));
        }
        let tables = visit.server.with_tables()?;
        let page = tables.proposals(code, &query).await?;
        let counts = tables.stages(code, None).await?;
        let rows = Arc::new(Rows { page, counts });
        let mut kept = self.kept();
        // What an earlier position or minute gave nobody asks for again.
        kept.retain(|one| one.code != code || (one.position == position && one.query.at == query.at));
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.push(Kept { code: code.to_owned(), position, query, rows: Arc::clone(&rows) });
        Ok(rows)
    }

    /// Throws all of them away.
    pub(crate) fn forget(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page of the register.
pub(super) async fn of(visit: &Visit, query: &RegisterQuery) -> Result<RegisterPage, Stop> {
    let asked = asked(visit, query)?;
    let stage = asked.stage;
    let listed = visit.server.registers.of(visit, asked).await?;
    let (page, counts) = (&listed.page, &listed.counts);
    past_the_end(visit, query, page)?;
    let address = |query: RegisterQuery| visit.at(Place::Modifications(query));
    let all = counts.iter().map(|(_, count)| count).sum();
    let mut stages = vec![StageFilter {
        words: "All".to_owned(),
        count: all,
        to: address(query.of_stage(None)),
        chosen: stage.is_none(),
    }];
    for &(held, count) in counts {
        let name = name_of(held);
        stages.push(StageFilter {
            words: held.words().to_owned(),
            count,
            to: address(query.of_stage(Some(&name))),
            chosen: stage == Some(held),
        });
    }
    let first = u64::from(query.page.get() - 1) * u64::from(ROWS);
    let shown = u64::try_from(page.rows.len()).unwrap_or(u64::MAX);
    let turned = |number: Option<u32>| number.and_then(NonZeroU32::new).map(|number| address(query.on_page(number)));
    Ok(RegisterPage {
        frame: visit.frame(Some(Section::Modifications), Vec::new()),
        stages,
        headings: Sort::ALL.map(|sort| SortHeading {
            words: heading(sort),
            to: address(query.sorted(sort)),
            now: (sort == query.sort).then_some(if query.down { "descending" } else { "ascending" }),
        }),
        rows: page.rows.iter().map(|row| row_of(visit, row)).collect(),
        pages: Pages {
            first: if shown == 0 { 0 } else { first + 1 },
            last: first + shown,
            all: page.total,
            previous: turned(query.page.get().checked_sub(1)),
            next: (first + shown < page.total).then(|| turned(query.page.get().checked_add(1))).flatten(),
        },
        raise: offers::general(visit)
            .acts
            .into_iter()
            .find(|act| act.words == procedure::ActName::RaiseDraftProposal.words()),
    })
}

/// Refuses a page after the last one.
fn past_the_end(visit: &Visit, query: &RegisterQuery, page: &ProposalPage) -> Result<(), Stop> {
    if !page.rows.is_empty() || query.page == NonZeroU32::MIN {
        return Ok(());
    }
    let last = u32::try_from(page.total.div_ceil(u64::from(ROWS))).ok().and_then(NonZeroU32::new);
    let last = last.unwrap_or(NonZeroU32::MIN);
    let pages = if last == NonZeroU32::MIN { "one page".to_owned() } else { format!("{last} pages") };
    let link = Link::new(format!("Page {last} of the list"), visit.at(Place::Modifications(query.on_page(last))));
    Err(Stop::Missing(format!("the list has {pages}, and no page {}", query.page), vec![link]))
}

/// What is asked of the record for a page of the register.
pub(in crate::server) fn asked(visit: &Visit, query: &RegisterQuery) -> Result<ProposalQuery, Stop> {
    let stage = query.stage.as_deref().and_then(stage_of);
    if let Some(name) = query.stage.as_deref().filter(|_| stage.is_none()) {
        let known: Vec<String> = Stage::ALL.into_iter().map(name_of).collect();
        let every = Link::new("Show every stage", visit.at(Place::Modifications(query.of_stage(None))));
        return Err(Stop::Missing(
            format!("`{name}` is no stage; `stage` is one of {}", known.join(", ")),
            vec![every],
        ));
    }
    Ok(ProposalQuery {
        stage,
        text: None,
        sort: order(query.sort),
        down: query.down,
        page: query.page,
        rows: NonZeroU32::MIN.saturating_add(ROWS - 1),
        at: visit.now,
    })
}

fn row_of(visit: &Visit, row: &ProposalRow) -> RegisterRow {
    let held = visit.register.proposal(row.id.as_str());
    RegisterRow {
        id: visit.numbered_link(&row.number),
        title: row.title.clone(),
        stage: held.map_or_else(|| Tag::new(row.stage.words(), Tone::Quiet), |held| stage_tag(held, visit.today())),
        path: row.path.map(|path| path.words().to_owned()),
        next: row.next.as_ref().map(|(date, what)| (Day(*date), sentence(what).trim_end_matches('.').to_owned())),
        left: row.next.as_ref().map(|(date, _)| visit.left(*date)),
        changed: Day(row.changed.date()),
    }
}

/// A stage's name as addresses write it.
pub(crate) fn name_of(stage: Stage) -> String {
    stage.words().to_lowercase().replace(' ', "-")
}

/// The stage of that name.
pub(in crate::server) fn stage_of(name: &str) -> Option<Stage> {
    Stage::ALL.into_iter().find(|stage| name_of(*stage) == name)
}

fn order(sort: Sort) -> Order {
    match sort {
        Sort::Deadline => Order::Deadline,
        Sort::Number => Order::Number,
        Sort::Title => Order::Title,
        Sort::Stage => Order::Stage,
        Sort::Changed => Order::Changed,
    }
}

fn heading(sort: Sort) -> &'static str {
    match sort {
        Sort::Deadline => "Next deadline",
        Sort::Number => "Number",
        Sort::Title => "Title",
        Sort::Stage => "Stage",
        Sort::Changed => "Last change",
    }
}
