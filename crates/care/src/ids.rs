//! Ids of what stands within a case. Like all of ours 16 random bytes, written as 32 hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use rand_core::CryptoRng;
use seal::{Id, NoId};
use serde::{Deserialize, Serialize};

use crate::as_digits;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(with = "as_digits")] Id<()>);

        impl $name {
            /// A new id.
            pub fn random(random: &mut impl CryptoRng) -> Self {
                Self(Id::random(random))
            }

            /// The id of these bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Id::from_bytes(bytes))
            }

            /// Its bytes.
            pub const fn bytes(&self) -> &[u8; 16] {
                self.0.bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NoId;

            fn from_str(text: &str) -> Result<Self, NoId> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An entry of a journal, by which another entry can speak of it.
    EntryId
    /// One of several things of a kind: a note, a channel, an episode.
    ItemId
}
