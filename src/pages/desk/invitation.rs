//! `/connexion/invitation/{secret}`: somebody is invited to a team. As for signing in, a button uses the link up.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::domain::id::Secret;
use crate::domain::membership::Role;
use crate::error::PageError;
use crate::pages::error::set_status;
use crate::pages::reading::Reading;
use crate::pages::shown::{parameter, shown};
use crate::store::Invitation;
use crate::ui::form::{FormState, PostForm};
use crate::ui::message::MessagePage;

async fn read_invitation(secret: String) -> Result<Option<Invitation>, PageError> {
    let reading = Reading::current()?;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    Ok(reading.db.invitation(&secret, reading.clock.now()).await?)
}

/// The page.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let state = FormState::new();
    let read = read_invitation(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |found| match found {
            Some(invitation) => view! { <Join state invitation/> }.into_any(),
            None => view! { <Ended/> }.into_any(),
        })}
    }
}

#[component]
fn Join(state: FormState, invitation: Invitation) -> impl IntoView {
    let name = invitation.content.name.clone();
    let role = Role::from_code(&invitation.role).unwrap_or(Role::Volunteer);
    view! {
        <Title text="Invitation"/>
        <section class="message">
            <h1>{format!("Rejoindre {name}")}</h1>
            <p>"Vous entrez avec l’adresse "<strong>{invitation.email.clone()}</strong>"."</p>
            <p>{format!("Votre rôle : {}. {}", role.label(), role.sentence())}</p>
            <PostForm state>
                <p class="main-action"><button type="submit" class="button main">"Rejoindre l’équipe"</button></p>
            </PostForm>
        </section>
    }
}

#[component]
fn Ended() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage
            title="Cette invitation ne marche plus"
            text="Elle a déjà servi, elle a été annulée, ou elle est trop ancienne. Demandez-en une autre à votre équipe."
        >
            <a class="button" href="/connexion">"Entrer dans mon espace"</a>
        </MessagePage>
    }
}
