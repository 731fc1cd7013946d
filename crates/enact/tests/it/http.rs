//! What the contract promises to whoever asks over HTTP, whether a person's browser or a script.

mod acts;
mod addresses;
mod canary;
mod confidence;
mod described;
mod listed;
mod numbers;
mod serving;
mod words;
