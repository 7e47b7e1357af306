//! One service of an agency.

use jiff::civil::Date;
use network::{Agency, Audience, Place, PlaceId, Service, Status, Strength, Visibility};
use vocabulary::Stage;

use super::agency::{aside_id, house_id, place_id};
use super::areas::areas;
use super::asks::{Asked, Listing, asks};
use super::audience::audience;
use super::capacity::capacity;
use super::day::days_before;
use super::hours::schedule;
use super::offers::{features, languages};
use super::phones::{Numbers, service_phones};
use super::text::{Turns, filled, item, pair};
use crate::data::{AgencyRow, AreaRow, Data, Field, Kept, ServiceRow, TypeRow, word};
use crate::random::Random;
use crate::sites::Town;

/// What a service shares with its agency's others.
pub(super) struct Context<'a> {
    pub(super) data: &'a Data,
    pub(super) row: &'a AgencyRow,
    pub(super) agency: &'a Agency,
    pub(super) places: &'a [Place],
    pub(super) today: Date,
}

pub(super) fn service<'a>(
    context: &Context<'_>,
    row: &'a ServiceRow,
    index: usize,
    numbers: &mut Numbers,
    turns: &mut Turns<'a>,
) -> Service {
    let &Context { data, row: agency_row, today, .. } = context;
    let kind = Data::entry(&data.types, &row.kind);
    let town = data.town(row.town.as_ref().unwrap_or(&agency_row.town));
    let site = data.site(town);
    let id = id(agency_row, row, index);
    let random = &mut Random::named(&id);
    let turn = turns.next(&row.kind);
    let area = row.area.or(kind.area).or(agency_row.area).unwrap_or(AreaRow::County);
    let remote = kind.remote || row.remote || agency_row.no_office;
    let fill = |text: &str| filled(text, site, town, area);

    let status = row.status.as_deref().and_then(Status::from_code).unwrap_or_default();
    let confirmed =
        if status == Status::Active { confirmed(row, agency_row.kept, today, random) } else { None };
    let audience = audiences(context, row, kind, random);
    let listing = Listing { data, row, kind, spanish: agency_row.spanish, confirmed, today };
    let asked = asks(&listing, random);
    let said = |field: Field| said(&asked, field).map(|text| fill(&text));
    let general = |spanish: &[String], english: &[String]| {
        fill(item(if agency_row.spanish { spanish } else { english }, turn))
    };
    let hours = Data::entry(&data.hours, row.hours.as_deref().unwrap_or_else(|| item(&kind.hours, turn)));

    let name = row.name.clone().unwrap_or_else(|| item(&kind.names, turn).to_owned());
    Service {
        alternate_name: None,
        description: Some(fill(&description(row, kind, turn))),
        url: random.percent(35).then(|| format!("https://{}.example/{}", agency_row.id, row.kind)),
        email: context.agency.email.clone().filter(|_| random.percent(60)),
        status,
        needs: kind.needs,
        crisis_line: kind.crisis_line,
        remote,
        languages: languages(row, agency_row, random),
        interpreters: kind.interpreters || (agency_row.interpreters && random.percent(80)),
        features: features(row, kind, &asked, random),
        places: places(context, row, kind, town, random),
        areas: areas(row, kind, area, site, town, random),
        phones: service_phones(context.agency, kind, row, numbers, random),
        schedule: schedule(hours, &site.time_zone),
        eligibility: eligibility(&audience, &asked, || general(&data.spanish.eligibility, &kind.eligibility))
            .map(|text| fill(&text)),
        application: said(Field::Application).filter(|_| asked.iter().any(is_way_in)).or_else(|| {
            let way_in = general(&data.spanish.application, &kind.application);
            Some([Some(way_in), said(Field::Application)].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }),
        documents: said(Field::Documents),
        fees: said(Field::Fees)
            .or_else(|| (!asks_fee(&asked)).then(|| general(&data.spanish.fees, &kind.fees))),
        capacity: capacity(row, kind, today, random),
        confidential: row.confidential,
        visible_to: Visibility::Public,
        confirmed,
        checked: random.percent(55).then(|| days_before(today, random.between(10, 800))),
        source: None,
        attributes: Vec::new(),
        requirements: asked
            .into_iter()
            .map(|asked| {
                let mut requirement = asked.requirement;
                requirement.quote = requirement.quote.map(|quote| fill(&quote));
                requirement
            })
            .collect(),
        audience,
        ..Service::named(context.agency.id.clone(), id.into(), name)
    }
}

/// Whether people sleep there: an import keeps the address of such a place to itself.
pub(super) fn sleeps(kind: &TypeRow) -> bool {
    kind.needs.contains(word("emergency-shelter")) || kind.needs.contains(word("transitional-housing"))
}

/// The agency, the type, and a number from the agency's second service of a type on.
fn id(agency: &AgencyRow, row: &ServiceRow, index: usize) -> String {
    let before = agency.services.iter().take(index).filter(|other| other.kind == row.kind).count();
    match before {
        0 => format!("{}-{}", agency.id, row.kind),
        before => format!("{}-{}-{}", agency.id, row.kind, before + 1),
    }
}

fn description(row: &ServiceRow, kind: &TypeRow, turn: usize) -> String {
    match (&row.about_es, &row.about) {
        (Some(about), _) | (None, Some(about)) => about.clone(),
        (None, None) => pair(&kind.leads, &kind.details, turn),
    }
}

/// When the listing was last confirmed, by how the agency keeps it.
fn confirmed(row: &ServiceRow, kept: Kept, today: Date, random: &mut Random) -> Option<Date> {
    let (recent, stale) = match kept {
        Kept::Well => (60, 80),
        Kept::Seldom => (20, 65),
        Kept::Never => (0, 0),
    };
    let drawn = match random.between(0, 99) {
        draw if draw < recent => Some(random.between(3, 340)),
        draw if draw < stale => Some(random.between(380, 1100)),
        _ => None,
    };
    row.confirmed_days.or(drawn).map(|days| days_before(today, days))
}

fn audiences(context: &Context<'_>, row: &ServiceRow, kind: &TypeRow, random: &mut Random) -> Vec<Audience> {
    let narrows = row.asks.is_none() && row.whom.is_empty() && !context.row.spanish;
    let drawn = kind.whom.iter().filter(|(_, percent)| narrows && random.percent(**percent));
    let names: Vec<&String> = row.whom.iter().chain(drawn.map(|(name, _)| name)).collect();
    names.into_iter().map(|name| audience(Data::entry(&context.data.audiences, name), random)).collect()
}

fn eligibility(audience: &[Audience], asked: &[Asked], general: impl Fn() -> String) -> Option<String> {
    let mut sentences: Vec<String> = audience.iter().filter_map(|rule| rule.quote.clone()).collect();
    if sentences.is_empty() {
        sentences.push(general());
    }
    sentences.extend(said(asked, Field::Eligibility));
    Some(sentences.join(" "))
}

/// What the listing says in one of its parts, from its requirements.
fn said(asked: &[Asked], field: Field) -> Option<String> {
    let sentences: Vec<&str> = asked
        .iter()
        .filter_map(|asked| asked.said.as_ref())
        .filter(|(part, _)| *part == field)
        .map(|(_, sentence)| sentence.as_str())
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Whether a requirement's sentence already says how one gets in.
fn is_way_in(asked: &Asked) -> bool {
    asked.said.is_some()
        && asked.requirement.kind.stage() == Stage::Contact
        && matches!(asked.requirement.strength, Strength::Always | Strength::Usually)
}

fn asks_fee(asked: &[Asked]) -> bool {
    asked.iter().any(|asked| asked.requirement.kind == word("fee"))
}

/// Where it is met: a confidential service at a place of which the town is known, or at no place at all.
fn places(
    context: &Context<'_>,
    row: &ServiceRow,
    kind: &TypeRow,
    town: &Town,
    random: &mut Random,
) -> Vec<PlaceId> {
    let by_phone_only = row.confidential && (!context.row.front_door || random.percent(30));
    if by_phone_only || kind.crisis_line {
        return Vec::new();
    }
    if row.confidential || sleeps(kind) {
        let house = context.places.iter().filter(|place| place.id == house_id(&context.row.id));
        return house.map(|place| place.id.clone()).collect();
    }
    let here = place_id(&context.row.id, &town.code);
    let aside = context
        .places
        .iter()
        .filter(|place| place.id == aside_id(&context.row.id) && row.whom.iter().any(|w| w == "women"));
    let met = context.places.iter().filter(|place| place.id == here);
    met.chain(aside).map(|place| place.id.clone()).collect()
}
