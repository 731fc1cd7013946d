//! The SEC's rules, as they are and among five hundred, and the register that its demonstration leaves.

use std::fmt::Write as _;
use std::path::Path;

use procedure::rulebook::SourceFile;
use procedure::ruling::Outcome;
use procedure::scenario::Scenario;
use procedure::{ActName, Event, Recorded, Register, Rulebook, Submission, decide};

use crate::document::root;

/// A submission of the demonstration with the register as it stood before it.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The register.
    pub register: Register,
    /// The submission.
    pub submission: Submission,
    /// When it takes effect.
    pub at: jiff::civil::DateTime,
}

/// The SEC's rulebook.
///
/// # Errors
/// A file of `codes/sec` cannot be read.
pub fn sec() -> Result<Rulebook, String> {
    Rulebook::load(&files()?).map_err(|error| error.to_string())
}

/// The SEC's rulebook with as many more rules over all acts as make `count` rules, none of which changes a ruling's outcome.
///
/// They are of four sorts in turn: a suspension under which nobody stands, a power that is held by a body which nobody
/// acts for, a condition on proposals at a stage that no live proposal has, and a rule that waits for a modification.
///
/// # Errors
/// A file of `codes/sec` cannot be read.
pub fn sec_among(count: usize) -> Result<Rulebook, String> {
    let mut files = files()?;
    let own = Rulebook::load(&files).map_err(|error| error.to_string())?.rules().len();
    let mut text = String::new();
    for (index, act) in (own..count).zip(ActName::ALL.iter().cycle()) {
        let (from, when, check) = match index % 4 {
            0 => ("2013-09-23", "", "suspension = { right = \"M8.5(a)\", reaches = \"party\" }"),
            1 => ("2013-09-23", "", "power = { held-by = [\"smki-pma\"] }"),
            2 => ("2013-09-23", "when = [{ stage-is = [\"split\"] }]\n", "condition = \"reasons-given\""),
            _ => ("MP999", "", "condition = \"reasons-given\""),
        };
        // Writing to a `String` cannot fail.
        let _ = write!(
            text,
            "[[rule]]\nid = \"X{index}-inert\"\nsays = \"This changes nothing.\"\ncites = [\"X{index}\"]\n\
             governs = \"{act}\"\nin-force = {{ from = \"{from}\" }}\nbasis = \"inferred\"\n{when}[rule.check]\n{check}\n\n"
        );
    }
    files.push(SourceFile { path: "rules/x01-inert.toml".to_owned(), text });
    Rulebook::load(&files).map_err(|error| error.to_string())
}

/// Plays the SEC's demonstration under its own rules: the last submission of each act that is permitted, with the
/// register as it stood, and the register at the end.
///
/// # Errors
/// A file cannot be read, or a step cannot be ruled on.
pub fn demonstration() -> Result<(Vec<Moment>, Register), String> {
    let rulebook = sec()?;
    let code = rulebook.code();
    let begins = code.begins.at(0, 0, 0, 0);
    let mut register = Register::new(&code.id);
    for file in files()?.into_iter().filter(|file| file.path.starts_with("text/")) {
        record(&mut register, begins, rulebook.loading(&file.text))?;
    }
    let story = read(&root().join("codes/sec/demonstration.toml"))?;
    let story = Scenario::read(&story, code.administrator.as_str()).map_err(|error| error.to_string())?;
    let mut moments: Vec<Moment> = Vec::new();
    for step in story.cast.iter().chain(&story.steps) {
        let (at, submission) = (step.at, step.submission.clone());
        let ruling = decide(&register, &submission, &rulebook, at).map_err(|error| error.to_string())?;
        let Outcome::Permitted(events) = ruling.outcome else { continue };
        moments.retain(|held| held.submission.act.name() != submission.act.name());
        moments.push(Moment { register: register.clone(), submission, at });
        for event in events {
            record(&mut register, at, event)?;
        }
    }
    Ok((moments, register))
}

fn record(register: &mut Register, at: jiff::civil::DateTime, event: Event) -> Result<(), String> {
    let position = register.position() + 1;
    let recorded = Recorded { position, took_effect: at, by: String::new(), grounds: Vec::new(), event };
    register.fold(&recorded).map_err(|error| error.to_string())
}

/// The files of `codes/sec`.
fn files() -> Result<Vec<SourceFile>, String> {
    let base = root().join("codes/sec");
    let mut files = Vec::new();
    for folder in ["", "rules/", "text/"] {
        let entries = std::fs::read_dir(base.join(folder)).map_err(|error| error.to_string())?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(SourceFile { path: format!("{folder}{name}"), text: read(&path)? });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
