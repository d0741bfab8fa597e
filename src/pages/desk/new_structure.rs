//! `/espace/nouvelle-structure/creer`: writing a structure that is not in the directory.

use leptos::prelude::*;
use leptos_meta::Title;

use super::own;
use super::sheet::{Fields, Known};
use crate::ui::form::{FormState, PostForm};

/// The page.
#[component]
pub fn NewStructurePage() -> impl IntoView {
    let state = FormState::new();
    own(
        async |_| Ok(Some(())),
        move |signed, ()| {
            let known = Known { email: signed.account.email.clone(), ..Known::default() };
            view! {
                <Title text="Créer ma structure"/>
                <p class="back"><a href="/espace/nouvelle-structure">"Chercher dans l’annuaire"</a></p>
                <h1>"Créer ma structure"</h1>
                <p class="lead">"Nous vérifions chaque nouvelle structure. En attendant, vous écrivez déjà vos offres."</p>
                <PostForm state=state.clone()>
                    <Fields state known/>
                    <p class="main-action"><button type="submit" class="button main">"Créer ma structure"</button></p>
                </PostForm>
            }
        },
    )
}
