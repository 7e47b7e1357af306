use testkit::Repeatable;

use super::*;
use crate::{AgencyKey, Place, Terms, Wrap, WrapId, WrapShare};

struct Story {
    random: Repeatable,
    signer: AgencyKey,
    case: CaseKey,
    share: CaseShare,
    person: UserSecret,
}

fn story() -> Story {
    let mut random = Repeatable::new(7);
    let agency = AgencyId::from_bytes([1; 16]);
    let signer = AgencyKey::random(agency, 1, &mut random);
    let case = CaseKey::random(agency, CaseId::from_bytes([2; 16]), &mut random);
    let share = CaseShare::random(&mut random);
    let person = UserSecret::random(agency, UserId::from_bytes([3; 16]), &mut random);
    Story { random, signer, case, share, person }
}

#[test]
fn the_person_opens_their_page_with_the_shares_of_the_wrap_and_the_case_and_not_without() {
    let Story { mut random, signer, case, share, person } = story();
    let page = RowId::from_bytes([4; 16]);
    let key = case.page(page);
    let (wrap, wrap_share) = (WrapId::random(&mut random), WrapShare::random(&mut random));
    let agency = signer.agency();
    let terms = |wrap_share, case_share| Terms::<PageKey> {
        wrap,
        sender: agency,
        share: wrap_share,
        case_share,
        until: None,
        release: &[],
    };
    let given =
        Wrap::seal(&key, &key.vouch(&person), &terms(&wrap_share, &share), &signer, &mut random).unwrap();
    let place = Place::page(agency, case.case(), page, 1);
    let sealed = key.content(case.case(), &share).seal(&place, b"what they see", &mut random).unwrap();

    let open = |terms: &Terms<'_, PageKey>, page| {
        given.open(&Of::page(agency, page), &person.private(), terms, &signer.verifying_key())
    };
    let opened = open(&terms(&wrap_share, &share), page).unwrap();
    let content = opened.content(case.case(), &share).open(&place, &sealed).unwrap();
    assert_eq!(content.expose(), b"what they see");

    let other = CaseShare::random(&mut random);
    let another = WrapShare::random(&mut random);
    assert!(open(&terms(&another, &share), page).is_err(), "without the wrap's share");
    assert!(open(&terms(&wrap_share, &other), page).is_err(), "without the case's");
    assert!(open(&terms(&wrap_share, &share), RowId::from_bytes([5; 16])).is_err(), "as another page's");
    // Whoever has kept the key opens nothing either once the case is erased.
    assert!(opened.content(case.case(), &other).open(&place, &sealed).is_err());
    // What the page shows is not what the person says there.
    assert_ne!(
        opened.content(case.case(), &share).commitment(),
        opened.lines(case.case(), &share).commitment()
    );
}

#[test]
fn a_store_cannot_say_whose_page_it_is() {
    let Story { mut random, case, person, .. } = story();
    let key = case.page(RowId::from_bytes([4; 16]));
    let theirs = key.vouch(&person);
    let bytes = theirs.bytes();
    let again = key.person(person.user(), &bytes).unwrap();
    assert_eq!((again.user(), again.bytes()), (person.user(), bytes.clone()));

    let another = UserSecret::random(person.agency(), UserId::from_bytes([6; 16]), &mut random);
    let swapped = [another.private().public().bytes().as_slice(), &bytes[bytes.len() - 32..]].concat();
    assert!(key.person(person.user(), &swapped).is_err(), "another key under the mark");
    assert!(key.person(another.user(), &bytes).is_err(), "as somebody else's");
    assert!(key.person(person.user(), &bytes[..40]).is_err(), "cut off");
    let other = case.page(RowId::from_bytes([5; 16]));
    assert!(other.person(person.user(), &bytes).is_err(), "of another page");
    assert!(
        other.person(person.user(), &theirs.under(&other).bytes()).is_ok(),
        "but by whoever has both keys"
    );
}

#[test]
fn a_card_is_found_however_it_is_typed_and_is_nobodys_name() {
    let mut random = Repeatable::new(1);
    let pepper = Pepper::random(&mut random);
    let agency = AgencyId::from_bytes([1; 16]);
    for _ in 0..200 {
        let card = PageCard::random(&mut random);
        let card = card.expose();
        assert_eq!((card.len(), card.find('-')), (9, Some(4)), "{card}");
        let known = pepper.card(card).unwrap();
        let apart: String = card.chars().flat_map(|letter| [letter, ' ']).collect();
        for typed in [card.to_lowercase(), card.replace('-', ""), card.replace('-', " \u{2013} "), apart] {
            assert_eq!(pepper.card(&typed), Some(known), "{typed}");
        }
        assert_ne!(pepper.handle(agency, card).unwrap(), known);
    }
    for none in ["", "K7QM", "K7QM-2XRT-4", "K7QM-2XR0", "K7QM-2XRI", "\u{1e9e}7QM-2XRT", "K7QM2XRTK7QM2XRT"]
    {
        assert_eq!(pepper.card(none), None, "{none}");
    }
}
