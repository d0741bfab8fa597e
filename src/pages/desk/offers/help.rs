//! What stands beside the form of an offer: what is missing, what would be plainer, what may be there twice, and the sheet
//! as people will see it. A script asks for it again after each change; without one it is of the last save.

use leptos::prelude::*;

use super::super::super::offer::article::SheetArticle;
use super::super::super::offer::{steps, told};
use super::super::super::reading::Reading;
use super::super::Desk;
use super::base::base_of;
use super::parts::{PartLine, others, parts_of};
use super::steps::{StepLine, read_steps};
use crate::domain::card::Sheet;
use crate::domain::draft::advice::{Advice, advise};
use crate::domain::draft::likeness::are_alike;
use crate::domain::draft::parse_leniently;
use crate::domain::draft::said::label_of;
use crate::domain::offer::Offer;
use crate::domain::percent::encode;
use crate::error::PageError;
use crate::store::{StoredDraft, Workplace};

/// Offers that may be the same, at most.
const ALIKE_MAX: usize = 5;

/// What is told of an offer that is being written.
#[derive(Debug, Clone)]
pub struct Help {
    advice: Advice,
    /// Addresses and names of what may be the same.
    pub alike: Vec<(String, String)>,
    /// What the steps of a programme mean.
    pub steps: Vec<StepLine>,
    /// The parts of the form, and how much of each is missing.
    pub parts: Vec<PartLine>,
    /// Who else wrote lately, in a sentence, and the edits that are the last.
    pub others: (Option<String>, i64),
    sheet: Sheet,
}

/// Reads what is to be told of a draft.
pub async fn read_help(desk: &Desk, draft: &StoredDraft) -> Result<Help, PageError> {
    let (reading, organisation) = (&desk.reading, &desk.organisation);
    let index = reading.index()?;
    let today = reading.clock.today();
    let (base, slug) = base_of(reading, organisation, draft).await?;
    let offer = Offer { updated_on: today, ..parse_leniently(&draft.typed, &base, &*index) };
    let alike = alike(reading, organisation, slug.as_deref(), &offer).await?;
    let steps = steps(&reading.db, &offer).await?;
    let lines = read_steps(reading, organisation, draft, &draft.typed).await?;
    let advice = advise(&draft.typed, &offer, today);
    let parts = parts_of(draft.kind(), &advice.missing);
    let others = (others(desk, draft), draft.edits);
    let name = Some(offer.name.clone())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Titre de l’offre".to_owned());
    let offer = Offer { name, ..offer };
    let promised = organisation.content.answers_within_days;
    let commitment = reading.commitment(organisation.id, promised).await?;
    Ok(Help {
        advice,
        alike,
        steps: lines,
        parts,
        others,
        sheet: Sheet {
            told: told(&index, &offer, today),
            steps,
            answers: index.answers(organisation.id, promised),
            commitment: commitment.map(|commitment| commitment.sentence()),
            address: String::new(),
            pathways: Vec::new(),
            organisation: organisation.content.0.clone(),
            organisation_slug: organisation.slug.clone(),
            slug: slug.unwrap_or_default(),
            offer,
            today,
            nearby: Vec::new(),
            gone: false,
            prescriber: None,
            remembered: None,
        },
    })
}

/// What people find already that says nearly the same: of this structure, or in this commune.
///
/// # Errors
/// Before there is an index, or where the database fails.
pub async fn alike(
    reading: &Reading,
    organisation: &Workplace,
    own: Option<&str>,
    offer: &Offer,
) -> Result<Vec<(String, String)>, PageError> {
    if offer.name.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<(String, String)> = reading
        .db
        .offers_of(organisation.id)
        .await?
        .into_iter()
        .map(|stored| (stored.slug, stored.content.0.name))
        .collect();
    if let Some(code) = &offer.address.code_insee {
        let query = format!("lieu={code}&rayon=5&q={}", encode(&offer.name));
        let cards = reading.results(&query)?.cards;
        found.extend(cards.into_iter().map(|card| (card.slug, card.name)));
    }
    let mut alike: Vec<(String, String)> = Vec::new();
    for (slug, name) in found {
        let new = Some(slug.as_str()) != own && !alike.iter().any(|(known, _)| *known == slug);
        if new && alike.len() < ALIKE_MAX && are_alike(&name, &offer.name) {
            alike.push((slug, name));
        }
    }
    Ok(alike)
}

impl Help {
    /// The opening hours in words.
    pub fn hours(&self) -> Option<String> {
        self.sheet.told.hours.clone()
    }
}

/// The panel.
#[component]
pub fn HelpPanel(
    /// What it tells.
    help: Help,
    /// The address of the form whose fields it leads to; of this page where it is empty.
    #[prop(optional, into)]
    form: String,
) -> impl IntoView {
    let Help { advice, alike, sheet, .. } = help;
    let kind = sheet.offer.kind;
    let link = move |field: &str| format!("{form}#{field}");
    let told = |field: &str| label_of(kind, field);
    view! {
        <div class="help" id="aide">
            {(!advice.missing.is_empty()).then(|| view! {
                <section class="help-part">
                    <h2>{format!("Il manque {}", count(advice.missing.len(), "réponse"))}</h2>
                    <ul class="inline">{advice.missing.iter().map(|field| view! { <li><a href=link(field)>{told(field)}</a></li> }).collect_view()}</ul>
                </section>
            })}
            <section class="help-part">
                <h2 id="apercu">"Ce que les gens verront"</h2>
                <div class="phone" tabindex="0" role="region" aria-labelledby="apercu"><SheetArticle sheet preview=true/></div>
            </section>
            <section class="help-part">
                <h2>"Qualité"</h2>
                <p class="score">
                    <meter min="0" max="100" low="50" high="80" optimum="100" value=advice.score.to_string() aria-label="Qualité de l’offre"></meter>
                    <strong>{format!("{} sur 100", advice.score)}</strong>
                </p>
                {if advice.lacking.is_empty() {
                    view! { <p>"Tout y est."</p> }.into_any()
                } else {
                    view! {
                        <p>"Pour faire mieux :"</p>
                        <ul>
                            {advice.lacking.iter().map(|one| view! {
                                <li><a href=link(one.field)>{one.advice}</a>{(one.gain > 0).then(|| view! { " "<span class="gain">{format!("+\u{a0}{}", one.gain)}<span class="unseen">" points"</span></span> })}</li>
                            }).collect_view()}
                        </ul>
                    }.into_any()
                }}
            </section>
            {(!advice.hints.is_empty()).then(|| view! {
                <section class="help-part">
                    <h2>"Plus simple"</h2>
                    <ul>
                        {advice.hints.iter().map(|hint| view! {
                            <li><a href=link(&hint.field)>{told(&hint.field)}</a>{format!("\u{a0}: «\u{a0}{}\u{a0}». {}", hint.quote, hint.advice)}</li>
                        }).collect_view()}
                    </ul>
                </section>
            })}
            {(!alike.is_empty()).then(|| view! {
                <section class="help-part">
                    <h2>"Est-ce la même offre ?"</h2>
                    <p>"Ces offres en ligne se ressemblent. Ne publiez pas deux fois."</p>
                    <ul>{alike.into_iter().map(|(slug, name)| view! { <li><a href=format!("/offres/{slug}")>{name}</a></li> }).collect_view()}</ul>
                </section>
            })}
        </div>
    }
}

fn count(many: usize, what: &str) -> String {
    if many == 1 { format!("1 {what}") } else { format!("{many} {what}s") }
}
