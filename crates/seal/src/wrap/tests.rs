//! What stands behind the signature: wraps that their own sender broke and signed.

use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

use super::*;
use crate::{CaseShare, UserId, UserSecret};

/// Counts up: each key is another, and that is all that is asked of it here.
struct Counting(u8);

impl TryRng for Counting {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0 += 1;
        Ok(self.0.into())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 += 1;
        Ok(self.0.into())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0 += 1;
        bytes.fill(self.0);
        Ok(())
    }
}

impl TryCryptoRng for Counting {}

#[test]
fn behind_the_signature_the_commitment_is_compared_before_the_key_is_opened() {
    let mut random = Counting(0);
    let agency = AgencyId::random(&mut random);
    let signer = AgencyKey::random(agency, 1, &mut random);
    let case = CaseId::random(&mut random);
    let key = CaseKey::random(agency, case, &mut random);
    let user = UserSecret::random(agency, UserId::random(&mut random), &mut random);
    let (share, case_share) = (WrapShare::random(&mut random), CaseShare::random(&mut random));
    let terms = Terms {
        wrap: WrapId::random(&mut random),
        sender: agency,
        share: &share,
        case_share: &case_share,
        until: Some(1_750_000_000_000),
        release: b"release",
    };
    let to = user.private();
    let sealed = Wrap::seal(&key, &user, &terms, &signer, &mut random).unwrap();

    let of = Of::<CaseKey>::case(agency, case);
    let info = info::<CaseKey>(&of.subject, &terms, &signer.verifying_key(), to.public());
    let authenticated = Pack::new("continuum/1/release").bytes(terms.release);
    let open = |change: &dyn Fn(&mut [u8])| {
        let mut bytes = sealed.bytes()[..WRAP_LENGTH - SIGNATURE].to_vec();
        change(&mut bytes);
        let signature = signer.sign(&signed(&terms, &info, &authenticated, &bytes));
        bytes.extend_from_slice(&signature);
        let wrap = Wrap::<CaseKey>::from_bytes(&bytes)?;
        wrap.open(&of, &to, &terms, &signer.verifying_key()).map(|key| *key.expose())
    };
    let commitment = 1 + ENCAPSULATED;
    let ciphertext = commitment + COMMITMENT;
    let tag = ciphertext + 32;
    assert_eq!(open(&|_| {}), Ok(*key.expose()));
    let turned = |at: usize| open(&|bytes: &mut [u8]| bytes[at] ^= 1);
    for (name, at, expected) in [
        ("the suite", 0, Broken::Suite),
        ("ML-KEM's first bit", 1, Broken::Key),
        ("ML-KEM's last bit", 1088, Broken::Key),
        ("X25519's first bit", 1089, Broken::Key),
        ("X25519's middle", 1105, Broken::Key),
        ("the commitment's first bit", commitment, Broken::Key),
        ("the commitment's last bit", ciphertext - 1, Broken::Key),
        ("the ciphertext's first bit", ciphertext, Broken::Changed),
        ("the ciphertext's last bit", tag - 1, Broken::Changed),
        ("the tag's first bit", tag, Broken::Changed),
        ("the tag's last bit", tag + 15, Broken::Changed),
    ] {
        assert_eq!(turned(at), Err(expected), "{name}");
    }
    let both = open(&|bytes: &mut [u8]| {
        bytes[commitment] ^= 1;
        bytes[tag] ^= 1;
    });
    assert_eq!(both, Err(Broken::Key), "the commitment and the tag");
    let zeros = open(&|bytes: &mut [u8]| bytes[1089..commitment].fill(0));
    assert_eq!(zeros, Err(Broken::Key), "an X25519 key of small order");
}

#[test]
fn what_a_wrap_is_for_has_a_name_of_its_own() {
    use crate::content::{Packet, Question, Reply};
    use crate::message::MessageKey;

    let mut purposes = [
        CircleKey::PURPOSE,
        AgencyKey::PURPOSE,
        IdentityKey::PURPOSE,
        CaseKey::PURPOSE,
        MessageKey::<Question>::PURPOSE,
        MessageKey::<Packet>::PURPOSE,
        MessageKey::<Reply>::PURPOSE,
    ];
    purposes.sort_unstable();
    assert!(purposes.windows(2).all(|pair| pair[0] != pair[1]), "{purposes:?}");
}
