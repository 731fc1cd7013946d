//! Figures of the running server, as Prometheus reads them. Nothing in them names a person, a Party or a proposal:
//! requests are counted by the pattern of their route.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use procedure::next::deadlines;

use super::{Server, Stop};

/// The upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 9] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// What happened since the process started.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    requests: BTreeMap<(&'static str, u16), u64>,
    durations: BTreeMap<&'static str, Durations>,
    acts: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Default)]
struct Durations {
    classes: [u64; CLASSES.len()],
    seconds: f64,
    count: u64,
}

impl Metrics {
    /// Counts an answered request.
    pub(super) fn request(&self, pattern: &'static str, status: u16, took: Duration) {
        let mut counted = self.counted();
        *counted.requests.entry((pattern, status)).or_insert(0) += 1;
        let durations = counted.durations.entry(pattern).or_default();
        let seconds = took.as_secs_f64();
        durations.seconds += seconds;
        durations.count += 1;
        for (class, count) in CLASSES.iter().zip(&mut durations.classes) {
            *count += u64::from(seconds <= *class);
        }
    }

    /// Counts an act by what came of it: `permitted`, `refused`, `needs-judgement`, `unreadable`, `stale`, `not-allowed`,
    /// `failed`.
    fn act(&self, outcome: &'static str) {
        *self.counted().acts.entry(outcome).or_insert(0) += 1;
    }

    /// Counts an act by the status that its answer had.
    pub(super) fn act_answered(&self, status: u16) {
        self.act(match status {
            200..=399 => "permitted",
            401 => "not-allowed",
            403 => "refused",
            409 => "stale-or-needs-judgement",
            400 | 413 | 422 => "unreadable",
            404 | 405 | 410 => "nothing-there",
            _ => "failed",
        });
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn print(&self, text: &mut String) {
        let counted = self.counted();
        about(
            text,
            "enact_requests_total",
            "counter",
            "Requests answered, by the pattern of the route and the status.",
        );
        for ((route, status), count) in &counted.requests {
            line(text, format_args!("enact_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}"));
        }
        let errors: u64 =
            counted.requests.iter().filter(|((_, status), _)| *status >= 500).map(|(_, count)| count).sum();
        about(text, "enact_errors_total", "counter", "Requests that failed on our side.");
        line(text, format_args!("enact_errors_total {errors}"));
        about(
            text,
            "enact_request_duration_seconds",
            "histogram",
            "How long answers took, by the pattern of the route.",
        );
        for (route, durations) in &counted.durations {
            let name = "enact_request_duration_seconds";
            for (class, count) in CLASSES.iter().zip(durations.classes) {
                line(text, format_args!("{name}_bucket{{route=\"{route}\",le=\"{class}\"}} {count}"));
            }
            line(text, format_args!("{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", durations.count));
            line(text, format_args!("{name}_sum{{route=\"{route}\"}} {}", durations.seconds));
            line(text, format_args!("{name}_count{{route=\"{route}\"}} {}", durations.count));
        }
        about(text, "enact_acts_total", "counter", "Acts handed in, by what came of them.");
        for (outcome, count) in &counted.acts {
            line(text, format_args!("enact_acts_total{{outcome=\"{outcome}\"}} {count}"));
        }
    }
}

/// The figures.
///
/// # Errors
/// The record does not answer.
pub(super) async fn page(server: &Server) -> Result<Response, Stop> {
    let mut text = String::new();
    server.metrics.print(&mut text);
    let mut positions = String::new();
    let mut ahead = String::new();
    let mut overdue = String::new();
    for (code, name) in &server.codes {
        let register = server.ledger.register(code).await?;
        line(&mut positions, format_args!("enact_log_position{{code=\"{code}\"}} {}", register.position()));
        let now = server.now(code);
        let count: usize = register.proposals().map(|proposal| deadlines(&register, proposal, now).len()).sum();
        line(&mut ahead, format_args!("enact_deadlines_ahead{{code=\"{code}\"}} {count}"));
        let Some(rulebook) = server.rulebook(name) else { continue };
        let duties = procedure::duty::duties(&register, &rulebook, now);
        let late = |owed: &&procedure::duty::Owed| owed.state.is_open() && owed.due.is_some_and(|due| due < now.date());
        let count = duties.iter().filter(late).count();
        line(&mut overdue, format_args!("enact_duties_overdue{{code=\"{code}\"}} {count}"));
    }
    about(&mut text, "enact_log_position", "gauge", "The position of the last event of a Code's log.");
    text.push_str(&positions);
    about(&mut text, "enact_deadlines_ahead", "gauge", "Days that matter to open proposals and have not passed.");
    text.push_str(&ahead);
    about(&mut text, "enact_duties_overdue", "gauge", "Duties that are not done, and whose last day has passed.");
    text.push_str(&overdue);
    outbox(&mut text, server.ledger.outbox_figures().await?);
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

/// How much waits to be told, and for how long.
fn outbox(text: &mut String, figures: ledger::OutboxFigures) {
    let now = crate::clock::now().as_microsecond();
    let late = if figures.due > 0 { now.saturating_sub(figures.due).max(0) / 1_000_000 } else { 0 };
    let gauges = [
        (
            "enact_outbox_unspread",
            "Transactions of the record whose followers were not yet looked for.",
            figures.unspread,
        ),
        ("enact_outbox_waiting", "Messages that wait for their time.", figures.waiting),
        ("enact_outbox_given_up", "Messages that were given up and not sent again.", figures.given_up),
        ("enact_outbox_late_seconds", "How long the oldest message is overdue.", late.cast_unsigned()),
    ];
    for (name, says, value) in gauges {
        about(text, name, "gauge", says);
        line(text, format_args!("{name} {value}"));
    }
}

fn about(text: &mut String, name: &str, kind: &str, says: &str) {
    line(text, format_args!("# HELP {name} {says}"));
    line(text, format_args!("# TYPE {name} {kind}"));
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{words}");
}
