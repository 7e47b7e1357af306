/// A public telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As the source wrote it, trimmed.
    pub number: String,
    /// The extension, if there is one.
    pub extension: Option<String>,
    /// What the line is for.
    pub used_for: PhoneUse,
    /// What the source says about it.
    pub note: Option<String>,
}

/// What a telephone line is for (HSDS: phone.type).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhoneUse {
    /// A voice line.
    Voice,
    /// A line answered in a crisis.
    Crisis,
    /// A number that takes text messages.
    Text,
    /// A line for people who are deaf or hard of hearing.
    Tty,
    /// A fax machine.
    Fax,
}

impl PhoneUse {
    /// All of them, in the order in which pages show them.
    pub const ALL: [Self; 5] = [Self::Crisis, Self::Voice, Self::Text, Self::Tty, Self::Fax];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Crisis => "crisis",
            Self::Text => "text",
            Self::Tty => "tty",
            Self::Fax => "fax",
        }
    }

    /// The use with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|used_for| used_for.code() == code)
    }
}

/// A column or field of a source that has no place of its own in the model: kept, shown to the agency, and
/// exported again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The column's name in the source.
    pub name: String,
    /// Its value, as the source wrote it.
    pub value: String,
}
