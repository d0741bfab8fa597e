//! No request dies in silence: what the platform does by itself, day after day, as the server lives them.

use time::macros::date;

use crate::domain::referral::{Deed, Step, replay};
use crate::tests::app::{EMAIL, MOBILE, OFFER, TestApp, on_both_engines};

async fn state(app: &TestApp, code: &str) -> crate::domain::referral::State {
    let code = crate::domain::id::Code::parse(code).unwrap();
    app.db.referral_by_code(&code).await.unwrap().unwrap().state().unwrap()
}

#[tokio::test]
async fn a_silent_structure_until_day_thirty() {
    on_both_engines(async |app| {
        let asked = app.ask(&[("email", "zoe@example.org")]).await;
        app.get(&asked.person).await.says(&["au plus tard le mercredi 2 décembre"]);
        let done = app.live(40).await;
        assert_eq!(
            done,
            [
                (Deed::Remind, date!(2026 - 11 - 26)),
                (Deed::Tell, date!(2026 - 12 - 02)),
                (Deed::Propose, date!(2026 - 12 - 07)),
                (Deed::End, date!(2026 - 12 - 23)),
            ]
        );
        let texts: Vec<String> = app.letters(MOBILE).await.into_iter().map(|text| text.body).collect();
        assert_eq!(texts.len(), 4, "the receipt, then three words: {texts:#?}");
        assert!(texts[1].contains("Vous pouvez appeler le 03 53 01"), "{}", texts[1]);
        assert!(texts[2].contains("3 autres offres") && texts[3].contains("se ferme"), "{texts:#?}");
        assert_eq!(app.letters("zoe@example.org").await.len(), 4, "by mail too, since she gave it");
        let mails: Vec<String> = app.letters(EMAIL).await.into_iter().map(|mail| mail.subject).collect();
        assert_eq!(mails.len(), 4, "asked, reminded twice, ended: {mails:#?}");
        let page = app.get(&asked.person).await;
        page.says(&["Sans réponse", "Ce n’est pas de votre faute", "D’autres offres près de là"]);
        page.says(&["Nous avons relancé la structure", "Nous vous avons proposé d’autres offres"]);
        // Nothing of her is left with who did not answer.
        let link = app.letters(EMAIL).await.pop().unwrap();
        assert!(!link.body.contains("Zoé"));
        let seen = app.get(&asked.structure).await;
        assert!(!seen.text().contains("Zoé") && !seen.text().contains("06 39"), "{}", seen.text());
    })
    .await;
}

#[tokio::test]
async fn an_answer_stops_the_reminders() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.read(&asked).await.says(&["06 39 98 00 12"]);
        app.get(&asked.person).await.says(&["Lue", "La structure a lu votre demande."]);
        let meet = [("reponse", "rendez-vous"), ("jour", "2026-12-04"), ("heure", "14:30"), ("lieu", "Lens")];
        app.reply(&asked, &meet).await.location();
        assert_eq!(
            app.live(14).await,
            [(Deed::Recall, date!(2026 - 12 - 02)), (Deed::AskHow, date!(2026 - 12 - 07))]
        );
        let texts = app.letters(MOBILE).await;
        assert!(texts[texts.len() - 2].body.contains("rendez-vous le 04/12 a 14h30"), "{texts:?}");
        let ask = app.letters(EMAIL).await.pop().unwrap();
        assert!(ask.subject.starts_with("Et ce rendez-vous ?"), "{}", ask.subject);
        // The link of that mail opens the request: she has begun, and it is followed for a year.
        let done = app.post(&ask.path(), &[("geste", "repondre"), ("reponse", "commence")]).await;
        app.get(done.location()).await.says(&["Elle a commencé."]);
        let later: Vec<Deed> = app.live(186).await.into_iter().map(|(deed, _)| deed).collect();
        assert_eq!(later, [Deed::StillThere, Deed::StillThereLater]);
        let ask = app.letters(EMAIL).await.pop().unwrap();
        let over = [("geste", "repondre"), ("reponse", "termine"), ("suite", "job")];
        app.post(&ask.path(), &over).await.location();
        assert_eq!(state(app, &asked.code).await.code(), "completed");
    })
    .await;
}

#[tokio::test]
async fn after_a_week_down_one_word_comes_and_structures_get_one_mail() {
    on_both_engines(async |app| {
        for mobile in ["0639980012", "0639980013", "0639980014"] {
            app.ask(&[("mobile", mobile)]).await;
        }
        app.deliver().await;
        app.pass(time::Duration::days(10));
        let done = app.tick().await;
        assert_eq!(done, [Deed::Tell; 3], "not the first reminder as well");
        assert_eq!(app.letters(EMAIL).await.len(), 1);
        assert_eq!(app.letters(EMAIL).await[0].subject, "3 personnes attendent votre réponse");
        assert_eq!(app.letters("+33639980013").await.len(), 1);
        assert_eq!(app.tick().await, [], "once");
        // Down for months: nobody's request ends without a word before.
        app.ask(&[("mobile", "0639980015")]).await;
        app.pass(time::Duration::days(90));
        let mut done = app.tick().await;
        done.sort_by_key(|deed| deed.code());
        assert_eq!(done, [Deed::End, Deed::End, Deed::End, Deed::Propose]);
        assert_eq!(app.live(10).await.len(), 1, "then it ends, a week after");
    })
    .await;
}

#[tokio::test]
async fn of_many_nodes_one_does_it_once() {
    on_both_engines(async |app| {
        for number in 10..22 {
            app.ask(&[("mobile", &format!("06399800{number}"))]).await;
        }
        app.deliver().await;
        app.pass(time::Duration::days(4));
        let nodes = futures::future::join_all((0..6).map(|_| app.tick())).await;
        assert_eq!(nodes.iter().map(Vec::len).sum::<usize>(), 12, "{nodes:?}");
        assert_eq!(app.letters(EMAIL).await.len(), 1);
        // Without the lease, the count of events alone keeps each deadline single.
        app.pass(time::Duration::days(6));
        let rounds = futures::future::join_all((0..6).map(|_| app.tick_without_lease())).await;
        assert_eq!(rounds.iter().sum::<usize>(), 12, "{rounds:?}");
        for number in 10..22 {
            assert_eq!(app.letters(&format!("+336399800{number}")).await.len(), 1, "{number}");
        }
    })
    .await;
}

#[tokio::test]
async fn three_silences_in_a_row_close_the_door_until_the_structure_opens_it() {
    on_both_engines(async |app| {
        for mobile in ["0639980012", "0639980013", "0639980014"] {
            app.deliver().await;
            app.get(&format!("/offres/{OFFER}")).await.says(&["Ça m’intéresse"]);
            app.ask(&[("mobile", mobile)]).await;
            app.live(34).await;
        }
        let closed = app.get(&format!("/offres/{OFFER}")).await;
        assert!(!closed.text().contains("Ça m’intéresse"), "{}", closed.text());
        let form = app.get(&format!("/offres/{OFFER}/demande")).await;
        form.says(&["On ne peut pas demander cette offre ici"]);
        let late = app
            .post(&format!("/offres/{OFFER}/demande"), &TestApp::filled("aaaaaaaaaaaaaaaaaaaaaaaaaa", &[]))
            .await;
        assert_eq!(late.status, 410, "{}", late.text());
        let letters = app.letters(EMAIL).await;
        let letter = letters.iter().find(|letter| letter.subject.starts_with("Plus de demandes")).unwrap();
        let door = letter.path();
        app.get(&door).await.says(&["Trois demandes de suite", "Recevoir de nouveau des demandes"]);
        app.post(&door, &[("geste", "rouvrir")]).await.location();
        app.get(&format!("/offres/{OFFER}")).await.says(&["Ça m’intéresse"]);
    })
    .await;
}

#[tokio::test]
async fn events_say_what_the_state_is_after_a_whole_life() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.live(5).await;
        app.read(&asked).await;
        app.reply(&asked, &[("reponse", "attente"), ("rang", "4")]).await.location();
        app.get(&asked.person).await.says(&["Sur la liste d’attente", "4e"]);
        app.live(200).await;
        let code = crate::domain::id::Code::parse(&asked.code).unwrap();
        let referral = app.db.referral_by_code(&code).await.unwrap().unwrap();
        let events = app.db.events(referral.id).await.unwrap();
        let steps: Vec<_> = events.iter().map(|event| event.read().unwrap()).collect();
        assert_eq!(steps.len(), usize::try_from(referral.events).unwrap());
        assert!(steps.iter().any(|(step, ..)| *step == Step::Clock(Deed::AskWaiting)));
        let said = replay(steps.iter().map(|(step, by, _)| (*step, *by)));
        assert_eq!(said, Some(referral.state().unwrap()));
        assert_eq!(referral.state().unwrap().code(), "no_answer", "nobody waits for ever");
    })
    .await;
}
