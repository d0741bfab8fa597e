//! Connections: how many, how long one may take to say what it wants, and how long it may be silent. A slow or a silent one
//! costs a file and some kilobytes, and gives its place up when there are too many.

mod bounds;
mod open;
mod watched;

#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

pub use bounds::Bounds;
use open::{Open, Traffic};
use watched::Watched;

/// Bytes of a request's line and headers, and of what is read ahead of its body.
const HEAD_MAX: usize = 64 * 1024;
/// The system has no file left for a connection: it is asked again after this time.
const OUT_OF_FILES: Duration = Duration::from_millis(100);
/// After the word to stop connections are taken, and read, for this time: what was written before it may not have been read yet.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// The word to stop, and the end of the time for which what was written before it is read.
#[derive(Clone)]
struct Stop {
    asked: CancellationToken,
    heard: CancellationToken,
}

impl Stop {
    fn new(asked: &CancellationToken) -> Self {
        let stop = Self { asked: asked.clone(), heard: CancellationToken::new() };
        let told = stop.clone();
        tokio::spawn(async move {
            told.asked.cancelled().await;
            tokio::time::sleep(LAST_WORDS).await;
            told.heard.cancel();
        });
        stop
    }
}

/// Serves `router` until `stop`, then ends when all that was written before it is answered. `told` hears how many connections
/// are open, now and then.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    told: impl Fn(usize) + Send + 'static,
    stop: &CancellationToken,
) {
    let open = Arc::new(Open::new(bounds));
    let sweeper = tokio::spawn(sweep(open.clone(), told));
    let stop = Stop::new(stop);
    while let Some((place, stream, peer)) = stop.heard.run_until_cancelled(next(&listener, &open)).await {
        let (open, router, stop) = (open.clone(), router.clone(), stop.clone());
        tokio::spawn(async move { connection(&open, stream, peer, router, place, &stop).await });
    }
    drop(listener);
    open.emptied().await;
    sweeper.abort();
}

/// The next connection, once there is a place for it.
async fn next(listener: &TcpListener, open: &Open) -> (OwnedSemaphorePermit, TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (open.place().await, stream, peer),
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken");
                tokio::time::sleep(OUT_OF_FILES).await;
            }
        }
    }
}

async fn connection(
    open: &Open,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    _place: OwnedSemaphorePermit,
    stop: &Stop,
) {
    // Answers are small: none waits for more to come.
    let _ = stream.set_nodelay(true);
    let (number, traffic) = open.enter();
    let answer =
        |request: Request<Incoming>| answer(request, peer, router.clone(), traffic.clone(), &stop.asked);
    let io = TokioIo::new(Watched::new(stream, traffic.clone()));
    let served = http1::Builder::new().max_buf_size(HEAD_MAX).serve_connection(io, service_fn(answer));
    tokio::pin!(served);
    let mut stopping = false;
    loop {
        tokio::select! {
            // A browser that goes away is no news.
            _ = served.as_mut() => break,
            () = traffic.closed() => break,
            () = stop.heard.cancelled(), if !stopping => {
                stopping = true;
                served.as_mut().graceful_shutdown();
            }
        }
    }
    open.leave(number);
}

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    router: Router,
    traffic: Arc<Traffic>,
    stop: &CancellationToken,
) -> Result<axum::response::Response, Infallible> {
    let _working = traffic.works();
    let mut request = request.map(axum::body::Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    let mut answer = router.oneshot(request).await?;
    if stop.is_cancelled() {
        // The next one finds another server.
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(answer)
}

/// Closes what has been silent or slow for too long.
async fn sweep(open: Arc<Open>, told: impl Fn(usize) + Send + 'static) {
    let mut every = tokio::time::interval(open.bounds.sweep());
    loop {
        every.tick().await;
        told(open.sweep());
    }
}
