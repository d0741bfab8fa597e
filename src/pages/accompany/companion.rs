//! The public pages while a volunteer looks at them: the same, with her basket. For anybody else nothing changes, and
//! nothing is read.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Beside;
use super::people::in_basket;
use crate::error::PageError;
use crate::pages::desk::access::Access;
use crate::pages::desk::style::DeskStyle;
use crate::pages::shown::shown;
use crate::ui::companion::Companion;
use crate::ui::icon::Icon;

/// Who looks, if it is a volunteer. The page is then hers alone: nobody keeps it.
async fn companion(access: Option<Access>, here: String) -> Option<Companion> {
    let beside = Beside::of(access?).await.ok()?;
    let basket = beside.signed.reading.db.basket_slugs(beside.signed.session.id).await.ok()?;
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        let never = http::HeaderValue::from_static("no-store");
        response.insert_header(http::header::CACHE_CONTROL, never);
    }
    Some(Companion { basket, here })
}

/// As [`shown`], with the basket of the volunteer who looks.
pub fn shown_beside<T, V: IntoView + 'static>(
    reading: impl Future<Output = Result<Option<T>, PageError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
{
    let location = use_location();
    let here = location.pathname.get_untracked() + &search_of(&location.search.get_untracked());
    let companion = companion(Access::current().ok(), here);
    shown(
        async move {
            match reading.await? {
                Some(read) => Ok(Some((read, companion.await))),
                None => Ok(None),
            }
        },
        |(read, companion)| match companion {
            None => show(read).into_any(),
            Some(companion) => {
                provide_context(companion.clone());
                let page = show(read).into_any();
                view! { <Bar companion/>{page} }.into_any()
            }
        },
    )
}

/// A query as it stands in an address, with its question mark.
fn search_of(search: &str) -> String {
    if search.is_empty() || search.starts_with('?') { search.to_owned() } else { format!("?{search}") }
}

#[component]
fn Bar(companion: Companion) -> impl IntoView {
    view! {
        <DeskStyle/>
        <nav class="companion" aria-label="Accompagner">
            <ul>
                <li><a href="/accompagner"><Icon name="people"/>"Accompagner"</a></li>
                <li><a href="/accompagner/panier">{in_basket(companion.basket.len())}</a></li>
            </ul>
        </nav>
    }
}
