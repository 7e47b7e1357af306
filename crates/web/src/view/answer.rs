//! The answer as a page shows it.

use std::borrow::Cow;
use std::sync::Arc;

use reach::{Answer, NearMiss, NeedAnswer, Plan, Reachable, Standing, Whereabouts, Why};
use vocabulary::{Need, Word};

use crate::app::{App, Moment};
use crate::form::{Chosen, ListOf, Of};
use crate::known::Known;
use crate::problem::Problem;
use crate::shown::Shown;
use crate::view::card::{Brief, Card, Rule};
use crate::view::{asks, why};
use crate::words::Words;

/// As many services of a group as are shown as cards; the others follow as lines.
const CARDS: usize = 5;

/// As many lines as follow the cards; a list of its own has them all.
const LINES: usize = 20;

/// As many services of a group as an answer must name for its page.
pub(crate) const NAMED: usize = CARDS + LINES;

/// The answer, in words.
pub(crate) struct AnswerView {
    /// How well the person's place is known, where that is not well.
    pub(crate) place: Option<String>,
    pub(crate) doors: Vec<DoorView>,
    /// What the plan covers, and whether fewer would do.
    pub(crate) plan: String,
    /// A sentence where the plan is not known to be the smallest.
    pub(crate) bound: Option<String>,
    /// Needs that nothing reaches.
    pub(crate) unmet: Vec<&'static str>,
    pub(crate) needs: Vec<NeedView>,
    /// What was left open, and so was not used.
    pub(crate) left_open: Vec<Cow<'static, str>>,
}

/// One agency of the plan.
pub(crate) struct DoorView {
    pub(crate) agency: String,
    pub(crate) services: Vec<DoorService>,
}

/// What an agency of the plan is for.
pub(crate) struct DoorService {
    pub(crate) need: &'static str,
    pub(crate) confirmed: bool,
    pub(crate) card: Card,
}

/// One need's answer.
pub(crate) struct NeedView {
    pub(crate) label: &'static str,
    pub(crate) open: Group,
    pub(crate) ask: Group,
    pub(crate) near: Group,
    /// "A rule or two away: 3 services".
    pub(crate) near_heading: String,
    pub(crate) out: Vec<OutView>,
    pub(crate) out_count: usize,
}

/// Services of one standing.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) count: usize,
    pub(crate) cards: Vec<Card>,
    pub(crate) more: Vec<Brief>,
    /// What asks for the list of all, where not all are here.
    pub(crate) list: Option<String>,
}

/// Services that are out of reach for one reason.
pub(crate) struct OutView {
    pub(crate) reason: Cow<'static, str>,
    pub(crate) count: usize,
    /// What asks for the list of them.
    pub(crate) list: String,
}

impl Group {
    /// How many lines follow the cards.
    pub(crate) fn rest(&self) -> usize {
        self.more.len()
    }

    fn codes(&self) -> impl Iterator<Item = &str> {
        let cards = self.cards.iter().map(|card| card.face.code.as_str());
        cards.chain(self.more.iter().map(|brief| brief.code().0))
    }
}

struct Builder<'a> {
    known: &'a Known,
    chosen: &'a Chosen,
    /// What has a card, in the order of its index.
    listings: Vec<(usize, Arc<Shown>)>,
    moment: Moment,
    /// Whether distances are from somewhere near the person.
    about: bool,
    /// Whether any distance is all right.
    any_distance: bool,
    w: Words,
}

impl AnswerView {
    /// The services that can be ticked on the page, by their codes.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let groups = self.needs.iter().flat_map(|need| [&need.open, &need.ask, &need.near]);
        groups.flat_map(Group::codes)
    }

    pub(crate) async fn build(
        app: &App,
        known: &Known,
        place: Option<&Whereabouts>,
        answer: &Answer,
        chosen: &Chosen,
        w: Words,
    ) -> Result<Self, Problem> {
        let shown = shown_as_cards(answer);
        let listings = app.listings_at(known, &shown).await?;
        let about = matches!(place, Some(Whereabouts::County(_)));
        let any_distance = answer.left_open.contains(&"max_travel_km");
        let builder = Builder { known, chosen, listings, moment: app.moment(known), about, any_distance, w };
        Ok(Self {
            place: place.and_then(|place| place_sentence(known, place, answer, w)),
            doors: answer.plan.doors.iter().map(|door| builder.door(door)).collect(),
            plan: plan(&answer.plan, w),
            bound: bound(answer, w),
            unmet: answer.plan.unmet.iter().map(|need| need.label(w.0)).collect(),
            needs: answer.needs.iter().map(|need| builder.need(need)).collect(),
            left_open: answer.left_open.iter().filter_map(|field| why::left_open(field, w)).collect(),
        })
    }
}

/// What is to be known about distances: that they are not known, or from where they are.
fn place_sentence(known: &Known, place: &Whereabouts, answer: &Answer, w: Words) -> Option<String> {
    if let Some(code) = known.lists.places.unplaced(place) {
        return Some(w.with("place-state-only", "code", code));
    }
    let Whereabouts::County(county) = place else { return None };
    let reachable = answer.needs.iter().flat_map(|need| need.reachable().map(|found| found.km));
    let near = answer.needs.iter().flat_map(|need| need.near.first.iter().map(|found| found.km));
    let measured = reachable.chain(near).any(|km| km.is_some());
    let county = w.with("county-named", "name", &county.name);
    measured.then(|| w.with("place-county-middle", "county", &county))
}

/// What a plan covers. "The fewest" is said only of what is known to be the fewest, and "all of it" only where
/// nothing is left over.
fn plan(plan: &Plan, w: Words) -> String {
    let doors = plan.doors.len();
    match (plan.doors.is_empty(), plan.unmet.is_empty(), plan.exact) {
        (true, _, _) => w.t("plan-empty"),
        (false, true, true) => w.n("plan-all", doors),
        (false, true, false) => w.n("plan-all-bound", doors),
        (false, false, true) => w.n("plan-part", doors),
        (false, false, false) => w.n("plan-part-bound", doors),
    }
}

fn bound(answer: &Answer, w: Words) -> Option<String> {
    let plan = &answer.plan;
    let (doors, least) = (plan.doors.len().to_string(), plan.at_least.to_string());
    (!plan.exact).then(|| w.all("plan-bound", &[("doors", &doors), ("least", &least)]))
}

/// Every service that gets a card.
fn shown_as_cards(answer: &Answer) -> Vec<usize> {
    let mut services: Vec<usize> = Vec::new();
    for need in &answer.needs {
        for group in [&need.confirmed, &need.ask_first] {
            services.extend(group.first.iter().take(CARDS).map(|reachable| reachable.service));
        }
        services.extend(need.near.first.iter().take(CARDS).map(|near| near.service));
    }
    let of_doors = answer.plan.doors.iter().flat_map(|door| &door.services);
    services.extend(of_doors.map(|(_, reachable)| reachable.service));
    services.sort_unstable();
    services.dedup();
    services
}

/// What follows the cards of a group.
fn rest<T>(all: &reach::Group<T>) -> impl Iterator<Item = &T> {
    all.first.iter().skip(CARDS).take(LINES)
}

/// Rules that were only read from a text do not count against a service, so there may be more than two.
fn near_heading(services: usize, most_rules: usize, w: Words) -> String {
    if most_rules > 2 { w.n("group-near-few", services) } else { w.n("group-near", services) }
}

impl Builder<'_> {
    fn listing(&self, service: usize) -> Option<&Shown> {
        let at = self.listings.binary_search_by_key(&service, |(at, _)| *at).ok()?;
        self.listings.get(at).map(|(_, listing)| listing.as_ref())
    }

    fn card(&self, service: usize, km: Option<f64>) -> Option<Card> {
        let listing = self.listing(service)?;
        let far = listing.travel.far(km, self.about, self.w);
        let card = Card::of(listing, far, self.moment, self.w);
        Some(Card { taken: self.is_taken(service), ..card })
    }

    /// The lines of these services, each with how far it is.
    fn briefs(&self, services: &[(usize, Option<f64>)]) -> impl Iterator<Item = Brief> {
        let names = self.known.names(&services.iter().map(|(service, _)| *service).collect::<Vec<_>>());
        names.into_iter().zip(services).map(|(names, (service, km))| {
            let brief = Brief::of(names, *km, self.about, self.w);
            Brief { taken: self.is_taken(*service), ..brief }
        })
    }

    fn is_taken(&self, service: usize) -> bool {
        !self.chosen.0.is_empty() && self.chosen.0.contains(&self.known.ids(service))
    }

    fn door(&self, door: &reach::Door) -> DoorView {
        let snapshot = &self.known.snapshot;
        let found = |need: Need, reachable: &Reachable| {
            let service = reachable.service;
            let card = Card { why: self.why(service, &reachable.why), ..self.card(service, reachable.km)? };
            let confirmed = reachable.standing == Standing::Confirmed;
            Some(DoorService { need: need.label(self.w.0), confirmed, card })
        };
        DoorView {
            agency: snapshot.agency_name(door.agency).to_owned(),
            services: door.services.iter().filter_map(|(need, service)| found(*need, service)).collect(),
        }
    }

    fn need(&self, need: &NeedAnswer) -> NeedView {
        let most_rules = need.near.first.iter().map(|near| near.blocked_by.len()).max().unwrap_or_default();
        let list = |of: Of| ListOf::first(need.need, of);
        NeedView {
            label: need.need.label(self.w.0),
            open: self.reachable(&need.confirmed, list(Of::Confirmed)),
            ask: self.reachable(&need.ask_first, list(Of::AskFirst)),
            near: self.near(&need.near, list(Of::Near)),
            near_heading: near_heading(need.near.count, most_rules, self.w),
            out: self.out(need),
            out_count: need.out_of_reach(),
        }
    }

    fn reachable(&self, all: &reach::Group<Reachable>, list: ListOf) -> Group {
        let card = |reachable: &Reachable| {
            let why = self.why(reachable.service, &reachable.why);
            Some(Card { why, ..self.card(reachable.service, reachable.km)? })
        };
        let rest: Vec<_> = rest(all).map(|reachable| (reachable.service, reachable.km)).collect();
        Self::group(all, card, self.briefs(&rest).collect(), list)
    }

    fn near(&self, all: &reach::Group<NearMiss>, list: ListOf) -> Group {
        let card = |near: &NearMiss| {
            let (rules, why) = (self.rules(near), self.why(near.service, &near.why));
            Some(Card { rules, why, ..self.card(near.service, near.km)? })
        };
        let lines: Vec<_> = rest(all).map(|near| (near.service, near.km)).collect();
        let rules = rest(all).map(|near| Some(self.w.n("near-rules-count", near.blocked_by.len())));
        let more = self.briefs(&lines).zip(rules).map(|(brief, rules)| Brief { rules, ..brief });
        Self::group(all, card, more.collect(), list)
    }

    fn group<T>(
        all: &reach::Group<T>,
        card: impl Fn(&T) -> Option<Card>,
        more: Vec<Brief>,
        list: ListOf,
    ) -> Group {
        let mut cards = Vec::with_capacity(all.first.len().min(CARDS));
        cards.extend(all.first.iter().take(CARDS).filter_map(card));
        Group { count: all.count, cards, more, list: (all.count > NAMED).then(|| list.code()) }
    }

    fn why(&self, service: usize, why: &[Why]) -> Vec<Cow<'static, str>> {
        let service = self.listing(service).map(|listing| &listing.service);
        why.iter().map(|open| why::open_question(*open, service, self.w)).collect()
    }

    fn rules(&self, near: &NearMiss) -> Vec<Rule> {
        let asked = self.known.snapshot.asked(near.service);
        let Some(listing) = self.listing(near.service) else { return Vec::new() };
        let rule = |at: &usize| {
            let asked = asked.get(*at)?;
            let source = asks::how_kind_is_known(asked.kind, asked.source, &listing.service, self.w);
            let (waivable, waiver) = asks::waiver(&asked.waiver, self.w);
            let statement = asked.kind.statement(self.w.0);
            let quote = asks::read_words(asked.kind, &listing.service);
            Some(Rule { statement, source, quote, waivable, waiver })
        };
        near.blocked_by.iter().filter_map(rule).collect()
    }

    fn out(&self, need: &NeedAnswer) -> Vec<OutView> {
        let counted = need.out_by_reason().filter(|(_, count)| *count > 0);
        counted
            .filter_map(|(code, count)| {
                let of = Of::out(code)?;
                Some(OutView {
                    reason: why::reason(code, self.any_distance, self.w),
                    count,
                    list: ListOf::first(need.need, of).code(),
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use reach::Door;
    use vocabulary::Locale;

    use super::*;

    fn sentence(doors: usize, unmet: usize, exact: bool, locale: Locale) -> String {
        let door = |agency| Door { agency, services: Vec::new() };
        let unmet = Need::all().take(unmet).collect();
        plan(&Plan { doors: (0..doors).map(door).collect(), unmet, exact, at_least: 1 }, Words(locale))
    }

    #[test]
    fn a_plan_is_called_the_fewest_and_all_of_it_only_where_it_is() {
        for (locale, fewest, all) in [
            (Locale::En, "the fewest", ["all of it", "cover all", "cover everything"]),
            (Locale::Es, "el menor número", ["pedir todo ", "cubren todo", "cubre todo"]),
        ] {
            for doors in [1, 3] {
                for (unmet, exact) in [(0, true), (0, false), (2, true), (2, false)] {
                    let said = sentence(doors, unmet, exact, locale) + " ";
                    let says_all = all.iter().any(|all| said.replace("todo lo que", "").contains(all))
                        || said.contains("pedir todo.");
                    assert_eq!(says_all, unmet == 0, "{said}");
                    assert_eq!(said.contains(fewest), exact && doors > 1, "{said}");
                }
            }
        }
    }

    #[test]
    fn more_than_two_rules_are_not_called_a_rule_or_two() {
        let w = Words(Locale::En);
        assert_eq!(near_heading(1, 2, w), "A rule or two away: one service");
        assert_eq!(near_heading(2, 3, w), "A few rules away: 2 services");
    }
}
