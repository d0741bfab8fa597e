//! `/espace/{structure}/imports/{import}`: what a file would change, row by row; then what it did.

mod rows;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use time::OffsetDateTime;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::counted;
use super::progress::Progress;
use crate::domain::clock::{full_date, paris_date, spoken_moment};
use crate::domain::import::{Format, ImportState, Verdict};
use crate::domain::membership::Role;
use crate::pages::shown::{asked_page, parameter};
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
    /// Until when it can be undone, if it still can.
    undo_until: Option<OffsetDateTime>,
    /// Whether it can go: the structure is validated.
    can_go: bool,
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

    fn asking(&self) -> i64 {
        self.count(|count| count.verdict().asks())
    }
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (id, page) = (parameter("import"), asked_page());
    let (asked, chosen) = use_query_map()
        .with_untracked(|query| (query.get("voir").unwrap_or_default(), query.get("fait").is_some()));
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
            let undo_until = import.undo_until(desk.reading.clock.now());
            let can_go = desk.organisation.review == "none";
            Ok(Some(Report { import, counts, verdict, page, rows, undo_until, can_go }))
        },
        move |desk, report| view! { <Shown desk report chosen state/> },
    )
}

#[component]
fn Shown(desk: Desk, report: Report, chosen: bool, state: FormState) -> impl IntoView {
    let import = &report.import;
    let here = desk.to(&format!("/imports/{}", import.id));
    let writes = desk.role.may(Role::Publisher);
    let ready = import.state() == ImportState::Ready;
    let tabs: Vec<(Verdict, i64)> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict, report.of(verdict)))
        .filter(|(_, rows)| *rows > 0)
        .collect();
    let erased = tabs.is_empty();
    let current = report.verdict;
    let links = tabs.into_iter().map(|(verdict, rows)| {
        let href = format!("{here}?voir={}#lignes", verdict.code());
        let now = (verdict == current).then_some("page");
        view! { <li><a href=href aria-current=now><strong>{rows}</strong>" "{verdict.counted(rows)}</a></li> }
    });
    let place = Format::from_code(&import.format).map_or("ligne", Format::place);
    let asks = ready && writes;
    view! {
        <Title text=format!("Import : {}", import.name)/>
        <p class="back"><a href=desk.to("/imports")>"Retour aux imports"</a></p>
        <h1>{if ready { "Vérifiez avant d’importer" } else { "Import" }}</h1>
        <p class="file-name">{import.name.clone()}{format!(", {}", full_date(paris_date(import.created_at)))}</p>
        <Refusal state/>
        {import.notes.iter().map(|note| view! { <p class="notice">{note.clone()}</p> }).collect_view()}
        <Standing report=report.clone() here=here.clone() writes/>
        {if erased {
            view! { <p>"Les lignes de ce fichier sont effacées : nous les gardons 30 jours."</p> }.into_any()
        } else {
            view! {
                <nav class="verdicts" id="lignes" aria-label="Lignes du fichier"><ul>{links.collect_view()}</ul></nav>
                {chosen.then(|| view! { <p class="notice done" role="status">"Vos choix sont gardés. Rien n’est encore écrit."</p> })}
                {(current == Verdict::Refused && writes).then(|| view! {
                    <p><a class="button quiet" href=format!("{here}/refusees.csv") download=true rel="external">"Télécharger les problèmes (CSV)"</a></p>
                })}
                <Rows rows=report.rows.clone() page=report.page verdict=current asking=report.of(current) here=here.clone() asks place/>
            }.into_any()
        }}
        {asks.then(|| view! { <Go report=report.clone() here/> })}
    }
}

/// Where the import stands, and what can be done about it.
#[component]
fn Standing(report: Report, here: String, writes: bool) -> impl IntoView {
    let done = report.with("written") + report.with("passed") + report.with("undone") + report.with("kept");
    let state = report.import.state();
    let label = state.label();
    match state {
        ImportState::Ready => {
            let asking = report.asking();
            let (refused, taken) = (report.of(Verdict::Refused), report.taken());
            view! {
                <p class="lead">"Rien n’est encore écrit."</p>
                {report.import.feed_id.is_some().then(|| view! {
                    <p>"Nous avons lu cette adresse pour vous. Dites-nous ce qui doit entrer."</p>
                })}
                {(asking > 0).then(|| {
                    let them = counted(asking, "offre a été modifiée ici, ou n’est plus montrée", "offres ont été modifiées ici, ou ne sont plus montrées");
                    view! { <p class="notice">{format!("{them}. Sans choix de votre part, nous gardons la version d’ici.")}</p> }
                })}
                {(refused > 0).then(|| {
                    let them = counted(refused, "ligne a un problème", "lignes ont un problème");
                    let rest = if taken > 0 { "Vous pouvez importer les autres maintenant, ou corriger et renvoyer tout le fichier." } else { "Corrigez le fichier, puis renvoyez-le." };
                    view! { <p class="notice closed">{format!("{them}. {rest}")}</p> }
                })}
                {(!report.can_go).then(|| view! {
                    <p class="notice">"Votre structure n’est pas encore validée. Vous pourrez importer ce fichier dès qu’elle le sera."</p>
                })}
            }
            .into_any()
        }
        ImportState::Writing => view! { <Progress label done total=report.taken() here/> }.into_any(),
        ImportState::Undoing => {
            let done = report.with("undone") + report.with("kept");
            view! { <Progress label done total={done + report.with("written")} here/> }.into_any()
        }
        ImportState::Done => {
            let (written, passed) = (report.with("written"), report.with("passed"));
            view! {
                <p class="notice done" role="status">{format!("{}.", counted(written, "offre écrite", "offres écrites"))}</p>
                {(passed > 0).then(|| {
                    let them = counted(passed, "offre a changé ici entre-temps", "offres ont changé ici entre-temps");
                    view! { <p class="notice">{format!("{them} : nous n’y avons pas touché.")}</p> }
                })}
                {report.undo_until.filter(|_| writes && written > 0).map(|until| view! {
                    <p>{format!("Une erreur ? Jusqu’au {}, vous pouvez tout remettre comme avant.", spoken_moment(until))}</p>
                    <Act label="Annuler cet import" fields=vec![("geste", "annuler".to_owned())] action=here class="button quiet"/>
                })}
            }
            .into_any()
        }
        ImportState::Undone => {
            let kept = report.with("kept");
            let them = counted(report.with("undone"), "offre est comme avant", "offres sont comme avant");
            view! {
                <p class="notice done" role="status">{format!("Annulé : {them}.")}</p>
                {(kept > 0).then(|| {
                    let them = counted(kept, "offre a été modifiée depuis", "offres ont été modifiées depuis");
                    view! { <p class="notice">{format!("{them} : nous y gardons vos mots.")}</p> }
                })}
            }
            .into_any()
        }
        ImportState::Dropped => view! { <p class="notice">"Abandonné : rien n’a été écrit."</p> }.into_any(),
    }
}

/// The word to go, or to let go.
#[component]
fn Go(report: Report, here: String) -> impl IntoView {
    let taken = report.taken();
    let label = format!("Importer {}", counted(taken, "offre", "offres"));
    let asks = report.asking() > 0;
    view! {
        <div class="go">
            {if taken > 0 && report.can_go {
                view! { <Act label fields=vec![("geste", "importer".to_owned())] action=here.clone()/> }.into_any()
            } else if taken > 0 {
                ().into_any()
            } else if asks {
                view! { <p>"Rien n’est choisi : tout reste comme ici."</p> }.into_any()
            } else {
                view! { <p>"Il n’y a rien à importer."</p> }.into_any()
            }}
            <Act label="Abandonner" fields=vec![("geste", "abandonner".to_owned())] action=here class="button quiet"/>
        </div>
    }
}
