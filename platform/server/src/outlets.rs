//! Answers that a thread writes while the client takes them: files that are made as they are asked for.

use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use heyi_model::Problem;
use http_body::{Body as HttpBody, Frame};
use tokio::sync::mpsc;

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// So many pieces wait for the client.
const PIECES: usize = 4;

/// Where the thread writes. It waits while the client does, and fails when the client has gone.
pub struct Outlet(mpsc::Sender<io::Result<Bytes>>);

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(&bytes[..bytes.len().min(PIECE)]);
        let length = piece.len();
        self.0.blocking_send(Ok(piece)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(length)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A body that `write` writes on a thread that may block. When it fails, the connection breaks off, so that nobody takes
/// what came for the whole.
pub fn body(write: impl FnOnce(BufWriter<Outlet>) -> Result<(), Problem> + Send + 'static) -> Body {
    let (sender, pieces) = mpsc::channel(PIECES);
    let outlet = BufWriter::with_capacity(PIECE, Outlet(sender.clone()));
    tokio::task::spawn_blocking(move || {
        if let Err(problem) = write(outlet) {
            tracing::warn!(log = problem.log, code = problem.code.key(), "answer.broke_off");
            // The client may have gone, which is a way to break off, too.
            let _ = sender.blocking_send(Err(io::ErrorKind::Other.into()));
        }
    });
    Body::new(Pieces(pieces))
}

/// What the client takes.
struct Pieces(mpsc::Receiver<io::Result<Bytes>>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
