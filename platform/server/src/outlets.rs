//! Answers that a thread writes while the client takes them: files that are made as they are asked for.

use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use heyi_model::Problem;
use http_body::{Body as HttpBody, Frame};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// So many pieces wait for the client.
const PIECES: usize = 4;

/// A client that takes nothing for so long is given up: it holds a thread.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the thread writes. It waits while the client does, and fails when the client has gone.
pub struct Outlet {
    pieces: mpsc::Sender<Bytes>,
    runtime: Handle,
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(&bytes[..bytes.len().min(PIECE)]);
        let length = piece.len();
        let sent = self.runtime.block_on(self.pieces.send_timeout(piece, PATIENCE));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
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
    let whole = Arc::new(AtomicBool::new(false));
    let (is_whole, runtime) = (Arc::clone(&whole), Handle::current());
    tokio::task::spawn_blocking(move || {
        // The writer, and with it the last sender, is gone when `write` returns: hold one until it is known how it went.
        let held = sender.clone();
        let outlet = BufWriter::with_capacity(PIECE, Outlet { pieces: sender, runtime });
        match write(outlet) {
            Ok(()) => is_whole.store(true, Ordering::Release),
            Err(problem) => tracing::warn!(log = problem.log, code = problem.code.key(), "answer.broke_off"),
        }
        drop(held);
    });
    Body::new(Pieces { pieces, whole })
}

/// What the client takes.
struct Pieces {
    pieces: mpsc::Receiver<Bytes>,
    whole: Arc<AtomicBool>,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match std::task::ready!(self.pieces.poll_recv(cx)) {
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece)))),
            None if self.whole.load(Ordering::Acquire) => Poll::Ready(None),
            None => Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use heyi_model::Problem;

    /// What a client takes of a body, or that it broke off.
    fn taken(
        write: impl FnOnce(BufWriter<Outlet>) -> Result<(), Problem> + Send + 'static,
    ) -> Result<usize, axum::Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut body = body(write);
            let mut bytes = 0;
            while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                bytes += frame?.into_data().map_or(0, |data| data.len());
            }
            Ok(bytes)
        })
    }

    #[test]
    fn a_body_comes_whole_or_breaks_off() {
        const MANY: usize = PIECE * 20 + 7;
        let all = taken(|mut out| out.write_all(&vec![1; MANY]).and_then(|()| out.flush()).map_err(Problem::internal));
        assert_eq!(all.unwrap(), MANY);
        let broken = taken(|mut out| {
            out.write_all(&vec![1; MANY]).and_then(|()| out.flush()).map_err(Problem::internal)?;
            Err(Problem::internal("the disk failed"))
        });
        assert!(broken.is_err(), "{broken:?}");
    }
}
