//! Invitations: six words that go from one person to another beside the program, and make sure to both sides that they
//! deal with each other.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::GeneratedPassphrase;
use crate::pack::Pack;
use crate::secret::{Secret, same};
use crate::{AgencyId, PublicKey, RowId, UserId, VerifyingKey, derive};

/// What an agency and the one whom it invites have in common: a key made of six generated words. With it the invited
/// side knows the agency's identity for the right one, and the agency the new member's public key.
///
/// The key is `HKDF-SHA256(ikm = the words parted by one space, salt = the invitation's id, info =
/// pack("continuum/1/invitation", agency, user))`. HKDF and not Argon2id: the words are 77 random bits, so there is
/// nothing to slow a guesser down for; that is why they are [`GeneratedPassphrase`] alone and nobody chooses them. They
/// serve once, and the row of the invitation goes when they have.
pub struct Invitation {
    key: Secret,
}

/// A mark: 32 bytes, not secret. HMAC-SHA256 under the invitation's key.
pub type Mark = [u8; 32];

/// A mark was not made with the words of this invitation, or not over this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this was not made with the words of this invitation")]
pub struct NotFromThem;

impl Invitation {
    /// The invitation of these words, as an id that says nothing, for a user of an agency.
    pub fn new(id: RowId, agency: AgencyId, user: UserId, words: &GeneratedPassphrase) -> Self {
        let info = Pack::new("continuum/1/invitation").bytes(agency.bytes()).bytes(user.bytes());
        Self { key: derive::secret_of(words.expose().as_bytes(), id.bytes(), &info) }
    }

    /// The agency's mark over its identity, for the invited side.
    pub fn agency_mark(&self, identity: &VerifyingKey) -> Mark {
        self.mark("continuum/1/from-agency", identity.bytes())
    }

    /// The invited side's mark over its public key, without which the agency wraps nothing to it.
    pub fn member_mark(&self, member: &PublicKey) -> Mark {
        self.mark("continuum/1/from-member", member.bytes())
    }

    /// Whether the identity is the one that the inviting agency has.
    pub fn verify_agency(&self, identity: &VerifyingKey, mark: &Mark) -> Result<(), NotFromThem> {
        if same(&self.agency_mark(identity), mark) { Ok(()) } else { Err(NotFromThem) }
    }

    /// Whether the public key is the one that the invited side made.
    pub fn verify_member(&self, member: &PublicKey, mark: &Mark) -> Result<(), NotFromThem> {
        if same(&self.member_mark(member), mark) { Ok(()) } else { Err(NotFromThem) }
    }

    fn mark(&self, label: &str, key: &[u8]) -> Mark {
        let mut block = crate::pack::Wiped([0; 64]);
        // HMAC fills a short key up with zeros to the block of its hash (RFC 2104, section 2).
        block.0[..32].copy_from_slice(self.key.expose());
        let packed = Pack::new(label).bytes(key);
        Hmac::<Sha256>::new((&block.0).into()).chain_update(packed.as_slice()).finalize().into_bytes().into()
    }
}
