//! `enact code conflicts [LEGALTEXT…] --to BASE`

use std::path::PathBuf;

use clap::Args;
use legaltext::{Amendment, Clash, ClashSide, Draft, Edition, Effects, clashes_of_all};
use serde_json::json;

use crate::cli::apply::read_all;
use crate::cli::editions::{Base, EditionAddress, Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Finds where any two legal texts stand in each other's way: those given, and with --open those of all open proposals.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code conflicts mp9.txt mp10.txt --to specimen@2026-03-01 --open")]
pub(super) struct Conflicts {
    /// The legal texts, each drafted against the base; without any, those of all open proposals.
    #[arg(value_name = "LEGALTEXT")]
    legal_texts: Vec<String>,
    /// What they are drafted against: a file or an edition, once for each document; without it the Code in force today.
    #[arg(long = "to", value_name = "BASE")]
    base: Vec<String>,
    /// Adds the legal texts of the open proposals of the Code.
    #[arg(long)]
    open: bool,
    /// The Code whose open proposals are meant, where the base is no edition of one.
    #[arg(long, default_value = "sec", value_name = "CODE")]
    code: String,
    /// Lists also where two change one provision and both can be done.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    source: Source,
}

impl Conflicts {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let base = if self.base.is_empty() { vec![self.code.clone()] } else { self.base.clone() };
        let base = Base::read(&base, &mut registers)?;
        let mut drafts: Vec<Drawn> = Vec::new();
        let mut unread = Vec::new();
        for drafted in read_all(&self.legal_texts, &base.edition)? {
            unread.extend(drafted.unread());
            drafts.push(Drawn { name: drafted.path, amendments: drafted.text.amendments, base: base.edition.clone() });
        }
        if self.open || self.legal_texts.is_empty() {
            drafts.extend(self.open_proposals(&base, &mut registers)?);
        }
        let effects: Vec<Effects> = drafts
            .iter()
            .map(|drawn| Effects::of(&Draft { name: &drawn.name, base: &drawn.base, amendments: &drawn.amendments }))
            .collect();
        let mut found = clashes_of_all(&effects);
        if !self.all {
            found.retain(|clash| !clash.merges);
        }
        let stopped: Vec<&Effects> = effects.iter().filter(|one| !one.conflicts().is_empty()).collect();
        let is_wrong = found.iter().any(|clash| !clash.merges) || !stopped.is_empty() || !unread.is_empty();
        let verdict = if is_wrong { Verdict::Wrong } else { Verdict::Right };
        if !output.is_human() {
            let names: Vec<&str> = effects.iter().map(Effects::name).collect();
            let own: Vec<_> =
                stopped.iter().map(|one| json!({ "draft": one.name(), "conflicts": one.conflicts() })).collect();
            output.json(&json!({ "drafts": names, "clashes": found, "do_not_apply": own, "unsettled": unread }))?;
            return Ok(verdict);
        }
        for line in unread.iter().flat_map(|one| one.lines(true)) {
            output.line(&line)?;
        }
        for one in stopped {
            for conflict in one.conflicts() {
                output.line(&format!("{} does not apply: {}", one.name(), conflict.message))?;
            }
        }
        for clash in &found {
            for line in lines(clash) {
                output.line(&line)?;
            }
        }
        output.line(&format!(
            "{} legal texts compared, {} conflicts",
            effects.len(),
            found.iter().filter(|clash| !clash.merges).count()
        ))?;
        Ok(verdict)
    }

    /// The legal texts of the proposals that are still open, each with the edition that it was drafted against.
    fn open_proposals(&self, base: &Base, registers: &mut Registers) -> Result<Vec<Drawn>, Failure> {
        let code = match &base.of_register {
            Some(named) => named.edition.code().to_owned(),
            None => EditionAddress::required(&self.code, &registers.ids()?)?.code,
        };
        let kept = registers.of(&code)?;
        let open = kept.register.proposals().filter(|proposal| !proposal.stage.is_end());
        let drawn = open.flat_map(|proposal| {
            let texts: Vec<_> = proposal.standing_texts().collect();
            let several = texts.len() > 1;
            texts.into_iter().map(move |text| {
                let version = if several { format!(", legal text {}", text.version) } else { String::new() };
                Drawn {
                    name: format!("{}{version}", proposal.number()),
                    amendments: text.amendments.clone(),
                    base: text.drafted_on.clone().unwrap_or_else(|| base.edition.clone()),
                }
            })
        });
        Ok(drawn.collect())
    }
}

/// A legal text with the edition that it was drafted against.
struct Drawn {
    name: String,
    amendments: Vec<Amendment>,
    base: Edition,
}

fn lines(clash: &Clash) -> Vec<String> {
    let (left, right) = (&clash.left, &clash.right);
    let mark = if clash.merges { " (both can be done)" } else { "" };
    let mut lines = vec![format!("{} and {}, {}: {}{mark}", left.name, right.name, clash.at, clash.message)];
    let mut put = |head: String, words: &str| {
        lines.push(format!("    {head}:"));
        lines.extend(words.trim().lines().map(|line| format!("        {line}")));
    };
    if let Some(base) = &clash.base {
        put("there stands".to_owned(), base);
    }
    for side in [left, right] {
        let ClashSide { name, does, text, .. } = side;
        if let Some(text) = text {
            put(format!("{name} {does}"), text);
        }
    }
    lines
}
