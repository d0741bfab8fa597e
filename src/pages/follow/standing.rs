//! Where a request stands, as its person reads it: the news first, then what she can do, then what is hers to manage.

use leptos::prelude::*;
use leptos_meta::Title;

use super::Followed;
use super::news::{Alternatives, News};
use super::own::{Cancel, Erase, Own};
use crate::domain::clock::spoken_date;
use crate::domain::phone::spoken_phone;
use crate::domain::referral::spoken_time;
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::icon::Icon;

/// What has just happened, or is being asked, by the address.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The request was sent just now.
    pub just_sent: bool,
    /// What she said is noted.
    pub noted: bool,
    /// Her number is corrected.
    pub corrected: bool,
    /// She is asked whether she takes it back.
    pub cancelling: bool,
    /// She is asked whether all is erased.
    pub erasing: bool,
}

/// The page of a request.
#[component]
pub fn Standing(
    /// The request.
    followed: Followed,
    /// What has just happened.
    moment: Moment,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let title = match followed.state {
        _ if followed.not_taken => "Pas cette fois",
        _ if moment.just_sent => "C’est envoyé !",
        state => state.label(),
    };
    let (offer, slug) = followed.offer.clone();
    let open = followed.state.is_open();
    let asking = moment.cancelling || moment.erasing;
    view! {
        <Title text=title/>
        <article class="standing" data-state=followed.state.code()>
            <p class="card-kind">"Votre demande"</p>
            <h1>{title}</h1>
            {match followed.wanted.clone() {
                Some((training, wanted)) => view! {
                    <p><a href=format!("/offres/{wanted}")>{training}</a></p>
                    <p>{format!("{} peut vous proposer pour cette formation, et reçoit votre demande.", followed.organisation)}</p>
                }.into_any(),
                None => view! { <p><a href=format!("/offres/{slug}")>{offer}</a>", avec "{followed.organisation.clone()}</p> }.into_any(),
            }}
            {moment.noted.then(|| view! { <p class="notice done" role="status"><Icon name="done"/><span>"C’est noté."</span></p> })}
            {moment.corrected.then(|| view! {
                <p class="notice done" role="status"><Icon name="done"/><span>"Votre numéro est changé. Votre code part par SMS."</span></p>
            })}
            {followed.reason.map(|reason| view! { <p class="notice closed">{reason.sentence()}" "{reason.next_step()}</p> })}
            <p class="next"><Icon name="date"/><span>{followed.next.clone()}</span></p>
            {followed.rank.map(|rank| view! {
                <p>"Votre place dans la liste : "<strong>{if rank == 1 { "1re".to_owned() } else { format!("{rank}e") }}</strong></p>
            })}
            {followed.awaits.clone().map(|day| view! { <p>"La session que vous attendez : "<strong>{day}</strong></p> })}
            {(!asking).then(|| view! { <Refusal state=state.clone()/> })}
            {followed.appointment_at.map(|at| view! {
                <dl class="appointment">
                    <div><dt>"Quand"</dt><dd>{spoken_date(at.date())}", à "{spoken_time(at.time())}</dd></div>
                    <div><dt>"Où"</dt><dd>{followed.appointment_place.clone()}</dd></div>
                </dl>
            })}
            {followed.note.clone().map(|note| view! {
                <blockquote class="note"><p>{note}</p><footer>{followed.organisation.clone()}</footer></blockquote>
            })}
            {followed.phone.clone().filter(|_| open).map(|phone| view! {
                <p class="fact"><Icon name="phone"/><span>"Une question ? "<a href=format!("tel:{phone}")>{spoken_phone(&phone)}</a></span></p>
            })}
            {moment.cancelling.then_some(()).filter(|()| open).map(|()| view! { <Cancel secret=followed.secret.clone() state=state.clone()/> })}
            {moment.erasing.then(|| view! { <Erase secret=followed.secret.clone() others=followed.others.len()/> })}
            {(!asking && !moment.just_sent).then(|| view! { <News followed=followed.clone()/> })}
            <Alternatives followed=followed.clone()/>
            <section aria-labelledby="code" class="keep">
                <h2 id="code">"Gardez ce code"</h2>
                <div class="code">{followed.code.clone()}</div>
                <p>"Avec lui et les 4 derniers chiffres de votre mobile, vous retrouvez cette page. Nous l’envoyons aussi par SMS."</p>
                <p class="qr">
                    <img src=format!("/suivi/{}/qr.svg", followed.secret) alt="QR code de votre demande" width="132" height="132"/>
                    <span><a href=followed.address.clone()>"Lien vers cette page"</a></span>
                </p>
            </section>
            <section aria-labelledby="etapes">
                <h2 id="etapes">"Les étapes"</h2>
                <ol class="timeline">
                    {followed.steps.iter().map(|(words, day)| view! {
                        <li><strong>{words.clone()}</strong>" le "{spoken_date(*day)}</li>
                    }).collect_view()}
                </ol>
            </section>
            <Others followed=followed.clone()/>
            {(!asking).then(|| view! { <Own followed=followed.clone() state/> })}
            {(open && !asking).then(|| view! {
                <p class="cancel"><a class="button quiet" href="?annuler=1">"Annuler ma demande"</a></p>
            })}
        </article>
    }
}

/// Her other requests, each behind a button: no address of a request stands on the page of another.
#[component]
fn Others(followed: Followed) -> impl IntoView {
    let others = followed.others;
    (!others.is_empty()).then(|| {
        view! {
            <section aria-labelledby="autres-demandes">
                <h2 id="autres-demandes">"Vos autres demandes"</h2>
                <ul class="others">
                    {others.into_iter().map(|(key, offer, state)| view! {
                        <li>
                            <p><strong>{offer.clone()}</strong><br/>{state.label()}</p>
                            <Act label="Voir" about=offer class="button quiet" fields=vec![("geste", "ouvrir".to_owned()), ("demande", key)]/>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}
