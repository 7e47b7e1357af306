//! The time zone of most of a directory: whose day is today.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use network::{Directory, Schedule, Service};
use reach::Snapshot;

/// The time zones that a directory tells of.
#[derive(Clone, Default)]
pub(crate) struct Zones {
    /// That of most places, if any says: no service changes it.
    of_places: Option<TimeZone>,
    names: Vec<String>,
    /// Per service (by its index in the snapshot): one more than the index of its name; 0 where it says none.
    of_services: Vec<u16>,
}

impl Zones {
    /// Of a directory and its snapshot.
    pub(crate) fn of(directory: &Directory, snapshot: &Snapshot) -> Self {
        let said = directory.places.iter().filter_map(|place| said(&place.schedule)).map(|name| (name, 1));
        let mut zones = Self { of_places: most_common(said), ..Self::default() };
        zones.of_services.resize(snapshot.slots(), 0);
        for service in &directory.services {
            zones.set(snapshot, service);
        }
        zones
    }

    /// The same after services have changed: those that went stood at these indexes in the snapshot before.
    pub(crate) fn with_changes<'a>(
        &self,
        snapshot: &Snapshot,
        gone: impl Iterator<Item = usize>,
        now: impl Iterator<Item = &'a Service>,
    ) -> Self {
        let mut zones = self.clone();
        zones.of_services.resize(snapshot.slots(), 0);
        for at in gone {
            zones.put(at, 0);
        }
        now.for_each(|service| zones.set(snapshot, service));
        zones
    }

    /// The time zone of most places; where no place says, of most services; else UTC. A tie goes to the first by
    /// name, so that the same directory has the same day.
    pub(crate) fn most(&self) -> TimeZone {
        let of_services = || {
            let mut counts = vec![0_usize; self.names.len() + 1];
            for zone in &self.of_services {
                if let Some(count) = counts.get_mut(usize::from(*zone)) {
                    *count += 1;
                }
            }
            most_common(self.names.iter().map(String::as_str).zip(counts.into_iter().skip(1)))
        };
        self.of_places.clone().or_else(of_services).unwrap_or(TimeZone::UTC)
    }

    fn set(&mut self, snapshot: &Snapshot, service: &Service) {
        if let Some(at) = snapshot.find(&service.agency, &service.id) {
            let zone = said(&service.schedule).map_or(0, |name| self.number(name));
            self.put(at, zone);
        }
    }

    fn put(&mut self, at: usize, zone: u16) {
        if let Some(slot) = self.of_services.get_mut(at) {
            *slot = zone;
        }
    }

    /// One more than the index of a name. There are some six hundred names of zones; made-up ones that no number is
    /// left for count as none.
    fn number(&mut self, name: &str) -> u16 {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u16::try_from(at + 1).unwrap_or(0)
    }
}

fn said(schedule: &Schedule) -> Option<&str> {
    schedule.time_zone.as_deref()
}

/// The commonest of these that is a time zone.
fn most_common<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Option<TimeZone> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|(name, count)| *counts.entry(name).or_default() += count);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().find_map(|(name, _)| TimeZone::get(name).ok())
}

#[cfg(test)]
mod tests {
    use network::{AgencyId, Place, PlaceId, ServiceId, Visibility};
    use vocabulary::Set;

    use super::*;

    fn place(id: &str, zone: &str) -> Place {
        let schedule = Schedule { time_zone: Some(zone.into()), ..Schedule::default() };
        Place {
            id: PlaceId::from(id),
            agency: AgencyId::from("a"),
            name: None,
            address: network::Address::default(),
            point: None,
            transport: None,
            features: Set::EMPTY,
            phones: Vec::new(),
            schedule,
            set_aside: None,
            source: None,
            attributes: Vec::new(),
        }
    }

    fn zone(directory: &Directory) -> TimeZone {
        Zones::of(directory, &Snapshot::build(directory, Visibility::Public)).most()
    }

    #[test]
    fn today_is_the_day_of_most_places() {
        let agencies = vec![network::Agency::named(AgencyId::from("a"), "A")];
        let mut directory = Directory { agencies, ..Directory::default() };
        assert_eq!(zone(&directory), TimeZone::UTC);
        let mut service = Service::named(AgencyId::from("a"), ServiceId::from("s"), "Door");
        service.schedule.time_zone = Some("America/Denver".into());
        directory.services = vec![service];
        assert_eq!(zone(&directory).iana_name(), Some("America/Denver"));
        directory.places = vec![
            place("1", "America/New_York"),
            place("2", "America/Chicago"),
            place("3", "America/Chicago"),
            place("4", "Nowhere/None"),
            place("5", "Nowhere/None"),
            place("6", "Nowhere/None"),
        ];
        assert_eq!(zone(&directory).iana_name(), Some("America/Chicago"));
        let evening: jiff::Timestamp = "2026-03-12T02:00:00Z".parse().unwrap();
        assert_eq!(evening.to_zoned(zone(&directory)).date(), jiff::civil::date(2026, 3, 11));
    }

    #[test]
    fn changed_services_count_as_if_all_were_read_anew() {
        let service = |id: &str, zone: Option<&str>| {
            let mut service = Service::named(AgencyId::from("a"), ServiceId::from(id), id);
            service.schedule.time_zone = zone.map(str::to_owned);
            service.needs = Set::full();
            service
        };
        let (chicago, denver) = (Some("America/Chicago"), Some("America/Denver"));
        let mut directory = Directory {
            agencies: vec![network::Agency::named(AgencyId::from("a"), "A")],
            services: vec![
                service("1", chicago),
                service("2", denver),
                service("3", denver),
                service("4", None),
            ],
            ..Directory::default()
        };
        let before = Snapshot::build(&directory, Visibility::Public);
        let zones = Zones::of(&directory, &before);
        assert_eq!(zones.most().iana_name(), denver);
        // One goes, and another says another zone.
        directory.services.remove(1);
        directory.services[2].schedule.time_zone = chicago.map(str::to_owned);
        let after = Snapshot::build(&directory, Visibility::Public);
        let kept = before.with_changes(&[
            reach::ServiceChange { agency: &"a".into(), service: &"2".into(), now: None },
            reach::ServiceChange {
                agency: &"a".into(),
                service: &"4".into(),
                now: Some((&directory.services[2], &[])),
            },
        ]);
        let gone = before.find(&"a".into(), &"2".into()).into_iter();
        let changed = zones.with_changes(&kept.unwrap(), gone, directory.services[2..].iter());
        assert_eq!(changed.most().iana_name(), chicago);
        assert_eq!(changed.most(), Zones::of(&directory, &after).most());
    }
}
