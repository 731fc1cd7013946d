//! Folding what happens in consultations.

use jiff::civil::DateTime;

use crate::event::{ConsultationEvent, Event, Recorded};
use crate::register::{Erased, MatterConsultation, OutcomeReported, PointAnswered, Received, Register};

impl Register {
    /// What happens in consultations on matters of the Code; other events change nothing here.
    pub(super) fn fold_consultation(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        let Event::Consultation(told) = event else { return Ok(()) };
        match told {
            ConsultationEvent::Opened {
                consultation, title, about, by, opened, closes, questions, invited, ..
            } => {
                let held = MatterConsultation {
                    id: consultation.clone(),
                    about: about.clone(),
                    title: title.clone(),
                    by: by.clone(),
                    opened: *opened,
                    closes: *closes,
                    questions: questions.clone(),
                    invited: invited.clone(),
                    responses: Vec::new(),
                    outcome: None,
                };
                self.consultations.insert(consultation.clone(), held);
            }
            ConsultationEvent::Responded { consultation, .. } => {
                let held = self.held_mut(consultation)?;
                if let Some(received) = Received::told_by(event, at) {
                    received.join(&mut held.responses);
                }
            }
            ConsultationEvent::PointAnswered { consultation, proposal, respondent, question, answer, change, by } => {
                self.points.push(PointAnswered {
                    proposal: proposal.clone(),
                    consultation: consultation.clone(),
                    respondent: respondent.clone(),
                    question: *question,
                    answer: answer.clone(),
                    change: change.clone(),
                    by: by.clone(),
                    at,
                });
            }
            ConsultationEvent::OutcomeReported { consultation, to, summary, .. } => {
                let reported = OutcomeReported { to: to.clone(), summary: summary.clone(), at };
                self.held_mut(consultation)?.outcome = Some(reported);
            }
            ConsultationEvent::ConfidenceErased { entry, reasons, by, .. } => {
                let erased = Erased { by: by.clone(), reasons: reasons.clone(), at };
                self.response_mut(told, *entry)?.erase(erased);
            }
        }
        Ok(())
    }

    /// Notes where in the record a response stands; called after it was folded.
    pub(super) fn place_response(&mut self, recorded: &Recorded) -> Result<(), String> {
        let mut received = None;
        if let Event::ResponseReceived { proposal, kind, .. } = &recorded.event {
            let mut held = self.known_mut(proposal)?.consultations.iter_mut().rev();
            received = held.find(|held| held.kind == *kind).and_then(|held| held.responses.last_mut());
        } else if let Event::Consultation(ConsultationEvent::Responded { consultation, .. }) = &recorded.event {
            received = self.held_mut(consultation)?.responses.last_mut();
        }
        if let Some(received) = received {
            received.position = recorded.position;
        }
        Ok(())
    }

    /// The response at a position, to the consultation that an event names.
    fn response_mut(&mut self, event: &ConsultationEvent, entry: u64) -> Result<&mut Received, String> {
        let missing = || format!("entry {entry} of the record is no response to that consultation");
        let ConsultationEvent::ConfidenceErased { consultation, proposal, .. } = event else { return Err(missing()) };
        let responses: Vec<&mut Received> = match proposal {
            Some(proposal) => {
                let held = self.known_mut(proposal)?.consultations.iter_mut();
                held.flat_map(|held| &mut held.responses).collect()
            }
            None => self.held_mut(consultation)?.responses.iter_mut().collect(),
        };
        responses.into_iter().find(|response| response.position == entry).ok_or_else(missing)
    }

    fn held_mut(&mut self, id: &str) -> Result<&mut MatterConsultation, String> {
        self.consultations
            .get_mut(id)
            .ok_or_else(|| format!("it is about the consultation {id}, which was never opened"))
    }
}
