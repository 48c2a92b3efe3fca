//! What is counted: requests by operation and class of status, and how long they took.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use metrics::Histogram;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use parking_lot::Mutex;

const REQUESTS: &str = "heyi_http_request_duration_seconds";
const LANES: &str = "heyi_db_lane_wait_seconds";
const GROUPS: &str = "heyi_db_group_jobs";
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
const JOBS: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// The recorder of this process. Every server in it shares the figures.
pub fn recorder() -> std::io::Result<PrometheusHandle> {
    static HANDLE: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut known = HANDLE.lock();
    if let Some(handle) = &*known {
        return Ok(handle.clone());
    }
    let seconds = |builder: PrometheusBuilder, name: &str| {
        builder.set_buckets_for_metric(Matcher::Full(name.to_owned()), &SECONDS)
    };
    let builder = seconds(PrometheusBuilder::new(), REQUESTS).and_then(|b| seconds(b, LANES));
    let builder = builder.and_then(|b| b.set_buckets_for_metric(Matcher::Full(GROUPS.to_owned()), &JOBS));
    let recorder = builder.map_err(std::io::Error::other)?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(std::io::Error::other)?;
    *known = Some(handle.clone());
    Ok(handle)
}

/// The figures of one operation, a histogram for each class of status. Its count is the number of requests.
#[derive(Clone)]
pub struct Meter {
    operation: &'static str,
    classes: Arc<[Histogram; 5]>,
}

impl Meter {
    /// The meter of `operation`.
    pub fn new(operation: &'static str) -> Self {
        let class = |class: &'static str| metrics::histogram!(REQUESTS, "operation" => operation, "status" => class);
        Self { operation, classes: Arc::new(["1xx", "2xx", "3xx", "4xx", "5xx"].map(class)) }
    }
    /// The operation.
    pub fn operation(&self) -> &'static str {
        self.operation
    }
    /// Counts one answer.
    pub fn record(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.classes[class].record(took.as_secs_f64());
    }
}
