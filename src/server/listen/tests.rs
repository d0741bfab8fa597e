//! Real connections on the loopback, with bounds of a test.

use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;

use super::*;

const BOUNDS: Bounds = Bounds {
    connections: 50,
    head: Duration::from_millis(200),
    silent: Duration::from_secs(3_600),
    crowded: Duration::from_millis(20),
};
/// No test waits longer for what must come.
const SOON: Duration = Duration::from_secs(20);

struct Served {
    address: SocketAddr,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

async fn served(bounds: Bounds) -> Served {
    let slow = async || tokio::time::sleep(Duration::from_millis(300)).await;
    let router = Router::new().route("/", get(async || "here")).route("/slow", get(slow));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let told = stop.clone();
    let running = tokio::spawn(async move { serve(listener, router, bounds, |_| {}, &told).await });
    Served { address, stop, running }
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// One request on a connection that stays open; what was answered.
    async fn ask(&self, stream: &mut TcpStream) -> String {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        let mut answer = Vec::new();
        let read = async {
            while !answer.ends_with(b"here") {
                let mut some = [0; 1024];
                let bytes = stream.read(&mut some).await.unwrap();
                assert!(bytes > 0, "closed instead of answered");
                answer.extend_from_slice(&some[..bytes]);
            }
        };
        tokio::time::timeout(SOON, read).await.expect("an answer");
        String::from_utf8(answer).unwrap()
    }
}

/// Whether the other side closes, and what it says before.
async fn closed(stream: &mut TcpStream) -> Vec<u8> {
    let mut rest = Vec::new();
    // It may cut rather than close.
    let _ = tokio::time::timeout(SOON, stream.read_to_end(&mut rest)).await.expect("the end");
    rest
}

#[tokio::test]
async fn half_a_head_is_waited_for_so_long_and_others_are_served() {
    let served = served(BOUNDS).await;
    let mut slow = served.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ").await.unwrap();
    let mut quick = served.connect().await;
    assert!(served.ask(&mut quick).await.starts_with("HTTP/1.1 200"));
    // A byte now and then does not help.
    let (mut read, mut write) = slow.split();
    let drip = async {
        while write.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        std::future::pending::<()>().await
    };
    let mut rest = Vec::new();
    let end = async { _ = tokio::time::timeout(SOON, read.read_to_end(&mut rest)).await.expect("the end") };
    tokio::select! { () = drip => {}, () = end => {} }
    assert!(served.ask(&mut quick).await.starts_with("HTTP/1.1 200"), "silent in between, and still there");
}

#[tokio::test]
async fn who_says_nothing_for_long_is_let_go() {
    let served = served(Bounds { silent: Duration::from_millis(100), ..BOUNDS }).await;
    let (mut never, mut once) = (served.connect().await, served.connect().await);
    served.ask(&mut once).await;
    assert!(closed(&mut never).await.is_empty());
    assert!(closed(&mut once).await.is_empty());
}

#[tokio::test]
async fn any_number_of_silent_connections_leaves_room_for_the_next() {
    let served = served(BOUNDS).await;
    let mut silent = Vec::new();
    for at in 0..4 * BOUNDS.connections {
        let mut stream = served.connect().await;
        // Half of them have asked for something before.
        if at % 2 == 0 {
            served.ask(&mut stream).await;
        }
        silent.push(stream);
    }
    assert!(served.ask(&mut served.connect().await).await.starts_with("HTTP/1.1 200"));
    assert!(closed(&mut silent[0]).await.is_empty(), "the one that was silent for longest went");
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_the_end_and_silence_does_not_hold_it() {
    let served = served(BOUNDS).await;
    let (mut silent, mut slow) = (served.connect().await, served.connect().await);
    served.ask(&mut silent).await;
    slow.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    served.stop.cancel();
    let answer = closed(&mut slow).await;
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    tokio::time::timeout(SOON, served.running).await.expect("it ends").unwrap();
    assert!(closed(&mut silent).await.is_empty());
    assert!(TcpStream::connect(served.address).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn what_was_written_before_the_end_is_answered_even_if_it_was_not_read_yet() {
    let served = served(BOUNDS).await;
    let mut kept = served.connect().await;
    served.ask(&mut kept).await;
    let mut new = served.connect().await;
    // Nothing else runs on this thread before the word to stop.
    for stream in [&mut kept, &mut new] {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    }
    served.stop.cancel();
    for stream in [&mut kept, &mut new] {
        let answer = String::from_utf8(closed(stream).await).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("connection: close"), "{answer}");
    }
}
