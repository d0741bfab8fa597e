//! The list that a JSON answer holds: `{"results": […]}`, `{"services": […]}`, several such answers one after the other, or
//! the bare list. Its elements are told one by one, as they stand in the text, so that none costs more than itself.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Values in one element: ten times what a service or a structure says, with all its posts.
const NODES_MAX: usize = 20_000;

/// Where a text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJson {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Tells each element of the lists of a name, or of a bare list; what an answer without such a list holds, as one element.
/// An element that holds too much is told as null. Answers the text of `also`, where an answer has it beside its list.
///
/// # Errors
/// Where it is not JSON; what came before has been told.
pub fn each_listed(
    text: &[u8],
    name: &str,
    also: &str,
    each: &mut dyn FnMut(Value),
) -> Result<Option<String>, NotJson> {
    let mut rest = serde_json::Deserializer::from_slice(text);
    let mut beside = None;
    // Several answers may follow one another; blanks may follow the last.
    while rest.end().is_err() {
        let answer = Answer { name, also, each, beside: &mut beside };
        answer
            .deserialize(&mut rest)
            .map_err(|error| NotJson { line: error.line(), column: error.column() })?;
    }
    Ok(beside)
}

/// One answer: an object that may hold the list, or the list itself.
struct Answer<'a> {
    name: &'a str,
    also: &'a str,
    each: &'a mut dyn FnMut(Value),
    beside: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for Answer<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Answer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or an answer that holds one")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut alone, mut listed, mut left) = (Map::new(), false, NODES_MAX);
        while let Some(key) = map.next_key::<String>()? {
            if key == self.name {
                listed = true;
                map.next_value_seed(List(&mut *self.each))?;
                continue;
            }
            let value = map.next_value_seed(Node(&mut left))?;
            if key == self.also {
                *self.beside = value.as_str().map(str::to_owned);
            }
            alone.insert(key, value);
        }
        if !listed {
            (self.each)(if left > 0 { Value::Object(alone) } else { Value::Null });
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        List(self.each).visit_seq(seq)
    }
}

/// The list: its elements one by one.
struct List<'a>(&'a mut dyn FnMut(Value));

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            let mut left = NODES_MAX;
            let Some(element) = seq.next_element_seed(Node(&mut left))? else { return Ok(()) };
            (self.0)(if left > 0 { element } else { Value::Null });
        }
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Any value, as long as there is room for it; the rest is passed over.
struct Node<'a>(&'a mut usize);

impl Node<'_> {
    /// Whether there is room for one more.
    fn fits(&mut self) -> bool {
        *self.0 = self.0.saturating_sub(1);
        *self.0 > 0
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while self.fits() {
            let Some(key) = map.next_key::<String>()? else { return Ok(Value::Object(object)) };
            object.insert(key, map.next_value_seed(Node(self.0))?);
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while self.fits() {
            let Some(value) = seq.next_element_seed(Node(self.0))? else { return Ok(Value::Array(list)) };
            list.push(value);
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listed(text: &str) -> Result<(Vec<Value>, Option<String>), NotJson> {
        let mut all = Vec::new();
        let next = each_listed(text.as_bytes(), "results", "next", &mut |one| all.push(one))?;
        Ok((all, next))
    }

    #[test]
    fn a_list_is_found_wherever_it_stands() {
        let expected = vec![json!({"a": 1}), json!({"a": 2})];
        for text in [
            r#"[{"a": 1}, {"a": 2}]"#,
            r#" {"count": 2, "results": [{"a": 1}, {"a": 2}], "other": [3]} "#,
            "{\"results\": [{\"a\": 1}]}\n{\"results\": [{\"a\": 2}]}\n",
            "{\"a\": 1}\n{\"a\": 2}",
        ] {
            assert_eq!(listed(text), Ok((expected.clone(), None)), "{text}");
        }
        assert_eq!(
            listed(r#"{"next": "https://a", "results": []}"#),
            Ok((vec![], Some("https://a".to_owned())))
        );
        assert_eq!(listed(r#"{"next": null, "results": null}"#), Ok((vec![], None)));
    }

    #[test]
    fn what_is_broken_says_where() {
        assert_eq!(listed("{\"results\": [\n{]}").unwrap_err().line, 2);
        assert!(
            listed("[{\"a\": 1}").is_err()
                && listed("[1] x").is_err()
                && listed("{\"results\": 3}").is_err()
                && listed("3").is_err()
        );
        assert!(listed(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn an_element_without_end_is_not_kept() {
        let many = "0,".repeat(NODES_MAX);
        let long = format!("[[{many}1], {{\"a\": 1}}, {{\"b\": [{many}1], \"c\": 2}}]");
        assert_eq!(listed(&long).unwrap().0, [Value::Null, json!({"a": 1}), Value::Null]);
        assert_eq!(listed(&format!("{{\"a\": [{many}1]}}")).unwrap().0, [Value::Null]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\"results\"|\"next\"|[\\[\\]{},:\"a1é ]|null){0,40}") {
            let _ = listed(&text);
        }
    }
}
