//! How what is sealed is written: JSON that begins with the version of how it is written, so that what was sealed decades
//! ago can be read with nothing but its key, and a reader refuses a later one by name.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Undecodable, Unwritable};

/// The version that is written.
pub(crate) const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Out<'a, T> {
    v: u32,
    #[serde(flatten)]
    what: &'a T,
}

#[derive(Deserialize)]
struct Format {
    v: u32,
}

/// The bytes of something, wiped when they go. Nothing is given that would not be read as it was said.
pub(crate) fn to_bytes<T: Serialize + DeserializeOwned + PartialEq>(
    what: &T,
) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
    let bytes = serde_json::to_vec(&Out { v: FORMAT, what }).map_err(|_| Unwritable)?;
    let bytes = Zeroizing::new(bytes);
    if from_bytes::<T>(&bytes).as_ref() == Ok(what) { Ok(bytes) } else { Err(Unwritable) }
}

/// Reads what [`to_bytes`] wrote.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Undecodable> {
    // The message of the library quotes what it met: it is a person's, so that it goes no further.
    let other = |error: serde_json::Error| Undecodable::Other { column: error.column() };
    // The version by itself first: what else a later one says may be nothing that this program knows.
    match serde_json::from_slice(bytes).map_err(other)? {
        Format { v: FORMAT } => serde_json::from_slice(bytes).map_err(other),
        Format { v } => Err(Undecodable::Newer(v)),
    }
}
