//! What must be so of a paper that is imported.

use super::Answer;
use crate::act::Act;
use crate::case::Case;
use crate::code::Audience;
use crate::names::day;

/// The record is read by everybody, so that a paper whose class keeps it from some is not brought into it.
pub(super) fn open_to_all(case: &Case<'_>) -> Answer {
    let Some(Act::ImportPaper(act)) = case.act else {
        return Answer::Open("it must carry a class that lets everybody read it".to_owned());
    };
    let on = act.date.unwrap_or_else(|| case.at.date());
    let classes: Vec<_> = case.rulebook.code().classes_on(on).collect();
    let open = || {
        let open = classes.iter().filter(|class| class.widest == Audience::Public);
        open.map(|class| class.title.as_str()).collect::<Vec<_>>().join(", ")
    };
    let Some(stated) = act.class.as_deref().map(str::trim).filter(|class| !class.is_empty()) else {
        return Answer::NotMet(format!(
            "it carries no class, and everybody may read what is imported; the class for that is {}",
            open()
        ));
    };
    match classes.iter().find(|class| class.title.eq_ignore_ascii_case(stated)) {
        None => Answer::NotMet(format!(
            "{stated} is no class of the policy in force on {}; the class that lets everybody read it is {}",
            day(on),
            open()
        )),
        Some(class) if class.widest == Audience::Public => {
            Answer::Met(format!("{} lets everybody read it", class.title))
        }
        Some(class) => Answer::NotMet(format!(
            "{} keeps it to {}, and everybody may read what is imported; import what is {}",
            class.title,
            class.widest.words(),
            open()
        )),
    }
}
