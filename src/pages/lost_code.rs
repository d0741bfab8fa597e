//! `/suivi/code-perdu`: give the phone, get the code again. The same answer whether it is known or not.

use leptos::prelude::*;
use leptos_meta::Title;

use super::shown::asked;
use crate::ui::form::{Field, FormState, PostForm};
use crate::ui::message::MessagePage;

/// The page.
#[component]
pub fn LostCodePage() -> impl IntoView {
    let state = FormState::new();
    if asked("envoye") {
        view! {
            <MessagePage
                title="Regardez vos SMS"
                text="Si ce numéro a une demande, nous lui envoyons le code. Comptez quelques minutes."
            >
                <a class="button" href="/suivi">"Entrer mon code"</a>
            </MessagePage>
        }
        .into_any()
    } else {
        view! {
                <Title text="J’ai perdu mon code"/>
                <div class="follow">
                    <h1>"J’ai perdu mon code"</h1>
                    <p class="lead">"Donnez le mobile de votre demande. Nous lui renvoyons le code."</p>
                    <PostForm state>
                        <Field name="mobile" label="Votre téléphone mobile" hint="06 ou 07" kind="tel" inputmode="tel" autocomplete="tel" required=true/>
                        <p class="main-action"><button type="submit" class="button main">"Recevoir mon code"</button></p>
                    </PostForm>
                </div>
            }
            .into_any()
    }
}
