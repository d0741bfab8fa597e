//! A page of an answer: `items`, then `total`, `page`, `size`, `pages`. A large one leaves batch after batch, as fast
//! as its reader takes it, and never stands whole in memory.

use std::io;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures::stream;
use serde::Serialize;
use utoipa::ToSchema;

use super::Api;
use super::edition::{Edition, KEPT};
use super::error::Instead;
use super::texts::{self, ServiceText};
use crate::search::services::{Found, Listing, Window};
use crate::store::BATCH;

/// What stands in `items`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// Services alone; with what the schema does not hold, where that was asked for.
    Services { extra: bool },
    /// Services with their structure, under `service`, and a distance.
    Near,
    /// As [`Items::Near`], and how well each has the words.
    Explored,
    /// Structures.
    Structures,
}

/// A page, for the API's document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    items: Vec<T>,
    /// Nombre de résultats en tout.
    total: usize,
    /// Numéro de cette page.
    page: usize,
    /// Nombre d’éléments de cette page.
    size: usize,
    /// Nombre de pages.
    pages: usize,
}

impl<T> Page<T> {
    /// A page of what was found, of which `total` in all.
    pub fn new(items: Vec<T>, total: usize, window: Window) -> Self {
        Self { size: items.len(), items, total, page: window.page, pages: total.div_ceil(window.size) }
    }
}

/// A page that is being written.
struct Writing {
    api: Api,
    edition: Edition,
    items: Items,
    found: Vec<Found>,
    /// How many of them were tried, and how many were there.
    tried: usize,
    written: usize,
    end: Box<dyn Fn(usize) -> String + Send>,
    over: bool,
}

impl Api {
    /// Answers a page.
    ///
    /// # Errors
    /// Where the database fails before the first batch. Afterwards the answer breaks off.
    pub async fn page(
        &self,
        edition: Edition,
        tag: HeaderValue,
        items: Items,
        listing: Listing,
        window: Window,
    ) -> Result<Response, Instead> {
        let (total, pages, page) = (listing.total, listing.total.div_ceil(window.size), window.page);
        let end = move |size: usize| {
            format!("],\"total\":{total},\"page\":{page},\"size\":{size},\"pages\":{pages}}}")
        };
        let mut writing = Writing {
            api: self.clone(),
            edition,
            items,
            found: listing.found,
            tried: 0,
            written: 0,
            end: Box::new(end),
            over: false,
        };
        let first = writing.batch().await?;
        let body = if writing.over {
            Body::from(first)
        } else {
            let rest = stream::try_unfold(writing, async |mut writing| {
                if writing.over {
                    return Ok(None);
                }
                let batch = writing.batch().await?;
                Ok::<_, io::Error>(Some((batch, writing)))
            });
            Body::from_stream(stream::StreamExt::chain(stream::iter([Ok(first)]), rest))
        };
        Ok(answer(tag, body))
    }

    /// Texts of services that were found.
    pub async fn services(
        &self,
        edition: &Edition,
        found: &[Found],
        extra: bool,
    ) -> Result<Vec<Option<ServiceText>>, Instead> {
        let numbers: Vec<u32> = found.iter().map(|found| found.number).collect();
        texts::services(&self.app.reading.db, edition, &numbers, extra).await
    }
}

/// JSON, under its tag.
pub fn answer(tag: HeaderValue, body: Body) -> Response {
    let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    ([json, (header::ETAG, tag), KEPT], body).into_response()
}

impl Writing {
    /// The next batch, with what stands before the first and after the last.
    async fn batch(&mut self) -> Result<Vec<u8>, Instead> {
        let start = self.tried;
        let end = (start + BATCH).min(self.found.len());
        let mut out = Vec::with_capacity(4_000 * (end - start) + 100);
        if start == 0 {
            out.extend_from_slice(b"{\"items\":[");
        }
        let found = &self.found[start..end];
        if self.items == Items::Structures {
            let numbers: Vec<u32> = found.iter().map(|found| found.number).collect();
            let db = &self.api.app.reading.db;
            let texts = texts::structures(db, &self.edition, &numbers).await?;
            for (number, text) in numbers.into_iter().zip(texts) {
                let Some(text) = text else { continue };
                comma(&mut out, self.written);
                self.edition.listed_structure(&mut out, number, &text);
                self.written += 1;
            }
        } else {
            let extra = self.items == Items::Services { extra: true };
            let texts = self.api.services(&self.edition, found, extra).await?;
            for (found, text) in found.iter().zip(texts) {
                let Some(text) = text else { continue };
                comma(&mut out, self.written);
                self.edition.found_service(&mut out, found, &text, self.items);
                self.written += 1;
            }
        }
        self.tried = end;
        self.over = end == self.found.len();
        if self.over {
            out.extend_from_slice((self.end)(self.written).as_bytes());
        }
        Ok(out)
    }
}

/// What stands between the items of a list.
pub fn comma(out: &mut Vec<u8>, written: usize) {
    if written > 0 {
        out.push(b',');
    }
}
