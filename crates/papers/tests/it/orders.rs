//! A law: orders to change a Code, written in the wordings that lawyers use, do what they order, and what can be read in two
//! ways is refused.

mod dice;
mod model;
mod structure;
mod wording;

use std::collections::BTreeSet;

use legaltext::{Edition, apply, instructions, markup};
use papers::facts::Facts;
use papers::manuscript::manuscript;
use papers::source::Source;

use dice::Dice;
use model::Code;
use wording::Order;

/// Orders in one legal text: each is carried out on what those above it made.
const ORDERS: usize = 20;

/// Most faults that are told.
const SHOWN: usize = 12;

/// How many texts are tried, of [`ORDERS`] orders each: `ENACT_CASES` orders when it is set, as a long check does.
fn texts() -> u64 {
    let cases: usize = std::env::var("ENACT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(10_000);
    cases.div_ceil(ORDERS) as u64
}

/// A legal text of orders, what it should make, and the lines of the orders that must be refused.
struct Case {
    base: Code,
    text: String,
    made: Code,
    refused: BTreeSet<usize>,
}

impl Case {
    fn of(seed: u64) -> Case {
        let mut dice = Dice(seed);
        let base = dice.code();
        let mut case = Case {
            made: base.clone(),
            base,
            text: "Legal text for MP9\n\nSection Q ‘Berths’\n\n".to_owned(),
            refused: BTreeSet::new(),
        };
        for _ in 0..ORDERS {
            match dice.below(4) {
                0 => case.structure(&mut dice),
                1 => case.several(&mut dice),
                _ => case.words(&mut dice),
            }
        }
        case
    }

    fn push(&mut self, order: &str) {
        self.text.push_str(order);
        self.text.push_str("\n\n");
    }

    /// The line of the next order.
    fn line(&self) -> usize {
        self.text.lines().count() + 1
    }

    fn structure(&mut self, dice: &mut Dice) {
        let mut made = self.made.clone();
        if let Some(printed) = structure::pick(dice, &mut made) {
            self.push(&printed);
            self.made = made;
        }
    }

    fn words(&mut self, dice: &mut Dice) {
        let Some(order) = Order::pick(dice, &self.made) else { return };
        let mut made = self.made.clone();
        let Some(done) = order.carry_out(&mut made) else { return };
        let place = order.place.printed(&self.made, dice);
        let printed = order.printed(dice, &place);
        if done {
            self.made = made;
        } else {
            self.refused.insert(self.line());
        }
        self.push(&printed);
    }

    /// Two orders about one place, as a list below it.
    fn several(&mut self, dice: &mut Dice) {
        let all = self.made.clauses();
        let at = *dice.pick(&all);
        let place = wording::Place::Clause(at);
        let head = place.printed(&self.made, dice);
        let heads =
            ["In {P}:", "Amend {P} as follows:", "{P} is amended as follows:", "In {P}—", "{P} is amended as follows."];
        let head = (*dice.pick(&heads)).replace("{P}", &head);
        let mut text = head;
        let line = self.line();
        let (mut so_far, mut refused) = (self.made.clone(), Vec::new());
        for (item, label) in ["(a)", "(b)"].into_iter().enumerate() {
            let Some(order) = Order::about(dice, &so_far, place.clone()) else { return };
            let mut made = so_far.clone();
            let Some(done) = order.carry_out(&mut made) else { return };
            let printed = order.in_a_list(dice);
            let end = if item == 0 { "; and" } else { "." };
            text.push_str(&format!("\n{label} {printed}{end}"));
            if done {
                so_far = made;
            } else {
                refused.push(line + 1 + item);
            }
        }
        self.made = so_far;
        self.refused.extend(refused);
        self.push(&text);
    }
}

fn edition(code: &Code) -> Edition {
    Edition::new("test", markup::parse_documents(&code.printed(), "orders").unwrap())
}

fn printed(edition: &Edition) -> String {
    edition.documents().iter().map(|document| markup::print(document)).collect()
}

/// What is not as the model says, in a few lines; none where all is.
fn fault(seed: u64) -> Option<String> {
    let case = Case::of(seed);
    let source = Source::from_bytes("orders.txt", case.text.as_bytes()).unwrap();
    let Facts::LegalText(facts) = papers::read::read(&source).unwrap().facts else {
        return Some(format!("seed {seed}: no legal text\n{}", case.text));
    };
    let base = edition(&case.base);
    let made = manuscript(&facts, Some(&base));
    let refused: BTreeSet<usize> = made.unsettled.iter().map(|missing| missing.line).collect();
    if refused != case.refused {
        let lines: Vec<&str> = case.text.lines().collect();
        let differs = refused.symmetric_difference(&case.refused).map(|line| {
            let said = made.unsettled.iter().filter(|missing| missing.line == *line).map(|missing| &missing.message);
            let should = if case.refused.contains(line) { "should be refused" } else { "should be read" };
            let words = lines.get(line - 1).unwrap_or(&"");
            format!("  line {line} {should}: {words}\n    {}", said.cloned().collect::<Vec<_>>().join("\n    "))
        });
        return Some(format!("seed {seed}:\n{}", differs.collect::<Vec<_>>().join("\n")));
    }
    let applied = match apply(&base, &made.legal_text.amendments, "orders") {
        Ok(applied) => applied.edition,
        Err(conflicts) => return Some(format!("seed {seed}: {conflicts:?}\n{}", case.text)),
    };
    let (is, should) = (printed(&applied), printed(&edition(&case.made)));
    if is != should {
        let differs = is.lines().zip(should.lines()).find(|(is, should)| is != should);
        return Some(format!("seed {seed}: is, and should be: {differs:#?}\n{}", case.text));
    }
    // What was read can be printed in the plain form and read again.
    let plain = instructions::parse(&instructions::print(&made.legal_text));
    (plain.as_ref() != Ok(&made.legal_text)).then(|| format!("seed {seed}: printed as {plain:?}\n{}", case.text))
}

/// S1-009, S1-012, S1-014: each order does what it says to the words that it names, and to no other.
#[test]
fn orders_do_what_they_say_and_no_more() {
    no_fault((0..texts()).step_by(2));
}

/// The same of as many others, beside it.
#[test]
fn other_orders_do_what_they_say_and_no_more() {
    no_fault((1..texts()).step_by(2));
}

fn no_fault(seeds: impl Iterator<Item = u64>) {
    let faults: Vec<String> = seeds.filter_map(fault).take(SHOWN).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
