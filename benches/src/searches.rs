//! A thousand searches, always the same, in seven classes; places are drawn as often as people live there.

use premier_pas::domain::filter::Filter;
use premier_pas::domain::query::Search;
use premier_pas::search::gazetteer::Gazetteer;

/// What a search asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    NearTheme,
    TwoWords,
    Typo,
    Prefix,
    CommonWord,
    NoFilter,
    Everything,
}

impl Class {
    /// Every class, with how many searches of the thousand are of it.
    pub const ALL: [(Self, u64); 7] = [
        (Self::NearTheme, 250),
        (Self::TwoWords, 150),
        (Self::Typo, 100),
        (Self::Prefix, 150),
        (Self::CommonWord, 50),
        (Self::NoFilter, 50),
        (Self::Everything, 250),
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::NearTheme => "near + theme",
            Self::TwoWords => "two words",
            Self::Typo => "a typo",
            Self::Prefix => "a prefix",
            Self::CommonWord => "the most common word",
            Self::NoFilter => "no filter at all",
            Self::Everything => "everything together",
        }
    }
}

const TWO_WORDS: [&str; 15] = [
    "permis conduire",
    "atelier bois",
    "aide logement",
    "garde enfants",
    "cours francais",
    "chantier maraichage",
    "cuisine collective",
    "agent proprete",
    "formation soudure",
    "velo reparation",
    "entretien embauche",
    "espaces verts",
    "aide alimentaire",
    "ordinateur debutant",
    "preparation commandes",
];
const TYPOS: [&str; 10] = [
    "menuiseire",
    "maconerie",
    "jardinnage",
    "soudrue",
    "couturre",
    "logemnt",
    "aprentissage",
    "numerqiue",
    "cuisne",
    "entretein",
];
const PREFIXES: [&str; 10] = ["menui", "maço", "jard", "soud", "cout", "log", "per", "infor", "ali", "form"];
/// The word that most generated offers hold.
const COMMON: &str = "accompagnement";
const WORDS: [&str; 10] = [
    "permis",
    "menuiserie",
    "soudure",
    "jardin",
    "cuisine",
    "couture",
    "velo",
    "numerique",
    "francais",
    "logement",
];

/// The searches, class after class.
pub fn searches(gazetteer: &Gazetteer) -> Vec<(Class, Search)> {
    let mut draw = Draw { state: 1 };
    let people: u64 = gazetteer.communes().iter().map(|commune| u64::from(commune.population)).sum();
    let mut place = move || {
        let mut at = draw.below(people);
        let lives = |population: u64| match at < population {
            true => true,
            false => {
                at -= population;
                false
            }
        };
        let mut lives = lives;
        let found = gazetteer.communes().iter().find(|commune| lives(u64::from(commune.population)));
        found.map(|commune| commune.code.clone()).unwrap_or_default()
    };
    let themes: Vec<&str> = Filter::all()
        .iter()
        .filter(|filter| filter.group().name() == "theme")
        .map(|filter| filter.code())
        .collect();
    let pick = |from: &[&'static str], n: u64| from[n as usize % from.len()];
    let mut query = |class: Class, n: u64| match class {
        Class::NearTheme => format!("lieu={}&theme={}", place(), themes[n as usize % themes.len()]),
        Class::TwoWords if n % 2 == 0 => format!("q={}", pick(&TWO_WORDS, n / 2)),
        Class::TwoWords => format!("lieu={}&q={}", place(), pick(&TWO_WORDS, n / 2)),
        Class::Typo => format!("q={}", pick(&TYPOS, n)),
        Class::Prefix => format!("q={}", pick(&PREFIXES, n)),
        Class::CommonWord if n % 2 == 0 => format!("q={COMMON}&page={}", 1 + n / 10),
        Class::CommonWord => format!("lieu={}&q={COMMON}", place()),
        Class::NoFilter => format!("page={}", 1 + n),
        Class::Everything => format!(
            "lieu={}&rayon=50&q={}&theme={}&gratuit=oui&public=jeunes&demande=oui&tri=debut",
            place(),
            pick(&WORDS, n),
            themes[(n as usize * 7) % themes.len()],
        ),
    };
    Class::ALL
        .into_iter()
        .flat_map(|(class, count)| (0..count).map(move |n| (class, n)))
        .map(|(class, n)| (class, Search::from_query(&query(class, n)).0))
        .collect()
}

/// The same numbers everywhere: a linear congruential generator (Knuth, MMIX).
struct Draw {
    state: u64,
}

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 16) % end.max(1)
    }
}
