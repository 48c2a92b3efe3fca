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
    if let Some(found) = find(&app, named, &headers) {
        return file(named, found, &headers);
    }
    // A page of the web app has no dot in its last part; a file that is not there is not a page.
    if named.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return Err(Problem::not_found().into());
    }
    let index = find(&app, INDEX, &headers).ok_or_else(|| Problem::internal("there is no page"))?;
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

/// A file as it is sent.
struct Found {
    content: Cow<'static, [u8]>,
    /// How it is packed.
    packing: Option<&'static str>,
}

/// How the build packs files beforehand, the smallest first: the coding, and what is added to the file's name.
const PACKINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The file as small as the caller takes it.
fn find(app: &App, path: &str, headers: &HeaderMap) -> Option<Found> {
    let web = app.options.web;
    if web(INDEX).is_none() {
        let page = Cow::Borrowed(NO_WEB_APP.as_bytes());
        return (path == INDEX).then_some(Found { content: page, packing: None });
    }
    let packed = |(coding, ending): (&'static str, &str)| {
        let content = takes(headers, coding).then(|| web(&format!("{path}{ending}")))??;
        Some(Found { content, packing: Some(coding) })
    };
    PACKINGS.into_iter().find_map(packed).or_else(|| Some(Found { content: web(path)?, packing: None }))
}

/// Does the caller take answers in this coding (`Accept-Encoding`)?
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|part| {
        let mut words = part.split(';').map(str::trim);
        let is_it = words.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        is_it && !words.any(|word| matches!(word, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn file(path: &str, found: Found, headers: &HeaderMap) -> Result<Response, Failure> {
    let tag = format!("\"{}\"", crate::etag::of_bytes(&found.content));
    let mut response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, cache_rule(path))
        .header(header::VARY, header::ACCEPT_ENCODING);
    if let Some(coding) = found.packing {
        response = response.header(header::CONTENT_ENCODING, coding);
    }
    if crate::etag::is_known(headers, &tag) {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).map_err(|e| Problem::internal(e).into());
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let charset = if kind.type_() == "text" || kind.subtype() == "javascript" { "; charset=utf-8" } else { "" };
    let body = match found.content {
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
