//! What the contract promises to whoever asks over HTTP, whether a person's browser or a script.

mod acts;
mod addresses;
mod cached;
mod canary;
mod confidence;
mod described;
mod listed;
mod numbers;
mod said;
mod serving;
mod words;
