//! Handing an offer on: the phone's own share sheet, an SMS, a copy, a print with its QR code.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::icon::Icon;
use crate::domain::percent::encode;

/// The ways to hand an offer on. Only the SMS needs no script; the others appear once the page is awake.
#[island]
pub fn Share(
    /// What is shared.
    title: String,
    /// Its whole address.
    address: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let (status, failed) = (RwSignal::new(""), RwSignal::new(""));
    let sms = format!("sms:?&body={}", encode(&format!("{title} {address}")).replace('+', "%20"));
    let copied = address.clone();
    let copy = move |_| {
        let address = copied.clone();
        spawn_local(async move {
            let done = JsFuture::from(window().navigator().clipboard().write_text(&address)).await;
            let (said, wrong) = match done {
                Ok(_) => ("Adresse copiée.", ""),
                Err(_) => ("", "Copie impossible. Notez l’adresse de la page."),
            };
            status.set(said);
            failed.set(wrong);
        });
    };
    let share = move |_| {
        let data = web_sys::ShareData::new();
        data.set_title(&title);
        data.set_url(&address);
        let promise = window().navigator().share_with_data(&data);
        // Somebody who closes the share sheet has changed her mind: nothing to say.
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    };
    let can_share =
        move || awake.get() && js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false);
    view! {
        <div class="share">
            <button type="button" class="button quiet" hidden=move || !can_share() on:click=share><Icon name="share"/>"Partager"</button>
            <a class="button quiet" href=sms><Icon name="sms"/>"Envoyer par SMS"</a>
            <button type="button" class="button quiet" hidden=move || !awake.get() on:click=copy><Icon name="copy"/>"Copier l’adresse"</button>
            <button type="button" class="button quiet" hidden=move || !awake.get() on:click=move |_| { let _ = window().print(); }>
                <Icon name="print"/>"Imprimer"
            </button>
            <p role="status" class="share-status">{status}</p>
            <p role="alert" class="share-status" hidden=move || failed.get().is_empty()>{failed}</p>
        </div>
    }
}
