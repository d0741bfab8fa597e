//! What is wrong with the settings, in sentences that say how to set it right.

use std::fmt;

use thiserror::Error;

/// One setting that can't be used. It never quotes the value: that may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{variable} {what}. Example: {example}")]
pub struct ConfigError {
    /// The environment variable.
    pub variable: &'static str,
    /// What is wrong with it.
    pub what: String,
    /// A value that would do.
    pub example: &'static str,
}

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the settings can't be used:")?;
        self.0.iter().try_for_each(|error| write!(f, "\n  - {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_told_a_line_each() {
        let error = |variable| ConfigError { variable, what: "is wrong".to_owned(), example: "x" };
        let told = ConfigErrors(vec![error("A"), error("B")]).to_string();
        assert_eq!(
            told,
            "the settings can't be used:\n  - A is wrong. Example: x\n  - B is wrong. Example: x"
        );
    }
}
