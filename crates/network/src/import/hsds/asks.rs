//! What HSDS tables of their own say: documents to bring, what it costs, and how much room there is.

use jiff::civil::Date;
use vocabulary::{Kind, Word};

use super::super::position::Notes;
use super::super::{codes, requirements, text};
use super::record::Fields;
use super::terms;
use crate::reading;
use crate::{AppliesTo, Capacity, Requirement, Service, Strength, Visibility};

/// Of a service that is said in full the texts are kept, and nothing is taken from them.
pub(super) fn read(fields: &Fields<'_>, service: &mut Service, in_full: bool, notes: &mut Notes) {
    documents(fields, service, in_full, notes);
    costs(fields, service, notes);
    terms::of_service(fields, service, notes);
}

/// `required_documents`: what is recognised becomes a requirement; every row stays readable.
fn documents(fields: &Fields<'_>, service: &mut Service, in_full: bool, notes: &mut Notes) {
    let mut texts = Vec::new();
    for row in fields.list("required_documents", notes) {
        let Some(said) = row.text("document", notes) else {
            row.note(notes, codes::BAD_VALUE, "document", "");
            continue;
        };
        for (kind, strength) in reading::papers_in(&said).into_iter().filter(|_| !in_full) {
            let field = row.field("document");
            requirements::add(service, requirements::declared(kind, strength, &said, &field));
        }
        texts.push(said);
    }
    service.documents = (!texts.is_empty()).then(|| texts.join("\n"));
}

/// `cost_options`: an amount is a fee; an option that names whom it is for makes it conditional. Nothing to
/// pay, for everyone and in every option, is said too.
fn costs(fields: &Fields<'_>, service: &mut Service, notes: &mut Notes) {
    let Ok(fee) = Kind::from_code("fee") else { return };
    let mut free: Vec<Requirement> = Vec::new();
    let mut any = false;
    for row in fields.list("cost_options", notes) {
        let Some(said) = row.text("amount", notes) else {
            // "Pay what you can" is no amount, but words about the cost.
            let words = ["option", "amount_description"].map(|name| row.text(name, notes));
            let words = service.fees.take().into_iter().chain(words.into_iter().flatten());
            service.fees = Some(words.collect::<Vec<_>>().join("\n")).filter(|fees| !fees.is_empty());
            continue;
        };
        let amount: f64 = match said.parse() {
            Ok(amount) if amount >= 0.0 => amount,
            _ => {
                row.note(notes, codes::BAD_VALUE, "amount", &said);
                continue;
            }
        };
        let option = row.text("option", notes);
        let currency = row.text("currency", notes).map(|currency| currency.to_uppercase());
        let per = row.text("amount_description", notes);
        let quote: Vec<String> = [Some(said), currency, per].into_iter().flatten().collect();
        let quote = match &option {
            Some(option) => format!("{}: {option}", quote.join(" ")),
            None => quote.join(" "),
        };
        let strength = if option.is_some() { Strength::Sometimes } else { Strength::Always };
        let mut asked = requirements::declared(fee, strength, &quote, &row.field("amount"));
        if amount > 0.0 {
            any = true;
            asked.applies_to = option.map_or(AppliesTo::Everyone, AppliesTo::Some);
            requirements::add(service, asked);
        } else if option.is_none() {
            free.push(Requirement { strength: Strength::Never, ..asked });
        }
    }
    if !any {
        free.into_iter().for_each(|free| requirements::add(service, free));
    }
}

/// Units in which room for people is counted.
const ROOM: [&str; 12] =
    ["bed", "beds", "place", "places", "slot", "slots", "room", "rooms", "space", "spaces", "cama", "camas"];

/// `capacities`: places for people. How many are free tells who came, so only members see it.
pub(super) fn capacity(fields: &Fields<'_>, notes: &mut Notes) -> Option<Capacity> {
    for row in fields.list("capacities", notes) {
        let unit = row.object("unit", notes).and_then(|unit| unit.text("name", notes)).unwrap_or_default();
        if !unit.to_lowercase().split_whitespace().any(|word| ROOM.contains(&word)) {
            row.note(notes, codes::BAD_VALUE, "unit", &unit);
            continue;
        }
        let Some(said) = row.text("available", notes) else {
            row.note(notes, codes::BAD_VALUE, "available", "");
            continue;
        };
        if let Some(most) = row.text("maximum", notes).filter(|most| places(most).is_none()) {
            row.note(notes, codes::BAD_VALUE, "maximum", &most);
        }
        let Some(open) = places(&said) else {
            row.note(notes, codes::BAD_VALUE, "available", &said);
            continue;
        };
        let Some(updated) = row.text("updated", notes) else {
            row.note(notes, codes::CAPACITY_UNDATED, "updated", "");
            continue;
        };
        let (as_of, wrong) = text::checked_day(&updated);
        if let Some(code) = wrong {
            row.note(notes, code, "updated", &updated);
        }
        let Some(as_of) = as_of else { continue };
        return Some(room(open, as_of));
    }
    None
}

/// No service has more room than this.
pub(crate) const MOST_PLACES: u32 = 1_000_000;

/// A number of places for people.
fn places(said: &str) -> Option<u32> {
    said.trim_end_matches(".0").parse().ok().filter(|places| *places <= MOST_PLACES)
}

/// HSDS has no way to say that there is no waiting list, so that there may be one.
fn room(open: u32, as_of: Date) -> Capacity {
    let visible_to = Visibility::Members;
    Capacity { open: Some(open), takes_waiting: true, waiting: None, wait_days: None, as_of, visible_to }
}
