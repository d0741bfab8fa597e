//! Where an offer stands, and what can be done to it beside writing.

use leptos::prelude::*;

use super::super::super::Desk;
use super::super::OfferAct;
use crate::domain::clock::full_date;
use crate::domain::draft::state::State;
use crate::store::StoredDraft;
use crate::ui::icon::Icon;

/// Where it stands, in a sentence.
#[component]
pub fn Standing(
    /// The offer.
    draft: StoredDraft,
    /// The end of the address of what people see, and when somebody last said that it is true.
    shown: Option<(String, time::Date)>,
    /// What was just done.
    done: String,
) -> impl IntoView {
    let sentence = match draft.state() {
        State::Draft => "Personne d’autre ne la voit.".to_owned(),
        State::Review => "Prête. Elle paraît dès que votre structure est validée.".to_owned(),
        State::Scheduled => match draft.publish_on {
            Some(day) => format!("Prête. Elle paraît le {}.", full_date(day)),
            None => "Prête.".to_owned(),
        },
        State::Published if draft.has_unseen() => {
            "Vos derniers changements ne sont pas encore publiés.".to_owned()
        }
        // Of what was taken over from elsewhere, its own directory says when.
        State::Published => match &shown {
            Some((_, day)) => format!("Vérifiée le {}.", full_date(*day)),
            None => String::new(),
        },
        State::Paused => draft.rest().map_or("", |rest| rest.sentence()).to_owned(),
        State::Archived => "Publiez-la pour la remettre en ligne.".to_owned(),
    };
    let later =
        draft.has_later().then_some(" Vos derniers changements n’y seront pas : programmez-la encore.");
    let news = match done.as_str() {
        "" => None,
        "publie" => Some("C’est publié."),
        "garde" => Some("C’est enregistré."),
        "pret" => Some("C’est prêt."),
        "laisse" => Some("Votre texte est dans l’historique."),
        "reuni" => Some("Les deux textes sont réunis."),
        "suivi" => Some("C’est noté. Publiez pour que les gens le voient."),
        "retabli" => Some("Le texte est revenu. Publiez pour que les gens le voient."),
        _ => Some("C’est fait."),
    };
    view! {
        {news.map(|news| view! { <p class="notice" role="status"><Icon name="done"/>{news}</p> })}
        <p class="standing-line">
            <span class="badge">{draft.state().label()}</span>" "{sentence}{later}
            {shown.map(|(slug, _)| view! { " "<a href=format!("/offres/{slug}")>"Voir la page"</a> })}
        </p>
    }
}

/// What can be done to it: each a button that posts by itself.
#[component]
pub fn Life(
    /// The desk.
    desk: Desk,
    /// The offer.
    draft: StoredDraft,
    /// The address of its page.
    here: String,
) -> impl IntoView {
    let state = draft.state();
    let shown = state == State::Published;
    let waits = matches!(state, State::Scheduled | State::Review);
    // Those who have followers are networks: whoever is of one may share.
    let may_share = desk.organisation.content.own_networks().next().is_some();
    let shared = draft.shared.is_some();
    let share = if shared { "Partager les changements du modèle" } else { "Partager comme modèle" };
    view! {
        <section class="life" aria-labelledby="vie">
            <h2 id="vie">"La vie de l’offre"</h2>
            <div class="actions">
                <a class="button quiet" href=format!("{here}/historique")>"Historique"</a>
                {draft.offer_id.is_some().then(|| view! { <a class="button quiet" href=format!("{here}/places")>"Places gardées"</a> })}
                <OfferAct label="Dupliquer" act="dupliquer"/>
                {shown.then(|| view! { <OfferAct label="Toujours vrai" act="confirmer"/><OfferAct label="Mettre en pause" act="pause"/> })}
                {waits.then(|| view! { <OfferAct label="Ne plus publier" act="pause"/> })}
                {(state == State::Paused).then(|| view! { <OfferAct label="Remettre en ligne" act="reprendre"/> })}
                {(state != State::Archived).then(|| view! { <OfferAct label="Archiver" act="archiver" class="button danger"/> })}
            </div>
            {may_share.then(|| view! {
                <p class="hint">"Un modèle partagé est proposé aux structures de vos réseaux. Vos changements leur sont proposés aussi."</p>
                <div class="actions">
                    <OfferAct label=share act="partager"/>
                    {shared.then(|| view! { <OfferAct label="Ne plus partager" act="garder-pour-soi"/> })}
                </div>
            })}
        </section>
    }
}
