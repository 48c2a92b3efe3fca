//! `GET /metrics`: figures for Prometheus, on this machine or with a token.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use heyi_model::Problem;

use crate::failure::Failure;
use crate::openapi::Operation;
use crate::secret;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("show_metrics", "health", "Figures for Prometheus")
        .text("Answered on this machine (not through a proxy), or to whoever shows the token of the metrics.")
        .public()
        .answers_as(200, "The figures", "text/plain")
}

/// Answers it. To everybody else there is no such page.
pub async fn handler(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    let near = peer.ip().to_canonical().is_loopback() && !forwarded;
    if !near && !shows_token(&headers, app.options.metrics_token.as_deref()) {
        return Err(Problem::not_found().into());
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, app.metrics.render()).into_response())
}

fn shows_token(headers: &HeaderMap, token: Option<&str>) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    matches!((shown, token), (Some(shown), Some(token)) if secret::is_same(shown, token))
}
