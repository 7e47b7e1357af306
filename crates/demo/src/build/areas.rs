//! Where people must live or be.

use network::Area;

use crate::data::{AreaRow, ServiceRow, TypeRow, word};
use crate::random::Random;
use crate::sites::{Site, Town};

/// The areas of a service. Agencies put a county in many ways, unless the row is plain about it.
pub(super) fn areas(
    row: &ServiceRow,
    kind: &TypeRow,
    area: AreaRow,
    site: &Site,
    town: &Town,
    random: &mut Random,
) -> Vec<Area> {
    let daily = kind.needs.contains(word("community-and-belonging"));
    let plain = row.confirmed_days.is_some() || row.area.is_some();
    match area {
        AreaRow::Any if random.percent(50) => vec![Area::Country("US".into())],
        AreaRow::Any => Vec::new(),
        AreaRow::Site => site.counties.iter().map(|county| Area::County(county.into())).collect(),
        AreaRow::State => vec![Area::State(town.state.clone())],
        AreaRow::County if plain => vec![Area::County(town.county())],
        AreaRow::County => match random.between(0, 99) {
            // Circles and words leave open whether somebody's county is meant, so that one must ask: a few.
            0..20 if daily => {
                town.point().map(|center| Area::Circle { center, km: 40.0 }).into_iter().collect()
            }
            20..35 if daily => vec![Area::Described(format!("{} and the country around it", town.name))],
            35..40 => vec![Area::City { name: town.name.clone(), state: Some(town.state.clone()) }],
            40..43 => vec![Area::PostalCode(town.postal_code.clone())],
            _ => vec![Area::County(town.county())],
        },
    }
}
