//! The other posts of a workshop, and the lists of trades that their fields propose.

use leptos::prelude::*;

use super::{Cell, Pick, Rows, TickCell, rows};
use crate::domain::draft::{POSTS_MAX, Spec};
use crate::domain::taxonomy::Contract;
use crate::search::trades;

/// A row a post.
#[component]
pub fn PostRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let count = rows(&expect_context(), spec.name, 1, POSTS_MAX);
    let contracts: Vec<_> = Contract::ALL.iter().map(|one| (one.code(), one.label())).collect();
    view! {
        <Rows spec most=POSTS_MAX>
            {(1..=count).map(|row| {
                let name = |part: &str| format!("poste-{row}-{part}");
                view! {
                    <div class="row" role="group" aria-label=format!("Poste {row}")>
                        <Cell name=name("metier") label="Métier" list="metiers"/>
                        <Cell name=name("rome") label="Code ROME" list="rome-metiers"/>
                        <Cell name=name("taches") label="Ce que la personne fera" wide=true/>
                        <Cell name=name("heures") label="Heures par semaine" inputmode="decimal"/>
                        <Cell name=name("places") label="Places à prendre" inputmode="numeric"/>
                        <div class="wide"><Pick name=name("contrat") label="Contrat" options=contracts.clone()/></div>
                        <TickCell name=name("ferme") label="Fermé pour le moment"/>
                    </div>
                }
            }).collect_view()}
        </Rows>
    }
}

/// What the fields of a trade propose while somebody types: names, and codes with their labels.
#[component]
pub fn TradeLists() -> impl IntoView {
    view! {
        <datalist id="metiers">{trades::all().map(|trade| view! { <option value=trade.name.as_str()></option> }).collect_view()}</datalist>
        <datalist id="rome-metiers">
            {trades::all().map(|trade| view! {
                <option value=format!("{} {}", trade.code.as_str(), trade.label)>{trade.name.as_str()}</option>
            }).collect_view()}
        </datalist>
    }
}
