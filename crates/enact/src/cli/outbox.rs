//! `enact outbox --data DIR`, `enact outbox --again MESSAGE`, `enact outbox --forget ADDRESS`

use std::path::PathBuf;

use clap::Args;
use ledger::{Delivery, DeliveryState, Ledger, LedgerError};
use serde_json::json;

use super::{Output, Verdict};
use crate::clock;
use crate::failure::Failure;
use crate::server::world_clock;

/// Lists what waits and what was given up of the messages to those who follow the register. Addresses are not shown.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact outbox --data /var/lib/enact --again msg_0123456789abcdef0123456789abcdef")]
pub struct Outbox {
    /// The folder of the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// A PostgreSQL database (`postgres://…`).
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Has a message sent again that was not sent; the running server sends it at once.
    #[arg(long, value_name = "MESSAGE", conflicts_with = "forget")]
    again: Option<String>,
    /// Deletes an e-mail address or webhook with all that it follows and all that was sent to it.
    #[arg(long, value_name = "ADDRESS")]
    forget: Option<String>,
}

impl Outbox {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let url = super::place::of(self.data.as_deref(), self.database.as_deref())?;
        let failed = |error: LedgerError| Failure::new(error.to_string());
        super::runtime()?.block_on(async {
            let ledger = Ledger::open(&url, world_clock(&url)).await.map_err(failed)?;
            let verdict = if let Some(id) = &self.again {
                again(&ledger, id, output).await
            } else if let Some(address) = &self.forget {
                let found = ledger.forget_address(address).await.map_err(failed)?;
                said(
                    output,
                    json!({ "forgotten": found }),
                    &format!("{found} followers with this address are deleted."),
                    found > 0,
                )
            } else {
                list(&ledger, output).await
            };
            ledger.close().await;
            verdict
        })
    }
}

async fn again(ledger: &Ledger, id: &str, output: &mut Output<'_>) -> Result<Verdict, Failure> {
    let failed = |error: LedgerError| Failure::new(error.to_string());
    let now = ledger.outbox_clock(clock::now()).await.map_err(failed)?;
    let done = ledger.send_again(id, now).await.map_err(failed)?;
    let words =
        if done { "It is sent again." } else { "No such message waits or was given up; it may have been sent." };
    said(output, json!({ "again": done }), words, done)
}

fn said(output: &mut Output<'_>, data: serde_json::Value, words: &str, done: bool) -> Result<Verdict, Failure> {
    match output.is_human() {
        true => output.line(words)?,
        false => output.json(&data)?,
    }
    Ok(if done { Verdict::Right } else { Verdict::Wrong })
}

async fn list(ledger: &Ledger, output: &mut Output<'_>) -> Result<Verdict, Failure> {
    let failed = |error: LedgerError| Failure::new(error.to_string());
    let figures = ledger.outbox_figures().await.map_err(failed)?;
    let mut found: Vec<Delivery> = Vec::new();
    for state in [DeliveryState::GivenUp, DeliveryState::Waiting] {
        found.extend(ledger.deliveries_in(state, 1000).await.map_err(failed)?);
    }
    if output.is_human() {
        for one in &found {
            let about = match (&one.call, one.position) {
                (Some(call), _) => format!("{}: {call}", one.code),
                (None, 0) => "question".to_owned(),
                (None, position) => format!("{}@{position}", one.code),
            };
            output.line(&format!("{}  {}  {about}  tried {}: {}", one.id, one.state.name(), one.tries, one.said))?;
        }
        output.line(&format!("{} wait, {} given up.", figures.waiting, figures.given_up))?;
    } else {
        let rows = found.iter().map(|one| {
            json!({ "id": one.id, "code": one.code, "position": one.position, "call": one.call, "state": one.state.name(), "tries": one.tries, "said": one.said })
        });
        output.json(&json!({
            "unspread": figures.unspread, "waiting": figures.waiting, "given_up": figures.given_up,
            "messages": rows.collect::<Vec<_>>(),
        }))?;
    }
    Ok(if figures.given_up == 0 { Verdict::Right } else { Verdict::Wrong })
}
