//! What the contract promises to whoever asks over HTTP, whether a person's browser or a script.

mod acts;
mod addresses;
mod confidence;
mod listed;
mod numbers;
mod serving;
mod words;
