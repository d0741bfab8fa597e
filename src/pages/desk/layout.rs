//! What stands around every page of the desk: whose it is, the other structures, the way out.

use leptos::prelude::*;

use super::style::DeskStyle;
use super::tab::Tab;
use super::{Desk, Signed, begins_at};
use crate::ui::form::Act;
use crate::ui::icon::Icon;

/// A tab: its name, its address, whether it is this one.
pub type Link = (&'static str, String, bool);

/// What the layout shows.
#[derive(Debug, Clone)]
pub struct Around {
    /// What she is called.
    called: String,
    /// Her structures: names and addresses.
    structures: Vec<(String, String)>,
    /// Whether she watches over the platform.
    moderates: bool,
    /// The structure of this page: its name and the tabs that she may open.
    here: Option<(String, Vec<Link>)>,
    /// What the navigation is called, for who hears it.
    nav: &'static str,
}

impl Around {
    /// What stands around a page of this person, in this structure.
    pub fn of(signed: &Signed, desk: Option<(&Desk, Tab)>) -> Self {
        let structures = signed.workplaces.iter();
        let here = desk.map(|(desk, current)| {
            let open = Tab::all().filter(|(tab, ..)| desk.role.may(tab.needs()));
            let tabs = open.map(|(tab, name, end)| (name, desk.to(end), tab == current)).collect();
            (desk.organisation.content.name.clone(), tabs)
        });
        Self {
            called: signed.account.called().to_owned(),
            structures: structures.map(|one| (one.content.name.clone(), begins_at(one))).collect(),
            moderates: signed.account.is_moderator,
            here,
            nav: "Votre structure",
        }
    }

    /// What stands around a page of a volunteer: the organisation that she helps for, and her own few pages.
    pub fn beside(signed: &Signed, name: String, tabs: Vec<Link>) -> Self {
        Self { here: Some((name, tabs)), nav: "Accompagner", ..Self::of(signed, None) }
    }
}

/// The desk around a page.
#[component]
pub fn DeskLayout(around: Around, children: Children) -> impl IntoView {
    let Around { called, structures, moderates, here, nav } = around;
    let alone = here.is_none();
    let name = here.as_ref().map(|(name, _)| name.clone());
    view! {
        <DeskStyle/>
        <div class="desk" class:alone=alone>
            <div class="desk-bar">
                <Switch name structures/>
                <details class="desk-menu">
                    <summary><Icon name="people"/>"Mon compte"</summary>
                    <div class="desk-menu-list">
                        <p class="desk-who">{called}</p>
                        <ul>
                            <li><a href="/espace">"Mes structures"</a></li>
                            <li><a href="/espace/profil">"Mon profil"</a></li>
                            {moderates.then(|| view! { <li><a href="/moderation">"Modération"</a></li> })}
                        </ul>
                        <Act action="/deconnexion" label="Se déconnecter" class="button quiet"/>
                    </div>
                </details>
            </div>
            {here.map(|(_, tabs)| view! {
                <nav class="desk-nav" aria-label=nav>
                    <ul>
                        {tabs.into_iter().map(|(name, href, current)| view! {
                            <li><a href=href aria-current=current.then_some("page")>{name}</a></li>
                        }).collect_view()}
                    </ul>
                </nav>
            })}
            <div class="desk-page">{children()}</div>
        </div>
    }
}

/// The structure of this page; for who has several, the way to the others.
#[component]
fn Switch(name: Option<String>, structures: Vec<(String, String)>) -> impl IntoView {
    let Some(here) = name else {
        return view! { <p class="desk-name">"Espace structures"</p> }.into_any();
    };
    if structures.len() < 2 {
        // A long name is cut on the screen, never for who hears it.
        let whole = here.clone();
        return view! { <p class="desk-name" title=whole>{here}</p> }.into_any();
    }
    let links = structures.into_iter().map(|(name, href)| {
        let current = name == here;
        view! { <li><a href=href aria-current=current.then_some("true")>{name}</a></li> }
    });
    let links = links.collect_view();
    view! {
        <details class="desk-menu desk-switch">
            <summary><span class="desk-name">{here}</span><span class="desk-change">"Changer"<span class="unseen">" de structure"</span></span></summary>
            <div class="desk-menu-list">
                <ul aria-label="Vos structures">{links}</ul>
                <p><a href="/espace/nouvelle-structure">"Ajouter une structure"</a></p>
            </div>
        </details>
    }
    .into_any()
}
