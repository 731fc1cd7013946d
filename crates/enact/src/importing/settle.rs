//! The form in which a person settles what was found in a paper, and says what the paper does not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use procedure::act::{ImportPaper, Settled};
use procedure::names::Stage;
use serde::Deserialize;

use super::Prepared;
use crate::failure::Failure;
use crate::wording::{counted, one_line, toml_fault};

/// The form as it was filled in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The SHA-256 of the file that the form is for.
    pub sha256: String,
    /// The paper's id.
    pub id: Option<String>,
    /// The paper's class.
    pub class: Option<String>,
    /// The paper's date.
    pub date: Option<Date>,
    /// How each finding is settled.
    #[serde(default)]
    pub finding: Vec<Answer>,
    /// Where each proposal stands.
    #[serde(default)]
    pub proposal: Vec<Standing>,
    /// The releases, whether each is taken over.
    #[serde(default)]
    pub release: Vec<Taken>,
}

/// How one finding is settled.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The check.
    pub rule: String,
    /// The line.
    pub line: u32,
    /// What was found, to know it by where a check found two things on a line.
    #[serde(default)]
    pub found: String,
    /// What a person says to it.
    #[serde(default)]
    pub words: String,
    /// What is right instead.
    #[serde(default)]
    pub value: String,
}

/// Where one proposal stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Its number.
    pub number: String,
    /// Its title, as the form shows it.
    #[serde(default)]
    pub title: String,
    /// The stage; empty where it is not taken over.
    #[serde(default)]
    pub stage: String,
}

/// Whether one release is taken over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// Its name, as the form shows it.
    #[serde(default)]
    pub name: String,
    /// Whether it is taken over.
    pub take: bool,
}

/// The stages that a proposal can be taken over at.
fn stages() -> impl Iterator<Item = (String, Stage)> {
    let offered = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Split);
    offered.filter_map(|stage| match serde_json::to_value(stage) {
        Ok(serde_json::Value::String(name)) => Some((name, stage)),
        Ok(_) | Err(_) => None,
    })
}

fn names() -> String {
    stages().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

/// The form to fill in for a paper.
#[must_use]
pub fn form(prepared: &Prepared) -> String {
    let act = &prepared.act;
    let mut out = String::new();
    let _ = writeln!(out, "# What a person has to say before {} is imported.", act.file);
    out.push_str(
        "# Each finding of level error needs `words` (why it may stand) or a `value` (what is right), or both.\n",
    );
    let _ = writeln!(out, "sha256 = {}", quoted(&act.sha256));
    let _ = writeln!(out, "id = {}", quoted(&act.id));
    out.push_str("# Only what everybody may read is imported: the class that the paper carries.\n");
    let _ = writeln!(out, "class = {}", quoted(act.class.as_deref().unwrap_or_default()));
    match act.date {
        Some(date) => drop(writeln!(out, "date = {}", quoted(&date.to_string()))),
        None => out.push_str("# The paper's own date could not be read; write it so:\n# date = \"2020-02-25\"\n"),
    }
    for (finding, place) in &prepared.findings {
        let _ = write!(
            out,
            "\n# {}: {} ({}), {}\n",
            finding.level.word(),
            finding.name,
            place.words(),
            one_line(&finding.message)
        );
        let _ = writeln!(
            out,
            "[[finding]]\nrule = {}\nline = {}\nfound = {}",
            quoted(finding.rule),
            place.line,
            quoted(&finding.message)
        );
        out.push_str("words = \"\"\nvalue = \"\"\n");
    }
    for release in &prepared.releases {
        let _ = write!(
            out,
            "\n# A release that the register does not hold: {}, {}\n",
            one_line(&release.name),
            release.place.words()
        );
        let _ =
            writeln!(out, "[[release]]\nid = {}\nname = {}\ntake = true", quoted(&release.id), quoted(&release.name));
    }
    for candidate in &prepared.proposals {
        let proposal = &candidate.proposal;
        let known =
            stages().find(|(_, stage)| candidate.stage == Some(*stage)).map(|(name, _)| name).unwrap_or_default();
        let _ = write!(out, "\n# Where it stood on the paper's date ({}): {}.\n", proposal.place.words(), names());
        out.push_str(
            "# Left empty, it is not taken into the register; what the paper says of it is kept all the same.\n",
        );
        let (number, title) = (quoted(&proposal.number), quoted(&proposal.title));
        let _ = writeln!(out, "[[proposal]]\nnumber = {number}\ntitle = {title}\nstage = {}", quoted(&known));
    }
    out
}

/// Reads a form.
///
/// # Errors
/// It is no such form: one sentence with the line.
pub fn read(path: &str, text: &str) -> Result<Form, Failure> {
    toml::from_str(text).map_err(|error| Failure::new(format!("{path}, {}", toml_fault(&error, text))))
}

/// The form that a person would send who leaves everything as the paper has it.
#[must_use]
pub fn untouched(prepared: &Prepared) -> Form {
    let stage_of = |stage: Stage| stages().find(|(_, one)| *one == stage).map(|(name, _)| name);
    Form {
        sha256: prepared.act.sha256.clone(),
        proposal: prepared
            .proposals
            .iter()
            .map(|one| Standing {
                number: one.proposal.number.clone(),
                title: one.proposal.title.clone(),
                stage: one.stage.and_then(stage_of).unwrap_or_default(),
            })
            .collect(),
        release: prepared
            .releases
            .iter()
            .map(|one| Taken { id: one.id.clone(), name: one.name.clone(), take: true })
            .collect(),
        ..Form::default()
    }
}

/// The act as a form settles it.
///
/// # Errors
/// The form is for another file, names what the paper does not have, or leaves something unsettled: the sentence says what.
pub fn settled(prepared: &Prepared, form: &Form) -> Result<ImportPaper, Failure> {
    if form.sha256 != prepared.act.sha256 {
        let (file, own) = (&prepared.act.file, &prepared.act.sha256);
        return Err(Failure::new(format!(
            "the form was written for another file than {file}, whose SHA-256 is {own}; write it anew"
        )));
    }
    let mut act = prepared.act.clone();
    act.settled = findings(prepared, form)?;
    let given =
        |text: &Option<String>| text.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    act.id = given(&form.id).unwrap_or(act.id);
    act.class = given(&form.class).or(act.class);
    act.date = form.date.or(act.date);
    act.releases = releases(prepared, form)?;
    act.proposals = proposals(prepared, form, &act)?;
    Ok(act)
}

fn findings(prepared: &Prepared, form: &Form) -> Result<Vec<Settled>, Failure> {
    let mut answers: Vec<Option<&Answer>> = form.finding.iter().map(Some).collect();
    let (mut settled, mut open) = (Vec::new(), Vec::new());
    for (finding, place) in &prepared.findings {
        let fits = |answer: &Answer| answer.rule.eq_ignore_ascii_case(finding.rule) && answer.line == place.line;
        let exact = |answer: &Answer| fits(answer) && answer.found == one_line(&finding.message);
        let found = answers.iter_mut().find(|slot| slot.is_some_and(exact));
        let answer = match found {
            Some(slot) => slot.take(),
            None => answers
                .iter_mut()
                .find(|slot| slot.is_some_and(|one| fits(one) && one.found.is_empty()))
                .and_then(Option::take),
        };
        let words = answer.map(|answer| answer.words.trim().to_owned()).unwrap_or_default();
        let value = answer.map(|answer| answer.value.trim().to_owned()).filter(|value| !value.is_empty());
        if words.is_empty() && value.is_none() {
            if finding.level == papers::finding::Level::Error {
                open.push(format!("{} at {}: {}", finding.rule, place.words(), one_line(&finding.message)));
            }
            continue;
        }
        let (rule, message) = (finding.rule.to_owned(), one_line(&finding.message));
        settled.push(Settled { rule, message, place: place.clone(), words, value });
    }
    if let Some(other) = answers.into_iter().flatten().next() {
        let (rule, line) = (&other.rule, other.line);
        return Err(Failure::new(format!(
            "the form settles {rule} at line {line}, where nothing of the kind was found; write it anew"
        )));
    }
    if !open.is_empty() {
        return Err(Failure::new(format!(
            "{} is not imported: {} of level error must be settled with words or a value (write a form with --write-settle FILE.toml, fill it in and give it with --settle):\n  {}",
            prepared.act.file,
            counted(open.len(), "finding"),
            open.join("\n  ")
        )));
    }
    Ok(settled)
}

fn releases(prepared: &Prepared, form: &Form) -> Result<Vec<procedure::act::ImportedRelease>, Failure> {
    let mut taken = Vec::new();
    for one in &form.release {
        let known = prepared.releases.iter().find(|release| release.id == one.id);
        let Some(known) = known else {
            let held = prepared.releases.iter().map(|release| release.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::new(format!(
                "the form names the release `{}`; those that can be taken over are: {held}",
                one.id
            )));
        };
        taken.extend(one.take.then(|| known.clone()));
    }
    Ok(taken)
}

fn proposals(
    prepared: &Prepared,
    form: &Form,
    act: &ImportPaper,
) -> Result<Vec<procedure::act::ImportedProposal>, Failure> {
    let offered: BTreeMap<String, Stage> = stages().collect();
    let mut taken = Vec::new();
    for one in &form.proposal {
        let known = prepared.proposals.iter().find(|known| known.proposal.number == one.number);
        let Some(known) = known else {
            return Err(Failure::new(format!(
                "the form names {}, which the paper does not bring or the register holds already",
                one.number
            )));
        };
        if one.stage.trim().is_empty() {
            continue;
        }
        let Some(stage) = offered.get(one.stage.trim()) else {
            return Err(Failure::new(format!(
                "`{}` is no stage of {}; the stages are {}",
                one.stage,
                one.number,
                names()
            )));
        };
        let mut proposal = known.proposal.clone();
        proposal.stage = *stage;
        // A release that is not taken over is no target.
        let left_out = |release: &str| {
            prepared.releases.iter().any(|one| one.id == release) && !act.releases.iter().any(|one| one.id == release)
        };
        proposal.targets.retain(|target| !left_out(&target.release));
        taken.push(proposal);
    }
    Ok(taken)
}
