//! Reach, said once more so that it is obviously right: one service at a time, from the directory itself,
//! slowly, with nothing shared and nothing prepared.

use std::collections::BTreeSet;

use jiff::civil::Date;
use network::{
    AppliesTo, Audience, Directory, Group, Place, Requirement, Service, Source, Status, Strength, Visibility,
};
use reach::{Profile, Reason, Whereabouts};
use vocabulary::{Kind, Need, Population, Set, Word};

use crate::naive_place::Near;
use Known::{No, Unknown, Yes};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Yes,
    No,
    Unknown,
}

/// Yes if one is, no if all are not.
pub(crate) fn any(all: &[Known]) -> Known {
    if all.contains(&Yes) {
        Yes
    } else if all.contains(&Unknown) {
        Unknown
    } else {
        No
    }
}

/// No if one is not, yes if all are.
fn every(all: &[Known]) -> Known {
    if all.contains(&No) {
        No
    } else if all.contains(&Unknown) {
        Unknown
    } else {
        Yes
    }
}

/// What a service is to a person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Naive {
    Open { confirmed: bool, why: BTreeSet<String> },
    Near { rules: BTreeSet<String>, why: BTreeSet<String> },
    Out(Reason),
}

/// How one kind is asked of this person: for sure, as read, perhaps, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Not,
    Perhaps,
    Read,
    Surely,
}

pub(crate) struct Case<'d> {
    pub(crate) directory: &'d Directory,
    pub(crate) profile: &'d Profile,
    pub(crate) as_of: Date,
}

impl<'d> Case<'d> {
    fn near(&self) -> Near<'d> {
        Near::new(self.directory, self.profile.place.as_ref())
    }

    fn places(&self, service: &Service) -> Vec<&'d Place> {
        let of = |place: &&Place| place.agency == service.agency && service.places.contains(&place.id);
        self.directory.places.iter().filter(of).collect()
    }

    fn is_avoided_place(&self, place: &Place) -> bool {
        self.profile.avoid.places.iter().any(|avoided| match &avoided.place {
            Whereabouts::Point(point) => place.point.is_some_and(|there| point.km_to(there) <= avoided.km),
            elsewhere => Near::new(self.directory, Some(elsewhere)).is_at(place) != No,
        })
    }

    fn welcome_places(&self, service: &Service) -> Vec<&'d Place> {
        self.places(service).into_iter().filter(|place| !self.is_avoided_place(place)).collect()
    }

    fn avoided(&self, service: &Service) -> bool {
        let no_place_left = !self.places(service).is_empty() && self.welcome_places(service).is_empty();
        self.profile.avoid.agencies.contains(&service.agency) || (no_place_left && !service.remote)
    }

    pub(crate) fn km(&self, service: &Service) -> Option<f64> {
        let here = self.near().point()?;
        let there = self.welcome_places(service).into_iter().filter_map(|place| place.point);
        there.map(|there| here.km_to(there)).min_by(f64::total_cmp)
    }

    pub(crate) fn area(&self, service: &Service) -> Known {
        let near = self.near();
        if !service.areas.is_empty() {
            return any(&service.areas.iter().map(|area| near.is_in(area)).collect::<Vec<_>>());
        }
        // A service that does not say serves who can get there, if it was measured that they can.
        let measured = self.profile.max_travel_km.is_some() && !service.remote;
        let there = measured && !self.welcome_places(service).is_empty() && self.travel(service) == Yes;
        if self.profile.place.is_none() || there { Yes } else { Unknown }
    }

    pub(crate) fn travel(&self, service: &Service) -> Known {
        let Some(max) = self.profile.max_travel_km.filter(|_| self.profile.place.is_some()) else {
            return Yes;
        };
        if service.remote {
            return Yes;
        }
        let (near, places) = (self.near(), self.welcome_places(service));
        let get_there = |place: &&Place| match (near.is_at(place), place.point.zip(near.point())) {
            (Yes, _) => Yes,
            (_, Some((there, here))) if here.km_to(there) <= max => Yes,
            (No, Some(_)) => No,
            _ => Unknown,
        };
        if !places.is_empty() {
            return any(&places.iter().map(get_there).collect::<Vec<_>>());
        }
        let serves = service.areas.iter().any(|area| near.is_in(area) == Yes);
        if service.confidential && serves { Yes } else { Unknown }
    }

    pub(crate) fn language(&self, service: &Service) -> Known {
        let mine = self.profile.languages;
        if mine.is_empty() || mine.iter().any(|language| service.languages.contains(language)) {
            Yes
        } else if service.languages.is_empty() || service.interpreters {
            Unknown
        } else {
            No
        }
    }

    fn is_not(&self, population: Population) -> bool {
        let me = self.profile.populations;
        population.exclusive_group()
            && !me.contains(population)
            && me.iter().any(|mine| mine.group() == population.group())
    }

    pub(crate) fn is_for_me(&self, rule: &Audience) -> Known {
        let group = |group: &Group| match (group, self.profile.age) {
            (Group::Population(p), _) if self.profile.populations.contains(*p) => Yes,
            (Group::Population(p), _) if self.is_not(*p) => No,
            (Group::Aged { from, to }, Some(age)) => {
                let mine: Vec<u16> = (u16::from(age.from)..=u16::from(age.to)).collect();
                let inside =
                    mine.iter().filter(|age| (u16::from(*from)..=u16::from(*to)).contains(age)).count();
                if inside == mine.len() {
                    Yes
                } else if inside == 0 {
                    No
                } else {
                    Unknown
                }
            }
            _ => Unknown,
        };
        any(&rule.any_of.iter().map(group).collect::<Vec<_>>())
    }

    fn is_confirmed(&self, service: &Service) -> bool {
        service.confirmed.is_some_and(|day| {
            let age = self.as_of.since(day).unwrap().get_days();
            (0..=365).contains(&age)
        })
    }

    fn missing(&self, service: &Service) -> Vec<vocabulary::Feature> {
        let places = self.places(service);
        let there = |feature: &vocabulary::Feature| {
            service.features.contains(*feature)
                || places.iter().any(|place| place.features.contains(*feature))
                || (feature.code() == "interpreter" && service.interpreters)
                || (feature.code() == "confidential-location" && service.confidential)
        };
        self.profile.must_have.iter().filter(|feature| !there(feature)).collect()
    }

    fn features(&self, service: &Service) -> Known {
        match (self.missing(service).is_empty(), self.is_confirmed(service)) {
            (true, _) => Yes,
            (false, true) => No,
            (false, false) => Unknown,
        }
    }

    fn asked(&self, service: &Service, kind: Kind) -> Asked {
        let weighty = |r: &&Requirement| r.source != Source::Read || r.confirmed.is_some();
        let said = service.requirements.iter();
        let said: Vec<&Requirement> =
            said.filter(|r| r.kind == kind && r.visible_to == Visibility::Public).collect();
        let held: Vec<&Requirement> = match said.iter().any(weighty) {
            true => said.into_iter().filter(weighty).collect(),
            false => said,
        };
        let sure = |r: &Requirement| if weighty(&r) { Asked::Surely } else { Asked::Read };
        let always: Vec<&Requirement> =
            held.iter().copied().filter(|r| r.strength == Strength::Always).collect();
        let of = |whom: AppliesTo| always.iter().find(|r| r.applies_to == whom).map(|r| sure(r));
        let (adult, minor) = match self.profile.age {
            Some(age) => (age.from >= 18, age.to < 18),
            None => (false, false),
        };
        // Asked of adults and asked of minors is asked of everyone.
        let both = of(AppliesTo::Adults).zip(of(AppliesTo::Minors)).map(|(a, b)| a.min(b));
        let for_sure = [
            of(AppliesTo::Everyone),
            of(AppliesTo::Adults).filter(|_| adult),
            of(AppliesTo::Minors).filter(|_| minor),
            both,
        ];
        if let Some(asked) = for_sure.into_iter().flatten().max() {
            return asked;
        }
        let perhaps = held.iter().any(|r| match (&r.strength, &r.applies_to) {
            (Strength::Never, _) => false,
            (Strength::Always, AppliesTo::Adults) => !minor,
            (Strength::Always, AppliesTo::Minors) => !adult,
            _ => true,
        });
        if perhaps { Asked::Perhaps } else { Asked::Not }
    }

    fn cannot(&self) -> Set<Kind> {
        let household = self.profile.household;
        let along = [
            (household.children, "no-children"),
            (household.pets, "no-pets"),
            (household.partner, "no-partner"),
        ];
        let along = along.iter().filter(|(comes, _)| *comes);
        self.profile.cannot.union(along.map(|(_, code)| Kind::from_code(code).unwrap()).collect())
    }

    fn kinds_asked(&self, service: &Service, how: Asked) -> BTreeSet<Kind> {
        self.cannot().iter().filter(|kind| self.asked(service, *kind) == how).collect()
    }

    fn full(&self, service: &Service) -> bool {
        service.capacity.as_ref().is_some_and(|capacity| {
            let age = self.as_of.since(capacity.as_of).unwrap().get_days();
            let known = (0..=7).contains(&age) && capacity.visible_to == Visibility::Public;
            known && capacity.open == Some(0) && !capacity.takes_waiting
        })
    }

    pub(crate) fn verdict(&self, service: &Service, need: Need) -> Naive {
        let audience = every(&service.audience.iter().map(|rule| self.is_for_me(rule)).collect::<Vec<_>>());
        let surely = self.kinds_asked(service, Asked::Surely);
        let read = self.kinds_asked(service, Asked::Read);
        if !service.needs.contains(need) {
            return Naive::Out(Reason::Need);
        } else if self.avoided(service) {
            return Naive::Out(Reason::Avoided);
        } else if self.area(service) == No || self.travel(service) == No {
            return Naive::Out(Reason::Place);
        } else if self.language(service) == No {
            return Naive::Out(Reason::Language);
        } else if audience == No {
            return Naive::Out(Reason::Population);
        } else if self.features(service) == No {
            return Naive::Out(Reason::Feature);
        } else if surely.len() >= 3 {
            return Naive::Out(Reason::Requirements(surely.len() as u32));
        } else if service.status != Status::Active {
            return Naive::Out(Reason::Closed);
        } else if self.full(service) {
            return Naive::Out(Reason::Full);
        } else if !surely.is_empty() || !read.is_empty() {
            let rules = surely.iter().chain(&read).map(|kind| kind.code().into()).collect();
            return Naive::Near { rules, why: self.why(service) };
        }
        let why = self.why(service);
        Naive::Open { confirmed: why.is_empty(), why }
    }

    fn why(&self, service: &Service) -> BTreeSet<String> {
        let mut why = BTreeSet::new();
        let mut ask = |unsure: bool, what: &str| {
            if unsure {
                why.insert(what.to_owned());
            }
        };
        ask(!self.is_confirmed(service), "not-confirmed");
        ask(self.area(service) == Unknown || self.travel(service) == Unknown, "place");
        ask(self.language(service) == Unknown, "language");
        for rule in &service.audience {
            let what = format!("audience:{}", rule.counted_as().code());
            ask(self.is_for_me(rule) == Unknown, &what);
        }
        for feature in self.missing(service) {
            ask(true, &format!("feature:{}", feature.code()));
        }
        for kind in self.kinds_asked(service, Asked::Perhaps) {
            ask(true, &format!("asks:{}", kind.code()));
        }
        let children = Kind::from_code("age-limit-children").unwrap();
        let limit = self.profile.household.children && !self.cannot().contains(children);
        ask(limit && self.asked(service, children) != Asked::Not, "asks:age-limit-children");
        let hidden = |r: &Requirement| r.visible_to != Visibility::Public && r.strength != Strength::Never;
        ask(service.requirements.iter().any(hidden), "asks-more");
        why
    }

    /// Every rule that would have to be waived, if waiving were enough.
    pub(crate) fn waivable(&self, service: &Service) -> Option<BTreeSet<String>> {
        let settled = self.avoided(service)
            || self.travel(service) == No
            || self.features(service) == No
            || service.status != Status::Active
            || self.full(service);
        if settled {
            return None;
        }
        let mut rules: BTreeSet<String> =
            [self.kinds_asked(service, Asked::Surely), self.kinds_asked(service, Asked::Read)]
                .iter()
                .flatten()
                .map(|kind| kind.code().into())
                .collect();
        let closed = service.audience.iter().filter(|rule| self.is_for_me(rule) == No);
        rules.extend(closed.map(|rule| rule.counted_as().code().to_owned()));
        if self.language(service) == No {
            rules.insert("language".into());
        }
        if self.area(service) == No {
            rules.insert("place".into());
        }
        Some(rules)
    }
}
