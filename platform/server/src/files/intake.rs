//! From a body that arrives piece by piece to a reader on a thread that may block: a file of any size needs little memory.

use std::io::{self, Read};

use axum::body::Bytes;
use heyi_engine::Engine;
use heyi_engine::files::{self, Intake, Received};
use heyi_model::Problem;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::reads;

/// So many pieces wait for the disk.
const PIECES: usize = 8;

/// Content on its way to the file store.
pub struct Arriving {
    pieces: mpsc::Sender<io::Result<Bytes>>,
    stored: JoinHandle<Result<Received, Problem>>,
}

impl Arriving {
    /// Opens the way.
    pub fn begin(engine: &Engine) -> Self {
        let (pieces, queue) = mpsc::channel(PIECES);
        let engine = engine.clone();
        let store = move || files::receive(&engine, &mut Pieces { queue, left: Bytes::new() }, &Intake::default());
        Self { pieces, stored: tokio::spawn(reads::blocking(store)) }
    }
    /// Sends the next piece. False when the store takes no more; [`Arriving::end`] says why.
    pub async fn send(&self, piece: &Bytes) -> bool {
        self.pieces.send(Ok(piece.clone())).await.is_ok()
    }
    /// Says that it broke off: nothing of it is kept.
    pub async fn break_off(self) {
        // The store may have given up before.
        let _ = self.pieces.send(Err(io::ErrorKind::UnexpectedEof.into())).await;
        let _ = self.stored.await;
    }
    /// All was sent: what was received.
    pub async fn end(self) -> Result<Received, Problem> {
        drop(self.pieces);
        self.stored.await.map_err(Problem::internal)?
    }
}

/// The pieces as one stream of bytes.
struct Pieces {
    queue: mpsc::Receiver<io::Result<Bytes>>,
    left: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.left.is_empty() {
            match self.queue.blocking_recv() {
                None => return Ok(0),
                Some(piece) => self.left = piece?,
            }
        }
        let n = buffer.len().min(self.left.len());
        buffer[..n].copy_from_slice(&self.left.split_to(n));
        Ok(n)
    }
}
