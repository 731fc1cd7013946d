//! Votes counted again in another language from what is published, and compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use jiff::civil::datetime;
use procedure::names::{BodyId, SolutionId, Vote};
use procedure::register::{Ballot, Cast, Seat};
use procedure::rule::{Check, Rule};
use procedure::tally::{LeftOut, Matter, TallyRule};

use crate::scenarios::root;

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}

const GROUPS: [&str; 4] = ["large-supplier", "network", "consumer", "chair"];
const VOTES: [Vote; 3] = [Vote::Approve, Vote::Reject, Vote::Abstain];

/// A tally of any of the kinds that the rules can say.
fn tally(numbers: &mut Numbers) -> Rule {
    let units = ["category-majority", "member-majority", "weighted-groups", "unanimity"];
    let mut text = format!("unit = \"{}\"\n", numbers.one_of(&units));
    if numbers.below(2) == 0 {
        text.push_str("seats = [\"network\", \"large-supplier\", \"consumer\"]\n");
    }
    let shares = ["1/2", "2/3", "65%", "1/1", "3/4"];
    for name in ["within", "overall"] {
        if numbers.below(2) == 0 {
            let kind = numbers.one_of(&["more-than", "at-least"]);
            writeln!(text, "{name} = {{ {kind} = \"{}\" }}", numbers.one_of(&shares)).unwrap();
        }
    }
    writeln!(text, "abstentions = \"{}\"", numbers.one_of(&["left-out", "against"])).unwrap();
    writeln!(text, "empty = \"{}\"", numbers.one_of(&["left-out", "against", "for"])).unwrap();
    if numbers.below(2) == 0 {
        let also = numbers.below(2) == 0;
        writeln!(text, "casting-vote = {{ seat = \"chair\", also-votes = {also} }}").unwrap();
    }
    if numbers.below(2) == 0 {
        let (least, share) = (numbers.below(4), numbers.one_of(&shares));
        writeln!(
            text,
            "quorum = [{{ seats = [\"network\", \"consumer\"], at-least = {least} }}, {{ share = \"{share}\" }}]"
        )
        .unwrap();
    }
    if numbers.below(2) == 0 {
        text.push_str("per-objective = true\n");
        if numbers.below(2) == 0 {
            let needs = ["one-served", "more-served-than-not", "one-served-and-none-not"];
            writeln!(text, "objectives-need = \"{}\"", numbers.one_of(&needs)).unwrap();
        }
    }
    let head = "id = \"x\"\nsays = \"x\"\ncites = [\"D8\"]\ngoverns = \"close-vote\"\nbasis = \"inferred\"\n\
                in-force = { from = \"2018-11-01\" }\n[check.tally]\nof = \"change-board\"\ndate-vote = true\n";
    toml::from_str(&format!("{head}{text}")).unwrap()
}

/// What a member says of some of four objectives.
fn objectives(numbers: &mut Numbers) -> BTreeMap<String, Vote> {
    let mut said = BTreeMap::new();
    for objective in ["a", "b", "e", "g"] {
        if numbers.below(3) > 0 {
            said.insert(objective.to_owned(), numbers.one_of(&VOTES));
        }
    }
    said
}

fn ballot(numbers: &mut Numbers) -> Ballot {
    let opened = datetime(2023, 9, 20, 10, 0, 0, 0);
    let seat = |index: u64, numbers: &mut Numbers| Seat {
        member: format!("Member {index}"),
        seats: if index == 0 { "chair".to_owned() } else { numbers.one_of(&GROUPS[..3]).to_owned() },
        alternates: Vec::from_iter((numbers.below(4) == 0).then(|| format!("Alternate {index}"))),
        appointed_by: None,
        weight: (numbers.below(2) == 0).then(|| numbers.below(7)),
    };
    let size = numbers.below(12);
    let roster: Vec<Seat> = (0..size).map(|index| seat(index, numbers)).collect();
    let several = numbers.below(3) == 0;
    let mut cast = Vec::new();
    for _ in 0..numbers.below(30) {
        let index = numbers.below(size.max(1));
        let solutions = [SolutionId::proposed(), SolutionId::alternative(1)];
        cast.push(Cast {
            member: format!("{} {index}", numbers.one_of(&["Member", "Member", "member", "Alternate"])),
            vote: numbers.one_of(&VOTES),
            reasons: String::new(),
            at: opened,
            counted: numbers.below(8) > 0,
            solution: several.then(|| solutions[usize::try_from(numbers.below(2)).unwrap()].clone()),
            date: (numbers.below(2) == 0).then(|| numbers.one_of(&VOTES)),
            objectives: objectives(numbers),
        });
    }
    Ballot {
        body: BodyId::from("change-board"),
        opened,
        roster,
        legal_text: None,
        legal_texts: BTreeMap::new(),
        cast,
        result: None,
        alternatives: BTreeMap::new(),
        date: None,
        recommended: None,
    }
}

fn counted(numbers: &mut Numbers) -> Ballot {
    let (rule, mut ballot) = (tally(numbers), ballot(numbers));
    let Check::Tally(tally) = &rule.check else { unreachable!("the rule is a tally") };
    let rule = TallyRule { rule: &rule, tally };
    let out = ballot.roster.iter().filter(|_| numbers.below(9) == 0);
    let left_out: Vec<LeftOut> =
        out.map(|seat| LeftOut { member: seat.member.clone(), because: "stands aside".to_owned() }).collect();
    let several = ballot.cast.iter().any(|cast| cast.solution.is_some());
    let (proposed, other) = (SolutionId::proposed(), SolutionId::alternative(1));
    let first = if several { Matter::Solution(&proposed) } else { Matter::Only };
    ballot.result = Some(rule.count(&ballot, first, &left_out));
    if several {
        let count = rule.count(&ballot, Matter::Solution(&other), &left_out);
        ballot.alternatives.insert(other, count);
    }
    ballot.date = Some(Box::new(rule.count(&ballot, Matter::ImplementationDate, &left_out)));
    ballot
}

/// What the recount says of these ballots, and whether it found them all the same; none where there is no Python.
fn recount(name: &str, ballots: &[Ballot]) -> Option<(bool, String)> {
    let file = std::env::temp_dir().join(format!("enact-recount-{}-{name}.json", std::process::id()));
    std::fs::write(&file, serde_json::to_string(ballots).unwrap()).unwrap();
    let ran = Command::new("python3").arg(root().join("docs/recount.py")).arg(&file).output();
    std::fs::remove_file(&file).unwrap();
    match ran {
        Ok(ran) => {
            let text = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
            Some((ran.status.success(), text))
        }
        Err(error) => {
            assert!(std::env::var_os("ENACT_REQUIRE_PYTHON").is_none(), "python3 is required here: {error}");
            eprintln!("passed over: there is no python3 to count the votes again with");
            None
        }
    }
}

#[test]
fn ten_thousand_votes_come_out_the_same_in_another_language() {
    let mut numbers = Numbers(2018);
    let ballots: Vec<Ballot> = (0..10_000).map(|_| counted(&mut numbers)).collect();
    let Some((same, text)) = recount("same", &ballots) else { return };
    assert!(same && text.contains("10000 ballots"), "{}", text.lines().take(10).collect::<Vec<_>>().join("\n"));
}

/// A recount that never finds anything would prove nothing.
#[test]
fn a_count_that_was_changed_is_found() {
    let mut numbers = Numbers(7);
    let mut ballots: Vec<Ballot> = (0..200).map(|_| counted(&mut numbers)).collect();
    let voted = ballots.iter_mut().find(|ballot| ballot.result.as_ref().is_some_and(|count| count.votes.len() > 2));
    let count = voted.and_then(|ballot| ballot.result.as_mut()).unwrap();
    count.groups[0].approve += 1;
    let Some((same, text)) = recount("changed", &ballots) else { return };
    assert!(!same && text.lines().count() == 1 && text.contains("groups on record"), "{text}");
}
