//! What is held of each structure, and which of them are records of one and the same.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use time::Date;

use super::names::{Names, Order};
use crate::domain::organisation::Organisation;
use crate::search::fold::fold;

/// A structure.
#[derive(Debug, Clone)]
pub(super) struct Structure {
    /// Its networks, as bits.
    pub networks: u128,
    /// When what it says was last true.
    pub updated_on: Date,
    /// Its commune.
    pub place: u32,
    /// Who produced it.
    pub source: u16,
    /// Whether it is published.
    live: bool,
    /// By what another record of it would be known; 0 is by nothing.
    marks: [u64; 2],
    /// The first of the records of it, itself among them.
    twin: Option<u32>,
}

/// Every structure, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Structures {
    pub names: Names,
    pub order: Order,
    rows: Vec<Structure>,
    /// The services of all, those of a structure together; and where those of each begin.
    services: Vec<u32>,
    starts: Vec<u32>,
    /// The records of those that have several, by the first of them.
    twins: HashMap<u32, Vec<u32>>,
}

impl Structures {
    /// Adds a structure, or what is new of it; answers its number.
    pub fn put(&mut self, organisation: &Organisation, source: u16, place: u32) -> u32 {
        let number = self.order.find(&self.names, &organisation.id).unwrap_or(self.rows.len() as u32);
        let row = Structure {
            networks: organisation.networks.iter().fold(0, |all, one| all | 1 << one.index()),
            updated_on: organisation.updated_on,
            place,
            source,
            live: true,
            marks: marks(organisation),
            twin: None,
        };
        match self.rows.get_mut(number as usize) {
            Some(held) => *held = row,
            None => {
                self.names.push(&organisation.id);
                self.rows.push(row);
            }
        }
        number
    }

    /// Takes a structure away, if it is there; answers who produced it. Its number stays its own.
    pub fn remove(&mut self, number: u32) -> Option<u16> {
        let row = self.rows.get_mut(number as usize).filter(|row| row.live)?;
        row.live = false;
        Some(row.source)
    }

    /// The services of a structure, by id.
    pub fn services(&self, number: u32) -> &[u32] {
        let at = |number: usize| self.starts.get(number).map_or(0, |start| *start as usize);
        &self.services[at(number as usize)..at(number as usize + 1)]
    }

    /// The structure of a number.
    pub fn get(&self, number: u32) -> &Structure {
        &self.rows[number as usize]
    }

    /// What stands for a structure and all other records of it; nothing where there is no other.
    pub fn twin(&self, number: u32) -> Option<u32> {
        self.get(number).twin
    }

    /// The other records of a structure, by id.
    pub fn twins(&self, number: u32) -> impl Iterator<Item = u32> {
        let all = self.twin(number).and_then(|first| self.twins.get(&first));
        all.into_iter().flatten().copied().filter(move |one| *one != number)
    }

    /// To be called after changes, with every service and its structure, by the id of the service.
    pub fn finish(&mut self, given: impl Iterator<Item = (u32, u32)> + Clone) {
        let rows = &self.rows;
        self.order.sort(&self.names, |number| rows[number as usize].live);
        self.find_twins();
        let mut ends = vec![0_u32; self.rows.len() + 1];
        given.clone().for_each(|(_, structure)| ends[structure as usize + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        self.starts.clone_from(&ends);
        self.services = vec![0; given.clone().count()];
        for (service, structure) in given {
            let next = &mut ends[structure as usize];
            self.services[*next as usize] = service;
            *next += 1;
        }
    }

    /// Two records are of one structure where two producers tell of the same establishment, or of the same name in the
    /// same commune. Where a producer itself has two of them, they are not one: its sites, or its departments.
    fn find_twins(&mut self) {
        let mut marked: HashMap<u64, Vec<u32>> = HashMap::new();
        for number in self.order.numbers() {
            for mark in self.get(*number).marks.into_iter().filter(|mark| *mark != 0) {
                marked.entry(mark).or_default().push(*number);
            }
        }
        let mut groups = Groups::default();
        for records in marked.values().filter(|records| records.len() > 1) {
            let mut sources: Vec<u16> = records.iter().map(|number| self.get(*number).source).collect();
            sources.sort_unstable();
            if sources.windows(2).all(|pair| pair[0] != pair[1]) {
                records.iter().for_each(|number| groups.join(records[0], *number));
            }
        }
        self.rows.iter_mut().for_each(|row| row.twin = None);
        self.twins.clear();
        for number in self.order.numbers() {
            if let Some(first) = groups.of(*number) {
                self.rows[*number as usize].twin = Some(first);
                self.twins.entry(first).or_default().push(*number);
            }
        }
    }
}

/// By what two records of one structure are known: its SIRET and its commune, its name and its commune.
fn marks(organisation: &Organisation) -> [u64; 2] {
    let mark = |what: &str, text: Option<&str>| {
        let (Some(text), Some(commune)) = (text, &organisation.address.code_insee) else { return 0 };
        let mut hasher = DefaultHasher::new();
        (what, text, commune).hash(&mut hasher);
        hasher.finish().max(1)
    };
    [mark("siret", organisation.siret.as_deref()), mark("name", Some(&fold(&organisation.name)))]
}

/// Numbers that belong together, each led by one of its group.
#[derive(Default)]
struct Groups(HashMap<u32, u32>);

impl Groups {
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.lead(one), self.lead(other));
        self.0.insert(one.max(other), one.min(other));
        self.0.insert(one.min(other), one.min(other));
    }

    fn lead(&self, mut number: u32) -> u32 {
        while let Some(next) = self.0.get(&number).filter(|next| **next != number) {
            number = *next;
        }
        number
    }

    /// The lead of a number that was joined.
    fn of(&self, number: u32) -> Option<u32> {
        self.0.contains_key(&number).then(|| self.lead(number))
    }
}
