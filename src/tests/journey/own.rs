//! The person's page is hers: what she says moves her request, what is hers she corrects, takes away and erases.

use crate::tests::app::{EMAIL, Element, MOBILE, Page, TestApp, on_both_engines};

async fn say(app: &TestApp, person: &str, what: &str) -> Page {
    // Letters are in order by the second.
    app.pass(time::Duration::seconds(1));
    let done = app.post(person, &[("geste", what)]).await;
    app.get(done.location()).await
}

#[tokio::test]
async fn what_she_says_moves_her_request() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.get(&asked.person).await.says(&["Du nouveau ?", "On m’a appelée", "Je n’ai pas de nouvelles"]);
        say(app, &asked.person, "sans-nouvelles")
            .await
            .says(&["C’est noté.", "Vous avez dit : pas de nouvelles"]);
        let mail = app.letters(EMAIL).await.pop().unwrap();
        assert!(mail.subject.starts_with("Une personne est sans nouvelles"), "{}", mail.subject);
        let again = app.post(&asked.person, &[("geste", "sans-nouvelles")]).await;
        assert_eq!(again.status, 422);
        again.says(&["La structure est déjà prévenue. Vous pourrez le redire le jeudi 26 novembre."]);
        say(app, &asked.person, "appelee").await.says(&["On vous appelle", "Vous avez dit : on m’a appelée"]);
        say(app, &asked.person, "commence").await.says(&["Vous avez commencé", "Je suis toujours là"]);
        let none = app.post(&asked.person, &[("geste", "termine")]).await;
        assert_eq!(none.status, 422);
        none.says(&["Choisissez ce que vous faites maintenant."]);
        assert!(none.all("title")[0].text.starts_with("Erreur : "), "{:?}", none.all("title"));
        let shown = |one: &&Element| one.get("data-problems").is_some() && one.get("hidden").is_none();
        assert_eq!(none.elements().iter().filter(shown).count(), 1, "her other forms tell nothing");
        assert!(none.all("details")[0].get("open").is_some(), "what is wrong is not folded away");
        assert_eq!(none.shared_ids(), [""; 0]);
        let over = app.post(&asked.person, &[("geste", "termine"), ("suite", "job")]).await;
        app.get(over.location()).await.says(&["C’est terminé"]);
        assert_eq!(app.post(&asked.person, &[("geste", "commence")]).await.status, 422, "it is over");
    })
    .await;
}

#[tokio::test]
async fn full_is_a_waiting_list_if_she_wants_and_another_offer_in_one_tap() {
    on_both_engines(async |app| {
        let asked = app.ask(&[("message", "Je suis libre le matin.")]).await;
        app.reply(&asked, &[("reponse", "non"), ("motif", "full")]).await.location();
        let page = app.get(&asked.person).await;
        page.says(&["Il n’y a plus de place", "Vous pouvez attendre une place", "Demander aussi"]);
        let field = |name: &str| {
            let inputs = page.all("input");
            let input = inputs.into_iter().find(|input| input.get("name") == Some(name)).unwrap();
            input.get("value").unwrap().to_owned()
        };
        let (slug, form) = (field("offre"), field("envoi"));
        let also = [("geste", "demander"), ("offre", slug.as_str()), ("envoi", form.as_str())];
        let done = app.post(&asked.person, &also).await;
        assert!(done.location().ends_with("?envoyee=1"), "{}", done.location());
        app.get(done.location()).await.says(&["C’est envoyé !"]);
        assert_eq!(app.count("referral").await, 2);
        app.post(&asked.person, &also).await.location();
        assert_eq!(app.count("referral").await, 2, "tapped twice, asked once");
        let words = app.db.offer(&slug).await.unwrap().unwrap().0.content.contact.email.clone().unwrap();
        assert!(!app.letters(&words).await.is_empty(), "the other structure is told");
        say(app, &asked.person, "attendre").await.says(&["Sur la liste d’attente"]);
        app.pass(time::Duration::seconds(1));
        let declined = app.ask(&[("mobile", "0639980044")]).await;
        app.reply(&declined, &[("reponse", "non"), ("motif", "too_far")]).await.location();
        assert_eq!(
            app.post(&declined.person, &[("geste", "attendre")]).await.status,
            422,
            "there is no list"
        );
    })
    .await;
}

#[tokio::test]
async fn who_found_no_place_waits_for_the_session_that_she_chooses() {
    on_both_engines(async |app| {
        const TRAINING: &str = "lire-ecrire-compter-bordeaux";
        let (offer, today) = (app.db.offer(TRAINING).await.unwrap().unwrap().0, app.clock.now().date());
        let next = crate::domain::offer::next_sessions(&offer.content.sessions, today);
        let [first, second] = next[..] else { panic!("two sessions to come: {next:?}") };
        let structure = offer.content.contact.email.clone().unwrap();
        let form = app.form_of(TRAINING).await;
        let sent = app.post(&format!("/offres/{TRAINING}/demande"), &TestApp::filled(&form, &[])).await;
        let person = sent.location().strip_suffix("?envoyee=1").unwrap().to_owned();
        let answer = app.letters(&structure).await.pop().unwrap().path();
        let full = [("geste", "repondre"), ("reponse", "non"), ("motif", "full")];
        app.post(&answer, &full).await.location();
        let page = app.get(&person).await;
        let days = [first, second].map(|day| crate::domain::clock::spoken_from(today, day));
        page.says(&[
            "Une autre session a encore de la place. La voulez-vous ?",
            &format!("Celle du {}", days[0]),
            &format!("Celle du {}", days[1]),
            "J’attends une place",
        ]);
        let none = app.post(&person, &[("geste", "attendre"), ("session", "2020-01-01")]).await;
        assert_eq!(none.status, 422);
        none.says(&["Cette session n’est plus ouverte."]);

        app.pass(time::Duration::seconds(1));
        let chosen = second.to_string();
        let done = app.post(&person, &[("geste", "attendre"), ("session", chosen.as_str())]).await;
        app.get(done.location())
            .await
            .says(&["Sur la liste d’attente", &format!("La session que vous attendez : {}", days[1])]);
        let data = app.get(&format!("{person}/mes-donnees.json")).await;
        assert!(data.html.contains(&chosen), "{}", data.html);
        let mail = app.letters(&structure).await.pop().unwrap();
        assert!(mail.subject.starts_with("Une personne attend une place"), "{}", mail.subject);
        let told = format!("La personne voudrait la session du {}", crate::domain::clock::full_date(second));
        assert!(mail.body.contains(&told), "{}", mail.body);
        let opened = app.post(&answer, &[("geste", "lire")]).await;
        app.get(opened.location()).await.says(&[&format!("pour la session du {}", days[1])]);

        let again = [("geste", "repondre"), ("reponse", "non"), ("motif", "full")];
        app.post(&answer, &again).await.location();
        let page = app.get(&person).await;
        assert!(!page.text().contains("La session que vous attendez"), "it is not awaited any more");
    })
    .await;
}

#[tokio::test]
async fn what_is_hers_she_corrects_and_takes_away() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let wrong = app.post(&asked.person, &[("geste", "numero"), ("mobile", "12")]).await;
        assert_eq!(wrong.status, 422);
        let done = app.post(&asked.person, &[("geste", "numero"), ("mobile", "06 39 98 00 77")]).await;
        app.get(done.location()).await.says(&["Votre numéro est changé", "Il finit par 0077"]);
        assert_eq!(app.letters("+33639980077").await.len(), 1, "her code goes to the new one");
        let none = app.post(&asked.person, &[("geste", "prevenir"), ("par", "email")]).await;
        none.says(&["Écrivez votre adresse e-mail."]);
        let by = [("geste", "prevenir"), ("par", "email"), ("email", "zoe@example.org")];
        app.post(&asked.person, &by).await.location();
        app.deliver().await;
        app.reply(&asked, &[("reponse", "oui")]).await.location();
        assert_eq!(app.letters("zoe@example.org").await.len(), 1);
        assert_eq!(app.letters("+33639980077").await.len(), 0, "by mail alone");
        app.read(&asked).await;
        app.get(&asked.person)
            .await
            .says(&["CoopConnexion, par le lien de son message, le lundi 23 novembre"]);
        let data = app.get(&format!("{}/mes-donnees.json", asked.person)).await;
        assert_eq!((data.status, data.header("cache-control")), (200, "no-store"));
        assert!(data.html.contains("+33639980077") && data.html.contains("\"accept\""), "{}", data.html);
        assert_eq!(app.get("/suivi/nope/mes-donnees.json").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn paused_reminders_leave_only_the_news() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.reply(&asked, &[("reponse", "oui")]).await.location();
        app.post(&asked.person, &[("geste", "relances"), ("pause", "oui")]).await.location();
        app.get(&asked.person).await.says(&["Me relancer de nouveau"]);
        let before = app.letters(MOBILE).await.len();
        assert_eq!(app.live(20).await.len(), 1, "asked whether she has begun");
        assert_eq!(app.letters(MOBILE).await.len(), before, "not she: the structure alone");
    })
    .await;
}

#[tokio::test]
async fn everything_is_erased_at_once_and_a_row_of_nobody_remains() {
    on_both_engines(async |app| {
        let asked = app.ask(&[("message", "Bonjour")]).await;
        let form = app.form_of("velos-pau").await;
        app.post("/offres/velos-pau/demande", &TestApp::filled(&form, &[])).await.location();
        let other = app.ask(&[("mobile", "0639980055"), ("prenom", "Ali")]).await;
        let hers = by_sms(app).await;
        app.get(&hers).await.says(&["Vos autres demandes"]);
        app.get(&format!("{hers}?effacer=1")).await.says(&["Tout effacer ?", "Vos 2 demandes"]);
        let gone = app.post(&hers, &[("geste", "effacer")]).await;
        assert_eq!(gone.location(), "/suivi?efface=1");
        app.get(gone.location()).await.says(&["Tout est effacé"]);
        assert_eq!(app.get(&asked.person).await.status, 404);
        assert_eq!(app.count("referral").await, 1, "Ali's stays");
        app.get(&other.person).await.says(&["Votre demande"]);
        for (table, left) in [("referral_event", 1), ("referral_link", 2), ("referral_stat", 2)] {
            assert_eq!(app.count(table).await, left, "{table}");
        }
        assert!(app.letters(MOBILE).await.is_empty(), "what had not left is gone too");
        assert!(app.letters(EMAIL).await.iter().any(|mail| mail.subject.starts_with("Demande annulée")));
    })
    .await;
}

/// A link that came to her phone: that of a lost code.
async fn by_sms(app: &TestApp) -> String {
    app.deliver().await;
    app.post("/suivi/code-perdu", &[("mobile", "06 39 98 00 12")]).await.location();
    for _ in 0..200 {
        if let Some(text) = app.letters(MOBILE).await.pop() {
            // The link is proven just after its message is written.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            return text.path();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no SMS");
}

#[tokio::test]
async fn who_types_her_number_and_her_name_sees_nothing_of_her_other_requests() {
    on_both_engines(async |app| {
        let hers = app.ask(&[("message", "Entre nous.")]).await;
        // Somebody who knows her first name and her number asks for another offer in her name.
        let form = app.form_of("velos-pau").await;
        let posted = app.post("/offres/velos-pau/demande", &TestApp::filled(&form, &[])).await;
        let theirs = posted.location().strip_suffix("?envoyee=1").unwrap().to_owned();
        let page = app.get(&theirs).await;
        assert!(!page.text().contains("Vos autres demandes") && !page.html.contains("coworking"));
        assert!(!app.get(&format!("{theirs}/mes-donnees.json")).await.html.contains("Entre nous."));
        let code = crate::domain::id::Code::parse(&hers.code).unwrap();
        let id = app.db.referral_by_code(&code).await.unwrap().unwrap().id.to_string();
        assert_eq!(app.post(&theirs, &[("geste", "ouvrir"), ("demande", &id)]).await.status, 404);
        // Nor by a link to a phone of their own, once the number is hers.
        app.post(&theirs, &[("geste", "numero"), ("mobile", "0639980099")]).await.location();
        let own = app.letters("+33639980099").await.pop().unwrap().path();
        app.post(&own, &[("geste", "numero"), ("mobile", "0639980012")]).await.location();
        assert!(!app.get(&own).await.text().contains("Vos autres demandes"));
        app.post(&own, &[("geste", "effacer")]).await.location();
        app.get(&hers.person).await.says(&["Votre demande"]);
    })
    .await;
}
