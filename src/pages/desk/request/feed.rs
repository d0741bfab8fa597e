//! What the team did and said about a request, in one thread.

use leptos::prelude::*;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::clock::{paris_date, spoken_date};
use crate::domain::referral::{Actor, MESSAGE_MAX, Step};
use crate::store::{Event, Given, Note, TeamMember};
use crate::ui::form::TextField;

/// An entry of the thread.
struct Entry {
    at: OffsetDateTime,
    who: String,
    /// What was done; nothing where only words were said.
    done: Option<String>,
    words: Option<String>,
}

/// The thread, the oldest first, and the field that adds to it.
#[component]
pub fn Feed(
    /// The address of the request.
    base: String,
    /// What was said.
    notes: Vec<Note>,
    /// What happened to it.
    events: Vec<Event>,
    /// Through which hands it went.
    given: Vec<Given>,
    /// Who works here.
    team: Vec<TeamMember>,
    /// Today.
    today: Date,
    /// Whether who looks may write.
    may: bool,
) -> impl IntoView {
    let entries = entries(notes, &events, given, &team);
    view! {
        <section class="feed" aria-labelledby="notes">
            <h2 id="notes">"Ce qui s’est passé"</h2>
            {(!entries.is_empty()).then(|| view! {
                <ul>
                    {entries.into_iter().map(|entry| {
                        let on = paris_date(entry.at);
                        let when = if on == today { "aujourd’hui".to_owned() } else { format!("le {}", spoken_date(on)) };
                        let said = entry.words.is_some();
                        view! {
                            <li class:said=said>
                                <p class="feed-who">{format!("{}, {when}", entry.who)}{entry.done.map(|done| format!(" : {done}"))}</p>
                                {entry.words.map(|words| view! { <p class="words">{words}</p> })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
            })}
            {may.then(|| view! {
                <form method="post" action=base>
                    <input type="hidden" name="geste" value="noter"/>
                    <TextField
                        name="note" label="Ajouter une note pour l’équipe" max=MESSAGE_MAX required=true
                        hint="La personne ne la lit pas. Rien sur sa santé, rien sur la justice."
                    />
                    <button type="submit" class="button quiet">"Garder la note"</button>
                </form>
            })}
        </section>
    }
}

fn entries(notes: Vec<Note>, events: &[Event], given: Vec<Given>, team: &[TeamMember]) -> Vec<Entry> {
    let who = |id: Option<Uuid>, nobody: &str| {
        let one = team.iter().find(|one| Some(one.id) == id).map(|one| one.called().to_owned());
        one.unwrap_or_else(|| if id.is_none() { nobody } else { "Une personne partie" }.to_owned())
    };
    let notes = notes.into_iter().map(|note| Entry {
        at: note.at,
        who: who(note.account_id, "Une personne partie"),
        done: None,
        words: Some(note.words),
    });
    let given = given.into_iter().map(|given| Entry {
        at: given.at,
        who: who(given.account_id, "Une personne partie"),
        done: Some(format!("confiée à {}", given.to)),
        words: None,
    });
    let events = events.iter().filter_map(|event| {
        let (step, actor, _) = event.read().ok()?;
        let who = match actor {
            Actor::Structure => who(event.account_id, "Par le lien de l’e-mail"),
            Actor::Person => "La personne".to_owned(),
            Actor::Volunteer => "Un accompagnant".to_owned(),
            Actor::Platform => "Premier Pas".to_owned(),
        };
        Some(Entry { at: event.at, who, done: Some(done(step)), words: None })
    });
    let mut all: Vec<Entry> = events.chain(given).chain(notes).collect();
    all.sort_by_key(|entry| entry.at);
    all
}

/// What was done, in a few words.
fn done(step: Step) -> String {
    let words = match step {
        Step::Ask => "demande envoyée",
        Step::Read => "demande lue",
        Step::Call => "réponse « on l’appelle »",
        Step::Meet => "réponse « rendez-vous »",
        Step::Wait => "réponse « liste d’attente »",
        Step::Accept => "réponse « oui »",
        Step::Decline => "réponse « pas cette fois »",
        Step::Start => "elle a commencé",
        Step::Complete => "c’est terminé",
        Step::Called => "« ils m’ont appelée »",
        Step::NoNews => "« je n’ai pas de nouvelles »",
        Step::Join => "« j’attends une place »",
        Step::Stay => "« je suis toujours là »",
        Step::Found => "« j’ai trouvé ailleurs »",
        Step::Withdraw => "demande annulée",
        Step::Clock(deed) => deed.sentence(),
    };
    words.to_owned()
}
