//! `/espace/{structure}/offres/{id}`: the form of an offer, on one page.

mod life;
mod model;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::super::super::shown::parameter;
use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::field::{SpecField, is_in_use};
use super::help::{Help, HelpPanel, read_help};
use super::parts::{Others, PartsNav};
use super::rows::{HoursInWords, TradeLists};
use super::script::WriteScript;
use crate::domain::draft::compare::{Difference, compare, is_local};
use crate::domain::draft::said::said;
use crate::domain::draft::{Section, Spec, sections};
use crate::domain::form::Typed;
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::domain::plain::lower_first;
use crate::error::PageError;
use crate::store::StoredDraft;
use crate::ui::form::{FormState, ProblemList};
use crate::ui::icon::Icon;
use life::{Life, Standing};
use model::{ModelNews, News};

/// The draft of this structure with an id from an address; nothing for any other.
pub async fn draft_of(desk: &Desk, id: &str) -> Result<Option<StoredDraft>, PageError> {
    let Ok(id) = id.parse::<Uuid>() else { return Ok(None) };
    let draft = desk.reading.db.draft(id).await?;
    Ok(draft.filter(|draft| draft.organisation_id == desk.organisation.id))
}

/// What the page shows.
struct Editing {
    draft: StoredDraft,
    help: Help,
    /// The end of the address of what people see, and when somebody last said that it is true: here or elsewhere.
    shown: Option<(String, time::Date)>,
    /// What is new in the model that it follows, where that has changed.
    news: Option<Vec<News>>,
    /// For a programme: the names of the structure's offers, which its steps may be.
    own_offers: Vec<String>,
}

async fn read(desk: &Desk, id: &str) -> Result<Option<Editing>, PageError> {
    let Some(draft) = draft_of(desk, id).await? else { return Ok(None) };
    let db = &desk.reading.db;
    let help = read_help(desk, &draft).await?;
    let shown = match draft.offer_id {
        Some(offer) => Some(db.offer_by_id(offer).await?).filter(|offer| offer.is_published()),
        None => None,
    };
    let shown = shown.map(|offer| (offer.slug, offer.content.updated_on));
    let news = match draft.model_id {
        Some(model) => db.draft(model).await?.and_then(|model| news(&draft, &model.shared?.0)),
        None => None,
    };
    let own_offers = match draft.kind() {
        OfferKind::Programme => db.offers_of(desk.organisation.id).await?,
        _ => Vec::new(),
    };
    let own_offers = own_offers.into_iter().map(|stored| stored.content.0.name).collect();
    Ok(Some(Editing { draft, help, shown, news, own_offers }))
}

/// What a model says now that it did not say when a draft looked last.
fn news(draft: &StoredDraft, shared: &Typed) -> Option<Vec<News>> {
    let seen = draft.model_typed.as_ref().filter(|seen| seen.0 != *shared)?;
    let kind = draft.kind();
    // What the model now says may be here already.
    let differs =
        |one: &Difference| !is_local(&one.field) && draft.typed.get(&one.field) != shared.get(&one.field);
    let differences = compare(kind, seen, shared).into_iter().filter(differs);
    let told = differences.map(|difference| {
        let own = said(kind, &difference.field, draft.typed.get(&difference.field));
        News { difference, own }
    });
    Some(told.collect())
}

/// The page.
#[component]
pub fn OfferEditorPage() -> impl IntoView {
    let id = parameter("offer");
    let form = FormState::new();
    let done = use_query_map().with_untracked(|query| query.get("fait")).unwrap_or_default();
    desk(
        Tab::Offers,
        async move |desk: Desk| read(&desk, &id).await,
        move |desk, editing| view! { <Editor desk editing form done/> },
    )
}

#[component]
fn Editor(desk: Desk, editing: Editing, form: FormState, done: String) -> impl IntoView {
    let Editing { draft, help, shown, news, own_offers } = editing;
    let writes = desk.role.may(Role::Publisher);
    let kind = draft.kind();
    let here = desk.to(&format!("/offres/{}", draft.id));
    let state = form.over(draft.typed.0.clone());
    let title = Some(draft.typed.get("nom").to_owned()).filter(|name| !name.is_empty());
    let title = title.unwrap_or_else(|| "Offre sans titre".to_owned());
    provide_context(help.steps.clone());
    provide_context(HoursInWords(help.hours()));
    let alike = help.alike.clone();
    let doubled = draft.offer_id.is_none() && state.about("distincte").is_some();
    let publish = if !desk.organisation.is_validated() { "Envoyer pour validation" } else { "Publier" };
    view! {
        <Title text=title.clone()/>
        <p class="back"><a href=desk.to("/offres")><Icon name="back"/>"Vos offres"</a></p>
        <p class="card-kind">{kind.label()}</p>
        <h1>{title}</h1>
        <Standing draft=draft.clone() shown done/>
        <Others told=help.others.clone()/>
        <ModelNews news here=here.clone()/>
        <div class="write">
            {writes.then(|| view! {
                <form method="post" class="write-form" novalidate autocomplete="off" data-write=here.clone()>
                    <PartsNav parts=help.parts.clone()/>
                    <ProblemList state=state.clone()/>
                    <input type="hidden" name="edits" value=draft.edits/>
                    {matches!(kind, OfferKind::Workshop | OfferKind::TemporaryWork).then(|| view! { <TradeLists/> })}
                    {(kind == OfferKind::Programme).then(|| view! {
                        <datalist id="offres">{own_offers.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
                    })}
                    {sections(kind).into_iter().map(|section| view! { <Part section/> }).collect_view()}
                    {doubled.then(|| view! { <Doubled alike/> })}
                    <div class="write-bar">
                        <div class="write-state" data-state>
                            <p role="status"></p>
                            <p role="alert" hidden=true></p>
                        </div>
                        <a class="button quiet write-look" href="#apercu">"Aperçu"</a>
                        <button class="button quiet" name="geste" value="garder">"Enregistrer"</button>
                        <button class="button" name="geste" value="publier">{publish}</button>
                    </div>
                    <details class="later" data-aside>
                        <summary>"Publier un autre jour"</summary>
                        <div class="field">
                            <label for="publier-le">"Jour"</label>
                            <input id="publier-le" name="publier-le" type="date" aria-describedby="publier-le-problem"/>
                            <super::field::Problem name="publier-le"/>
                        </div>
                        <button class="button quiet" name="geste" value="programmer">"Programmer"</button>
                    </details>
                </form>
            })}
            <aside class="write-help" aria-label="Conseils et aperçu">
                <HelpPanel help/>
                <p class="help-link"><a href=format!("{here}/apercu")>"Voir les conseils et l’aperçu seuls"</a></p>
            </aside>
        </div>
        {writes.then(|| view! { <Life desk draft here/> <WriteScript/> })}
    }
}

/// What people find already that looks the same: whoever says that it is another publishes all the same.
#[component]
fn Doubled(alike: Vec<(String, String)>) -> impl IntoView {
    view! {
        <fieldset class="field wrong" data-aside>
            <legend>"Est-ce la même offre ?"</legend>
            <ul>{alike.into_iter().map(|(slug, name)| view! { <li><a href=format!("/offres/{slug}")>{name}</a></li> }).collect_view()}</ul>
            <label class="option">
                <input type="checkbox" id="distincte" name="distincte" value="oui" aria-describedby="distincte-problem"/>
                <span>"Non, c’est une autre offre"</span>
            </label>
            <super::field::Problem name="distincte"/>
        </fieldset>
    }
}

/// A part of the form: what is always asked, then what may be added.
#[component]
fn Part(section: Section) -> impl IntoView {
    let state = expect_context::<FormState>();
    let (folded, shown): (Vec<Spec>, Vec<Spec>) = section.fields.into_iter().partition(|spec| spec.folded);
    let open = folded.iter().any(|spec| state.is_refused() && state.about(spec.name).is_some());
    let labels: Vec<String> = folded.iter().map(|spec| lower_first(spec.label)).collect();
    let used = folded.iter().filter(|spec| is_in_use(&state, spec)).count();
    let filled = match used {
        0 => None,
        1 => Some("1 réponse déjà là".to_owned()),
        used => Some(format!("{used} réponses déjà là")),
    };
    view! {
        <div class="part">
            <h2 id=format!("partie-{}", section.name)>{section.title}</h2>
            {shown.into_iter().map(|spec| view! { <SpecField spec/> }).collect_view()}
            {(!folded.is_empty()).then(|| view! {
                <details class="more" open=open>
                    <summary>
                        <strong>"Plus de détails"</strong>
                        {filled.map(|filled| view! { <span class="badge">{filled}</span> })}
                        <span class="more-what">{labels.join(", ")}</span>
                    </summary>
                    {folded.into_iter().map(|spec| view! { <SpecField spec/> }).collect_view()}
                </details>
            })}
        </div>
    }
}
