//! PostgreSQL is stopped while people use the site, and started again: they read on, what they type stays theirs, and nobody has
//! to restart anything. Skipped without `TEST_POSTGRES_URL`; the server that it stops is one of its own.

use reqwest::Response;
use sqlx::{Connection, PgConnection};

use super::people::{OFFER, form, hidden, post, send};
use super::postgres::OwnServer;
use super::server::{Server, client, free_port, until};

#[tokio::test(flavor = "multi_thread")]
async fn people_read_on_and_nothing_typed_is_lost() {
    let Some(postgres) = OwnServer::start("lost").await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (mut server, _) = Server::start(folder.path(), &postgres.url, free_port()).await;
    let url = server.url.clone();
    let http = client();
    let get = async |path: &str| -> Response { http.get(format!("{url}{path}")).send().await.unwrap() };
    let ready = async || match http.get(format!("{url}/readyz")).send().await {
        Ok(answer) => (answer.status().as_u16(), answer.text().await.unwrap_or_default()),
        Err(_) => (0, String::new()),
    };
    let mut typed = form(&http, &url, 39_980_012).await.unwrap();
    typed.push(("message".to_owned(), "Le matin, svp".to_owned()));

    let mut again = postgres.stop().await;
    until(async || ready().await == (503, "database".to_owned())).await;
    for path in ["/", "/offres?lieu=62498"] {
        assert_eq!(get(path).await.status(), 200, "{path}");
    }
    for path in [OFFER, "/structures/coop-connexion"] {
        let page = get(path).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(page.text().await.unwrap().contains("Notre service a un problème"), "{path}");
    }
    assert_eq!(get("/api/v1/services?size=1").await.status(), 200);
    let kept = post(&http, &url, &typed).send().await.unwrap();
    assert_eq!((kept.status().as_u16(), kept.headers().contains_key("retry-after")), (503, true));
    let kept = hidden(&kept.text().await.unwrap());
    for field in &typed {
        assert!(kept.contains(field), "{field:?} was typed, and is kept: {kept:?}");
    }

    let mut restarted = again.spawn().unwrap();
    until(async || ready().await.0 == 200).await;
    assert!(!server.ended(), "nobody restarted it");
    for _ in 0..2 {
        assert!(send(&http, &url, &kept).await);
    }
    let mut db = PgConnection::connect(&postgres.url).await.unwrap();
    let requests: i64 = sqlx::query_scalar("select count(*) from referral").fetch_one(&mut db).await.unwrap();
    assert_eq!(requests, 1);
    drop((db, server, postgres));
    restarted.wait().unwrap();
}
