//! `/`: where are you, what do you need?

use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::shown::shown;
use crate::domain::need::Need;
use crate::error::PageError;
use crate::store::Db;
use crate::ui::icon::Icon;
use crate::ui::place_input::PlaceInput;
use crate::ui::search_input::SearchInput;

/// What the home page links to beyond the search: names and ends of addresses.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Highlights {
    /// Pathways.
    pub pathways: Vec<(String, String)>,
    /// Conventions.
    pub conventions: Vec<(String, String)>,
}

/// Reads what the home page links to; without the database, nothing but the search.
pub async fn read_highlights() -> Result<Highlights, PageError> {
    let reading = Reading::current()?;
    match reading.unless_lost(stored_highlights(&reading.db)).await {
        Err(PageError::Unavailable) => Ok(Highlights::default()),
        read => read,
    }
}

async fn stored_highlights(db: &Db) -> Result<Highlights, PageError> {
    let pathways = db.pathways().await?.into_iter().map(|pathway| (pathway.slug, pathway.name)).collect();
    let conventions =
        db.conventions().await?.into_iter().map(|convention| (convention.slug, convention.name)).collect();
    Ok(Highlights { pathways, conventions })
}

/// The home page: one form, six needs.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Title text=""/>
        <section class="hero">
            <h1>"Faites le premier pas."</h1>
            <p class="lead">"Un travail, une formation, une aide près de chez vous. Vous demandez vous-même, sans compte. On vous répond."</p>
            <form method="get" action="/offres" class="search-form" role="search">
                // The key Enter presses the first button of a form: it must not be a need.
                <button type="submit" class="aside" tabindex="-1" aria-hidden="true">"Chercher"</button>
                <PlaceInput label="Où êtes-vous ?".to_owned() value=String::new() problem=None/>
                <fieldset class="needs">
                    <legend>"De quoi avez-vous besoin ?"</legend>
                    {Need::ALL.into_iter().map(|need| view! {
                        <button type="submit" name="besoin" value=need.code() class="need">
                            <Icon name=need.icon()/>{need.label()}
                        </button>
                    }).collect_view()}
                </fieldset>
                <div class="free-text">
                    <label for="q">"Ou dites-le avec vos mots"</label>
                    <div class="free-text-row">
                        <SearchInput value=String::new() placeholder="permis, maçon, garde d’enfants…".to_owned()/>
                        <button type="submit" class="button"><Icon name="search"/>"Chercher"</button>
                    </div>
                </div>
            </form>
        </section>
        <section class="how" aria-labelledby="comment">
            <h2 id="comment">"Comment ça marche ?"</h2>
            <ol>
                <li><strong>"Vous cherchez."</strong>" Près de chez vous, avec vos mots."</li>
                <li><strong>"Vous demandez."</strong>" Votre prénom et votre mobile suffisent."</li>
                <li><strong>"On vous répond."</strong>" Vous suivez votre demande avec un code."</li>
            </ol>
        </section>
        {shown(async { read_highlights().await.map(Some) }, |found| {
                (found != Highlights::default()).then(|| view! {
                    <section class="highlights" aria-labelledby="ensemble">
                        <h2 id="ensemble">"Des partenaires, ensemble"</h2>
                        <ul class="links">
                            {found.pathways.into_iter().map(|(slug, name)| view! {
                                <li><a href=format!("/parcours/{slug}")><Icon name="pathway"/>{name}</a></li>
                            }).collect_view()}
                            {found.conventions.into_iter().map(|(slug, name)| view! {
                                <li><a href=format!("/conventions/{slug}")><Icon name="people"/>{name}</a></li>
                            }).collect_view()}
                        </ul>
                    </section>
                })
        })}
    }
}
