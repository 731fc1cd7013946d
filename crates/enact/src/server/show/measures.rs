//! How the process runs, year by year, counted from the record alone.

use jiff::civil::{Date, date};
use procedure::Recorded;
use procedure::measures::{Days, Measures, Share, measures};

use crate::server::{Stop, Visit};
use crate::web::pages::ThingPage;
use crate::web::{ActOffers, Block, Entry, Section};

/// How many years stand beside the whole record.
const YEARS: i16 = 5;

/// The measures of the last years, and of the whole record.
pub(in crate::server) async fn of(visit: &Visit) -> Result<ThingPage, Stop> {
    let record = record(visit).await?;
    let today = visit.today();
    let first = record.first().map_or(today, |recorded| recorded.took_effect.date());
    let years = first.year().max(today.year() - YEARS + 1)..=today.year();
    let mut periods: Vec<(String, (Date, Date))> =
        years.map(|year| (year.to_string(), (date(year, 1, 1), date(year, 12, 31)))).collect();
    periods.push(("All of the record".to_owned(), (first, today)));
    // The one who decides over the votes of the others.
    let regulator = visit.rulebook.code().bodies.iter().find(|body| body.kind == "regulator");
    let regulator = regulator.map_or("", |body| body.id.as_str());
    let found: Vec<Measures> = periods.iter().map(|(_, period)| measures(&record, regulator, *period, today)).collect();
    let columns = ["Measure".to_owned()].into_iter().chain(periods.into_iter().map(|(words, _)| words)).collect();
    let block = Block::matrix("measures", "Measures", columns, rows(&found), "Nothing is on record yet.");
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Rules), Vec::new()),
        id: None,
        kind: None,
        title: "Measures".to_owned(),
        state: None,
        lead: Some("How the process runs, as the Code Administration Code of Practice asks. Every number is counted from the record, and anybody can count it again.".to_owned()),
        blocks: vec![block.about(
            "A case counts in the year in which its last step fell. Days are calendar days, on average; behind them stands the number of cases.",
        )],
        acts: ActOffers::default(),
    })
}

fn rows(found: &[Measures]) -> Vec<Vec<Entry>> {
    let row = |words: &str, value: &dyn Fn(&Measures) -> Entry| {
        [Entry::words(words)].into_iter().chain(found.iter().map(value)).collect::<Vec<_>>()
    };
    vec![
        row("Draft Proposals raised", &|one| Entry::count(one.raised)),
        row("Decisions that agree with the vote before them", &|one| share(one.regulator_agrees)),
        row("Consultations that closed", &|one| Entry::count(one.consultations)),
        row("Respondents to them", &|one| Entry::count(one.respondents)),
        row("Responses that came late", &|one| share(one.late_responses)),
        row("Reports approved by the day first planned", &|one| share(one.on_first_timetable)),
        row("From raising to the report", &|one| days(one.raised_to_report)),
        row("From the report to the decision", &|one| days(one.report_to_decision)),
        row("From the decision to in force, systems too", &|one| days(one.decision_to_live_with_systems)),
        row("From the decision to in force, words only", &|one| days(one.decision_to_live_words_only)),
    ]
}

fn share(share: Share) -> Entry {
    match share.whole {
        0 => Entry::Nothing("No case".to_owned()),
        whole => Entry::words(format!("{} of {whole}", share.part)),
    }
}

fn days(days: Days) -> Entry {
    match days.mean() {
        None => Entry::Nothing("No case".to_owned()),
        Some(1) => Entry::words(format!("1 day ({})", days.cases)),
        Some(mean) => Entry::words(format!("{mean} days ({})", days.cases)),
    }
}

/// The whole record, oldest first.
async fn record(visit: &Visit) -> Result<Vec<Recorded>, Stop> {
    let mut record: Vec<Recorded> = Vec::new();
    loop {
        let after = record.last().map_or(0, |recorded| recorded.position);
        let events = visit.server.ledger.events(visit.code.as_str(), after, 500).await?;
        if events.is_empty() {
            return Ok(record);
        }
        record.extend(events);
    }
}
