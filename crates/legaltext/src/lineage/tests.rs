use super::*;
use crate::{apply, instructions, markup};

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

fn base() -> Edition {
    let text = "# Section D: Changes\n\n## D3 Raising\n\nD3.1 One (see Section D3.2).\n\nD3.2 Two:\n    (a) x; and\n    (b) y.\n\nD3.3 Three.\n\n## D4 Voting\n\nD4.1 Four.\n";
    Edition::new("test", [markup::parse(text, "test").unwrap()])
}

fn amended(edition: &Edition, text: &str, origin: &str) -> Edition {
    apply(edition, &instructions::parse(text).unwrap().amendments, origin).unwrap().edition
}

/// S1-016: the map from old to new.
#[test]
fn an_old_number_leads_to_where_the_provision_went() {
    let old = base();
    let new = amended(&old, "Renumber D3.2 as D3.9\n\nOmit D3.3\n\nAmend D3.1 as follows:\n    Not used.", "m1");
    assert_eq!(follow(&old, &cite("D3.2(b)"), &new), Fate::Renumbered(cite("D3.9(b)")));
    assert_eq!(follow(&old, &cite("D3.2"), &new), Fate::Renumbered(cite("D3.9")));
    assert_eq!(follow(&new, &cite("D3.9"), &old), Fate::Renumbered(cite("D3.2")));
    assert_eq!(follow(&old, &cite("D3.3"), &new), Fate::Gone);
    assert_eq!(follow(&old, &cite("D3.1"), &new), Fate::NotUsed);
    assert_eq!(follow(&old, &cite("D4.1"), &new), Fate::Here(cite("D4.1")));
    assert_eq!(follow(&old, &cite("D9.9"), &new), Fate::NeverThere);
}

#[test]
fn a_history_lists_the_editions_that_changed_the_provision_and_no_others() {
    let first = base();
    let id = first.find(&cite("D3.2")).unwrap().id().clone();
    let second = amended(&first, "Amend D4.1 as follows:\n    Other.", "m1");
    let third = amended(&second, "Amend D3.2(a) as follows:\n    z; and", "m2");
    let fourth = amended(&third, "Renumber D3.2 as D3.9", "m3");
    let fifth = amended(&fourth, "Omit D3.9", "m4");
    let rows = lineage([&first, &second, &third, &fourth, &fifth], &id);
    let seen: Vec<_> = rows.iter().map(|r| (r.edition, r.at.clone(), r.became.as_slice())).collect();
    assert_eq!(
        seen,
        [
            (0, Some(cite("D3.2")), [Became::Made].as_slice()),
            (2, Some(cite("D3.2")), &[Became::ChangedBelow]),
            (3, Some(cite("D3.9")), &[Became::Renumbered]),
            (4, None, &[Became::Gone]),
        ]
    );
    assert_eq!(first.place_of(&id), Some(cite("D3.2")));
    assert_eq!(fifth.place_of(&id), None);
}
