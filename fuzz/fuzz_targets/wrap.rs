//! Wraps as a store might give them: what opens is what was wrapped, to the byte.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::{
    AgencyId, AgencyKey, CircleId, CircleKey, Id, Of, Terms, UserSecret, VerifyingKey, Wrap, WrapId,
    WrapShare,
};

struct Wrapped {
    agency: AgencyId,
    circle: CircleId,
    signer: AgencyKey,
    user: UserSecret,
    wrap: WrapId,
    share: WrapShare,
    bytes: Vec<u8>,
}

static WRAPPED: LazyLock<Wrapped> = LazyLock::new(|| {
    let random = &mut Counting(2);
    let (agency, circle) = (Id::random(random), Id::random(random));
    let signer = AgencyKey::random(agency, 1, random);
    let user = UserSecret::random(agency, Id::random(random), random);
    let (wrap, share) = (WrapId::random(random), WrapShare::random(random));
    let key = CircleKey::random(agency, circle, 1, random);
    let terms = Terms { wrap, sender: agency, share: &share, case_share: (), until: None, release: &[] };
    let sealed = Wrap::seal(&key, &user, &terms, &signer, random).expect("the key is good");
    let bytes = sealed.bytes().to_vec();
    Wrapped { agency, circle, signer, user, wrap, share, bytes }
});

fuzz_target!(|input: &[u8]| {
    let Wrapped { agency, circle, signer, user, wrap, share, bytes: good } = &*WRAPPED;
    let bytes = bytes_or_changes(input, good);
    let Ok(sealed) = Wrap::<CircleKey>::from_bytes(&bytes) else { return assert!(bytes != *good) };
    let terms = Terms { wrap: *wrap, sender: *agency, share, case_share: (), until: None, release: &[] };
    let of = Of::<CircleKey>::circle(*agency, *circle, 1);
    let opened = sealed.open(&of, &user.private(), &terms, &signer.verifying_key());
    assert_eq!(opened.is_ok(), bytes == *good);
    if let Ok(point) = bytes[..32]
        .try_into()
        .map_err(|_| ())
        .and_then(|point| VerifyingKey::from_bytes(point).map_err(|_| ()))
    {
        assert!(sealed.open(&of, &user.private(), &terms, &point).is_err());
    }
});
