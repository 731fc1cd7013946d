//! Which term means what and which reference leads where, in the texts that were read last.

use std::sync::{Mutex, PoisonError};

use legaltext::graph::Graph;
use legaltext::{Edition, Hash};

use crate::server::Visit;

/// How many graphs are kept: the text in force and a few others that are being read or compared.
const KEPT: usize = 12;

/// The graphs of the texts read last, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Graphs(Mutex<Vec<(Key, Graph)>>);

/// What a graph depends on: the words, and the editions before them that tell where a provision went.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    code: String,
    words: Hash,
    position: u64,
}

impl Graphs {
    /// The graph of a text of the visit's Code.
    pub(crate) fn of(&self, visit: &Visit, edition: &Edition) -> Graph {
        let position = visit.register.position();
        let key = Key { code: visit.code.as_str().to_owned(), words: edition.hash(), position };
        if let Some(graph) = self.kept(&key) {
            return graph;
        }
        // Made outside the lock: a second reader of the same text makes it once more rather than waiting.
        let earlier = visit.register.editions().rev().map(|(_, earlier)| earlier);
        let graph = earlier.fold(Graph::of(edition), |graph, earlier| graph.since(earlier));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(held, _)| held.code != key.code || held.position == key.position);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, graph.clone()));
        graph
    }

    fn kept(&self, key: &Key) -> Option<Graph> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(held, _)| held == key)?;
        let found = kept.remove(at);
        let graph = found.1.clone();
        kept.push(found);
        Some(graph)
    }
}
