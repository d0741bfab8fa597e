//! `/espace/{structure}/offres/{id}/historique`: what an offer said before, and what two people wrote at the same time.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::super::super::shown::parameter;
use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::editor::draft_of;
use crate::domain::clock::{full_date, paris_date, spoken_hour};
use crate::domain::draft::compare::{Difference, compare};
use crate::domain::draft::words_apart::{Piece, words_apart};
use crate::domain::membership::Role;
use crate::store::{StoredDraft, VERSIONS_PAGE, Version};
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::icon::Icon;

/// What the history shows.
struct History {
    draft: StoredDraft,
    versions: Vec<Version>,
    more: bool,
    page: i64,
    /// The version that was asked for, beside what is typed now.
    looked_at: Option<(Version, Vec<Difference>)>,
}

/// The page of the history.
#[component]
pub fn OfferHistoryPage() -> impl IntoView {
    let id = parameter("offer");
    let (page, version) = use_query_map().with_untracked(|query| {
        let page = query.get("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1);
        let version = query.get("version").and_then(|version| version.parse::<Uuid>().ok());
        (page.clamp(1, 1_000) - 1, version)
    });
    let form = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let Some(draft) = draft_of(&desk, &id).await? else { return Ok(None) };
            let db = &desk.reading.db;
            let mut versions = db.draft_versions(draft.id, page).await?;
            let more = versions.len() as i64 > VERSIONS_PAGE;
            versions.truncate(usize::try_from(VERSIONS_PAGE).unwrap_or(usize::MAX));
            let looked_at = match version {
                Some(version) => db.draft_version(draft.id, version).await?,
                None => None,
            };
            let looked_at = looked_at.map(|version| {
                let differences = compare(draft.kind(), &version.typed, &draft.typed);
                (version, differences)
            });
            Ok(Some(History { draft, versions, more, page, looked_at }))
        },
        move |desk, history| view! { <Shown desk history form/> },
    )
}

#[component]
fn Shown(desk: Desk, history: History, form: FormState) -> impl IntoView {
    let History { draft, versions, more, page, looked_at } = history;
    let offer = desk.to(&format!("/offres/{}", draft.id));
    let here = format!("{offer}/historique");
    let writes = desk.role.may(Role::Publisher);
    let edits = draft.edits;
    let looked = looked_at.as_ref().map(|(version, _)| version.id);
    view! {
        <Title text="Historique"/>
        <p class="back"><a href=offer><Icon name="back"/>"Revenir à l’offre"</a></p>
        <h1>"Historique"</h1>
        <p>"Choisissez un texte : vous voyez ce qui a changé, et vous pouvez le reprendre."</p>
        <Refusal state=form/>
        {looked_at.map(|(version, differences)| {
            let same = differences.is_empty();
            view! {
                <section class="looked-at" aria-labelledby="version">
                    <h2 id="version">{told(&version)}</h2>
                    {same.then(|| view! { <p>"C’est le texte d’aujourd’hui."</p> })}
                    {(!same).then(|| view! {
                        <Differences differences one="Avant" other="Aujourd’hui"/>
                    })}
                    {(!same && writes).then(|| view! {
                        <Act label="Rétablir ce texte" fields=vec![("version", version.id.to_string()), ("edits", edits.to_string())]/>
                    })}
                </section>
            }
        })}
        <ol class="versions" reversed=true>
            {versions.into_iter().map(|version| view! {
                <li><a href=format!("{here}?version={}", version.id) aria-current=(looked == Some(version.id)).then_some("true")>{told(&version)}</a></li>
            }).collect_view()}
        </ol>
        {(page > 0 || more).then(|| view! {
            <nav class="pager" aria-label="Pages">
                {(page > 0).then(|| view! { <a class="button quiet" href=format!("{here}?page={page}")>"Plus récent"</a> })}
                {more.then(|| view! { <a class="button quiet" href=format!("{here}?page={}", page + 2)>"Plus ancien"</a> })}
            </nav>
        })}
    }
}

fn told(version: &Version) -> String {
    let (day, hour) = (full_date(paris_date(version.at)), spoken_hour(version.at));
    format!("{} le {day} à {hour}, par {}", version.reason().label(), version.author)
}

/// Two texts side by side, with the words that differ.
#[component]
fn Differences(differences: Vec<Difference>, one: &'static str, other: &'static str) -> impl IntoView {
    view! {
        <dl class="differences">
            {differences.into_iter().map(|difference| {
                let (first, second) = words_apart(&difference.one, &difference.other);
                view! {
                    <div>
                        <dt>{difference.label}</dt>
                        <dd><span class="which">{one}" : "</span><Words pieces=first gone=true/></dd>
                        <dd><span class="which">{other}" : "</span><Words pieces=second gone=false/></dd>
                    </div>
                }
            }).collect_view()}
        </dl>
    }
}

/// A text, with the words that the other does not have marked.
#[component]
fn Words(pieces: Vec<Piece>, gone: bool) -> impl IntoView {
    if pieces.is_empty() {
        return view! { <span class="nothing">"(rien)"</span> }.into_any();
    }
    let piece = move |(same, text): Piece| match (same, gone) {
        (true, _) => view! { <span>{text}</span> }.into_any(),
        (false, true) => view! { <del>{text}</del> }.into_any(),
        (false, false) => view! { <ins>{text}</ins> }.into_any(),
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}

fn said(text: String) -> String {
    if text.is_empty() { "(rien)".to_owned() } else { text }
}

/// The page where two texts are put together: `/espace/{structure}/offres/{id}/conflit/{edits}`.
#[component]
pub fn OfferConflictPage() -> impl IntoView {
    let (id, edits) = (parameter("offer"), parameter("edits"));
    let form = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let (Some(draft), Ok(edits)) = (draft_of(&desk, &id).await?, edits.parse::<i64>()) else {
                return Ok(None);
            };
            let lost = desk.reading.db.lost_version(draft.id, edits, desk.account.email.as_str()).await?;
            Ok(lost.map(|lost| (draft, lost)))
        },
        move |desk, (draft, lost)| view! { <Conflict desk draft lost form/> },
    )
}

#[component]
fn Conflict(desk: Desk, draft: StoredDraft, lost: Version, form: FormState) -> impl IntoView {
    let differences = compare(draft.kind(), &draft.typed, &lost.typed);
    let offer = desk.to(&format!("/offres/{}", draft.id));
    let same = differences.is_empty();
    view! {
        <Title text="Deux textes"/>
        <h1>"Deux textes ont été écrits en même temps"</h1>
        <p class="lead">{format!("{} a enregistré pendant que vous écriviez. Rien n’est perdu : choisissez, ligne par ligne.", draft.author)}</p>
        <Refusal state=form/>
        {same.then(|| view! { <p>"Les deux textes disent la même chose."</p> })}
        <form method="post" class="conflict">
            <input type="hidden" name="edits" value=draft.edits/>
            {differences.into_iter().map(|one| {
                let name = format!("garde-{}", one.field);
                view! {
                    <fieldset class="field choice">
                        <legend>{one.label}</legend>
                        <div class="options">
                            <label class="option">
                                <input type="radio" name=name.clone() value="moi" checked=true/>
                                <span><span class="which">"Votre texte : "</span>{said(one.other)}</span>
                            </label>
                            <label class="option">
                                <input type="radio" name=name value="autre"/>
                                <span><span class="which">{format!("Celui de {} : ", draft.author)}</span>{said(one.one)}</span>
                            </label>
                        </div>
                    </fieldset>
                }
            }).collect_view()}
            <p class="main-action"><button class="button main">"Garder ce choix"</button></p>
        </form>
        <p><a href=format!("{offer}?fait=laisse")>"Revenir à l’offre sans votre texte"</a></p>
    }
}
