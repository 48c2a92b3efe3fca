//! `GET /api/v1/files/{id}`: the content of a file, for whoever sees the record that it hangs on.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::files::{self, Download};
use heyi_engine::{Work, access_log};
use heyi_model::Problem;
use http_body::{Body as HttpBody, Frame, SizeHint};
use serde_json::json;
use tokio::io::{AsyncRead as _, ReadBuf};

use crate::caller::Caller;
use crate::etag;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;

/// Read from the disk at once.
const PIECE: usize = 64 * 1024;
/// Whatever is in a file, it runs nothing and asks for nothing.
const SANDBOX: &str = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("download_file", "files", "The content of a file; each download is logged")
        .header("If-None-Match", "The `ETag` of content that the caller has already")
        .answers_as(200, "The content", "*/*")
        .answers_empty(304, "The same as the caller has")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let opening = move |work: &mut Work| {
        let file = files::open(work, id)?;
        access_log::note(work, "download", None, None, &json!({"file": id}))?;
        Ok(file)
    };
    let file = app.engine.write(caller.who(), Ctx::default(), opening).await?;
    let tag = format!("\"{}\"", file.hash);
    if etag::is_known(&headers, &tag) {
        let response = Response::builder().status(StatusCode::NOT_MODIFIED).header(header::ETAG, tag);
        return response.body(Body::empty()).map_err(|error| Problem::internal(error).into());
    }
    Ok(send(file, &tag).await?)
}

/// The content of a file as an answer, under its tag.
pub async fn send(file: Download, tag: &str) -> Result<Response, Problem> {
    let content = tokio::fs::File::open(&file.path).await.map_err(Problem::internal)?;
    let body = Content { file: content, left: file.size, buffer: vec![0; PIECE].into() };
    let mut response = Response::new(Body::new(body));
    let text = |text: &str| HeaderValue::from_str(text).map_err(Problem::internal);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, text(&file.media_type)?);
    headers.insert(header::CONTENT_DISPOSITION, text(&file.disposition)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::ETAG, text(tag)?);
    Ok(response)
}

/// The content of a file, read piece by piece as the other end takes it.
struct Content {
    file: tokio::fs::File,
    left: u64,
    buffer: Box<[u8]>,
}

impl HttpBody for Content {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let this = &mut *self;
        let mut piece = ReadBuf::new(&mut this.buffer);
        match Pin::new(&mut this.file).poll_read(cx, &mut piece) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Some(Err(error))),
            Poll::Ready(Ok(())) if piece.filled().is_empty() => {
                Poll::Ready(Some(Err(std::io::ErrorKind::UnexpectedEof.into())))
            }
            Poll::Ready(Ok(())) => {
                let bytes = Bytes::copy_from_slice(piece.filled());
                this.left = this.left.saturating_sub(bytes.len() as u64);
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
