//! What consultations need to know of a case: whom, what, and which of them an act means.

use super::Case;
use crate::act::Problem;
use crate::names::ConsultationKind;
use crate::register::Consulted;

impl<'a> Case<'a> {
    /// What is wrong with an id that something new is to have.
    pub(crate) fn new_id(&self, field: &'static str, id: &str, taken: bool) -> Vec<Problem> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        let mut problems = Vec::new();
        if !id.starts_with(|c: char| c.is_ascii_alphanumeric()) || !id.chars().all(plain) || id.len() > 80 {
            problems.push(Problem::with(
                field,
                "must begin with a letter or digit and hold lower-case letters, digits, dots and hyphens only",
            ));
        }
        if taken {
            problems.push(Problem::with(field, format!("`{id}` is taken; an id is never used again")));
        }
        problems
    }

    pub(crate) fn unknown_body(&self, field: &'static str, name: &str) -> Option<Problem> {
        let code = self.rulebook.code();
        code.body(name).is_none().then(|| {
            let list = code.bodies.iter().map(|body| body.id.as_str()).collect::<Vec<_>>().join(", ");
            Problem::with(field, format!("`{name}` is no body of this Code; the bodies are {list}"))
        })
    }

    /// What is wrong with a list of those invited: each is a body, a Party Category, a Party, or `all-parties`.
    pub(crate) fn unknown_invited(&self, field: &'static str, names: &[String]) -> Vec<Problem> {
        let code = self.rulebook.code();
        let known = |name: &&String| {
            *name == "all-parties"
                || code.body(name).is_some()
                || code.categories.iter().any(|category| category.id == **name)
                || self.register.party(name).is_some()
        };
        let strangers = names.iter().filter(|name| !known(name));
        let sentence = |name: &String| format!("`{name}` is no body, Party Category or Party, nor `all-parties`");
        strangers.map(|name| Problem::with(field, sentence(name))).collect()
    }

    /// The questions that a consultation asks: its own, those of a named set, or the Code's standard ones.
    ///
    /// # Errors
    /// Questions are given beside a set, or there is no such set.
    pub(crate) fn questions_meant(&self, set: Option<&str>, own: &[String]) -> Result<Vec<String>, Problem> {
        let code = self.rulebook.code();
        match (set, own) {
            (Some(_), [_, ..]) => Err(Problem::with("questions", "give questions or the name of a set, not both")),
            (None, [_, ..]) => Ok(own.to_vec()),
            (None, []) => Ok(code.questions.clone()),
            (Some(set), []) => {
                let known = code.question_sets.iter().find(|known| known.id == set);
                known.map(|known| known.questions.clone()).ok_or_else(|| {
                    let list = code.question_sets.iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
                    Problem::with("question_set", format!("there is no set `{set}`; the sets are {list}"))
                })
            }
        }
    }

    /// The consultation that an act means: on its proposal by kind (the last one where none is named), else by id.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn consultation_meant(&self, named: Option<&str>) -> Result<Consulted<'a>, Problem> {
        let held = self.consultations_meant(named)?;
        held.last().copied().ok_or_else(|| Problem::with("consultation", "there is no such consultation"))
    }

    /// Every consultation that an act can mean, oldest first: those on its proposal, of one kind where one is named; else
    /// the one with the id. There is at least one.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn consultations_meant(&self, named: Option<&str>) -> Result<Vec<Consulted<'a>>, Problem> {
        let fail = |message: String| Problem::with("consultation", message);
        match (self.proposal, named) {
            (Some(proposal), named) => {
                let kind = named
                    .map(|key| {
                        ConsultationKind::from_key(key).ok_or_else(|| {
                            fail(format!(
                                "`{key}` is no kind of consultation on a proposal; write refinement or report"
                            ))
                        })
                    })
                    .transpose()?;
                let held: Vec<_> =
                    proposal.consultations_of(kind).map(|held| Consulted::OnProposal(proposal, held)).collect();
                if held.is_empty() {
                    Err(fail(format!("{} has no such consultation", proposal.number())))
                } else {
                    Ok(held)
                }
            }
            (None, Some(id)) => {
                let held = self.register.matter_consultation(id).map(Consulted::OnMatter);
                held.map(|held| vec![held]).ok_or_else(|| fail(format!("there is no consultation `{id}`")))
            }
            (None, None) => Err(fail("name the proposal, or a consultation by its id".to_owned())),
        }
    }
}
