//! How far something long is: a bar that moves by itself where there is a script, and at a link where there is none.

use std::sync::LazyLock;

use leptos::prelude::*;

/// The whole script: a module without dependencies.
pub const SCRIPT: &str = include_str!("../../../../desk/progress.js");

/// Its address: it changes with what the script says, so that a browser keeps it for good.
pub static ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/pkg/progress.{}.js", &crate::store::digest(SCRIPT)[..12]));

/// The bar; `here` is the page's own address.
#[component]
pub fn Progress(label: &'static str, done: i64, total: i64, here: String) -> impl IntoView {
    view! {
        <div class="notice" id="avancement">
            <p>{format!("{label} : {done} sur {total}. Vous pouvez fermer cette page.")}</p>
            <progress max=total.max(1) value=done aria-label="Avancement"></progress>
            <p role="status"></p>
            <a href=here>"Actualiser"</a>
        </div>
        <script type="module" nonce=leptos::nonce::use_nonce() src=ADDRESS.as_str()></script>
    }
}
