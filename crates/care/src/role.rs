//! What somebody of an agency is there for.

use serde::{Deserialize, Serialize};

/// One thing that somebody is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Opens the agency's cases, as far as they are in its circle.
    CaseHolder,
    /// Invites and removes people, and holds the agency's identity.
    Lead,
    /// Keeps the agency's listing in the directory.
    DirectoryEditor,
    /// Asks all agencies of the network to confirm their listings, and sees what is stale.
    Coordinator,
    /// Sees counts and logs that name nobody.
    Auditor,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::CaseHolder, Self::Lead, Self::DirectoryEditor, Self::Coordinator, Self::Auditor];

    /// As it is named in a form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CaseHolder => "case-holder",
            Self::Lead => "lead",
            Self::DirectoryEditor => "directory-editor",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::CaseHolder => 1,
            Self::Lead => 2,
            Self::DirectoryEditor => 4,
            Self::Coordinator => 8,
            Self::Auditor => 16,
        }
    }
}

/// What somebody is there for, all in all: a byte of their record, with a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Roles(u8);

/// Roles that nobody can have together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchRoles {
    /// There is none.
    #[error("somebody of an agency is there for something: choose at least one")]
    None,
    /// Whoever audits holds no key, and opens no case.
    #[error("an auditor has no path to a case, and is nothing beside it")]
    AuditorAndMore,
    /// A record names roles that this program does not know.
    #[error("a role is one that this program does not know")]
    Unknown,
}

impl Roles {
    /// These together.
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Result<Self, NoSuchRoles> {
        Self::from_bits(roles.into_iter().fold(0, |bits, role| bits | role.bit()))
    }

    /// Those of a record.
    pub fn from_bits(bits: u8) -> Result<Self, NoSuchRoles> {
        let known = Role::ALL.into_iter().fold(0, |known, role| known | role.bit());
        match bits {
            0 => Err(NoSuchRoles::None),
            bits if bits & !known != 0 => Err(NoSuchRoles::Unknown),
            bits if bits & Role::Auditor.bit() != 0 && bits != Role::Auditor.bit() => {
                Err(NoSuchRoles::AuditorAndMore)
            }
            bits => Ok(Self(bits)),
        }
    }

    /// As they stand in a record.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether this is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Those among them that need no key. What is not signed by whoever holds one says no more than that.
    pub fn without_keys(self) -> Result<Self, NoSuchRoles> {
        Self::of(self.iter().filter(|role| !matches!(role, Role::CaseHolder | Role::Lead)))
    }

    /// Each, in their order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// Whether the agency's key is wrapped to somebody with these: nobody else has a path to any key.
    pub const fn hold_keys(self) -> bool {
        self.has(Role::CaseHolder) || self.has(Role::Lead)
    }
}
