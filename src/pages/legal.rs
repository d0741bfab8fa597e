//! The pages that the law asks for: who we are, what we keep, what is accessible.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Title;

use super::search::results_map::MapOffered;
use crate::domain::consent;

/// `/mentions-legales`.
#[component]
pub fn LegalPage() -> impl IntoView {
    view! {
        <Title text="Mentions légales"/>
        <article class="prose">
            <h1>"Mentions légales"</h1>
            <h2>"Ce site"</h2>
            <p>"Premier Pas est un annuaire public d’offres d’insertion. Il est gratuit et sans publicité."</p>
            <p>"Ce site est une démonstration. Son éditeur et son hébergeur sont ceux qui l’installent : ils écrivent ici leur nom, leur adresse et leur téléphone."</p>
            <h2>"Les offres"</h2>
            <p>"Les offres viennent des structures et de données ouvertes au format data·inclusion (Licence Ouverte 2.0). Une erreur ? Écrivez à la structure : son nom est sur chaque offre."</p>
            <h2>"Réutiliser les offres"</h2>
            <p>"Tout ce qui est publié ici se lit aussi par programme, sans clé : "<a href="/api/v1">"l’API ouverte"</a>". Et tout se télécharge : "<a href="/open-data">"les données ouvertes"</a>"."</p>
            <h2>"Les communes"</h2>
            <p>"Noms et codes : INSEE et La Poste, par Etalab (Licence Ouverte 2.0). Positions : GeoNames (CC BY 4.0), complétées par nos soins."</p>
            {use_context::<Arc<MapOffered>>().map(|map| view! {
                <h2>"La carte"</h2>
                <p>{ground_sentence(&map)}</p>
                <p>"La carte est dessinée par Leaflet et supercluster : "<a href="/map/licences.txt">"leurs licences"</a>"."</p>
            })}
        </article>
    }
}

/// Where the ground of the map comes from, and when.
fn ground_sentence(map: &MapOffered) -> String {
    let thanks = &map.tiles.thanks;
    match map.tiles.host() {
        Some(host) => {
            format!("Le fond de la carte ({thanks}) vient de {host}, seulement quand la carte s’affiche.")
        }
        None => format!("Le fond de la carte ({thanks}) vient de notre site."),
    }
}

/// `/donnees-personnelles`.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <Title text="Données personnelles"/>
        <article class="prose">
            <h1>"Vos données personnelles"</h1>
            <p class="lead">"Nous demandons le moins possible. Nous le montrons à une seule structure. Nous l’effaçons à l’heure dite."</p>
            <h2>"Quand vous cherchez"</h2>
            <p>"Rien sur vous. Pas de compte, pas de cookie, pas de mesure par un tiers. « Autour de moi » demande votre position à votre téléphone, une fois, et garde seulement le nom de la commune."</p>
            <p>"Nous comptons les recherches, jamais les personnes : le jour, la commune, les filtres, les mots courants, et combien d’offres sont trouvées. Ces comptes montrent ce qui manque, et sont effacés après 5 ans."</p>
            {use_context::<Arc<MapOffered>>().and_then(|map| map.tiles.host().map(str::to_owned)).map(|host| view! {
                <p>{format!("Quand la carte s’affiche, {host} donne le fond. Il voit l’adresse de votre connexion et la région regardée. Il ne voit ni votre recherche, ni la page.")}</p>
            })}
            <h2>"Quand vous demandez une offre"</h2>
            <dl>
                {consent::ALONE.terms("la structure qui donne l’offre", "").into_iter().map(|(title, text)| view! {
                    <dt>{title}</dt><dd>{text}</dd>
                }).collect_view()}
            </dl>
            <p>"C’est votre accord qui le permet (règlement européen 2016/679, article 6, 1, a). Dire non ne change rien à vos droits ni à vos allocations."</p>
            <p>"Une demande restée sans réponse est effacée 120 jours après l’envoi."</p>
            <h2>"Quand un bénévole demande avec vous"</h2>
            <p>"Il vous lit notre texte, et vous dites oui devant lui. Ou vous recevez un SMS, et vous dites oui sur votre téléphone. Sans votre oui, rien ne part, et tout est effacé après 3 jours."</p>
            <p>"Après l’envoi, il ne voit ni votre numéro, ni votre mot. Il voit où en est la demande seulement si vous le voulez, et jusqu’à 14 jours après la fin. Son association voit des nombres, jamais des personnes."</p>
            <h2>"Si vous travaillez dans une structure"</h2>
            <p>"Votre e-mail vous ouvre l’espace des structures. Vous y ajoutez votre nom si vous voulez. Un seul cookie garde votre entrée : il vit 12 heures, et finit quand vous sortez. Nous gardons l’empreinte de votre mot de passe, jamais le mot de passe."</p>
            <p>"L’administration de votre structure lit qui est dans l’équipe et qui a changé quoi."</p>
            <h2>"Ce que nous ne demandons jamais"</h2>
            <p>"Votre numéro de sécurité sociale, votre santé, votre casier judiciaire. Ne les écrivez pas dans votre demande."</p>
            <h2>"Vos droits"</h2>
            <p>"Avec votre code, vous voyez votre demande et vous l’annulez. Pour tout le reste, écrivez à l’éditeur de ce site. En cas de désaccord, la CNIL vous aide : cnil.fr."</p>
        </article>
    }
}

/// `/accessibilite`.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! {
        <Title text="Accessibilité"/>
        <article class="prose">
            <h1>"Accessibilité"</h1>
            <p class="lead">"Accessibilité : non conforme. Personne n’a encore essayé le site à la main, avec un lecteur d’écran. Aucun audit n’a été fait par un tiers."</p>
            <h2>"Où nous en sommes"</h2>
            <p>"Le 23 novembre 2026, nous avons relu le code avec les 106 critères du RGAA 4.1.2. 65 nous concernent et ont pu être jugés ainsi : 64 sont respectés, soit 98 %. 3 attendent un essai à la main. La grille est avec le code de ce site, dans le fichier ACCESSIBILITY.md."</p>
            <h2>"Ce qui ne va pas"</h2>
            <ul>
                <li>"Dans l’espace des structures, l’entrée finit après 8 heures de repos, ou 12 heures en tout, sans prévenir avant."</li>
            </ul>
            <p>"Restent à essayer : la carte et les listes de propositions à l’oreille, et les tableaux à télécharger."</p>
            <h2>"Ce que nous vérifions"</h2>
            <p>"À chaque changement, des tests automatiques (axe-core et html-validate) passent sur toutes les pages, au téléphone et à l’ordinateur : avec le texte deux fois plus grand ou plus espacé, dans le noir, et avec les couleurs que le système impose. Ces tests ne remplacent pas un audit."</p>
            <p>"Tout le parcours marche au clavier, sans JavaScript, et sur un écran de 320 points de large."</p>
            <h2>"Un problème ?"</h2>
            <p>"Écrivez à l’éditeur de ce site : "<a href="/mentions-legales">"les mentions légales"</a>" disent où. Dites la page, et ce qui bloque. Vous pouvez demander la même chose sous une autre forme. Pas de réponse ? Le Défenseur des droits peut vous aider : defenseurdesdroits.fr, 09 69 39 00 00."</p>
        </article>
    }
}
