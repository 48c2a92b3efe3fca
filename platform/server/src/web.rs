//! Everything outside the API: the files of the web app.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use heyi_model::{Code, Kind, Problem};

use crate::failure::Failure;
use crate::state::App;

/// Scripts and requests come from this host only; no other page may frame this one. The control library of the web app writes
/// its styles into the page while it runs.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; \
     connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const INDEX: &str = "index.html";

/// What a binary serves that was built without the web app.
const NO_WEB_APP: &str = include_str!("no_web_app.html");

/// A file, or the page itself for every address that the web app makes up. Unknown addresses of the API are a 404.
pub async fn serve_web(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Err(Problem::not_found().into());
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(wrong_method_problem().with_header(header::ALLOW, HeaderValue::from_static("GET,HEAD")));
    }
    let named = if path.is_empty() { INDEX } else { path };
    if let Some(content) = find(&app, named) {
        return file(named, content, &headers);
    }
    // A page of the web app has no dot in its last part; a file that is not there is not a page.
    if named.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return Err(Problem::not_found().into());
    }
    let index = find(&app, INDEX).ok_or_else(|| Problem::internal("there is no page"))?;
    file(INDEX, index, &headers)
}

/// 405, with the methods that the address does take.
pub async fn wrong_method() -> Failure {
    wrong_method_problem()
}

fn wrong_method_problem() -> Failure {
    let problem = Problem::new(Kind::Malformed, Code::MethodNotAllowed);
    Failure::from(problem).under(StatusCode::METHOD_NOT_ALLOWED)
}

fn find(app: &App, path: &str) -> Option<Cow<'static, [u8]>> {
    let web = app.options.web;
    if web(INDEX).is_some() {
        return web(path);
    }
    (path == INDEX).then_some(Cow::Borrowed(NO_WEB_APP.as_bytes()))
}

fn file(path: &str, content: Cow<'static, [u8]>, headers: &HeaderMap) -> Result<Response, Failure> {
    let tag = format!("\"{}\"", crate::etag::of_bytes(&content));
    let response = Response::builder().header(header::ETAG, &tag).header(header::CACHE_CONTROL, cache_rule(path));
    if crate::etag::is_known(headers, &tag) {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).map_err(|e| Problem::internal(e).into());
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let charset = if kind.type_() == "text" || kind.subtype() == "javascript" { "; charset=utf-8" } else { "" };
    let body = match content {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let response = response
        .header(header::CONTENT_TYPE, format!("{}{charset}", kind.essence_str()))
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::X_FRAME_OPTIONS, "DENY")
        .header(header::REFERRER_POLICY, "same-origin");
    response.body(body).map_err(|e| Problem::internal(e).into())
}

/// What the build names after its content never changes; everything else is asked for again.
fn cache_rule(path: &str) -> &'static str {
    if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}
