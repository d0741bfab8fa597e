//! `/metrics` on a port of its own, which nobody but the one who watches over the platform reaches: requests and their time,
//! the index, what waits. No label says who or what was looked for.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use time::OffsetDateTime;

use super::state::App;

/// The bounds of the times of answers, seconds.
const BOUNDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

type Number = Gauge<f64, AtomicU64>;

/// What answers are told apart by: the route's template, never an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Shed {
    class: &'static str,
}

/// What is measured. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Metrics(Arc<Measured>);

#[derive(Debug)]
struct Measured {
    registry: Registry,
    answers: Family<Answered, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    shed: Family<Shed, Counter>,
    connections: Number,
    ready: Number,
    index_offers: Number,
    index_age: Number,
    outbox_waiting: Number,
    outbox_late: Number,
    deadlines_late: Number,
    searches: Number,
    unmet: Number,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("premier_pas");
        let answers = Family::default();
        registry.register("answers", "Requests that were answered", answers.clone());
        let make: fn() -> Histogram = || Histogram::new(BOUNDS);
        let times = Family::new_with_constructor(make);
        registry.register_with_unit(
            "answer_time",
            "Time until the answer began",
            Unit::Seconds,
            times.clone(),
        );
        let shed = Family::default();
        registry.register("shed", "Requests that were refused because there were too many", shed.clone());
        let mut number = |name: &str, help: &str| {
            let number = Number::default();
            registry.register(name, help, number.clone());
            number
        };
        Self(Arc::new(Measured {
            answers,
            times,
            shed,
            connections: number("connections", "Connections that are open"),
            ready: number(
                "ready",
                "1 where the index is there, and the database answers and takes what is written",
            ),
            index_offers: number("index_offers", "Offers in the index"),
            index_age: number(
                "index_age_seconds",
                "How long ago the index was as the directory; 0 before there is one",
            ),
            outbox_waiting: number("outbox_messages", "Messages that have not left"),
            outbox_late: number(
                "outbox_late_seconds",
                "How long the oldest message that is due has been due",
            ),
            deadlines_late: number(
                "deadlines_late_seconds",
                "How long the oldest deadline of a request has been due",
            ),
            searches: number("searches_today", "Searches of the day"),
            unmet: number("searches_without_result_today", "Searches of the day that found nothing"),
            registry,
        }))
    }
}

impl Metrics {
    /// Counts one answer.
    pub fn answered(&self, method: &str, route: &str, status: u16, seconds: f64) {
        let (method, route) = (method.to_owned(), route.to_owned());
        self.0.times.get_or_create(&Route { route: route.clone() }).observe(seconds);
        self.0.answers.get_or_create(&Answered { method, route, status: status.into() }).inc();
    }

    /// Counts a request that was refused because there were too many of its class.
    pub fn shed(&self, class: &'static str) {
        self.0.shed.get_or_create(&Shed { class }).inc();
    }

    /// How many connections are open.
    pub fn connections(&self, open: usize) {
        self.0.connections.set(open as f64);
    }

    /// Everything in the text format of OpenMetrics.
    async fn tell(&self, app: &App) -> String {
        let reading = &app.reading;
        let now = reading.clock.now();
        let since = |at: Option<OffsetDateTime>| at.map_or(0.0, |at| (now - at).as_seconds_f64().max(0.0));
        let measured = &self.0;
        let offers = reading.published.get().map(|index| index.len());
        measured.index_offers.set(offers.unwrap_or(0) as f64);
        measured.index_age.set(reading.published.age().map_or(0.0, |age| age.as_secs_f64()));
        let vitals = reading.db.vitals(now, reading.clock.today()).await;
        measured
            .ready
            .set(f64::from(u8::from(vitals.is_ok() && !reading.pulse.is_unwritable() && offers.is_some())));
        match vitals {
            Ok(vitals) => {
                measured.outbox_waiting.set(vitals.messages as f64);
                measured.outbox_late.set(since(vitals.oldest_message));
                measured.deadlines_late.set(since(vitals.oldest_deadline));
                measured.searches.set(vitals.searches as f64);
                measured.unmet.set(vitals.unmet as f64);
            }
            Err(error) => tracing::error!(%error, "the database can't be measured"),
        }
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = encode(&mut text, &measured.registry);
        text
    }
}

/// The one address of the private port.
pub fn router(app: App) -> Router {
    Router::new().route("/metrics", get(scrape)).with_state(app)
}

async fn scrape(State(app): State<App>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], app.metrics.tell(&app).await).into_response()
}
