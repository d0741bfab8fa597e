//! `/connexion/mot-de-passe` and `/connexion/code`: signing in with a password, and the second factor.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::access::sign_in_address;
use super::sign_in::next;
use crate::ui::form::{Field, FormState, PostForm};

/// `/connexion/mot-de-passe`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let (state, next) = (FormState::new(), next());
    let by_link = sign_in_address("/connexion", &next);
    view! {
        <Meta name="robots" content="noindex"/>
        <Title text="Entrer avec un mot de passe"/>
        <div class="follow">
            <h1>"Entrer avec un mot de passe"</h1>
            <PostForm state whole=true>
                <input type="hidden" name="suite" value=next/>
                <Field name="email" label="Votre e-mail" kind="email" inputmode="email" autocomplete="username" required=true/>
                <Field name="mot_de_passe" label="Votre mot de passe" kind="password" autocomplete="current-password" required=true/>
                <p class="main-action"><button type="submit" class="button main">"Entrer"</button></p>
            </PostForm>
            <p>"Première fois, pas de mot de passe, ou oublié ? "<a href=by_link>"Recevoir un lien par e-mail"</a></p>
        </div>
    }
}

/// `/connexion/code`: for a session that waits for it; others are told to sign in when they post.
#[component]
pub fn CodePage() -> impl IntoView {
    let (state, next) = (FormState::new(), next());
    view! {
        <Meta name="robots" content="noindex"/>
        <Title text="Votre code"/>
        <div class="follow">
            <h1>"Votre code"</h1>
            <p class="lead">"Ouvrez votre application. Recopiez le code de 6 chiffres."</p>
            <PostForm state>
                <input type="hidden" name="suite" value=next/>
                <Field
                    name="code_unique" label="Votre code" hint="Téléphone perdu ? Écrivez un de vos codes de secours."
                    autocomplete="one-time-code" required=true
                />
                <p class="main-action"><button type="submit" class="button main">"Entrer"</button></p>
            </PostForm>
        </div>
    }
}
