//! What crosses from the sealed half into the network half: a question, and nothing else.
//!
//! A [`Profile`] has no room for a name, an id or a free text, so that what a case says beside it cannot go along; it is
//! in memory for one answer.

use care::{AvoidedPlace, Limits, StayAway};
use network::AgencyId;
use reach::{AVOIDED_KM, Profile};
use vocabulary::{Need, Word as _};

use crate::form::{AGES, Far, FindForm, Places, Wrong};
use crate::known::Lists;
use crate::words::Words;

/// The question that a person's needs, in their order, and limits come to; or what of it the directory cannot place.
pub(crate) fn profile(
    needs: &[Need],
    limits: &Limits,
    lists: &Lists,
    w: Words,
) -> Result<Profile, Vec<Wrong>> {
    let mut profile = form(needs, limits, lists).profile(&lists.places, w)?;
    profile.needs = needs.to_vec();
    // Those that no page names can be met all the same, as soon as they are listed again.
    profile.avoid.agencies.extend(unlisted(limits, lists).into_iter().map(AgencyId::from));
    Ok(profile)
}

/// The public form as it would be filled in with them.
pub(crate) fn form(needs: &[Need], limits: &Limits, lists: &Lists) -> FindForm {
    let said = limits.age.as_deref().unwrap_or_default();
    let agencies = limits.stay_away.agencies.iter().filter_map(|id| name(id, lists));
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

/// What the form calls an agency; nothing, where it has no name that says which it is: none of its services is listed for
/// everybody now, or another is called the same.
fn name<'a>(id: &str, lists: &'a Lists) -> Option<&'a str> {
    let line = lists.agencies.iter().find(|line| line.id.as_str() == id)?;
    let is_it = lists.places.one_agency(&line.name).is_some_and(|agency| agency.as_str() == id);
    is_it.then_some(line.name.as_str())
}

/// The agencies to stay away from that the form has no name for, by their ids.
pub(crate) fn unlisted(limits: &Limits, lists: &Lists) -> Vec<String> {
    limits.stay_away.agencies.iter().filter(|id| name(id, lists).is_none()).cloned().collect()
}

/// What the form says, to be written down by somebody who had these limits before them, with the agencies that it has no
/// name for and that stay. What the form shows more coarsely than it is held stays as it is where nobody changed it.
pub(crate) fn limits(form: &FindForm, had: &Limits, unlisted: &[String], places: &Places) -> Limits {
    let mut known = had.stay_away.places.clone();
    let (mut named, mut avoided) = (unlisted.to_vec(), Vec::new());
    for line in form.avoid.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match places.one_agency(line) {
            Some(agency) => named.push(agency.to_string()),
            None => avoided.push(match known.iter().position(|one| one.place == line) {
                Some(at) => known.remove(at),
                None => AvoidedPlace { place: line.to_owned(), km: AVOIDED_KM },
            }),
        }
    }
    // In the order in which they were named, so that who changes nothing writes nothing.
    let mut agencies: Vec<String> =
        had.stay_away.agencies.iter().filter(|id| named.contains(id)).cloned().collect();
    for id in named {
        if !agencies.contains(&id) {
            agencies.push(id);
        }
    }
    let stay_away = StayAway { agencies, places: avoided };
    let is_as_far = form.far == had.max_travel_km.map_or(Far::Any, Far::within);
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
        max_travel_km: if is_as_far { had.max_travel_km } else { form.far.km() },
        stay_away,
    }
}

/// The limits in lines, as a page shows them.
pub(crate) fn said(limits: &Limits, lists: &Lists, w: Words) -> String {
    let form = form(&[], limits, lists);
    let mut lines: Vec<String> = Vec::new();
    let mut put = |label: String, said: Vec<&str>| {
        if !said.is_empty() {
            // A question stands for itself.
            let colon = if label.ends_with('?') { "" } else { ":" };
            lines.push(format!("{label}{colon} {}", said.join(", ")));
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
    let nameless = w.t("limits-unlisted-one");
    let unlisted = unlisted(limits, lists);
    put(w.t("find-avoid"), form.avoid.lines().chain(unlisted.iter().map(|_| nameless.as_str())).collect());
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

    /// Some that the directory lists, and some that it does not, or not now.
    const AGENCIES: [&str; 5] =
        ["meadowlark-center", "gone", "lantern-house", "members-only", "0f0f0f0f0f0f0f0f"];

    prop_compose! {
        fn any_limits()(
            (cannot, must, speaks, pops) in any::<(u128, u128, u128, u128)>(),
            (children, pets, partner) in any::<(bool, bool, bool)>(),
            age in 0..AGES.len(),
            far in prop::option::of(0.5..200.0_f64),
            agencies in prop::sample::subsequence(AGENCIES.to_vec(), 0..AGENCIES.len()).prop_shuffle(),
            place in prop::option::of("[A-Za-z]{1,12}"),
            avoid in prop::collection::vec(("[A-Za-z]{1,12}", 0.5..60.0_f64), 0..3),
        ) -> Limits {
            let stay_away = StayAway {
                agencies: agencies.into_iter().map(str::to_owned).collect(),
                places: avoid.into_iter().map(|(place, km)| AvoidedPlace { place, km }).collect(),
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
                max_travel_km: far,
                stay_away,
            }
        }
    }

    #[test]
    fn what_the_form_shows_of_limits_is_what_is_written_down_again() {
        let lists = lists();
        proptest!(|(held in any_limits())| {
            let unlisted = unlisted(&held, &lists);
            let shown = form(&[], &held, &lists);
            let again = limits(&shown, &held, &unlisted, &lists.places);
            prop_assert_eq!(&again, &held);
            // Where another field changes, these stay as they are.
            let other = FindForm { pets: !shown.pets, ..shown };
            let again = limits(&other, &held, &unlisted, &lists.places);
            prop_assert_eq!(again.stay_away, held.stay_away);
            prop_assert_eq!(again.max_travel_km, held.max_travel_km);
        });
    }

    #[test]
    fn an_agency_to_stay_away_from_is_kept_by_its_id_and_shown_by_its_name() {
        let lists = lists();
        let form = FindForm { avoid: "meadowlark center\nHalden".into(), ..FindForm::default() };
        let held = limits(&form, &Limits::default(), &[], &lists.places);
        assert_eq!(held.stay_away.agencies, ["meadowlark-center"]);
        assert_eq!(held.stay_away.places.len(), 1);
        assert_eq!(super::form(&[], &held, &lists).avoid, "Meadowlark Center\nHalden");
        assert!(said(&held, &lists, Words(Locale::En)).contains("Meadowlark Center, Halden"));
    }

    #[test]
    fn an_agency_that_is_not_listed_now_is_kept_said_and_stayed_away_from() {
        let (lists, w) = (lists(), Words(Locale::En));
        let agencies = vec!["gone".to_owned(), "meadowlark-center".to_owned()];
        let stay_away = StayAway { agencies: agencies.clone(), places: Vec::new() };
        let held = Limits { stay_away, ..Limits::default() };
        assert_eq!(super::form(&[], &held, &lists).avoid, "Meadowlark Center");
        assert_eq!(unlisted(&held, &lists), ["gone"]);
        assert!(said(&held, &lists, w).contains("An agency that is not listed now"));
        let needs: Vec<Need> = Need::all().take(1).collect();
        let asked = profile(&needs, &held, &lists, w).unwrap();
        assert!(agencies.iter().all(|id| asked.avoid.agencies.iter().any(|one| one.as_str() == id)));
        // And is there no more once somebody unticks it.
        let form = super::form(&[], &held, &lists);
        assert_eq!(limits(&form, &held, &[], &lists.places).stay_away.agencies, ["meadowlark-center"]);
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
