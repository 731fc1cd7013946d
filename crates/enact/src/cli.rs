//! The command line: one file a command.
//!
//! Exit code 0: done, nothing wrong found; 1: done, and what was asked about is wrong; 2: could not be done, with one
//! plain sentence on standard error.

mod acts;
mod apply;
mod backup;
mod check;
mod check_config;
mod code;
mod configuration;
mod copy;
mod demo;
mod editions;
mod erase;
mod explain;
mod export;
mod file;
mod import;
mod log_key;
mod outbox;
mod paper;
mod place;
mod play;
mod read;
mod read_inside;
mod rebuild;
mod redline;
mod restore;
mod rules;
mod serve;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use serde::Serialize;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::codes::CodeFiles;
use crate::failure::Failure;
use crate::traces::Traces;
use crate::wording::one_line;

/// Runs the change process of an industry code.
#[derive(Debug, Parser)]
#[command(name = "enact", version, about, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Cli {
    /// How to answer: sentences for people, one JSON document, or (`check` only) SARIF 2.1.0.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// A folder with one folder for each Code, instead of the Codes that the program carries.
    #[arg(long, global = true, value_name = "DIR")]
    pub codes: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Sentences.
    Human,
    /// One JSON document on standard output.
    Json,
    /// The findings of `check` as SARIF 2.1.0, which editors and code hosts show at their lines.
    Sarif,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fills a temporary register, serves it, and says who you can sign in as.
    Demo(demo::Demo),
    /// Serves a register from an embedded database in a folder, or from PostgreSQL.
    Serve(serve::Serve),
    /// Reads documents and reports what is wrong in them.
    Check(check::Check),
    /// Says what a check looks for, why, and shows an example of wrong and right.
    Explain(explain::Explain),
    /// Prints the facts of one document.
    Read(read::Read),
    /// Puts what published papers say into the register, each fact with its place in the file.
    Import(import::Import),
    /// Opens one file under limits, for the other commands.
    #[command(hide = true)]
    ReadInside(read_inside::ReadInside),
    /// Writes a paper of the process, composed from the record.
    Paper(paper::Paper),
    /// Shows what changed between two texts of the Code.
    Redline(redline::Redline),
    /// Lists, shows, compares, checks and exports the words of a Code.
    Code(code::Code),
    /// Applies legal texts to documents of the Code, or says why they do not apply.
    Apply(apply::Apply),
    /// Plays acts against the rules; one outcome a step.
    Play(play::Play),
    /// Lists the acts there are, each with its fields.
    Acts(acts::Acts),
    /// Lists the rules in force on a day.
    Rules(rules::Rules),
    /// Proves the record: every event, and every table made from them.
    Verify(verify::Verify),
    /// Makes the tables that pages read anew from the events, once those are proved.
    Rebuild(rebuild::Rebuild),
    /// Destroys what a response says in confidence, on a lawful request; that this was done stays.
    Erase(erase::Erase),
    /// Lists what was not sent to those who follow the register, sends it again, or deletes an address.
    Outbox(outbox::Outbox),
    /// Says what a server would go by, and what is wrong with it.
    CheckConfig(check_config::CheckConfig),
    /// Writes the whole register into a folder as open data.
    Export(export::Export),
    /// Copies the whole record into one file, also while it is in use.
    Backup(backup::Backup),
    /// Makes a record again from a backup, also as it stood at an earlier time.
    Restore(restore::Restore),
    /// Copies a record to another place: from one engine to the other, or to another server.
    Copy(copy::Copy),
}

impl Command {
    /// Whether it makes files that hold what was said in confidence.
    const fn makes_a_record(&self) -> bool {
        matches!(
            self,
            Self::Demo(_) | Self::Serve(_) | Self::Import(_) | Self::Backup(_) | Self::Restore(_) | Self::Copy(_)
        )
    }
}

/// What this process makes, other users of the machine cannot read; who is to, the owner says with `chmod`.
#[cfg(target_os = "linux")]
fn keep_from_others() {
    use nix::sys::stat::{Mode, umask};
    umask(Mode::S_IRWXG | Mode::S_IRWXO);
}

#[cfg(not(target_os = "linux"))]
const fn keep_from_others() {}

/// What a command that was carried out says of the thing asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong with it.
    Right,
    /// Something is wrong with it.
    Wrong,
}

/// Where a command prints, and how.
pub struct Output<'a> {
    format: Format,
    colour: bool,
    out: &'a mut dyn Write,
}

impl Output<'_> {
    /// Whether sentences are asked for.
    fn is_human(&self) -> bool {
        self.format == Format::Human
    }

    /// Prints one JSON document.
    fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        // A buffer of its own: the many small writes of a large document are then plain copies.
        let mut out = std::io::BufWriter::with_capacity(1 << 16, &mut *self.out);
        let written = serde_json::to_writer_pretty(&mut out, value);
        match written.and_then(|()| writeln!(out).and_then(|()| out.flush()).map_err(serde_json::Error::io)) {
            Ok(()) => Ok(()),
            // A reader that has gone away is no error here either.
            Err(error) if error.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe) => Ok(()),
            Err(error) => Err(Failure::new(error.to_string())),
        }
    }

    /// Prints a line. A reader that has gone away is no error.
    fn line(&mut self, text: &str) -> Result<(), Failure> {
        match writeln!(self.out, "{text}") {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("the answer could not be written: {error}")))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Text in a style, where the terminal shows it.
    fn styled(&self, style: anstyle::Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

impl Cli {
    /// The files of a Code: from the folder given, or those that the program carries.
    fn code(codes: Option<&PathBuf>, id: &str) -> Result<CodeFiles, Failure> {
        match codes {
            Some(folder) => CodeFiles::in_folder(folder, id),
            None => CodeFiles::carried(id),
        }
    }
}

/// Reads the command line, does what it says, and gives the exit code.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => return not_a_command(&asked),
    };
    if cli.format == Format::Sarif && !matches!(cli.command, Command::Check(_)) {
        say("enact: only `enact check` answers as SARIF; give --format json or --format human");
        return ExitCode::from(2);
    }
    let stdout = std::io::stdout();
    let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut lock = std::io::BufWriter::new(stdout);
    let mut output = Output { format: cli.format, colour, out: &mut lock };
    let codes = cli.codes.as_ref();
    if cli.command.makes_a_record() {
        keep_from_others();
    }
    let done = match cli.command {
        Command::Demo(command) => command.run(codes),
        Command::Serve(command) => command.run(codes),
        Command::Check(command) => command.run(codes, &mut output),
        Command::Explain(command) => command.run(&mut output),
        Command::Read(command) => command.run(&mut output),
        Command::Import(command) => command.run(codes, &mut output),
        Command::ReadInside(read_inside::ReadInside {}) => read_inside::ReadInside::run(),
        Command::Paper(command) => command.run(codes, &mut output),
        Command::Redline(command) => command.run(codes, &mut output),
        Command::Code(command) => command.run(codes, &mut output),
        Command::Apply(command) => command.run(codes, &mut output),
        Command::Play(command) => command.run(codes, &mut output),
        Command::Acts(command) => command.run(&mut output),
        Command::Rules(command) => command.run(codes, &mut output),
        Command::Verify(command) => command.run(codes, &mut output),
        Command::Rebuild(command) => command.run(codes, &mut output),
        Command::Erase(command) => command.run(codes, &mut output),
        Command::Outbox(command) => command.run(&mut output),
        Command::CheckConfig(command) => command.run(&mut output),
        Command::Export(command) => command.run(codes, &mut output),
        Command::Backup(command) => command.run(&mut output),
        Command::Restore(command) => command.run(&mut output),
        Command::Copy(command) => command.run(&mut output),
    };
    let flushed = lock.flush();
    match done {
        Err(error) => {
            say(&format!("enact: {error}"));
            ExitCode::from(2)
        }
        Ok(_) if flushed.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) => {
            say("enact: the answer could not be written to standard output");
            ExitCode::from(2)
        }
        Ok(Verdict::Wrong) => ExitCode::from(1),
        Ok(Verdict::Right) => ExitCode::SUCCESS,
    }
}

/// Help and version where they were asked for; what is wrong with the arguments, as a sentence, where something is.
fn not_a_command(asked: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    let kind = asked.kind();
    let help = kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if help || kind == ErrorKind::DisplayHelp || kind == ErrorKind::DisplayVersion {
        let _ = asked.print();
        return ExitCode::from(if help { 2 } else { 0 });
    }
    let message = asked.to_string();
    // The first paragraph says what is wrong and, where the word was nearly right, the last of the others which was meant.
    let mut paragraphs = message.split("\n\n").map(one_line);
    let wrong = paragraphs.next().unwrap_or_default();
    let tip = paragraphs.find_map(|text| text.strip_prefix("tip: ").map(|tip| format!("; {tip}"))).unwrap_or_default();
    let wrong = wrong.trim_start_matches("error: ");
    say(&format!("enact: {wrong}{tip}; `enact --help`, also after a command, says what can be given"));
    ExitCode::from(2)
}

/// What the commands run on that read or write a record.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let said = |name| std::env::var(name).unwrap_or_default();
    runtime_telling(&said("ENACT_LOG"), &said("ENACT_LOG_FORMAT"), None).map(|(runtime, _)| runtime)
}

/// The same, with how much is told on standard error, and how, and the collector that takes traces, if there is one.
fn runtime_telling(
    level: &str,
    form: &str,
    collector: Option<&str>,
) -> Result<(tokio::runtime::Runtime, Option<Traces>), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the program could not start its threads: {error}")))?;
    let traces = collector.map(|collector| Traces::to(collector, runtime.handle().clone())).transpose();
    let traces = traces.map_err(|why| Failure::new(format!("traces: {why}")))?;
    let level = if level.is_empty() { "warn" } else { level };
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = match form {
        "json" => log.json().boxed(),
        "" | "text" => log.boxed(),
        other => {
            let why = format!("ENACT_LOG_FORMAT is `{other}`; write json or text, or leave it out for text");
            return Err(Failure::new(why));
        }
    };
    let told = tracing_subscriber::EnvFilter::try_new(level).unwrap_or_else(|_| "warn".into());
    tracing_subscriber::registry().with(log.with_filter(told)).with(traces.as_ref().map(Traces::layer)).init();
    Ok((runtime, traces))
}

/// A line on standard output at once, for whoever waits for it.
fn print(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A sentence on standard error; nothing can be done where even that fails.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
