//! `premier-pas serve`: the site.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::app::Assets;
use crate::domain::search_counter::SearchCounter;
use crate::domain::two_steps::SecondStep;
use crate::pages::reading::Reading;
use crate::routine::deliver::Courier;
use crate::routine::open_data::OpenData;
use crate::search::Published;
use crate::server::jobs;
use crate::server::limits::Limits;
use crate::server::listen::{self, Bounds};
use crate::server::log::RequestIds;
use crate::server::metrics;
use crate::server::packed;
use crate::server::passwords::{Passwords, Stolen};
use crate::server::results_map;
use crate::server::routes::router;
use crate::server::state::App;

/// How long requests under way may go on after the word to stop.
const DRAIN: Duration = Duration::from_secs(7);
/// How long jobs may go on after the last request: together, less than the ten seconds that most supervisors give.
const LAST: Duration = Duration::from_secs(2);

/// Serves until it is told to stop.
pub async fn run() -> anyhow::Result<()> {
    crate::server::log::start(std::env::var("RUST_LOG").ok().as_deref());
    let mut config = super::settings()?;
    let program = std::env::current_exe()?;
    let unpacked =
        packed::unpack(&program, &config.data_dir).context("the files in the program can't be unpacked")?;
    if let Some(folder) = &unpacked {
        config.site_root = folder.join("site");
    }
    let db = super::database(&config).await?;
    let clock = super::system_clock();
    if config.demo && db.is_empty().await? {
        let offers = super::demo::fill(&db, &clock).await?;
        println!("First start: {offers} demonstration offers were written.");
    }
    let demonstration = config.demo && db.organisation("coop-connexion").await?.is_some();
    let reading = Reading {
        db: db.clone(),
        published: Published::default(),
        suggested: Default::default(),
        clock,
        searches: SearchCounter::default(),
        chance: super::system_chance(),
        public_url: config.public_url.origin().into(),
        pulse: Default::default(),
        second_step: if demonstration { SecondStep::Nobody } else { config.second_step },
    };
    let stolen = config.stolen_passwords.clone().map(Stolen::new).transpose()?;
    let courier = Courier::new(config.routes()).context("messages can't leave")?;
    let app = App {
        reading,
        limits: if config.limits { Limits::new() } else { Limits::off() },
        passwords: Passwords::new(stolen),
        request_ids: request_ids(),
        assets: Arc::new(Assets::resolve(&unpacked.unwrap_or_default().join(packed::NAMES), &program)),
        map: results_map::offered(config.tiles.clone(), &config.site_root),
        open_data: OpenData::new(&config.data_dir, config.public_url.origin()),
        demonstration,
        gate: Default::default(),
        metrics: Default::default(),
        courier: Arc::default(),
        config: Arc::new(config),
    };
    let listener = TcpListener::bind(app.config.address)
        .await
        .with_context(|| format!("{} is taken: choose another with LEPTOS_SITE_ADDR", app.config.address))?;
    let stop = CancellationToken::new();
    let measured = serve_metrics(app.clone()).await?;
    let jobs = jobs::start(&app, courier, greet, &stop);
    // Served at once: what needs the index says so until it is there.
    serve(listener, app, stop.clone()).await;
    stop.cancel();
    if let Some(measured) = measured {
        measured.abort();
    }
    // A message that hangs is sent again by the next start.
    futures::future::join_all(jobs.into_iter().map(|job| job.stopped(LAST))).await;
    db.close().await;
    Ok(())
}

/// Serves the measures on their private port, where there is one.
async fn serve_metrics(app: App) -> anyhow::Result<Option<JoinHandle<()>>> {
    let Some(address) = app.config.metrics else { return Ok(None) };
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("METRICS_ADDR: {address} is taken"))?;
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, metrics::router(app)).await {
            tracing::error!(%error, "the measures are served no more");
        }
    })))
}

async fn serve(listener: TcpListener, app: App, stop: CancellationToken) {
    let asked = CancellationToken::new();
    let bounds = Bounds::of_this_process();
    tracing::info!(connections = bounds.connections, "listening");
    let measured = app.metrics.clone();
    let server = listen::serve(listener, router(app), bounds, move |open| measured.connections(open), &asked);
    let waits = async {
        asked_to_stop().await;
        asked.cancel();
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        () = server => {}
        // An answer that does not end must not hold the stop.
        () = waits => {}
    }
    stop.cancel();
}

fn request_ids() -> RequestIds {
    let chance = super::system_chance();
    RequestIds::new(move || chance.bytes())
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

/// Says on the terminal that the site is there, and what to try.
fn greet(app: &App) {
    let config = &app.config;
    let url = config.public_url.origin();
    println!("\n  Premier Pas is ready: {url}\n");
    if app.demonstration {
        println!(
            "  Three things to try, on a window as narrow as a phone:\n  \
             1. Ask for the coworking space in Lens:  {url}/offres/coworking-lens\n  \
             2. Answer as CoopConnexion:              its link appears here when the letter leaves\n  \
             3. Read the answer:                      {url}/suivi, with the code of the SMS\n"
        );
    }
    if config.smtp.is_none() {
        println!("  Letters are written to {}, not sent.\n", config.data_dir.join("outbox").display());
    }
}
