//! Ids by number, in one text: a million of them in the room of a third as many strings.

/// Ids in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    /// Adds an id; answers its number.
    pub fn push(&mut self, id: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
        number
    }

    /// The id of a number; empty for one that was never given.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.text.get(start..*end as usize)).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The numbers that are in use, in the order of their ids, and the place of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    numbers: Vec<u32>,
    ranks: Vec<u32>,
}

impl Order {
    /// Sorts the numbers in use. Quick where most of them stand as they stood before.
    pub fn sort(&mut self, names: &Names, used: impl Fn(u32) -> bool) {
        let stood = |number: &u32| self.ranks.get(*number as usize).is_some_and(|rank| *rank != u32::MAX);
        let new: Vec<u32> =
            (0..names.len() as u32).filter(|number| used(*number) && !stood(number)).collect();
        self.numbers.retain(|number| used(*number));
        self.numbers.extend(new);
        self.numbers.sort_by(|a, b| names.get(*a).cmp(names.get(*b)));
        self.ranks = vec![u32::MAX; names.len()];
        for (rank, number) in (0..).zip(&self.numbers) {
            self.ranks[*number as usize] = rank;
        }
    }

    /// The numbers in use, by id.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The number at a place.
    pub fn at(&self, rank: u32) -> u32 {
        self.numbers[rank as usize]
    }

    /// The place of a number in use.
    pub fn rank(&self, number: u32) -> u32 {
        self.ranks[number as usize]
    }

    /// The number of an id.
    pub fn find(&self, names: &Names, id: &str) -> Option<u32> {
        let at = self.numbers.binary_search_by(|number| names.get(*number).cmp(id)).ok()?;
        Some(self.numbers[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_by_number_and_numbers_by_id() {
        let (mut names, mut order) = (Names::default(), Order::default());
        for id in ["dora--b", "", "dora--a", "é"] {
            names.push(id);
        }
        order.sort(&names, |_| true);
        assert_eq!(order.numbers(), [1, 2, 0, 3]);
        assert_eq!((order.rank(0), order.at(2), names.get(0)), (2, 0, "dora--b"));
        assert_eq!((order.find(&names, "dora--a"), order.find(&names, "dora--c")), (Some(2), None));
        names.push("dora--ab");
        order.sort(&names, |number| number != 2);
        assert_eq!(order.numbers(), [1, 4, 0, 3]);
        assert_eq!(order.find(&names, "dora--a"), None);
        assert_eq!(names.get(99), "");
    }
}
