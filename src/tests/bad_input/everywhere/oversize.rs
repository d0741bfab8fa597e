//! What is far larger or deeper than anything of ours, and what says that it is pressed.

use axum::http::Method;

use super::stage::Stage;
use super::{Found, Method as Way, check};
use crate::tests::app::{FORM, ORIGIN, Page};

/// Eight megabytes of zeros, as gzip presses them a thousand times.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut pressed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    pressed.write_all(&vec![b'0'; 8_000_000]).unwrap();
    pressed.finish().unwrap()
}

/// What it is called, headers and body.
type Case = (&'static str, Vec<(&'static str, String)>, Vec<u8>);

async fn send(stage: &Stage, found: &Found, headers: &[(&str, String)], body: Vec<u8>) -> Page {
    let kind = match found.form.method {
        Way::Upload => "multipart/form-data; boundary=x",
        _ => FORM,
    };
    let mut sending = stage.app.send(Method::POST, &found.form.action).header("origin", ORIGIN);
    sending = sending.header("content-type", kind).header("accept", "text/html");
    for (name, value) in headers {
        sending = sending.header(name, value);
    }
    // One header of cookies holds them all.
    let cookies: Vec<&str> = stage.people[found.who].cookie.iter().map(String::as_str).collect();
    sending.header("cookie", cookies.join("; ")).body(body).answer().await
}

#[tokio::test]
async fn no_size_and_no_depth_breaks_a_form() {
    let stage = Stage::new().await;
    let found = stage.forms().await;
    stage.keep().await;
    let bomb = bomb();
    let mut posted = std::collections::BTreeSet::new();
    for one in found.iter().filter(|one| one.form.method != Way::Get && posted.insert(one.route.clone())) {
        let name = one.form.fields.first().map_or("x", |(name, _)| name.as_str());
        let uploads = one.form.method == Way::Upload;
        let file = |content: &[u8]| {
            let head =
                b"--x\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"a.xlsx\"\r\n\r\n"
                    .to_vec();
            if uploads { [&head, content, b"\r\n--x--\r\n"].concat() } else { content.to_vec() }
        };
        let deep = |open: &str| format!("{name}{}=x", open.repeat(20_000));
        let cases: [Case; 9] = [
            ("10 MB in a field", vec![], file(format!("{name}={}", "a".repeat(10_000_000)).as_bytes())),
            ("100,000 fields", vec![], file("a=1&".repeat(100_000).as_bytes())),
            ("15,000 fields", vec![], file("a=1&".repeat(15_000).as_bytes())),
            ("one field 2,000 times", vec![], file(format!("{name}=x&").repeat(2_000).as_bytes())),
            ("a deep name", vec![], file(deep("[a]").as_bytes())),
            ("a deeper name", vec![], file(deep("[").as_bytes())),
            ("pressed", vec![("content-encoding", "gzip".to_owned())], file(&bomb)),
            ("a long header", vec![("x-more", "a".repeat(200_000))], file(b"")),
            ("a long cookie", vec![("cookie", "a=".to_owned() + &"b".repeat(200_000))], file(b"")),
        ];
        for (case, headers, body) in cases {
            let page = send(&stage, one, &headers, body).await;
            let what = || format!("{case} to {}", one.route);
            check(&page).unwrap_or_else(|(kind, around)| panic!("{kind}: {around}\n{}", what()));
            let large = case.starts_with("10") && !uploads;
            assert!(!large || page.status == 413, "{} {}", page.status, what());
            if page.status == 303 {
                stage.put_back().await;
            }
        }
    }
    assert!(posted.len() > 35, "{}", posted.len());
    stage.app.close().await;
}
