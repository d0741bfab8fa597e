//! From what was typed to an offer, or to every problem at once.

use super::rows::{read_opening, read_sessions, read_steps};
use super::{Ground, Shape, Spec, form};
use crate::domain::contact::Address;
use crate::domain::field::Email;
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::{Offer, OfferKind, Rome, certification};
use crate::domain::taxonomy::{Entry, Public, ReceptionMode};
use crate::domain::territory::Commune;

/// Who proposes a person where a training does not say who.
const COUNSELLOR: &str = "un conseiller de France Travail, de la mission locale ou de Cap emploi";
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
    let mut reading =
        Reading { typed, ground, offer: base.clone(), problems: Problems::default(), commune: None };
    let fields = form::fields(base.kind);
    for spec in &fields {
        reading.take(spec);
    }
    reading.settle(base, fields.iter().any(|spec| matches!(spec.shape, Shape::Zone)));
    (reading.offer, reading.problems)
}

struct Reading<'a> {
    typed: &'a Typed,
    ground: &'a dyn Ground,
    offer: Offer,
    problems: Problems,
    commune: Option<Commune>,
}

impl Reading<'_> {
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
                    self.wrong(spec, format!("{} : écrivez {min} caractères au moins.", spec.label));
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
                    self.wrong(spec, format!("{} : {most} lignes au plus.", spec.label));
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
                    self.wrong(spec, format!("{} : écrivez un nombre entre {min} et {max}.", spec.label));
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
                    self.wrong(spec, format!("{} : choisissez une réponse de la liste.", spec.label));
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
                    self.wrong(spec, "Cette adresse e-mail est incomplète. Exemple : contact@exemple.fr.");
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
                    self.wrong(spec, "Copiez l’adresse entière de la page : https://…");
                }
                *place(&mut self.offer) = link;
            }
            Shape::Rome => {
                let rome = Rome::parse(&text);
                if rome.is_none() && !blank {
                    self.wrong(spec, "Un code ROME a une lettre et 4 chiffres, par exemple A1203.");
                }
                self.offer.details.post.rome = rome;
            }
            Shape::Certification => {
                let code = certification(&text);
                if code.is_none() && !blank {
                    self.wrong(spec, "Un code s’écrit RNCP ou RS, puis des chiffres : RNCP37274.");
                }
                self.offer.details.course.certification = code;
            }
            Shape::Commune => self.take_commune(spec, &text),
            Shape::Reception => self.take_reception(spec, &text),
            // Read once the commune is known.
            Shape::Zone => {}
            Shape::Sessions => self.offer.sessions = read_sessions(self.typed, &mut self.problems),
            Shape::Opening => {
                self.offer.opening_hours = read_opening(self.typed, self.ground, &mut self.problems);
            }
            Shape::Steps => self.offer.details.steps = read_steps(self.typed, &mut self.problems),
        }
    }

    fn take_commune(&mut self, spec: &Spec, text: &str) {
        let remote = self.typed.get("accueil") == "a-distance";
        self.commune = (!text.is_empty()).then(|| self.ground.commune(text)).flatten();
        if text.is_empty() {
            self.needs(spec, remote);
        } else if self.commune.is_none() {
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
    fn settle(&mut self, base: &Offer, zoned: bool) {
        let publics = &self.offer.publics;
        if publics.len() > 1 && publics.contains(&Public::TousPublics) {
            self.problems.add("publics", "« Tous publics » va seul : décochez-le, ou décochez les autres.");
        }
        let (street, extra) = (self.offer.address.street.take(), self.offer.address.extra.take());
        let same = base.address.street == street
            && self.commune.as_ref().is_some_and(|one| base.address.code_insee.as_deref() == Some(&one.code));
        let found = match &self.commune {
            // The exact point of an address that did not change is worth more than the middle of its commune.
            Some(_) if same => base.address.clone(),
            Some(commune) => address_of(commune, self.typed.get("commune")),
            None => Address::default(),
        };
        self.offer.address = Address { street, extra, ..found };
        if self.offer.details.course.entry == Some(Entry::Prescription)
            && self.offer.plain.proposed_by.is_none()
        {
            self.offer.plain.proposed_by = Some(COUNSELLOR.to_owned());
        }
        if zoned {
            self.take_zone();
        }
        // What a partner's directory calls the place of an offer, the search engine too: a form that never asks it knows.
        if self.offer.kind == OfferKind::Workshop {
            self.offer.reception_modes = vec![ReceptionMode::EnPresentiel];
        }
    }

    fn take_zone(&mut self) {
        let choice = self.typed.get("zone");
        let zones = match zones_of(choice, self.commune.as_ref(), self.ground) {
            Some(zones) => zones,
            None if choice == "autre" => {
                let codes = self.typed.get("zone-autre");
                let split = codes.split(|c: char| c.is_whitespace() || ",;".contains(c));
                let codes: Vec<String> = split.filter(|code| !code.is_empty()).map(str::to_owned).collect();
                if codes.is_empty() || !codes.iter().all(|code| is_zone(code)) {
                    self.problems.add(
                        "zone-autre",
                        "Écrivez des codes de communes, de départements ou d’intercommunalités, avec un espace entre eux.",
                    );
                }
                codes
            }
            None => {
                self.problems.add("zone", "Écrivez d’abord la commune, ou choisissez une autre zone.");
                Vec::new()
            }
        };
        self.offer.zones = zones;
    }

    fn missing(&mut self, spec: &Spec) {
        if spec.required {
            self.wrong(spec, format!("Il manque : {}.", form::lower_first(spec.label)));
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
                format!("{} : c’est trop long ({count} caractères). Gardez-en {max} au plus.", spec.label),
            );
        }
        count <= max
    }

    fn wrong(&mut self, spec: &Spec, sentence: impl ToString) {
        self.problems.add(spec.name, sentence);
    }
}

/// The zones of a choice; nothing where it is none, or needs a commune that is not known.
pub(super) fn zones_of(choice: &str, commune: Option<&Commune>, ground: &dyn Ground) -> Option<Vec<String>> {
    match choice {
        "" => Some(Vec::new()),
        "france" => Some(vec!["france".to_owned()]),
        "commune" => commune.map(|one| vec![one.code.clone()]),
        "epci" => commune.and_then(|one| one.epci.clone()).map(|epci| vec![epci]),
        "departement" => commune.map(|one| vec![one.departement.clone()]),
        // "75" is Paris, and never Nouvelle-Aquitaine: a région is written as its départements.
        "region" => commune.map(|one| ground.departements_of(&one.region)).filter(|codes| !codes.is_empty()),
        _ => None,
    }
}

fn is_zone(code: &str) -> bool {
    let digits = code.bytes().skip(2).all(|byte| byte.is_ascii_digit())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code == "france" || (digits && matches!(code.len(), 2 | 3 | 5 | 9))
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

fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    text.trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ends_badly(name: &str) -> bool {
    name.ends_with('.') && !name.ends_with("etc.") && !name.ends_with("...")
}

fn read_hours(text: &str) -> Option<f32> {
    let text = text.to_lowercase().replace("heures", "").replace('h', "").replace(',', ".");
    let hours: f32 = text.trim().parse().ok()?;
    (0.0..=168.0).contains(&hours).then_some(hours)
}

/// A number in E.164, or a short one as it is.
pub(super) fn read_phone(text: &str) -> Option<String> {
    if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+.-()/".contains(c))) {
        return None;
    }
    let plus = text.starts_with('+');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.as_bytes() {
        [b'0', b'1'..=b'9', ..] if !plus && digits.len() == 10 => Some(
            crate::domain::field::Mobile::parse(&digits)
                .map_or_else(|_| format!("+33{}", &digits[1..]), |one| one.as_str().to_owned()),
        ),
        [b'3', ..] if !plus && digits.len() == 4 => Some(digits),
        _ if plus && (8..=15).contains(&digits.len()) => {
            Some(format!("+{}", digits.replacen("330", "33", usize::from(digits.starts_with("330")))))
        }
        _ => None,
    }
}

fn read_link(text: &str) -> Option<String> {
    let link = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
    (fits && link.len() <= 2_000 && !link.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)))
        .then_some(link)
}
