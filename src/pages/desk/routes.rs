//! `/moderation/orientation` and, at the desk of a Région, `/espace/{structure}/orientation`: who may propose people for
//! trainings, and who helps to open a structure. The moderator sets it for every région, a Région for itself.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk, moderated};
use crate::domain::region::{region_name, regions};
use crate::domain::route::Purpose;
use crate::domain::taxonomy::Payer;
use crate::pages::reading::Reading;
use crate::pages::shown::asked;
use crate::store::Route;
use crate::ui::form::{Act, Choice, Field, FormState, PostForm, ProblemOf};

/// The page.
#[component]
pub fn RoutesPage() -> impl IntoView {
    let (state, done) = (FormState::new(), asked("fait"));
    moderated(
        async |reading: Reading| Ok(reading.db.routes().await?),
        move |routes| {
            view! {
                <p class="back"><a href="/moderation">"Modération"</a></p>
                <Routes routes done state/>
            }
        },
    )
}

/// The page of a Région: what it sets stands for itself alone.
#[component]
pub fn RegionRoutesPage() -> impl IntoView {
    let (state, done) = (FormState::new(), asked("fait"));
    desk(
        Tab::Routes,
        async |desk: Desk| {
            let Some(region) = desk.organisation.region() else { return Ok(None) };
            let mut routes = desk.reading.db.routes().await?;
            routes.retain(|route| route.region == region);
            Ok(Some((region, routes)))
        },
        move |desk, (region, routes)| {
            view! {
                <p class="back"><a href=desk.to("")>"Accueil"</a></p>
                <Routes routes done state region=region/>
            }
        },
    )
}

/// What the scheme of a route is called.
fn scheme_label(code: &str) -> &'static str {
    Payer::from_code(code).map_or("Toutes les formations", Payer::label)
}

#[component]
fn Routes(
    routes: Vec<Route>,
    done: bool,
    state: FormState,
    /// The one région that may be set; all where there is none.
    #[prop(optional)]
    region: Option<&'static str>,
) -> impl IntoView {
    let lead = match region {
        Some(_) => {
            "Pour certaines formations, quelqu’un doit proposer la personne. Dites ici qui, dans votre région."
        }
        None => {
            "Pour certaines formations, quelqu’un doit proposer la personne. Dites ici qui, dans chaque région."
        }
    };
    let none = routes.is_empty();
    let purposes = Purpose::ALL.into_iter().map(|purpose| (purpose.code(), purpose.label())).collect();
    view! {
        <Title text="Qui reçoit les demandes"/>
        <h1>"Qui reçoit les demandes"</h1>
        {done.then(|| view! { <p class="notice done" role="status">"C’est fait."</p> })}
        <p class="lead">{lead}</p>
        {none.then(|| view! { <p>"Personne n’est encore désigné : ces demandes n’ont pas de destinataire."</p> })}
        <ul class="people">
            {routes.into_iter().map(|route| view! { <Line route/> }).collect_view()}
        </ul>
        <section aria-labelledby="ajouter">
            <h2 id="ajouter">"Ajouter ou remplacer"</h2>
            <PostForm state>
                <input type="hidden" name="geste" value="ajouter"/>
                <Choice name="pour" label="Pour quoi ?" options=purposes required=true/>
                <Select name="region" label="Dans quelle région ?" first="Choisissez" options=regions().collect()/>
                <Select
                    name="dispositif" label="Pour les formations payées par" first="Toutes"
                    options=Payer::ALL.iter().map(|payer| (payer.code(), payer.label())).collect()
                />
                <Field
                    name="offre" label="L’offre qui reçoit les demandes" required=true
                    hint="La fin de son adresse, après /offres/. Elle doit être en ligne et prendre des demandes."
                />
                <p><button type="submit" class="button">"Enregistrer"</button></p>
            </PostForm>
        </section>
    }
}

#[component]
fn Line(route: Route) -> impl IntoView {
    let region = region_name(&route.region).unwrap_or_default();
    let purpose = Purpose::from_code(&route.purpose);
    let what = match purpose {
        Some(Purpose::Prescribe) => {
            format!("{}, {}", Purpose::Prescribe.label(), scheme_label(&route.scheme))
        }
        Some(purpose) => purpose.label().to_owned(),
        None => String::new(),
    };
    view! {
        <li>
            <p class="people-who"><strong>{region}</strong></p>
            <p>{what}</p>
            <p><a href=format!("/offres/{}", route.slug)>{route.offer.0.name}</a>", "{route.giver.0.name}</p>
            <div class="actions">
                <Act label="Retirer" about=format!("{region}, {what_for}", what_for = purpose.map_or("", Purpose::label)) class="button danger"
                    fields=vec![("geste", "retirer".to_owned()), ("route", route.id.to_string())]/>
            </div>
        </li>
    }
}

/// One of many, in a list that opens.
#[component]
fn Select(
    name: &'static str,
    label: &'static str,
    first: &'static str,
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let (problem, typed) = (state.about(name), state.typed(name));
    let wrong = problem.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}</label>
            <select id=name name=name aria-describedby=format!("{name}-problem")>
                <option value="">{first}</option>
                {options.into_iter().map(|(code, label)| view! {
                    <option value=code selected=code == typed>{label}</option>
                }).collect_view()}
            </select>
            <ProblemOf name problem/>
        </div>
    }
}
