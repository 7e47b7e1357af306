//! Hours that HSDS's schedules cannot say: of no day, to a part of a second, or of a year that none means.

use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

use crate::{Days, Hours};

/// Hours as an object of JSON.
pub(crate) fn hours_to(hours: &Hours) -> String {
    let mut fields = Map::new();
    fields.insert("days".into(), hours.days.bits().into());
    fields.insert("opens".into(), hours.opens.to_string().into());
    fields.insert("closes".into(), hours.closes.to_string().into());
    for (name, day) in [("from", hours.from), ("until", hours.until)] {
        if let Some(day) = day {
            fields.insert(name.into(), day.to_string().into());
        }
    }
    Value::Object(fields).to_string()
}

/// The reverse of [`hours_to`]; none for anything else.
pub(crate) fn hours_from(text: &str) -> Option<Hours> {
    let fields: Map<String, Value> = serde_json::from_str(text).ok()?;
    let time = |name: &str| fields.get(name)?.as_str()?.parse::<Time>().ok();
    let day = |name: &str| match fields.get(name) {
        None => Some(None),
        Some(said) => Some(Some(said.as_str()?.parse::<Date>().ok()?)),
    };
    let bits = u8::try_from(fields.get("days")?.as_u64()?).ok()?;
    Some(Hours {
        days: Days::from_bits(bits),
        opens: time("opens")?,
        closes: time("closes")?,
        from: day("from")?,
        until: day("until")?,
    })
}
