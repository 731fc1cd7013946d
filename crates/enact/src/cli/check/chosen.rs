//! `--select` and `--ignore`: the rules whose findings are wanted.

use std::collections::BTreeSet;

use papers::checks;

use crate::failure::Failure;

/// The rules whose findings are wanted.
pub(super) struct Chosen {
    /// Only these, or all where there are none.
    only: BTreeSet<&'static str>,
    without: BTreeSet<&'static str>,
}

impl Chosen {
    /// The rules chosen by id or name.
    ///
    /// # Errors
    /// A word that is no rule, with the name that is nearest to it.
    pub(super) fn of(select: &[String], ignore: &[String]) -> Result<Self, Failure> {
        let rules = checks::rules();
        let known = |all: &[String]| all.iter().map(|word| known(word, &rules)).collect::<Result<_, _>>();
        Ok(Self { only: known(select)?, without: known(ignore)? })
    }

    /// Whether findings of this rule are wanted. A rule that is both selected and ignored is ignored.
    pub(super) fn holds(&self, rule: &str) -> bool {
        (self.only.is_empty() || self.only.contains(rule)) && !self.without.contains(rule)
    }
}

fn known(word: &str, rules: &[(&'static str, &'static str)]) -> Result<&'static str, Failure> {
    let wanted = word.trim();
    let is = |name: &str| name.eq_ignore_ascii_case(wanted);
    if let Some((rule, _)) = rules.iter().find(|(rule, name)| is(rule) || is(name)) {
        return Ok(rule);
    }
    let lower = wanted.to_lowercase();
    let distances = rules
        .iter()
        .flat_map(|(rule, name)| [(distance(&rule.to_lowercase(), &lower), *rule), (distance(name, &lower), *name)]);
    let nearest = distances.filter(|(far, name)| far * 2 <= name.len()).min();
    let hint = nearest.map_or_else(|| ";".to_owned(), |(_, name)| format!("; did you mean `{name}`?"));
    Err(Failure::new(format!("there is no rule `{wanted}`{hint} `enact explain` lists those there are")))
}

/// How many letters must be changed, put in or taken out to turn one word into the other.
pub(in crate::cli) fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, a) in from.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(index + 1);
        for ((above_left, above), b) in row.iter().zip(row.iter().skip(1)).zip(&to) {
            let left = next.last().copied().unwrap_or(0);
            next.push((above_left + usize::from(a != *b)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_chosen_by_id_and_by_name_in_any_case() {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let chosen = Chosen::of(&words(&["en104", " Glossary "]), &words(&["EN104"])).ok().unwrap();
        assert!(chosen.holds("EN120") && !chosen.holds("EN104") && !chosen.holds("EN101"));
        assert!(Chosen::of(&[], &[]).ok().unwrap().holds("EN001"));
    }

    #[test]
    fn a_word_that_is_no_rule_is_told_the_nearest_name() {
        let told = |word: &str| Chosen::of(&[word.to_owned()], &[]).err().unwrap().to_string();
        assert_eq!(
            told("total-vs-tabel"),
            "there is no rule `total-vs-tabel`; did you mean `total-vs-table`? `enact explain` lists those there are"
        );
        assert_eq!(told("xyzzy"), "there is no rule `xyzzy`; `enact explain` lists those there are");
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
    }
}
