//! What a server is told by its configuration file and the environment.
//!
//! A setting on the command line wins over the environment, and the environment over the file. Nobody guesses at a name that
//! is not known: it is refused, with the name that was nearly written.

use std::collections::BTreeMap;
use std::path::Path;

use super::check::distance;
use crate::post::{Post, Said};
use crate::wording::toml_fault;

/// A setting that there is.
#[derive(Debug)]
pub(super) struct Key {
    /// Its name in the file.
    pub(super) name: &'static str,
    /// Its name in the environment.
    pub(super) variable: &'static str,
    /// Whether its value is never shown.
    pub(super) secret: bool,
    /// What it says.
    pub(super) says: &'static str,
}

/// The names of the settings that the program reads one by one.
pub(super) const DATA: &str = "data";
pub(super) const DATABASE: &str = "database";
pub(super) const LISTEN: &str = "listen";
pub(super) const PUBLIC_ADDRESS: &str = "public-address";
pub(super) const OPERATOR_KEY: &str = "operator-key";
pub(super) const LOG_KEY: &str = "log-key";
pub(super) const LOG_NAME: &str = "log-name";
pub(super) const MAIL: &str = "mail";
pub(super) const MAIL_FOLDER: &str = "mail-folder";
pub(super) const MAIL_FROM: &str = "mail-from";
pub(super) const WEBHOOKS: &str = "webhooks";
pub(super) const SEND_WITHIN: &str = "send-within";
pub(super) const TRACES: &str = "traces";
pub(super) const LOG: &str = "log";
pub(super) const LOG_FORMAT: &str = "log-format";

/// Every setting.
pub(super) const KEYS: &[Key] = &[
    Key {
        name: DATA,
        variable: "ENACT_DATA",
        secret: false,
        says: "The folder of the embedded database; made where it is not there.",
    },
    Key {
        name: DATABASE,
        variable: "ENACT_DATABASE",
        secret: false,
        says: "A PostgreSQL database (`postgres://…`), instead of a folder.",
    },
    Key {
        name: LISTEN,
        variable: "ENACT_LISTEN",
        secret: false,
        says: "The address to listen on; 127.0.0.1:8080 where nothing is said.",
    },
    Key {
        name: PUBLIC_ADDRESS,
        variable: "ENACT_PUBLIC_ADDRESS",
        secret: false,
        says: "Where others reach the server (`https://register.example`), for addresses in feeds and calendars; without it, the name that each request asks for.",
    },
    Key {
        name: OPERATOR_KEY,
        variable: "ENACT_OPERATOR_KEY",
        secret: true,
        says: "What a script shows to act over the interface: sixteen characters or more; without it the file `operator.key` in the data folder.",
    },
    Key {
        name: LOG_KEY,
        variable: "ENACT_LOG_KEY",
        secret: true,
        says: "What signs checkpoints of the record: the content of a `log.key`, the same on every node; without it the file in the data folder.",
    },
    Key {
        name: LOG_NAME,
        variable: "ENACT_LOG_NAME",
        secret: false,
        says: "The name of a fresh `log.key`: the address of the register without `https://`.",
    },
    Key {
        name: MAIL,
        variable: "ENACT_MAIL",
        secret: true,
        says: "The server that takes letters to those who follow the register: `smtps://USER:PASSWORD@mail.example.org`, `smtp://mail.example.org:587?tls=required`, or `smtp://localhost:25`; without it, and without a folder, nobody is told by e-mail.",
    },
    Key {
        name: MAIL_FOLDER,
        variable: "ENACT_MAIL_FOLDER",
        secret: false,
        says: "A folder that letters are put into as .eml files instead of being sent, for another program to take.",
    },
    Key {
        name: MAIL_FROM,
        variable: "ENACT_MAIL_FROM",
        secret: false,
        says: "Whom letters are from: `Register of the Code <register@example.org>`.",
    },
    Key {
        name: WEBHOOKS,
        variable: "ENACT_WEBHOOKS",
        secret: false,
        says: "Which webhooks are served: https (where nothing is said), off, or any, which lets http and addresses inside your own network through and is for tests.",
    },
    Key {
        name: SEND_WITHIN,
        variable: "ENACT_SEND_WITHIN",
        secret: false,
        says: "How many seconds a mail server or webhook may take to answer, 1 to 60; 10 where nothing is said.",
    },
    Key {
        name: TRACES,
        variable: "ENACT_TRACES",
        secret: false,
        says: "A collector that takes traces as OpenTelemetry over HTTP (`http://localhost:4318`); without it none are made.",
    },
    Key {
        name: LOG,
        variable: "ENACT_LOG",
        secret: false,
        says: "How much is told on standard error: error, warn (where nothing is said), info, debug, or by module.",
    },
    Key {
        name: LOG_FORMAT,
        variable: "ENACT_LOG_FORMAT",
        secret: false,
        says: "How it is told: text (where nothing is said), or json for one object a line.",
    },
];

/// A value, and where it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) value: String,
    pub(super) from: String,
}

/// What was said, and what of it cannot be.
#[derive(Debug, Default)]
pub(super) struct Configuration {
    settings: BTreeMap<&'static str, Setting>,
    /// What is wrong, a sentence each.
    pub(super) faults: Vec<String>,
}

impl Configuration {
    /// Reads the file, where there is one, and the environment.
    pub(super) fn read(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Self {
        let mut read = Self::default();
        if let Some(file) = file {
            read.take_file(file);
        }
        read.take_environment(environment);
        read.test();
        read
    }

    /// The value of a setting.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(|setting| setting.value.as_str())
    }

    /// The ways out to those who follow the register.
    pub(super) fn post(&self) -> Result<Post, (&'static str, String)> {
        self.post_of(&[MAIL, MAIL_FOLDER, MAIL_FROM, WEBHOOKS, SEND_WITHIN])
    }

    /// The same, as if only some of the settings were said.
    fn post_of(&self, names: &[&str]) -> Result<Post, (&'static str, String)> {
        let said = |name| self.get(name).filter(|_| names.contains(&name));
        Post::read(Said {
            mail: said(MAIL),
            mail_folder: said(MAIL_FOLDER),
            mail_from: said(MAIL_FROM),
            webhooks: said(WEBHOOKS),
            limit: said(SEND_WITHIN),
        })
    }

    /// A setting with where it was said.
    pub(super) fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.get(name)
    }

    fn take_file(&mut self, file: &Path) {
        let shown = file.display().to_string();
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => return self.faults.push(format!("{shown} cannot be read: {error}")),
        };
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            // The error's own sentence shows the line, which may hold a secret.
            Err(error) => return self.faults.push(format!("{shown}, {}", toml_fault(&error, &text))),
        };
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| key.name == name) else {
                self.faults.push(format!("{shown}: {}", unknown(&name, KEYS.iter().map(|key| key.name))));
                continue;
            };
            // A number of seconds is a number.
            let seconds = value.as_integer().filter(|_| key.name == SEND_WITHIN);
            let said = value.as_str().map(str::to_owned).or_else(|| seconds.map(|seconds| seconds.to_string()));
            if let Some(value) = said {
                self.settings.insert(key.name, Setting { value, from: shown.clone() });
            } else {
                self.faults.push(format!("{shown}: `{name}` is no text; write {name} = \"…\""));
            }
        }
        if KEYS.iter().any(|key| key.secret && self.settings.contains_key(key.name)) && others_may_read(file) {
            self.faults.push(format!(
                "{shown} holds a key, and others than its owner may read it; take that away (chmod 600)"
            ));
        }
    }

    fn take_environment(&mut self, environment: impl Iterator<Item = (String, String)>) {
        for (variable, value) in environment {
            if let Some(key) = KEYS.iter().find(|key| key.variable == variable) {
                self.settings.insert(key.name, Setting { value, from: format!("the variable {variable}") });
            } else if variable.starts_with("ENACT_") && variable != "ENACT_CONFIG" {
                // Other programs may have variables of such names; one that is nearly ours is meant for us.
                let near = KEYS.iter().find(|key| distance(&variable, key.variable) <= 2);
                let fault = near.map(|_| unknown(&variable, KEYS.iter().map(|key| key.variable)));
                self.faults.extend(fault.map(|fault| format!("the environment: {fault}")));
            }
        }
    }

    /// Notes as a fault that nothing says where the record is. It may be said on the command line of the server alone.
    pub(super) fn needs_a_place(&mut self, said_on_the_command_line: bool) {
        let said = [DATA, DATABASE].into_iter().any(|name| self.settings.contains_key(name));
        if !said && !said_on_the_command_line {
            self.faults.push(
                "neither data nor database is said, so that a server has no record to serve; say one of them, or give \
                 --data DIR or --database URL here as to `enact serve`"
                    .to_owned(),
            );
        }
    }

    /// Tests each value as far as that can be done without starting.
    fn test(&mut self) {
        let mut faults = Vec::new();
        for (name, setting) in &self.settings {
            let wrong = match *name {
                PUBLIC_ADDRESS => super::serve::public_address(&setting.value).err(),
                OPERATOR_KEY if setting.value.len() < 16 => {
                    Some(format!("the key in {} is shorter than sixteen characters; make it longer", setting.from))
                }
                LOG_KEY => ledger::Signer::read(&setting.value).err().map(|why| why.to_string()),
                LISTEN => (!setting.value.contains(':'))
                    .then(|| "write an address and a port, like 127.0.0.1:8080".to_owned()),
                LOG_FORMAT if !["json", "text", ""].contains(&setting.value.as_str()) => {
                    Some(format!("`{}` is no format; write json or text", setting.value))
                }
                TRACES => crate::traces::address(&setting.value).err(),
                LOG => wrong_in_log(&setting.value),
                _ => None,
            };
            faults.extend(wrong.map(|why| format!("{name}: {why}")));
        }
        // Each by itself first: a fault of one does not hide that of another.
        let mut of_post =
            [&[SEND_WITHIN][..], &[WEBHOOKS], &[MAIL_FROM]].map(|names| self.post_of(names).err()).to_vec();
        if of_post.iter().all(Option::is_none) {
            of_post.push(self.post().err());
        }
        faults.extend(of_post.into_iter().flatten().map(|(name, why)| format!("{name}: {why}")));
        let mails = [MAIL, MAIL_FOLDER].into_iter().find(|name| self.settings.contains_key(*name));
        if let Some(name) = mails.filter(|_| !self.settings.contains_key(PUBLIC_ADDRESS)) {
            faults.push(format!("{name}: say public-address too, because letters hold whole addresses"));
        }
        if self.settings.contains_key(DATA) && self.settings.contains_key(DATABASE) {
            faults.push("data and database are both said; a record is in one of them".to_owned());
        }
        self.faults.extend(faults);
    }
}

/// What is wrong in how much is to be told. A word alone is a level: the library would take any other for a module.
fn wrong_in_log(value: &str) -> Option<String> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let is_level = |word: &str| LEVELS.contains(&word.to_ascii_lowercase().as_str());
    let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
    let wrong = parts.clone().find(|part| !part.contains('=') && !is_level(part));
    if let Some(wrong) = wrong {
        return Some(format!("`{wrong}` is no level; write error, warn, info or debug, or module=level"));
    }
    tracing_subscriber::EnvFilter::try_new(value).err().map(|error| error.to_string())
}

/// A name that is not known, with the one that was nearly written.
fn unknown(name: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    let near = known.clone().map(|known| (distance(name, known), known)).min();
    match near.filter(|(distance, _)| *distance <= 3) {
        Some((_, near)) => format!("`{name}` is no setting; did you mean `{near}`?"),
        None => format!("`{name}` is no setting; the settings are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

fn others_may_read(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(file).is_ok_and(|held| held.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// A value as it may be shown: a key never, a database without its login and settings.
pub(super) fn shown(key: &Key, value: &str) -> String {
    if key.secret {
        return format!("set, {} characters, not shown", value.chars().count());
    }
    match (key.name, value.split_once("://")) {
        (DATABASE, Some((scheme, rest))) => {
            let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
            format!("{scheme}://{}", place.split('?').next().unwrap_or_default())
        }
        (_, _) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_right_is_refused_with_the_right_one() {
        let sentence = unknown("lisen", KEYS.iter().map(|key| key.name));
        assert_eq!(sentence, "`lisen` is no setting; did you mean `listen`?");
        assert!(
            unknown("colour-of-the-site", KEYS.iter().map(|key| key.name)).contains("the settings are data, database")
        );
        let environment = [("ENACT_OPERATR_KEY", "x"), ("ENACT_SOMETHING_ELSE", "x")];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let read = Configuration::read(None, environment.into_iter());
        assert_eq!(read.faults.len(), 1, "{:?}", read.faults);
        assert!(read.faults[0].contains("did you mean `ENACT_OPERATOR_KEY`?"), "{:?}", read.faults);
    }

    #[test]
    fn nothing_secret_is_shown() {
        let key = |name: &str| KEYS.iter().find(|key| key.name == name).unwrap();
        assert!(!shown(key(OPERATOR_KEY), "sesame-sesame-sesame").contains("sesame"));
        let database = shown(key(DATABASE), "postgres://ann:s3cret@db.example/enact?password=s3cret");
        assert_eq!(database, "postgres://db.example/enact");
    }
}
