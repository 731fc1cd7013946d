//! Folding what happens in consultations.

use jiff::civil::DateTime;

use crate::event::ConsultationEvent;
use crate::register::consultation::HandedIn;
use crate::register::{MatterConsultation, OutcomeReported, PointAnswered, Received, Register};

impl Register {
    pub(super) fn fold_consultation(&mut self, event: &ConsultationEvent, at: DateTime) -> Result<(), String> {
        match event {
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
            ConsultationEvent::Responded {
                consultation,
                respondent,
                category,
                view,
                answers,
                comment,
                counted,
                confidential,
            } => {
                let received = Received::keep(&HandedIn {
                    respondent,
                    category: category.as_deref(),
                    view: *view,
                    answers,
                    comment,
                    confidential: *confidential,
                    counted: *counted,
                    at,
                });
                self.held_mut(consultation)?.responses.push(received);
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
        }
        Ok(())
    }

    fn held_mut(&mut self, id: &str) -> Result<&mut MatterConsultation, String> {
        self.consultations
            .get_mut(id)
            .ok_or_else(|| format!("it is about the consultation {id}, which was never opened"))
    }
}
