//! What the server does by itself, beside answering: each job under its name, begun here and nowhere else, so that the test
//! that watches them all watches what production runs.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::import::fetch::Reach;
use super::import::task;
use super::limits;
use super::state::App;
use crate::pages::reading::Reading;
use crate::routine::deliver::{self, Courier};
use crate::routine::refresh::{self, Pace};
use crate::routine::{count_searches, deadlines, forget, offer_life, open_data, pulse, reservations};

/// A job that ends by itself is begun again after this time.
pub(crate) const AGAIN: Duration = Duration::from_secs(2);

/// A job that runs.
#[derive(Debug)]
pub struct Job {
    /// What it is called in the log.
    pub name: &'static str,
    running: JoinHandle<()>,
}

impl Job {
    /// Waits until it has stopped, `patience` at most; answers whether it has.
    pub async fn stopped(self, patience: Duration) -> bool {
        let stopped = tokio::time::timeout(patience, self.running).await.is_ok();
        if !stopped {
            tracing::warn!(job = self.name, "did not stop in time");
        }
        stopped
    }
}

/// Begins every job; they run until `stop`. `ready` is told when the index is there.
pub fn start(app: &App, courier: Courier, ready: fn(&App), stop: &CancellationToken) -> Vec<Job> {
    let courier = Arc::new(courier);
    vec![
        keep(
            "messages",
            app,
            stop,
            move |App { reading: Reading { db, clock, .. }, courier: wake, .. }, stop| {
                let courier = courier.clone();
                async move { deliver::run(&db, &courier, &clock, &stop, &wake).await }
            },
        ),
        keep("deadlines", app, stop, |App { reading, courier: wake, .. }, stop| {
            let Reading { db, clock, chance, public_url, .. } = reading;
            deadlines::run(db, clock, chance, public_url, wake, stop)
        }),
        keep("life of offers", app, stop, |App { reading, .. }, stop| {
            let Reading { db, clock, chance, public_url, .. } = reading;
            offer_life::run(db, clock, chance, public_url, stop)
        }),
        keep(
            "seats that a convention keeps",
            app,
            stop,
            |App { reading: Reading { db, clock, .. }, .. }, stop| async move {
                reservations::run(&db, &clock, &stop).await;
            },
        ),
        keep("erasing", app, stop, |App { reading: Reading { db, clock, .. }, .. }, stop| async move {
            forget::run(&db, &clock, &stop).await;
        }),
        keep("counts of searches", app, stop, |App { reading, .. }, stop| async move {
            count_searches::run(&reading.db, &reading.searches, &stop).await;
        }),
        keep("index", app, stop, move |app, stop| async move {
            let reading = app.reading.clone();
            let refresh = || follow_directory(reading.clone());
            refresh::run(refresh, || ready(&app), Pace::default(), &stop).await;
        }),
        keep("pulse of the database", app, stop, |App { reading, .. }, stop| async move {
            pulse::run(&reading.db, &reading.pulse, &stop).await;
        }),
        keep("imports", app, stop, |App { reading, config, .. }, stop| async move {
            task::run(&reading, Reach::new(config.private_imports), &stop).await;
        }),
        keep("open data", app, stop, |App { reading, open_data, .. }, stop| async move {
            open_data::run(&reading.db, &open_data, &reading.clock, &stop).await;
        }),
        keep("limits", app, stop, |App { limits, reading, .. }, stop| limits::run(limits, reading, stop)),
    ]
}

/// Keeps a job running: one that falls is told of, and begun again after [`AGAIN`].
pub(crate) fn keep<Run, Running>(name: &'static str, app: &App, stop: &CancellationToken, run: Run) -> Job
where
    Run: Fn(App, CancellationToken) -> Running + Send + 'static,
    Running: Future<Output = ()> + Send + 'static,
{
    let (app, stop) = (app.clone(), stop.clone());
    let running = tokio::spawn(async move {
        while !stop.is_cancelled() {
            let ended = tokio::spawn(run(app.clone(), stop.clone())).await;
            if !stop.is_cancelled() {
                tracing::error!(
                    job = name,
                    panicked = ended.is_err(),
                    "a job ended by itself: it is begun again"
                );
                stop.run_until_cancelled(tokio::time::sleep(AGAIN)).await;
            }
        }
    });
    Job { name, running }
}

async fn follow_directory(reading: Reading) -> crate::store::Result<bool> {
    let new = reading.published.refresh(&reading.db).await?;
    if let Some(index) = reading.published.get() {
        reading.suggested.follow(&index, reading.clock.today()).await;
    }
    Ok(new)
}
