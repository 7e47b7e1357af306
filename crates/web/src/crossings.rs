//! What crosses from the sealed half into the network half: a question, and nothing else.
//!
//! A [`Profile`] has no room for a name, an id or a free text, so that what a case says beside it cannot go along; it is
//! in memory for one answer.

use care::{AvoidedPlace, Limits, StayAway};
use reach::Profile;
use vocabulary::{Need, Word as _};

use crate::form::{AGES, Far, FindForm, Places, Wrong};
use crate::known::Lists;
use crate::words::Words;

/// How wide a berth a place to stay away from gets, in kilometres, as the public form takes it.
const AVOIDED_KM: f64 = 5.0;

/// The question that a person's needs, in their order, and limits come to; or what of it the directory cannot place.
pub(crate) fn profile(
    needs: &[Need],
    limits: &Limits,
    lists: &Lists,
    w: Words,
) -> Result<Profile, Vec<Wrong>> {
    let mut profile = form(needs, limits, lists).profile(&lists.places, w)?;
    profile.needs = needs.to_vec();
    Ok(profile)
}

/// The public form as it would be filled in with them.
pub(crate) fn form(needs: &[Need], limits: &Limits, lists: &Lists) -> FindForm {
    let said = limits.age.as_deref().unwrap_or_default();
    let name = |id: &String| {
        lists.agencies.iter().find(|line| line.id.as_str() == id).map(|line| line.name.as_str())
    };
    let agencies = limits.stay_away.agencies.iter().filter_map(name);
    let avoided = limits.stay_away.places.iter().map(|avoided| avoided.place.as_str());
    let avoid: Vec<&str> = agencies.chain(avoided).collect();
    FindForm {
        needs: needs.iter().copied().collect(),
        first: needs.first().copied(),
        place: limits.place.clone().unwrap_or_default(),
        far: limits.max_travel_km.map_or(Far::Any, Far::within),
        speaks: limits.languages,
        children: limits.children,
        pets: limits.pets,
        partner: limits.partner,
        age: AGES.into_iter().find(|age| *age == said).unwrap_or_default(),
        populations: limits.populations,
        must: limits.must_have,
        cannot: limits.cannot,
        avoid: avoid.join("\n"),
    }
}

/// What the form says, to be written down.
pub(crate) fn limits(form: &FindForm, places: &Places) -> Limits {
    let mut stay_away = StayAway::default();
    for line in form.avoid.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match places.one_agency(line) {
            Some(agency) => stay_away.agencies.push(agency.to_string()),
            None => stay_away.places.push(AvoidedPlace { place: line.to_owned(), km: AVOIDED_KM }),
        }
    }
    Limits {
        cannot: form.cannot,
        must_have: form.must,
        languages: form.speaks,
        populations: form.populations,
        age: Some(form.age.to_owned()).filter(|age| !age.is_empty()),
        children: form.children,
        pets: form.pets,
        partner: form.partner,
        place: Some(form.place.clone()).filter(|place| !place.is_empty()),
        max_travel_km: form.far.km(),
        stay_away,
    }
}

/// The limits in lines, as a page shows them.
pub(crate) fn said(limits: &Limits, lists: &Lists, w: Words) -> String {
    let form = form(&[], limits, lists);
    let mut lines: Vec<String> = Vec::new();
    let mut put = |label: String, said: Vec<&str>| {
        if !said.is_empty() {
            lines.push(format!("{label}: {}", said.join(", ")));
        }
    };
    put(w.t("find-place"), Some(form.place.as_str()).into_iter().filter(|place| !place.is_empty()).collect());
    let far = form.far.label(w);
    put(w.t("find-far"), limits.max_travel_km.map(|_| far.as_str()).into_iter().collect());
    put(w.t("find-cannot"), limits.cannot.iter().map(|kind| kind.label(w.0)).collect());
    put(w.t("find-must"), limits.must_have.iter().map(|feature| feature.label(w.0)).collect());
    put(w.t("find-speaks"), limits.languages.iter().map(|language| language.label(w.0)).collect());
    put(w.t("find-pop"), limits.populations.iter().map(|population| population.label(w.0)).collect());
    put(w.t("find-age"), limits.age.as_deref().into_iter().collect());
    let with = [
        (limits.children, w.t("with-children")),
        (limits.pets, w.t("with-pets")),
        (limits.partner, w.t("with-partner")),
    ];
    put(w.t("find-with"), with.iter().filter(|(is, _)| *is).map(|(_, label)| label.as_str()).collect());
    put(w.t("find-avoid"), form.avoid.lines().collect());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use network::Visibility;
    use proptest::prelude::*;
    use reach::Snapshot;
    use vocabulary::{Feature, Kind, Language, Locale, Population, Set};

    use super::*;

    fn lists() -> Lists {
        let directory = demo::directory(jiff::civil::date(2026, 3, 11));
        Lists::of(&directory, &Snapshot::build(&directory, Visibility::Public))
    }

    prop_compose! {
        fn any_limits()(
            (cannot, must, speaks, pops) in any::<(u128, u128, u128, u128)>(),
            (children, pets, partner) in any::<(bool, bool, bool)>(),
            age in 0..AGES.len(),
            far in 0..Far::ALL.len(),
            place in prop::option::of("[A-Za-z]{1,12}"),
            avoid in prop::collection::vec("[A-Za-z]{1,12}", 0..3),
        ) -> Limits {
            let stay_away = StayAway {
                agencies: Vec::new(),
                places: avoid.into_iter().map(|place| AvoidedPlace { place, km: AVOIDED_KM }).collect(),
            };
            Limits {
                cannot: Set::<Kind>::from_bits_truncating(cannot),
                must_have: Set::<Feature>::from_bits_truncating(must),
                languages: Set::<Language>::from_bits_truncating(speaks),
                populations: Set::<Population>::from_bits_truncating(pops),
                age: Some(AGES[age].to_owned()).filter(|age| !age.is_empty()),
                children,
                pets,
                partner,
                place,
                max_travel_km: Far::ALL[far].km(),
                stay_away,
            }
        }
    }

    #[test]
    fn what_the_form_shows_of_limits_is_what_is_written_down_again() {
        let lists = lists();
        proptest!(|(held in any_limits())| {
            let again = limits(&form(&[], &held, &lists), &lists.places);
            prop_assert_eq!(again, held);
        });
    }

    #[test]
    fn an_agency_to_stay_away_from_is_kept_by_its_id_and_shown_by_its_name() {
        let lists = lists();
        let form = FindForm { avoid: "meadowlark center\nHalden".into(), ..FindForm::default() };
        let held = limits(&form, &lists.places);
        assert_eq!(held.stay_away.agencies, ["meadowlark-center"]);
        assert_eq!(held.stay_away.places.len(), 1);
        assert_eq!(super::form(&[], &held, &lists).avoid, "Meadowlark Center\nHalden");
        assert!(said(&held, &lists, Words(Locale::En)).contains("Meadowlark Center, Halden"));
    }

    #[test]
    fn a_question_has_the_needs_in_their_order_and_what_cannot_be_placed_is_said() {
        let (lists, w) = (lists(), Words(Locale::En));
        let needs: Vec<Need> = Need::all().skip(3).take(3).collect();
        let needs = [needs[2], needs[0], needs[1]];
        let asked = profile(&needs, &Limits::default(), &lists, w).unwrap();
        assert_eq!(asked.needs, needs);
        let nowhere = Limits { place: Some("Atlantis".into()), ..Limits::default() };
        let wrong = profile(&needs, &nowhere, &lists, w).unwrap_err();
        assert_eq!(wrong[0].field, "place");
    }
}
