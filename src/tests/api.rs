//! The open API, as programs use and misuse it.

mod counted;
mod doors;
mod filters;
mod fresh;
mod naive;
mod offers;
mod paging;
mod shapes;

use serde_json::Value;

use super::app::{Page, TestApp};

impl Page {
    /// Its body, which is JSON and says so.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json", "{} {}", self.status, self.html);
        serde_json::from_str(&self.html).expect(&self.html)
    }
}

impl TestApp {
    /// What an address of the API answers.
    pub async fn api(&self, path: &str) -> Value {
        let page = self.get(&format!("/api/v1{path}")).await;
        assert_eq!(page.status, 200, "{path}: {}", page.html);
        page.json()
    }

    /// The parameter that an address of the API refuses.
    pub async fn refused(&self, path: &str) -> String {
        let page = self.get(&format!("/api/v1{path}")).await;
        assert_eq!(page.status, 422, "{path}: {}", page.html);
        page.json()["detail"][0]["loc"][1].as_str().expect(&page.html).to_owned()
    }
}

/// The ids of the items of an answer.
pub fn ids(answer: &Value) -> Vec<String> {
    let id = |item: &Value| item.get("service").unwrap_or(item)["id"].as_str().unwrap().to_owned();
    answer["items"].as_array().unwrap().iter().map(id).collect()
}
