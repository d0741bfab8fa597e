//! `/accompagner`: a volunteer beside the people with whom she searches and asks.
//!
//! A page of hers is `beside(page, read, show)`: for whoever is a volunteer of an organisation, and for nobody else.

pub mod ask;
pub mod basket;
pub mod companion;
pub mod people;

use leptos::prelude::*;

use super::desk::access::{Access, Shut};
use super::desk::layout::{Around, DeskLayout};
use super::desk::{Signed, guarded};
use crate::error::PageError;
use crate::store::Workplace;

/// A volunteer who is signed in.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Who, and by which session.
    pub signed: Signed,
    /// The organisations that she helps for: one at least.
    pub helps: Vec<Workplace>,
}

/// The pages of a volunteer: the name and the address of each.
const PAGES: [(&str, &str); 3] =
    [("Les personnes", "/accompagner"), ("Chercher", "/offres"), ("Panier", "/accompagner/panier")];

impl Beside {
    /// The volunteer who opens a page.
    ///
    /// # Errors
    /// Where nobody is signed in, or who is signed in helps for no organisation.
    pub async fn of(access: Access) -> Result<Self, Shut> {
        let signed = access.signed().await?;
        let helps: Vec<Workplace> = signed.workplaces.iter().filter(|one| one.is_beside()).cloned().collect();
        if helps.is_empty() {
            return Err(Shut::Error(PageError::Forbidden));
        }
        Ok(Self { signed, helps })
    }

    /// The organisations that she helps for, in words.
    fn called(&self) -> String {
        self.helps.iter().map(|one| one.content.name.clone()).collect::<Vec<_>>().join(", ")
    }
}

/// A page of a volunteer: reads with `read`, shows with `show`; `current` is its address in the navigation.
pub fn beside<T, V, F>(
    current: &'static str,
    read: impl FnOnce(Beside) -> F + Send + 'static,
    show: impl FnOnce(Beside, T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<Option<T>, PageError>> + Send + 'static,
{
    let access = Access::current();
    guarded(async move {
        let beside = Beside::of(access?).await?;
        let read = read(beside.clone()).await?.ok_or(PageError::NotFound)?;
        let tabs = PAGES.iter().map(|(name, href)| (*name, (*href).to_owned(), *href == current)).collect();
        let around = Around::beside(&beside.signed, beside.called(), tabs);
        let inside = show(beside, read).into_any();
        Ok(view! { <DeskLayout around>{inside}</DeskLayout> }.into_any())
    })
}
