//! A whole server over a database of its own, with the demonstration in it, a clock that the test moves, and
//! chance that counts.

mod asking;
mod directory;
mod engine;
mod page;
mod send;
mod signed;
mod tables;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use time::{Date, Duration, OffsetDateTime};

pub use asking::{Asked, EMAIL, MOBILE, Message, OFFER, Outcome};
pub use directory::{array, service, structure, with};
pub use engine::Engine;
pub use page::{Element, Page};
pub use send::{FORM, ORIGIN, Sending};
pub use signed::Signed;
pub use tables::execute;

use crate::app::Assets;
use crate::domain::clock::Clock;
use crate::domain::id::Chance;
pub use crate::domain::percent::encode;
use crate::domain::referral::Deed;
use crate::domain::search_counter::SearchCounter;
use crate::domain::two_steps::SecondStep;
use crate::pages::reading::Reading;
use crate::pages::search::results_map::MapOffered;
use crate::routine::deadlines;
use crate::routine::deliver::{Courier, Routes, deliver_due};
use crate::routine::open_data::OpenData;
use crate::search::Published;
use crate::server::config::Config;
use crate::server::limits::Limits;
use crate::server::log::RequestIds;
use crate::server::passwords::{Passwords, Stolen};
use crate::server::routes::router;
use crate::server::state::App;
use crate::store::{Db, Seals};

/// Monday 23 November 2026, ten in the morning in Paris.
const START: i64 = 1_795_424_400;

/// The server under test.
pub struct TestApp {
    pub db: Db,
    pub clock: Clock,
    pub published: Published,
    pub searches: SearchCounter,
    pub folder: tempfile::TempDir,
    chance: Chance,
    pub reading: Reading,
    hand: Arc<AtomicI64>,
    /// What handlers share.
    pub app: App,
    router: axum::Router,
    courier: Courier,
    engine: Engine,
}

/// Lives a story on SQLite, then on PostgreSQL where the tests were given one. A run of `TEST_ENGINE` does not tell it again.
pub async fn on_both_engines(story: impl AsyncFn(&TestApp)) {
    if Engine::is_postgres_asked() {
        return;
    }
    on(Engine::Sqlite, &story).await;
    match Engine::postgres().await {
        Some(engine) => on(engine, &story).await,
        None => println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set"),
    }
}

async fn on(engine: Engine, story: &impl AsyncFn(&TestApp)) {
    use futures::FutureExt;
    let app = TestApp::make(engine, Limits::off(), &[]).await;
    let lived = std::panic::AssertUnwindSafe(story(&app)).catch_unwind().await;
    let engine = app.engine.name();
    app.close().await;
    if let Err(panic) = lived {
        eprintln!("the story failed on {engine}");
        std::panic::resume_unwind(panic);
    }
}

impl TestApp {
    /// On either engine, without limits.
    pub async fn new() -> Self {
        Self::make(Engine::any().await, Limits::off(), &[]).await
    }

    /// On SQLite, whatever is asked: what the story asks of the database is of that engine.
    pub async fn on_sqlite() -> Self {
        Self::make(Engine::Sqlite, Limits::off(), &[]).await
    }

    /// On either engine, with the limits of production.
    pub async fn limited() -> Self {
        Self::make(Engine::any().await, Limits::new(), &[]).await
    }

    /// On PostgreSQL, with the limits of production; nothing where the tests were given none.
    pub async fn limited_on_postgres() -> Option<Self> {
        Some(Self::make(Engine::postgres().await?, Limits::new(), &[]).await)
    }

    /// On either engine, before the index is there.
    pub async fn starting() -> Self {
        Self::start(Engine::any().await, Limits::off(), &[]).await
    }

    /// On either engine, without limits, with some settings.
    pub async fn set(settings: &[(&str, &str)]) -> Self {
        Self::make(Engine::any().await, Limits::off(), settings).await
    }

    async fn make(engine: Engine, limits: Limits, settings: &[(&str, &str)]) -> Self {
        let app = Self::start(engine, limits, settings).await;
        app.refresh().await;
        app
    }

    async fn start(engine: Engine, limits: Limits, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = engine.url(folder.path());
        let hand = Arc::new(AtomicI64::new(START));
        let app = Self::over(engine, &url, folder, hand, limits, settings).await;
        crate::commands::demo::fill(&app.db, &app.clock).await.unwrap();
        app
    }

    /// Another process over the same database, with the same clock: it knows nothing else of the first.
    pub async fn beside(&self) -> Self {
        let url = self.engine.url(self.folder.path());
        let folder = tempfile::tempdir().unwrap();
        let limits = if self.app.limits.are_on() { Limits::new() } else { Limits::off() };
        let app = Self::over(self.engine.clone(), &url, folder, self.hand.clone(), limits, &[]).await;
        app.refresh().await;
        app
    }

    async fn over(
        engine: Engine,
        url: &str,
        folder: tempfile::TempDir,
        hand: Arc<AtomicI64>,
        limits: Limits,
        settings: &[(&str, &str)],
    ) -> Self {
        let config = config(folder.path(), url, settings);
        let db = Db::open(url, &Seals::of_tests()).await.unwrap();
        let read = hand.clone();
        let clock =
            Clock::new(move || OffsetDateTime::from_unix_timestamp(read.load(Ordering::SeqCst)).unwrap());
        let chance = counting();
        let published = Published::default();
        let searches = SearchCounter::default();
        let courier = Courier::new(Routes { terminal: |_| {}, ..config.routes() }).unwrap();
        let app = App {
            reading: Reading {
                db: db.clone(),
                published: published.clone(),
                suggested: Default::default(),
                clock: clock.clone(),
                searches: searches.clone(),
                chance: chance.clone(),
                public_url: config.public_url.origin().into(),
                pulse: Default::default(),
                second_step: if config.demo { SecondStep::Nobody } else { config.second_step },
            },
            limits,
            passwords: Passwords::new(config.stolen_passwords.clone().map(|url| Stolen::new(url).unwrap())),
            assets: Arc::new(Assets {
                script: "/pkg/premier-pas.js".to_owned(),
                wasm: "/pkg/premier-pas.wasm".to_owned(),
                style: "/pkg/premier-pas.css".to_owned(),
            }),
            map: config.tiles.clone().map(|tiles| {
                let (script, style) = ("/map/map.js".to_owned(), "/map/map.css".to_owned());
                Arc::new(MapOffered { tiles, script, style })
            }),
            open_data: OpenData::new(&config.data_dir, config.public_url.origin()),
            demonstration: config.demo,
            request_ids: RequestIds::new(|| [7; 16]),
            gate: Default::default(),
            metrics: Default::default(),
            courier: Arc::default(),
            config: Arc::new(config),
        };
        let reading = app.reading.clone();
        Self {
            db,
            clock,
            published,
            searches,
            folder,
            chance,
            hand,
            reading,
            router: router(app.clone()),
            app,
            courier,
            engine,
        }
    }

    /// Moves the clock.
    pub fn pass(&self, time: Duration) {
        self.hand.fetch_add(time.whole_seconds(), Ordering::SeqCst);
    }

    /// Lets every message that is due leave, as the courier does.
    pub async fn deliver(&self) -> usize {
        deliver_due(&self.db, &self.courier, &self.clock).await.unwrap()
    }

    /// Does what is due for requests, as the server does every minute; answers what was done.
    pub async fn tick(&self) -> Vec<Deed> {
        let holder = self.chance.secret().expose().to_owned();
        let now = self.clock.now();
        let done = deadlines::round(&self.db, &self.chance, ORIGIN, &holder, now).await.unwrap();
        done.into_iter().map(|(_, deed)| deed).collect()
    }

    /// The same, as if there were no lease.
    pub async fn tick_without_lease(&self) -> usize {
        deadlines::act(&self.db, &self.chance, ORIGIN, self.clock.now()).await.unwrap().len()
    }

    /// Lets days pass, hour by hour, as the server lives them; answers what was done for requests, each with its day.
    pub async fn live(&self, days: i64) -> Vec<(Deed, Date)> {
        let mut done = Vec::new();
        for _ in 0..days * 24 {
            self.pass(Duration::HOUR);
            let today = self.clock.today();
            done.extend(self.tick().await.into_iter().map(|deed| (deed, today)));
        }
        done
    }

    /// Reads the directory again, as the server does every second.
    pub async fn refresh(&self) {
        self.published.refresh_whole(&self.db).await.unwrap();
    }

    /// Serves on a port of this machine, for what only a raw connection can say.
    pub async fn serve(&self) -> std::net::SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    /// Where the database is.
    pub fn url(&self) -> String {
        self.engine.url(self.folder.path())
    }

    /// The same database, opened by a second process.
    pub async fn reopened(&self) -> Db {
        Db::open(&self.url(), &Seals::of_tests()).await.unwrap()
    }

    pub async fn close(self) {
        self.db.close().await;
    }
}

/// The settings of a machine where nothing else is set; there is no folder for the static site.
fn config(folder: &std::path::Path, url: &str, settings: &[(&str, &str)]) -> Config {
    let data = folder.join("data").display().to_string();
    let site = folder.join("site").display().to_string();
    Config::read(&|name| match name {
        "DATABASE_URL" => Some(url.to_owned()),
        "DATA_DIR" => Some(data.clone()),
        "LEPTOS_SITE_ROOT" => Some(site.clone()),
        "PUBLIC_URL" => Some(ORIGIN.to_owned()),
        _ => settings.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned()),
    })
    .unwrap()
}

/// Bytes that count: never twice the same, and the same at each run.
fn counting() -> Chance {
    let next = AtomicU64::new(1);
    Chance::new(move |bytes| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        for (at, byte) in bytes.iter_mut().enumerate() {
            // Five bits a byte: what one letter of a code or of a secret holds.
            *byte = number.checked_shr(5 * at as u32).map_or(0, |bits| (bits & 31) as u8);
        }
    })
}
