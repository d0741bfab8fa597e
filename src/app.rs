//! The shell of every page, and the one table of routes.

use leptos::prelude::*;
use leptos_meta::{Meta, MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use crate::pages::Demonstration;
use crate::pages::accompany::ask::AskBesidePage;
use crate::pages::accompany::basket::BasketPage;
use crate::pages::accompany::people::AccompanyPage;
use crate::pages::agree::AgreePage;
use crate::pages::agree_to_ask::AgreeToAskPage;
use crate::pages::answer::AnswerPage;
use crate::pages::api::ApiPage;
use crate::pages::confirm::ConfirmPage;
use crate::pages::convention::ConventionPage;
use crate::pages::create::CreatePage;
use crate::pages::desk::blocked::BlockedPage;
use crate::pages::desk::home::DeskHomePage;
use crate::pages::desk::imports::ImportsPage;
use crate::pages::desk::imports::feeds::FeedsPage;
use crate::pages::desk::imports::report::ImportPage;
use crate::pages::desk::inbox::InboxPage;
use crate::pages::desk::invitation::InvitationPage;
use crate::pages::desk::join::{FindPage, JoinPage};
use crate::pages::desk::journal::JournalPage;
use crate::pages::desk::moderation::ModerationPage;
use crate::pages::desk::new_structure::NewStructurePage;
use crate::pages::desk::offers::OffersPage;
use crate::pages::desk::offers::agreements::AgreementsPage;
use crate::pages::desk::offers::editor::OfferEditorPage;
use crate::pages::desk::offers::history::{OfferConflictPage, OfferHistoryPage};
use crate::pages::desk::offers::new::NewOfferPage;
use crate::pages::desk::offers::preview::OfferPreviewPage;
use crate::pages::desk::offers::seats::SeatsPage;
use crate::pages::desk::overview::OverviewPage;
use crate::pages::desk::profile::ProfilePage;
use crate::pages::desk::prove::{CodePage, PasswordPage};
use crate::pages::desk::request::RequestPage;
use crate::pages::desk::routes::{RegionRoutesPage, RoutesPage};
use crate::pages::desk::secure::{OwnPasswordPage, TwoStepsPage};
use crate::pages::desk::sheet::SheetPage;
use crate::pages::desk::sign_in::{SignInLinkPage, SignInPage};
use crate::pages::desk::team::{InvitePage, TeamPage};
use crate::pages::desk::volunteers::VolunteersPage;
use crate::pages::follow::{FollowPage, FollowedPage};
use crate::pages::home::HomePage;
use crate::pages::legal::{AccessibilityPage, LegalPage, PrivacyPage};
use crate::pages::lost_code::LostCodePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::offer::OfferPage;
use crate::pages::open_data::OpenDataPage;
use crate::pages::organisation::OrganisationPage;
use crate::pages::pathway::PathwayPage;
use crate::pages::refer::ReferPage;
use crate::pages::search::SearchPage;
use crate::pages::selection::SelectionPage;
use crate::ui::form::came_back;
use crate::ui::icon::Icon;

/// Wakes the islands once everything that is read is there, so that the wasm never competes with it on a slow network;
/// and not at all for those who pay by the byte: `Save-Data`, or a 2G connection.
const WAKE: &str = "const c=navigator.connection;if(!(c&&(c.saveData||/2g/.test(c.effectiveType))))";

/// Names of the browser's half, as the build made them.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Address of the script.
    pub script: String,
    /// Address of the wasm.
    pub wasm: String,
    /// Address of the style sheet.
    pub style: String,
}

/// The document around the app.
pub fn shell(assets: &Assets) -> impl IntoView + use<> {
    let wake = format!(
        "{WAKE}addEventListener('load',()=>import('{script}').then(m=>m.default({{module_or_path:'{wasm}'}})\
         .then(()=>{{m.hydrate();document.querySelectorAll('leptos-island').forEach(e=>m[e.dataset.component](e))}})))",
        script = assets.script,
        wasm = assets.wasm
    );
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="theme-color" content="#0b4f5c" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#10191c" media="(prefers-color-scheme: dark)"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.style.clone()/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script type="module" nonce=leptos::nonce::use_nonce()>{wake}</script>
                <MetaTags/>
            </head>
            <body><App/></body>
        </html>
    }
}

/// The app: header, page, footer.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let refused = came_back();
    let demonstration = use_context::<Demonstration>().is_some();
    view! {
        <Title formatter=move |title: String| whole_title(title, refused)/>
        <Router>
            <Description/>
            <a class="skip" href="#contenu">"Aller au contenu"</a>
            {demonstration.then(|| view! {
                <aside class="demonstration" aria-label="Démonstration">"Démonstration : les contacts sont inventés, rien ne part vers de vraies structures."</aside>
            })}
            <header class="site-header">
                <a class="brand" href="/"><Icon name="logo"/>"Premier Pas"</a>
                <nav aria-label="Principale">
                    <ul>
                        <li><a href="/offres">"Chercher"</a></li>
                        <li><a href="/suivi">"Suivre ma demande"</a></li>
                    </ul>
                </nav>
            </header>
            <main id="contenu" tabindex="-1">
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/offres") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/offres/:slug") view=OfferPage ssr=SsrMode::Async/>
                    <Route path=path!("/offres/:slug/demande") view=ReferPage ssr=SsrMode::Async/>
                    <Route path=path!("/suivi") view=FollowPage ssr=SsrMode::Async/>
                    <Route path=path!("/suivi/code-perdu") view=LostCodePage ssr=SsrMode::Async/>
                    <Route path=path!("/suivi/:secret") view=FollowedPage ssr=SsrMode::Async/>
                    <Route path=path!("/reponse/:secret") view=AnswerPage ssr=SsrMode::Async/>
                    <Route path=path!("/parcours/:slug") view=PathwayPage ssr=SsrMode::Async/>
                    <Route path=path!("/conventions/:slug") view=ConventionPage ssr=SsrMode::Async/>
                    <Route path=path!("/structures/:slug") view=OrganisationPage ssr=SsrMode::Async/>
                    <Route path=path!("/open-data") view=OpenDataPage ssr=SsrMode::Async/>
                    <Route path=path!("/api/v1") view=ApiPage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion") view=SignInPage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion/mot-de-passe") view=PasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion/code") view=CodePage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion/:secret") view=SignInLinkPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace") view=DeskHomePage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion/invitation/:secret") view=InvitationPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/nouvelle-structure") view=FindPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/nouvelle-structure/creer") view=NewStructurePage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/nouvelle-structure/rejoindre/:found") view=JoinPage ssr=SsrMode::Async/>
                    <Route path=path!("/moderation") view=ModerationPage ssr=SsrMode::Async/>
                    <Route path=path!("/moderation/orientation") view=RoutesPage ssr=SsrMode::Async/>
                    <Route path=path!("/creer-une-structure") view=CreatePage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/fiche") view=SheetPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/profil/mot-de-passe") view=OwnPasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/profil/deux-etapes") view=TwoStepsPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/profil") view=ProfilePage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/equipe") view=TeamPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/equipe/inviter") view=InvitePage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/journal") view=JournalPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure") view=OverviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/orientation") view=RegionRoutesPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/benevoles") view=VolunteersPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/demandes") view=InboxPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/demandes/numeros") view=BlockedPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/demandes/:id") view=RequestPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/imports") view=ImportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/imports/adresses") view=FeedsPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/imports/:import") view=ImportPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres") view=OffersPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/nouvelle") view=NewOfferPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/accords") view=AgreementsPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/:offer") view=OfferEditorPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/:offer/apercu") view=OfferPreviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/:offer/historique") view=OfferHistoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/:offer/places") view=SeatsPage ssr=SsrMode::Async/>
                    <Route path=path!("/espace/:structure/offres/:offer/conflit/:edits") view=OfferConflictPage ssr=SsrMode::Async/>
                    <Route path=path!("/accompagner") view=AccompanyPage ssr=SsrMode::Async/>
                    <Route path=path!("/accompagner/panier") view=BasketPage ssr=SsrMode::Async/>
                    <Route path=path!("/accompagner/demande/:slug") view=AskBesidePage ssr=SsrMode::Async/>
                    <Route path=path!("/oui/:secret") view=AgreeToAskPage ssr=SsrMode::Async/>
                    <Route path=path!("/selection/:secret") view=SelectionPage ssr=SsrMode::Async/>
                    <Route path=path!("/accord/:secret") view=AgreePage ssr=SsrMode::Async/>
                    <Route path=path!("/confirmer/:secret") view=ConfirmPage ssr=SsrMode::Async/>
                    <Route path=path!("/mentions-legales") view=LegalPage ssr=SsrMode::Async/>
                    <Route path=path!("/donnees-personnelles") view=PrivacyPage ssr=SsrMode::Async/>
                    <Route path=path!("/accessibilite") view=AccessibilityPage ssr=SsrMode::Async/>
                </Routes>
            </main>
            <footer class="site-footer">
                <nav aria-label="À propos">
                    <ul>
                        <li><a href="/mentions-legales">"Mentions légales"</a></li>
                        <li><a href="/donnees-personnelles">"Données personnelles"</a></li>
                        <li><a href="/espace">"Espace structures"</a></li>
                        <li><a href="/creer-une-structure">"Créer une structure"</a></li>
                        <li><a href="/accessibilite">"Accessibilité : non conforme"</a></li>
                    </ul>
                </nav>
            </footer>
        </Router>
    }
}

/// What the site is, in the head of the pages that do not describe themselves.
#[component]
fn Description() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let own = matches!(
        parts.as_slice(),
        ["offres" | "parcours" | "conventions" | "structures", _] | ["creer-une-structure" | "open-data"]
    );
    (!own).then(|| view! {
        <Meta name="description" content="Trouvez un travail en insertion, une formation ou une aide près de chez vous. Demandez vous-même, sans compte, en moins d’une minute."/>
    })
}

/// The title of a page, as it stands in the HTML: leptos_meta writes it as it is, and names come from everywhere. That of
/// a page whose form came back says so first.
fn whole_title(title: String, refused: bool) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let title = if refused { format!("Erreur : {title}") } else { title };
    if title.is_empty() { "Premier Pas".to_owned() } else { format!("{title} · Premier Pas") }
}
