//! Who signs a release. The rules are those of 34 U.S.C. 12291(b)(2)(B)(ii) and 28 CFR 94.115, which many of these agencies
//! are bound by, and to which all are held here.
//!
//! The person signs. A minor signs with one parent or guardian, and for somebody whom a court has given a guardian that guardian
//! does; but who may receive the service without them signs alone. Whoever has abused the minor, the minor's
//! other parent or the person under guardianship signs for nobody.

use serde::{Deserialize, Serialize};

use crate::Text;

/// Whose release it is, as far as signing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Whose {
    /// An adult who decides for themselves.
    Adult,
    /// Somebody whom a court has given a guardian.
    UnderGuardianship {
        /// Whether they may receive the service without the guardian.
        alone: bool,
    },
    /// A minor.
    Minor {
        /// Whether they may receive the service without a parent or guardian.
        alone: bool,
    },
}

/// How somebody who signs beside the person stands to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandsAs {
    /// A parent.
    Parent,
    /// A guardian, whom no court has appointed.
    Guardian,
    /// A guardian whom a court has appointed.
    CourtAppointed,
}

/// Somebody who signs beside the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cosigner {
    /// What they are called.
    pub name: Text,
    /// How they stand to the person.
    pub stands_as: StandsAs,
    /// Whether they are known to have abused the person, or, for a minor, the other parent.
    pub has_abused: bool,
}

/// Who has signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatures {
    /// Whether the person has.
    pub person: bool,
    /// Who has beside them.
    pub cosigner: Option<Cosigner>,
}

/// Why what was signed permits nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unsigned {
    /// The person has to sign.
    Person,
    /// A parent or guardian has to sign beside the minor.
    ParentOrGuardian,
    /// The guardian whom a court has appointed has to sign.
    CourtAppointed,
    /// Whoever signed beside them has abused somebody, and signs for nobody.
    Abuser,
}

impl Whose {
    /// What is missing before these signatures permit anything; nothing: they do.
    pub fn lacks(self, signatures: &Signatures) -> Vec<Unsigned> {
        let cosigner = signatures.cosigner.as_ref();
        // In the place of somebody whom a court has given a guardian the law asks for the guardian's signature.
        let is_asked = !matches!(self, Self::UnderGuardianship { alone: false });
        let person = (is_asked && !signatures.person).then_some(Unsigned::Person);
        let beside = match self {
            Self::Adult | Self::Minor { alone: true } | Self::UnderGuardianship { alone: true } => None,
            Self::Minor { alone: false } => match cosigner {
                None => Some(Unsigned::ParentOrGuardian),
                Some(cosigner) => cosigner.has_abused.then_some(Unsigned::Abuser),
            },
            Self::UnderGuardianship { alone: false } => match cosigner {
                Some(cosigner) if cosigner.stands_as != StandsAs::CourtAppointed => {
                    Some(Unsigned::CourtAppointed)
                }
                None => Some(Unsigned::CourtAppointed),
                Some(cosigner) => cosigner.has_abused.then_some(Unsigned::Abuser),
            },
        };
        person.into_iter().chain(beside).collect()
    }
}
