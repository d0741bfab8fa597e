//! What only a raw connection can say: addresses of a megabyte, bytes that are no text.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::tests::app::TestApp;

/// The status that the first line of the answer tells; 0 where the server just hung up.
async fn status(address: SocketAddr, target: &[u8], header: &[u8]) -> u16 {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut reader, mut writer) = stream.split();
    let request =
        [b"GET ", target, b" HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-more: ", header, b"\r\n\r\n"]
            .concat();
    let mut answer = Vec::new();
    // The server may answer and hang up before it has read everything.
    let _ = tokio::join!(writer.write_all(&request), reader.read_to_end(&mut answer));
    let line = String::from_utf8_lossy(&answer);
    line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

#[tokio::test]
async fn two_lengths_of_one_body_are_never_two_requests() {
    let app = TestApp::new().await;
    let address = app.serve().await;
    let hidden = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    for lengths in [
        "content-length: 0\r\ncontent-length: 39",
        "content-length: 39\r\ncontent-length: 0",
        "content-length: 0, 39",
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("POST /suivi HTTP/1.1\r\nhost: x\r\n{lengths}\r\n\r\n{hidden}");
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.contains("200 OK"), "{lengths} was read as two: {answer}");
    }
}

#[tokio::test]
async fn addresses_of_any_size_and_any_bytes() {
    let app = TestApp::new().await;
    let address = app.serve().await;
    assert_eq!(status(address, b"/offres?lieu=62498&rayon=20", b"").await, 200);
    let megabyte = [b"/offres?q=".to_vec(), vec![b'a'; 1_000_000]].concat();
    let themes = format!("/offres?{}", "theme=mobilite--permis&".repeat(10_000));
    for (target, header) in [
        (megabyte.as_slice(), vec![]),
        (themes.as_bytes(), vec![]),
        (b"/offres/\xff\xfe", vec![]),
        (b"/offres?q=\xff\xfe\x80", vec![]),
        (b"/offres?q=a b", vec![]),
        (b"//evil.example/", vec![]),
        (b"*", vec![]),
        (b"/", vec![b'a'; 2_000_000]),
        (b"/", vec![0, 1, 2]),
    ] {
        let status = status(address, target, &header).await;
        let shown = String::from_utf8_lossy(&target[..target.len().min(40)]).into_owned();
        assert!(status < 500, "{status} for {shown}");
    }
    assert_eq!(status(address, b"/healthz", b"").await, 200, "it goes on");
}
