//! Reads parameters as pydantic does, and collects what is wrong with them, at bounded cost.

use serde_json::json;

use crate::server::api::error::Instead;
use crate::server::api::problem::Problem;

/// Values that a list may have: more than any enumeration has.
const VALUES_MAX: usize = 100;
/// Problems that are told at once.
const PROBLEMS_MAX: usize = 20;
/// Characters of a text.
const TEXT_MAX: usize = 200;

/// The pairs of a query, and the problems met so far. Of a parameter that is no list, the last value counts.
pub struct Reader<'a> {
    pairs: &'a [(String, String)],
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(pairs: &'a [(String, String)]) -> Self {
        Self { pairs, problems: Vec::new() }
    }

    /// Tells a problem.
    pub fn refuse(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        }
    }

    /// To be called when all is read.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn finish(self) -> Result<(), Instead> {
        if self.problems.is_empty() { Ok(()) } else { Err(Instead::Invalid(self.problems)) }
    }

    /// Whether the query has a parameter.
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.pairs.iter().rev().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The values of a list.
    fn values(&mut self, name: &str) -> Vec<(usize, &'a str)> {
        let all = self.pairs.iter().filter(|(one, _)| one == name).map(|(_, value)| value.as_str());
        let values: Vec<_> = all.enumerate().collect();
        if values.len() > VALUES_MAX {
            self.refuse(Problem::too_many(name, values.len(), VALUES_MAX));
            return Vec::new();
        }
        values
    }

    /// A text of at most 200 characters.
    pub fn text(&mut self, name: &str) -> Option<&'a str> {
        let text = self.value(name)?;
        if text.chars().nth(TEXT_MAX).is_some() {
            self.refuse(Problem::too_long(name, text, TEXT_MAX));
            return None;
        }
        Some(text)
    }

    /// Texts of at most 200 characters.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        let values = self.values(name);
        for (at, text) in &values {
            if text.chars().nth(TEXT_MAX).is_some() {
                self.refuse(Problem::too_long(name, text, TEXT_MAX).at(*at));
            }
        }
        values.into_iter().map(|(_, text)| text.to_owned()).collect()
    }

    /// A whole number within limits.
    pub fn integer(&mut self, name: &str, least: i64, most: i64) -> Option<i64> {
        let input = self.value(name)?;
        match integer(input) {
            Some(number) if number < least => self.refuse(Problem::too_small(name, input, least)),
            Some(number) if number > most => self.refuse(Problem::too_large(name, input, most)),
            Some(number) => return Some(number),
            None => self.refuse(Problem::new(
                "int_parsing",
                name,
                input,
                "Input should be a valid integer, unable to parse string as an integer",
            )),
        }
        None
    }

    /// A number within limits.
    pub fn number(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let input = self.value(name)?;
        match input.trim().replace('_', "").parse::<f64>() {
            Ok(number) if !number.is_finite() => {
                self.refuse(Problem::new("finite_number", name, input, "Input should be a finite number"));
            }
            Ok(number) if number < least => self.refuse(Problem::too_small(name, input, least)),
            Ok(number) if number > most => self.refuse(Problem::too_large(name, input, most)),
            Ok(number) => return Some(number),
            Err(_) => self.refuse(Problem::new(
                "float_parsing",
                name,
                input,
                "Input should be a valid number, unable to parse string as a number",
            )),
        }
        None
    }

    /// Yes or no, in any of the ways in which programs write it.
    pub fn switch(&mut self, name: &str) -> bool {
        let Some(input) = self.value(name) else { return false };
        match input.to_ascii_lowercase().as_str() {
            "true" | "1" | "on" | "t" | "y" | "yes" => true,
            "false" | "0" | "off" | "f" | "n" | "no" => false,
            _ => {
                self.refuse(Problem::new(
                    "bool_parsing",
                    name,
                    input,
                    "Input should be a valid boolean, unable to interpret input",
                ));
                false
            }
        }
    }

    /// Whether it is `true`; anything else is no, and nothing is refused.
    pub fn flag(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The code of a commune: five letters, digits or underscores.
    pub fn commune(&mut self, name: &str) -> Option<&'a str> {
        let input = self.value(name)?;
        let wrong = match input.chars().count() {
            0..5 => Problem::new("string_too_short", name, input, "String should have at least 5 characters")
                .with(json!({"min_length": 5})),
            5 if input.chars().all(|c| c.is_alphanumeric() || c == '_') => return Some(input),
            5 => {
                Problem::new("string_pattern_mismatch", name, input, "String should match pattern '^\\w{5}$'")
                    .with(json!({"pattern": "^\\w{5}$"}))
            }
            _ => Problem::too_long(name, input, 5),
        };
        self.refuse(wrong);
        None
    }

    /// One of some codes.
    pub fn code<'b>(&mut self, name: &str, codes: &[&'b str]) -> Option<&'b str> {
        let input = self.value(name)?;
        let code = codes.iter().find(|code| **code == input).copied();
        if code.is_none() {
            self.refuse(Problem::none_of(name, input, codes));
        }
        code
    }

    /// Values of an enumeration, whose codes are `all`.
    pub fn codes<T>(
        &mut self,
        name: &str,
        of_code: fn(&str) -> Option<T>,
        all: &dyn Fn() -> Vec<&'static str>,
    ) -> Vec<T> {
        let mut read = Vec::new();
        for (at, input) in self.values(name) {
            match of_code(input) {
                Some(value) => read.push(value),
                None => self.refuse(Problem::none_of(name, input, &all()).at(at)),
            }
        }
        read
    }

    /// Values that may be of two enumerations: `of_code` knows both, `sorts` names each with its codes.
    pub fn either<T>(
        &mut self,
        name: &str,
        of_code: impl Fn(&str) -> Option<Vec<T>>,
        sorts: &dyn Fn() -> [(&'static str, Vec<&'static str>); 2],
    ) -> Vec<T> {
        let mut read = Vec::new();
        for (at, input) in self.values(name) {
            match of_code(input) {
                Some(values) => read.extend(values),
                None => {
                    for (sort, codes) in sorts() {
                        self.refuse(Problem::none_of(name, input, &codes).at(at).of(sort));
                    }
                }
            }
        }
        read
    }
}

/// A whole number as Python writes them: spaces around, a sign, `1_000`, `1.0`. What no i64 holds is cut to its end.
fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let spaced = whole.starts_with('_') || whole.ends_with('_') || whole.contains("__");
    let is_number = !spaced && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if whole.is_empty() || !is_number || rest.is_empty() || rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let value = whole.replace('_', "").parse().unwrap_or(i64::MAX);
    Some(if negative { -value } else { value })
}
