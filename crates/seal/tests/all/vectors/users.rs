//! A user: passphrase, secret, second factor, session.

use seal::{AgencyId, Passphrase, Pepper, SessionToken, UserId, UserSecret};
use serde_json::{Value, json};
use testkit::Repeatable;

use crate::known::{Known, array, bytes, hex, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let mut file = json!({
        "agency": hex(some::<16>(random)),
        "user": hex(some::<16>(random)),
        "user_secret": hex(some::<32>(random)),
        "passphrase": "  Azul\u{2014}CAMI\u{d3}N  luna-tren\u{a0}\u{fb01}n ",
        "pepper": hex(some::<32>(random)),
        "salt": hex(some::<16>(random)),
        "second_factor": hex(some::<20>(random)),
        "session": hex(some::<32>(random)),
    });
    let user = user(&file);
    let words = Passphrase::typed(text(&file, "passphrase")).unwrap();
    let nonce = some::<24>(random);
    let (stored, second) = user
        .set_passphrase(&words, &pepper(&file), &mut Known::new(&[&bytes(&file, "salt"), &nonce]))
        .unwrap();
    let session = session(&file);
    file["check"] = hex(stored.check).into();
    file["sealed_user_secret"] = hex(stored.secret.bytes()).into();
    file["hybrid_key"] = hex(user.private().public().bytes()).into();
    file["sealed_second_factor"] =
        hex(second.seal(&bytes(&file, "second_factor"), random).unwrap().bytes()).into();
    file["name"] = "  Jos\u{e9}-MARIA ".into();
    file["handle"] = hex(handle(&file)).into();
    file["session_hash"] = hex(session.hash()).into();
    file["sealed_session"] = hex(session.seal(&user, random).bytes()).into();
    file
}

/// The user that a vector names.
pub(crate) fn user(file: &Value) -> UserSecret {
    let (agency, user) = ids(file);
    UserSecret::random(agency, user, &mut Known::new(&[&bytes(file, "user_secret")]))
}

fn ids(file: &Value) -> (AgencyId, UserId) {
    (AgencyId::from_bytes(array(file, "agency")), UserId::from_bytes(array(file, "user")))
}

/// What a vault knows the user of this name by.
fn handle(file: &Value) -> [u8; 32] {
    pepper(file).handle(ids(file).0, text(file, "name")).unwrap()
}

fn session(file: &Value) -> SessionToken {
    SessionToken::from_bytes(&mut array(file, "session"))
}

/// The pepper that a vector names.
pub(crate) fn pepper(file: &Value) -> Pepper {
    Pepper::random(&mut Known::new(&[&bytes(file, "pepper")]))
}

/// What a vault stores of the user.
pub(crate) fn stored(file: &Value) -> seal::SignIn {
    let (agency, user) = ids(file);
    let secret = seal::Sealed::from_bytes(bytes(file, "sealed_user_secret")).unwrap();
    seal::SignIn { agency, user, salt: array(file, "salt"), check: array(file, "check"), secret }
}

pub(crate) fn open(file: &Value) {
    let (agency, id) = ids(file);
    let same = |user: &UserSecret| hex(user.private().public().bytes()) == text(file, "hybrid_key");
    assert!(same(&user(file)));

    assert_eq!(hex(handle(file)), text(file, "handle"));
    assert_eq!(pepper(file).handle(agency, "jose maria"), Ok(handle(file)), "however it is typed");
    assert_ne!(pepper(file).handle(agency, "jose marie"), Ok(handle(file)));
    assert_ne!(pepper(file).handle(AgencyId::from_bytes([0; 16]), "jose maria"), Ok(handle(file)));

    let words = Passphrase::typed(text(file, "passphrase")).unwrap();
    let (signed_in, second) = UserSecret::sign_in(Some(&stored(file)), &words, &pepper(file)).unwrap();
    assert!(same(&signed_in));
    let factor = seal::Sealed::from_bytes(bytes(file, "sealed_second_factor")).unwrap();
    assert_eq!(second.open(&factor).unwrap().expose(), bytes(file, "second_factor"));

    let sealed = seal::Sealed::from_bytes(bytes(file, "sealed_session")).unwrap();
    assert_eq!(hex(session(file).hash()), text(file, "session_hash"));
    assert!(same(&session(file).open(agency, id, &sealed).unwrap()));
}
