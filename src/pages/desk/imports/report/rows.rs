//! The rows of one kind, with what is wrong with each, or how it differs.

use leptos::prelude::*;

use crate::domain::import::{Told, Verdict};
use crate::store::{IMPORT_ROWS_PAGE, ImportRow};
use crate::ui::form::Act;
use crate::ui::pager::Pager;

/// A page of rows; `asks` where what is to be chosen can still be chosen, `asking` how many there are on all pages.
#[component]
pub(super) fn Rows(
    rows: Vec<ImportRow>,
    page: u32,
    verdict: Verdict,
    asking: i64,
    here: String,
    asks: bool,
    place: &'static str,
) -> impl IntoView {
    let more = rows.len() > IMPORT_ROWS_PAGE as usize;
    let asks = asks && verdict.asks() && !rows.is_empty();
    let lines = rows.into_iter().take(IMPORT_ROWS_PAGE as usize);
    let list = view! {
        <ul class="import-rows">{lines.map(|row| view! { <Row row asks place/> }).collect_view()}</ul>
    };
    let query = format!("voir={}&", verdict.code());
    view! {
        {(asks && asking > 1).then(|| view! { <All asking here=here.clone()/> })}
        {if asks {
            view! {
                <form method="post" action=here>
                    <input type="hidden" name="geste" value="choisir"/>
                    <input type="hidden" name="voir" value=verdict.code()/>
                    <input type="hidden" name="page" value={page + 1}/>
                    {list}
                    <button type="submit" class="button quiet">"Garder ces choix"</button>
                </form>
            }.into_any()
        } else {
            list.into_any()
        }}
        <Pager page more query/>
    }
}

/// One choice for all of them.
#[component]
fn All(asking: i64, here: String) -> impl IntoView {
    let choice = |version: &str| vec![("geste", "tout-choisir".to_owned()), ("version", version.to_owned())];
    view! {
        <div class="all">
            <p>{format!("Pour les {asking} d’un coup :")}</p>
            <Act label="Garder toutes les vôtres" fields=choice("ici") action=here.clone() class="button quiet"/>
            <Act label="Prendre toutes celles du fichier" fields=choice("fichier") action=here class="button quiet"/>
        </div>
    }
}

#[component]
fn Row(row: ImportRow, asks: bool, place: &'static str) -> impl IntoView {
    let verdict = row.verdict();
    let told = row.told.0.iter().map(|told| difference(told.clone(), verdict)).collect_view();
    let outcome = row.outcome.as_deref().and_then(|outcome| match outcome {
        "passed" => Some("Pas touchée : elle a changé ici entre-temps."),
        "kept" => Some("Gardée : elle a été modifiée depuis."),
        "undone" => Some("Remise comme avant."),
        _ => None,
    });
    // Of what is new a word is enough, unless something is to be seen.
    let folded = verdict == Verdict::New;
    let (warned, rest): (Vec<Told>, Vec<Told>) =
        row.told.0.iter().cloned().partition(|told| told.there.is_none());
    let about = row.title.clone();
    view! {
        <li>
            <p class="row-head">
                <span class="badge" class:closed=verdict == Verdict::Refused>{verdict.label()}</span>
                <span class="row-title">{row.title.clone()}</span>
                {(row.line > 0).then(|| view! { <span class="row-line">{format!("{place} {}", row.line)}</span> })}
            </p>
            {match (row.told.is_empty(), folded) {
                (true, _) => ().into_any(),
                (false, false) => view! { <ul class="told">{told}</ul> }.into_any(),
                (false, true) => view! {
                    {(!warned.is_empty()).then(|| view! {
                        <ul class="told">{warned.into_iter().map(|told| difference(told, verdict)).collect_view()}</ul>
                    })}
                    <details>
                        <summary>"Ce que nous avons lu"<span class="unseen">{format!(" : {about}")}</span></summary>
                        <ul class="told">{rest.into_iter().map(|told| difference(told, verdict)).collect_view()}</ul>
                    </details>
                }.into_any(),
            }}
            {outcome.map(|outcome| view! { <p>{outcome}</p> })}
            {asks.then(|| view! { <Choose row=row.clone() verdict/> })}
            {(!asks && verdict.asks()).then(|| view! { <p>{chosen(verdict, row.taken)}</p> })}
        </li>
    }
}

fn chosen(verdict: Verdict, taken: bool) -> &'static str {
    match (verdict, taken) {
        (Verdict::Gone, true) => "Retirée.",
        (Verdict::Gone, false) => "Gardée.",
        (_, true) => "Version du fichier.",
        (_, false) => "Version d’ici, gardée.",
    }
}

/// A sentence whose signs stay with their words at the end of a line.
fn tidy(text: &str) -> String {
    let mut tidy = text.to_owned();
    for (loose, close) in
        [("« ", "«\u{a0}"), (" »", "\u{a0}»"), (" :", "\u{a0}:"), (" ?", "\u{a0}?"), (" ;", "\u{a0};")]
    {
        tidy = tidy.replace(loose, close);
    }
    tidy
}

fn difference(told: Told, verdict: Verdict) -> impl IntoView {
    let Told { field, here, there } = told;
    match there {
        None => view! { <li><strong>{field}</strong>"\u{a0}: "{tidy(&here)}</li> }.into_any(),
        Some(there) if verdict == Verdict::New => {
            view! { <li><strong>{field}</strong>"\u{a0}: "{there}</li> }.into_any()
        }
        Some(there) => {
            let said = |text: String| if text.is_empty() { "rien".to_owned() } else { text };
            view! {
                <li>
                    <strong>{field}</strong>
                    <p><span class="side">"Ici"</span><del>{said(here)}</del></p>
                    <p><span class="side">"Fichier"</span><ins>{said(there)}</ins></p>
                </li>
            }
            .into_any()
        }
    }
}

#[component]
fn Choose(row: ImportRow, verdict: Verdict) -> impl IntoView {
    let name = format!("choix-{}", row.position);
    let (question, ours, theirs) = match verdict {
        Verdict::Gone => ("Que faire ?", "La garder en ligne", "La retirer"),
        _ => ("Laquelle garder ?", "La vôtre", "Celle du fichier"),
    };
    view! {
        <fieldset class="field choice">
            <legend>{question}<span class="unseen">{format!(" {}", row.title)}</span></legend>
            <div class="options">
                <label class="option"><input type="radio" name=name.clone() value="ici" checked=!row.taken/><span>{ours}</span></label>
                <label class="option"><input type="radio" name=name value="fichier" checked=row.taken/><span>{theirs}</span></label>
            </div>
        </fieldset>
    }
}
