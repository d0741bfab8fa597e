//! `/oui/{secret}`: on her own phone, a person says yes or no to the request that a volunteer typed with her.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::error::set_status;
use super::shown::{asked, parameter, shown};
use crate::domain::clock::{paris_date, spoken_date};
use crate::domain::consent::BESIDE;
use crate::domain::id::Secret;
use crate::domain::phone::spoken_phone;
use crate::domain::territory::of;
use crate::error::PageError;
use crate::store::WaitingAsk;
use crate::ui::form::{Confirm, FormState, PostForm, Tick};
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

/// What she is asked.
struct Waiting {
    ask: WaitingAsk,
    offer: String,
    slug: String,
    /// The training for which she asks to be proposed, if she does.
    wanted: Option<String>,
    structure: String,
    association: String,
}

async fn read(secret: String) -> Result<Option<Waiting>, PageError> {
    let reading = super::reading::Reading::current()?;
    let db = &reading.db;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    let Some(ask) = db.waiting_ask(&secret, reading.clock.now()).await? else { return Ok(None) };
    let stored = db.offer_by_id(ask.offer_id).await?;
    let structure = db.structure(stored.organisation_id).await?;
    let association = db.structure(ask.helped_by).await?;
    let wanted = match ask.for_offer_id {
        Some(wanted) => Some(db.offer_by_id(wanted).await?.content.0.name),
        None => None,
    };
    Ok(structure.zip(association).map(|(structure, association)| Waiting {
        ask,
        offer: stored.content.0.name,
        slug: stored.slug,
        wanted,
        structure: structure.content.0.name,
        association: association.content.0.name,
    }))
}

/// The page.
#[component]
pub fn AgreeToAskPage() -> impl IntoView {
    let (state, refused, erasing) = (FormState::new(), asked("non"), asked("effacer"));
    let secret = parameter("secret");
    let here = format!("/oui/{secret}");
    let read = read(secret);
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |waiting| match waiting {
            Some(waiting) => view! { <Question waiting state here=here.clone() erasing/> }.into_any(),
            None if refused => view! {
                <MessagePage title="Rien n’est envoyé" text="Nous avons tout effacé : votre prénom, votre numéro et votre mot."/>
            }.into_any(),
            None => view! { <Ended/> }.into_any(),
        })}
    }
}

#[component]
fn Question(waiting: Waiting, state: FormState, here: String, erasing: bool) -> impl IntoView {
    let Waiting { ask, offer, slug, wanted, structure, association } = waiting;
    let until = spoken_date(paris_date(ask.expires_at));
    view! {
        <Title text="Dites-vous oui ?"/>
        <div class="refer">
            <h1>{format!("{}, dites-vous oui ?", ask.first_name)}</h1>
            <p class="lead">{format!("Un bénévole {} a préparé cette demande avec vous. Rien n’est encore envoyé.", of(&association))}</p>
            <dl class="asked">
                {wanted.map(|wanted| view! { <div><dt>"Être proposée pour la formation"</dt><dd>{wanted}</dd></div> })}
                <div><dt>"L’offre"</dt><dd><a href=format!("/offres/{slug}")>{offer}</a></dd></div>
                <div><dt>"Avec"</dt><dd>{structure.clone()}</dd></div>
                <div><dt>"Votre prénom"</dt><dd>{ask.first_name}</dd></div>
                <div><dt>"Votre mobile"</dt><dd>{spoken_phone(&ask.mobile)}</dd></div>
                {ask.email.map(|email| view! { <div><dt>"Votre e-mail"</dt><dd>{email}</dd></div> })}
                {ask.message.map(|message| view! { <div><dt>"Votre mot"</dt><dd class="words">{message}</dd></div> })}
            </dl>
            {if erasing {
                view! {
                    <Confirm id="effacer" question="Tout effacer ?" yes="Oui, tout effacer" no="Non, garder" gesture="non" here>
                        <p>"Votre prénom, votre numéro et votre mot. Rien n’est envoyé. On ne peut pas revenir en arrière."</p>
                    </Confirm>
                }.into_any()
            } else { view! { <Agree structure association state/> }.into_any() }}
            <p class="small">{format!("Sans réponse, tout s’efface le {until}.")}</p>
        </div>
    }
}

/// Her yes; or the way to a no, which takes two presses.
#[component]
fn Agree(structure: String, association: String, state: FormState) -> impl IntoView {
    view! {
        <PostForm state>
            <input type="hidden" name="geste" value="oui"/>
            <section class="consent" aria-labelledby="accord-titre">
                <h2 id="accord-titre">"Votre accord"</h2>
                <dl>
                    {BESIDE.terms(&structure, &association).into_iter().map(|(title, text)| view! {
                        <div><dt>{title}</dt><dd>{text}</dd></div>
                    }).collect_view()}
                </dl>
                <Tick name="voir" label="Le bénévole peut voir où en est ma demande." required=false/>
            </section>
            <p class="main-action"><button type="submit" class="button main"><Icon name="send"/>{BESIDE.agreement}</button></p>
        </PostForm>
        <p><a class="button quiet" href="?effacer=1">"Non, tout effacer"</a></p>
    }
}

#[component]
fn Ended() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage
            title="Cette demande n’attend plus"
            text="Vous avez dit oui ? Votre code est dans un autre SMS. Sinon, tout est effacé, et rien n’est parti."
        >
            <a class="button" href="/suivi">"Suivre ma demande"</a>
        </MessagePage>
    }
}
