//! Reading variables one by one, and keeping every error for the end.

use std::fmt::Display;

use super::ConfigError;

/// Reads variables and gathers what is wrong.
pub struct Reader<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
    errors: Vec<ConfigError>,
}

impl<'a> Reader<'a> {
    /// A reader of the variables that `variable` answers.
    pub fn new(variable: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { variable, errors: Vec::new() }
    }

    /// The value of a variable; nothing where it is unset or blank.
    pub fn set(&self, name: &str) -> Option<String> {
        (self.variable)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// A text that is free.
    pub fn text(&self, name: &str, default: &str) -> String {
        self.set(name).unwrap_or_else(|| default.to_owned())
    }

    /// A value that has a default. Nothing where it is wrong: the reader keeps the error.
    pub fn parse<T, E: Display>(
        &mut self,
        name: &'static str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, E>,
        example: &'static str,
    ) -> Option<T> {
        let parsed = parse(&self.text(name, default));
        parsed.map_err(|error| self.refuse(name, error, example)).ok()
    }

    /// A value that may be missing. The outer nothing is an error that the reader keeps.
    pub fn optional<T, E: Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
        example: &'static str,
    ) -> Option<Option<T>> {
        let parsed = self.set(name).as_deref().map(parse).transpose();
        parsed.map_err(|error| self.refuse(name, error, example)).ok()
    }

    /// A switch: `on` or `off`.
    pub fn switch(&mut self, name: &'static str, default: &'static str) -> Option<bool> {
        let parse = |text: &str| match text {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err("is neither on nor off"),
        };
        self.parse(name, default, parse, default)
    }

    /// Keeps an error.
    pub fn refuse(&mut self, variable: &'static str, what: impl Display, example: &'static str) {
        self.errors.push(ConfigError { variable, what: what.to_string(), example });
    }

    /// What is wrong with all that was read.
    pub fn finish(self) -> Vec<ConfigError> {
        self.errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_is_unset_and_every_error_is_kept() {
        let variable =
            |name: &str| (name != "UNSET").then(|| format!(" {} ", name.trim_start_matches("BLANK")));
        let mut reader = Reader::new(&variable);
        assert_eq!(
            (reader.set("UNSET"), reader.set("BLANK"), reader.set("x")),
            (None, None, Some("x".to_owned()))
        );
        let parse = |text: &str| text.parse::<u8>();
        assert_eq!(reader.parse("UNSET", "7", parse, "7"), Some(7));
        assert_eq!(reader.optional("BLANK", parse, "7"), Some(None));
        assert_eq!((reader.switch("off", "on"), reader.switch("UNSET", "on")), (Some(false), Some(true)));
        assert_eq!((reader.switch("yes", "on"), reader.optional("x", parse, "7")), (None, None));
        let errors: Vec<_> = reader.finish().into_iter().map(|error| error.variable).collect();
        assert_eq!(errors, ["yes", "x"]);
    }
}
