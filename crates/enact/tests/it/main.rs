//! Tests of the whole program, in one binary: each further file here is a module of this one. `tidy` says so when a file
//! is left out of the list.

#[cfg(test)]
mod applying;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod code;
#[cfg(test)]
mod configured;
#[cfg(test)]
mod erased;
#[cfg(test)]
mod export;
#[cfg(test)]
#[path = "../../../ledger/tests/it/fault_row.rs"]
mod fault_row;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod fuzzed;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod http;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod program;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod rebuilt;
#[cfg(test)]
mod runbook;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod told;
#[cfg(test)]
mod traced;
