//! Those who follow the register are told: at least once, by whichever server lives, signed, and never what they may not read.

mod called;
mod inside;
mod receiver;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::fault_row::Fault;
use crate::program::{Folder, Reply, Server, Serving, enact, project, ran, run};
use crate::scenarios::place::Place;
use receiver::{Answers, Came, Webhook, mail_server, within};

const KEY: &str = "an operator's key for this test";
const BEARER: (&str, &str) = ("authorization", "Bearer an operator's key for this test");
const TAKEN: Answers = Answers::With(204, None);

const J8: Fault = Fault {
    test: "J8 the server killed between the commit and the sending of what it tells",
    wanted: "0 lost; what comes twice has one id",
    place: "`enact` `told.rs`",
};
const J8_SLOW: Fault = Fault {
    test: "J8 a mail server that refuses, puts off, or never answers",
    wanted: "refused: given up and listed; else tried again; one Message-ID",
    place: "`enact` `told.rs`",
};
const B8_NODES: Fault = Fault {
    test: "B8 two servers, one killed while it sends",
    wanted: "the other sends it, under the same id, on each engine",
    place: "`enact` `told.rs`",
};
const H9: Fault = Fault {
    test: "H9 webhooks forged, replayed, and for somebody who lost their office",
    wanted: "forged and old ones refused, a second one known; nothing more than may be read when it is sent",
    place: "`enact` `told.rs`",
};

/// Where the servers of a test keep their record.
enum Kept {
    In(Folder),
    On(Folder, Place),
}

impl Kept {
    /// Each place that there is here.
    fn everywhere() -> Vec<Self> {
        let server = std::env::var("ENACT_TEST_POSTGRES").ok();
        if server.is_none() {
            eprintln!("on SQLite alone: ENACT_TEST_POSTGRES names no PostgreSQL");
        }
        let on = server.map(|server| Self::On(Folder::new(), runtime().block_on(Place::make(&server))));
        std::iter::once(Self::In(Folder::new())).chain(on).collect()
    }

    fn serve(&self, settings: &[(&str, &str)]) -> Serving {
        match self {
            Self::In(folder) => serve(folder, settings),
            Self::On(folder, place) => started(folder, &["--database", &place.url], settings),
        }
    }

    fn leave(self) {
        if let Self::On(_, place) = self {
            runtime().block_on(place.leave());
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A server of the specimen's register that tells webhooks anywhere, and whatever else is said.
fn serve(folder: &Folder, settings: &[(&str, &str)]) -> Serving {
    started(folder, &["--data", &folder.argument("data")], settings)
}

fn started(folder: &Folder, place: &[&str], settings: &[(&str, &str)]) -> Serving {
    let codes = folder.with_specimen_alone();
    let mut command = enact(&["--codes", &codes, "serve", "--listen", "127.0.0.1:0"]);
    command.args(place).env("ENACT_OPERATOR_KEY", KEY).env("ENACT_PUBLIC_ADDRESS", "https://codes.example");
    command.env("ENACT_WEBHOOKS", "any").env("ENACT_SEND_WITHIN", "1").envs(settings.iter().copied());
    Serving::start(&mut command)
}

fn raise(server: Server, title: &str) -> u64 {
    let act = json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": title, "issue": "It is the same everywhere." });
    let done = server.act("specimen", &[BEARER], &act);
    assert_eq!(done.status, 201, "{done:?}");
    done.json()["position"].as_u64().unwrap()
}

/// Follows a page as the operator, who vouches for the address.
fn follow(server: Server, how: &str, address: &str) -> Reply {
    let body = format!("how={how}&address={}", address.replace(':', "%3A").replace('/', "%2F").replace('@', "%40"));
    let headers = [BEARER, ("accept", "application/json")];
    let done = server.ask("POST", "/specimen/follow?page=/record", &headers, &body);
    assert!([201, 303].contains(&done.status), "{done:?}");
    done
}

fn outbox(server: Server) -> Value {
    server.ask("GET", "/specimen/outbox", &[BEARER, ("accept", "application/json")], "").json()
}

fn positions(came: &[Came]) -> BTreeSet<u64> {
    came.iter().filter_map(Came::position).collect()
}

#[test]
fn what_was_recorded_before_a_kill_is_told_after_it() {
    const ROUNDS: u64 = 8;
    let folder = Folder::new();
    let webhook = Webhook::new(TAKEN);
    let mut serving = serve(&folder, &[]);
    follow(serving.server(), "webhook", &webhook.url());
    let mut wanted = BTreeSet::new();
    for round in 0..ROUNDS {
        wanted.insert(raise(serving.server(), &format!("Problem {round}")));
        // From at once to about when the server looks for what is to be told.
        std::thread::sleep(std::time::Duration::from_millis(round * 80));
        serving.kill();
        serving = serve(&folder, &[]);
    }
    let came = webhook.wait(|came| positions(came).is_superset(&wanted));
    let mut ids: BTreeSet<(u64, String)> = BTreeSet::new();
    for one in came.iter().filter(|one| one.position().is_some()) {
        ids.insert((one.position().unwrap(), one.header("webhook-id").to_owned()));
    }
    assert_eq!(ids.len(), positions(&came).len(), "one message has two ids");
    // The control: what the transaction wrote taken away, as if it were written after it, nothing comes.
    serving.kill();
    let lost = {
        let serving = serve(&folder, &[]);
        webhook.answer(Answers::With(500, None));
        raise(serving.server(), "Lost")
    };
    let done = run(&["outbox", "--data", &folder.argument("data"), "--forget", &webhook.url()]);
    assert_eq!(done.code, Some(0), "{done:?}");
    webhook.answer(TAKEN);
    let before = webhook.came().len();
    let serving = serve(&folder, &[]);
    within(20, || (outbox(serving.server())["figures"]["recorded_and_not_yet_spread"] == 0).then_some(()));
    assert!(webhook.came().iter().skip(before).all(|one| one.position() != Some(lost)));
    let twice = came.len() - ids.len();
    let reached = format!("{ROUNDS} kills, 0 lost, {twice} twice or a test, each under its one id");
    J8.reached(reached, "yes: with what waits deleted, nothing comes");
}

/// Whether a process holds a connection that begins at a local port.
fn sends_from(process: u32, port: u16) -> bool {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let local = format!("0100007F:{port:04X}");
    let sockets: BTreeSet<String> = table
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|fields| fields.get(1) == Some(&local.as_str()))
        .filter_map(|fields| Some(format!("socket:[{}]", fields.get(9)?)))
        .collect();
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap();
    let leads = open.filter_map(|one| std::fs::read_link(one.ok()?.path()).ok());
    leads.into_iter().any(|to| sockets.contains(&to.display().to_string()))
}

#[test]
fn another_server_takes_over_what_one_was_sending_when_it_was_killed() {
    for kept in Kept::everywhere() {
        let webhook = Webhook::new(TAKEN);
        // Both run from the beginning, so that the living one may not take what the other holds.
        let mut nodes = vec![kept.serve(&[]), kept.serve(&[])];
        follow(nodes[0].server(), "webhook", &webhook.url());
        webhook.answer(Answers::Never);
        let position = raise(nodes[0].server(), "Under way");
        let of = |came: &[Came]| came.iter().filter(|one| one.position() == Some(position)).count();
        let held = webhook.wait(|came| of(came) > 0);
        // Whichever of them it was that took it is killed: it is the one that asked the webhook, from its own process.
        let sender = held.iter().find(|one| one.position() == Some(position)).unwrap().from;
        let taker = nodes.iter().position(|node| sends_from(node.process(), sender)).expect("neither sends it");
        nodes.remove(taker).kill();
        assert_eq!(of(&webhook.came()), 1, "it was taken by both");
        webhook.answer(TAKEN);
        let came = webhook.wait(|came| of(came) > of(&held));
        let ids: BTreeSet<&str> =
            came.iter().filter(|one| one.position() == Some(position)).map(|one| one.header("webhook-id")).collect();
        assert_eq!(ids.len(), 1);
        within(10, || (outbox(nodes[0].server())["figures"]["waiting"] == 0).then_some(()));
        assert_eq!(of(&webhook.came()), 2, "it is sent again though it was taken");
        drop(nodes);
        kept.leave();
    }
    let engines = if std::env::var("ENACT_TEST_POSTGRES").is_ok() { "SQLite and PostgreSQL" } else { "SQLite alone" };
    B8_NODES.reached(
        format!("so, after the lease, on {engines}"),
        "not here: that a lease which is held is left alone the row above shows",
    );
}

#[test]
fn letters_are_put_off_given_up_and_sent_again_under_one_id() {
    let folder = Folder::new();
    let (refusing, _) = mail_server("550 no such person: secret-of-the-server");
    let (later, tried) = mail_server("451 try later: secret-of-the-server");
    let (silent, _) = mail_server("");
    let (taking, taken) = mail_server("250 taken");
    let with = |address| format!("smtp://{address}");
    let settings = |mail: &str| {
        vec![
            ("ENACT_MAIL".to_owned(), mail.to_owned()),
            ("ENACT_MAIL_FROM".to_owned(), "Register <register@codes.example>".to_owned()),
        ]
    };
    let start = |mail: &str| {
        let settings = settings(mail);
        let settings: Vec<(&str, &str)> =
            settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        serve(&folder, &settings)
    };
    let state = |server: Server, state: &str, said: &str| -> String {
        within(30, || {
            let outbox = outbox(server);
            let rows = outbox[state].as_array().unwrap().clone();
            let row = rows.into_iter().find(|row| row["what_came_of_it"].to_string().contains(said))?;
            assert!(!outbox.to_string().contains("secret-of-the-server"), "{outbox}");
            Some(row["message"].as_str().unwrap().to_owned())
        })
    };
    let serving = start(&with(later));
    follow(serving.server(), "mail", "ann@example.org");
    raise(serving.server(), "A change");
    let id = state(serving.server(), "waiting", "put the letter off with status 451");
    drop(serving);
    let again = |id: &str| run(&["outbox", "--data", &folder.argument("data"), "--again", id]);
    for (server, list, said) in
        [(silent, "waiting", "did not answer in time"), (refusing, "given_up", "refused the letter with status 550")]
    {
        assert_eq!(again(&id).code, Some(0));
        let serving = start(&with(server));
        assert_eq!(state(serving.server(), list, said), id);
    }
    // Given up, it is in the list of the command, without any address, and is sent again by hand.
    let listed = run(&["--format", "json", "outbox", "--data", &folder.argument("data")]);
    assert_eq!((listed.code, &listed.json()["given_up"]), (Some(1), &json!(1)), "{listed:?}");
    assert!(!listed.out.contains("ann@example.org"));
    let serving = start(&with(taking));
    let body = format!("again={id}");
    assert_eq!(serving.server().ask("POST", "/specimen/outbox", &[BEARER], &body).status, 303);
    let letter = within(20, || taken.lock().unwrap().first().cloned());
    for held in [
        "Message-ID: <",
        &id,
        "List-Unsubscribe: <https://codes.example/specimen/following/",
        "To: ann@example.org",
        "https://codes.example/specimen/record/",
    ] {
        assert!(letter.contains(held), "{held}: {letter}");
    }
    assert!(tried.lock().unwrap()[0].contains(&format!("<{id}@codes.example>")));
    // One click ends it and deletes the address.
    let own = letter.split("https://codes.example").nth(1).unwrap().split('>').next().unwrap();
    let gone = serving.server().ask("POST", own, &[], "List-Unsubscribe=One-Click");
    assert_eq!(gone.status, 200, "{gone:?}");
    assert_eq!(serving.server().page(own).status, 404);
    J8_SLOW
        .reached("so; sent again by hand it has the id of the first try", "yes: a server that takes it gets it once");
}

#[test]
fn a_stranger_is_asked_first_and_told_nothing_before_the_answer() {
    let folder = Folder::new();
    let letters = folder.argument("letters");
    let settings = [("ENACT_MAIL_FOLDER", letters.as_str()), ("ENACT_MAIL_FROM", "register@codes.example")];
    let serving = serve(&folder, &settings);
    let server = serving.server();
    let form = server.page("/specimen/follow?page=/modifications");
    assert_eq!(form.status, 200);
    assert!(!form.body.contains("For whom?") && form.header("cache-control") == Some("no-store"));
    let ask = |address: &str| {
        server.ask("POST", "/specimen/follow?page=/modifications", &[], &format!("how=mail&address={address}"))
    };
    let wrong = ask("nobody");
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Write an e-mail address"), "{}", wrong.body);
    let asked = ask("ann%40example.org");
    assert_eq!(asked.status, 200);
    assert_eq!(ask("ann%40example.org").body, asked.body, "the answer tells whether an address is known");
    raise(server, "Before the answer");
    let read = || -> Vec<String> {
        let files = std::fs::read_dir(&letters).into_iter().flatten().map(|file| file.unwrap().path());
        files
            .filter(|file| file.extension().is_some_and(|end| end == "eml"))
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect()
    };
    within(20, || (outbox(server)["figures"]["recorded_and_not_yet_spread"] == 0 && !read().is_empty()).then_some(()));
    let letter = read().pop().unwrap().replace("=\r\n", "");
    assert_eq!(read().len(), 1);
    let own = letter.split("https://codes.example").find(|rest| rest.starts_with("/specimen/following/")).unwrap();
    let own: String = own.chars().take_while(|letter| !letter.is_whitespace()).collect();
    let page = server.page(&own);
    assert!(page.body.contains("To be confirmed"), "{}", page.body);
    // Looking at the address confirms nothing: programs look at the addresses in letters.
    raise(server, "After a look");
    assert_eq!(server.ask("POST", &own, &[], "do=confirm").status, 303);
    let told = raise(server, "After the answer");
    within(20, || (read().len() == 2).then_some(()));
    assert!(read().iter().any(|letter| letter.contains(&format!("/specimen/record/{told}"))));
    assert_eq!(server.ask("POST", &own, &[], "do=end&page=/modifications").status, 303);
    raise(server, "After the end");
    within(20, || (outbox(server)["figures"]["recorded_and_not_yet_spread"] == 0).then_some(()));
    assert_eq!(read().len(), 2);
    // Nobody else sees the outbox, and what opens a page is not guessed.
    assert_eq!(server.page("/specimen/outbox").status, 401);
    assert_eq!(server.page("/specimen/following/00000000000000000000000000000000").status, 404);
    let checked = ran(enact(&["check-config"]).env("ENACT_MAIL", "smtps://ann:s3cret@mail.example.org"));
    assert!(!format!("{checked:?}").contains("s3cret"), "{checked:?}");
    assert!(checked.out.contains("public-address"), "{checked:?}");
}

/// The sample receiver, and where it listens.
fn sample_receiver(secret: &str) -> (std::process::Child, Server) {
    let mut command = Command::new("python3");
    command.arg(project().join("docs/receive_webhook.py")).arg("0").env("WEBHOOK_SECRET", secret);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    // It goes on printing, and somebody must read that.
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    let address = line.trim().split_once("http://").unwrap().1.parse().unwrap();
    (child, Server(address))
}

#[test]
fn the_sample_receiver_takes_what_is_signed_once_and_refuses_the_rest() {
    let folder = Folder::new();
    let webhook = Webhook::new(TAKEN);
    let serving = serve(&folder, &[]);
    let secret = follow(serving.server(), "webhook", &webhook.url()).json()["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    let position = raise(serving.server(), "A change");
    let came = webhook.wait(|came| positions(came).contains(&position));
    let came = came.iter().find(|one| one.position() == Some(position)).unwrap();
    let own = outbox(serving.server()).to_string();
    assert!(!own.contains(&secret), "the secret is shown again");
    let (mut child, receiver) = sample_receiver(&secret);
    let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
    let sent = |headers: &[(&str, &str)], body: &str| receiver.ask("POST", "/", headers, body);
    let headers: Vec<(&str, &str)> = names.iter().map(|name| (*name, came.header(name))).collect();
    let with = |name: &str, value: &'static str| -> Vec<(&str, &str)> {
        headers.iter().map(|(known, old)| (*known, if *known == name { value } else { *old })).collect()
    };
    assert_eq!(
        sent(&headers, &came.body.replace("raised", "refused")).status,
        if came.body.contains("raised") { 401 } else { 200 }
    );
    assert_eq!(sent(&with("webhook-id", "msg_other"), &came.body).status, 401);
    assert_eq!(sent(&with("webhook-signature", "v1,AAAA"), &came.body).status, 401);
    assert_eq!(sent(&with("webhook-timestamp", "1700000000"), &came.body).status, 400);
    let first = sent(&headers, &came.body);
    assert_eq!((first.status, first.body.as_str()), (200, "new"));
    let second = sent(&headers, &came.body);
    assert_eq!((second.status, second.body.as_str()), (200, "again"));
    child.kill().unwrap();
    child.wait().unwrap();
    let data = &came.json()["data"];
    assert!(data["href"].as_str().unwrap().starts_with("https://codes.example/specimen/record/"), "{data}");
}

/// What a person of the demonstration does, as its cookie says.
fn as_person(server: Server, person: &str, path: &str, body: &str) -> Reply {
    server.ask("POST", path, &[("cookie", &format!("enact-person=sec:{person}"))], body)
}

#[test]
fn who_lost_their_office_since_is_not_told() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let webhook = Webhook::new(Answers::With(500, None));
    let name = |person: &str, until: Option<&str>| {
        let mut act = json!({ "act": "name-person", "by": "code-administrator", "name": person, "acts_for": "code-administrator" });
        if let Some(until) = until {
            act["until"] = json!(until);
        }
        let done = server.act("sec", &[], &act);
        assert_eq!(done.status, 201, "{done:?}");
    };
    name("Orla Quill", Some("2023-08-17"));
    name("Pia Lund", None);
    let body = format!("how=webhook&address={}&whom=", webhook.url().replace(':', "%3A").replace('/', "%2F"));
    let followed = as_person(server, "orla-quill", "/sec/follow?page=/modifications/mp167b", &body);
    assert_eq!(followed.status, 201, "{followed:?}");
    let respond = json!({
        "act": "respond", "by": "Devika Shah", "proposal": "MP167B", "view": "supports", "comment": "Open to all.",
        "answers": [{ "question": 1, "answer": "No", "rationale": "Quokkasandwich is our supplier.", "confidential": true }],
    });
    let sent = server.act("sec", &[], &respond);
    assert_eq!(sent.status, 201, "{sent:?}");
    let position = sent.json()["position"].as_u64().unwrap();
    let of = |came: &[Came]| came.iter().filter(|one| one.position() == Some(position)).cloned().collect::<Vec<_>>();
    // The control: while the office is held the message says that there is more to read.
    let came = of(&webhook.wait(|came| !of(came).is_empty()));
    assert_eq!(came[0].json()["data"]["confidential_part"], true, "{}", came[0].body);
    // The office ends before the message could be handed over: it is not sent at all.
    let moved = as_person(server, "pia-lund", "/demo/clock", "back=/sec");
    assert_eq!(moved.status, 303, "{moved:?}");
    webhook.answer(TAKEN);
    let id = came[0].header("webhook-id").to_owned();
    let again = as_person(server, "callum-reid", "/sec/outbox", &format!("again={id}"));
    assert_eq!(again.status, 405, "somebody else sends again: {again:?}");
    assert_eq!(as_person(server, "pia-lund", "/sec/outbox", &format!("again={id}")).status, 303);
    let headers = [("cookie", "enact-person=sec:pia-lund"), ("accept", "application/json")];
    within(20, || {
        let outbox = server.ask("GET", "/sec/outbox", &headers, "").json();
        outbox["left_out"].to_string().contains("Orla Quill holds no office").then_some(())
    });
    assert_eq!(of(&webhook.came()).len(), 1);
    assert!(came.iter().all(|one| !one.body.contains("Quokkasandwich")));
    H9.reached(
        "so, with the sample receiver of `docs/receive_webhook.py`",
        "yes: with the office held the message says that there is more",
    );
}
