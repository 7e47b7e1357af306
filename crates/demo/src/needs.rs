//! Made-up needs for what-if: who asks for what, where, and what is in the way.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::data::{Data, data, read};
use crate::random::Random;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhatIfFile {
    needs: Vec<Bundle>,
    barriers: Vec<Bundle>,
}

/// Codes that go together, and how often.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bundle {
    share: u32,
    codes: Vec<String>,
}

/// How many profiles there are.
const PROFILES: usize = 60;

/// Sixty weighted profiles, one JSON object to a line, as `continuum what-if --needs` reads them. They are the
/// same on every day.
pub fn needs() -> Vec<String> {
    let file: WhatIfFile = read(include_str!("../data/what-if.toml"));
    (0..PROFILES).map(|number| profile(&file, number).to_string()).collect()
}

fn profile(file: &WhatIfFile, number: usize) -> Value {
    let random = &mut Random::named(&format!("profile {number}"));
    let mut profile = Map::new();
    let mut set = |key: &str, value: Value| profile.insert(key.to_owned(), value);
    set("needs", json!(draw(&file.needs, random)));
    set("place", place(data(), random));
    if random.percent(50) {
        set("max_travel_km", json!([15, 25, 40, 60, 80][number % 5]));
    }
    if random.percent(40) {
        set("languages", json!([if random.percent(75) { "es" } else { "vi" }]));
    }
    if random.percent(60) {
        let from = random.between(18, 45);
        set("age", json!({ "from": from, "to": from + random.between(0, 8) }));
    }
    let children = random.percent(30);
    if children || random.percent(40) {
        set(
            "household",
            json!({ "children": children, "pets": random.percent(15), "partner": random.percent(10) }),
        );
    }
    if random.percent(55) {
        let populations = [
            json!(["women"]),
            json!(["women", "sex-trafficking"]),
            json!(["women", "labor-trafficking"]),
            json!(["men", "labor-trafficking"]),
            json!(["men"]),
            json!(["transgender", "lgbtq"]),
        ];
        set("populations", random.pick(&populations).cloned().unwrap_or_default());
    }
    set("cannot", json!(draw(&file.barriers, random)));
    if random.percent(12) {
        set("must_have", json!(["single-room"]));
    }
    set("weight", json!(random.between(1, 9)));
    Value::Object(profile)
}

/// The codes of a bundle, drawn by the bundles' shares.
fn draw<'a>(bundles: &'a [Bundle], random: &mut Random) -> &'a [String] {
    let shares: u32 = bundles.iter().map(|bundle| bundle.share).sum();
    let mut left = random.between(0, shares.saturating_sub(1));
    for bundle in bundles {
        if left < bundle.share {
            return &bundle.codes;
        }
        left -= bundle.share;
    }
    &[]
}

fn place(data: &Data, random: &mut Random) -> Value {
    let Some(town) = random.pick(&data.towns) else { return Value::Null };
    match (random.between(0, 2), town.point()) {
        (0, _) | (_, None) => json!({ "county": town.county, "state": town.state }),
        (1, _) => json!({ "postal_code": town.postal_code }),
        (_, Some(point)) => {
            json!({ "point": { "latitude": point.latitude(), "longitude": point.longitude() } })
        }
    }
}
