//! Directory and questions as the references take them: everything that `reach` weighs, worked out beforehand as
//! bits and numbers, so that a database has nothing to do but search.

use std::collections::HashMap;

use network::{AgencyId, Directory, Group, PlaceId, Point};
use reach::{Profile, Whereabouts};
use vocabulary::{AudienceRule, Kind, Language, Population, Set, Word};

use crate::country::Country;

/// The Earth's mean radius in kilometres (IUGG), as in `network`.
pub const EARTH_KM: f64 = 6371.0088;

/// One service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// Its index, in the order of agencies' and services' ids; `reach` counts alike.
    pub service: u32,
    /// Its agency's index.
    pub agency: u32,
    /// Where it stands when all are ordered by name.
    pub rank: u32,
    /// The needs that it meets, as bits of their indexes.
    pub needs: u64,
    /// What it asks of everyone, as bits of the kinds' indexes.
    pub asks: u64,
    /// Languages, as bits of their indexes in the country's list.
    pub speaks: u64,
    /// The populations that it is for, as bits of their indexes in the country's list; 0: of anyone.
    pub welcomes: u32,
    /// The bit of the word under which what-if counts its audience rule.
    pub counted_as: u64,
    /// Where it is, in degrees.
    pub point: Point,
    /// Where it is, on the unit sphere.
    pub unit: [f64; 3],
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Its place among all questions.
    pub id: u32,
    /// The need's index.
    pub need: u32,
    /// Where the person is, in degrees.
    pub point: Point,
    /// Where the person is, on the unit sphere.
    pub unit: [f64; 3],
    /// How far they can go.
    pub km: f64,
    /// The square of the chord that is as long, on the unit sphere.
    pub chord2: f64,
    /// Languages, as bits.
    pub speaks: u64,
    /// The populations that they may be: all but those that what they said rules out.
    pub may_be: u32,
    /// What they cannot or choose not to do, as bits of kinds.
    pub cannot: u64,
}

/// The bit of the language rule in what-if's masks.
pub fn language_bit() -> u64 {
    rule_bit(AudienceRule::LANGUAGE)
}

/// The bit of an audience rule in what-if's masks: they stand above the kinds.
pub fn rule_bit(rule: AudienceRule) -> u64 {
    1 << (Kind::count() + rule.index())
}

/// A distance in kilometres from the square of a chord of the unit sphere, as `network::km_between` has it.
pub fn km_of(chord2: f64) -> f64 {
    2.0 * (chord2.sqrt() / 2.0).min(1.0).asin() * EARTH_KM
}

fn chord2_of(km: f64) -> f64 {
    let chord = 2.0 * (km / EARTH_KM / 2.0).sin();
    chord * chord
}

/// The services of a directory that was made here, in the order of their ids. Those without a point are left out.
pub fn of_directory(country: &Country, directory: &Directory) -> Vec<Fact> {
    let agencies: HashMap<_, _> =
        directory.agencies.iter().zip(0..).map(|(agency, at)| (&agency.id, at)).collect();
    let places = directory.places.iter().map(|place| ((&place.agency, &place.id), place.point));
    let points: HashMap<(&AgencyId, &PlaceId), Option<Point>> = places.collect();
    let mut order: Vec<usize> = (0..directory.services.len()).collect();
    order.sort_by(|a, b| directory.services[*a].name.cmp(&directory.services[*b].name));
    let mut ranks = vec![0_u32; order.len()];
    for (service, rank) in order.into_iter().zip(0..) {
        ranks[service] = rank;
    }
    let bits = Bits::of(country);
    let services = directory.services.iter().zip(ranks).zip(0..);
    services
        .filter_map(|((service, rank), at)| {
            let point = service.places.first().and_then(|id| *points.get(&(&service.agency, id))?)?;
            let rule = service.audience.first();
            Some(Fact {
                service: at,
                agency: agencies.get(&service.agency).copied()?,
                rank,
                needs: mask(service.needs),
                asks: service.requirements.iter().fold(0, |all, asked| all | 1 << asked.kind.index()),
                speaks: bits.languages(service.languages),
                welcomes: rule.map_or(0, |rule| bits.groups(&rule.any_of)),
                counted_as: rule.map_or(0, |rule| rule_bit(rule.counted_as())),
                point,
                unit: point.unit(),
            })
        })
        .collect()
}

/// The questions that were made here; one that is not about a point is left out.
pub fn of_profiles<'p>(country: &Country, profiles: impl IntoIterator<Item = &'p Profile>) -> Vec<Asked> {
    let bits = Bits::of(country);
    let asked = profiles.into_iter().zip(0..).filter_map(|(profile, id)| {
        let Some(Whereabouts::Point(point)) = profile.place else { return None };
        let km = profile.max_travel_km?;
        Some(Asked {
            id,
            need: u32::try_from(profile.needs.first()?.index()).ok()?,
            point,
            unit: point.unit(),
            km,
            chord2: chord2_of(km),
            speaks: bits.languages(profile.languages),
            may_be: bits.may_be(profile.populations),
            cannot: mask(profile.cannot),
        })
    });
    asked.collect()
}

/// The bits of a set of fewer than 64 words.
fn mask<W: Word>(words: Set<W>) -> u64 {
    words.iter().fold(0, |all, word| all | 1 << word.index())
}

/// Which bit stands for what.
struct Bits<'c>(&'c Country);

impl<'c> Bits<'c> {
    fn of(country: &'c Country) -> Self {
        Self(country)
    }

    fn languages(&self, set: Set<Language>) -> u64 {
        let known = self.0.languages.iter().zip(0..);
        known.filter(|(language, _)| set.contains(**language)).fold(0, |all, (_, at): (_, u32)| all | 1 << at)
    }

    fn groups(&self, groups: &[Group]) -> u32 {
        let bit = |group: &Group| match group {
            Group::Population(population) => self.0.populations.iter().position(|known| known == population),
            Group::Aged { .. } => None,
        };
        groups.iter().filter_map(bit).fold(0, |all, at| all | 1 << at)
    }

    /// Naming one of an exclusive group rules out its others that are not named too.
    fn may_be(&self, are: Set<Population>) -> u32 {
        let ruled_out = |one: &Population| {
            !are.contains(*one)
                && are.iter().any(|named| named.exclusive_group() && named.group() == one.group())
        };
        let known = self.0.populations.iter().zip(0..);
        known.filter(|(one, _)| !ruled_out(one)).fold(0, |all, (_, at): (_, u32)| all | 1 << at)
    }
}

impl Fact {
    /// Everything that is in the way of a person who asks this, as what-if has it: nothing where they can reach it.
    /// Need and distance are not looked at.
    pub fn in_the_way(&self, asked: &Asked) -> u64 {
        let mut mask = self.asks & asked.cannot;
        if self.welcomes != 0 && self.welcomes & asked.may_be == 0 {
            mask |= self.counted_as;
        }
        if self.speaks & asked.speaks == 0 {
            mask |= language_bit();
        }
        mask
    }
}
