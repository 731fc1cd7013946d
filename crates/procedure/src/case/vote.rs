//! The vote of a case: which body votes by which rule, who is on the roster, whose vote does not count.

use super::{Case, limits};
use crate::act::{ActName, Problem};
use crate::condition::Answer;
use crate::names::{BodyId, Outcome, Path, SolutionId, day};
use crate::register::{Ballot, Proposal, Seat};
use crate::rule::{Effect, Reach, Voters};
use crate::rulebook::Loaded;
use crate::tally::{Count, LeftOut, Matter, TallyRule};

impl<'a> Case<'a> {
    /// The body whose vote is open or to be opened: that of the tally rule in force.
    ///
    /// # Errors
    /// No tally rule is in force.
    pub(crate) fn voting_body(&self) -> Result<BodyId, Problem> {
        self.tally_rules().next().map(|rule| rule.tally.of.clone()).ok_or_else(no_tally)
    }

    /// The rule by which a body's votes count today.
    ///
    /// # Errors
    /// No tally rule is in force for it.
    pub(crate) fn tally_rule(&self, body: &BodyId) -> Result<TallyRule<'a>, Problem> {
        self.tally_rules().find(|rule| &rule.tally.of == body).ok_or_else(no_tally)
    }

    /// Who may vote in a body today.
    pub(crate) fn roster_of(&self, body: &BodyId) -> Vec<Seat> {
        let tally = self.tally_rule(body).ok().map(|rule| rule.tally);
        match tally.map(|tally| (tally.voters, &tally.seats)) {
            Some((Voters::Parties, seats)) => self.register.parties_roster(seats, self.at.date()),
            Some((Voters::Members, _)) | None => self.register.roster(body, self.at.date()),
        }
    }

    /// What the vote would come to if it were closed now.
    pub(crate) fn count_now(&self, proposal: &Proposal, ballot: &Ballot) -> Result<Vec<Count>, Problem> {
        let rule = self.tally_rule(&ballot.body)?;
        let left_out = self.left_out(proposal, ballot);
        let solutions = proposal.solutions.as_slice();
        Ok(match solutions {
            [] | [_] => vec![rule.count(ballot, Matter::Only, &left_out)],
            several => {
                let each = several.iter().map(|one| rule.count(ballot, Matter::Solution(&one.id), &left_out));
                each.collect()
            }
        })
    }

    /// Whether the vote on a proposal decides it, and does not recommend to the Authority.
    #[must_use]
    pub(crate) fn decides_by_vote(&self, proposal: &Proposal) -> bool {
        matches!(proposal.path, Some(Path::SelfGovernance | Path::FastTrack) | None)
    }

    /// Those whose votes do not count: members who stand aside, alternates who voted and stand aside themselves, and those whom a
    /// Party in default had appointed.
    pub(crate) fn left_out(&self, proposal: &Proposal, ballot: &Ballot) -> Vec<LeftOut> {
        let mut found = Vec::new();
        for seat in &ballot.roster {
            let member = seat.member.clone();
            if let Some(held) = self.register.stands_aside(proposal.id.as_str(), &member) {
                found.push(LeftOut { member, because: format!("stands aside: {}", held.interest) });
            } else if let Some(because) = self.suspended_with(seat) {
                found.push(LeftOut { member, because });
            }
            for alternate in seat.alternates.iter().filter(|alternate| ballot.has_cast(alternate)) {
                if let Some(held) = self.register.stands_aside(proposal.id.as_str(), alternate) {
                    let because = format!("stands aside: {}", held.interest);
                    found.push(LeftOut { member: alternate.clone(), because });
                }
            }
        }
        found
    }

    /// Why the vote of a seat is suspended with the Party that had its holder appointed.
    fn suspended_with(&self, seat: &Seat) -> Option<String> {
        let party = self.register.party(seat.appointed_by.as_deref()?)?;
        self.governing(ActName::CastVote)
            .rules()
            .filter_map(|loaded| loaded.rule.check.suspension())
            .find_map(|suspension| match &suspension.reaches {
                Reach::Appointees(categories) if categories.contains(&party.category) => {
                    self.register.suspension(&party.name, &suspension.right).filter(|held| held.since <= self.at)
                }
                Reach::Appointees(_) | Reach::Party | Reach::PartyOf(_) | Reach::VotingGroup | Reach::Appointer(_) => {
                    None
                }
            })
            .map(|held| {
                let since = day(held.since.date());
                format!("appointed by {}, whose right under {} is suspended since {since}", held.party, held.right)
            })
    }

    /// Why a Voting Group's votes in an election do not count: a Party of it has lost the right.
    pub(crate) fn group_suspended(&self, group: &str) -> Option<String> {
        let governing = self.governing(ActName::VoteInElection);
        let mut suspensions = governing.rules().filter_map(|loaded| loaded.rule.check.suspension());
        suspensions.find_map(|suspension| match &suspension.reaches {
            Reach::VotingGroup => limits::group_suspension(self, group, suspension),
            Reach::Appointees(_) | Reach::Party | Reach::PartyOf(_) | Reach::Appointer(_) => None,
        })
    }

    /// Whether the act comes outside a time limit that marks it, and does not refuse it.
    pub(crate) fn is_late(&self) -> bool {
        let governing = self.governing(self.name);
        let mut marking = governing.rules().filter_map(|loaded| loaded.rule.check.time_limit());
        marking.any(|limit| limit.effect == Effect::Marked && matches!(limits::within(self, limit), Answer::NotMet(_)))
    }

    /// Why what the act says does not count: a suspension that marks it, and does not refuse it, reaches whoever acts.
    pub(crate) fn left_out_by_suspension(&self) -> Option<String> {
        let governing = self.governing(self.name);
        let suspensions = governing.rules().filter_map(|loaded| loaded.rule.check.suspension());
        let mut marking = suspensions.filter(|suspension| suspension.effect == Effect::Marked);
        marking.find_map(|suspension| limits::suspended(self, suspension))
    }

    fn tally_rules(&self) -> impl Iterator<Item = TallyRule<'a>> {
        let rules: Vec<&'a Loaded> = self.governing(ActName::CloseVote).rules().collect();
        let case = *self;
        rules.into_iter().filter_map(move |loaded| {
            let tally = loaded.rule.check.tally()?;
            let applies = !loaded.rule.when.iter().any(|when| when.is_met(&case) == Some(false));
            applies.then_some(TallyRule { rule: &loaded.rule, tally })
        })
    }
}

/// The solution that a vote approves: of several approved ones that with the most for it, and where objectives decide, of those the
/// one that serves more of them.
///
/// # Errors
/// The vote approves two solutions alike; the members can still vote again, for the vote stays open.
pub(crate) fn preferred<'c>(
    counts: impl Iterator<Item = (SolutionId, &'c Count)>,
) -> Result<Option<SolutionId>, (SolutionId, SolutionId)> {
    let weighed = |count: &Count| {
        let decide = count.how.as_ref().is_some_and(|how| how.objectives_need.is_some());
        let (served, _) = if decide { count.objectives_served() } else { (0, 0) };
        (count.for_and_against().0, served)
    };
    let approved: Vec<(SolutionId, (usize, usize))> = counts
        .filter(|(_, count)| count.outcome == Outcome::Approved)
        .map(|(solution, count)| (solution, weighed(count)))
        .collect();
    let most = approved.iter().map(|(_, votes)| *votes).max();
    let mut first = approved.into_iter().filter(|(_, votes)| Some(*votes) == most).map(|(solution, _)| solution);
    match (first.next(), first.next()) {
        (Some(one), Some(other)) => Err((one, other)),
        (only, _) => Ok(only),
    }
}

fn no_tally() -> Problem {
    Problem { field: None, message: "no rule in force says how this vote counts".to_owned() }
}
