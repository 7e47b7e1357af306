use jiff::civil::Date;
use vocabulary::Kind;

/// Something that a service asks of a person before, at or after the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What is asked; its stage and mechanism are the kind's.
    pub kind: Kind,
    /// How often it is asked.
    pub strength: Strength,
    /// Of whom it is asked.
    pub applies_to: AppliesTo,
    /// Whether it can be waived.
    pub waiver: Waiver,
    /// How the network knows.
    pub source: Source,
    /// The words or the value behind it, as the source wrote them.
    pub quote: Option<String>,
    /// The column, field or file where that stands.
    pub field: Option<String>,
    /// How many times it was seen in practice, where it was.
    pub seen: Option<u32>,
    /// The day on which the agency last confirmed it.
    pub confirmed: Option<Date>,
    /// Who may see it.
    pub visible_to: Visibility,
}

/// How often a requirement is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Of everybody to whom it applies.
    Always,
    /// Mostly: ask.
    Usually,
    /// At times, or it depends: ask.
    Sometimes,
    /// The source says that it is *not* asked ("no ID needed").
    Never,
}

/// Of whom a requirement is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AppliesTo {
    /// Of everyone.
    Everyone,
    /// Of people of 18 years and more.
    Adults,
    /// Of people under 18.
    Minors,
    /// Of those whom the source describes so: whether that is the person, only asking tells.
    Some(String),
}

/// Whether a requirement can be waived.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Waiver {
    /// Yes, by these people ("the shelter manager").
    By(String),
    /// No.
    No,
    /// Nobody has said.
    Unknown,
}

/// How the network knows of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The agency, or a column of its listing that means just this, says so.
    Declared,
    /// It was read from a text of the listing.
    Read,
    /// People met it in practice.
    Seen,
}

/// Who may see a service, a requirement or a capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Everyone.
    #[default]
    Public,
    /// The network's agencies.
    Members,
    /// The agency itself.
    Agency,
}

macro_rules! codes {
    ($name:ident { $($variant:ident => $code:literal),+ }) => {
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as stored and as shown in JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes!(Strength { Always => "always", Usually => "usually", Sometimes => "sometimes", Never => "never" });
codes!(Source { Declared => "declared", Read => "read", Seen => "seen" });
codes!(Visibility { Public => "public", Members => "members", Agency => "agency" });

impl AppliesTo {
    /// As stored: `everyone`, `adults`, `minors`, or the description itself after `some:`.
    pub fn code(&self) -> String {
        match self {
            Self::Everyone => "everyone".into(),
            Self::Adults => "adults".into(),
            Self::Minors => "minors".into(),
            Self::Some(whom) => format!("some:{whom}"),
        }
    }

    /// The reverse of [`AppliesTo::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "everyone" => Some(Self::Everyone),
            "adults" => Some(Self::Adults),
            "minors" => Some(Self::Minors),
            _ => code.strip_prefix("some:").map(|whom| Self::Some(whom.into())),
        }
    }
}

impl Waiver {
    /// As shown in JSON and stored: `by …`, `no`, `unknown`.
    pub fn code(&self) -> String {
        match self {
            Self::By(whom) => format!("by {whom}"),
            Self::No => "no".into(),
            Self::Unknown => "unknown".into(),
        }
    }

    /// The reverse of [`Waiver::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "no" => Some(Self::No),
            "unknown" => Some(Self::Unknown),
            _ => code.strip_prefix("by ").map(|whom| Self::By(whom.into())),
        }
    }
}
