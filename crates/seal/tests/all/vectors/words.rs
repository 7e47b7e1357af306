//! Words that were drawn, fingerprints of identities, and invitations with the marks of both sides.

use seal::words::{fingerprint, generate};
use seal::{AgencyId, GeneratedPassphrase, Invitation, Language, RowId, UserId};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::messages::identity;
use super::users::user;
use crate::known::{Known, array, bytes, hex, list, some, text};

/// Six words' worth of random bytes: the first place and the last, bits that are dropped, and numbers past the end.
const DRAWN: [u8; 18] = [
    0x00, 0x00, 0x1e, 0x60, 0x1e, 0x5f, 0xe0, 0x01, 0xff, 0xff, 0x3e, 0x5f, 0x12, 0x34, 0xbe, 0x60, 0x9e,
    0x20,
];

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let generated = LANGUAGES.map(|(language, name)| {
        let words = generate(language, &mut Known::new(&[&DRAWN])).expose().to_owned();
        json!({ "language": name, "drawn": hex(DRAWN), "words": words })
    });
    let fingerprints = [0, 1].map(|_| {
        let mut of = json!({ "agency": hex(some::<16>(random)), "identity": hex(some::<32>(random)) });
        for (language, name) in LANGUAGES {
            of[name] = shown(&of, language).into();
        }
        of
    });
    let invitations = LANGUAGES.map(|(language, _)| {
        let words = generate(language, random);
        let mut of = json!({
            "invitation": hex(some::<16>(random)),
            "agency": hex(some::<16>(random)),
            "user": hex(some::<16>(random)),
            "identity": hex(some::<32>(random)),
            "user_secret": hex(some::<32>(random)),
            "typed": words.expose().to_uppercase().replace(' ', " -\n"),
            "words": words.expose(),
        });
        let invitation = invitation(&of);
        of["agency_mark"] = hex(invitation.agency_mark(&identity(&of).verifying_key())).into();
        of["member_mark"] = hex(invitation.member_mark(user(&of).private().public())).into();
        of
    });
    json!({ "generated": generated, "fingerprints": fingerprints, "invitations": invitations })
}

const LANGUAGES: [(Language, &str); 2] = [(Language::En, "en"), (Language::Es, "es")];

/// The words of the identity that a vector names.
fn shown(of: &Value, language: Language) -> Vec<&'static str> {
    let agency = AgencyId::from_bytes(array(of, "agency"));
    fingerprint(agency, &identity(of).verifying_key(), language).to_vec()
}

/// The invitation that a vector names, with the words as they were typed.
fn invitation(of: &Value) -> Invitation {
    let words = GeneratedPassphrase::typed(text(of, "typed")).unwrap();
    assert_eq!(words.expose(), text(of, "words"));
    let (agency, user) = (AgencyId::from_bytes(array(of, "agency")), UserId::from_bytes(array(of, "user")));
    Invitation::new(RowId::from_bytes(array(of, "invitation")), agency, user, &words)
}

pub(crate) fn open(file: &Value) {
    for of in list(file, "generated") {
        let words = GeneratedPassphrase::typed(text(of, "words")).unwrap();
        assert_eq!(words.expose(), text(of, "words"));
        let [language] =
            LANGUAGES.iter().filter(|(_, name)| *name == text(of, "language")).collect::<Vec<_>>()[..]
        else {
            unreachable!("there are two languages")
        };
        assert_eq!(generate(language.0, &mut Known::new(&[&bytes(of, "drawn")])).expose(), words.expose());
    }
    for of in list(file, "fingerprints") {
        for (language, name) in LANGUAGES {
            assert_eq!(json!(shown(of, language)), of[name]);
        }
    }
    assert_eq!(open_invitations(file), 2);
}

/// Verifies the marks of invitations, and says how many there were.
pub(crate) fn open_invitations(file: &Value) -> usize {
    for of in list(file, "invitations") {
        let (here, agency, member) = (invitation(of), identity(of).verifying_key(), user(of).private());
        assert_eq!(here.verify_agency(&agency, &array(of, "agency_mark")), Ok(()));
        assert_eq!(here.verify_member(member.public(), &array(of, "member_mark")), Ok(()));
    }
    list(file, "invitations").len()
}
