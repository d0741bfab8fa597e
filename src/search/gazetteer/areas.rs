//! Areas as people type them: "Pas-de-Calais", "62", "bretagne", "lens liévin", "agglo de Lens".

use std::cmp::Reverse;
use std::collections::HashMap;

use super::names::{Match, Name, Names, Typed};
use super::query::{canonical, is_code, without_small_words};
use super::tables::Territories;
use crate::domain::territory::{Area, AreaKind, Commune};
use crate::search::fold::{article, fold};

/// Régions that people call by their letters: the letters, and the INSEE code.
const LETTERS: [(&str, &str); 5] =
    [("paca", "93"), ("idf", "11"), ("hdf", "32"), ("aura", "84"), ("bfc", "27")];

/// What an EPCI is, as people write it and as its name begins.
const NATURES: [(&str, &str); 3] =
    [("communaute d agglomeration", "ca"), ("communaute de communes", "cc"), ("communaute urbaine", "cu")];

/// Most areas that a text is said to mean.
const FOUND: usize = 20;

/// An area, and the people in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Peopled {
    pub area: Area,
    pub people: u32,
    /// Position of the commune of it where most people live; none where the gazetteer holds none of it.
    pub main: Option<u32>,
}

/// Every EPCI, département and région.
pub(super) struct Areas {
    all: Vec<Peopled>,
    names: Names,
    /// The area of each name.
    named: Vec<u32>,
}

impl Areas {
    pub fn new(territories: &Territories, communes: &[Commune]) -> Self {
        let mut all: Vec<Peopled> =
            territories.areas().map(|area| Peopled { area, people: 0, main: None }).collect();
        let place: HashMap<_, _> =
            (0..).zip(&all).map(|(at, one)| ((one.area.kind, one.area.code.clone()), at)).collect();
        // The arrondissements of a city hold its people too.
        for (at, commune) in (0u32..).zip(communes).filter(|(_, commune)| !commune.is_quarter()) {
            let of = [
                (AreaKind::Departement, Some(&commune.departement)),
                (AreaKind::Region, Some(&commune.region)),
                (AreaKind::Epci, commune.epci.as_ref()),
            ];
            for (kind, code) in of {
                let Some(known) = code.and_then(|code| place.get(&(kind, code.clone()))) else { continue };
                let one: &mut Peopled = &mut all[*known];
                one.people += commune.population;
                let peopled = |main: u32| communes[main as usize].population;
                if one.main.is_none_or(|main| peopled(main) < commune.population) {
                    one.main = Some(at);
                }
            }
        }
        let mut names: Vec<Name> = all.iter().map(|one| name(&one.area)).collect();
        let mut named: Vec<u32> = (0..all.len() as u32).collect();
        for (letters, region) in LETTERS {
            let known = place.get(&(AreaKind::Region, region.to_owned()));
            names.extend(known.map(|_| Name { folded: letters.to_owned(), front: 0 }));
            named.extend(known.map(|at| *at as u32));
        }
        Self { names: Names::new(names.into_iter()), all, named }
    }

    /// The area of a code.
    pub fn get(&self, kind: AreaKind, code: &str) -> Option<&Peopled> {
        self.all.iter().find(|one| one.area.kind == kind && one.area.code == code)
    }

    /// The areas that a text may mean, each with how its name matches, the best first; with a slip where none matches
    /// without. A code alone means its département.
    pub fn find(&self, typed: &TypedArea) -> Vec<(Match, &Peopled)> {
        if let Some(code) = typed.bare_code() {
            let one = self.get(AreaKind::Departement, &code.to_ascii_uppercase());
            return one
                .filter(|one| typed.fits(&one.area))
                .map(|one| (Match::Whole, one))
                .into_iter()
                .collect();
        }
        if typed.name.is_empty() {
            return Vec::new();
        }
        // "CC Bresse Revermont 71" has a number in its name, "Nord (59)" has its own beside it.
        let mut found = self.called(&typed.with_codes, false);
        if !typed.codes.is_empty() {
            let beside = self.called(&typed.name, false);
            found.extend(beside.into_iter().filter(|(_, one)| typed.has_codes(&one.area)));
        }
        if found.is_empty() {
            found = self.called(&typed.name, true);
            found.retain(|(_, one)| typed.has_codes(&one.area));
        }
        found.retain(|(_, one)| typed.fits(&one.area));
        found.sort_by_key(|(kind, one)| {
            (kind.rank(), Reverse(one.people), one.area.kind != AreaKind::Departement, &one.area.code)
        });
        let mut kept: Vec<(Match, &Peopled)> = Vec::new();
        for (kind, one) in found {
            // La Réunion is a région of one département: the same people, told once.
            let same = |(_, other): &(Match, &Peopled)| {
                let land = one.area.kind != AreaKind::Epci && other.area.kind != AreaKind::Epci;
                other.area == one.area
                    || (land && other.area.name == one.area.name && other.people == one.people)
            };
            if !kept.iter().any(same) {
                kept.push((kind, one));
            }
            if kept.len() == FOUND {
                break;
            }
        }
        kept
    }

    /// The areas of a name, with or without a slip.
    fn called(&self, name: &str, slips: bool) -> Vec<(Match, &Peopled)> {
        let typed = [Typed::new(name)];
        let hits = if slips { self.names.find_slipping(&typed) } else { self.names.find(&typed, 0) };
        let area = |(kind, at): (Match, u32)| (kind, &self.all[self.named[at as usize] as usize]);
        hits.into_iter().map(area).collect()
    }
}

/// What an area is found by: its name, without what it is or its article in front.
fn name(area: &Area) -> Name {
    let folded = canonical(&fold(&area.name));
    let nature = match folded.split_once(' ') {
        Some((nature @ ("ca" | "cc" | "cu" | "metropole" | "eurometropole"), _)) => nature.len() + 1,
        _ => return Name { front: article(&folded), folded },
    };
    let front = folded.len() - without_small_words(&folded[nature..]).len();
    Name { front, folded }
}

/// A typed text, taken apart.
#[derive(Debug, Default, PartialEq)]
pub(super) struct TypedArea {
    /// Which sort, where it says so.
    kind: Option<AreaKind>,
    /// The words, without the codes and with them.
    name: String,
    with_codes: String,
    codes: Vec<String>,
}

impl TypedArea {
    pub fn parse(text: &str) -> Self {
        // The longest name has 74 letters: what is longer is not one, and must not cost more.
        let text: String = text.chars().take(120).collect();
        let mut folded = fold(&text);
        for (long, short) in NATURES {
            if let Some(rest) = folded.strip_prefix(long) {
                folded = format!("{short}{rest}");
            }
        }
        let mut typed = Self::default();
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if let Some(kind) = words.last().and_then(|last| sort(last)).filter(|_| words.len() > 1) {
            typed.kind = Some(kind);
            words.pop();
        } else if let Some(kind) = words.first().and_then(|first| sort(first)).filter(|_| words.len() > 1) {
            typed.kind = Some(kind);
            words.remove(0);
        }
        let plain = |words: &[&str]| {
            let name = words.join(" ");
            canonical(if typed.kind.is_some() { without_small_words(&name) } else { &name })
        };
        typed.with_codes = plain(&words);
        let (codes, words): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| is_code(word));
        typed.name = plain(&words);
        typed.codes = codes.into_iter().map(str::to_owned).collect();
        typed
    }

    /// The code, where nothing else was typed.
    pub fn bare_code(&self) -> Option<&str> {
        match self.codes.as_slice() {
            [code] if self.name.is_empty() => Some(code),
            _ => None,
        }
    }

    /// Whether it says which sort of area it means.
    pub fn says_which(&self) -> bool {
        self.kind.is_some()
    }

    fn fits(&self, area: &Area) -> bool {
        self.kind.is_none_or(|kind| kind == area.kind)
    }

    fn has_codes(&self, area: &Area) -> bool {
        let code = |code: &String| area.kind == AreaKind::Departement && area.code.eq_ignore_ascii_case(code);
        self.codes.iter().all(code)
    }
}

/// The sort of area that a word names.
fn sort(word: &str) -> Option<AreaKind> {
    match word {
        "departement" => Some(AreaKind::Departement),
        "region" => Some(AreaKind::Region),
        "intercommunalite" | "agglomeration" | "agglo" | "epci" => Some(AreaKind::Epci),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<AreaKind>, String) {
        let typed = TypedArea::parse(text);
        (typed.kind, typed.name)
    }

    #[test]
    fn the_sort_leaves_the_name() {
        let departement = Some(AreaKind::Departement);
        assert_eq!(parse("Pas-de-Calais (département)"), (departement, "pas de calais".into()));
        assert_eq!(parse("département du Pas-de-Calais"), (departement, "pas de calais".into()));
        assert_eq!(parse("région de la Réunion"), (Some(AreaKind::Region), "reunion".into()));
        assert_eq!(parse("agglo de Lens"), (Some(AreaKind::Epci), "lens".into()));
        assert_eq!(parse("communauté d’agglomération de Lens"), (None, "ca de lens".into()));
        assert_eq!(parse("région"), (None, "region".into()));
        assert_eq!(TypedArea::parse("Nord (59)").codes, ["59"]);
    }

    #[test]
    fn what_it_is_may_be_left_out() {
        let front = |name: &str| {
            let made = super::name(&Area { kind: AreaKind::Epci, code: String::new(), name: name.into() });
            made.folded[made.front..].to_owned()
        };
        assert_eq!(front("CA de Lens - Liévin"), "lens lievin");
        assert_eq!(front("CC de l'Oriente"), "oriente");
        assert_eq!(front("CC Le Grésivaudan"), "gresivaudan");
        assert_eq!(front("La Réunion"), "reunion");
        assert_eq!(front("Nantes Métropole"), "nantes metropole");
    }
}
