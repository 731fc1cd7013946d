//! How this crate writes SQL: static texts, named, and listed so that a test can prepare each on both engines.

/// Defines constants for SQL texts, and `ALL`, the list of them by name.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: &str = $sql;)*

        /// The statements of this module by name.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) use statements;

#[cfg(test)]
mod tests;
