//! Orders about whole provisions: they come, go, take another number, place or heading, or say other words.

use super::dice::{Dice, TERMS};
use super::model::{Clause, Code, Group, Said, Text};

/// What an order says, and what stands below it.
pub(super) type Printed = String;

/// An order of one of the kinds, carried out on the model; none where the model has nothing that it could be about.
pub(super) fn pick(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    match dice.below(12) {
        0 => omit(dice, code),
        1 => renumber(dice, code),
        2 | 3 => relocate(dice, code),
        4 => heading(dice, code),
        5 | 6 => add(dice, code),
        7 => paragraph(dice, code),
        8 | 9 => reword(dice, code),
        10 => define(dice, code),
        _ => not_used(dice, code),
    }
}

fn one<'f>(dice: &mut Dice, forms: &[&'f str]) -> &'f str {
    forms[dice.below(forms.len())]
}

/// A group that has a clause to spare, and one of its clauses, which lists no definitions.
fn spare(dice: &mut Dice, code: &Code) -> Option<[usize; 3]> {
    let all: Vec<[usize; 3]> = code
        .clauses()
        .into_iter()
        .filter(|at| code.documents[at[0]].groups[at[1]].clauses.len() > 2 && at[2] > 0)
        .collect();
    (!all.is_empty()).then(|| *dice.pick(&all))
}

fn group(code: &mut Code, at: [usize; 3]) -> &mut Group {
    &mut code.documents[at[0]].groups[at[1]]
}

/// A number behind the last of a group.
fn next(group: &Group) -> String {
    let of = |clause: &Clause| -> u32 {
        let digits = clause.number.rsplit('.').next().unwrap().trim_end_matches(char::is_alphabetic);
        digits.parse().unwrap()
    };
    format!("{}.{}", group.number, group.clauses.iter().map(of).max().unwrap() + 1)
}

fn omit(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let at = spare(dice, code)?;
    let clause = code.clause(at);
    let number = clause.number.clone();
    let labels: Vec<String> = clause.said.list.iter().map(|(label, _)| label.clone()).collect();
    if labels.len() > 2 && dice.one_in(2) {
        let label = labels[1].clone();
        clause.said.list.remove(1);
        let form = one(
            dice,
            &["In Section {N}, delete paragraph {L}.", "Omit paragraph {L} of Section {N}.", "Delete Section {N}{L}."],
        );
        return Some(form.replace("{N}", &number).replace("{L}", &label));
    }
    group(code, at).clauses.remove(at[2]);
    let form = one(
        dice,
        &[
            "Delete Section {N}.",
            "Section {N} is deleted in its entirety.",
            "Omit Section {N}.",
            "Section {N} shall be omitted.",
            "Section {N} is repealed.",
        ],
    );
    Some(form.replace("{N}", &number))
}

fn renumber(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let at = spare(dice, code)?;
    let held = group(code, at);
    let to = next(held);
    let from = std::mem::replace(&mut held.clauses[at[2]].number, to.clone());
    let clause = held.clauses.remove(at[2]);
    held.clauses.push(clause);
    let form = one(dice, &["Renumber Section {N} as Section {T}.", "Section {N} shall be renumbered as Section {T}."]);
    Some(form.replace("{N}", &from).replace("{T}", &to))
}

fn relocate(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let at = spare(dice, code)?;
    let into = [dice.below(code.documents.len()), dice.below(2), 0];
    if into[..2] == at[..2] {
        return None;
    }
    let to = next(group(code, into));
    let after = group(code, into).clauses.last()?.number.clone();
    let mut clause = group(code, at).clauses.remove(at[2]);
    let from = std::mem::replace(&mut clause.number, to.clone());
    group(code, into).clauses.push(clause);
    let form = one(
        dice,
        &[
            "Move Section {N} to Section {T}.",
            "Move Section {N} after Section {A} as Section {T}.",
            "Move Section {N} to become Section {T}.",
            "Section {N} is moved to Section {T}.",
            "Relocate Section {N} immediately after Section {A} and renumber it as Section {T}.",
        ],
    );
    Some(form.replace("{N}", &from).replace("{T}", &to).replace("{A}", &after))
}

fn heading(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let words = Text::of(&["Ships".to_owned(), "and".to_owned(), "notice".to_owned()], "");
    let document = dice.below(code.documents.len());
    let (what, noun) = match dice.below(3) {
        0 => {
            code.documents[document].title = words.printed();
            (code.documents[document].name.clone(), "title")
        }
        1 => {
            let group = &mut code.documents[document].groups[1];
            group.caption = words.clone();
            (format!("Section {}", group.number), "heading")
        }
        _ => {
            let clause = &mut code.documents[document].groups[1].clauses[0];
            clause.heading = Some(words.clone());
            (format!("Section {}", clause.number), "heading")
        }
    };
    let form = one(
        dice,
        &[
            "Amend the {H} of {W} to “{N}”.",
            "Replace the {H} of {W} with “{N}”.",
            "The {H} of {W} shall be amended to read “{N}”.",
        ],
    );
    Some(form.replace("{H}", noun).replace("{W}", &what).replace("{N}", &words.printed()))
}

/// A clause as a legal text prints it below an instruction.
fn below(order: &str, number: &str, said: &Said) -> Printed {
    format!("{order}\n\n{number} {}", said.printed(""))
}

fn add(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let all = code.clauses();
    let at = *dice.pick(&all);
    let said = dice.said(&["The"]);
    let held = group(code, at);
    let last = at[2] + 1 == held.clauses.len();
    let after = held.clauses[at[2]].number.clone();
    let inserted = format!("{after}A");
    if held.clauses.iter().any(|clause| clause.number == inserted) || after.ends_with('A') {
        return None;
    }
    let (number, form) = if last {
        let form = one(
            dice,
            &[
                "Add Section {N} as follows:",
                "After Section {A} insert the following new Section {N}:",
                "After Section {A} insert:",
                "After Section {A} insert—",
            ],
        );
        (next(held), form)
    } else {
        let form = one(
            dice,
            &[
                "After Section {A} insert the following new Section {N}:",
                "Insert new Section {N} after Section {A} as follows:",
                "Immediately after Section {A}, add Section {N} as follows:",
                "After Section {A}, insert the following:",
            ],
        );
        (inserted, form)
    };
    held.clauses.insert(at[2] + 1, Clause { number: number.clone(), heading: None, said: said.clone() });
    Some(below(&form.replace("{N}", &number).replace("{A}", &after), &number, &said))
}

fn paragraph(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let lists: Vec<[usize; 3]> = code
        .clauses()
        .into_iter()
        .filter(|at| code.documents[at[0]].groups[at[1]].clauses[at[2]].said.list.len() > 1)
        .collect();
    if lists.is_empty() {
        return None;
    }
    let at = *dice.pick(&lists);
    let words = Text::of(&dice.words(3, 6), ";");
    let clause = code.clause(at);
    let label = clause.said.list[0].0.clone();
    let new = "(aa)".to_owned();
    if label != "(a)" || clause.said.list.iter().any(|(label, _)| *label == new) {
        return None;
    }
    clause.said.list.insert(1, (new.clone(), words.clone()));
    let form = one(
        dice,
        &[
            "Insert new paragraph {N} in Section {C}:",
            "After paragraph {A} of Section {C} insert the following new paragraph {N}:",
            "In Section {C}, after paragraph {A} insert:",
            "In Section {C}, after paragraph {A} insert—",
        ],
    );
    let form = form.replace("{N}", &new).replace("{C}", &clause.number).replace("{A}", &label);
    Some(format!("{form}\n\n{new} {}", words.printed()))
}

fn reword(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let at = *dice.pick(&code.clauses());
    if at[1..] == [0, 0] && !code.documents[at[0]].terms.is_empty() {
        return None;
    }
    let said = dice.said(&["The"]);
    let clause = code.clause(at);
    // Closing words that go while a list stays are asked about where the last paragraph is like them.
    let asked = clause.said.tail.is_some() && said.tail.is_none() && !said.list.is_empty();
    if asked || clause.said.texts().iter().any(|text| text.closed) {
        return None;
    }
    clause.said = said.clone();
    let form = one(
        dice,
        &[
            "Amend Section {N} as follows:",
            "Section {N} is replaced with the following:",
            "For Section {N} substitute the following:",
            "For Section {N} there is substituted the following:",
            "Section {N} shall be amended as follows:",
        ],
    );
    Some(below(&form.replace("{N}", &clause.number), &clause.number, &said))
}

fn not_used(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let at = *dice.pick(&code.clauses());
    if at[1..] == [0, 0] && !code.documents[at[0]].terms.is_empty() {
        return None;
    }
    let clause = code.clause(at);
    let lead = Text::of(&["Not".to_owned(), "used".to_owned()], "");
    clause.said = Said { lead, list: Vec::new(), tail: None };
    let form =
        one(dice, &["Delete Section {N} and replace it with “Not used”.", "Replace Section {N} with “Not used”."]);
    Some(form.replace("{N}", &clause.number))
}

fn define(dice: &mut Dice, code: &mut Code) -> Option<Printed> {
    let term = (*dice.pick(&TERMS)).to_owned();
    let terms = &mut code.documents[0].terms;
    let at = terms.binary_search_by(|(held, _)| held.as_str().cmp(&term));
    let words = Text::of(&[vec!["means".to_owned()], dice.words(4, 8)].concat(), ".");
    let said = Said { lead: words, list: Vec::new(), tail: None };
    let below = format!("\n\n“{term}” {}", said.printed(""));
    match (at, dice.one_in(2)) {
        (Err(at), _) => {
            terms.insert(at, (term, said));
            let form = one(
                dice,
                &[
                    "Add the following definition to Section A1.1:",
                    "Insert the following new definition into Section A1.1 in alphabetical order:",
                    "In Section A1.1, insert the following new definition:",
                ],
            );
            Some(format!("{form}{below}"))
        }
        (Ok(at), true) => {
            terms[at].1 = said;
            Some(format!("Amend the following definition in Section A1.1 as follows:{below}"))
        }
        (Ok(at), false) if terms.len() > 2 => {
            terms.remove(at);
            let form = one(
                dice,
                &[
                    "Delete the definition of “{T}” from Section A1.1.",
                    "In Section A1.1, delete the definition of “{T}”.",
                    "Omit the definition of “{T}” from Section A1.1.",
                ],
            );
            Some(form.replace("{T}", &term))
        }
        (Ok(_), false) => None,
    }
}
