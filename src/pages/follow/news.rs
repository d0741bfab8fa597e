//! What a person can say of her request, in one tap; and other offers that she can ask for with the words that she has.

use leptos::prelude::*;

use super::Followed;
use crate::domain::clock::spoken_from;
use crate::domain::referral::{Actor, Exit, Step};
use crate::ui::card::Cards;
use crate::ui::form::{Act, Choice, FormState, PostForm};

/// What she can say, by the step that it is: the word of the form, and the button.
const WORDS: [(Step, &str, &str); 6] = [
    (Step::Called, "appelee", "On m’a appelée"),
    (Step::NoNews, "sans-nouvelles", "Je n’ai pas de nouvelles"),
    (Step::Start, "commence", "J’ai commencé"),
    (Step::Stay, "toujours-la", "Je suis toujours là"),
    (Step::Join, "attendre", "J’attends une place"),
    (Step::Found, "trouve", "J’ai trouvé autre chose"),
];

/// The buttons that make sense where the request stands.
#[component]
pub fn News(
    /// The request.
    followed: Followed,
) -> impl IntoView {
    let (state, refused) = (followed.state, expect_context::<FormState>());
    let allowed = |step: Step| {
        let joins = step != Step::Join || followed.may_join;
        joins && step.leads(state, Actor::Person).is_some()
    };
    let words: Vec<_> = WORDS.into_iter().filter(|(step, ..)| allowed(*step)).collect();
    let ends = allowed(Step::Complete);
    let any = ends || !words.is_empty();
    any.then(|| {
        let exits = Exit::CHOICES.into_iter().map(|exit| (exit.code(), exit.her_label())).collect();
        let sessions = followed.sessions.iter().map(|day| {
            let label = format!("Celle du {}", spoken_from(followed.today, *day));
            let fields = vec![("geste", "attendre".to_owned()), ("session", day.to_string())];
            view! { <Act label=label class="button quiet" fields/> }
        });
        let sessions = sessions.collect_view();
        view! {
            <section aria-labelledby="nouvelles" class="news">
                <h2 id="nouvelles">"Du nouveau ?"</h2>
                {(!followed.sessions.is_empty()).then(|| view! {
                    <p>"Une autre session a encore de la place. La voulez-vous ?"</p>
                    <div class="news-words">{sessions}</div>
                })}
                <div class="news-words">
                    {words.into_iter().map(|(_, word, label)| view! {
                        <Act label class="button quiet" fields=vec![("geste", word.to_owned())]/>
                    }).collect_view()}
                </div>
                {ends.then(|| view! {
                    <details class="more" open=refused.about("suite").is_some()>
                        <summary>"C’est terminé"</summary>
                        <PostForm state=refused.of("termine")>
                            <input type="hidden" name="geste" value="termine"/>
                            <Choice name="suite" label="Et maintenant, qu’avez-vous ?" required=true options=exits/>
                            <p><button type="submit" class="button">"Le dire"</button></p>
                        </PostForm>
                    </details>
                })}
            </section>
        }
    })
}

/// Other offers near, each asked for in one tap.
#[component]
pub fn Alternatives(
    /// The request.
    followed: Followed,
) -> impl IntoView {
    (!followed.alternatives.is_empty()).then(|| {
        let asks = followed.alternatives.iter().filter(|(card, _)| card.asks_here).map(|(card, form)| {
            let fields =
                vec![("geste", "demander".to_owned()), ("offre", card.slug.clone()), ("envoi", form.clone())];
            view! { <li><Act label="Demander aussi" about=card.name.clone() fields/><span>{card.name.clone()}</span></li> }
        });
        view! {
            <section aria-labelledby="autres">
                <h2 id="autres">"D’autres offres près de là"</h2>
                <Cards cards=followed.alternatives.iter().map(|(card, _)| card.clone()).collect()/>
                <p>"En un geste : nous envoyons à la structure votre prénom, votre mobile et votre mot, les mêmes que la première fois."</p>
                <ul class="ask-also">{asks.collect_view()}</ul>
            </section>
        }
    })
}
