use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

use super::*;
use crate::told;

/// The same byte for ever.
struct Byte(u8);

impl TryRng for Byte {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.into())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.into())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(self.0);
        Ok(())
    }
}

impl TryCryptoRng for Byte {}

#[test]
fn whoever_is_not_there_is_refused_with_the_same_hashes_as_whoever_has_other_words() {
    let (agency, user) = (AgencyId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
    let pepper = Pepper::random(&mut Byte(3));
    let typed = |words| Passphrase::typed(words).unwrap();
    let secret = UserSecret::random(agency, user, &mut Byte(4));
    let (stored, _) = secret.set_passphrase(&typed("uno dos tres"), &pepper, &mut Byte(5)).unwrap();
    let of_another_agency = SignIn { agency: AgencyId::from_bytes([9; 16]), ..stored.clone() };
    let of_another_user = SignIn { user: UserId::from_bytes([9; 16]), ..stored.clone() };
    let other_salt = SignIn { salt: [9; 16], ..stored.clone() };

    let expected = [
        "argon2id 65536 KiB, 3 passes, 1 lanes, salt 16, pepper 32",
        "hkdf continuum/1/sign-in, salt 0, info 63 to 32",
    ];
    let refused = [
        ("nobody", None, "uno dos tres"),
        ("nobody, with other words", None, "uno dos"),
        ("other words", Some(&stored), "uno dos"),
        ("another agency", Some(&of_another_agency), "uno dos tres"),
        ("another user", Some(&of_another_user), "uno dos tres"),
        ("another salt", Some(&other_salt), "uno dos tres"),
    ];
    for (name, stored, words) in refused {
        let (signed_in, told) = told::during(|| UserSecret::sign_in(stored, &typed(words), &pepper));
        assert_eq!(signed_in.err(), Some(NotSignedIn::NotRight), "{name}");
        assert_eq!(told, expected, "{name}");
    }

    let (signed_in, told) =
        told::during(|| UserSecret::sign_in(Some(&stored), &typed("uno dos tres"), &pepper));
    assert!(signed_in.is_ok());
    assert_eq!(told[..2], expected);
    assert_eq!(
        told[2..],
        ["hkdf continuum/1/user, salt 0, info 87 to 64", "hkdf continuum/1/user, salt 0, info 80 to 64",],
        "more is hashed only for whoever is let in"
    );
}

#[test]
fn what_the_right_words_open_is_told_when_it_is_broken() {
    let (agency, user) = (AgencyId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
    let pepper = Pepper::random(&mut Byte(3));
    let words = Passphrase::typed("uno dos tres").unwrap();
    let secret = UserSecret::random(agency, user, &mut Byte(4));
    let (stored, second) = secret.set_passphrase(&words, &pepper, &mut Byte(5)).unwrap();
    let changed = |at: usize| {
        let mut bytes = stored.secret.bytes().to_vec();
        bytes[at] ^= 1;
        let stored = SignIn { secret: Sealed::from_bytes(bytes).unwrap(), ..stored.clone() };
        UserSecret::sign_in(Some(&stored), &words, &pepper).err()
    };
    assert_eq!(changed(1), Some(NotSignedIn::Broken(Broken::Key)));
    assert_eq!(changed(60), Some(NotSignedIn::Broken(Broken::Changed)));

    let factor = second.seal(b"factor", &mut Byte(6)).unwrap();
    let mut bytes = factor.bytes().to_vec();
    bytes[60] ^= 1;
    assert_eq!(second.open(&Sealed::from_bytes(bytes).unwrap()).err(), Some(Broken::Changed));
    let mut other = second;
    other.user = UserId::from_bytes([9; 16]);
    assert_eq!(other.open(&factor).err(), Some(Broken::Changed), "for another user");
}
