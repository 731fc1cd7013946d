//! Documents cut off or damaged: what is left is read, and what is missing is said.
