//! The audit log as outsiders see it: proofs and tiles read by an implementation that is not ours, checkpoints opened by
//! another, what is said in confidence guessed at and erased, and an insider who rewrites the record.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use ledger::{Hash, Ledger, LedgerError, Salts, Signer, SubmitOptions, Verified, is_consistent, is_included};
use procedure::Submission;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::cast::{act, admit, clock_at, raise, sec, whole_story};
use crate::fault_row::Fault;
use crate::on_both;
use crate::place::Place;

const B7: Fault = Fault {
    test: "B7 one scenario on both engines",
    wanted: "same events, same root",
    place: "`ledger` `audit.rs`, `copies.rs`",
};

const F2: Fault = Fault {
    test: "F2 inclusion and consistency",
    wanted: "every pair",
    place: "`ledger` `merkle/tests.rs`, `audit.rs`",
};

const F3: Fault = Fault {
    test: "F3 another implementation reads tiles, proofs and checkpoints",
    wanted: "agrees",
    place: "`ledger` `audit.rs`, `enact` `proof.rs`",
};

const F6: Fault =
    Fault { test: "F6 what was said in confidence guessed", wanted: "0 found", place: "`ledger` `audit.rs`" };

const F7: Fault =
    Fault { test: "F7 erased on request", wanted: "the root stands, the words are gone", place: "`ledger` `audit.rs`" };

on_both! {
    every_event_is_proved_and_every_size_goes_on_from_the_others,
    tiles_are_laid_out_as_the_specification_has_them,
    a_checkpoint_is_opened_by_another_implementation,
    what_was_said_in_confidence_is_sealed_and_can_be_erased,
    an_insider_is_found_by_whoever_kept_a_checkpoint,
    the_same_acts_make_the_same_log,
}

/// A record of more than one tile.
async fn long_record(place: &Place) -> (Ledger, u64) {
    let ledger = place.open().await;
    let acts = (0..300).map(|number| match number {
        0 => admit("Northwold Supply Ltd"),
        number => raise("Northwold Supply Ltd", &format!("Change {number}")),
    });
    let at = "2024-02-01T10:00".parse().unwrap();
    ledger.submit_at("sec", acts.map(|act| (at, act)).collect()).await.unwrap();
    let head = ledger.tree_head("sec").await.unwrap();
    (ledger, head.size)
}

async fn every_event_is_proved_and_every_size_goes_on_from_the_others(place: &Place) {
    let (ledger, size) = long_record(place).await;
    let root = ledger.root_at("sec", size).await.unwrap().unwrap();
    assert_eq!(root, ledger.tree_head("sec").await.unwrap().root);
    let entries = ledger.entries("sec", 0, 1000).await.unwrap();
    for entry in entries.iter().step_by(7).chain(entries.last()) {
        let proof = ledger.inclusion("sec", entry.position, size).await.unwrap().unwrap();
        assert_eq!(proof.leaf, Hash::of_event(&entry.text));
        assert!(is_included(proof.leaf, entry.position - 1, size, root, &proof.path), "{}", entry.position);
        // The control: a changed text has no proof.
        let changed = Hash::of_event(&format!("{} ", entry.text));
        assert!(!is_included(changed, entry.position - 1, size, root, &proof.path));
    }
    for (old, new) in
        [(0, 1), (1, 2), (1, size), (5, 256), (255, 256), (256, 257), (256, size), (299, size), (size, size)]
    {
        let (before, now) =
            (ledger.root_at("sec", old).await.unwrap().unwrap(), ledger.root_at("sec", new).await.unwrap().unwrap());
        let path = ledger.consistency("sec", old, new).await.unwrap().unwrap();
        assert!(is_consistent((old, before), (new, now), &path), "{old} to {new}");
        if old > 0 {
            assert!(!is_consistent((old, Hash::of_event("x")), (new, now), &path), "{old} to {new}");
        }
    }
    assert_eq!(ledger.inclusion("sec", 0, size).await.unwrap(), None);
    assert_eq!(ledger.inclusion("sec", size + 1, size).await.unwrap(), None);
    assert_eq!(ledger.inclusion("sec", 1, size + 1).await.unwrap(), None);
    assert_eq!(ledger.consistency("sec", 1, size + 1).await.unwrap(), None);
    F2.reached(
        "every pair of sizes to 70, and over tiles of 256 and two levels",
        "yes: one hash changed, left out or added",
    );
}

/// Serves the tiles of a record to the foreign implementation, which reads nothing else.
struct Tiles(BTreeMap<String, Vec<u8>>);

impl tlog_tiles::TileReader for Tiles {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        Ok(tiles.iter().map(|tile| self.0.get(&tile.path()).cloned().unwrap_or_default()).collect())
    }

    fn save_tiles(&self, _tiles: &[tlog_tiles::Tile], _data: &[Vec<u8>]) {}
}

async fn tiles_are_laid_out_as_the_specification_has_them(place: &Place) {
    let (ledger, size) = long_record(place).await;
    let mut tiles = BTreeMap::new();
    for (level, index, width) in [(0, 0, 256), (0, 1, size - 256), (1, 0, 1)] {
        let tile = tlog_tiles::Tile::new(8, u8::try_from(level).unwrap(), index, u32::try_from(width).unwrap(), false);
        let bytes = ledger.tile("sec", level, index, width).await.unwrap().unwrap();
        assert_eq!(bytes.len() as u64, width * 32);
        tiles.insert(tile.path(), bytes);
    }
    let head = ledger.tree_head("sec").await.unwrap();
    let root = tlog_tiles::Hash(head.root.bytes());
    let reader = Tiles(tiles.clone());
    let read = tlog_tiles::TileHashReader::new(size, root, &reader);
    for position in [1, 2, 255, 256, 257, size] {
        let proof = tlog_tiles::prove_record(size, position - 1, &read).unwrap();
        let ours = ledger.inclusion("sec", position, size).await.unwrap().unwrap();
        assert_eq!(
            proof.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            ours.path.iter().map(Hash::bytes).collect::<Vec<_>>()
        );
        let leaf = tlog_tiles::Hash(ours.leaf.bytes());
        tlog_tiles::check_record(&proof, size, root, position - 1, leaf).unwrap();
    }
    for old in [1, 2, 100, 255, 256, 257, size - 1] {
        let proof = tlog_tiles::prove_tree(size, old, &read).unwrap();
        let ours = ledger.consistency("sec", old, size).await.unwrap().unwrap();
        assert_eq!(
            proof.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            ours.iter().map(Hash::bytes).collect::<Vec<_>>()
        );
        let before = tlog_tiles::Hash(ledger.root_at("sec", old).await.unwrap().unwrap().bytes());
        tlog_tiles::check_tree(&proof, size, root, old, before).unwrap();
    }
    // The control: one byte of a tile changed, and the foreign reader refuses it.
    for bytes in tiles.values_mut() {
        bytes[3] ^= 1;
    }
    let changed = Tiles(tiles);
    assert!(tlog_tiles::prove_record(size, 0, &tlog_tiles::TileHashReader::new(size, root, &changed)).is_err());
    F3.reached(
        "`tlog_tiles` and `signed_note` (crates), and `docs/verify_record.py`",
        "yes: a changed tile, key or note is refused",
    );
    // Bundles hold what the leaves are of.
    let bundle = ledger.entry_bundle("sec", 1, size - 256).await.unwrap().unwrap();
    let leaves = ledger.tile("sec", 0, 1, size - 256).await.unwrap().unwrap();
    let texts = ledger.entries("sec", 256, 1000).await.unwrap();
    for ((entry, leaf), text) in bundle.chunks(34).zip(leaves.chunks(32)).zip(&texts) {
        assert_eq!(entry[..2], [0, 32]);
        assert_eq!(entry[2..], Sha256::digest(text.text.as_bytes())[..]);
        assert_eq!(tlog_tiles::record_hash(&entry[2..]).0, leaf);
    }
    for (level, index, width) in
        [(0, 0, 0), (0, 0, 257), (0, 1, size - 255), (0, 9, 1), (1, 0, 2), (1, 1, 1), (63, 0, 1), (0, u64::MAX, 1)]
    {
        assert_eq!(ledger.tile("sec", level, index, width).await.unwrap(), None, "{level} {index} {width}");
    }
}

async fn a_checkpoint_is_opened_by_another_implementation(place: &Place) {
    let (ledger, size) = long_record(place).await;
    let head = ledger.tree_head("sec").await.unwrap();
    let signer = Signer::fresh("register.example").unwrap().of_code("sec");
    let note = signer.sign(head.size, head.root);
    let open = |note: &str| {
        let verifier = signed_note::StandardVerifier::new(&signer.verifier().to_string()).unwrap();
        let known = signed_note::VerifierList::new(vec![Box::new(verifier)]);
        let note = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
        note.verify(&known).map(|_| note.text().to_vec())
    };
    let text = open(&note).unwrap();
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(&text).unwrap();
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("register.example/sec/record", size));
    assert_eq!(checkpoint.hash().0, head.root.bytes());
    assert!(open(&note.replacen(&size.to_string(), "1", 1)).is_err());
}

/// The story of one proposal, whose second answer is given in confidence.
fn confidential_story() -> Vec<(jiff::civil::DateTime, Submission)> {
    whole_story()
        .into_iter()
        .map(|(at, mut submission)| {
            if let procedure::Act::Respond(respond) = &mut submission.act {
                respond.confidential = true;
                respond.comment = "CANARY: our margin is 4 per cent.".to_owned();
                // The late one is another's, and is not erased with the first.
                if respond.view.is_none() {
                    "dcc".clone_into(&mut submission.by);
                }
            }
            (at, submission)
        })
        .collect()
}

fn counted_salts() -> Salts {
    let next = AtomicU8::new(0);
    Salts::Handed(Arc::new(move || [next.fetch_add(1, Ordering::Relaxed); 32]))
}

async fn open_with(place: &Place, salts: Salts) -> Ledger {
    let ledger = Ledger::open_with(&place.url, clock_at("2024-03-01T10:00:00Z"), salts).await.unwrap();
    ledger.host(sec()).await.unwrap();
    ledger
}

async fn what_was_said_in_confidence_is_sealed_and_can_be_erased(place: &Place) {
    let ledger = place.open().await;
    ledger.submit_at("sec", confidential_story()).await.unwrap();
    let proved = ledger.verify("sec").await.unwrap();
    let whole = ledger.events("sec", 0, 1000).await.unwrap();
    let sealed: Vec<u64> = whole
        .iter()
        .filter(|one| serde_json::to_string(&one.event).unwrap().contains("CANARY"))
        .map(|one| one.position)
        .collect();
    assert_eq!(sealed.len(), 2);
    // Nothing of it stands in what the log covers or publishes.
    let entries = ledger.entries("sec", 0, 1000).await.unwrap();
    assert!(entries.iter().all(|entry| !entry.text.contains("CANARY")));
    let commitment = |position: u64| {
        let entry = entries.iter().find(|entry| entry.position == position).unwrap();
        let entry: serde_json::Value = serde_json::from_str(&entry.text).unwrap();
        entry["sealed"].as_str().unwrap().to_owned()
    };
    // Whoever knows every answer that there can be finds none of them without the salt; with a salt that can be guessed
    // (the control) the first try does.
    let event = serde_json::to_string(&whole.iter().find(|one| one.position == sealed[0]).unwrap().event).unwrap();
    let guess = |salt: &str| {
        let hash = Sha256::digest(format!("enact sealed 1\n{salt}\n{event}").as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let guessed = (0..=255_u8).map(|byte| [byte; 32].iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let guessed: Vec<String> = guessed.chain([String::new()]).collect();
    assert!(guessed.iter().all(|salt| guess(salt) != commitment(sealed[0])));
    let control = Place::file();
    let weak = open_with(&control, counted_salts()).await;
    weak.submit_at("sec", confidential_story()).await.unwrap();
    let entry = &weak.entries("sec", sealed[0] - 1, 1).await.unwrap()[0];
    assert!(guessed.iter().any(|salt| entry.text.contains(&guess(salt))));
    F6.reached("0", "yes: with salts that can be told the first try finds it");
    changed_behind_our_back_it_is_found(place, &ledger, sealed[1], &proved).await;
    // Erased, it is gone from the record, which is proved as before.
    let read = ledger.register("sec").await.unwrap();
    let (held, response) = read.response_at(sealed[0]).unwrap();
    let (proposal, kind) = (held.proposal().unwrap().number().to_owned(), held.key().to_owned());
    let erase = |respondent: &str| {
        let asked = "The respondent asked for it under the policy.";
        let fields = json!({ "act": "erase-confidence", "proposal": proposal, "consultation": kind,
            "respondent": respondent, "reasons": asked });
        act("code-administrator", fields)
    };
    let submit = |respondent: &str| ledger.submit("sec", erase(respondent), SubmitOptions::default());
    let done = submit(&response.respondent).await.unwrap();
    assert!(done.ruling.is_permitted() && done.recorded[0].grounds.iter().any(|ground| *ground.clauses == ["M4.13"]));
    for (respondent, why) in [(response.respondent.as_str(), "erased already"), ("Nobody Ltd", "did not respond")] {
        let refused = submit(respondent).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let after = ledger.verify_at("sec", &[proved.events]).await.unwrap();
    assert_eq!((after.events, after.erased), (proved.events + 1, 1));
    assert_eq!(after.roots, [(proved.events, Some(proved.root))]);
    // It is gone from the fold that readers hold, and a node that never read it makes the same of the record.
    let (held, fresh) = (ledger.register("sec").await.unwrap(), place.open().await.register("sec").await.unwrap());
    for register in [&held, &fresh] {
        let (_, response) = register.response_at(sealed[0]).unwrap();
        assert!(response.in_confidence.is_none() && response.withheld.is_empty());
        assert_eq!(response.erased.as_ref().unwrap().reasons, "The respondent asked for it under the policy.");
    }
    let told = |register: &procedure::Register| format!("{:?}", register.response_at(sealed[0]).unwrap().1);
    assert_eq!(told(&held), told(&fresh));
    let left = serde_json::to_string(&ledger.events("sec", 0, 1000).await.unwrap()).unwrap();
    assert_eq!(left.matches("CANARY").count(), 1);
    assert!(ledger.tables_agree("sec").await.unwrap());
    ledger.register("sec").await.unwrap();
    gone_without_an_act_it_is_lost(place, &ledger, sealed[1]).await;
    F7.reached("so", "yes: what was not erased is still there");
}

/// What is gone without an act of erasure is not erased: it was lost, or taken.
async fn gone_without_an_act_it_is_lost(place: &Place, ledger: &Ledger, sealed: u64) {
    let gone = format!("DELETE FROM sealed_values WHERE position = {sealed}");
    assert_eq!(place.tamper(&gone).await, 1);
    match ledger.verify("sec").await {
        Err(error @ LedgerError::Damaged { position, .. }) => {
            assert!(position == sealed && error.to_string().contains("no act erased it"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

/// Changed behind the program's back what is sealed is found to be; changed back, the record is whole again.
async fn changed_behind_our_back_it_is_found(place: &Place, ledger: &Ledger, sealed: u64, proved: &Verified) {
    let change = format!("UPDATE sealed_values SET value = REPLACE(value, '4 per', '9 per') WHERE position = {sealed}");
    assert_eq!(place.tamper(&change).await, 1);
    match ledger.verify("sec").await {
        Err(LedgerError::Damaged { position, .. }) => assert_eq!(position, sealed),
        other => panic!("{other:?}"),
    }
    place.tamper(&change.replace("'4 per', '9 per'", "'9 per', '4 per'")).await;
    assert_eq!(ledger.verify("sec").await.unwrap(), *proved);
}

/// What an insider with the database and our program in hand can do: change a text, and every hash after it.
async fn rewrite(place: &Place, position: u64, body: &str) {
    let text = body.replace('\'', "''");
    let leaf = Hash::of_event(body);
    assert_eq!(
        place.tamper(&format!("UPDATE events SET body = '{text}', hash = '{leaf}' WHERE position = {position}")).await,
        1
    );
}

async fn an_insider_is_found_by_whoever_kept_a_checkpoint(place: &Place) {
    let (ledger, size) = long_record(place).await;
    let kept = ledger.verify_at("sec", &[10, 280, 5000]).await.unwrap();
    let [(10, Some(_)), (280, Some(_)), (5000, None)] = kept.roots[..] else { panic!("{:?}", kept.roots) };
    // One event in the first tile changed with its leaf: the tile does not fit.
    let entry = &ledger.entries("sec", 41, 1).await.unwrap()[0];
    let forged = entry.text.replace("Change 41", "Change 14");
    assert_ne!(entry.text, forged);
    rewrite(place, 42, &forged).await;
    match ledger.verify("sec").await {
        Err(LedgerError::Damaged { position, message, .. }) => {
            assert!((1..=42).contains(&position), "{position}");
            assert!(message.contains("256"), "{message}");
        }
        other => panic!("{other:?}"),
    }
    rewrite(place, 42, &entry.text).await;
    assert_eq!(ledger.verify_at("sec", &[10, 280, 5000]).await.unwrap(), kept);
    // Every hash made anew: the record is whole in itself, and older checkpoints tell between which of them it was
    // changed.
    let mut acts: Vec<Submission> = (0..size)
        .map(|number| match number {
            0 => admit("Northwold Supply Ltd"),
            41 => raise("Northwold Supply Ltd", "Change 14"),
            number => raise("Northwold Supply Ltd", &format!("Change {number}")),
        })
        .collect();
    let forged = Place::file();
    let other = forged.open().await;
    let at = "2024-02-01T10:00".parse().unwrap();
    other.submit_at("sec", acts.drain(..).map(|act| (at, act)).collect()).await.unwrap();
    let found = other.verify_at("sec", &[10, 280, 5000]).await.unwrap();
    assert_eq!(found.events, kept.events);
    assert_eq!(found.roots[0], kept.roots[0]);
    assert_ne!(found.roots[1], kept.roots[1]);
    assert_ne!(found.root, kept.root);
}

async fn the_same_acts_make_the_same_log(place: &Place) {
    let ledger = open_with(place, counted_salts()).await;
    ledger.submit_at("sec", confidential_story()).await.unwrap();
    let memory = Ledger::open_with("sqlite::memory:", clock_at("2030-01-01T00:00:00Z"), counted_salts()).await.unwrap();
    memory.host(sec()).await.unwrap();
    memory.submit_at("sec", confidential_story()).await.unwrap();
    assert_eq!(ledger.entries("sec", 0, 1000).await.unwrap(), memory.entries("sec", 0, 1000).await.unwrap());
    assert_eq!(ledger.tree_head("sec").await.unwrap(), memory.tree_head("sec").await.unwrap());
    B7.reached("the same bytes and root, also after a copy there and back", "yes: other salts make another root");
}
