//! Small pieces of the page of an offer that follow what is typed: the script of the form asks for them again. They are
//! called alike on the page of the form and on that of the preview (`data-part`).

use leptos::prelude::*;

use super::super::Desk;
use super::help::Help;
use super::steps::StepTold;
use crate::domain::clock::{paris_date, spoken_from, spoken_hour};
use crate::domain::draft::{STEPS_MAX, sections};
use crate::domain::offer::OfferKind;
use crate::store::StoredDraft;
use crate::ui::icon::Icon;

/// How long it is told that somebody else wrote.
const LATELY: time::Duration = time::Duration::minutes(30);

/// A part of the form.
#[derive(Debug, Clone)]
pub struct PartLine {
    name: &'static str,
    title: &'static str,
    /// Required answers that it still lacks.
    missing: usize,
}

/// What the parts of a kind's form lack.
pub fn parts_of(kind: OfferKind, missing: &[&'static str]) -> Vec<PartLine> {
    let lacks = |section: &crate::domain::draft::Section| {
        section.fields.iter().filter(|spec| missing.contains(&spec.name)).count()
    };
    let line = |section: crate::domain::draft::Section| PartLine {
        missing: lacks(&section),
        name: section.name,
        title: section.short,
    };
    sections(kind).into_iter().map(line).collect()
}

/// Who else wrote in this offer lately.
pub fn others(desk: &Desk, draft: &StoredDraft) -> Option<String> {
    let now = desk.reading.clock.now();
    let else_wrote = draft.author != desk.account.email.as_str() && now - draft.changed_at < LATELY;
    else_wrote.then(|| {
        let day = paris_date(draft.changed_at);
        let when = if day == paris_date(now) { String::new() } else { format!(" {}", spoken_from(day, day)) };
        let hour = spoken_hour(draft.changed_at);
        let (who, so) = match draft.author.as_str() {
            // What an import writes bears no address.
            author if !author.contains('@') => ("Un import", ""),
            author => (author, " Parlez-vous avant de continuer."),
        };
        format!("{who} a écrit dans cette offre{when} à {hour}.{so}")
    })
}

/// That somebody else wrote; the script compares the edits with its own.
#[component]
pub fn Others(
    /// The sentence, and the last edits.
    told: (Option<String>, i64),
) -> impl IntoView {
    view! {
        <div data-part="autres" data-edits=told.1 role="status">
            {told.0.map(|sentence| view! { <p class="notice"><Icon name="people"/><span>{sentence}</span></p> })}
        </div>
    }
}

/// The way to each part of the form, and what it still lacks.
#[component]
pub fn PartsNav(
    /// The parts.
    parts: Vec<PartLine>,
) -> impl IntoView {
    view! {
        <nav class="parts" aria-label="Parties de l’offre" data-part="parties">
            <ol>
                {parts.into_iter().map(|part| view! {
                    <li>
                        <a href=format!("#partie-{}", part.name) class:done=part.missing == 0>
                            {part.title}
                            {if part.missing == 0 {
                                view! { <Icon name="done"/><span class="unseen">" : complet"</span> }.into_any()
                            } else {
                                view! { <span class="count">{part.missing}<span class="unseen">" à remplir"</span></span> }.into_any()
                            }}
                        </a>
                    </li>
                }).collect_view()}
            </ol>
        </nav>
    }
}

/// The opening hours in words, as the crate that reads them understands them.
#[component]
pub fn HoursTold(
    /// The words.
    hours: Option<String>,
) -> impl IntoView {
    view! {
        <div class="told" data-part="horaires" role="status">
            {hours.map(|hours| view! { <p>"Les gens liront : « "<strong>{hours}</strong>" »"</p> })}
        </div>
    }
}

/// All of them, out of sight: what the script takes.
#[component]
pub fn Fragments(
    /// What is told of the offer.
    help: Help,
) -> impl IntoView {
    let steps = help.steps.clone();
    view! {
        <div hidden>
            <Others told=help.others.clone()/>
            <PartsNav parts=help.parts.clone()/>
            <HoursTold hours=help.hours()/>
            {(1..=STEPS_MAX).map(|row| view! { <StepTold lines=steps.clone() row/> }).collect_view()}
        </div>
    }
}
