//! Thirty-two clients that ask as fast as they are answered.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::http::Connection;
use crate::shapes::Request;

/// What a run of requests was like for those who asked.
pub struct Seen {
    pub elapsed: Duration,
    /// From the shortest to the longest.
    pub times: Vec<Duration>,
}

impl Seen {
    /// The time that so many of a hundred stayed within.
    pub fn percentile(&self, percent: usize) -> Duration {
        let at = (self.times.len() * percent).div_ceil(100).max(1) - 1;
        self.times.get(at).copied().unwrap_or_default()
    }
}

/// Sends all requests once, shared out among `clients`.
pub fn run(address: SocketAddr, cookie: &str, clients: usize, requests: &[Request]) -> Result<Seen> {
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let client = || -> Result<Vec<Duration>> {
        let mut connection = Connection::open(address, cookie)?;
        let mut times = Vec::new();
        while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
            let body = request.body.as_ref().map(ToString::to_string);
            let begun = Instant::now();
            let answer = connection.send(&request.method, &request.path, body.as_deref())?;
            times.push(begun.elapsed());
            if !(200..300).contains(&answer.status) {
                let said = String::from_utf8_lossy(answer.body);
                bail!("{} {} {body:?}: {} {said}", request.method, request.path, answer.status);
            }
        }
        Ok(times)
    };
    let mut times = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients).map(|_| scope.spawn(client)).collect();
        let mut times = Vec::with_capacity(requests.len());
        for running in running {
            times.extend(running.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
        }
        Ok::<_, anyhow::Error>(times)
    })?;
    let elapsed = begun.elapsed();
    times.sort_unstable();
    Ok(Seen { elapsed, times })
}
