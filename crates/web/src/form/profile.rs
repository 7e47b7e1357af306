//! From what a person said to what `reach` is asked.

use network::AgencyId;
use reach::{AVOIDED_KM, AgeBand, Avoid, AvoidedPlace, Household, Profile, Whereabouts};

use crate::form::{FindForm, Places, Wrong};
use crate::words::Words;

/// The ages that the form offers; the first says nothing.
pub(crate) const AGES: [&str; 5] = ["", "0-17", "18-24", "25-59", "60+"];

/// More lines than anybody types.
const MOST_LINES: usize = 40;

impl FindForm {
    /// The question, or what is wrong with its fields.
    pub(crate) fn profile(&self, places: &Places, w: Words) -> Result<Profile, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let needs = self.needs_in_order();
        if needs.is_empty() {
            wrong.push(Wrong { field: "need".into(), sentence: w.t("wrong-no-need") });
        }
        let place = self.whereabouts(places, w).unwrap_or_else(|sentence| {
            wrong.push(Wrong { field: "place".into(), sentence });
            None
        });
        let avoid = self.avoided(places, w).unwrap_or_else(|sentence| {
            wrong.push(Wrong { field: "avoid".into(), sentence });
            Avoid::default()
        });
        let profile = Profile {
            needs,
            // Without a place there is nothing to measure from.
            max_travel_km: self.far.km().filter(|_| place.is_some()),
            place,
            languages: self.speaks,
            age: AgeBand::parse(self.age),
            household: Household { children: self.children, pets: self.pets, partner: self.partner },
            populations: self.populations,
            cannot: self.cannot,
            must_have: self.must,
            avoid,
        };
        if wrong.is_empty() { Ok(profile) } else { Err(wrong) }
    }

    fn whereabouts(&self, places: &Places, w: Words) -> Result<Option<Whereabouts>, String> {
        if self.place.is_empty() {
            return Ok(None);
        }
        places.find(&self.place, w).map(Some)
    }

    fn avoided(&self, places: &Places, w: Words) -> Result<Avoid, String> {
        let mut avoid = Avoid::default();
        let lines: Vec<&str> = self.avoid.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.len() > MOST_LINES {
            return Err(w.t("wrong-too-long"));
        }
        for line in lines {
            let agencies: Vec<AgencyId> = places.agencies(line);
            match places.find(line, w) {
                // What nobody can place, nobody can keep away from.
                Ok(place) if places.unplaced(&place).is_none() => {
                    avoid.places.push(AvoidedPlace { place, km: AVOIDED_KM })
                }
                _ if !agencies.is_empty() => {}
                _ => return Err(w.with("wrong-avoid", "line", line)),
            }
            avoid.agencies.extend(agencies);
        }
        Ok(avoid)
    }
}
