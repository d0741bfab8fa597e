//! `/accompagner/demande/{slug}`: the same two fields, typed with the person; her yes, aloud or on her own phone.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Beside, beside};
use crate::domain::accompany::CONSENT_LIFE;
use crate::domain::consent::{BESIDE, Way};
use crate::domain::referral::{BestMoment, MESSAGE_MAX};
use crate::pages::refer::{Asking, read_asking};
use crate::pages::shown::parameter;
use crate::ui::form::{Choice, Field, FormState, Honeypot, PostForm, TextField, Tick};
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

/// The page.
#[component]
pub fn AskBesidePage() -> impl IntoView {
    let (state, slug) = (FormState::new(), parameter("slug"));
    beside(
        "",
        async |_: Beside| read_asking(slug).await,
        move |beside, asking| {
            if asking.open {
                view! { <AskForm beside asking state/> }.into_any()
            } else {
                let text = "Elle est fermée pour le moment, ou la structure ne reçoit pas de demandes par Internet. Regardez comment entrer.";
                view! {
                    <MessagePage title="On ne peut pas demander cette offre ici" text>
                        <a class="button" href=format!("/offres/{}", asking.slug)>"Voir l’offre"</a>
                    </MessagePage>
                }
                .into_any()
            }
        },
    )
}

#[component]
fn AskForm(beside: Beside, asking: Asking, state: FormState) -> impl IntoView {
    // What was typed belongs to a request that may have been written already: it keeps its id.
    let submission_id =
        Some(state.typed("envoi")).filter(|id| !id.is_empty()).unwrap_or(asking.submission_id);
    let more = ["email", "message", "moment"].iter().any(|field| !state.typed(field).is_empty());
    let moments = BestMoment::ALL.into_iter().map(|moment| (moment.code(), moment.label())).collect();
    let first = beside.helps.first().map(|one| (one.slug.clone(), one.content.name.clone()));
    let (only, association) = first.unwrap_or_default();
    let ways = vec![
        (Way::Aloud.code(), "J’ai lu ce texte à voix haute. Elle a dit oui, devant moi."),
        (Way::Sms.code(), "Lui envoyer ce texte par SMS. Elle dira oui sur son téléphone."),
    ];
    view! {
        <Title text=format!("Demander avec elle : {}", asking.offer)/>
        <div class="refer">
            <p class="back"><a href=format!("/offres/{}", asking.slug)><Icon name="back"/>{asking.offer}</a></p>
            <h1>"Demander avec elle"</h1>
            <p class="lead">{format!("{} reçoit la demande. La personne reçoit son code par SMS.", asking.organisation)}</p>
            {asking.through.is_some().then(|| view! { <p class="notice">{format!("Pour entrer, quelqu’un doit proposer la personne. {} peut le faire : la demande va là.", asking.organisation)}</p> })}
            <PostForm state>
                <input type="hidden" name="envoi" value=submission_id/>
                {asking.through.map(|slug| view! { <input type="hidden" name="destinataire" value=slug/> })}
                <Honeypot/>
                {if beside.helps.len() > 1 {
                    view! { <Association beside/> }.into_any()
                } else {
                    view! { <input type="hidden" name="association" value=only/> }.into_any()
                }}
                <Field name="prenom" label="Son prénom" required=true/>
                <Field
                    name="mobile" label="Son téléphone mobile" hint="06 ou 07. La structure l’appelle à ce numéro."
                    kind="tel" inputmode="tel" required=true
                />
                <details class="more" open=more>
                    <summary>"Ajouter quelque chose (si elle veut)"</summary>
                    <Choice name="moment" label="Quand l’appeler ?" options=moments/>
                    <TextField
                        name="message" label="Un mot pour la structure, avec ses mots" max=MESSAGE_MAX
                        hint="Pas de santé, pas de prison, pas de papiers, pas de numéro de sécurité sociale."
                    />
                    <Field name="email" label="Son e-mail" kind="email" inputmode="email"/>
                </details>
                <section class="consent aloud" aria-labelledby="accord-titre">
                    <h2 id="accord-titre">"À lui lire à voix haute"</h2>
                    <dl>
                        {BESIDE.terms(&asking.organisation, &association).into_iter().map(|(title, text)| view! {
                            <div><dt>{title}</dt><dd>{text}</dd></div>
                        }).collect_view()}
                    </dl>
                    <p><strong>{format!("« {} »", BESIDE.agreement)}</strong></p>
                    <Choice name="comment" label="Comment dit-elle oui ?" options=ways required=true/>
                    <p class="hint">{format!("Par SMS, rien ne part avant son oui. Sans oui, tout s’efface après {} jours.", CONSENT_LIFE.whole_days())}</p>
                    <p>"Demandez-lui aussi :"</p>
                    <Tick name="voir" label="Elle veut bien que je voie où en est sa demande." required=false/>
                    <p class="hint">"Par SMS, elle le choisit elle-même. Elle peut changer d’avis sur sa page."</p>
                </section>
                <p class="main-action"><button type="submit" class="button main"><Icon name="send"/>"Continuer"</button></p>
            </PostForm>
        </div>
    }
}

/// For which organisation she helps, where there are several.
#[component]
fn Association(beside: Beside) -> impl IntoView {
    let state = expect_context::<FormState>();
    let chosen = state.typed("association");
    view! {
        <div class="field">
            <label for="association">"Vous aidez avec"</label>
            <select id="association" name="association">
                {beside.helps.into_iter().map(|one| {
                    let selected = one.slug == chosen;
                    view! { <option value=one.slug.clone() selected=selected>{one.content.name.clone()}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
