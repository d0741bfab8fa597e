//! `premier-pas serve`: the site.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::Assets;
use crate::domain::search_counter::SearchCounter;
use crate::pages::reading::Reading;
use crate::routine;
use crate::routine::deliver::Courier;
use crate::routine::open_data::{self, OpenData};
use crate::routine::refresh::{self, Pace};
use crate::search::Published;
use crate::server::config::Config;
use crate::server::import;
use crate::server::limits::{self, Limits};
use crate::server::log::RequestIds;
use crate::server::passwords::Passwords;
use crate::server::results_map;
use crate::server::routes::router;
use crate::server::state::App;

/// How long requests under way may go on after the word to stop.
const DRAIN: Duration = Duration::from_secs(8);

/// Serves until it is told to stop.
pub async fn run() -> anyhow::Result<()> {
    crate::server::log::start(std::env::var("RUST_LOG").ok().as_deref());
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let clock = super::system_clock();
    if config.demo && db.is_empty().await? {
        let offers = super::demo::fill(&db, &clock).await?;
        println!("First start: {offers} demonstration offers were written.");
    }
    let reading = Reading {
        db: db.clone(),
        published: Published::default(),
        suggested: Default::default(),
        clock: clock.clone(),
        searches: SearchCounter::default(),
        chance: super::system_chance(),
        public_url: config.public_url.origin().into(),
    };
    let demonstration = db.organisation("coop-connexion").await?.is_some();
    let courier = Courier::new(config.routes()).context("messages can't leave")?;
    let app = App {
        reading,
        limits: if config.limits { Limits::new() } else { Limits::off() },
        passwords: Passwords::new(),
        request_ids: request_ids(),
        assets: Arc::new(Assets::resolve()),
        map: results_map::offered(config.tiles.clone(), &config.site_root),
        open_data: OpenData::new(&config.data_dir, config.public_url.origin()),
        demonstration,
        courier: Arc::default(),
        config: Arc::new(config),
    };
    let listener = TcpListener::bind(app.config.address)
        .await
        .with_context(|| format!("{} is taken: choose another with LEPTOS_SITE_ADDR", app.config.address))?;
    let stop = CancellationToken::new();
    let tasks = [
        tokio::spawn(routine::run(
            db.clone(),
            courier,
            clock.clone(),
            app.reading.searches.clone(),
            stop.clone(),
            app.courier.clone(),
        )),
        tokio::spawn(keep_fresh(app.reading.clone(), app.config.clone(), demonstration, stop.clone())),
        tokio::spawn(go_on_with_imports(app.clone(), stop.clone())),
        tokio::spawn(make_open_data(app.clone(), stop.clone())),
        tokio::spawn(limits::run(app.limits.clone(), stop.clone())),
        tokio::spawn(routine::deadlines::run(
            db.clone(),
            clock.clone(),
            app.reading.chance.clone(),
            app.reading.public_url.clone(),
            app.courier.clone(),
            stop.clone(),
        )),
        tokio::spawn(routine::offer_life::run(
            db.clone(),
            clock.clone(),
            app.reading.chance.clone(),
            app.reading.public_url.clone(),
            stop.clone(),
        )),
    ];
    // Served at once: what needs the index says so until it is there.
    serve(listener, app, stop.clone()).await?;
    stop.cancel();
    for task in tasks {
        // A message that hangs is sent again by the next start.
        let _ = tokio::time::timeout(DRAIN, task).await;
    }
    db.close().await;
    Ok(())
}

async fn serve(listener: TcpListener, app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let asked = CancellationToken::new();
    let told = asked.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked_to_stop().await;
        told.cancel();
    });
    tokio::select! {
        served = server => served?,
        // A connection kept alive must not hold the stop.
        () = async { asked.cancelled().await; tokio::time::sleep(DRAIN).await } => {}
    }
    stop.cancel();
    Ok(())
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

async fn go_on_with_imports(app: App, stop: CancellationToken) {
    import::task::run(&app.reading, import::fetch::Reach::new(app.config.private_imports), &stop).await;
}

async fn make_open_data(app: App, stop: CancellationToken) {
    let Reading { db, clock, .. } = &app.reading;
    open_data::run(db, &app.open_data, clock, &stop).await;
}

async fn keep_fresh(reading: Reading, config: Arc<Config>, demonstration: bool, stop: CancellationToken) {
    let refresh = || {
        let Reading { published, suggested, db, clock, .. } = reading.clone();
        async move {
            let new = published.refresh(&db).await?;
            if let Some(index) = published.get() {
                suggested.follow(&index, clock.today()).await;
            }
            Ok(new)
        }
    };
    refresh::run(refresh, || greet(&config, demonstration), Pace::default(), &stop).await;
}

fn greet(config: &Config, demonstration: bool) {
    let url = config.public_url.origin();
    println!("\n  Premier Pas is ready: {url}\n");
    if demonstration {
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
