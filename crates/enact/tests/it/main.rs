//! Tests of the whole program, in one binary: each further file here is a module of this one. `tidy` says so when a file
//! is left out of the list.

#[cfg(test)]
mod readme;
#[cfg(test)]
mod tidy;
