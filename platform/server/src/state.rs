//! What every handler shares.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use heyi_engine::Engine;
use heyi_model::IdSource;
use metrics_exporter_prometheus::PrometheusHandle;
use parking_lot::Mutex;

use crate::openapi::cache::Documents;

/// Gives the content of a file of the web app, `assets/index-1a2b.js`; `None` when there is no such file.
pub type WebFiles = fn(&str) -> Option<Cow<'static, [u8]>>;

/// Demo data that this server can bring.
#[derive(Debug, Clone, Copy)]
pub struct DemoOffer {
    /// The kind of job that makes them.
    pub kind: &'static str,
    /// Keys of modules, and about how many records of each come.
    pub brings: &'static [(&'static str, u32)],
}

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whoever sets up an organisation without a log-in must know it; `None` lets anybody.
    pub setup_token: Option<String>,
    /// Demo data for an organisation that was just set up.
    pub demo: Option<DemoOffer>,
    /// The web app's files. Without an `index.html` among them a page says that there is none.
    pub web: WebFiles,
    /// Whoever sends it as a bearer token may read `/metrics` from elsewhere than this machine.
    pub metrics_token: Option<String>,
    /// The number of this node (0 to 1,023), for the ids of requests.
    pub node: u16,
    /// How long running requests may take to end after the server was told to stop.
    pub grace: std::time::Duration,
}

impl Default for Options {
    fn default() -> Self {
        let grace = std::time::Duration::from_secs(10);
        Self { setup_token: None, demo: None, web: |_| None, metrics_token: None, node: 0, grace }
    }
}

/// The shared state. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] points to.
pub struct Inner {
    /// The organisation's engine.
    pub engine: Engine,
    /// How the server is run.
    pub options: Options,
    /// Draws the ids of requests.
    pub ids: IdSource,
    /// Requests with an idempotency key that are running here.
    pub running: Mutex<HashSet<[u8; 32]>>,
    /// The descriptions of the API that were asked for.
    pub documents: Documents,
    /// What `/metrics` tells.
    pub metrics: PrometheusHandle,
}

impl App {
    pub(crate) fn new(engine: Engine, options: Options, metrics: PrometheusHandle) -> Self {
        let ids = IdSource::new(options.node);
        let (running, documents) = (Mutex::default(), Documents::default());
        Self(Arc::new(Inner { engine, options, ids, running, documents, metrics }))
    }
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("engine", &self.engine).finish_non_exhaustive()
    }
}
