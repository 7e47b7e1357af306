//! What a requirement, a rule about whom a service is for, a telephone number and a count of places say beyond
//! HSDS's own fields, as objects of JSON.

use jiff::civil::Date;
use serde_json::{Map, Value};
use vocabulary::{Kind, Population, Word};

use crate::import::{LONGEST_TEXT, kept};
use crate::{
    AppliesTo, Audience, Capacity, Group, Phone, PhoneUse, Requirement, Source, Strength, Visibility, Waiver,
};

/// What a requirement says beside its kind. A quote that would make it longer than a text may be is cut.
pub(crate) fn requirement_to(asked: &Requirement) -> String {
    let write = |quote: Option<&str>, field: Option<&str>| {
        let mut fields = Map::new();
        fields.insert("strength".into(), asked.strength.code().into());
        if asked.applies_to != AppliesTo::Everyone {
            fields.insert("applies_to".into(), asked.applies_to.code().into());
        }
        if asked.waiver != Waiver::Unknown {
            fields.insert("waiver".into(), asked.waiver.code().into());
        }
        if asked.source != Source::Declared {
            fields.insert("source".into(), asked.source.code().into());
        }
        text(&mut fields, "quote", quote);
        text(&mut fields, "field", field);
        if let Some(seen) = asked.seen {
            fields.insert("seen".into(), seen.into());
        }
        Value::Object(fields).to_string()
    };
    fitting(asked.quote.as_deref(), asked.field.as_deref(), write)
}

/// The reverse of [`requirement_to`]; none where the value is no such object.
pub(crate) fn requirement_from(kind: Kind, value: &str) -> Option<Requirement> {
    let fields: Map<String, Value> = serde_json::from_str(value).ok()?;
    let code = |name: &str| fields.get(name).and_then(Value::as_str);
    Some(Requirement {
        kind,
        strength: Strength::from_code(code("strength")?)?,
        applies_to: match code("applies_to").map_or(Some(AppliesTo::Everyone), AppliesTo::from_code)? {
            AppliesTo::Some(whom) => AppliesTo::Some(kept(&whom).unwrap_or_default()),
            other => other,
        },
        waiver: match code("waiver").map_or(Some(Waiver::Unknown), Waiver::from_code)? {
            Waiver::By(whom) => Waiver::By(kept(&whom).unwrap_or_default()),
            other => other,
        },
        source: code("source").map_or(Some(Source::Declared), Source::from_code)?,
        quote: said(&fields, "quote"),
        field: said(&fields, "field"),
        seen: number(&fields, "seen")?,
        confirmed: None,
        visible_to: Visibility::Public,
    })
}

/// A rule about whom a service is for.
pub(crate) fn audience_to(rule: &Audience) -> String {
    let group = |group: &Group| match group {
        Group::Aged { from, to: Group::NO_LIMIT } => format!("{from}+"),
        Group::Aged { from, to } => format!("{from}-{to}"),
        Group::Population(population) => population.code().to_owned(),
    };
    let any_of: Vec<Value> = rule.any_of.iter().map(|one| group(one).into()).collect();
    let write = |quote: Option<&str>, field: Option<&str>| {
        let mut fields = Map::new();
        fields.insert("any_of".into(), any_of.clone().into());
        text(&mut fields, "quote", quote);
        text(&mut fields, "field", field);
        Value::Object(fields).to_string()
    };
    fitting(rule.quote.as_deref(), rule.field.as_deref(), write)
}

/// The reverse of [`audience_to`]; none where the value is no such object, or names a group that is not known.
pub(crate) fn audience_from(value: &str) -> Option<Audience> {
    let fields: Map<String, Value> = serde_json::from_str(value).ok()?;
    let group = |said: &Value| {
        let said = said.as_str()?;
        if let Some(from) = said.strip_suffix('+').and_then(|from| from.parse().ok()) {
            return Some(Group::Aged { from, to: Group::NO_LIMIT });
        }
        let ages = said.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        match ages {
            Some((from, to)) => Some(Group::Aged { from, to }),
            None => Population::from_code(said).ok().map(Group::Population),
        }
    };
    let any_of: Vec<Group> = fields.get("any_of")?.as_array()?.iter().map(group).collect::<Option<_>>()?;
    let any = !any_of.is_empty();
    any.then(|| Audience { any_of, quote: said(&fields, "quote"), field: said(&fields, "field") })
}

/// A telephone number.
pub(crate) fn phone_to(phone: &Phone) -> String {
    let write = |note: Option<&str>, _: Option<&str>| {
        let mut fields = Map::new();
        fields.insert("number".into(), phone.number.as_str().into());
        text(&mut fields, "extension", phone.extension.as_deref());
        fields.insert("used_for".into(), phone.used_for.code().into());
        text(&mut fields, "note", note);
        Value::Object(fields).to_string()
    };
    fitting(phone.note.as_deref(), None, write)
}

/// The reverse of [`phone_to`]; none where the value is no such object.
pub(crate) fn phone_from(value: &str) -> Option<Phone> {
    let fields: Map<String, Value> = serde_json::from_str(value).ok()?;
    Some(Phone {
        number: said(&fields, "number")?,
        extension: said(&fields, "extension"),
        used_for: PhoneUse::from_code(fields.get("used_for")?.as_str()?)?,
        note: said(&fields, "note"),
    })
}

/// How much room there is, beyond what HSDS's table of capacities said.
pub(crate) struct Room {
    pub(crate) open: Option<u32>,
    pub(crate) as_of: Option<Date>,
    pub(crate) takes_waiting: bool,
    pub(crate) waiting: Option<u32>,
    pub(crate) wait_days: Option<u32>,
}

/// What a count says beyond HSDS's table; all of it, where it is not `in_table`.
pub(crate) fn room_to(capacity: &Capacity, in_table: bool) -> String {
    let mut fields = Map::new();
    if !in_table {
        if let Some(open) = capacity.open {
            fields.insert("open".into(), open.into());
        }
        fields.insert("as_of".into(), capacity.as_of.to_string().into());
    }
    fields.insert("takes_waiting".into(), capacity.takes_waiting.into());
    for (name, number) in [("waiting", capacity.waiting), ("wait_days", capacity.wait_days)] {
        if let Some(number) = number {
            fields.insert(name.into(), number.into());
        }
    }
    Value::Object(fields).to_string()
}

/// The reverse of [`room_to`]; none where the value is no such object.
pub(crate) fn room_from(value: &str) -> Option<Room> {
    let fields: Map<String, Value> = serde_json::from_str(value).ok()?;
    let as_of = match fields.get("as_of") {
        None => None,
        Some(said) => Some(said.as_str()?.parse().ok()?),
    };
    Some(Room {
        open: number(&fields, "open")?,
        as_of,
        takes_waiting: fields.get("takes_waiting")?.as_bool()?,
        waiting: number(&fields, "waiting")?,
        wait_days: number(&fields, "wait_days")?,
    })
}

fn text(fields: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        fields.insert(name.into(), text.into());
    }
}

fn said(fields: &Map<String, Value>, name: &str) -> Option<String> {
    kept(fields.get(name)?.as_str()?)
}

/// A number where there is one; none in all where what stands there is no number that fits.
fn number(fields: &Map<String, Value>, name: &str) -> Option<Option<u32>> {
    match fields.get(name) {
        None => Some(None),
        Some(said) => Some(Some(u32::try_from(said.as_u64()?).ok()?)),
    }
}

/// Writes an object with its two texts, the longer of them halved until the whole is no longer than a text may be.
fn fitting(
    first: Option<&str>,
    second: Option<&str>,
    write: impl Fn(Option<&str>, Option<&str>) -> String,
) -> String {
    let (mut first, mut second) = (first, second);
    loop {
        let written = write(first, second);
        let length = |text: Option<&str>| text.map_or(0, str::len);
        if written.len() <= LONGEST_TEXT || length(first) + length(second) == 0 {
            return written;
        }
        let longer = if length(first) >= length(second) { &mut first } else { &mut second };
        *longer = longer.map(|text| text.get(..text.floor_char_boundary(text.len() / 2)).unwrap_or_default());
        *longer = longer.map(str::trim_end);
    }
}
