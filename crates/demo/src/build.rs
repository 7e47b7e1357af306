//! From the rows of `data/` to a directory.

mod agency;
mod areas;
mod asks;
mod audience;
mod capacity;
mod day;
mod hours;
mod offers;
mod phones;
mod service;
mod text;

use std::collections::BTreeMap;

use jiff::civil::Date;
use network::Directory;
use network::import::set_sensitive_aside;

use self::agency::{Office, office};
use self::phones::Numbers;
use self::text::Turns;
use crate::data::data;

/// The made-up network as it stands on this day: dates of confirmation and counts are so many days before it.
/// The same day always gives the same directory.
pub fn directory(today: Date) -> Directory {
    let data = data();
    let mut numbers: BTreeMap<&str, Numbers> =
        data.sites.iter().map(|site| (site.code.as_str(), Numbers::of(&site.area_codes))).collect();
    let mut turns = Turns::default();
    let mut directory = Directory::default();
    for row in &data.agencies {
        let town = data.town(&row.town);
        let Some(numbers) = numbers.get_mut(town.site.as_str()) else { continue };
        let Office { agency, places } = office(row, data, numbers);
        for (index, service_row) in row.services.iter().enumerate() {
            let context = service::Context { data, row, agency: &agency, places: &places, today };
            directory.services.push(service::service(&context, service_row, index, numbers, &mut turns));
        }
        directory.agencies.push(agency);
        directory.places.extend(places);
    }
    // As what an import brings goes into a store.
    set_sensitive_aside(&mut directory);
    directory
}
