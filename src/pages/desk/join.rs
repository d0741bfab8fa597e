//! `/espace/nouvelle-structure`: finding one's structure; `…/rejoindre/{slug}`: asking to join it.

use leptos::prelude::*;
use leptos_meta::Title;

use super::home::{Asked, REFUSED_SHOWN};
use super::{Signed, own};
use crate::domain::percent::encode;
use crate::domain::siret::spoken_siret;
use crate::pages::shown::{asked, asked_page, asked_value, parameter};
use crate::store::{Claim, FOUND_PAGE, StoredOrganisation};
use crate::ui::form::{FormState, PostForm, Refusal, TextField};
use crate::ui::icon::Icon;
use crate::ui::pager::Pager;

/// Longest text that one says of oneself, in characters.
pub const WORDS_MAX: usize = 300;

/// `/espace/nouvelle-structure`.
#[component]
pub fn FindPage() -> impl IntoView {
    let (typed, page) = (asked_value("q"), asked_page());
    let wanted = typed.clone();
    own(
        async move |signed: Signed| Ok(Some(signed.reading.db.find_structures(&wanted, page).await?)),
        move |_, found| view! { <Find found typed page/> },
    )
}

#[component]
fn Find(mut found: Vec<StoredOrganisation>, typed: String, page: u32) -> impl IntoView {
    let most = usize::try_from(FOUND_PAGE).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let looked = !typed.trim().is_empty();
    let none = looked && found.is_empty();
    let query = format!("q={}&", encode(&typed));
    view! {
        <Title text="Trouver ma structure"/>
        <h1>"Trouver ma structure"</h1>
        <p class="lead">"Elle est peut-être déjà dans l’annuaire."</p>
        <form method="get" role="search" class="find">
            <div class="field">
                <label for="q">"Nom ou SIRET"</label>
                <input id="q" name="q" type="search" value=typed autocomplete="organization"/>
            </div>
            <p><button type="submit" class="button">"Chercher"</button></p>
        </form>
        {none.then(|| view! { <p class="notice" role="status">"Nous ne la trouvons pas. Vérifiez le nom, ou créez-la."</p> })}
        <ul class="links">
            {found.into_iter().map(|one| {
                let content = one.content.0;
                let siret = content.siret.as_deref().map(|siret| format!("SIRET {}", spoken_siret(siret)));
                let about = [content.address.line(), siret].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                view! {
                    <li>
                        <a href=format!("/espace/nouvelle-structure/rejoindre/{}", one.slug)>
                            <Icon name="people"/><span>{content.name}<span class="departement">{about}</span></span>
                        </a>
                    </li>
                }
            }).collect_view()}
        </ul>
        <Pager page more query/>
        {looked.then(|| view! {
            <p>"Elle n’est pas dans la liste ? "<a class="button quiet" href="/espace/nouvelle-structure/creer">"Créer ma structure"</a></p>
        })}
    }
}

/// `/espace/nouvelle-structure/rejoindre/{slug}`.
#[component]
pub fn JoinPage() -> impl IntoView {
    let (state, slug, exists) = (FormState::new(), parameter("found"), asked("existe"));
    own(
        async move |signed: Signed| {
            let Some(found) = signed.reading.db.joinable(&slug).await? else { return Ok(None) };
            let db = &signed.reading.db;
            let led = !db.admins(found.id).await?.is_empty();
            let claims = db.claims_by(signed.account.id, signed.reading.clock.now() - REFUSED_SHOWN).await?;
            let asked = claims.into_iter().find(|claim| claim.slug == found.slug);
            Ok(Some((found, led, asked)))
        },
        move |signed, (found, led, asked)| {
            let mine = signed.workplaces.iter().any(|one| one.id == found.id);
            view! { <Join found led mine asked exists state/> }
        },
    )
}

#[component]
fn Join(
    found: StoredOrganisation,
    led: bool,
    mine: bool,
    asked: Option<Claim>,
    exists: bool,
    state: FormState,
) -> impl IntoView {
    let content = found.content.0;
    let waits = asked.as_ref().is_some_and(|claim| claim.reason.is_none());
    let name = content.name.clone();
    view! {
        <Title text=format!("Rejoindre {name}")/>
        <p class="back"><a href="/espace/nouvelle-structure">"Chercher une autre structure"</a></p>
        {exists.then(|| view! { <p class="notice" role="status">"Cette structure est déjà dans l’annuaire : rejoignez-la."</p> })}
        <h1>{format!("Rejoindre {name}")}</h1>
        {content.address.line().map(|line| view! { <p>{line}</p> })}
        {if mine {
            view! { <p><a class="button" href=format!("/espace/{}", found.slug)>"Vous en faites déjà partie : entrer"</a></p> }.into_any()
        } else if waits {
            view! { {asked.map(|claim| view! { <Asked claim/> })}<Refusal state/> }.into_any()
        } else {
            let who = if led { "Son équipe reçoit votre demande et vous répond." } else { "Personne ne la gère encore ici. Notre équipe vérifie, puis vous répond." };
            view! {
                {asked.and_then(|claim| claim.reason).map(|reason| view! {
                    <p class="notice closed"><span>"Votre demande a été refusée. "<q>{reason}</q>" Vous pouvez demander encore."</span></p>
                })}
                <p>{who}" Vous recevez la réponse par e-mail."</p>
                <PostForm state>
                    <TextField name="mots" label="Qui êtes-vous ?" hint="Votre rôle dans la structure. On vous reconnaît plus vite." max=WORDS_MAX/>
                    <p class="main-action"><button type="submit" class="button main">"Demander à rejoindre"</button></p>
                </PostForm>
            }.into_any()
        }}
    }
}
