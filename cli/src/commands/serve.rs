//! `heyi serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use heyi_engine::Engine;
use heyi_engine::jobs::{Registry, Runner, RunnerConfig};
use heyi_engine::people::setup;

use crate::open::Place;

/// Runs everything: API, web app, jobs. Migrates first.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "HEYI_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Fills an empty database with a believable Chinese company before it is ready, and prints its log-ins.
    #[arg(long)]
    demo: bool,
    /// What the set-up wizard asks for while nobody can sign in, so that a server that others can reach does not belong to
    /// whoever finds it first. Drawn when it is not given, and printed.
    #[arg(long, env = "HEYI_SETUP_TOKEN")]
    setup_token: Option<String>,
    /// Whoever sends this as a bearer token may read /metrics from elsewhere than this machine.
    #[arg(long, env = "HEYI_METRICS_TOKEN")]
    metrics_token: Option<String>,
}

/// The lease of the node number is renewed this often.
const RENEW: Duration = Duration::from_secs(120);
/// Threads that run jobs: as many as may run at once, so that a long import keeps nobody else waiting.
const JOB_THREADS: usize = 4;

impl Serve {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.open()?;
        engine.migrate()?;
        if self.demo {
            super::demo::fill_if_empty(&engine)?;
        }
        keep_lease(engine.clone());
        let registry = Registry::new(crate::wiring::job_kinds());
        let holder = format!("node {} process {}", engine.node(), std::process::id());
        let jobs = Runner::new(engine.clone(), registry, RunnerConfig::new(holder));
        let running = jobs.start(JOB_THREADS).map_err(|p| super::said(&p))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let needed = runtime.block_on(setup::is_needed(&engine)).map_err(|p| super::said(&p))?;
        let setup_token = if needed { Some(self.setup_token.map_or_else(setup::draw_token, Ok)) } else { None };
        let setup_token = setup_token.transpose().map_err(|p| super::said(&p))?;
        let options = heyi_server::Options {
            setup_token: setup_token.clone(),
            demo: Some(super::demo_job::OFFER),
            metrics_token: self.metrics_token,
            node: engine.node(),
            web: crate::web::file,
            ..heyi_server::Options::default()
        };
        let listen = self.listen;
        runtime.block_on(async move {
            let listener =
                tokio::net::TcpListener::bind(listen).await.with_context(|| format!("listening on {listen}"))?;
            let address = listener.local_addr()?;
            println!("Heyi 合一 is ready: http://{address}");
            if let Some(token) = setup_token {
                println!("nobody can sign in yet; set it up at http://{address}/setup?token={token}");
            }
            heyi_server::serve(engine, listener, options, told_to_stop()).await.context("serving")
        })?;
        drop(running);
        Ok(ExitCode::SUCCESS)
    }
}

/// Ready when the process is asked to end.
async fn told_to_stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::error!(%error, "the signal to end cannot be heard");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Renews the lease of the node number while the process lives.
fn keep_lease(engine: Engine) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(RENEW);
            if let Err(problem) = heyi_engine::node::renew(&engine) {
                tracing::warn!(%problem, "the node number's lease was not renewed");
            }
        }
    });
}
