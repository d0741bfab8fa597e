//! From what was typed to an offer, or to every problem at once.

use super::rows::{read_opening, read_posts, read_sessions, read_steps};
use super::text::{clean, ends_badly, one_line, read_hours, read_link, read_phone};
use super::trade::{read_rome, rome_of_trade};
use super::zone::{read_zones, zones_of};
use super::{Ground, Shape, Spec, fill, form};
use crate::domain::contact::Address;
use crate::domain::field::Email;
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::{Offer, OfferKind, certification};
use crate::domain::plain::lower_first;
use crate::domain::taxonomy::{Public, ReceptionMode};
use crate::domain::territory::Commune;

/// Longest sentence of a list, in characters.
const SENTENCE_MAX: usize = 300;

/// The offer that was typed over `base`, whose other facts stay.
///
/// # Errors
/// Every problem, each about its field; then there is no offer.
pub fn parse(typed: &Typed, base: &Offer, ground: &dyn Ground) -> Result<Offer, Problems> {
    let (offer, problems) = read(typed, base, ground);
    if problems.is_empty() { Ok(offer) } else { Err(problems) }
}

/// The offer as far as it can be read: what is wrong or not there yet is left out. For previews and advice.
pub fn parse_leniently(typed: &Typed, base: &Offer, ground: &dyn Ground) -> Offer {
    read(typed, base, ground).0
}

fn read(typed: &Typed, base: &Offer, ground: &dyn Ground) -> (Offer, Problems) {
    let mut reading = Reading {
        typed,
        ground,
        base,
        before: fill(base, ground),
        offer: base.clone(),
        problems: Problems::default(),
        commune: None,
    };
    let fields = form::fields(base.kind);
    for spec in &fields {
        // What nobody touched stays as it is, even where this form would not take it: other directories say more.
        if matches!(spec.shape, Shape::Commune) || !reading.is_unchanged(spec.name) {
            reading.take(spec);
        }
    }
    reading.settle();
    (reading.offer, reading.problems)
}

struct Reading<'a> {
    typed: &'a Typed,
    ground: &'a dyn Ground,
    base: &'a Offer,
    /// What the form says of `base`.
    before: Typed,
    offer: Offer,
    problems: Problems,
    commune: Option<Commune>,
}

impl Reading<'_> {
    /// Whether a field, and every part of it, holds just what the base says; not where that is nothing.
    fn is_unchanged(&self, name: &str) -> bool {
        let own =
            |one: &&str| *one == name || one.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
        let same =
            |one: &str| self.typed.get(one).replace("\r\n", "\n").trim() == self.before.get(one).trim();
        let said = self.before.names().filter(own).any(|one| self.before.some(one).is_some());
        said && self.typed.names().chain(self.before.names()).filter(own).all(same)
    }

    fn take(&mut self, spec: &Spec) {
        let text = clean(self.typed.get(spec.name));
        let blank = text.is_empty();
        match spec.shape {
            Shape::Words(min, max, place) | Shape::Story(min, max, place) => {
                let text = if let Shape::Words(..) = spec.shape { one_line(&text) } else { text };
                let count = text.chars().count();
                if blank {
                    self.missing(spec);
                } else if count < min {
                    self.wrong(spec, format!("{} : écrivez {min} caractères au moins.", spec.label));
                } else if self.fits(spec, count, max) && spec.name == "nom" && ends_badly(&text) {
                    self.wrong(spec, "Un titre n’a pas de point à la fin.");
                }
                *place(&mut self.offer) = text;
            }
            Shape::Line(max, place) | Shape::Text(max, place) => {
                let text = if let Shape::Line(..) = spec.shape { one_line(&text) } else { text };
                self.fits(spec, text.chars().count(), max);
                self.needs(spec, !blank);
                *place(&mut self.offer) = Some(text).filter(|text| !text.is_empty());
            }
            Shape::Lines(most, place) => {
                let lines: Vec<String> = text.lines().map(one_line).filter(|line| !line.is_empty()).collect();
                if lines.len() > most {
                    self.wrong(spec, format!("{} : {most} lignes au plus.", spec.label));
                }
                if let Some(long) =
                    lines.iter().map(|line| line.chars().count()).find(|count| *count > SENTENCE_MAX)
                {
                    self.fits(spec, long, SENTENCE_MAX);
                }
                self.needs(spec, !lines.is_empty());
                *place(&mut self.offer) = lines;
            }
            Shape::Count(min, max, place) => {
                self.needs(spec, !blank);
                let count = text.parse().ok().filter(|count| (min..=max).contains(count));
                if count.is_none() && !blank {
                    self.wrong(spec, format!("{} : écrivez un nombre entre {min} et {max}.", spec.label));
                }
                *place(&mut self.offer) = count;
            }
            Shape::Hours(place) => {
                self.needs(spec, !blank);
                let hours = read_hours(&text);
                if hours.is_none() && !blank {
                    self.wrong(spec, "Écrivez un nombre d’heures, par exemple 26 ou 17,5.");
                }
                *place(&mut self.offer) = hours;
            }
            Shape::Tick(place) => *place(&mut self.offer) = !blank,
            Shape::One(codes) => {
                self.needs(spec, !blank);
                let known = (codes.all)().into_iter().any(|(code, _)| code == text);
                if !known && !blank {
                    self.wrong(spec, format!("{} : choisissez une réponse de la liste.", spec.label));
                }
                (codes.write)(&mut self.offer, &[text.as_str()][..usize::from(known)]);
            }
            Shape::Many(codes) => {
                let ticked: Vec<&str> = (codes.all)()
                    .into_iter()
                    .map(|(code, _)| code)
                    .filter(|code| self.typed.some(&format!("{}-{code}", spec.name)).is_some())
                    .collect();
                self.needs(spec, !ticked.is_empty());
                (codes.write)(&mut self.offer, &ticked);
            }
            Shape::Email(place) => {
                self.needs(spec, !blank);
                let email = Email::parse(&text).ok();
                if email.is_none() && !blank {
                    self.wrong(spec, "Cette adresse e-mail est incomplète. Exemple : contact@exemple.fr.");
                }
                *place(&mut self.offer) = email.map(|email| email.as_str().to_owned());
            }
            Shape::Phone(place) => {
                let phone = read_phone(&text);
                if phone.is_none() && !blank {
                    self.wrong(spec, "Écrivez un numéro de 10 chiffres, par exemple 03 21 00 00 00.");
                }
                *place(&mut self.offer) = phone;
            }
            Shape::Link(place) => {
                let link = read_link(&text);
                if link.is_none() && !blank {
                    self.wrong(spec, "Copiez l’adresse entière de la page : https://…");
                }
                *place(&mut self.offer) = link;
            }
            Shape::Rome => {
                self.offer.details.post.rome = None;
                if !blank {
                    match read_rome(&text, self.ground) {
                        Ok(rome) => self.offer.details.post.rome = Some(rome),
                        Err(sentence) => self.wrong(spec, sentence),
                    }
                }
            }
            Shape::Certification => {
                let code = certification(&text);
                if code.is_none() && !blank {
                    self.wrong(spec, "Un code s’écrit RNCP ou RS, puis des chiffres : RNCP37274.");
                }
                self.offer.details.course.certification = code;
            }
            Shape::Commune => self.take_commune(spec, &text),
            Shape::Reception => self.take_reception(spec, &text),
            // Read once the commune is known.
            Shape::Zone => {}
            Shape::Sessions => {
                self.offer.sessions = read_sessions(self.typed, &self.base.sessions, &mut self.problems);
            }
            Shape::Opening => {
                self.offer.opening_hours = read_opening(self.typed, self.ground, &mut self.problems);
            }
            Shape::Steps => {
                self.offer.details.steps =
                    read_steps(self.typed, &self.base.details.steps, &mut self.problems);
            }
            Shape::Posts => {
                self.offer.details.other_posts = read_posts(self.typed, self.ground, &mut self.problems);
            }
        }
    }

    fn take_commune(&mut self, spec: &Spec, text: &str) {
        let remote = self.typed.get("accueil") == "a-distance";
        let unchanged = self.is_unchanged(spec.name);
        let known = self.base.address.code_insee.as_deref().filter(|_| unchanged);
        self.commune = match known {
            Some(code) => self.ground.commune_of_code(code),
            None if text.is_empty() => None,
            None => self.ground.commune(text),
        };
        if text.is_empty() {
            self.needs(spec, remote);
        } else if self.commune.is_none() && !unchanged {
            self.wrong(spec, "Nous ne trouvons pas cette commune. Écrivez son nom et son code postal.");
        }
    }

    fn take_reception(&mut self, spec: &Spec, text: &str) {
        let (here, away) = (ReceptionMode::EnPresentiel, ReceptionMode::ADistance);
        self.offer.reception_modes = match text {
            "sur-place" => vec![here],
            "a-distance" => vec![away],
            "les-deux" => vec![away, here],
            _ => Vec::new(),
        };
        self.needs(spec, !self.offer.reception_modes.is_empty());
    }

    /// What depends on several fields.
    fn settle(&mut self) {
        let publics = &self.offer.publics;
        if publics.len() > 1 && publics.contains(&Public::TousPublics) {
            self.problems.add("publics", "« Tous publics » va seul : décochez-le, ou décochez les autres.");
        }
        self.settle_address();
        if !(self.is_unchanged("zone") && self.is_unchanged("commune")) {
            self.take_zone();
        }
        let kind = self.offer.kind;
        // What a partner's directory calls the place of an offer, the search engine too: a form that never asks it knows.
        if kind == OfferKind::Workshop && self.offer.reception_modes.is_empty() {
            self.offer.reception_modes = vec![ReceptionMode::EnPresentiel];
        }
        let post = &mut self.offer.details.post;
        if let (None, Some(trade)) = (&post.rome, &post.trade)
            && matches!(kind, OfferKind::Workshop | OfferKind::TemporaryWork)
            && self.typed.some("rome").is_none()
        {
            post.rome = rome_of_trade(trade, self.ground);
        }
    }

    fn settle_address(&mut self) {
        let base = &self.base.address;
        let (street, extra) = (self.offer.address.street.take(), self.offer.address.extra.take());
        let unchanged = self.is_unchanged("commune");
        let known = |one: &Commune| base.code_insee.as_deref() == Some(&one.code);
        let same = base.street == street && (unchanged || self.commune.as_ref().is_some_and(known));
        let found = match &self.commune {
            // The exact point of an address that did not change is worth more than the middle of its commune.
            _ if same => base.clone(),
            Some(commune) => address_of(commune, self.typed.get("commune")),
            None if unchanged => Address { longitude: None, latitude: None, ..base.clone() },
            None => Address::default(),
        };
        self.offer.address = Address { street, extra, ..found };
    }

    fn take_zone(&mut self) {
        let choice = self.typed.get("zone");
        self.offer.zones = match zones_of(choice, self.commune.as_ref(), self.ground) {
            Some(zones) => zones,
            None if choice == "autre" => {
                let read = read_zones(self.typed.get("zone-autre"), self.ground);
                self.problems.keep("zone-autre", read).unwrap_or_default()
            }
            None => {
                self.problems.add("zone", "Écrivez d’abord la commune, ou choisissez une autre zone.");
                Vec::new()
            }
        };
    }

    fn missing(&mut self, spec: &Spec) {
        if spec.required {
            self.wrong(spec, format!("Il manque : {}.", lower_first(spec.label)));
        }
    }

    fn needs(&mut self, spec: &Spec, there: bool) {
        if !there {
            self.missing(spec);
        }
    }

    fn fits(&mut self, spec: &Spec, count: usize, max: usize) -> bool {
        if count > max {
            self.wrong(
                spec,
                format!("{} : c’est trop long ({count} caractères). Gardez-en {max} au plus.", spec.label),
            );
        }
        count <= max
    }

    fn wrong(&mut self, spec: &Spec, sentence: impl ToString) {
        self.problems.add(spec.name, sentence);
    }
}

fn address_of(commune: &Commune, typed: &str) -> Address {
    let said = commune.postal_codes.iter().find(|code| typed.contains(code.as_str()));
    let first = commune.postal_codes.first().filter(|_| !commune.is_divided());
    // The double that is written like the single.
    let exact = |degrees: f32| degrees.to_string().parse().ok();
    Address {
        street: None,
        extra: None,
        postal_code: said.or(first).cloned(),
        commune: Some(commune.name.clone()),
        code_insee: Some(commune.code.clone()),
        longitude: exact(commune.longitude),
        latitude: exact(commune.latitude),
    }
}
