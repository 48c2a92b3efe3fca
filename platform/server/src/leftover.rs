//! What a handler leaves of a body. A refusal is often decided before the body was read; a client that is cut off while it
//! still sends does not read the answer, and one that goes on with a half-read connection loses its next request.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};
use parking_lot::Mutex;

use crate::body::next_chunk;

/// So much of a body that nobody wants is taken in.
const MOST: usize = 32 * 1024 * 1024;
/// For so long.
const PATIENCE: Duration = Duration::from_secs(5);

/// The body of a request, shared between the handler and the frame.
pub struct Leftover {
    body: Arc<Mutex<Body>>,
    /// The client sends it only when it is asked to.
    waits: bool,
}

impl Leftover {
    /// Keeps a hold on the body of a request; nothing for one without.
    pub fn of(request: &mut Request) -> Option<Self> {
        if request.body().is_end_stream() {
            return None;
        }
        let waits = request.headers().contains_key(header::EXPECT);
        let body = Arc::new(Mutex::new(std::mem::take(request.body_mut())));
        *request.body_mut() = Body::new(Lent(body.clone()));
        Some(Self { body, waits })
    }

    /// Takes in what is left, within bounds; where it is more, the connection ends with the answer.
    pub async fn pour_away(self, response: &mut Response) {
        let mut body = std::mem::take(&mut *self.body.lock());
        if body.is_end_stream() {
            return;
        }
        let pour = async {
            let mut poured = 0;
            while poured <= MOST {
                match next_chunk(&mut body).await {
                    Ok(Some(chunk)) => poured += chunk.len(),
                    Ok(None) => return true,
                    Err(_) => break,
                }
            }
            false
        };
        let gone = !self.waits && tokio::time::timeout(PATIENCE, pour).await.unwrap_or(false);
        if !gone {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
}

/// What the handler reads.
struct Lent(Arc<Mutex<Body>>);

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.0.lock()).poll_frame(cx)
    }
    fn is_end_stream(&self) -> bool {
        self.0.lock().is_end_stream()
    }
    fn size_hint(&self) -> SizeHint {
        self.0.lock().size_hint()
    }
}
