//! `/espace/{structure}/imports/{import}`: what a file would change, row by row; then what it did.

mod rows;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::page_of_list;
use crate::domain::clock::{full_date, paris_date};
use crate::domain::import::{ImportState, Verdict};
use crate::domain::membership::Role;
use crate::pages::shown::parameter;
use crate::store::{ImportRow, RowCount, StoredImport};
use crate::ui::form::{Act, FormState, Refusal};
use rows::Rows;

/// An import, one page of its rows.
#[derive(Debug, Clone)]
struct Report {
    import: StoredImport,
    counts: Vec<RowCount>,
    /// The rows that are shown: of which kind, and which page of them.
    verdict: Verdict,
    page: u32,
    rows: Vec<ImportRow>,
    /// Whether it can still be undone.
    can_undo: bool,
}

impl Report {
    fn count(&self, of: impl Fn(&RowCount) -> bool) -> i64 {
        self.counts.iter().filter(|count| of(count)).map(|count| count.rows).sum()
    }

    fn of(&self, verdict: Verdict) -> i64 {
        self.count(|count| count.verdict() == verdict)
    }

    fn with(&self, outcome: &str) -> i64 {
        self.count(|count| count.outcome.as_deref() == Some(outcome))
    }

    fn taken(&self) -> i64 {
        self.count(|count| count.taken)
    }
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (id, page) = (parameter("import"), page_of_list());
    let asked = use_query_map().with_untracked(|query| query.get("voir")).unwrap_or_default();
    let state = FormState::new();
    desk(
        Tab::Imports,
        move |desk: Desk| async move {
            let Ok(id) = id.parse() else { return Ok(None) };
            let db = &desk.reading.db;
            let Some(import) = db.import(desk.organisation.id, id).await? else { return Ok(None) };
            let counts = db.import_counts(id).await?;
            let first =
                Verdict::ALL.into_iter().find(|one| counts.iter().any(|count| count.verdict() == *one));
            let verdict = Verdict::from_code(&asked).or(first).unwrap_or(Verdict::New);
            let rows = db.import_rows(id, verdict, page).await?;
            let can_undo = import.undo_until(desk.reading.clock.now()).is_some();
            Ok(Some(Report { import, counts, verdict, page, rows, can_undo }))
        },
        move |desk, report| view! { <Shown desk report state/> },
    )
}

#[component]
fn Shown(desk: Desk, report: Report, state: FormState) -> impl IntoView {
    let import = &report.import;
    let here = desk.to(&format!("/imports/{}", import.id));
    let writes = desk.role.may(Role::Publisher);
    let ready = import.state() == ImportState::Ready;
    let tabs: Vec<(Verdict, i64)> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict, report.of(verdict)))
        .filter(|(_, rows)| *rows > 0)
        .collect();
    let current = report.verdict;
    let links = tabs.into_iter().map(|(verdict, rows)| {
        let href = format!("{here}?voir={}", verdict.code());
        let now = (verdict == current).then_some("page");
        view! { <li><a href=href aria-current=now><strong>{rows}</strong>" "{verdict.heading()}</a></li> }
    });
    view! {
        <Title text=format!("Import : {}", import.name)/>
        <p><a href=desk.to("/imports")>"Retour aux imports"</a></p>
        <h1>{if ready { "Vérifiez avant d’importer" } else { "Import" }}</h1>
        <p class="file-name">{import.name.clone()}{format!(", {}", full_date(paris_date(import.created_at)))}</p>
        <Refusal state/>
        {import.notes.iter().map(|note| view! { <p class="notice">{note.clone()}</p> }).collect_view()}
        <Standing report=report.clone() here=here.clone() writes/>
        <nav class="verdicts" aria-label="Lignes du fichier"><ul>{links.collect_view()}</ul></nav>
        <Rows rows=report.rows.clone() page=report.page verdict=current here=here.clone() asks=ready && writes/>
        {(ready && writes).then(|| view! { <Go report=report.clone() here/> })}
    }
}

/// Where the import stands, and what can be done about it.
#[component]
fn Standing(report: Report, here: String, writes: bool) -> impl IntoView {
    let done = report.with("written") + report.with("passed") + report.with("undone") + report.with("kept");
    let total = report.taken();
    match report.import.state() {
        ImportState::Ready => {
            let asked = report.of(Verdict::Asked);
            view! {
                <p>"Rien n’est encore écrit."</p>
                {(asked > 0).then(|| view! {
                    <p class="notice">{format!("{asked} offres ont été modifiées ici ou ne sont plus montrées. Sans choix de votre part, nous gardons les vôtres.")}</p>
                })}
            }
            .into_any()
        }
        ImportState::Writing | ImportState::Undoing => view! {
            <div class="notice" role="status">
                <p>{format!("{} : {done} lignes sur {total}. Vous pouvez fermer cette page.", report.import.state().label())}</p>
                <progress max=total value=done aria-label="Avancement"></progress>
                <p><a href=here>"Actualiser"</a></p>
            </div>
        }
        .into_any(),
        ImportState::Done => {
            let passed = report.with("passed");
            view! {
                <p class="notice done" role="status">{format!("{} offres écrites.", report.with("written"))}</p>
                {(passed > 0).then(|| view! { <p class="notice">{format!("{passed} offres ont changé ici entre-temps : nous n’y avons pas touché.")}</p> })}
                {(writes && report.can_undo).then(|| view! {
                    <p>"Une erreur ? Pendant 24 heures, vous pouvez tout remettre comme avant."</p>
                    <Act label="Annuler cet import" fields=vec![("geste", "annuler".to_owned())] action=here class="button quiet"/>
                })}
            }
            .into_any()
        }
        ImportState::Undone => {
            let kept = report.with("kept");
            view! {
                <p class="notice done" role="status">{format!("Annulé : {} offres sont comme avant.", report.with("undone"))}</p>
                {(kept > 0).then(|| view! { <p class="notice">{format!("{kept} offres ont été modifiées depuis : nous les gardons.")}</p> })}
            }
            .into_any()
        }
        ImportState::Dropped => view! { <p class="notice">"Abandonné : rien n’a été écrit."</p> }.into_any(),
    }
}

/// The word to go, or to let go.
#[component]
fn Go(report: Report, here: String) -> impl IntoView {
    let taken = report.taken();
    let label = match taken {
        0 => String::new(),
        1 => "Importer 1 offre".to_owned(),
        n => format!("Importer {n} offres"),
    };
    view! {
        <div class="go">
            {if taken > 0 {
                view! { <Act label fields=vec![("geste", "importer".to_owned())] action=here.clone()/> }.into_any()
            } else {
                view! { <p>"Il n’y a rien à importer : corrigez le fichier, puis envoyez-le encore."</p> }.into_any()
            }}
            <Act label="Abandonner" fields=vec![("geste", "abandonner".to_owned())] action=here class="button quiet"/>
        </div>
    }
}
