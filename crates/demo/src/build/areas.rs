//! Where people must live or be.

use network::Area;

use crate::data::{AreaRow, ServiceRow};
use crate::random::Random;
use crate::sites::{Site, Town};

/// The areas of a service. Agencies put a county in many ways, unless the row is plain about it.
pub(super) fn areas(
    row: &ServiceRow,
    area: AreaRow,
    site: &Site,
    town: &Town,
    random: &mut Random,
) -> Vec<Area> {
    let plain = row.confirmed_days.is_some() || row.area.is_some();
    match area {
        AreaRow::Any if random.percent(50) => vec![Area::Country("US".into())],
        AreaRow::Any => Vec::new(),
        AreaRow::Site => site.counties.iter().map(|county| Area::County(county.into())).collect(),
        AreaRow::State => vec![Area::State(town.state.clone())],
        AreaRow::County if plain => vec![Area::County(town.county())],
        AreaRow::County => match random.between(0, 99) {
            0..5 => town.point().map(|center| Area::Circle { center, km: 40.0 }).into_iter().collect(),
            5..9 => vec![Area::City { name: town.name.clone(), state: Some(town.state.clone()) }],
            9..12 => vec![Area::PostalCode(town.postal_code.clone())],
            12..16 => vec![Area::Described(format!("{} and the country around it", town.name))],
            16..21 => Vec::new(),
            _ => vec![Area::County(town.county())],
        },
    }
}
