//! An agency with a circle, a case and a user, for tests.

use rand_core::{TryCryptoRng, TryRng};
use seal::{
    AgencyId, AgencyKey, Announcement, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Id, IdentityKey,
    UserId, UserSecret,
};
use sha2::{Digest, Sha256};
use std::convert::Infallible;

/// Bytes that look random and are the same in every run: SHA-256 of a seed and a counter.
pub(crate) struct Repeatable {
    seed: u64,
    block: u64,
    left: Vec<u8>,
}

impl Repeatable {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, block: 0, left: Vec::new() }
    }

    fn byte(&mut self) -> u8 {
        if self.left.is_empty() {
            let mut hash = Sha256::new();
            hash.update(self.seed.to_be_bytes());
            hash.update(self.block.to_be_bytes());
            self.block += 1;
            self.left = hash.finalize().to_vec();
        }
        self.left.remove(0)
    }
}

impl TryRng for Repeatable {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes([0; 4].map(|_: u8| self.byte())))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes([0; 8].map(|_: u8| self.byte())))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.iter_mut().for_each(|byte| *byte = self.byte());
        Ok(())
    }
}

impl TryCryptoRng for Repeatable {}

/// An agency, its keys, and one case.
pub(crate) struct Example {
    pub(crate) random: Repeatable,
    pub(crate) agency: AgencyId,
    pub(crate) identity: IdentityKey,
    pub(crate) keys: AgencyKey,
    pub(crate) announcement: Announcement,
    pub(crate) circle: CircleKey,
    pub(crate) case: CaseId,
    pub(crate) case_share: CaseShare,
    pub(crate) case_key: CaseKey,
    pub(crate) user: UserSecret,
}

/// One of many, all different.
pub(crate) fn example(seed: u64) -> Example {
    let mut random = Repeatable::new(seed);
    let agency = Id::random(&mut random);
    let identity = IdentityKey::random(agency, &mut random);
    let keys = AgencyKey::random(agency, 1, &mut random);
    let announcement = identity.announce(&keys, 1_750_000_000_000);
    let circle = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    let case = CaseId::random(&mut random);
    let case_share = CaseShare::random(&mut random);
    let case_key = CaseKey::random(agency, case, &mut random);
    let user = UserSecret::random(agency, UserId::random(&mut random), &mut random);
    Example { random, agency, identity, keys, announcement, circle, case, case_share, case_key, user }
}
