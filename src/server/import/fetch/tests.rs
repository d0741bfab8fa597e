//! What is read, and what never is.

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use super::*;

const PUBLIC: Reach = Reach { lets: is_public, hurries: false };
const ANY: Reach = Reach { lets: |_| true, hurries: true };

#[test]
fn only_the_open_internet_is_public() {
    for public in
        ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1"]
    {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    let shut = [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "ff02::1",
        "64:ff9b:1::1",
    ];
    for ip in shut {
        assert!(!is_public(ip.parse().unwrap()), "{ip}");
    }
}

#[test]
fn an_address_is_judged_before_it_is_asked() {
    for wrong in [
        "",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "example.org",
        "https://a:b@example.org/",
        "javascript:1",
    ] {
        assert_eq!(check(wrong, &PUBLIC), Err(FetchError::NotWeb), "{wrong}");
    }
    // Every way to write this machine.
    for shut in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]:80/",
        "http://0/",
        "http://169.254.169.254/latest",
    ] {
        assert_eq!(check(shut, &PUBLIC), Err(FetchError::NotPublic), "{shut}");
    }
    assert!(check("https://example.org/offres.csv", &PUBLIC).is_ok());
}

async fn server() -> String {
    let large = || async { vec![b'a'; FILE_MAX + 1] };
    let router = Router::new()
        .route("/file", get(|| async { "a;b" }))
        .route("/there", get(|| async { Redirect::temporary("/file") }))
        .route("/inside", get(|| async { Redirect::temporary("ftp://127.0.0.1/file") }))
        .route("/round", get(|| async { Redirect::temporary("/round") }))
        .route(
            "/neighbour",
            get(|headers: axum::http::HeaderMap| async move {
                let host = headers["host"].to_str().unwrap().replace("127.0.0.1", "127.0.0.2");
                Redirect::temporary(&format!("http://{host}/file"))
            }),
        )
        .route(
            "/named",
            get(|headers: axum::http::HeaderMap| async move {
                let host = headers["host"].to_str().unwrap().replace("127.0.0.1", "localhost");
                Redirect::temporary(&format!("http://{host}/file"))
            }),
        )
        .route(
            "/endless",
            get(|| async {
                let chunks = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'a'; 1 << 16]));
                axum::body::Body::from_stream(chunks)
            }),
        )
        .route("/large", get(large));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test]
async fn what_is_there_is_read_within_bounds() {
    let server = server().await;
    let read = async |path: &str| fetch(&format!("{server}{path}"), &ANY).await;
    assert_eq!(read("/file").await, Ok(b"a;b".to_vec()));
    assert_eq!(read("/there").await, Ok(b"a;b".to_vec()));
    assert_eq!(read("/inside").await, Err(FetchError::NotWeb));
    assert_eq!(read("/round").await, Err(FetchError::Lost));
    assert_eq!(read("/nothing").await, Err(FetchError::Status(404)));
    assert_eq!(read("/large").await, Err(FetchError::TooLarge));
    assert_eq!(
        read("/endless").await,
        Err(FetchError::TooLarge),
        "whatever it says of its length, or does not"
    );
}

#[tokio::test]
async fn each_redirect_is_judged_again() {
    let server = server().await;
    // As if 127.0.0.1 were on the open internet, and nothing else.
    let one = Reach { lets: |ip| ip == IpAddr::from([127, 0, 0, 1]), hurries: true };
    let read = async |path: &str| fetch(&format!("{server}{path}"), &one).await;
    assert_eq!(read("/there").await, Ok(b"a;b".to_vec()));
    assert_eq!(read("/neighbour").await, Err(FetchError::NotPublic), "by its number");
    let none = Reach { lets: |_| false, hurries: true };
    let named = Url::parse(&server.replace("127.0.0.1", "localhost")).unwrap();
    assert_eq!(resolve(&named, &none).await, Err(FetchError::NotPublic), "by its name");
}

#[tokio::test]
async fn a_name_is_asked_once() {
    let server = server().await;
    let port = server.rsplit(':').next().unwrap().parse().unwrap();
    // Nobody has this name: the request reaches the server only if it goes to the address that was judged.
    let url = Url::parse(&format!("http://nobody.invalid:{port}/file")).unwrap();
    assert_eq!(resolve(&url, &ANY).await, Err(FetchError::NoAnswer));
    let answer = ask(&url, &[SocketAddr::from(([127, 0, 0, 1], port))]).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "a;b");
}

#[tokio::test]
async fn this_machine_is_never_asked_by_any_name() {
    let server = server().await;
    let named = server.replace("127.0.0.1", "localhost");
    for address in [format!("{server}/file"), format!("{named}/file")] {
        assert_eq!(fetch(&address, &PUBLIC).await, Err(FetchError::NotPublic), "{address}");
    }
}
