//! What is hers to manage: her number, how she is told, her data, and that nothing is left.

use leptos::prelude::*;

use super::{Followed, Looker};
use crate::domain::clock::spoken_date;
use crate::domain::consent::{Text, Way};
use crate::domain::referral::TellBy;
use crate::domain::territory::of;
use crate::ui::form::{Act, Choice, Confirm, Field, FormState, PostForm};

/// The settings of a request, folded away.
#[component]
pub fn Own(
    /// The request.
    followed: Followed,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let (open, whole) = (followed.state.is_open(), followed.clone());
    let wrong = ["mobile", "par", "email"].iter().any(|name| state.about(name).is_some());
    let by = TellBy::from_code(&followed.told_by).unwrap_or(TellBy::Both);
    let ways = TellBy::ALL.into_iter().map(|one| (one.code(), one.label())).collect();
    let pause =
        if followed.quiet { ("non", "Me relancer de nouveau") } else { ("oui", "Ne plus me relancer") };
    view! {
        <details class="more own" open=wrong>
            <summary>"Mon numéro, mes messages, mes données"</summary>
            {open.then(|| view! {
                <section aria-labelledby="numero">
                    <h2 id="numero">"Mon numéro"</h2>
                    <p>{format!("Il finit par {}.", followed.last_four)}</p>
                    <PostForm state=state.of("numero")>
                        <input type="hidden" name="geste" value="numero"/>
                        <Field name="mobile" label="Mon nouveau mobile" hint="06 ou 07" kind="tel" inputmode="tel" autocomplete="tel" required=true/>
                        <p><button type="submit" class="button quiet">"Changer mon numéro"</button></p>
                    </PostForm>
                    <h2>"Me prévenir"</h2>
                    <p>{format!("Aujourd’hui : {}.", by.label().to_lowercase().replace("sms", "SMS"))}</p>
                    <PostForm state=state.of("prevenir")>
                        <input type="hidden" name="geste" value="prevenir"/>
                        <Choice name="par" label="Comment vous prévenir ?" required=true options=ways/>
                        <Field
                            name="email" label="Mon e-mail" kind="email" inputmode="email" autocomplete="email"
                            value=followed.email.clone().unwrap_or_default()
                        />
                        <p><button type="submit" class="button quiet">"Enregistrer"</button></p>
                    </PostForm>
                    <Act label=pause.1 class="button quiet" fields=vec![("geste", "relances".to_owned()), ("pause", pause.0.to_owned())]/>
                </section>
            })}
            {followed.helped.clone().map(|(name, sees)| view! { <HelpedBy name sees/> })}
            <Agreement followed=whole/>
            <section aria-labelledby="vue">
                <h2 id="vue">"Qui a vu ma demande"</h2>
                {if followed.seen.is_empty() {
                    view! { <p>"Personne encore."</p> }.into_any()
                } else {
                    let organisation = followed.organisation.clone();
                    let helper = followed.helped.as_ref().map(|(name, _)| of(name)).unwrap_or_default();
                    let lines = followed.seen.iter().map(|(day, looker)| {
                        let who = match looker {
                            Looker::Link => format!("{organisation}, par le lien de son message"),
                            Looker::Desk => format!("{organisation}, dans son espace"),
                            Looker::Volunteer => format!("Le bénévole {helper} : où elle en est, rien d’autre"),
                        };
                        view! { <li>{format!("{who}, le {}", spoken_date(*day))}</li> }
                    });
                    view! { <ul>{lines.collect_view()}</ul> }.into_any()
                }}
            </section>
            <section aria-labelledby="donnees">
                <h2 id="donnees">"Mes données"</h2>
                <p>"D’autres demandes ? "<a href="/suivi/code-perdu">"Recevez par SMS un lien qui les montre toutes"</a>"."</p>
                <p><a href=format!("/suivi/{}/mes-donnees.json", followed.secret)>"Prendre mes données"</a></p>
                <p><a class="button quiet" href="?effacer=1">"Tout effacer"</a></p>
            </section>
        </details>
    }
}

/// Who helped her to ask, and whether that one sees what becomes of it.
#[component]
fn HelpedBy(name: String, sees: bool) -> impl IntoView {
    let (sentence, label, voir) = if sees {
        (
            "Il voit où en est votre demande. Il ne voit ni votre numéro, ni votre mot.",
            "Ne plus lui montrer",
            "non",
        )
    } else {
        ("Il ne voit pas où en est votre demande.", "Lui montrer où j’en suis", "oui")
    };
    view! {
        <section aria-labelledby="aide">
            <h2 id="aide">"Qui m’a aidée"</h2>
            <p>{format!("Un bénévole {} a fait la demande avec vous. {sentence}", of(&name))}</p>
            <Act label class="button quiet" fields=vec![("geste", "benevole".to_owned()), ("voir", voir.to_owned())]/>
        </section>
    }
}

/// What she agreed to, how and when: the very words.
#[component]
fn Agreement(followed: Followed) -> impl IntoView {
    let agreed = followed.agreed;
    let how = Way::from_code(&agreed.way).map_or("", Way::told);
    let helper = followed.helped.map(|(name, _)| name).unwrap_or_default();
    Text::of(&agreed.version).map(|text| {
        let terms = text.terms(&followed.organisation, &helper).into_iter();
        view! {
            <section aria-labelledby="accord-donne">
                <h2 id="accord-donne">"Mon accord"</h2>
                <p>{format!("Vous avez dit oui {how}, le {}.", spoken_date(agreed.on))}</p>
                <details>
                    <summary>"Relire ce que j’ai accepté"</summary>
                    <p>{text.agreement}</p>
                    <dl>{terms.map(|(title, text)| view! { <div><dt>{title}</dt><dd>{text}</dd></div> }).collect_view()}</dl>
                </details>
            </section>
        }
    })
}

/// Does she take it back?
#[component]
pub fn Cancel(
    /// The end of the page's address.
    secret: String,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let here = format!("/suivi/{secret}");
    view! {
        <section class="state" aria-labelledby="annuler">
            <h2 id="annuler">"Annuler votre demande ?"</h2>
            <p>"La structure ne la verra plus. On ne peut pas revenir en arrière."</p>
            <PostForm state action=here.clone()>
                <input type="hidden" name="geste" value="annuler"/>
                <div class="actions">
                    <button type="submit" class="button danger">"Oui, annuler"</button>
                    <a class="button quiet" href=here>"Non, la garder"</a>
                </div>
            </PostForm>
        </section>
    }
}

/// Is everything of hers erased?
#[component]
pub fn Erase(
    /// The end of the page's address.
    secret: String,
    /// How many other requests go with it.
    others: usize,
) -> impl IntoView {
    let here = format!("/suivi/{secret}");
    let what = match others {
        0 => "Votre demande, votre prénom, votre numéro et vos messages.".to_owned(),
        1 => "Vos 2 demandes, votre prénom, votre numéro et vos messages.".to_owned(),
        more => format!("Vos {} demandes, votre prénom, votre numéro et vos messages.", more + 1),
    };
    view! {
        <Confirm id="effacer" question="Tout effacer ?" yes="Oui, tout effacer" no="Non, garder" gesture="effacer" here>
            <p>{what}</p>
            <p>"La structure est prévenue que la demande est annulée. On ne peut pas revenir en arrière."</p>
        </Confirm>
    }
}
