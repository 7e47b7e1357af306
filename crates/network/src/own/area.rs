//! Areas that words alone do not tell, for HSDS's `service_area.extent`.

use serde_json::{Map, Value, json};

use crate::{Area, County, Point};

/// An area as an object of JSON. Numbers are texts, so that no digit of them is lost.
pub(crate) fn area_to(area: &Area) -> String {
    let named = |kind: &str, name: &str, state: &Option<String>| {
        let mut fields = Map::new();
        fields.insert("kind".into(), kind.into());
        fields.insert("name".into(), name.into());
        if let Some(state) = state {
            fields.insert("state".into(), state.as_str().into());
        }
        Value::Object(fields)
    };
    let value = match area {
        Area::Country(name) => named("country", name, &None),
        Area::State(name) => named("state", name, &None),
        Area::County(County { name, state }) => named("county", name, state),
        Area::City { name, state } => named("city", name, state),
        Area::PostalCode(name) => named("postal-code", name, &None),
        Area::Circle { center, km } => json!({
            "kind": "circle",
            "latitude": center.latitude().to_string(),
            "longitude": center.longitude().to_string(),
            "km": km.to_string(),
        }),
        Area::Described(name) => named("described", name, &None),
    };
    value.to_string()
}

/// The reverse of [`area_to`]; none for anything else.
pub(crate) fn area_from(text: &str) -> Option<Area> {
    let fields: Map<String, Value> = serde_json::from_str(text).ok()?;
    let said = |name: &str| fields.get(name)?.as_str().map(|said| said.replace('\0', ""));
    let number = |name: &str| said(name)?.parse::<f64>().ok().filter(|number| number.is_finite());
    let name = || said("name").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let state = || said("state").map(|state| state.trim().to_owned()).filter(|state| !state.is_empty());
    match said("kind")?.as_str() {
        "country" => Some(Area::Country(name()?)),
        "state" => Some(Area::State(name()?)),
        "county" => Some(Area::County(County { name: name()?, state: state() })),
        "city" => Some(Area::City { name: name()?, state: state() }),
        "postal-code" => Some(Area::PostalCode(name()?)),
        "circle" => Some(Area::Circle {
            center: Point::new(number("latitude")?, number("longitude")?)?,
            km: number("km")?,
        }),
        "described" => Some(Area::Described(name()?)),
        _ => None,
    }
}
