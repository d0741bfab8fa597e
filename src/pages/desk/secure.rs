//! `/espace/profil/mot-de-passe` and `/espace/profil/deux-etapes`: what protects one's account.

use leptos::prelude::*;
use leptos_meta::Title;
use qrcode::QrCode;
use qrcode::render::svg;

use super::{Signed, own};
use crate::domain::passphrase::PASSPHRASE_MIN;
use crate::domain::percent::encode;
use crate::domain::two_steps::{SecondStep, key_address, new_key, new_recovery_codes, spoken_key};
use crate::pages::shown::asked_value;
use crate::ui::form::{Act, Field, FormState, PostForm, Refusal};

impl Signed {
    /// Whether the session is so young that it needs no other proof.
    pub(super) fn is_fresh(&self) -> bool {
        self.session.is_fresh(self.reading.clock.now())
    }
}

/// `/espace/profil/mot-de-passe`.
#[component]
pub fn OwnPasswordPage() -> impl IntoView {
    let state = FormState::new();
    own(
        async |_| Ok(Some(())),
        move |signed, ()| {
            let has = signed.account.password.is_some();
            let asks = has && (!signed.is_fresh() || signed.session.by_password);
            if !has && !signed.is_fresh() {
                return view! { <Again title="Choisir un mot de passe" then="choisir un mot de passe"/> }
                    .into_any();
            }
            view! {
                <Title text="Mot de passe"/>
                <p class="back"><a href="/espace/profil">"Mon profil"</a></p>
                <h1>{if has { "Changer mon mot de passe" } else { "Choisir un mot de passe" }}</h1>
                <p class="lead">"Il remplace le lien par e-mail, quand vous le voulez."</p>
                <PostForm state=state.clone() whole=asks>
                    <input type="hidden" name="geste" value="choisir"/>
                    {asks.then(|| view! {
                        <Field name="mot_de_passe" label="Votre mot de passe actuel" hint="Oublié ? Sortez, puis entrez par un lien." kind="password" autocomplete="current-password" required=true/>
                    })}
                    <Field name="nouveau" label="Votre nouveau mot de passe"
                        hint=format!("{PASSPHRASE_MIN} caractères au moins. Une phrase à vous est le plus sûr : elle se retient bien.")
                        kind="password" autocomplete="new-password" required=true/>
                    <p class="main-action"><button type="submit" class="button main">"Enregistrer"</button></p>
                </PostForm>
                {(has && signed.is_fresh()).then(|| view! {
                    <Act label="Retirer mon mot de passe" class="button danger" fields=vec![("geste", "retirer".to_owned())]/>
                })}
            }.into_any()
        },
    )
}

/// `/espace/profil/deux-etapes`.
#[component]
pub fn TwoStepsPage() -> impl IntoView {
    let state = FormState::new();
    own(
        async |signed: Signed| Ok(Some(signed.reading.db.recovery_codes(signed.account.id).await?.len())),
        move |signed, left| match signed.account.totp_secret {
            Some(_) => view! { <On left state/> }.into_any(),
            None if !signed.is_fresh() => {
                view! { <Again title="Entrée en deux étapes" then="activer l’entrée en deux étapes"/> }
                    .into_any()
            }
            None => view! { <Off signed state/> }.into_any(),
        },
    )
}

/// Whoever has been in for a while proves who she is before she makes a new way in.
#[component]
fn Again(title: &'static str, then: &'static str) -> impl IntoView {
    view! {
        <Title text=title/>
        <p class="back"><a href="/espace/profil">"Mon profil"</a></p>
        <h1>{title}</h1>
        <p class="lead">{format!("Sortez, puis entrez à nouveau : c’est la preuve que c’est vous. Ensuite vous pourrez {then}.")}</p>
        <div class="main-action"><Act action="/deconnexion" label="Sortir" class="button main"/></div>
    }
}

#[component]
fn On(left: usize, state: FormState) -> impl IntoView {
    view! {
        <Title text="Entrée en deux étapes"/>
        <p class="back"><a href="/espace/profil">"Mon profil"</a></p>
        <h1>"Entrée en deux étapes"</h1>
        <p class="notice done">{format!("Elle est active. Il vous reste {left} codes de secours.")}</p>
        <PostForm state>
            <input type="hidden" name="geste" value="arreter"/>
            <Field name="code_unique" label="Pour l’arrêter, votre code" hint="Celui de l’application, ou un code de secours." autocomplete="one-time-code" required=true/>
            <p><button type="submit" class="button danger">"Arrêter les deux étapes"</button></p>
        </PostForm>
    }
}

#[component]
fn Off(signed: Signed, state: FormState) -> impl IntoView {
    // A form that came back keeps its key: it is in the telephone already.
    let kept = |field: &str, fresh: String| {
        Some(state.typed(field)).filter(|typed| !typed.is_empty()).unwrap_or(fresh)
    };
    let chance = &signed.reading.chance;
    let key = kept("cle", new_key(chance));
    let codes = kept("secours", new_recovery_codes(chance).join(" "));
    let next = kept("suite", asked_value("suite"));
    let address = key_address(&key, &signed.account.email);
    let picture = picture(&address);
    let why = match signed.reading.second_step {
        SecondStep::Everybody => Some(
            "Ici, toutes les personnes qui travaillent entrent en deux étapes. Activez-les : vous continuerez ensuite.",
        ),
        SecondStep::Moderators if signed.account.is_moderator => {
            Some("La modération décide pour tout le monde. Pour l’ouvrir, activez d’abord les deux étapes.")
        }
        SecondStep::Moderators | SecondStep::Nobody => None,
    };
    view! {
        <Title text="Entrée en deux étapes"/>
        <p class="back"><a href="/espace/profil">"Mon profil"</a></p>
        <h1>"Entrée en deux étapes"</h1>
        <p class="lead">"En plus de l’e-mail, un code de votre téléphone. Personne n’entre à votre place."</p>
        {why.map(|why| view! { <p class="notice">{why}</p> })}
        <Refusal state=state.clone()/>
        <PostForm state>
            <input type="hidden" name="geste" value="activer"/>
            <input type="hidden" name="suite" value=next/>
            <input type="hidden" name="cle" value=key.clone()/>
            <input type="hidden" name="secours" value=codes.clone()/>
            <ol class="steps">
                <li>
                    <p>"Avec une application de codes (par exemple FreeOTP ou Aegis), scannez cette image."</p>
                    {picture.map(|src| view! { <p class="qr"><img src=src alt="QR code de votre clé" width="180" height="180"/></p> })}
                    // The picture can't be scanned by the telephone that shows it.
                    <p><a class="button quiet" href=address>"Ouvrir l’application sur ce téléphone"</a></p>
                    <p class="small">"Ou recopiez cette clé : "<code>{spoken_key(&key)}</code></p>
                </li>
                <li>
                    <p>"Notez vos codes de secours sur un papier. Chacun sert une fois, si vous perdez le téléphone."</p>
                    <ul class="recovery">{codes.split(' ').map(|code| view! { <li><code>{code.to_owned()}</code></li> }).collect_view()}</ul>
                </li>
                <li>
                    <Field name="code_unique" label="Recopiez le code que l’application montre" inputmode="numeric" autocomplete="one-time-code" required=true/>
                </li>
            </ol>
            <p class="main-action"><button type="submit" class="button main">"Activer"</button></p>
        </PostForm>
    }
}

/// A QR code as an address that holds the whole picture: it is nobody else's, and kept nowhere.
fn picture(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(180, 180).build();
    Some(format!("data:image/svg+xml,{}", encode(&image).replace('+', "%20")))
}
