//! What a list changes, or would change, in words.

use network_store::{Changes, ServiceChange, ServiceField, What};

use crate::form::service_code;
use crate::words::Words;

/// The counts, and the services that are named.
pub(crate) struct ChangesView {
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) unchanged: usize,
    pub(crate) no_longer_named: usize,
    /// Whether bringing it in changes anything.
    pub(crate) any: bool,
    pub(crate) new: Group,
    pub(crate) different: Group,
    pub(crate) missing: Group,
}

/// Services of one sort.
pub(crate) struct Group {
    /// The first of them.
    pub(crate) named: Vec<Named>,
    /// How many more there are, if any.
    pub(crate) more: Option<usize>,
}

/// One service.
pub(crate) struct Named {
    /// The end of its page's address.
    pub(crate) code: String,
    pub(crate) name: String,
    /// What is different: "Name, telephone numbers".
    pub(crate) fields: String,
}

impl ChangesView {
    pub(crate) fn of(changes: &Changes, w: Words) -> Self {
        let of = |what: What, count: usize| {
            let alike = changes.services.iter().filter(|change| change.what.code() == what.code());
            let named: Vec<Named> = alike.map(|change| Named::of(change, w)).collect();
            Group { more: count.checked_sub(named.len()).filter(|more| *more > 0), named }
        };
        Self {
            added: changes.added,
            changed: changes.changed,
            unchanged: changes.unchanged,
            no_longer_named: changes.no_longer_named,
            any: changes.any(),
            new: of(What::Added, changes.added),
            different: of(What::Changed(Vec::new()), changes.changed),
            missing: of(What::NoLongerNamed, changes.no_longer_named),
        }
    }
}

impl Named {
    fn of(change: &ServiceChange, w: Words) -> Self {
        let fields = match &change.what {
            What::Changed(fields) => fields.iter().map(|field| field_name(*field, w)).collect(),
            What::Added | What::NoLongerNamed => Vec::new(),
        };
        Self {
            code: service_code(&change.agency, &change.service),
            name: change.name.clone(),
            fields: w.list(&fields),
        }
    }
}

/// A part of a service, as somebody who keeps a list calls it.
pub(crate) fn field_name(field: ServiceField, w: Words) -> String {
    match field {
        ServiceField::Name => w.t("field-name"),
        ServiceField::AlternateName => w.t("field-alternate-name"),
        ServiceField::Description => w.t("field-description"),
        ServiceField::Url => w.t("field-url"),
        ServiceField::Email => w.t("field-email"),
        ServiceField::Status => w.t("field-status"),
        ServiceField::Needs => w.t("field-needs"),
        ServiceField::CrisisLine => w.t("field-crisis-line"),
        ServiceField::Remote => w.t("field-remote"),
        ServiceField::Languages => w.t("field-languages"),
        ServiceField::Interpreters => w.t("field-interpreters"),
        ServiceField::Audience => w.t("field-audience"),
        ServiceField::Features => w.t("field-features"),
        ServiceField::Places => w.t("field-places"),
        ServiceField::Areas => w.t("field-areas"),
        ServiceField::Phones => w.t("field-phones"),
        ServiceField::Schedule => w.t("field-schedule"),
        ServiceField::Eligibility => w.t("field-eligibility"),
        ServiceField::Application => w.t("field-application"),
        ServiceField::Documents => w.t("field-documents"),
        ServiceField::Fees => w.t("field-fees"),
        ServiceField::Requirements => w.t("field-requirements"),
        ServiceField::Confidential => w.t("field-confidential"),
        ServiceField::VisibleTo => w.t("field-visible-to"),
        ServiceField::Confirmed => w.t("field-confirmed"),
        ServiceField::Checked => w.t("field-checked"),
        ServiceField::Attributes => w.t("field-attributes"),
    }
}
