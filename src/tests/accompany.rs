//! A volunteer beside a person: invited, she asks with her, and sees no more than the person wants.

mod aloud;
mod basket;
mod by_sms;
mod counts;
mod invited;
mod seeing;

use super::app::{Asked, EMAIL, Message, OFFER, Page, Signed, TestApp};
use crate::domain::membership::Role;

/// The organisation that invites.
const ANTENNA: &str = "restos-bordeaux";
/// What is read of it after "de".
const NAME: &str = "Restos du Cœur de Bordeaux (démonstration)";
/// The person's mobile, E.164.
const MOBILE: &str = "+33639980012";

impl TestApp {
    /// A volunteer of the antenna, signed in.
    async fn volunteer(&self) -> Signed {
        self.member(ANTENNA, Role::Volunteer).await
    }

    /// Fills the form of an offer with somebody, and sends it.
    pub(super) async fn asks_with(&self, volunteer: &Signed, slug: &str, more: &[(&str, &str)]) -> Page {
        // Letters are in order by the second.
        self.pass(time::Duration::seconds(1));
        let path = format!("/accompagner/demande/{slug}");
        let form = self.page_as(volunteer, &path).await.form_id();
        let mut fields = vec![("envoi", form.as_str()), ("prenom", "Zoé"), ("mobile", "06 39 98 00 12")];
        fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        fields.extend_from_slice(more);
        self.post_as(volunteer, &path, &fields).await
    }

    /// The last SMS to the person.
    async fn sms(&self) -> Message {
        self.letters(MOBILE).await.pop().expect("an SMS")
    }

    /// Asks aloud, and gives the links of both.
    async fn asked_aloud(&self, volunteer: &Signed, more: &[(&str, &str)]) -> Asked {
        let more = [&[("comment", "aloud")], more].concat();
        let done = self.asks_with(volunteer, OFFER, &more).await;
        assert_eq!(done.location(), "/accompagner?fait=envoyee");
        let person = self.sms().await.path();
        let code = self.get(&person).await.code();
        let structure = self.letters(EMAIL).await.pop().expect("a letter to the structure").path();
        Asked { form: String::new(), code, person, structure }
    }

    /// Her page, as the volunteer reads it.
    async fn people(&self, volunteer: &Signed) -> Page {
        let page = self.page_as(volunteer, "/accompagner").await;
        assert_eq!(page.status, 200, "{}", page.text());
        page
    }
}
