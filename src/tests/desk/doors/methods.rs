//! No address does anything by a method that nothing of ours uses.

use std::collections::BTreeSet;

use axum::http::Method;

use super::addresses::{addresses, is_of_the_desk, posting};
use super::elsewhere::{opened, public};
use super::{HERE, everybody, filled, tried};
use crate::tests::app::TestApp;

/// An address with something in it.
fn address(route: &str) -> String {
    if is_of_the_desk(route) { filled(route, HERE) } else { opened(route) }
}

#[tokio::test]
async fn no_other_method_does_anything_for_anybody() {
    let app = TestApp::new().await;
    let all = everybody(&app).await;
    let before = app.contents().await;
    let (routes, posting) = (addresses(), posting());
    let only_read = routes.iter().filter(|route| !posting.contains(route)).map(|route| address(route));
    let mut tries: Vec<(Method, String)> = only_read.map(|path| (Method::POST, path)).collect();
    assert!(tries.len() > 30 && posting.len() > 30, "{} {}", tries.len(), posting.len());
    let all_paths: BTreeSet<String> = routes.iter().map(|route| address(route)).chain(public()).collect();
    for path in all_paths {
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            tries.push((method, path.clone()));
        }
    }
    for (method, path) in tries {
        for who in &all {
            let page = tried(&app, method.clone(), &path, who).await;
            // Browsers ask before they let a page of another site read the open API.
            let asked = method == Method::OPTIONS && path.starts_with("/api/v1/") && page.status == 204;
            assert!(
                asked || [404, 405].contains(&page.status),
                "{method} {path} as {}: {}",
                who.called,
                page.status
            );
            assert_eq!(page.header("set-cookie"), "", "{method} {path} as {}", who.called);
        }
    }
    assert_eq!(app.contents().await, before, "nothing has changed");
}
