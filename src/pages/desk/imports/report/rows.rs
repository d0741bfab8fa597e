//! The rows of one kind, with what is wrong with each, or how it differs.

use leptos::prelude::*;

use super::super::Pages;
use crate::domain::import::{Told, Verdict};
use crate::store::{IMPORT_ROWS_PAGE, ImportRow};

/// A page of rows; `asks` where what is to be chosen can still be chosen.
#[component]
pub(super) fn Rows(
    rows: Vec<ImportRow>,
    page: u32,
    verdict: Verdict,
    here: String,
    asks: bool,
) -> impl IntoView {
    let more = rows.len() > IMPORT_ROWS_PAGE as usize;
    let asks = asks && verdict == Verdict::Asked && !rows.is_empty();
    let lines = rows.into_iter().take(IMPORT_ROWS_PAGE as usize);
    let list = view! {
        <ul class="import-rows">{lines.map(|row| view! { <Row row asks/> }).collect_view()}</ul>
    };
    let to = format!("{here}?voir={}&page=", verdict.code());
    view! {
        {if asks {
            view! {
                <form method="post" action=here>
                    <input type="hidden" name="geste" value="choisir"/>
                    <input type="hidden" name="page" value=page/>
                    {list}
                    <button type="submit" class="button quiet">"Garder ces choix"</button>
                </form>
            }.into_any()
        } else {
            list.into_any()
        }}
        <Pages page more to/>
    }
}

#[component]
fn Row(row: ImportRow, asks: bool) -> impl IntoView {
    let verdict = row.verdict();
    let told = row.told.0.iter().map(|told| difference(told.clone())).collect_view();
    let outcome = row.outcome.as_deref().and_then(|outcome| match outcome {
        "passed" => Some("Pas touchée : elle a changé ici entre-temps."),
        "kept" => Some("Gardée : elle a été modifiée depuis."),
        "undone" => Some("Remise comme avant."),
        _ => None,
    });
    view! {
        <li>
            <p class="row-head">
                <span class="badge" class:closed=verdict == Verdict::Refused>{verdict.label()}</span>
                <span class="row-title">{row.title.clone()}</span>
                <span class="row-line">{format!("ligne {}", row.line)}</span>
            </p>
            {(!row.told.is_empty()).then(|| view! { <ul class="told">{told}</ul> })}
            {outcome.map(|outcome| view! { <p>{outcome}</p> })}
            {asks.then(|| view! { <Choose position=row.position taken=row.taken title=row.title.clone()/> })}
            {(!asks && verdict == Verdict::Asked).then(|| view! {
                <p>{if row.taken { "Vous prenez celle du fichier." } else { "Vous gardez la vôtre." }}</p>
            })}
        </li>
    }
}

fn difference(told: Told) -> impl IntoView {
    let Told { field, here, there } = told;
    match there {
        None => view! { <li><strong>{field}</strong>" : "{here}</li> }.into_any(),
        Some(there) => {
            let said = |text: String| if text.is_empty() { "rien".to_owned() } else { text };
            view! {
                <li>
                    <strong>{field}</strong>
                    <p><span class="unseen">"Ici : "</span><del>{said(here)}</del></p>
                    <p><span class="unseen">"Dans le fichier : "</span><ins>{said(there)}</ins></p>
                </li>
            }
            .into_any()
        }
    }
}

#[component]
fn Choose(position: i64, taken: bool, title: String) -> impl IntoView {
    let name = format!("choix-{position}");
    view! {
        <fieldset class="field choice">
            <legend>"Laquelle garder ?"<span class="unseen">{format!(" : {title}")}</span></legend>
            <div class="options">
                <label class="option"><input type="radio" name=name.clone() value="ici" checked=!taken/><span>"La vôtre"</span></label>
                <label class="option"><input type="radio" name=name value="fichier" checked=taken/><span>"Celle du fichier"</span></label>
            </div>
        </fieldset>
    }
}
