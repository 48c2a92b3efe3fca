//! The frame around every handler: the id of the request, its parameters, its language, panics, problems, compression,
//! figures and the log. A service of its own, because a chain of layers would allocate for each of them.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use heyi_model::Problem;
use tower::util::ServiceExt as _;
use tower::{Layer, Service};

use crate::context::RequestCx;
use crate::failure::Failure;
use crate::leftover::Leftover;
use crate::meters::Meter;
use crate::openapi::Operation;
use crate::params::Params;
use crate::state::App;

/// Answers of at most so many bytes are not compressed.
const WORTH_COMPRESSING: u64 = 1024;

/// Puts the frame around the handler of one operation.
#[derive(Clone)]
pub struct FrameLayer {
    app: App,
    parameters: Option<Arc<[&'static str]>>,
    only_reads: bool,
    meter: Meter,
}

impl FrameLayer {
    /// The frame of an operation, which is counted by `meter`.
    pub fn of(app: &App, operation: &Operation, method: &Method, meter: Meter) -> Self {
        let parameters = operation.query.iter().map(|parameter| parameter.name).collect();
        let only_reads = operation.only_reads || *method == Method::GET;
        Self { app: app.clone(), parameters: Some(parameters), only_reads, meter }
    }
    /// The frame of what is no operation: it takes any parameter.
    pub fn around(app: &App, meter: Meter) -> Self {
        Self { app: app.clone(), parameters: None, only_reads: true, meter }
    }
}

impl<S> Layer<S> for FrameLayer {
    type Service = Frame<S>;
    fn layer(&self, inner: S) -> Frame<S> {
        Frame { inner, layer: self.clone() }
    }
}

/// A handler in its frame.
#[derive(Clone)]
pub struct Frame<S> {
    inner: S,
    layer: FrameLayer,
}

impl<S> Service<Request> for Frame<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let began = Instant::now();
        let layer = self.layer.clone();
        let inner = self.inner.clone();
        let inner = std::mem::replace(&mut self.inner, inner);
        Box::pin(async move {
            let (app, meter) = (&layer.app, &layer.meter);
            let cx = RequestCx::new(app.ids.draw(&**app.engine.clock()), request.headers(), layer.only_reads);
            let gzip = wants_gzip(&request).then(|| request.headers()[header::ACCEPT_ENCODING].clone());
            let leftover = Leftover::of(&mut request);
            let mut response = answer(inner, request, layer.parameters.as_deref(), &cx).await;
            if let Some(leftover) = leftover {
                leftover.pour_away(&mut response).await;
            }
            let response = in_words(response, &cx, meter.operation());
            let response = match gzip {
                Some(accepted) if worth_compressing(&response) => compressed(accepted, response).await,
                _ => response,
            };
            meter.record(response.status(), began.elapsed());
            tracing::debug!(
                request.id = %cx.id(),
                operation = meter.operation(),
                status = response.status().as_u16(),
                duration_us = began.elapsed().as_micros() as u64,
                "answered"
            );
            Ok(response)
        })
    }
}

/// Reads the parameters and runs the handler; a panic becomes a problem.
async fn answer<S>(mut inner: S, mut request: Request, known: Option<&[&str]>, cx: &RequestCx) -> Response
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    use axum::response::IntoResponse as _;
    if let (Some(query), Some(known)) = (request.uri().query(), known) {
        match Params::parse(query, known) {
            Ok(params) => drop(request.extensions_mut().insert(params)),
            Err(problem) => return Failure::from(problem).into_response(),
        }
    }
    request.extensions_mut().insert(cx.clone());
    let mut running = match std::panic::catch_unwind(AssertUnwindSafe(|| Box::pin(inner.call(request)))) {
        Ok(running) => running,
        Err(panic) => return Failure::from(panicked(&*panic)).into_response(),
    };
    let polled =
        std::future::poll_fn(|cx| match std::panic::catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(Ok(response))) => Poll::Ready(response),
            Err(panic) => Poll::Ready(Failure::from(panicked(&*panic)).into_response()),
        });
    polled.await
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Problem {
    let says = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(format!("panic: {}", says.unwrap_or("without a word")))
}

/// Puts a failure into words, logs what is our fault, and adds the headers that every answer has.
fn in_words(mut response: Response, cx: &RequestCx, operation: &'static str) -> Response {
    let mut buffer = [0; 20];
    let id = digits(cx.id().get(), &mut buffer);
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        match failure.status() {
            StatusCode::INTERNAL_SERVER_ERROR => {
                tracing::error!(request.id = id, operation, problem = failure.log(), "failed");
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                tracing::warn!(request.id = id, operation, problem = failure.log(), "unavailable");
            }
            _ => {}
        }
        let mut known = std::mem::take(response.headers_mut());
        response = failure.answer(cx.locale(), id);
        for name in [header::ALLOW, header::CONNECTION] {
            response.headers_mut().extend(known.remove(&name).map(|value| (name, value)));
        }
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// The decimal digits of a positive number.
fn digits(mut n: i64, buffer: &mut [u8; 20]) -> &str {
    let mut at = buffer.len();
    while at > 0 {
        at -= 1;
        buffer[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

fn wants_gzip(request: &Request) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok());
    accepted.is_some_and(|encodings| encodings.contains("gzip")) && *request.method() != Method::HEAD
}

/// Text that is long enough. Downloads keep their length: their type is not among these.
fn worth_compressing(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let text =
        kind.starts_with("text/") || kind.contains("json") || kind.contains("javascript") || kind.contains("svg");
    let long = response.body().size_hint().exact().is_none_or(|size| size > WORTH_COMPRESSING);
    let attached = response.headers().contains_key(header::CONTENT_DISPOSITION);
    let packed = response.headers().contains_key(header::CONTENT_ENCODING);
    text && long && !attached && !packed && response.status() != StatusCode::NOT_MODIFIED
}

/// Compresses one answer. The layer of tower-http decides again what the request accepts, with its weights.
async fn compressed(accepted: HeaderValue, response: Response) -> Response {
    let mut kept = Some(response);
    let give = tower::service_fn(move |_: Request<Body>| {
        std::future::ready(Ok::<_, Infallible>(kept.take().unwrap_or_default()))
    });
    let layer = tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest);
    let mut request = Request::new(Body::empty());
    request.headers_mut().insert(header::ACCEPT_ENCODING, accepted);
    match layer.layer(give).oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_number() {
        for n in [1, 9, 10, 7_312_500_000_000_000_001, i64::MAX] {
            assert_eq!(digits(n, &mut [0; 20]), n.to_string());
        }
    }
}
