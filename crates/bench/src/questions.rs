//! The questions, the same each time: what people of the made-up country ask.

use reach::{Profile, WeightedProfile, Whereabouts};
use vocabulary::Set;

use crate::country::Country;
use crate::numbers::{Numbers, Weighted};

/// How many questions are timed.
pub const QUESTIONS: usize = 1_000;
/// How many weighted needs what-if counts.
pub const WHAT_IF_NEEDS: usize = 100_000;
/// How far somebody can go, in kilometres.
const TRAVEL_KM: (f64, f64) = (8.0, 80.0);
/// How many kinds somebody cannot or chooses not to do, at most.
const CANNOT: usize = 6;
/// The share of people who say how they describe themselves.
const DESCRIBED: f64 = 0.3;
/// The seeds of the questions, and of what-if's needs.
const SEEDS: (u64, u64) = (0xa5c, 0x1f);
/// What-if's weights are whole numbers up to this, so that sums are exact.
const HEAVIEST: usize = 9;

/// So many questions, each of one need.
pub fn make(country: &Country, questions: usize) -> Vec<Profile> {
    let mut numbers = Numbers::new(SEEDS.0);
    (0..questions).map(|_| profile(country, &mut numbers)).collect()
}

/// So many needs with weights.
pub fn weighted(country: &Country, needs: usize) -> Vec<WeightedProfile> {
    let mut numbers = Numbers::new(SEEDS.1);
    let one = |_| {
        let profile = profile(country, &mut numbers);
        let weight = u32::try_from(numbers.whole(1, HEAVIEST)).unwrap_or(1);
        WeightedProfile { profile, weight: f64::from(weight) }
    };
    (0..needs).map(one).collect()
}

fn profile(country: &Country, numbers: &mut Numbers) -> Profile {
    let mut profile = Profile::of_needs([country.needs[country.need.draw(numbers)]]);
    profile.place = country.somewhere(numbers).1.map(Whereabouts::Point);
    profile.max_travel_km = Some(numbers.between(TRAVEL_KM.0, TRAVEL_KM.1));
    let languages = numbers.whole(1, 2);
    let languages = country.language.draw_several(numbers, languages);
    profile.languages = languages.into_iter().map(|at| country.languages[at]).collect();
    if numbers.chance(DESCRIBED) {
        let any = Weighted::new(country.populations.iter().map(|_| 1.0));
        let populations = numbers.whole(1, 2);
        let populations = any.draw_several(numbers, populations);
        profile.populations = populations.into_iter().map(|at| country.populations[at]).collect();
    }
    let any = Weighted::new(country.kinds.iter().map(|_| 1.0));
    let cannot = numbers.whole(0, CANNOT);
    let cannot = any.draw_several(numbers, cannot);
    profile.cannot = cannot.into_iter().map(|at| country.kinds[at].0).collect::<Set<_>>();
    profile
}
