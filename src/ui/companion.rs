//! What a volunteer sees more on the public pages: a button beside each offer. For anybody else nothing is there.

use leptos::prelude::*;

use super::form::Act;
use crate::domain::accompany::BASKET_MAX;

/// Put into the context of a page while a volunteer looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Companion {
    /// The ends of the addresses of the offers in her basket.
    pub basket: Vec<String>,
    /// The address of the page, to come back to.
    pub here: String,
}

impl Companion {
    /// Whether an offer is in the basket.
    pub fn has(&self, slug: &str) -> bool {
        self.basket.iter().any(|one| one == slug)
    }

    /// Whether the basket holds no more.
    pub fn is_full(&self) -> bool {
        self.basket.len() >= BASKET_MAX
    }
}

/// Puts an offer into the basket, or takes it out.
#[component]
pub fn BasketButton(
    /// Who looks.
    companion: Companion,
    /// The end of the offer's address.
    slug: String,
    /// The offer's name.
    name: String,
) -> impl IntoView {
    let id = format!("panier-{slug}");
    let has = companion.has(&slug);
    let (gesture, label) =
        if has { ("retirer", "Retirer du panier") } else { ("ajouter", "Ajouter au panier") };
    let fields = vec![("geste", gesture.to_owned()), ("offre", slug), ("retour", companion.here.clone())];
    view! {
        <div class="gather" id=id>
            {if !has && companion.is_full() {
                view! { <p class="small">{format!("Le panier est plein : {BASKET_MAX} offres.")}</p> }.into_any()
            } else {
                view! { <Act action="/accompagner/panier" label about=name class="button quiet" fields/> }.into_any()
            }}
        </div>
    }
}
