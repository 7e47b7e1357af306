//! A made-up country: its towns, and which words of the vocabulary are used in it how often.

use network::Point;
use vocabulary::{Kind, Language, Need, Population, Word};

use crate::numbers::{Numbers, Weighted};

/// How many towns there are.
pub const TOWNS: usize = 400;
/// How many needs at most; the vocabulary may have fewer.
pub const NEEDS: usize = 60;
/// How many requirement kinds.
pub const KINDS: usize = 38;
/// How many languages.
pub const LANGUAGES: usize = 40;
/// The populations that audience rules and questions name.
pub const POPULATIONS: [&str; 12] = [
    "women",
    "men",
    "transgender",
    "nonbinary",
    "sex-trafficking",
    "labor-trafficking",
    "domestic-violence",
    "sexual-assault",
    "lgbtq",
    "families-with-children",
    "immigrants",
    "veterans",
];

/// The share of services that ask the commonest kind, and of those that ask the rarest.
const PREVALENCE: (f64, f64) = (0.45, 0.01);
/// Kinds that depend on who comes along, which no question here says.
const OF_A_HOUSEHOLD: [&str; 4] = ["age-limit-children", "no-children", "no-pets", "no-partner"];
/// Degrees north and east: an area of about 4,000 by 1,800 kilometres.
const AREA: [(f64, f64); 2] = [(31.0, 47.0), (-120.0, -76.0)];
/// How far from the middle of its town a place is: the deviation along each axis, in kilometres.
const SPREAD_KM: f64 = 6.0;
/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.195;
/// The seed of the towns.
const SEED: u64 = 0x7035;

const BEGINNINGS: [&str; 20] = [
    "Ash", "Birch", "Cedar", "Elm", "Fern", "Glen", "Hazel", "Iron", "Juniper", "Lake", "Maple", "North",
    "Oak", "Pine", "Red", "Spring", "Stone", "Timber", "West", "Willow",
];
const ENDINGS: [&str; 20] = [
    "bend", "bridge", "brook", "burg", "bury", "crest", "dale", "field", "ford", "gate", "grove", "haven",
    "hill", "land", "mere", "mill", "port", "ridge", "ton", "wood",
];

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// What it is called.
    pub name: String,
    /// Its postal code.
    pub postal_code: String,
    /// Its middle.
    pub latitude: f64,
    /// Its middle.
    pub longitude: f64,
}

/// The country: towns and words, and how often each is drawn.
#[derive(Debug)]
pub struct Country {
    /// The largest first.
    pub towns: Vec<Town>,
    pub(crate) town: Weighted,
    /// The commonest first.
    pub needs: Vec<Need>,
    pub(crate) need: Weighted,
    /// The commonest first.
    pub languages: Vec<Language>,
    pub(crate) language: Weighted,
    /// Requirement kinds, with the share of services that ask each.
    pub kinds: Vec<(Kind, f64)>,
    /// In the order of [`POPULATIONS`].
    pub populations: Vec<Population>,
}

impl Country {
    /// The one country: it is the same each time.
    pub fn new() -> Self {
        let needs: Vec<Need> = Need::all().take(NEEDS).collect();
        let mild = |at: usize| 1.5 - share_of(at, needs.len());
        let languages: Vec<Language> = Language::all().take(LANGUAGES).collect();
        let kinds = Kind::all().filter(|kind| !OF_A_HOUSEHOLD.contains(&kind.code())).take(KINDS);
        Self {
            towns: towns(),
            town: Weighted::zipf(TOWNS),
            need: Weighted::new((0..needs.len()).map(mild)),
            needs,
            language: Weighted::zipf(languages.len()),
            languages,
            kinds: kinds.enumerate().map(|(at, kind)| (kind, prevalence(at))).collect(),
            populations: POPULATIONS.iter().filter_map(|code| Population::from_code(code).ok()).collect(),
        }
    }

    /// Somewhere in or about a town that is drawn by its size.
    pub(crate) fn somewhere(&self, numbers: &mut Numbers) -> (&Town, Option<Point>) {
        let town = &self.towns[self.town.draw(numbers)];
        let (north, east) = (numbers.normal() * SPREAD_KM, numbers.normal() * SPREAD_KM);
        let latitude = town.latitude + north / DEGREE_KM;
        let longitude = town.longitude + east / (DEGREE_KM * town.latitude.to_radians().cos());
        (town, Point::new(latitude, longitude))
    }
}

impl Default for Country {
    fn default() -> Self {
        Self::new()
    }
}

/// From 0 for the first to 1 for the last.
#[expect(clippy::cast_precision_loss, reason = "a few hundred things")]
fn share_of(at: usize, things: usize) -> f64 {
    at as f64 / (things - 1).max(1) as f64
}

/// Geometric, from the commonest kind to the rarest.
fn prevalence(at: usize) -> f64 {
    let (most, least) = PREVALENCE;
    most * (least / most).powf(share_of(at, KINDS))
}

fn towns() -> Vec<Town> {
    let mut numbers = Numbers::new(SEED);
    let [north, east] = AREA;
    let names = ENDINGS.iter().flat_map(|end| BEGINNINGS.iter().map(move |begin| format!("{begin}{end}")));
    let towns = names.take(TOWNS).enumerate().map(|(at, name)| Town {
        name,
        postal_code: format!("{:05}", 10_000 + at),
        latitude: numbers.between(north.0, north.1),
        longitude: numbers.between(east.0, east.1),
    });
    towns.collect()
}
