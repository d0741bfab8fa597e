//! Somebody who is signed in: her cookie goes with what she asks and posts.

use axum::http::Method;

use super::{Page, TestApp};
use crate::domain::account::Login;
use crate::domain::membership::Role;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Her address.
    pub email: String,
    /// `__Host-session=…`, as her browser sends it.
    pub cookie: String,
}

impl TestApp {
    /// A new member of a structure, signed in by a link of her own: `zoe.admin.coop-connexion@example.org`.
    pub async fn member(&self, slug: &str, role: Role) -> Signed {
        let email = format!("zoe.{}.{slug}@example.org", role.code());
        let login = Login::parse(&email).unwrap();
        self.db.put_members(&[(login, slug, role)], self.clock.now()).await.unwrap();
        self.sign_in(&email).await
    }

    /// A moderator of the platform, signed in.
    pub async fn moderator(&self) -> Signed {
        let login = Login::parse("zoe.moderator@example.org").unwrap();
        self.db.set_moderator(&login, true, self.clock.now()).await.unwrap();
        self.sign_in(login.as_str()).await
    }

    /// Signs in as people do: the form, the letter, the button. An address without an account gets one.
    pub async fn sign_in(&self, email: &str) -> Signed {
        let page = self.follow_sign_in_link(&self.sign_in_link(email, "").await).await;
        assert_eq!(page.status, 303, "{}", page.text());
        Signed { email: email.to_owned(), cookie: page.cookie() }
    }

    /// Asks for a link that signs in and leads to `next` afterwards; answers its path.
    pub async fn sign_in_link(&self, email: &str, next: &str) -> String {
        // Letters are in order by the second.
        self.pass(time::Duration::seconds(1));
        let sent = self.post("/connexion", &[("email", email), ("suite", next)]).await;
        assert_eq!(sent.location(), "/connexion?envoye=1");
        self.letters(&email.to_lowercase()).await.pop().expect("a letter with a link").path()
    }

    /// Presses the button behind a link.
    pub async fn follow_sign_in_link(&self, path: &str) -> Page {
        assert_eq!(self.get(path).await.status, 200, "{path}");
        self.post(path, &[]).await
    }

    /// Opens a page as somebody.
    pub async fn page_as(&self, signed: &Signed, path: &str) -> Page {
        self.send(Method::GET, path)
            .header("accept", "text/html")
            .header("cookie", &signed.cookie)
            .answer()
            .await
    }

    /// Sends a form as somebody.
    pub async fn post_as(&self, signed: &Signed, path: &str, fields: &[(&str, &str)]) -> Page {
        self.form(path, "text/html", fields).header("cookie", &signed.cookie).answer().await
    }
}

impl Page {
    /// The cookie that the answer sets, as a browser sends it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }
}
