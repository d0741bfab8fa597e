//! The desk of a structure: who may open it, and what stands around each of its pages.
//!
//! A page of the desk is `desk(Tab::…, read, show)`; a page of a person's own, without a structure, `own(read, show)`,
//! of a moderator `moderated(read, show)`.
//! Who is not signed in is sent to do so and comes back; who is no member gets what an unknown address gets.

pub mod access;
pub mod blocked;
mod claims;
pub mod home;
pub mod imports;
pub mod inbox;
pub mod invitation;
pub mod join;
pub mod journal;
pub(super) mod layout;
pub mod moderation;
pub mod new_structure;
pub mod offers;
pub mod overview;
pub mod profile;
pub mod prove;
pub mod request;
pub mod routes;
pub mod secure;
pub mod sheet;
pub mod sign_in;
pub mod style;
pub mod tab;
pub mod team;
pub mod volunteers;

use leptos::prelude::*;
use leptos_meta::Meta;

use super::error::ErrorPage;
use super::reading::Reading;
use super::shown::parameter;
use crate::domain::membership::Role;
use crate::error::PageError;
use crate::store::{Account, Session, Workplace};
use access::{Access, Shut};
use layout::{Around, DeskLayout};
use tab::Tab;

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// What pages read from.
    pub reading: Reading,
    /// Who.
    pub account: Account,
    /// By which session.
    pub session: Session,
    /// Her structures.
    pub workplaces: Vec<Workplace>,
}

/// Who is signed in, in one of her structures.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What pages read from.
    pub reading: Reading,
    /// Who.
    pub account: Account,
    /// The structure.
    pub organisation: Workplace,
    /// What she may do in it.
    pub role: Role,
}

impl Desk {
    /// The address of a page of this structure: `end` begins with a slash, or is empty.
    pub fn to(&self, end: &str) -> String {
        format!("/espace/{}{end}", self.organisation.slug)
    }
}

/// Where a member begins in one of her structures.
pub fn begins_at(workplace: &Workplace) -> String {
    if workplace.is_beside() { "/accompagner".to_owned() } else { format!("/espace/{}", workplace.slug) }
}

/// A page of a structure: reads with `read`, shows with `show`, inside the desk with `tab` as the current one.
pub fn desk<T, V, F>(
    tab: Tab,
    read: impl FnOnce(Desk) -> F + Send + 'static,
    show: impl FnOnce(Desk, T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<Option<T>, PageError>> + Send + 'static,
{
    let (access, slug) = (Access::current(), parameter("structure"));
    guarded(async move {
        let signed = access?.signed().await?;
        let Some(organisation) = signed.reading.db.workplace(signed.account.id, &slug).await? else {
            return Err(Shut::Error(PageError::NotFound));
        };
        let role = organisation.role();
        if !role.may(tab.needs()) {
            return Err(Shut::Error(PageError::Forbidden));
        }
        let desk =
            Desk { reading: signed.reading.clone(), account: signed.account.clone(), organisation, role };
        let read = read(desk.clone()).await?.ok_or(PageError::NotFound)?;
        let around = Around::of(&signed, Some((&desk, tab)));
        let inside = show(desk, read).into_any();
        Ok(view! { <DeskLayout around>{inside}</DeskLayout> }.into_any())
    })
}

/// A page of a person's own, without a structure.
pub fn own<T, V, F>(
    read: impl FnOnce(Signed) -> F + Send + 'static,
    show: impl FnOnce(Signed, T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<Option<T>, PageError>> + Send + 'static,
{
    let access = Access::current();
    guarded(async move {
        let signed = access?.signed().await?;
        let read = read(signed.clone()).await?.ok_or(PageError::NotFound)?;
        let around = Around::of(&signed, None);
        let inside = show(signed, read).into_any();
        Ok(view! { <DeskLayout around>{inside}</DeskLayout> }.into_any())
    })
}

/// A page of the moderators, as [`own`].
pub fn moderated<T, V, F>(
    read: impl FnOnce(Reading) -> F + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<T, PageError>> + Send + 'static,
{
    let access = Access::current();
    guarded(async move {
        let signed = access?.signed().await?;
        if !signed.account.is_moderator {
            return Err(PageError::NotFound.into());
        }
        let around = Around::of(&signed, None);
        let inside = show(read(signed.reading).await?).into_any();
        Ok(view! { <DeskLayout around>{inside}</DeskLayout> }.into_any())
    })
}

/// Shows what a door lets through; leads to the door where it is shut.
pub(super) fn guarded(page: impl Future<Output = Result<AnyView, Shut>> + Send + 'static) -> impl IntoView {
    view! {
        <Meta name="robots" content="noindex"/>
        {Suspend::new(async move {
            match page.await {
                Ok(view) => view,
                Err(Shut::Elsewhere(path)) => {
                    access::lead_to(&path);
                    ().into_any()
                }
                Err(Shut::Error(error)) => view! { <ErrorPage error/> }.into_any(),
            }
        })}
    }
}
