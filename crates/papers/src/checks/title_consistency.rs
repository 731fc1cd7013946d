//! EN103: a modification has one title, on the cover, at the head of each annex and in every document that names it.

use std::sync::LazyLock;

use regex::Regex;

use super::parts::Part;
use super::prose::{Prose, pattern};
use super::wording::{plain, words};
use super::{Check, Explanation, Paper, Papers};
use crate::facts::Listed;
use crate::finding::{Finding, Level};
use crate::layout::marks;
use crate::layout::pattern::PROPOSAL;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN103",
    name: "title-consistency",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A title of a modification that differs, character for character, from the title that the same \
                    document gives it first, or that an earlier document in the same run gives it.",
        why: "People search, cite and vote by title. Two titles make two modifications out of one, and a difference in \
              a title often betrays a difference in scope. The style of quotation marks does not count.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN103-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN103-right.txt");

/// A modification's number.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{PROPOSAL}\b")));

/// A title of a modification, and where it is printed.
struct Titled {
    id: String,
    title: String,
    line: usize,
    end_line: usize,
    at: String,
    /// Read from quotation marks in running text, where an apostrophe may have ended it too soon.
    quoted: bool,
}

impl Titled {
    /// Words between quotation marks behind a number are a title only where they share words with one.
    fn speaks_like(&self, other: &Titled) -> bool {
        let (these, those) = (words(&self.title), words(&other.title));
        let shared = these.iter().filter(|word| those.contains(word)).count();
        !(self.quoted || other.quoted) || shared * 2 >= these.len().min(those.len())
    }

    fn agrees_with(&self, other: &Titled) -> bool {
        let cut = |short: &Titled, long: &Titled| short.quoted && tidy(&long.title).starts_with(&tidy(&short.title));
        same(&self.title, &other.title) || cut(self, other) || cut(other, self) || !self.speaks_like(other)
    }
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let own = titles(papers.this);
    let mut seen: Vec<&Titled> = Vec::new();
    for titled in &own {
        match seen.iter().find(|earlier| earlier.id == titled.id) {
            None => seen.push(titled),
            Some(first) if !titled.agrees_with(first) => {
                found.push(differs(papers, titled, first, None));
            }
            Some(_) => {}
        }
    }
    for titled in seen {
        let other = papers.earlier.iter().find_map(|paper| {
            let first = titles(paper).into_iter().find(|other| other.id == titled.id)?;
            (!titled.agrees_with(&first)).then_some((paper, first))
        });
        if let Some((paper, first)) = other {
            found.push(differs(papers, titled, &first, Some(paper)));
        }
    }
}

fn differs(papers: &Papers<'_>, titled: &Titled, first: &Titled, other: Option<&Paper>) -> Finding {
    let place = papers.this.place(titled.line, titled.end_line, &titled.id);
    let where_first = other.map_or_else(|| first.at.clone(), |paper| format!("{} of {}", first.at, paper.path));
    let message = format!(
        "The title of {} {}, “{}”, differs from the title {}, “{}”.",
        titled.id, titled.at, titled.title, where_first, first.title
    );
    let finding = CHECK
        .finding(Level::Error, place, message)
        .value("id", titled.id.as_str())
        .value("title", titled.title.as_str())
        .value("other_title", first.title.as_str());
    let finding = match other {
        None => finding.see(first.line, format!("the title {}", first.at)),
        Some(paper) => finding.see_in(&paper.path, first.line, format!("the title {}", first.at)),
    };
    finding.mended_by("Give the modification the same title in both places.")
}

/// Every title that a document gives a modification, those of the cover and of the lists first.
fn titles(paper: &Paper) -> Vec<Titled> {
    let mut all = Vec::new();
    if let Some(report) = paper.report() {
        if let (Some(id), Some(title)) = (&report.id, &report.title) {
            all.push(Titled {
                id: id.value.clone(),
                title: title.value.clone(),
                line: title.line,
                end_line: title.end_line,
                at: "on the cover".to_owned(),
                quoted: false,
            });
        }
        for annex in &report.annexes {
            let (Some(id), Some(title)) = (&annex.id, &annex.title) else { continue };
            all.push(Titled {
                id: id.value.clone(),
                title: title.value.clone(),
                line: title.line,
                end_line: title.end_line,
                at: format!("at the head of Annex {}", annex.letter.value),
                quoted: false,
            });
        }
    }
    if let Some(release) = paper.release() {
        let scope = &release.scope;
        let listed = scope.approved.iter().chain(&scope.targeted).chain(&scope.change_requests);
        all.extend(listed.filter_map(in_scope));
    }
    for mention in mentions(paper) {
        // A title on the cover or in a list is found in the running text once more.
        let known = all.iter().any(|titled| {
            titled.id == mention.id && titled.line <= mention.end_line && mention.line <= titled.end_line
        });
        if !known {
            all.push(mention);
        }
    }
    all
}

fn in_scope(listed: &Listed) -> Option<Titled> {
    Some(Titled {
        id: listed.id.value.clone(),
        title: listed.title.clone()?,
        line: listed.id.line,
        end_line: listed.id.end_line,
        at: "in the scope".to_owned(),
        quoted: false,
    })
}

/// Titles in the running text.
fn mentions(paper: &Paper) -> Vec<Titled> {
    let parts = paper.parts();
    let prose = Prose::of(paper, |line| parts.of(line) != Part::Responses);
    NUMBER
        .find_iter(prose.text())
        .filter_map(|id| {
            let behind = prose.after(id.end());
            let (title, rest) = marks::quoted_prefix(behind)?;
            let place = prose.place(id.start(), id.end() + behind.len() - rest.len());
            Some(Titled {
                id: id.as_str().to_owned(),
                title: title.to_owned(),
                line: place.line,
                end_line: place.end_line,
                at: format!("on line {}", place.line),
                quoted: true,
            })
        })
        .collect()
}

/// The same but for the style of quotation marks and dashes; a title set in capitals compares without case.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (tidy(a), tidy(b));
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    a == b || ((shouted(&a) || shouted(&b)) && a.to_uppercase() == b.to_uppercase())
}

fn tidy(title: &str) -> String {
    plain(title).replace("- ", "-").trim_matches(['\'', '"', '*', '.', ',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn quotation_marks_do_not_count_and_letters_do() {
        assert!(same("Review of ‘old’ documents", "Review of 'old' documents"));
        assert!(same("ALERT STORMS", "Alert storms"));
        assert!(!same("Alert Storms", "Alert storms"));
        assert!(!same("Review (systems change)", "Review (Internal Systems change)"));
    }
}
