//! An offer: something a person can join, and all that she needs to know before she asks.

mod details;
mod session;

use serde::{Deserialize, Serialize};
use time::Date;

pub use details::{Course, Details, OtherPost, Post, ProgrammeStep, Rome, Venture, certification};
pub use session::{Meeting, Session, next_sessions};

use super::contact::{Address, Contact};
use super::plain::lower_first;
use super::taxonomy::{
    Entry, Fee, MobilisableBy, MobilisationMode, Public, ReceptionMode, ServiceType, Theme,
};

/// Who proposes a person where a training does not say who.
const COUNSELLOR: &str = "un conseiller de France Travail, de la mission locale ou de Cap emploi";

/// What an offer is, as people tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// Several steps made one, its own or a partner's.
    Programme,
    /// A post in a workshop of an insertion structure (SIAE).
    Workshop,
    /// A training course, with its sessions.
    Training,
    /// A place and a hand to create one's own activity (CAE, coworking).
    Enterprise,
    /// Assignments by a temporary work agency.
    TemporaryWork,
    /// Any other service of the data·inclusion types.
    Support,
}

impl OfferKind {
    /// All kinds, in the order in which pages list them.
    pub const ALL: [Self; 6] = [
        Self::Workshop,
        Self::Training,
        Self::Enterprise,
        Self::TemporaryWork,
        Self::Programme,
        Self::Support,
    ];

    /// The code in addresses and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Workshop => "workshop",
            Self::Training => "training",
            Self::Enterprise => "enterprise",
            Self::TemporaryWork => "temporary_work",
            Self::Support => "support",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Programme => "Programme",
            Self::Workshop => "Travail en atelier",
            Self::Training => "Formation",
            Self::Enterprise => "Créer son activité",
            Self::TemporaryWork => "Intérim",
            Self::Support => "Aide et accompagnement",
        }
    }
}

/// What an offer says beyond the data·inclusion schema, in plain words for the sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plain {
    /// What the person will do, a sentence a line.
    pub tasks: Vec<String>,
    /// What she is paid or keeps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<String>,
    /// How to get there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub getting_there: Option<String>,
    /// How to get in, step by step.
    pub entry_steps: Vec<String>,
    /// Who must propose the person, where she can't ask by herself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<String>,
    /// What she gets at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Reserved to people whom this organisation welcomes, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<String>,
}

/// An offer as it is published: the 33 fields of a data·inclusion v1 `service`, and our own.
///
/// The doc of each field names the schema's (`data-inclusion-schema` 1.0.10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// `source`: who produced it.
    pub source: String,
    /// `id`: unique over all sources, `{source}--{local id}`.
    pub id: String,
    /// `structure_id`: the id of the organisation that gives it.
    pub structure_id: String,
    /// `nom`, 3 to 150 characters.
    pub name: String,
    /// `description`, 5 to 10,000 characters.
    pub description: String,
    /// `date_maj`: when its content was last true.
    pub updated_on: Date,
    /// `lien_source`: its page at the producer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_link: Option<String>,
    /// `type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_type: Option<ServiceType>,
    /// `thematiques`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
    /// `frais`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// `frais_precisions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_details: Option<String>,
    /// `publics`; empty when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publics: Vec<Public>,
    /// `publics_precisions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publics_details: Option<String>,
    /// `conditions_acces`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// `commune`, `code_postal`, `code_insee`, `adresse`, `complement_adresse`, `longitude`, `latitude`.
    #[serde(default)]
    pub address: Address,
    /// `telephone`, `courriel`, `contact_nom_prenom`.
    #[serde(default)]
    pub contact: Contact,
    /// `modes_accueil`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reception_modes: Vec<ReceptionMode>,
    /// `zone_eligibilite`: commune, département, EPCI, country or `france`; empty is everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// `lien_mobilisation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobilisation_link: Option<String>,
    /// `modes_mobilisation`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mobilisation_modes: Vec<MobilisationMode>,
    /// `mobilisable_par`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mobilisable_by: Vec<MobilisableBy>,
    /// `mobilisation_precisions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobilisation_details: Option<String>,
    /// `volume_horaire_hebdomadaire`, hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<f32>,
    /// `nombre_semaines`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
    /// `horaires_accueil`, OSM `opening_hours` syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// What it is; guessed from the type and the structure where the source does not say.
    pub kind: OfferKind,
    /// Its sessions, soonest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// The plain words of the sheet.
    #[serde(default)]
    pub plain: Plain,
    /// What only its kind has to say.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// Whether its door is closed: requests were left to die in a row. The database knows, the words don't.
    #[serde(skip)]
    pub door_closed: bool,
}

impl Offer {
    /// Whether a person can ask for it herself, here: it says so (or says nothing), and there is an
    /// e-mail address where the request can go.
    pub fn accepts_requests(&self) -> bool {
        let open_to_people =
            self.mobilisable_by.is_empty() || self.mobilisable_by.contains(&MobilisableBy::Usagers);
        let open_to_people = open_to_people && !self.door_closed;
        open_to_people && self.proposed_by().is_none() && self.contact.email.is_some()
    }

    /// Who must propose the person, in words; nothing where she can ask by herself.
    pub fn proposed_by(&self) -> Option<String> {
        let course = &self.details.course;
        let needed = course.entry.contains(&Entry::Prescription);
        let listed = course.prescribers.iter().filter(|_| needed).map(|one| lower_first(one.label()));
        let mut all: Vec<String> = listed.chain(self.plain.proposed_by.clone()).collect();
        if all.is_empty() && needed {
            return Some(COUNSELLOR.to_owned());
        }
        let last = all.pop()?;
        Some(if all.is_empty() { last } else { format!("{} ou {last}", all.join(", ")) })
    }

    /// Whether it is only at a distance.
    pub fn is_remote(&self) -> bool {
        self.reception_modes == [ReceptionMode::ADistance]
    }

    /// The first session still open on `today`; of two that begin together, one that says that places are left.
    pub fn next_session(&self, today: Date) -> Option<&Session> {
        let unsaid = |session: &Session| session.places_for_everybody().unwrap_or_default() == 0;
        let open = self.sessions.iter().filter(|session| session.is_open(today));
        open.min_by_key(|session| (session.starts_on, unsaid(session)))
    }

    /// Whether nobody can join: every session is over or full, or a workshop takes nobody for the moment.
    pub fn is_closed(&self, today: Date) -> bool {
        self.details.takes_nobody() || (!self.sessions.is_empty() && self.next_session(today).is_none())
    }

    /// An offer of an organisation that says nothing yet.
    pub fn blank(kind: OfferKind, source: &str, id: &str, structure_id: &str, today: Date) -> Self {
        Self {
            source: source.to_owned(),
            id: id.to_owned(),
            structure_id: structure_id.to_owned(),
            name: String::new(),
            description: String::new(),
            updated_on: today,
            source_link: None,
            service_type: None,
            themes: Vec::new(),
            fee: None,
            fee_details: None,
            publics: Vec::new(),
            publics_details: None,
            conditions: None,
            address: Address::default(),
            contact: Contact::default(),
            reception_modes: Vec::new(),
            zones: Vec::new(),
            mobilisation_link: None,
            mobilisation_modes: Vec::new(),
            mobilisable_by: Vec::new(),
            mobilisation_details: None,
            weekly_hours: None,
            weeks: None,
            opening_hours: None,
            kind,
            sessions: Vec::new(),
            plain: Plain::default(),
            details: Details::default(),
            door_closed: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 23);

    fn offer(kind: OfferKind) -> Offer {
        let mut offer = Offer::blank(kind, "s", "s--1", "s--o", TODAY);
        offer.contact.email = Some("a@example.org".to_owned());
        offer
    }

    #[test]
    fn one_asks_where_somebody_reads_and_nobody_has_to_propose_her() {
        let accepts = |change: &dyn Fn(&mut Offer)| {
            let mut offer = offer(OfferKind::Training);
            change(&mut offer);
            offer.accepts_requests()
        };
        assert!(accepts(&|_| {}), "it says nothing of who may ask");
        assert!(accepts(
            &|one| one.mobilisable_by = vec![MobilisableBy::Professionnels, MobilisableBy::Usagers]
        ));
        assert!(!accepts(&|one| one.mobilisable_by = vec![MobilisableBy::Professionnels]));
        assert!(!accepts(&|one| one.door_closed = true));
        assert!(!accepts(&|one| one.contact.email = None));
        assert!(!accepts(&|one| one.plain.proposed_by = Some("une association".to_owned())));
        assert!(!accepts(&|one| one.details.course.entry = vec![Entry::Test, Entry::Prescription]));
    }

    #[test]
    fn who_proposes_is_told_in_one_sentence() {
        use crate::domain::taxonomy::Prescriber;
        let told = |entry: &[Entry], prescribers: &[Prescriber], words: Option<&str>| {
            let mut offer = offer(OfferKind::Training);
            offer.details.course.entry = entry.to_vec();
            offer.details.course.prescribers = prescribers.to_vec();
            offer.plain.proposed_by = words.map(str::to_owned);
            offer.proposed_by()
        };
        let needed = || vec![Entry::Prescription];
        let (siae, ccas) = (Prescriber::Siae, Prescriber::Ccas);
        for (entry, prescribers, words, sentence) in [
            (vec![], vec![], None, None),
            (vec![Entry::Test], vec![siae], None, None),
            (needed(), vec![], None, Some(COUNSELLOR)),
            (needed(), vec![siae], None, Some("une structure d’insertion")),
            (needed(), vec![], Some("un ami"), Some("un ami")),
            (vec![], vec![], Some("un ami"), Some("un ami")),
            (
                needed(),
                vec![siae, ccas],
                Some("un ami"),
                Some("une structure d’insertion, le centre d’action sociale de la ville (CCAS) ou un ami"),
            ),
        ] {
            assert_eq!(told(&entry, &prescribers, words).as_deref(), sentence);
        }
    }

    #[test]
    fn it_is_closed_once_every_session_has_begun_or_is_full() {
        let with = |sessions: &[(Date, Option<u16>)]| {
            let session =
                |(on, left): &(Date, Option<u16>)| Session { places_left: *left, ..Session::starting(*on) };
            Offer { sessions: sessions.iter().map(session).collect(), ..offer(OfferKind::Training) }
        };
        let (before, after) = (date!(2026 - 11 - 22), date!(2026 - 12 - 01));
        for (sessions, next) in [
            (vec![], None),
            (vec![(TODAY, None)], Some(TODAY)),
            (vec![(before, None)], None),
            (vec![(after, Some(0))], None),
            (vec![(after, Some(1)), (TODAY, Some(0)), (date!(2027 - 01 - 01), None)], Some(after)),
        ] {
            let offer = with(&sessions);
            assert_eq!(offer.next_session(TODAY).map(|session| session.starts_on), next);
            assert_eq!(offer.is_closed(TODAY), !sessions.is_empty() && next.is_none(), "{sessions:?}");
        }
        let mut workshop = offer(OfferKind::Workshop);
        assert!(!workshop.is_closed(TODAY));
        workshop.details.post.closed = true;
        assert!(workshop.is_closed(TODAY));
    }

    #[test]
    fn it_is_remote_where_nobody_has_to_come() {
        let (here, away) = (ReceptionMode::EnPresentiel, ReceptionMode::ADistance);
        for (modes, remote) in
            [(vec![], false), (vec![here], false), (vec![away], true), (vec![away, here], false)]
        {
            assert_eq!(Offer { reception_modes: modes, ..offer(OfferKind::Support) }.is_remote(), remote);
        }
    }
}
