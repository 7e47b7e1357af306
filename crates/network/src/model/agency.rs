use super::{AgencyId, Attribute, Phone};

/// One agency: for the person who comes, one door where they must tell their story again (HSDS: organization).
#[derive(Clone, Debug, PartialEq)]
pub struct Agency {
    /// Unique in the network.
    pub id: AgencyId,
    /// What it is called. Where a source refers to an agency that it does not list, a sentence that says so.
    pub name: String,
    /// Another name or an abbreviation.
    pub alternate_name: Option<String>,
    /// What it does, as it says itself: plain text.
    pub description: Option<String>,
    /// Its web site, as the source wrote it.
    pub website: Option<String>,
    /// A public address for mail.
    pub email: Option<String>,
    /// Its public telephone numbers.
    pub phones: Vec<Phone>,
    /// The site (county, coalition, state) that it belongs to, where a network has several.
    pub site: Option<String>,
    /// Which source it came from: the name given at import, or none when people entered it.
    pub source: Option<String>,
    /// Columns of the source that have no place of their own here.
    pub attributes: Vec<Attribute>,
}

impl Agency {
    /// An agency of which nothing is known but what it is called.
    pub fn named(id: AgencyId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            alternate_name: None,
            description: None,
            website: None,
            email: None,
            phones: Vec::new(),
            site: None,
            source: None,
            attributes: Vec::new(),
        }
    }
}
