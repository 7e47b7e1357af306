//! Life domains: the parts of a life that a need belongs to, and where barriers and risks are told apart.

use serde::Deserialize;

use crate::Text;
use crate::word::word;

word!(
    /// A part of life: housing, work, connection.
    LifeDomain,
    "life domain",
    DomainRow,
    "domains.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainRow {
    code: String,
    label: Text,
}
