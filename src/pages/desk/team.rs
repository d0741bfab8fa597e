//! `/espace/{structure}/equipe`: who works here; an admin invites, changes roles, takes out.

use leptos::prelude::*;
use leptos_meta::Title;

use super::claims::Claims;
use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::account::INVITATION_LIFE;
use crate::domain::clock::{paris_date, spoken_date};
use crate::domain::membership::Role;
use crate::pages::shown::{asked, asked_page, asked_value};
use crate::store::{Claim, Colleague, Invited, TEAM_PAGE};
use crate::ui::form::{Act, Choice, Confirm, Field, FormState, PostForm, Refusal};
use crate::ui::pager::Pager;

/// What the page shows.
struct Team {
    members: Vec<Colleague>,
    more: bool,
    invitations: Vec<Invited>,
    claims: Vec<Claim>,
}

/// The page.
#[component]
pub fn TeamPage() -> impl IntoView {
    let (state, page, done) = (FormState::new(), asked_page(), asked_value("fait"));
    let leaving = asked("quitter");
    desk(
        Tab::Team,
        async move |desk: Desk| {
            let mut members = desk.reading.db.team(desk.organisation.id, page).await?;
            let most = usize::try_from(TEAM_PAGE).unwrap_or(usize::MAX);
            let more = members.len() > most;
            members.truncate(most);
            let (db, id) = (&desk.reading.db, desk.organisation.id);
            let (invitations, claims) = match desk.role {
                Role::Admin => (db.invitations(id).await?, db.claims_of(id).await?),
                _ => Default::default(),
            };
            Ok(Some(Team { members, more, invitations, claims }))
        },
        move |desk, team| view! { <Whole desk team page state done leaving/> },
    )
}

#[component]
fn Whole(desk: Desk, team: Team, page: u32, state: FormState, done: String, leaving: bool) -> impl IntoView {
    let admin = desk.role == Role::Admin;
    let done = match done.as_str() {
        "invite" => Some("L’invitation est partie."),
        "change" => Some("C’est fait."),
        _ => None,
    };
    let me = desk.account.id;
    let now = desk.reading.clock.now();
    view! {
        <Title text="Équipe"/>
        <h1>"Équipe"</h1>
        {done.map(|done| view! { <p class="notice done" role="status">{done}</p> })}
        <Refusal state/>
        {(!team.claims.is_empty()).then(|| view! { <Claims claims=team.claims/> })}
        <ul class="people">
            {team.members.into_iter().map(|one| view! { <Member admin mine=one.id == me one/> }).collect_view()}
        </ul>
        <Pager page more=team.more/>
        {admin.then(|| view! {
            <p class="actions">
                <a class="button" href=desk.to("/equipe/inviter")>"Inviter une personne"</a>
                <a class="button quiet" href=desk.to("/benevoles")>"Nos bénévoles, en nombres"</a>
            </p>
        })}
        {(!team.invitations.is_empty()).then(|| view! {
            <section aria-labelledby="invitations">
                <h2 id="invitations">"Invitations"</h2>
                <ul class="people">
                    {team.invitations.into_iter().map(|one| {
                        let end = paris_date(one.expires_at);
                        let until = if one.expires_at <= now { "L’invitation a expiré.".to_owned() } else { format!("Valable jusqu’au {}.", spoken_date(end)) };
                        let role = Role::from_code(&one.role).map_or("", Role::label);
                        let id = one.id.to_string();
                        view! {
                            <li>
                                <p class="people-who"><strong>{one.email.clone()}</strong><span class="badge">{role}</span></p>
                                <p class="small">{until}</p>
                                <div class="actions">
                                    <Act label="Renvoyer" about=one.email.clone() class="button quiet"
                                        fields=vec![("geste", "renvoyer".to_owned()), ("email", one.email.clone()), ("role", one.role.clone())]/>
                                    <Act label="Annuler" about=one.email.clone() class="button danger"
                                        fields=vec![("geste", "annuler".to_owned()), ("invitation", id)]/>
                                </div>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        })}
        {if leaving {
            view! {
                <Confirm id="quitter" question="Quitter cette structure ?" yes="Oui, quitter" no="Non, rester"
                    gesture="quitter" here=desk.to("/equipe")>
                    <p>"Vous ne verrez plus ses demandes ni ses offres. Pour revenir, il faut une invitation."</p>
                </Confirm>
            }.into_any()
        } else {
            view! { <p><a class="button quiet" href="?quitter=1#quitter">"Quitter cette structure"</a></p> }.into_any()
        }}
    }
}

#[component]
fn Member(one: Colleague, admin: bool, mine: bool) -> impl IntoView {
    let role = Role::from_code(&one.role).unwrap_or(Role::Volunteer);
    let called = if one.name.is_empty() { one.email.clone() } else { one.name.clone() };
    let id = one.id.to_string();
    view! {
        <li>
            <p class="people-who">
                <strong>{called.clone()}</strong>
                {mine.then_some(" (vous)")}
                <span class="badge">{role.label()}</span>
            </p>
            {(!one.name.is_empty()).then(|| view! { <p class="small">{one.email.clone()}</p> })}
            {admin.then(|| {
                let (about, field) = (called.clone(), format!("role-{id}"));
                let (of, value) = (field.clone(), id.clone());
                view! {
                    <details>
                        <summary>"Modifier"<span class="unseen">{format!(" : {about}")}</span></summary>
                        <form method="post" class="role">
                            <input type="hidden" name="geste" value="role"/>
                            <input type="hidden" name="membre" value=value/>
                            <label for=of>"Rôle"</label>
                            <select id=field name="role">
                                {Role::ALL.into_iter().map(|one| view! {
                                    <option value=one.code() selected=one == role>{one.label()}</option>
                                }).collect_view()}
                            </select>
                            <button type="submit" class="button quiet">"Changer le rôle"</button>
                        </form>
                        <Act label="Retirer de l’équipe" about=called.clone() class="button danger"
                            fields=vec![("geste", "retirer".to_owned()), ("membre", id.clone())]/>
                    </details>
                }
            })}
        </li>
    }
}

/// `/espace/{structure}/equipe/inviter`.
#[component]
pub fn InvitePage() -> impl IntoView {
    let state = FormState::new();
    desk(
        Tab::Invite,
        async |_: Desk| Ok(Some(())),
        move |desk, ()| {
            let options = Role::ALL.into_iter().map(|role| (role.code(), role.choice())).collect();
            view! {
                <Title text="Inviter une personne"/>
                <p class="back"><a href=desk.to("/equipe")>"Équipe"</a></p>
                <h1>"Inviter une personne"</h1>
                <p class="lead">{format!("Elle reçoit un lien par e-mail. Il vit {} jours.", INVITATION_LIFE.whole_days())}</p>
                <PostForm state whole=true>
                    <Field name="email" label="Son e-mail" kind="email" inputmode="email" required=true/>
                    <Choice name="role" label="Son rôle" options required=true/>
                    <p class="main-action"><button type="submit" class="button main">"Envoyer l’invitation"</button></p>
                </PostForm>
            }
        },
    )
}
