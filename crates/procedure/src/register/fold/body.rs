//! Folding what happens to bodies and those who sit on them.

use jiff::civil::DateTime;

use super::super::{Ended, Function, Interest, Office, Register};
use crate::act::OfficeKind;
use crate::event::BodyEvent;

impl Register {
    pub(super) fn fold_body(&mut self, event: &BodyEvent, at: DateTime) {
        match event {
            BodyEvent::OfficeEnded { person: name, acts_for, office, how, on, reasons } => {
                let Some(person) = self.people.get_mut(&name.to_lowercase()) else { return };
                let meant = |held: &Office| match (held, office) {
                    (Office::Member { of, .. }, OfficeKind::Member)
                    | (Office::ForBody(of), OfficeKind::Representative) => of.as_str() == acts_for,
                    (Office::ForParty(party), OfficeKind::Representative) => party.eq_ignore_ascii_case(acts_for),
                    (Office::Member { .. } | Office::ForBody(_) | Office::ForParty(_), _) => false,
                };
                for held in person.offices.iter_mut().filter(|held| meant(&held.office) && held.on(at.date())) {
                    held.until = Some(*on);
                    held.ended = Some(Ended { how: *how, reasons: reasons.clone() });
                }
                if let Some(held) = person.offices_on(*on).last().map(|held| held.office.clone()) {
                    person.office = held;
                }
            }
            BodyEvent::FunctionGiven { body, holder, from, decision } => self.functions.push(Function {
                of: body.clone(),
                holder: holder.clone(),
                from: Some(*from),
                until: None,
                decision: decision.clone(),
            }),
            BodyEvent::FunctionEnded { body, holder, on, reasons } => {
                let mut known = self.functions.iter_mut().rev();
                match known.find(|function| function.of == *body && function.until.is_none()) {
                    Some(function) => function.until = Some(*on),
                    // History alone told that the body had it.
                    None => self.functions.push(Function {
                        of: body.clone(),
                        holder: holder.clone(),
                        from: None,
                        until: Some(*on),
                        decision: reasons.clone(),
                    }),
                }
            }
            BodyEvent::InterestDeclared { proposal, body, member, interest, recused } => {
                let (body, member, interest) = (body.clone(), member.clone(), interest.clone());
                let held = Interest { body, member, interest, recused: *recused, at };
                self.interests.entry(proposal.clone()).or_default().push(held);
            }
        }
    }
}
