//! Who asks. A handler that takes a [`Caller`] cannot run for somebody who is not signed in.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use heyi_engine::Who;
use heyi_engine::people::{api_keys, sessions};
use heyi_model::{Code, Kind, Problem};

use crate::context::RequestCx;
use crate::failure::Failure;
use crate::state::App;

/// The name of the session's cookie.
pub const COOKIE: &str = "heyi_session";
/// What every API key begins with.
const KEY_PREFIX: &str = "hk_";
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The person who asks, with the rights of the moment.
#[derive(Debug, Clone)]
pub struct Caller(Arc<heyi_engine::Caller>);

impl Caller {
    /// The same for the engine.
    pub fn who(&self) -> Who {
        self.0.clone().into()
    }
}

impl std::ops::Deref for Caller {
    type Target = heyi_engine::Caller;
    fn deref(&self) -> &heyi_engine::Caller {
        &self.0
    }
}

/// 401: nobody is signed in.
pub fn not_signed_in() -> Problem {
    Problem::new(Kind::NotSignedIn, Code::NotSignedIn)
}

impl FromRequestParts<App> for Caller {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let found = match credential(&parts.headers) {
            Some(Credential::Key(key)) => api_keys::resolve(&app.engine, key).await?,
            Some(Credential::Session(token)) => {
                if writes(&parts.method) && !is_same_origin(&parts.headers) {
                    return Err(Problem::new(Kind::Forbidden, Code::CrossSite).into());
                }
                sessions::resolve(&app.engine, token).await?
            }
            None => None,
        };
        let caller = found.ok_or_else(not_signed_in)?;
        let cx = RequestCx::from_request_parts(parts, app).await?;
        cx.speak(caller.locale);
        if caller.key.as_ref().is_some_and(|key| key.read_only) && !cx.only_reads() {
            return Err(Problem::forbidden().into());
        }
        Ok(Self(caller))
    }
}

/// What a request shows to say who it is.
#[derive(Debug, PartialEq, Eq)]
enum Credential<'a> {
    Key(&'a str),
    Session(&'a str),
}

/// The API key, else the session's cookie.
fn credential(headers: &HeaderMap) -> Option<Credential<'_>> {
    if let Some(authorization) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = authorization.to_str().ok()?.split_once(' ')?;
        let key = token.trim();
        return (scheme.eq_ignore_ascii_case("bearer") && key.starts_with(KEY_PREFIX)).then_some(Credential::Key(key));
    }
    session_token(headers).map(Credential::Session)
}

/// The value of the session's cookie.
pub fn session_token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == COOKIE && !value.is_empty()).map(|(_, value)| value)
}

/// The cookie that keeps a session for `seconds`; none ends it. It is sent over TLS only when it was given over TLS.
pub fn cookie(headers: &HeaderMap, token: &str, seconds: i64) -> Result<HeaderValue, Problem> {
    let tls = headers.get(X_FORWARDED_PROTO).is_some_and(|proto| proto.as_bytes().eq_ignore_ascii_case(b"https"));
    let secure = if tls { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::try_from(text).map_err(Problem::internal)
}

fn writes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Does the request say that it comes from a page of this very host? Compared by host, so a proxy may speak TLS.
pub fn is_same_origin(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else { return false };
    origin.split_once("://").is_some_and(|(scheme, authority)| {
        let port = match scheme {
            "https" => ":443",
            _ => ":80",
        };
        let bare = |host: &str| host.strip_suffix(port).unwrap_or(host).to_ascii_lowercase();
        !authority.is_empty() && bare(authority) == bare(host)
    })
}

/// Does the request say that it comes from a page of another site? A program that says nothing does not.
pub fn is_cross_site(headers: &HeaderMap) -> bool {
    let says = headers.contains_key(SEC_FETCH_SITE) || headers.contains_key(header::ORIGIN);
    says && !is_same_origin(headers)
}

/// The program and the address that a request comes from, for the list of sessions and for the brake on guessing.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What the program calls itself, at most 200 characters.
    pub agent: String,
    /// The address of the other end.
    pub address: String,
}

impl<S: Sync> FromRequestParts<S> for Origin {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
        let address = peer.map(|peer| behind_proxy(peer, &parts.headers).to_string()).unwrap_or_default();
        Ok(Self { agent: agent.chars().take(200).collect(), address })
    }
}

/// A proxy on this machine says whom it speaks for; nobody else is believed.
fn behind_proxy(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let forwarded = headers.get_all("x-forwarded-for").into_iter().next_back().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    last.filter(|_| peer.is_loopback()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        list.iter().map(pair).collect()
    }

    #[test]
    fn a_key_goes_before_a_cookie_and_anything_else_is_nobody() {
        for (list, expect) in [
            (&[("authorization", "Bearer hk_1"), ("cookie", "heyi_session=t")][..], Some(Credential::Key("hk_1"))),
            (&[("cookie", "a=b; heyi_session=t; c=d")], Some(Credential::Session("t"))),
            (&[("cookie", "xheyi_session=t")], None),
            (&[("cookie", "heyi_session=")], None),
            (&[("authorization", "Bearer other"), ("cookie", "heyi_session=t")], None),
            (&[("authorization", "Basic hk_1")], None),
            (&[], None),
        ] {
            assert_eq!(credential(&headers(list)), expect, "{list:?}");
        }
    }

    #[test]
    fn a_write_with_a_cookie_comes_from_a_page_of_the_same_host() {
        for (list, same, cross) in [
            (&[("sec-fetch-site", "same-origin")][..], true, false),
            (&[("sec-fetch-site", "same-site"), ("origin", "http://a"), ("host", "a")], false, true),
            (&[("sec-fetch-site", "none")], false, true),
            (&[("origin", "https://Heyi.cn"), ("host", "heyi.cn")], true, false),
            (&[("origin", "https://heyi.cn"), ("host", "heyi.cn:443")], true, false),
            (&[("origin", "http://heyi.cn:8080"), ("host", "heyi.cn:8080")], true, false),
            (&[("origin", "http://heyi.cn:8081"), ("host", "heyi.cn:8080")], false, true),
            (&[("origin", "http://evil.cn"), ("host", "heyi.cn")], false, true),
            (&[("origin", "null"), ("host", "heyi.cn")], false, true),
            (&[("origin", "http://"), ("host", "")], false, true),
            (&[("host", "heyi.cn")], false, false),
        ] {
            let headers = headers(list);
            assert_eq!((is_same_origin(&headers), is_cross_site(&headers)), (same, cross), "{list:?}");
        }
    }

    #[test]
    fn only_a_proxy_on_this_machine_says_whom_it_speaks_for() {
        for (peer, list, expect) in [
            ("127.0.0.1", &[("x-forwarded-for", "1.1.1.1, 2.2.2.2")][..], "2.2.2.2"),
            ("127.0.0.1", &[("x-forwarded-for", "unknown")], "127.0.0.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("3.3.3.3", &[("x-forwarded-for", "1.1.1.1")], "3.3.3.3"),
        ] {
            assert_eq!(behind_proxy(peer.parse().unwrap(), &headers(list)).to_string(), expect, "{peer} {list:?}");
        }
    }

    #[test]
    fn a_cookie_given_over_tls_is_sent_over_tls_only() {
        let plain = cookie(&headers(&[]), "t", 60).unwrap();
        assert_eq!(plain, "heyi_session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
        let tls = cookie(&headers(&[("x-forwarded-proto", "https")]), "t", 60).unwrap();
        assert!(tls.to_str().unwrap().ends_with("; Secure"));
    }
}
