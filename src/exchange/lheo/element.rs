//! XML read element by element, without entities, within bounds.

use std::io::BufRead;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesStart, Event};

use super::BrokenCatalogue;

/// Elements inside one another: LHEO has ten.
const MAX_DEPTH: usize = 40;
/// Characters of text and elements of one formation.
const MAX_WEIGHT: usize = 2 << 20;

/// An element with what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, without prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Its own text.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
    /// The line of the file where it begins, from 1.
    pub line: u64,
}

impl Element {
    /// The elements of a name right in this one.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element at the end of a path such as `coordonnees/adresse`.
    pub fn at(&self, path: &str) -> Option<&Element> {
        path.split('/')
            .try_fold(self, |element, name| element.children.iter().find(|child| child.name == name))
    }

    /// The text at the end of a path, on one line; nothing where it is blank.
    pub fn text_at(&self, path: &str) -> Option<String> {
        let text = self.at(path)?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// An attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(one, _)| one == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }
}

/// The elements of a name in a document, one by one.
pub(super) struct Elements<R> {
    reader: Reader<DecodingReader<R>>,
    root: &'static str,
    wanted: &'static str,
    line: u64,
    depth: usize,
    in_root: bool,
    ended: bool,
}

impl<R: BufRead> Elements<R> {
    pub(super) fn new(mut reader: R, root: &'static str, wanted: &'static str) -> Self {
        let declared = reader.fill_buf().ok().and_then(declared);
        let mut decoding = DecodingReader::new(reader);
        if let Some(encoding) = declared {
            decoding.set_encoding(encoding);
        }
        let mut reader = Reader::from_reader(decoding);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, root, wanted, line: 1, depth: 0, in_root: false, ended: false }
    }

    /// The next wanted element, whole; nothing at the end of the document.
    fn wanted(&mut self) -> Result<Option<Element>, BrokenCatalogue> {
        let mut stack: Vec<Element> = Vec::new();
        let mut weight = 0;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            let at = self.line;
            let event = match event {
                Ok(event) => event,
                Err(quick_xml::Error::IllFormed(quick_xml::errors::IllFormedError::MissingEndTag(_)))
                | Err(quick_xml::Error::Syntax(_)) => return Err(BrokenCatalogue::Truncated(at)),
                Err(error) => return Err(broken(at, error)),
            };
            self.line += event.matches('\n').count() as u64;
            match event {
                Event::DocType(_) => return Err(BrokenCatalogue::Entity(at)),
                Event::Eof if self.depth > 0 => return Err(BrokenCatalogue::Truncated(at)),
                Event::Eof if !self.in_root => return Err(BrokenCatalogue::NotLheo),
                Event::Eof => return Ok(None),
                Event::Start(start) => {
                    self.depth += 1;
                    let name = start.local_name().as_ref().to_owned();
                    if self.depth == 1 {
                        if name != self.root {
                            return Err(BrokenCatalogue::NotLheo);
                        }
                        self.in_root = true;
                    }
                    weight += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(BrokenCatalogue::TooLarge(at));
                    }
                    if !stack.is_empty() || name == self.wanted {
                        let attributes = attributes(&start, at)?;
                        weight +=
                            attributes.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
                        stack.push(Element { name, attributes, line: at, ..Element::default() });
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    let Some(done) = stack.pop() else { continue };
                    match stack.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(Some(done)),
                    }
                }
                Event::Text(text) => take(&mut stack, &mut weight, &text.xml10_content()),
                Event::CData(text) => take(&mut stack, &mut weight, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let letter = match reference.resolve_char_ref() {
                        Ok(Some(letter)) => Some(letter),
                        _ => predefined(&reference),
                    };
                    let letter = letter.ok_or(BrokenCatalogue::Entity(at))?;
                    take(&mut stack, &mut weight, letter.encode_utf8(&mut [0; 4]));
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            }
            if weight > MAX_WEIGHT {
                return Err(BrokenCatalogue::TooLarge(at));
            }
        }
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Result<Element, BrokenCatalogue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.wanted().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// The encoding that the first bytes of a document declare, where its letters are bytes.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let start = &start[..start.len().min(200)];
    let end = start.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(start.get(..end)?).ok()?;
    let (_, value) = declaration.strip_prefix("<?xml")?.split_once("encoding")?;
    let label = value.trim_start_matches(['=', ' ', '"', '\'']).split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

fn take(stack: &mut [Element], weight: &mut usize, text: &str) {
    if let Some(element) = stack.last_mut() {
        *weight += text.len();
        element.text.push_str(text);
    }
}

/// The five entities that XML itself has.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn attributes(start: &BytesStart<'_>, line: u64) -> Result<Vec<(String, String)>, BrokenCatalogue> {
    let mut all = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| broken(line, error))?;
        let value =
            quick_xml::escape::unescape(&attribute.value).map_err(|_| BrokenCatalogue::Entity(line))?;
        all.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(all)
}

fn broken(line: u64, error: impl std::fmt::Display) -> BrokenCatalogue {
    let reason = error.to_string().chars().filter(|letter| !letter.is_control()).take(120).collect();
    BrokenCatalogue::Xml { line, reason }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::formations;
    use super::*;

    fn read(text: &str) -> Vec<Result<Element, BrokenCatalogue>> {
        formations(text.as_bytes()).collect()
    }

    #[test]
    fn formations_come_one_by_one_with_their_lines() {
        let text = "<?xml version=\"1.0\"?>\n<l:lheo xmlns:l=\"x\"><l:offres>\n<l:formation numero=\"a&amp;b\">\n\
                    <l:intitule-formation>Lire &amp; <![CDATA[<écrire>]]> &#233;</l:intitule-formation><vide/>\n</l:formation>\n\
                    <formation/></l:offres></l:lheo>";
        let all = read(text);
        let first = all[0].as_ref().unwrap();
        assert_eq!((first.line, first.attribute("numero")), (3, Some("a&b")));
        assert_eq!(first.text_at("intitule-formation").as_deref(), Some("Lire & <écrire> é"));
        assert_eq!(first.at("intitule-formation").unwrap().line, 4);
        assert_eq!((all.len(), all[1].as_ref().unwrap().line), (2, 6));
    }

    #[test]
    fn latin_letters_are_read_as_declared() {
        let text =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><lheo><formation><a>été</a></formation></lheo>";
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
        let first = formations(&*bytes).next().unwrap().unwrap();
        assert_eq!(first.text_at("a").as_deref(), Some("été"));
    }

    #[test]
    fn what_is_hostile_or_cut_is_told_with_its_line() {
        let last = |text: &str| read(text).pop().unwrap().unwrap_err();
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lheo [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<lheo>&b;</lheo>";
        assert_eq!(last(bomb), BrokenCatalogue::Entity(2));
        assert_eq!(last("<lheo>\n<formation>&b;</formation></lheo>"), BrokenCatalogue::Entity(2));
        assert_eq!(last("<lheo><formation a=\"&b;\"></formation></lheo>"), BrokenCatalogue::Entity(1));
        assert_eq!(last("<rss></rss>"), BrokenCatalogue::NotLheo);
        assert_eq!(last("<lheo><formation>\n"), BrokenCatalogue::Truncated(2));
        assert_eq!(last("<lheo><formation></formation>\n<form"), BrokenCatalogue::Truncated(2));
        assert!(matches!(last("<lheo><a></b></lheo>"), BrokenCatalogue::Xml { line: 1, .. }));
        let deep = format!("<lheo>{}", "<formation>".repeat(100));
        assert_eq!(last(&deep), BrokenCatalogue::TooLarge(1));
        let long = format!("<lheo><formation>{}</formation></lheo>", "a".repeat(MAX_WEIGHT + 1));
        assert_eq!(last(&long), BrokenCatalogue::TooLarge(1));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<lheo>|<formation>|</formation>|<action numero=\"1\">|</action>|</lheo>|<!|&|;|\\]\\]>|<\\?|[a-z<>/=\"' ]){0,40}") {
            read(&text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            formations(&*bytes).count();
        }
    }
}
