//! What is wrong with a parameter, in the words and the shape of FastAPI, which the peer's clients read.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Characters of a refused value that are given back.
const INPUT_MAX: usize = 200;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = ValidationError)]
pub struct Problem {
    r#type: &'static str,
    loc: Vec<Step>,
    msg: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    ctx: Option<Value>,
}

/// A step on the way to what is wrong: `query`, the parameter, the place in its list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Step {
    /// A name.
    Name(String),
    /// A place, from 0.
    At(usize),
}

impl Problem {
    /// What `kind` says of the parameter `name`, whose value is `input`.
    pub fn new(kind: &'static str, name: &str, input: &str, msg: impl Into<String>) -> Self {
        Self {
            r#type: kind,
            loc: vec![Step::Name("query".to_owned()), Step::Name(short(name))],
            msg: msg.into(),
            input: Some(short(input)),
            ctx: None,
        }
    }

    /// At a place of the parameter's list.
    pub fn at(mut self, place: usize) -> Self {
        self.loc.push(Step::At(place));
        self
    }

    /// Of one of the sorts that the value could be.
    pub fn of(mut self, sort: &str) -> Self {
        self.loc.push(Step::Name(sort.to_owned()));
        self
    }

    /// With what a program needs to explain it.
    pub fn with(mut self, ctx: Value) -> Self {
        self.ctx = Some(ctx);
        self
    }

    /// Where the value itself would be too long to give back.
    pub fn without_input(mut self) -> Self {
        self.input = None;
        self
    }

    /// The value is none of those expected.
    pub fn none_of(name: &str, input: &str, expected: &[&str]) -> Self {
        let quoted: Vec<String> = expected.iter().map(|code| format!("'{code}'")).collect();
        let list = match quoted.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
            _ => quoted.concat(),
        };
        Self::new("enum", name, input, format!("Input should be {list}")).with(json!({"expected": list}))
    }

    /// The value is less than it may be.
    pub fn too_small(name: &str, input: &str, least: impl Into<Value>) -> Self {
        let least = least.into();
        Self::new(
            "greater_than_equal",
            name,
            input,
            format!("Input should be greater than or equal to {least}"),
        )
        .with(json!({"ge": least}))
    }

    /// The value is more than it may be.
    pub fn too_large(name: &str, input: &str, most: impl Into<Value>) -> Self {
        let most = most.into();
        Self::new("less_than_equal", name, input, format!("Input should be less than or equal to {most}"))
            .with(json!({"le": most}))
    }

    /// The text has more characters than it may.
    pub fn too_long(name: &str, input: &str, most: usize) -> Self {
        Self::new("string_too_long", name, input, format!("String should have at most {most} characters"))
            .with(json!({"max_length": most}))
    }

    /// The parameter is repeated more often than it may.
    pub fn too_many(name: &str, count: usize, most: usize) -> Self {
        let msg = format!("List should have at most {most} items after validation, not {count}");
        Self::new("too_long", name, "", msg)
            .with(json!({"field_type": "List", "max_length": most, "actual_length": count}))
            .without_input()
    }
}

fn short(text: &str) -> String {
    text.chars().take(INPUT_MAX).collect()
}
