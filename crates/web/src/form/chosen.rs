//! The services that a person put on their sheet.

use std::borrow::Cow;

use network::{AgencyId, ServiceId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::form::{Fields, FindForm, Hidden};

/// Which services were ticked, as `agency/service` with each id percent-encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen(pub(crate) Vec<(AgencyId, ServiceId)>);

/// As many as fit on a sheet that somebody can carry.
const MOST: usize = 30;

/// What stands in an address as it is; RFC 3986's unreserved characters.
const SEGMENT: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Chosen {
    /// The first thirty that were ticked; what is no such pair was not put there by our page.
    pub(crate) fn read(fields: &Fields) -> Self {
        let mut chosen = Vec::new();
        for field in fields.iter().filter(|field| field.name == "service") {
            let Some((agency, service)) = field.value.split_once('/') else { continue };
            let pair = (AgencyId::from(decoded(agency)), ServiceId::from(decoded(service)));
            if chosen.len() < MOST && !chosen.contains(&pair) {
                chosen.push(pair);
            }
        }
        Self(chosen)
    }

    /// The form and the choice, as the hidden fields of a page that comes after them.
    pub(crate) fn hidden(&self, form: &FindForm) -> Hidden {
        self.hidden_but(form, |_| false)
    }

    /// The same without the services that can be ticked on the page itself.
    pub(crate) fn hidden_but(&self, form: &FindForm, on_page: impl Fn(&str) -> bool) -> Hidden {
        let codes = self.0.iter().map(|(agency, service)| code(agency, service));
        let ticked = codes.filter(|code| !on_page(code)).map(|code| ("service", code.into()));
        form.hidden().into_iter().chain(ticked).collect()
    }
}

/// A service as a value of the form, and as the end of its page's address.
pub(crate) fn code(agency: &AgencyId, service: &ServiceId) -> String {
    format!("{}/{}", segment(agency.as_str()), segment(service.as_str()))
}

/// An id as one segment of a path. A segment of dots alone would be taken for a step in the path.
pub(crate) fn segment(id: &str) -> String {
    if matches!(id, "." | "..") {
        return id.replace('.', "%2E");
    }
    Cow::from(utf8_percent_encode(id, &SEGMENT)).into_owned()
}

fn decoded(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}
