//! Looking for a request, and narrowing a folder.

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::inbox::{InboxQuery, Whose};
use crate::store::TeamMember;
use crate::ui::icon::Icon;

/// The form of the search.
#[component]
pub fn Search(
    /// The address of the inbox.
    base: String,
    /// What is looked at now.
    query: InboxQuery,
    /// The offers that were asked for: the ends of their addresses and their names.
    offers: Vec<(String, String)>,
    /// Who works here.
    team: Vec<TeamMember>,
    /// Who looks.
    me: Uuid,
) -> impl IntoView {
    let others = team.iter().filter(|one| one.id != me);
    let others = others.map(|one| (Whose::Of(one.id.to_string()), one.called().to_owned()));
    let all = Whose::ALL.into_iter().map(|(whose, label)| (whose, label.to_owned()));
    let whose = all.chain(others).map(|(whose, label)| {
        view! { <option value=whose.code().to_owned() selected=whose == query.whose>{label}</option> }
    });
    let whose = whose.collect_view();
    let several = offers.len() > 1;
    let open = query.is_narrowed() || !query.text.is_empty();
    let offers = offers.into_iter().map(|(slug, name)| {
        let chosen = slug == query.offer;
        view! { <option value=slug selected=chosen>{name}</option> }
    });
    let offers = offers.collect_view();
    view! {
        // Folded on a telephone, where it would push the requests down; always there on a wide screen (see its sheet).
        <details class="inbox-narrow" open=open>
            <summary><Icon name="search"/>"Chercher ou filtrer"</summary>
            // Posted: what is typed names somebody, and an address is kept by the browser.
            <form class="inbox-search" role="search" method="post" action=base>
                <input type="hidden" name="reponse" value="chercher"/>
                <input type="hidden" name="dossier" value=query.folder.code()/>
                <div class="field inbox-text">
                    <label for="texte">"Prénom, code ou téléphone"</label>
                    <input id="texte" name="texte" type="search" value=query.text.clone() autocomplete="off"/>
                </div>
                {several.then(|| view! {
                    <div class="field">
                        <label for="offre">"Offre"</label>
                        <select id="offre" name="offre"><option value="">"Toutes"</option>{offers}</select>
                    </div>
                })}
                <div class="field">
                    <label for="pour">"Suivie par"</label>
                    <select id="pour" name="pour">{whose}</select>
                </div>
                <button type="submit" class="button">"Chercher"</button>
            </form>
        </details>
    }
}
