//! HSDS organizations.

use super::super::codes;
use super::super::draft::{AgencyRow, Draft, ORGANIZATIONS};
use super::super::parse::phone;
use super::super::position::Notes;
use super::gather::{Gathered, in_rows};
use super::record::Fields;
use super::{own, terms};
use crate::{Agency, AgencyId, Phone};

const USED: [&str; 7] = ["name", "alternate_name", "description", "email", "website", "phones", "attributes"];

pub(super) fn add_all(gathered: &mut Gathered, draft: &mut Draft) {
    for (id, record) in in_rows(std::mem::take(&mut gathered.organizations)) {
        let fields = Fields::new(&record, ORGANIZATIONS);
        let notes = &mut draft.notes;
        let name = fields.text("name", notes).unwrap_or_else(|| {
            fields.note(notes, codes::MISSING_NAME, "name", &id);
            id.clone()
        });
        let mut attributes = terms::kept(&fields, notes);
        attributes.extend(fields.others(&USED, notes));
        let (website, email) = match own::is_in_full(&fields) {
            true => (fields.text("website", notes), fields.text("email", notes)),
            false => {
                let website = fields.web("website", &mut attributes, notes);
                let website = website.or_else(|| fields.web("url", &mut attributes, notes));
                (website, fields.email("email", &mut attributes, notes))
            }
        };
        let mut agency = Agency {
            alternate_name: fields.text("alternate_name", notes),
            description: fields.text("description", notes),
            website,
            email,
            phones: phones(&fields, notes),
            attributes,
            ..Agency::named(AgencyId::from(id.as_str()), name)
        };
        own::agency(&fields, &mut agency, notes);
        draft.agencies.insert(id, AgencyRow { at: record.at.clone(), agency });
    }
}

/// The telephone numbers of a record, each once. Those of contacts are left out: they are persons'.
pub(super) fn phones(fields: &Fields<'_>, notes: &mut Notes) -> Vec<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    for one in fields.list("phones", notes) {
        let Some(number) = one.text("number", notes) else {
            one.note(notes, codes::BAD_PHONE, "number", "");
            continue;
        };
        let used_for = one.text("type", notes).map_or(crate::PhoneUse::Voice, |kind| phone::hsds_type(&kind));
        match phone::number(&number, used_for, note(&one, notes).as_deref()) {
            Some(phone) if phones.iter().all(|known| known.number != phone.number) => {
                phones.push(Phone { extension: one.text("extension", notes), ..phone });
            }
            Some(_) => {}
            None => one.note(notes, codes::BAD_PHONE, "number", &number),
        }
    }
    phones
}

/// What the source says about a line, and which languages are spoken there.
fn note(phone: &Fields<'_>, notes: &mut Notes) -> Option<String> {
    let mut said = phone.texts(["description", "language", "department"], notes);
    for language in phone.list("languages", notes) {
        said.extend(language.text("name", notes).or_else(|| language.text("code", notes)));
    }
    (!said.is_empty()).then(|| said.join("; "))
}
