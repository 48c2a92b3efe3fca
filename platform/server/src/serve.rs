//! Listening, and ending well: running requests are answered before the server goes.

use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::ListenerExt as _;
use heyi_engine::Engine;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::state::{App, Options};
use crate::{meters, routes};

/// How often the histograms are brought together.
const UPKEEP: Duration = Duration::from_secs(5);

/// Serves `engine` on `listener` until `stop` is ready; then takes no new connection and gives the running requests
/// [`Options::grace`] to end.
///
/// # Errors
/// The figures of the process are recorded by somebody else.
pub async fn serve(
    engine: Engine,
    listener: TcpListener,
    options: Options,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let grace = options.grace;
    let metrics = meters::recorder()?;
    let app = App::new(engine, options, metrics.clone());
    let router = routes::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    // Answers are small and written at once: waiting for more to send only delays them.
    let listener = listener.tap_io(|socket| drop(socket.set_nodelay(true)));
    let (stopping, told) = oneshot::channel();
    let stop = async move {
        stop.await;
        // The receiver lives as long as the server.
        let _ = stopping.send(());
    };
    let upkeep = async {
        loop {
            tokio::time::sleep(UPKEEP).await;
            metrics.run_upkeep();
        }
    };
    let end = async {
        match told.await {
            Ok(()) => tokio::time::sleep(grace).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        ended = axum::serve(listener, router).with_graceful_shutdown(stop) => ended,
        () = upkeep => Ok(()),
        () = end => {
            tracing::warn!("some requests did not end in time and were cut off");
            Ok(())
        }
    }
}
