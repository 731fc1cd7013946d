//! `enact check-config`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::configuration::{Configuration, KEYS, shown};
use super::{Output, Verdict};
use crate::failure::Failure;

/// Says what a server would go by: each setting, its value and where that is said, and what is wrong. Keys are never shown.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact check-config --config /etc/enact/enact.toml")]
pub struct CheckConfig {
    /// The configuration file.
    #[arg(long, value_name = "FILE", env = "ENACT_CONFIG")]
    config: Option<PathBuf>,
    /// The folder that `enact serve` is given on its command line, where it is given one there.
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    data: Option<PathBuf>,
    /// The database that `enact serve` is given on its command line, where it is given one there.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl CheckConfig {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut read = Configuration::read(self.config.as_deref(), std::env::vars());
        read.needs_a_place(self.data.is_some() || self.database.is_some());
        let rows = KEYS.iter().map(|key| {
            let setting = read.setting(key.name);
            let value = setting.map(|setting| shown(key, &setting.value));
            (key, value, setting.map(|setting| setting.from.clone()))
        });
        if output.is_human() {
            for (key, value, from) in rows {
                let said = match (value, from) {
                    (Some(value), Some(from)) => format!("{value} ({from})"),
                    (_, _) => "not said".to_owned(),
                };
                output
                    .line(&format!("{}: {said}\n    {} In the environment: {}.", key.name, key.says, key.variable))?;
            }
            for fault in &read.faults {
                output.line(&format!("Wrong: {fault}"))?;
            }
            if read.faults.is_empty() {
                output.line("Nothing is wrong with it.")?;
            }
        } else {
            let rows = rows.map(|(key, value, from)| {
                json!({
                    "name": key.name, "variable": key.variable, "says": key.says, "secret": key.secret, "value": value,
                    "from": from,
                })
            });
            output.json(&json!({ "settings": rows.collect::<Vec<_>>(), "faults": read.faults }))?;
        }
        Ok(if read.faults.is_empty() { Verdict::Right } else { Verdict::Wrong })
    }
}
