//! Bodies of requests: how large, how deep and how slow they may be, and how their members are read.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use heyi_model::{Code, Problem};
use serde_json::Value as Json;

use crate::failure::Failure;
use crate::members::Members;

/// A JSON body has at most so many bytes, 2 MiB.
pub const MAX_JSON: usize = 2 * 1024 * 1024;
/// A JSON body nests at most so many arrays and objects.
pub const MAX_DEPTH: usize = 32;
/// A body of which nothing arrives for so long is given up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A JSON body: what it says, and its bytes, which an idempotency key is bound to.
#[derive(Debug)]
pub struct JsonBody {
    /// What it says.
    pub json: Json,
    /// As it was sent.
    pub bytes: Bytes,
}

impl JsonBody {
    /// Its members; 400 when it is not an object.
    pub fn members(self) -> Result<Members, Problem> {
        Members::of("", self.json)
    }
    /// Its members as the fields of a record; 400 when it is not an object.
    pub fn object(self) -> Result<serde_json::Map<String, Json>, Problem> {
        match self.json {
            Json::Object(map) => Ok(map),
            _ => Err(Problem::malformed("", Code::NotObject)),
        }
    }
}

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = Failure;
    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Problem::malformed("", Code::NotJson).into());
        }
        let bytes = collect(&parts.headers, body, MAX_JSON).await?;
        let json = parse(&bytes)?;
        Ok(Self { json, bytes })
    }
}

/// A body that may be missing; `{}` then.
#[derive(Debug)]
pub struct OptionalBody(pub JsonBody);

impl<S: Sync> FromRequest<S> for OptionalBody {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let empty = request.body().is_end_stream();
        if empty {
            let json = Json::Object(serde_json::Map::new());
            return Ok(Self(JsonBody { json, bytes: Bytes::new() }));
        }
        JsonBody::from_request(request, state).await.map(Self)
    }
}

/// Reads a document of at most [`MAX_DEPTH`] levels.
pub fn parse(bytes: &[u8]) -> Result<Json, Problem> {
    if depth(bytes) > MAX_DEPTH {
        let fault = heyi_model::Fault::new("", Code::TooDeep).with("max", MAX_DEPTH);
        return Err(Problem { faults: vec![fault], ..Problem::new(heyi_model::Kind::Malformed, Code::Malformed) });
    }
    serde_json::from_slice(bytes).map_err(|_| Problem::malformed("", Code::NotJson))
}

/// The next piece of a body; `None` at its end.
pub async fn next_chunk(body: &mut Body) -> Result<Option<Bytes>, Failure> {
    loop {
        match in_time(std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx))).await? {
            None => return Ok(None),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
            Some(Err(_)) => return Err(Problem::malformed("", Code::BrokenOff).into()),
        }
    }
}

/// Waits for the next piece of a body as long as [`PATIENCE`] lasts.
pub async fn in_time<T>(next: impl Future<Output = T>) -> Result<T, Failure> {
    tokio::time::timeout(PATIENCE, next).await.map_err(|_| {
        let slow = Problem::new(heyi_model::Kind::Malformed, Code::BodyTooSlow);
        Failure::from(slow).under(StatusCode::REQUEST_TIMEOUT)
    })
}

/// 413: at most `max` bytes.
pub fn too_large(max: usize) -> Failure {
    let shown = format!("{} MiB", max / (1024 * 1024));
    Problem::new(heyi_model::Kind::TooLarge, Code::TooLarge).with("max", shown).into()
}

/// The length that a body announces.
pub fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn collect(headers: &HeaderMap, mut body: Body, max: usize) -> Result<Bytes, Failure> {
    let announced = announced(headers).unwrap_or(0);
    if announced > max {
        // Whoever asked first whether to send it has not sent it.
        let asked_first = headers.contains_key(header::EXPECT);
        if !asked_first {
            pour_away(body, announced).await;
        }
        return Err(too_large(max));
    }
    let Some(first) = next_chunk(&mut body).await? else { return Ok(Bytes::new()) };
    if first.len() == announced {
        return Ok(first);
    }
    let mut all = Vec::with_capacity(announced.max(first.len()));
    all.extend_from_slice(&first);
    while let Some(chunk) = next_chunk(&mut body).await? {
        if all.len() + chunk.len() > max {
            pour_away(body, all.len()).await;
            return Err(too_large(max));
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.into())
}

/// Takes in what is still coming, within bounds: a client that is cut off while it sends does not read the answer.
async fn pour_away(mut body: Body, announced: usize) {
    const MOST: usize = 32 * 1024 * 1024;
    const PATIENCE: Duration = Duration::from_secs(5);
    if announced > MOST {
        return;
    }
    let pour = async {
        let mut poured = 0;
        while let Ok(Some(chunk)) = next_chunk(&mut body).await {
            poured += chunk.len();
            if poured > MOST {
                break;
            }
        }
    };
    // Whoever is slower than this is cut off after all.
    let _ = tokio::time::timeout(PATIENCE, pour).await;
}

/// `application/json`, with or without parameters, or a type that ends in `+json`.
fn is_json(headers: &HeaderMap) -> bool {
    let text = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// How deep arrays and objects nest; what stands in strings does not count.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_strings_only() {
        for (text, expect) in [("1", 0), ("[]", 1), (r#"{"a":[{}],"b":"[[[[\"[["}"#, 3), ("]]]][[", 2)] {
            assert_eq!(depth(text.as_bytes()), expect, "{text}");
        }
    }

    #[test]
    fn only_json_of_a_bounded_depth_is_read() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        for (bytes, code) in [
            (deep(MAX_DEPTH).as_bytes(), None),
            (deep(MAX_DEPTH + 1).as_bytes(), Some(Code::TooDeep)),
            (deep(1_000_000).as_bytes(), Some(Code::TooDeep)),
            (b"\"\xff\"", Some(Code::NotJson)),
            (b"{\"a\":1e400}", Some(Code::NotJson)),
            (b"{} {}", Some(Code::NotJson)),
            (b"", Some(Code::NotJson)),
            (b"\xef\xbb\xbf{}", Some(Code::NotJson)),
        ] {
            assert_eq!(parse(bytes).err().map(|p| p.faults[0].code), code);
        }
    }
}
