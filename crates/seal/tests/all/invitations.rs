use seal::words::{NotFromThem, fingerprint, generate};
use seal::{
    AgencyId, GeneratedPassphrase, Id, IdentityKey, Invitation, Language, RowId, UserId, UserSecret,
    VerifyingKey,
};
use testkit::Repeatable;

use crate::example::{Example, example};

/// An Ed25519 public key that is in no need of being secret: RFC 8032, section 7.1, test 1.
const KEY: [u8; 32] = [
    0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e,
    0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
];

#[test]
fn an_agencys_identity_has_these_words_and_no_others() {
    // Made by another program, from the specification alone.
    let key = VerifyingKey::from_bytes(KEY).unwrap();
    let agency = AgencyId::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()));
    let english = ["ascribe", "remold", "equator", "professor", "catcher", "envelope"];
    assert_eq!(fingerprint(agency, &key, Language::En), english);
    let spanish = ["alrededor", "predecir", "diploma", "patinazo", "bizantino", "difundir"];
    assert_eq!(fingerprint(agency, &key, Language::Es), spanish);
}

#[test]
fn another_agency_or_another_identity_has_other_words() {
    let Example { agency, identity, mut random, .. } = example(80);
    let words = fingerprint(agency, &identity.verifying_key(), Language::En);
    assert_ne!(fingerprint(Id::random(&mut random), &identity.verifying_key(), Language::En), words);
    let newer = IdentityKey::random(agency, &mut random);
    assert_ne!(fingerprint(agency, &newer.verifying_key(), Language::En), words);
}

struct Invited {
    example: Example,
    id: RowId,
    user: UserId,
    words: GeneratedPassphrase,
    member: UserSecret,
}

fn invited(seed: u64) -> Invited {
    let mut example = example(seed);
    let id = RowId::random(&mut example.random);
    let user = UserId::random(&mut example.random);
    let words = generate(Language::Es, &mut example.random);
    let member = UserSecret::random(example.agency, user, &mut example.random);
    Invited { example, id, user, words, member }
}

impl Invited {
    fn invitation(&self) -> Invitation {
        Invitation::new(self.id, self.example.agency, self.user, &self.words)
    }

    /// Whether the marks of this invitation are those of another.
    fn fits(&self, other: &Invitation) -> bool {
        let here = self.invitation();
        let (identity, member) = (self.example.identity.verifying_key(), self.member.private());
        let from_agency = other.verify_agency(&identity, &here.agency_mark(&identity)).is_ok();
        let from_member = other.verify_member(member.public(), &here.member_mark(member.public())).is_ok();
        assert_eq!(from_agency, from_member);
        from_agency
    }
}

#[test]
fn both_sides_know_each_other_by_the_words_however_they_were_typed() {
    let here = invited(81);
    let typed = here.words.expose().to_uppercase().replace(' ', " - ");
    let typed = GeneratedPassphrase::typed(&typed).unwrap();
    assert!(here.fits(&Invitation::new(here.id, here.example.agency, here.user, &typed)));
}

#[test]
fn a_mark_is_what_another_program_makes_of_the_specification() {
    let words = GeneratedPassphrase::typed("wisdom bridge farm woodland feather dolphin").unwrap();
    let invitation = Invitation::new(
        RowId::from_bytes([3; 16]),
        AgencyId::from_bytes([1; 16]),
        UserId::from_bytes([2; 16]),
        &words,
    );
    let mark = invitation.agency_mark(&VerifyingKey::from_bytes(KEY).unwrap());
    let hexadecimal: String = mark.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hexadecimal, "4af928c95d0557777fd5a4c318a7612cfde418705825404b11c007e65fdbf44a");
}

#[test]
fn a_mark_made_with_other_words_is_refused() {
    let here = invited(82);
    let other = generate(Language::Es, &mut Repeatable::new(820));
    assert!(!here.fits(&Invitation::new(here.id, here.example.agency, here.user, &other)));
}

#[test]
fn a_mark_made_with_the_words_in_another_order_is_refused() {
    let here = invited(83);
    let mut words: Vec<_> = here.words.expose().split(' ').collect();
    words.swap(0, 5);
    let swapped = GeneratedPassphrase::typed(&words.join(" ")).unwrap();
    assert!(!here.fits(&Invitation::new(here.id, here.example.agency, here.user, &swapped)));
}

#[test]
fn a_mark_for_another_user_is_refused() {
    let here = invited(84);
    let other = UserId::from_bytes([9; 16]);
    assert!(!here.fits(&Invitation::new(here.id, here.example.agency, other, &here.words)));
}

#[test]
fn a_mark_for_another_agency_is_refused() {
    let here = invited(85);
    let other = AgencyId::from_bytes([9; 16]);
    assert!(!here.fits(&Invitation::new(here.id, other, here.user, &here.words)));
}

#[test]
fn a_mark_of_another_invitation_is_refused() {
    let here = invited(86);
    let other = RowId::from_bytes([9; 16]);
    assert!(!here.fits(&Invitation::new(other, here.example.agency, here.user, &here.words)));
}

#[test]
fn an_agency_and_a_user_that_change_places_are_refused() {
    let here = invited(87);
    let agency = AgencyId::from_bytes(*here.user.bytes());
    let user = UserId::from_bytes(*here.example.agency.bytes());
    assert!(!here.fits(&Invitation::new(here.id, agency, user, &here.words)));
}

#[test]
fn a_mark_over_another_identity_is_refused() {
    let mut here = invited(88);
    let invitation = here.invitation();
    let mark = invitation.agency_mark(&here.example.identity.verifying_key());
    let other = IdentityKey::random(here.example.agency, &mut here.example.random).verifying_key();
    assert_eq!(invitation.verify_agency(&other, &mark), Err(NotFromThem));
}

#[test]
fn a_mark_over_another_members_key_is_refused() {
    let here = invited(89);
    let invitation = here.invitation();
    let mark = invitation.member_mark(here.member.private().public());
    let other = here.example.user.private();
    assert_eq!(invitation.verify_member(other.public(), &mark), Err(NotFromThem));
}

#[test]
fn a_mark_of_the_other_direction_is_refused() {
    let here = invited(90);
    let invitation = here.invitation();
    let (identity, member) = (here.example.identity.verifying_key(), here.member.private());
    let (from_agency, from_member) =
        (invitation.agency_mark(&identity), invitation.member_mark(member.public()));
    assert_eq!(invitation.verify_agency(&identity, &from_member), Err(NotFromThem));
    assert_eq!(invitation.verify_member(member.public(), &from_agency), Err(NotFromThem));
}

#[test]
fn a_mark_with_any_bit_changed_is_refused() {
    let here = invited(91);
    let invitation = here.invitation();
    let identity = here.example.identity.verifying_key();
    let mark = invitation.agency_mark(&identity);
    for bit in 0..256 {
        let mut changed = mark;
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(invitation.verify_agency(&identity, &changed), Err(NotFromThem));
    }
}
