//! Every story of `scenarios/` comes to the same in memory, through the record on either database, and over HTTP: the same
//! outcomes, the same clauses, the same events.

pub(crate) mod place;

use std::sync::Arc;

use enact::codes::CodeFiles;
use enact::demonstration::Demonstration;
use enact::server::{self, Server};
use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::{Clock, Ledger, Submitted};
use procedure::ruling::Outcome;
use procedure::scenario::{Played, PlayedStep, Scenario, play, state_of};
use procedure::{Act, Rulebook, Submission};
use serde_json::{Value, json};

use crate::program::{Server as Asked, project, run};

/// A story, with the Code that it is about.
struct Story {
    name: String,
    code: CodeFiles,
    rulebook: Arc<Rulebook>,
    scenario: Scenario,
    played: Played,
}

/// Every file below `scenarios/`, played in memory.
fn stories() -> Vec<Story> {
    let codes = ["sec", "specimen"].map(|id| {
        let code = CodeFiles::carried(id).unwrap();
        let rulebook = Arc::new(code.rulebook().unwrap());
        (id, code, rulebook)
    });
    let mut stories: Vec<Story> = files()
        .into_iter()
        .map(|name| {
            let text = std::fs::read_to_string(project().join(&name)).unwrap();
            let (_, code, rulebook) =
                codes.iter().find(|(id, ..)| name.starts_with(&format!("scenarios/{id}/"))).unwrap();
            let scenario = Scenario::read(&text, rulebook.code().administrator.as_str());
            let scenario = scenario.unwrap_or_else(|error| panic!("{name}: {error}"));
            let played = play(&scenario, rulebook, &code.documents()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(played.as_expected, "{name}: {:?}", played.steps.iter().find(|step| !step.as_expected));
            Story { name, code: code.clone(), rulebook: Arc::clone(rulebook), scenario, played }
        })
        .collect();
    stories.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(stories.len() > 3, "the stories are found");
    stories
}

fn files() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![project().join("scenarios")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                found.push(path.strip_prefix(project()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

impl Story {
    fn id(&self) -> &str {
        &self.rulebook.code().id
    }

    /// What the register holds before the first step: the Code's documents, and those whom the story names.
    fn before(&self) -> Vec<(DateTime, Submission)> {
        let (administrator, begins) = (self.rulebook.code().administrator.to_string(), self.rulebook.code().begins);
        let load = |markup: String| Submission {
            by: administrator.clone(),
            act: Act::LoadDocument(self.rulebook.load_act(markup)),
            judgements: Default::default(),
        };
        let documents = self.code.documents().into_iter().map(|markup| (begins.at(0, 0, 0, 0), load(markup)));
        documents.chain(self.scenario.cast.iter().map(|step| (step.at, step.submission.clone()))).collect()
    }

    /// All acts through a record.
    async fn through(&self, ledger: &Ledger) {
        ledger.host(Arc::clone(&self.rulebook)).await.unwrap();
        // The papers of scenarios are empty.
        ledger.keep_file(b"").await.unwrap();
        let mut acts = self.before();
        let first = acts.len();
        acts.extend(self.scenario.steps.iter().map(|step| (step.at, step.submission.clone())));
        let done = ledger.submit_at(self.id(), acts).await.unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let steps: Vec<Value> = done[first..].iter().map(came_to).collect();
        self.is(&steps);
        let register = ledger.register(self.id()).await.unwrap();
        assert_eq!(state_of(&register), self.played.state, "{}", self.name);
    }

    /// The steps over HTTP, on a server whose clock is set to each step's time.
    async fn over_http(&self) {
        let (demonstration, clock) = Demonstration::new();
        let ledger = Ledger::open("sqlite::memory:", clock).await.unwrap();
        let mut server = Server::open(ledger, std::slice::from_ref(&self.code), None).await.unwrap();
        server.ledger.keep_file(b"").await.unwrap();
        server.ledger.submit_at(self.id(), self.before()).await.unwrap();
        server.demonstration = Some(demonstration);
        let server = Arc::new(server);
        let (listener, address) = server::listen("127.0.0.1:0").await.unwrap();
        let serving = tokio::spawn(server::serve(listener, Arc::clone(&server)));
        let mut steps = Vec::new();
        for step in &self.scenario.steps {
            server.demonstration.as_ref().unwrap().move_to(self.id(), step.at);
            let mut act = serde_json::to_value(&step.submission.act).unwrap();
            act["by"] = json!(step.submission.by);
            act["judgements"] = serde_json::to_value(&step.submission.judgements).unwrap();
            let code = self.id().to_owned();
            let reply = tokio::task::spawn_blocking(move || Asked(address).act(&code, &[], &act)).await.unwrap();
            let answer = reply.json();
            let bodies = answer["events"].as_array().into_iter().flatten().map(|event| event["event"].clone());
            steps.push(match reply.status {
                201 => json!({ "accepted": bodies.collect::<Vec<_>>() }),
                403 => json!({ "refused": answer["clauses"], "reasons": answer["reasons"] }),
                409 => json!({ "needs-judgement": answer["judgements"], "reasons": answer["reasons"] }),
                _ => panic!("{}, line {}: {reply:?}", self.name, step.line),
            });
        }
        self.is(&steps);
        let register = server.ledger.register(self.id()).await.unwrap();
        assert_eq!(state_of(&register), self.played.state, "{}", self.name);
        serving.abort();
    }

    /// Each step came to what it came to in memory.
    fn is(&self, steps: &[Value]) {
        let expected: Vec<Value> = self.played.steps.iter().map(comes_to).collect();
        for ((step, expected), told) in steps.iter().zip(&expected).zip(&self.scenario.steps) {
            assert_eq!(step, expected, "{}, line {}", self.name, told.line);
        }
        assert_eq!(steps.len(), expected.len(), "{}", self.name);
    }
}

/// What a step came to in memory.
fn comes_to(step: &PlayedStep) -> Value {
    match step.outcome {
        "accepted" => json!({ "accepted": step.events }),
        "refused" => json!({ "refused": step.clauses, "reasons": step.reasons }),
        _ => json!({ "needs-judgement": step.judgements, "reasons": step.reasons }),
    }
}

/// What an act came to in a record.
fn came_to(submitted: &Submitted) -> Value {
    let ruling = &submitted.ruling;
    match ruling.outcome {
        Outcome::Permitted(_) => {
            json!({ "accepted": submitted.recorded.iter().map(|recorded| &recorded.event).collect::<Vec<_>>() })
        }
        Outcome::Refused => json!({
            "refused": ruling.refusing_clauses(),
            "reasons": ruling.refusing().map(|ground| &ground.reason).collect::<Vec<_>>(),
        }),
        Outcome::NeedsJudgement => json!({
            "needs-judgement": ruling.asking().map(|ground| &ground.rule).collect::<Vec<_>>(),
            "reasons": ruling.asking().map(|ground| &ground.reason).collect::<Vec<_>>(),
        }),
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn later() -> Clock {
    Clock::Handed(Arc::new(|| "2040-01-01T00:00:00Z".parse::<Timestamp>().unwrap()))
}

#[test]
fn on_sqlite_every_story_comes_to_what_it_comes_to_in_memory() {
    runtime().block_on(async {
        for story in stories() {
            story.through(&Ledger::open("sqlite::memory:", later()).await.unwrap()).await;
        }
    });
}

/// On a server every story would need a database of its own: the longer stories are told there.
#[test]
fn on_postgresql_the_long_stories_come_to_what_they_come_to_in_memory() {
    let Ok(database) = std::env::var("ENACT_TEST_POSTGRES") else {
        eprintln!("skipped: ENACT_TEST_POSTGRES names no PostgreSQL");
        return;
    };
    runtime().block_on(async {
        for story in stories().iter().filter(|story| is_long(story)) {
            let place = place::Place::make(&database).await;
            story.through(&Ledger::open(&place.url, later()).await.unwrap()).await;
            place.leave().await;
        }
    });
}

fn is_long(story: &Story) -> bool {
    story.name.contains("/stories/") || story.name.starts_with("scenarios/specimen/")
}

#[test]
fn over_http_every_story_comes_to_what_it_comes_to_in_memory() {
    runtime().block_on(async {
        for story in stories() {
            story.over_http().await;
        }
    });
}

/// The command prints what the library says, for each story.
#[test]
fn the_command_plays_what_the_library_plays() {
    for story in stories().iter().filter(|story| is_long(story)) {
        let ran = run(&["play", &story.name, "--format", "json"]);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""), "{ran:?}");
        assert_eq!(ran.json(), serde_json::to_value(&story.played).unwrap(), "{}", story.name);
    }
}
