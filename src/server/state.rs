//! What every handler shares.

use std::sync::Arc;

use tokio::sync::Notify;

use super::config::Config;
use super::limits::Limits;
use super::log::RequestIds;
use super::metrics::Metrics;
use super::passwords::Passwords;
use super::shed::Gate;
use crate::app::Assets;
use crate::pages::reading::Reading;
use crate::pages::search::results_map::MapOffered;
use crate::routine::open_data::OpenData;

/// The app on the server. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// What pages read from.
    pub reading: Reading,
    /// The settings.
    pub config: Arc<Config>,
    /// What hashes and checks passwords.
    pub passwords: Passwords,
    /// How often one may try.
    pub limits: Limits,
    /// Names of the browser's half.
    pub assets: Arc<Assets>,
    /// The map of results, if the site has one.
    pub map: Option<Arc<MapOffered>>,
    /// The files for everybody.
    pub open_data: OpenData,
    /// Whether the directory shows invented data.
    pub demonstration: bool,
    /// Where the ids of requests come from.
    pub request_ids: RequestIds,
    /// How much is done at once.
    pub gate: Gate,
    /// What is measured.
    pub metrics: Metrics,
    /// Wakes the courier.
    pub courier: Arc<Notify>,
}

impl App {
    /// Tells the courier that a message waits.
    pub fn wake_courier(&self) {
        self.courier.notify_waiters();
    }
}
