//! Which epochs keys are in, as it is remembered apart from the keys: so that an earlier one is not taken for the newest.

use crate::CircleId;
use crate::pack::Cut;

/// What has epochs, of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EpochOf {
    /// Its own key.
    Agency,
    /// The key of one of its circles.
    Circle(CircleId),
}

impl EpochOf {
    /// The kind, as it stands in a keys store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Circle(_) => "circle",
        }
    }

    /// The circle; of an agency's own key, zeros.
    pub fn id(self) -> [u8; 16] {
        match self {
            Self::Agency => [0; 16],
            Self::Circle(circle) => *circle.bytes(),
        }
    }

    /// What has this kind and id.
    pub fn from_code(code: &str, id: [u8; 16]) -> Option<Self> {
        match code {
            "agency" if id == [0; 16] => Some(Self::Agency),
            "circle" => Some(Self::Circle(CircleId::from_bytes(id))),
            _ => None,
        }
    }
}

/// How far the epochs of a key have come: 16 bytes, each number in 8, big end first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpochMark {
    /// The newest that ever began. The next is after it, so that no epoch begins twice.
    pub newest: u64,
    /// The one below which none counts: the newest, unless an older vault was restored since.
    pub least: u64,
}

impl EpochMark {
    /// After an epoch was seen to have begun.
    #[must_use]
    pub fn raised(before: Option<Self>, to: u64) -> Self {
        let before = before.unwrap_or(Self { newest: 0, least: 0 });
        Self { newest: before.newest.max(to), least: before.least.max(to) }
    }

    /// After a vault was restored in which this is the newest.
    #[must_use]
    pub fn restored(self, to: u64) -> Self {
        Self { newest: self.newest.max(to), least: to }
    }

    pub(crate) fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.newest.to_be_bytes());
        bytes[8..].copy_from_slice(&self.least.to_be_bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut cut = Cut::new(bytes);
        let mark = Self { newest: cut.number()?, least: cut.number()? };
        (cut.rest().is_empty() && mark.least <= mark.newest).then_some(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_forward_and_back_only_to_what_was_restored() {
        let mark = EpochMark::raised(None, 1);
        assert_eq!(mark, EpochMark { newest: 1, least: 1 });
        assert_eq!(EpochMark::raised(Some(mark), 3), EpochMark { newest: 3, least: 3 });
        let mark = EpochMark { newest: 3, least: 3 };
        assert_eq!(EpochMark::raised(Some(mark), 2), mark);
        let restored = mark.restored(1);
        assert_eq!(restored, EpochMark { newest: 3, least: 1 });
        assert_eq!(EpochMark::raised(Some(restored), 2), EpochMark { newest: 3, least: 2 });
        assert_eq!(EpochMark::raised(Some(restored), 4), EpochMark { newest: 4, least: 4 });
        assert_eq!(restored.restored(5), EpochMark { newest: 5, least: 5 });
    }

    #[test]
    fn a_mark_is_16_bytes_and_what_has_epochs_is_found_by_its_code() {
        let mark = EpochMark { newest: 258, least: 3 };
        assert_eq!(EpochMark::from_bytes(&mark.to_bytes()), Some(mark));
        assert_eq!(mark.to_bytes(), [0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 3]);
        assert_eq!(EpochMark::from_bytes(&[0; 15]), None);
        assert_eq!(EpochMark::from_bytes(&[0; 17]), None);
        for of in [EpochOf::Agency, EpochOf::Circle(CircleId::from_bytes([7; 16]))] {
            assert_eq!(EpochOf::from_code(of.code(), of.id()), Some(of));
        }
        assert_eq!(EpochOf::from_code("agency", [1; 16]), None);
        assert_eq!(EpochOf::from_code("case", [1; 16]), None);
    }
}
