//! Six words for an agency's identity, which partners compare by phone.

use sha2::{Digest, Sha256};

use super::generated::WORDS;
use super::{Language, number};
use crate::pack::Pack;
use crate::{AgencyId, VerifyingKey};

/// The words of an agency's identity: `SHA-256(pack("continuum/1/fingerprint", agency, key))` as one number of 32 bytes,
/// big end first, divided by the length of the list six times; the remainders are the words, in the order in which they
/// come. They are the same places in either language, so both sides have to choose the same one.
///
/// 77 bits: whoever wants another identity to have the same words makes some 10²³ of them.
pub fn fingerprint(agency: AgencyId, identity: &VerifyingKey, language: Language) -> [&'static str; WORDS] {
    let packed = Pack::new("continuum/1/fingerprint").bytes(agency.bytes()).bytes(identity.bytes());
    let mut digest: [u8; 32] = Sha256::digest(packed.as_slice()).into();
    std::array::from_fn(|_| language.word(number::divide(&mut digest)))
}
