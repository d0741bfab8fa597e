//! The list under a field that proposes while somebody types: an ARIA combobox with a listbox, its options in groups.
//!
//! What somebody points at never moves: an answer that comes once she is in the list is dropped, and once the list is
//! closed it does not open it again.

use std::future::Future;
use std::time::Duration;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::suggestion::{Suggestion, SuggestionKind};
use crate::error::PageError;

/// Wait after a key before asking, so that a fast typist asks once.
const PAUSE: Duration = Duration::from_millis(120);
/// Letters from which something is proposed.
const SHORTEST: usize = 2;

/// The state of a list, and what is done with it. The field's id is the beginning of all others.
#[derive(Clone, Copy)]
pub struct SuggestList {
    id: &'static str,
    found: RwSignal<Vec<Suggestion>>,
    active: RwSignal<Option<usize>>,
    said: RwSignal<String>,
    /// The number of the last question; an answer to another one comes too late.
    asked: StoredValue<u32>,
    choose: Callback<Suggestion>,
}

/// What a key wants of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing more.
    Nothing,
    /// The list, which is closed.
    List,
}

impl SuggestList {
    /// The list of the field of that id; screen readers hear what is `said`.
    pub fn new(
        id: &'static str,
        said: RwSignal<String>,
        choose: impl Fn(Suggestion) + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            found: RwSignal::default(),
            active: RwSignal::default(),
            said,
            asked: StoredValue::new(0),
            choose: Callback::new(choose),
        }
    }

    /// `aria-controls` of the field.
    pub fn list_id(self) -> String {
        format!("{}-liste", self.id)
    }

    /// `aria-expanded` of the field.
    pub fn expanded(self) -> String {
        self.found.with(|found| !found.is_empty()).to_string()
    }

    /// `aria-activedescendant` of the field.
    pub fn active_id(self) -> Option<String> {
        self.active.get().map(|at| self.option_id(at))
    }

    fn option_id(self, at: usize) -> String {
        format!("{}-{at}", self.id)
    }

    /// From now on, an answer still under way comes too late.
    fn keep_still(self) {
        self.asked.update_value(|asked| *asked = asked.wrapping_add(1));
    }

    /// Closes the list.
    pub fn close(self) {
        self.keep_still();
        self.found.set(Vec::new());
        self.active.set(None);
        self.said.set(String::new());
    }

    /// Asks `read` for what goes with a text, once whoever types makes a pause.
    pub fn ask<F>(self, text: String, read: impl FnOnce(String) -> F + Send + 'static)
    where
        F: Future<Output = Result<Vec<Suggestion>, PageError>> + 'static,
    {
        self.keep_still();
        let asked = self.asked.get_value();
        if text.trim().chars().count() < SHORTEST {
            return self.close();
        }
        let is_last = move || self.asked.try_get_value() == Some(asked);
        // Where no timer can be had nothing is proposed, and the field goes on as plain text.
        let _ = set_timeout(
            move || {
                // A key pressed meanwhile asks for itself.
                if !is_last() {
                    return;
                }
                spawn_local(async move {
                    if let Ok(found) = read(text).await
                        && is_last()
                    {
                        self.show(found);
                    }
                });
            },
            PAUSE,
        );
    }

    fn show(self, found: Vec<Suggestion>) {
        self.said.set(match found.len() {
            0 => "Pas de proposition.".to_owned(),
            1 => "1 proposition.".to_owned(),
            many => format!("{many} propositions."),
        });
        self.active.set(None);
        self.found.set(found);
    }

    fn take(self, at: usize) {
        if let Some(chosen) = self.found.with_untracked(|found| found.get(at).cloned()) {
            self.close();
            self.choose.run(chosen);
        }
    }

    /// Follows a key pressed in the field.
    pub fn key(self, event: &KeyboardEvent) -> Wanted {
        let count = self.found.with_untracked(Vec::len);
        let active = self.active.get_untracked();
        let next = match (event.key().as_str(), active) {
            ("ArrowDown" | "ArrowUp", _) if count == 0 => return Wanted::List,
            _ if count == 0 || event.is_composing() => return Wanted::Nothing,
            ("ArrowDown", None) => Some(0),
            ("ArrowDown", Some(at)) => Some((at + 1) % count),
            ("ArrowUp", None | Some(0)) => Some(count - 1),
            ("ArrowUp", Some(at)) => Some(at - 1),
            ("Enter", Some(at)) => {
                event.prevent_default();
                self.take(at);
                return Wanted::Nothing;
            }
            ("Escape", _) => {
                event.prevent_default();
                self.close();
                return Wanted::Nothing;
            }
            ("Tab" | "Enter", _) => {
                self.close();
                return Wanted::Nothing;
            }
            // The cursor moves in the text: nothing is pointed at any more.
            ("ArrowLeft" | "ArrowRight" | "Home" | "End", _) => {
                self.active.set(None);
                return Wanted::Nothing;
            }
            _ => return Wanted::Nothing,
        };
        event.prevent_default();
        self.keep_still();
        self.active.set(next);
        if let Some(option) = next.and_then(|at| document().get_element_by_id(&self.option_id(at))) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
        Wanted::Nothing
    }

    /// A hand that comes near keeps the list as it is; a list that opens under a mouse at rest does not.
    fn pointed(self, event: &PointerEvent) {
        if event.movement_x() != 0 || event.movement_y() != 0 || event.type_() == "pointerdown" {
            self.keep_still();
        }
    }
}

/// Writes what was chosen into its field, and tells the form: a script that writes is not heard otherwise.
pub fn write(field: NodeRef<Input>, text: &str) {
    let Some(field) = field.get_untracked() else { return };
    field.set_value(text);
    let bubbling = web_sys::EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(change) = web_sys::Event::new_with_event_init_dict("change", &bubbling) {
        let _ = field.dispatch_event(&change);
    }
}

/// The list itself, to stand after the field, in an element placed with `position: relative`.
#[component]
pub fn SuggestOptions(
    /// Its state.
    list: SuggestList,
    /// What it holds.
    label: &'static str,
    /// Whether each kind has its heading.
    #[prop(optional)]
    headings: bool,
) -> impl IntoView {
    view! {
        <div
            id=list.list_id() role="listbox" aria-label=label class="suggestions"
            hidden=move || list.found.with(Vec::is_empty)
            on:pointerdown=move |event| list.pointed(&event)
            on:pointermove=move |event| list.pointed(&event)
            // The field keeps the focus while one chooses.
            on:mousedown=move |event| event.prevent_default()
        >
            {move || {
                let found = list.found.get();
                if headings { groups(list, &found).into_any() } else { options(list, &found, 0).into_any() }
            }}
        </div>
        <p class="aside" role="status">{list.said}</p>
    }
}

/// Each kind under its heading.
fn groups(list: SuggestList, found: &[Suggestion]) -> impl IntoView + use<> {
    let mut at = 0;
    let groups = found.chunk_by(|one, next| one.kind == next.kind).map(|group| {
        let first = at;
        at += group.len();
        let heading = group.first().map_or("", |one| one.kind.heading());
        let id = format!("{}-titre-{first}", list.id);
        let labelled = id.clone();
        view! {
            <div role="group" aria-labelledby=id>
                <div id=labelled class="suggestions-heading" role="presentation">{heading}</div>
                {options(list, group, first)}
            </div>
        }
    });
    groups.collect_view()
}

fn options(list: SuggestList, found: &[Suggestion], first: usize) -> impl IntoView + use<> {
    let option = |(at, one): (usize, &Suggestion)| {
        let opens = one.kind == SuggestionKind::Organisation;
        view! {
            <div
                id=list.option_id(at) role="option" class="suggestion" class:opens=opens
                aria-selected=move || (list.active.get() == Some(at)).to_string()
                on:click=move |_| list.take(at)
            >
                {one.label.clone()}
                // The space is for who listens.
                {(!one.detail.is_empty()).then(|| view! { " "<span class="suggestion-detail">{one.detail.clone()}</span> })}
            </div>
        }
    };
    found.iter().enumerate().map(|(at, one)| option((first + at, one))).collect_view()
}
