//! What is not as it should be: each time one plain sentence and exit code 2, or a finding, and nothing lost.

mod files;
mod places;
mod rules;
mod scenarios;
mod usage;
