//! Reading the file of the dictionary.

use super::Meaning;
use crate::domain::filter::{Filter, FilterGroup};
use crate::search::fold;
use crate::search::stem::stem;
use crate::search::stop::is_stop;

/// A line: the ways to say it, and what it means.
#[derive(Debug)]
pub struct Line {
    /// As they are written.
    pub phrases: Vec<&'static str>,
    /// What they mean; its label is the first of them.
    pub meaning: Meaning,
}

/// Every line that says something; an error says what is wrong, and where.
pub fn lines(file: &'static str) -> impl Iterator<Item = Result<Line, String>> {
    let said = file.lines().enumerate().map(|(at, text)| (at + 1, text.trim()));
    said.filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(number, text)| line(text).map_err(|problem| format!("ligne {number} : {problem}")))
}

fn line(text: &'static str) -> Result<Line, String> {
    let (phrases, meanings) = text.split_once(" = ").ok_or("il manque « = » entre deux espaces")?;
    let phrases: Vec<&str> = phrases.split(',').map(str::trim).collect();
    if let Some(empty) = phrases.iter().find(|phrase| fold(phrase).is_empty()) {
        return Err(format!("« {empty} » n’a ni lettre ni chiffre"));
    }
    let mut meaning = Meaning { filters: Vec::new(), words: Vec::new(), label: phrases[0] };
    for item in meanings.split(',').map(str::trim) {
        match filter(item)? {
            Some(filter) => meaning.filters.push(filter),
            None => meaning.words.push(content(item).ok_or_else(|| format!("« {item} » ne veut rien dire"))?),
        }
    }
    Ok(Line { phrases, meaning })
}

/// The value of a filter, written as its group and its code.
fn filter(item: &str) -> Result<Option<Filter>, String> {
    let Some((group, code)) = item.split_once(' ') else { return Ok(None) };
    match FilterGroup::from_name(group) {
        Some(group) => group.value(code).map(Some).ok_or_else(|| format!("« {item} » n’existe pas")),
        None => Ok(None),
    }
}

/// The stems of a phrase, each once; stop words only where there is nothing else.
fn content(phrase: &str) -> Option<Vec<String>> {
    let folded = fold(phrase);
    let mut stems: Vec<String> = Vec::new();
    for word in folded.split_whitespace() {
        let stem = stem(word).into_owned();
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    if stems.iter().any(|stem| !is_stop(stem)) {
        stems.retain(|stem| !is_stop(stem));
    }
    (!stems.is_empty()).then_some(stems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_phrases_and_what_they_mean() {
        let line = line("permis, le code = theme mobilite--preparer-un-permis, Permis de conduire").unwrap();
        assert_eq!(line.phrases, ["permis", "le code"]);
        assert_eq!(line.meaning.label, "permis");
        assert_eq!(line.meaning.filters[0].code(), "mobilite--preparer-un-permis");
        assert_eq!(line.meaning.words, [["permi", "conduire"]]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let file = "# une remarque\n\npermis\npermis, ? = permis\npermis = theme nulle-part\npermis = \n";
        let problems: Vec<String> = lines(file).map(|line| line.unwrap_err()).collect();
        assert_eq!(
            problems,
            [
                "ligne 3 : il manque « = » entre deux espaces",
                "ligne 4 : « ? » n’a ni lettre ni chiffre",
                "ligne 5 : « theme nulle-part » n’existe pas",
                "ligne 6 : il manque « = » entre deux espaces",
            ]
        );
    }
}
