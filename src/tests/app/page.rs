//! An answer of the server, read as a browser's parser reads it.

use std::cell::RefCell;

use axum::http::HeaderMap;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// An answer.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

/// An element's name and attributes, with the text right after it.
#[derive(Debug, Default, Clone)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    /// Where it is the end of an element instead: of which.
    pub closes: String,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

impl Page {
    /// A header as text; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "not a redirect: {}", self.text());
        self.header("location")
    }

    /// Every element, in order. Fails where a page is not written as the standard wants it.
    pub fn elements(&self) -> Vec<Element> {
        let reader = Reader { page: self.html.starts_with("<!DOCTYPE"), ..Reader::default() };
        let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(self.html.as_str().into());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.elements.into_inner()
    }

    /// The elements of a name.
    pub fn all(&self, name: &str) -> Vec<Element> {
        self.elements().into_iter().filter(|element| element.name == name).collect()
    }

    /// The ids that more than one element bears.
    pub fn shared_ids(&self) -> Vec<String> {
        let elements = self.elements();
        let mut ids: Vec<&str> = elements.iter().filter_map(|one| one.get("id")).collect();
        ids.sort_unstable();
        ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned()).collect()
    }

    /// What a person reads, on one line.
    pub fn text(&self) -> String {
        let read = |element: &Element| !matches!(element.name.as_str(), "script" | "style" | "title");
        let texts: Vec<String> =
            self.elements().into_iter().filter(read).map(|element| element.text).collect();
        // A full stop or a comma after a link belongs to it.
        let text = texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        text.replace(" ,", ",").replace(" .", ".")
    }

    /// Fails unless the person reads all of these.
    #[track_caller]
    pub fn says(&self, sentences: &[&str]) {
        let text = self.text();
        for sentence in sentences {
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&sentence), "{}: « {sentence} » is missing from: {text}", self.status);
        }
    }

    /// The id that the server put into the request's form.
    pub fn form_id(&self) -> String {
        self.hidden("envoi")
    }

    /// The value of the first field of a name.
    pub fn hidden(&self, name: &str) -> String {
        let input = self.all("input").into_iter().find(|input| input.get("name") == Some(name));
        let value = input.as_ref().and_then(|input| input.get("value"));
        value.unwrap_or_else(|| panic!("no field {name}: {}", self.text())).to_owned()
    }

    /// The offers of the cards, in order, by the end of their address.
    pub fn cards(&self) -> Vec<String> {
        let slug = |link: Element| Some(link.get("href")?.strip_prefix("/offres/")?.to_owned());
        let mut cards = Vec::new();
        let mut elements = self.elements().into_iter();
        while elements.any(|element| element.get("class") == Some("card")) {
            cards.extend(elements.find(|element| element.name == "a").and_then(slug));
        }
        cards
    }
}

#[derive(Default)]
struct Reader {
    elements: RefCell<Vec<Element>>,
    /// Whether it is a page: other answers are read by it too.
    page: bool,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut elements = self.elements.borrow_mut();
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let attributes = attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                elements.push(Element {
                    name: name.to_string(),
                    attributes: attributes.collect(),
                    ..Element::default()
                });
                match &*name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "noscript" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "textarea" | "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            // What follows an end stands apart, under no name.
            Token::TagToken(Tag { name, .. }) => {
                elements.push(Element { closes: name.to_string(), ..Element::default() });
            }
            Token::CharacterTokens(text) => match elements.last_mut() {
                Some(element) => element.text.push_str(&text),
                None => elements.push(Element { text: text.to_string(), ..Element::default() }),
            },
            Token::ParseError(wrong) => assert!(!self.page, "{wrong}, after {:?}", elements.last()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
