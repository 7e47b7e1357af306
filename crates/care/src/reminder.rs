//! Reminders. They are seen by who signs in, and say nothing to anybody else: nothing is sent anywhere.

use jiff::civil::Date;
use seal::UserId;
use serde::{Deserialize, Serialize};

use crate::Text;

/// Something to be thought of on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The day.
    pub on: Date,
    /// What it is.
    #[serde(default)]
    pub text: Text,
    /// Who is to think of it; nothing: whoever holds the case.
    #[serde(default, with = "maybe_user", skip_serializing_if = "Option::is_none")]
    pub of: Option<UserId>,
    /// Whether it was.
    #[serde(default)]
    pub is_done: bool,
}

mod maybe_user {
    use seal::UserId;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(user: &Option<UserId>, serializer: S) -> Result<S::Ok, S::Error> {
        match user {
            Some(user) => serializer.collect_str(user),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<UserId>, D::Error> {
        let digits = Option::<String>::deserialize(deserializer)?;
        digits.map(|digits| digits.parse().map_err(D::Error::custom)).transpose()
    }
}
