//! Rows of linked tables, put where the nested records of HSDS's JSON stand.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;
use std::sync::Arc;

use super::super::LINKS;
use super::super::gather::Gathered;
use super::super::record::{Names, Record, Value};
use super::tables::Lookup;
use crate::import::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};
use crate::import::input::Budget;
use crate::import::position::Notes;
use crate::import::{codes, text};

/// What was read so far.
#[derive(Default)]
pub(super) struct Linker {
    gathered: Gathered,
    pub(super) notes: Notes,
    pub(super) budget: Budget,
    /// Services at locations by their own id; none where the row says nothing that can stand.
    links: HashMap<String, Option<(String, String)>>,
    lookups: HashMap<(Kind, String), Rc<Record>>,
    contacts: HashSet<String>,
    /// Languages of telephone lines, until the lines are read.
    spoken: BTreeMap<String, Vec<Waiting>>,
    /// Ids of the rows of the file that is read, and of all files of linked tables, as hashes: there may be
    /// millions.
    ids: HashSet<u64>,
    all_ids: HashSet<u64>,
}

/// A row that waits for the row that it belongs to.
struct Waiting {
    row: Rc<Record>,
    /// Whether it belongs to nothing else.
    is_alone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Taxonomy,
    Term,
    Unit,
    Program,
}

/// What a row of a linked table belongs to.
enum Owner {
    Organization(String),
    Service(String),
    Location(String),
    AtLocation((String, String)),
}

/// The columns that say what a row belongs to, and their tables.
const OWNERS: [(&str, &str); 4] = [
    ("organization_id", ORGANIZATIONS),
    ("service_id", SERVICES),
    ("location_id", LOCATIONS),
    ("service_at_location_id", LINKS),
];

impl Linker {
    pub(super) fn names(&mut self) -> &mut Names {
        &mut self.gathered.names
    }

    /// Begins with another file.
    pub(super) fn begin(&mut self) {
        self.ids = HashSet::new();
    }

    pub(super) fn recognised(&mut self, recognised: bool) {
        self.gathered.recognised |= recognised;
    }

    pub(super) fn into_gathered(self) -> (Gathered, Notes) {
        (self.gathered, self.notes)
    }

    pub(super) fn organization(&mut self, row: Record) {
        if let Some(id) = self.own_id(&row, |linker, id| linker.gathered.organizations.contains_key(id)) {
            self.gathered.organizations.insert(id, row);
        }
    }

    pub(super) fn service(&mut self, mut row: Record) {
        let owner = self.reference(&mut row, "organization_id");
        if let Some(id) = self.own_id(&row, |linker, id| linker.gathered.services.contains_key(id)) {
            if let Some(owner) = owner {
                self.gathered.owner_of_service.insert(id.clone(), owner);
            }
            self.gathered.services.insert(id, row);
        }
    }

    pub(super) fn location(&mut self, mut row: Record) {
        let owner = self.reference(&mut row, "organization_id");
        if let Some(id) = self.own_id(&row, |linker, id| linker.gathered.locations.contains_key(id)) {
            if let Some(owner) = owner {
                self.gathered.owner_of_location.insert(id.clone(), owner);
            }
            self.gathered.locations.insert(id, row);
        }
    }

    /// A service at a location: without a service that is there it says nothing.
    pub(super) fn at_location(&mut self, mut row: Record) {
        let id = self.part_id(&row);
        let service = self.reference(&mut row, "service_id");
        let location = self.reference(&mut row, "location_id");
        let stands = match (service, location) {
            (Some(service), Some(location)) => {
                let there = self.gathered.services.contains_key(&service);
                if !there {
                    self.note(&row, codes::MISSING_REFERENCE, "service_id", &service);
                    self.note(&row, codes::LOST_LINK, "service_id", &service);
                }
                if !self.gathered.locations.contains_key(&location) {
                    self.note(&row, codes::MISSING_REFERENCE, "location_id", &location);
                }
                there.then_some((service, location))
            }
            (None, location) => {
                self.note(&row, codes::LOST_LINK, "service_id", &location.unwrap_or_default());
                None
            }
            (Some(service), None) => {
                self.note(&row, codes::LOST_LINK, "location_id", &service);
                None
            }
        };
        if let Some(id) = id {
            self.links.entry(id).or_insert_with(|| stands.clone());
        }
        if let Some(key) = stands {
            match self.gathered.at_location.get_mut(&key) {
                Some(known) => known.learn_row(row),
                None => drop(self.gathered.at_location.insert(key, row)),
            }
        }
    }

    /// A row that others refer to.
    pub(super) fn looked_up(&mut self, lookup: Lookup, mut row: Record) {
        let kind = match lookup {
            Lookup::Taxonomy => Kind::Taxonomy,
            Lookup::Term => Kind::Term,
            Lookup::Unit => Kind::Unit,
            Lookup::Program => Kind::Program,
        };
        if kind == Kind::Term {
            self.nest(&mut row, "taxonomy_id", Kind::Taxonomy, "taxonomy_detail");
        }
        let id = self.own_id(&row, |linker, id| linker.lookups.contains_key(&(kind, id.into())));
        let Some(id) = id else { return };
        let organization = match kind {
            Kind::Program => self.reference(&mut row, "organization_id"),
            _ => None,
        };
        let row = Rc::new(row);
        if let Some(organization) = organization {
            let programs = self.gathered.names.of("programs");
            match self.gathered.organizations.get_mut(&organization) {
                Some(known) => known.push(&programs, row.clone()),
                None => self.note(&row, codes::MISSING_REFERENCE, "organization_id", &organization),
            }
        }
        self.lookups.insert((kind, id), row);
    }

    /// What a row refers to among those that are looked up, put into it.
    fn nest(&mut self, row: &mut Record, column: &'static str, kind: Kind, under: &str) {
        let Some(id) = row.text(column).map(str::to_owned) else { return };
        match self.lookups.get(&(kind, id.clone())) {
            Some(found) => {
                let name = self.gathered.names.of(under);
                row.set(name, Value::Record(found.clone()));
            }
            None => self.note(row, codes::MISSING_REFERENCE, column, &id),
        }
    }

    /// A person: what it refers to is checked, and nothing of it is kept.
    pub(super) fn contact(&mut self, row: &Record) {
        if let Some(id) = self.part_id(row) {
            self.contacts.insert(id);
        }
        let _ = self.owners(row);
        self.notes.row(codes::CONTACT_NOT_KEPT, table(row), &row.at);
    }

    /// A row that says something of the tables and of no listing.
    pub(super) fn of_tables(&mut self, row: &Record) {
        let _ = self.part_id(row);
        self.notes.row(codes::NOT_OF_A_LISTING, table(row), &row.at);
    }

    pub(super) fn address(&mut self, kind: &str, mut row: Record) {
        let name = self.gathered.names.of("address_type");
        row.set(name, Value::Text(kind.into()));
        self.part("addresses", row);
    }

    /// Hours of one weekday, as an entry of the newer table.
    pub(super) fn regular_schedule(&mut self, mut row: Record) {
        let byday = self.gathered.names.of("byday");
        if let Some(Value::Text(day)) = row.take("byday") {
            let letters = weekday(&day).unwrap_or(&day);
            row.set(byday, Value::Text(letters.into()));
        }
        self.part("schedules", row);
    }

    /// A row of a linked table, put into the list of that name of all that it belongs to.
    pub(super) fn part(&mut self, list: &str, mut row: Record) {
        let id = self.part_id(&row);
        if list == "capacities" {
            self.nest(&mut row, "unit_id", Kind::Unit, "unit");
        }
        let mut owners = self.owners(&row);
        if list == "phones" {
            let spoken = id.and_then(|id| self.spoken.remove(&id)).unwrap_or_default();
            let languages = self.gathered.names.of("languages");
            spoken.into_iter().for_each(|waiting| row.push(&languages, waiting.row));
        }
        let contact = row.text("contact_id").map(str::to_owned);
        if let Some(contact) = &contact
            && !self.contacts.contains(contact)
        {
            self.note(&row, codes::MISSING_REFERENCE, "contact_id", contact);
        }
        let phone = row.text("phone_id").map(str::to_owned);
        if owners.is_empty() && phone.is_none() {
            let code = match contact.is_some_and(|contact| self.contacts.contains(&contact)) {
                true => codes::CONTACT_NOT_KEPT,
                false => codes::ORPHAN_ROW,
            };
            return self.alone(&row, code);
        }
        row.shared = owners.len() + usize::from(phone.is_some()) > 1;
        let is_alone = owners.is_empty();
        if phone.is_none() {
            row.pack();
        }
        let row = Rc::new(row);
        if let Some(phone) = phone {
            self.spoken.entry(phone).or_default().push(Waiting { row: row.clone(), is_alone });
        }
        let list = self.gathered.names.of(list);
        owners.drain(..).for_each(|owner| self.give(&owner, &list, &row));
    }

    /// Says which languages are of telephone lines that are not there.
    pub(super) fn phones_end(&mut self) {
        for (phone, rows) in std::mem::take(&mut self.spoken) {
            for waiting in rows {
                self.note(&waiting.row, codes::MISSING_REFERENCE, "phone_id", &phone);
                if waiting.is_alone {
                    self.alone(&waiting.row, codes::ORPHAN_ROW);
                }
            }
        }
    }

    /// A term or value of what the row names: by a column of its own, or by table and id.
    pub(super) fn attribute(&mut self, mut row: Record) {
        let _ = self.part_id(&row);
        self.nest(&mut row, "taxonomy_term_id", Kind::Term, "taxonomy_term");
        let mut owners = self.owners(&row);
        let linked = row.text("link_id").map(str::to_owned);
        if let Some(id) = &linked {
            let table = row.text("link_entity").or_else(|| row.text("link_type"));
            owners.extend(self.owner_of(table, id));
        }
        self.belongs(row, "attributes", &owners, linked);
    }

    pub(super) fn metadata(&mut self, row: Record) {
        let _ = self.part_id(&row);
        let id = row.text("resource_id").map(str::to_owned);
        let owner = id.as_deref().and_then(|id| self.owner_of(row.text("resource_type"), id));
        self.belongs(row, "metadata", owner.as_slice(), id);
    }

    fn belongs(&mut self, mut row: Record, list: &str, owners: &[Owner], id: Option<String>) {
        if owners.is_empty() {
            let code = match id.as_ref().is_some_and(|id| self.is_another_rows(id)) {
                true => codes::NOT_OF_A_LISTING,
                false => codes::ORPHAN_ROW,
            };
            let column = if list == "metadata" { "resource_id" } else { "link_id" };
            return match id {
                Some(id) => self.note(&row, code, column, &id),
                None => self.alone(&row, code),
            };
        }
        row.shared = owners.len() > 1;
        row.pack();
        let (list, row) = (self.gathered.names.of(list), Rc::new(row));
        owners.iter().for_each(|owner| self.give(owner, &list, &row));
    }

    /// Whether an id is that of a row which others can refer to, or of a part.
    fn is_another_rows(&self, id: &str) -> bool {
        let kinds = [Kind::Taxonomy, Kind::Term, Kind::Unit, Kind::Program];
        self.all_ids.contains(&hash(id))
            || kinds.iter().any(|kind| self.lookups.contains_key(&(*kind, id.into())))
    }

    /// What has this id: in the table that is named, or in any where none of ours is.
    fn owner_of(&self, table: Option<&str>, id: &str) -> Option<Owner> {
        let gathered = &self.gathered;
        let organization = || gathered.organizations.contains_key(id).then(|| Owner::Organization(id.into()));
        let service = || gathered.services.contains_key(id).then(|| Owner::Service(id.into()));
        let location = || gathered.locations.contains_key(id).then(|| Owner::Location(id.into()));
        let link = || self.links.get(id).cloned().flatten().map(Owner::AtLocation);
        match table.map(super::tables::key).as_deref() {
            Some("organization") => organization(),
            Some("service") => service(),
            Some("location") => location(),
            Some("service_at_location") => link(),
            _ => service().or_else(organization).or_else(location).or_else(link),
        }
    }

    /// What the row belongs to, by its columns. A reference to nothing is said.
    fn owners(&mut self, row: &Record) -> Vec<Owner> {
        let mut owners = Vec::new();
        for (column, table) in OWNERS {
            let Some(id) = row.text(column) else { continue };
            // A row that is there and could not stand is no missing one.
            let is_lost = table == LINKS && self.links.get(id).is_some_and(Option::is_none);
            match self.owner_of(Some(table), id) {
                Some(owner) => owners.push(owner),
                None if is_lost => {}
                None => self.note(row, codes::MISSING_REFERENCE, column, id),
            }
        }
        owners
    }

    fn give(&mut self, owner: &Owner, list: &Arc<str>, row: &Rc<Record>) {
        let gathered = &mut self.gathered;
        let record = match owner {
            Owner::Organization(id) => gathered.organizations.get_mut(id),
            Owner::Service(id) => gathered.services.get_mut(id),
            Owner::Location(id) => gathered.locations.get_mut(id),
            Owner::AtLocation(key) => gathered.at_location.get_mut(key),
        };
        if let Some(record) = record {
            record.push(list, row.clone());
        }
    }

    /// The id of another row, taken out of this one.
    fn reference(&mut self, row: &mut Record, column: &'static str) -> Option<String> {
        let Some(Value::Text(said)) = row.take(column) else { return None };
        match text::id(Some(&said)) {
            Ok(id) => Some(id.into()),
            Err(_) => {
                self.note(row, codes::BAD_REFERENCE, column, &said);
                None
            }
        }
    }

    /// The id of a row that cannot stand without one.
    fn own_id(&mut self, row: &Record, is_known: impl Fn(&Self, &str) -> bool) -> Option<String> {
        let said = row.text("id");
        match text::id(said) {
            Ok(id) if is_known(self, id) => self.note(row, codes::DUPLICATE_ID, "id", id),
            Ok(id) => return Some(id.into()),
            Err(code) => self.note(row, code, "id", said.unwrap_or_default()),
        }
        None
    }

    /// The id of a row that can stand without: what is wrong with it is said.
    fn part_id(&mut self, row: &Record) -> Option<String> {
        let Some(id) = row.text("id") else {
            self.notes.row(codes::ROW_WITHOUT_ID, table(row), &row.at);
            return None;
        };
        if !self.ids.insert(hash(id)) {
            self.note(row, codes::REPEATED_ID, "id", id);
        }
        self.all_ids.insert(hash(id));
        Some(id.into())
    }

    /// Says that a row was not loaded, and why: by its id.
    fn alone(&mut self, row: &Record, code: &'static str) {
        self.note(row, code, "id", row.text("id").unwrap_or_default());
    }

    fn note(&mut self, row: &Record, code: &'static str, column: &str, value: &str) {
        self.notes.value(code, table(row), &row.at, column, value);
    }
}

fn table(row: &Record) -> &str {
    row.table.as_deref().unwrap_or_default()
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// iCalendar's two letters for a day that HSDS 1 writes in words or as a number: 1 is Monday; Sunday is 7, or 0.
fn weekday(said: &str) -> Option<&'static str> {
    const DAYS: [(&str, &str); 7] = [
        ("monday", "MO"),
        ("tuesday", "TU"),
        ("wednesday", "WE"),
        ("thursday", "TH"),
        ("friday", "FR"),
        ("saturday", "SA"),
        ("sunday", "SU"),
    ];
    let said = said.trim().to_lowercase();
    let said = said.trim_end_matches('.');
    if let Ok(number) = said.parse::<usize>() {
        let at = if number == 0 { 6 } else { number - 1 };
        return DAYS.get(at).map(|(_, letters)| *letters);
    }
    let is = |(name, letters): &&(&str, &str)| {
        said.eq_ignore_ascii_case(letters) || said.len() >= 3 && name.starts_with(said)
    };
    DAYS.iter().find(is).map(|(_, letters)| *letters)
}
