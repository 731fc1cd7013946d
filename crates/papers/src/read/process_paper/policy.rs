//! What a policy tells: its versions, what was weighed when it was adopted, the projects under it.

use super::Told;
use super::table::{Row, rows};
use crate::facts::{PolicyTold, PolicyVersionTold, ProjectTold};

pub(super) fn read(told: &Told<'_>) -> PolicyTold {
    let version = |row: &Row<'_>| {
        Some(PolicyVersionTold {
            version: row.placed(&["version"])?,
            state: row.words(&["state", "status"]),
            drafted: row.day(&["drafted"]),
            adopted: row.day(&["adopted", "approved"]),
            published: row.day(&["published", "issued"]),
        })
    };
    let project = |row: &Row<'_>| {
        Some(ProjectTold {
            project: row.placed(&["project", "programme"])?,
            title: row.words(&["title", "name"]),
            state: row.words(&["state", "status"]),
        })
    };
    let weighed = told.section(&["weighed", "considered"]);
    let says = told.section(&["policy says", "policy", "framework"]);
    PolicyTold {
        says: says.map(|section| section.paragraphs.clone()).unwrap_or_default(),
        considered: weighed.map(|section| section.facts.clone()).unwrap_or_default(),
        versions: rows(told.sections, &[&["version"], &["adopted", "approved", "state"]])
            .iter()
            .filter_map(version)
            .collect(),
        projects: rows(told.sections, &[&["project", "programme"], &["state", "status"]])
            .iter()
            .filter_map(project)
            .collect(),
    }
}
