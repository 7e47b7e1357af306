//! Terms of taxonomies, and what else HSDS's table of attributes says. Those of our own are read in `own`.

use vocabulary::{Need, Set};

use super::super::position::Notes;
use super::super::{codes, rules};
use super::own;
use super::record::Fields;
use crate::{Attribute, Service};

/// One entry of the table of attributes.
enum Entry<'r> {
    /// A term of a taxonomy: the taxonomy's name, and the term's code and name.
    Term { entry: Fields<'r>, taxonomy: String, code: Option<String>, name: Option<String> },
    /// A value under a label.
    Labelled(Attribute),
}

fn entries<'r>(fields: &Fields<'r>, notes: &mut Notes) -> Vec<Entry<'r>> {
    let mut entries = Vec::new();
    for entry in fields.list("attributes", notes) {
        let Some(term) = entry.object("taxonomy_term", notes) else {
            let name = entry.text("label", notes).unwrap_or_else(|| "attributes".into());
            match entry.text("value", notes).or_else(|| entry.text("taxonomy_term_id", notes)) {
                Some(value) => entries.push(Entry::Labelled(Attribute { name, value })),
                None => entry.note(notes, codes::BAD_VALUE, "taxonomy_term", ""),
            }
            continue;
        };
        let taxonomy = term.text("taxonomy", notes);
        let detail = term.object("taxonomy_detail", notes).and_then(|detail| detail.text("name", notes));
        let taxonomy = taxonomy.or(detail).unwrap_or_default();
        if own::is_own(&taxonomy) {
            continue;
        }
        let (code, name) = (term.text("code", notes), term.text("name", notes));
        entries.push(Entry::Term { entry, taxonomy, code, name });
    }
    entries
}

/// A term as it is kept.
fn as_attribute(
    entry: &Fields<'_>,
    taxonomy: &str,
    value: Option<String>,
    notes: &mut Notes,
) -> Option<Attribute> {
    let name = if taxonomy.is_empty() { "taxonomy_term" } else { taxonomy };
    if value.is_none() {
        entry.note(notes, codes::BAD_VALUE, "taxonomy_term", "");
    }
    value.map(|value| Attribute { name: name.into(), value })
}

/// The attributes of what has no needs of its own: all are kept as they are.
pub(super) fn kept(fields: &Fields<'_>, notes: &mut Notes) -> Vec<Attribute> {
    let kept = entries(fields, notes).into_iter().filter_map(|entry| match entry {
        Entry::Labelled(attribute) => Some(attribute),
        Entry::Term { entry, taxonomy, code, name } => as_attribute(&entry, &taxonomy, name.or(code), notes),
    });
    kept.collect()
}

/// Terms of Open Eligibility; other taxonomies are looked through for words of needs,
/// as categories, and kept.
pub(super) fn of_service(fields: &Fields<'_>, service: &mut Service, notes: &mut Notes) {
    let mut by_words = Set::<Need>::EMPTY;
    let mut kept = Vec::new();
    for entry in entries(fields, notes) {
        let (entry, taxonomy, code, name) = match entry {
            Entry::Term { entry, taxonomy, code, name } => (entry, taxonomy, code, name),
            Entry::Labelled(attribute) => {
                kept.push(attribute);
                continue;
            }
        };
        match taxonomy.to_lowercase().replace(['-', '_', ' '], "").as_str() {
            "openeligibility" => {
                let by_name = name.as_deref().map(vocabulary::needs_by_open_eligibility_name);
                let id = code.as_deref().and_then(|code| code.parse().ok());
                let by_id = id.map(vocabulary::needs_by_open_eligibility);
                service.needs.extend(by_name.into_iter().chain(by_id).flatten());
            }
            _ => {
                by_words.extend(name.as_deref().map(rules::needs_in).into_iter().flatten());
                kept.extend(as_attribute(&entry, &taxonomy, name.or(code), notes));
            }
        }
    }
    if service.needs.is_empty() {
        service.needs = by_words;
    }
    service.attributes.extend(kept);
}
