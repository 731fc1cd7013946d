//! A count of votes by Party Category.

use super::Tag;

/// The votes of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryVote {
    /// The category.
    pub category: String,
    /// Votes for.
    pub approve: u32,
    /// Votes against.
    pub reject: u32,
    /// Abstentions, which do not count towards the majority.
    pub abstain: u32,
    /// What the category's vote is.
    pub outcome: Tag,
}

impl CategoryVote {
    /// All who cast a ballot.
    pub fn cast(&self) -> u32 {
        self.approve.saturating_add(self.reject).saturating_add(self.abstain)
    }

    /// The bar's three parts in thousandths of its length: for, against, abstained.
    pub fn parts(&self) -> (u32, u32, u32) {
        let all = u64::from(self.cast()).max(1);
        let share = |votes: u32| u32::try_from(u64::from(votes) * 1000 / all).unwrap_or(1000);
        (share(self.approve), share(self.reject), share(self.abstain))
    }
}

/// A whole count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteCount {
    /// The outcome first, in words: `Approved: 4 categories for, 1 against`.
    pub summary: String,
    /// How the count works, in a sentence.
    pub method: String,
    /// What the rows are: `Party Category`, `Objective`.
    pub of: &'static str,
    /// What the last column is: `Category’s vote`.
    pub verdict: &'static str,
    /// The rows.
    pub categories: Vec<CategoryVote>,
    /// Ballots that came too late: recorded, not counted.
    pub late: u32,
}
