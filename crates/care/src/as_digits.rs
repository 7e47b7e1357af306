//! Ids as 32 hexadecimal digits, wherever something is written down.

use seal::Id;
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};

pub(crate) fn serialize<Kind, S: Serializer>(id: &Id<Kind>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

pub(crate) fn deserialize<'de, Kind, D: Deserializer<'de>>(deserializer: D) -> Result<Id<Kind>, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}
