//! A place that has to be said again: no commune, or several, have that name.

use leptos::prelude::*;

use crate::domain::query::Search;
use crate::domain::territory::Place;
use crate::ui::icon::Icon;

/// No commune has that name.
#[component]
pub fn UnknownPlace(
    /// What was typed.
    typed: String,
) -> impl IntoView {
    view! {
        <section class="state">
            <h2>"Nous ne trouvons pas cette commune"</h2>
            <p>{format!("Vous avez écrit « {typed} ». Vérifiez le nom, ou écrivez le code postal (5 chiffres).")}</p>
        </section>
    }
}

/// Several places have that name: one is chosen, and the search goes on.
#[component]
pub fn ChoosePlace(
    /// The communes and areas.
    places: Vec<Place>,
    /// What is looked for.
    search: Search,
) -> impl IntoView {
    let (question, choose) = match places.iter().any(|place| place.area.is_some()) {
        false => ("Quelle commune ?", "Plusieurs communes correspondent. Choisissez la vôtre."),
        true => ("Quel endroit ?", "Plusieurs endroits correspondent. Choisissez le vôtre."),
    };
    view! {
        <section class="state" aria-labelledby="choix">
            <h2 id="choix">{question}</h2>
            <p>{choose}</p>
            <ul class="links">
                {places.into_iter().map(|place| view! {
                    <li>
                        <a href=search.around(&place.key).href()>
                            <Icon name="place"/><span>{place.label()}<span class="departement">{place.departement_name.clone()}</span></span>
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}
