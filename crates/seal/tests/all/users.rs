use seal::{NoName, NotSignedIn, Passphrase, Pepper, RowId, SessionToken, UserSecret};

use crate::example::{Example, example};

#[test]
fn the_right_words_sign_in_however_they_were_typed_and_others_do_not() {
    let Example { user, mut random, .. } = example(30);
    let pepper = Pepper::random(&mut random);
    let words = Passphrase::typed("uno dos tres").unwrap();
    let (stored, second) = user.set_passphrase(&words, &pepper, &mut random).unwrap();
    let factor = second.seal(b"factor", &mut random).unwrap();

    let typed = Passphrase::typed(" Uno-DOS\u{2014}trés ").unwrap();
    let (signed_in, second) = UserSecret::sign_in(Some(&stored), &typed, &pepper).unwrap();
    assert!(signed_in.private().public() == user.private().public());
    assert_eq!(second.open(&factor).unwrap().expose(), b"factor");

    let wrong = Passphrase::typed("uno dos cuatro").unwrap();
    assert_eq!(UserSecret::sign_in(Some(&stored), &wrong, &pepper).err(), Some(NotSignedIn::NotRight));
    assert_eq!(UserSecret::sign_in(None, &typed, &pepper).err(), Some(NotSignedIn::NotRight));
    let other = Pepper::random(&mut random);
    assert_eq!(UserSecret::sign_in(Some(&stored), &typed, &other).err(), Some(NotSignedIn::NotRight));
}

#[test]
fn what_is_no_name_has_no_handle() {
    let Example { agency, mut random, .. } = example(32);
    let pepper = Pepper::random(&mut random);
    let longest = "x".repeat(1024);
    for name in ["a", "7", "\u{1f319}", longest.as_str()] {
        assert!(pepper.handle(agency, name).is_ok(), "{name}");
    }
    let too_long = longest + "x";
    for name in ["", " ", "\t\u{2014} -\u{a0}", "\u{301}", too_long.as_str()] {
        assert_eq!(pepper.handle(agency, name), Err(NoName), "{name}");
    }
}

#[test]
fn a_session_opens_its_users_secret_with_the_browsers_bytes() {
    let Example { user, mut random, agency, .. } = example(31);
    let token = SessionToken::random(&mut random);
    let sealed = token.seal(&user, &mut random);
    let mut sent = *token.expose();
    let opened = SessionToken::from_bytes(&mut sent).open(agency, user.user(), &sealed).unwrap();
    assert!(opened.private().public() == user.private().public());
    assert_eq!(sent, [0; 32], "where it was is wiped");
    let other = SessionToken::random(&mut random);
    assert!(other.open(agency, user.user(), &sealed).is_err());
    let _ = RowId::random(&mut random);
}
