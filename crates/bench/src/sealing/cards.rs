//! Index cards: each under a key made of its circle's and its case's share.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use seal::{AgencyId, CaseId, CaseShare, CircleId, CircleKey, OVERHEAD, Place as At};

use super::options::Options;
use super::reference::{self, Place, broken};
use super::rounds::{What, measure as in_turn};
use super::{Beside, Error};

/// What a card says: names, a handle, the next reminder.
const CONTENT: usize = 300;
const CEILING: f64 = 1.5;

pub(super) fn measure(options: &Options) -> Result<Vec<Beside>, Error> {
    let mut random = StdRng::seed_from_u64(1);
    let agency = AgencyId::random(&mut random);
    let circle = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    let content = [b'c'; CONTENT];
    let cases: Vec<(CaseId, CaseShare)> =
        (0..options.cards).map(|_| (CaseId::random(&mut random), CaseShare::random(&mut random))).collect();
    let sealed = |random: &mut StdRng| {
        let each = cases.iter().map(|(case, share)| {
            circle.card_key(*case, share).seal(&At::card(agency, *case, 1), &content, random)
        });
        each.collect::<Result<Vec<_>, _>>().map_err(|_| broken())
    };
    let cards = sealed(&mut random)?;

    // The reference's own key and shares: ours cannot be read.
    let (index, salt) = ([7; 32], [8; 32]);
    let filled = reference::filled(&content, 512);
    let circle_id = circle.circle();
    let infos: Vec<(Vec<u8>, Vec<u8>)> = cases
        .iter()
        .map(|(case, _)| {
            let (epoch, version) = (1u64.to_be_bytes(), 1u64.to_be_bytes());
            let label = b"continuum/1/circle".as_slice();
            let fields = [label, agency.bytes(), circle_id.bytes(), &epoch, case.bytes(), b"card", &version];
            let place = Place {
                table: "card",
                agency: agency.bytes(),
                case: case.bytes(),
                part: "card",
                sequence: 1,
                previous: &[0; 32],
            };
            (reference::pack(&fields), place.authenticated("card"))
        })
        .collect();
    let seal_all = |random: &mut StdRng| {
        let each = infos.iter().map(|(info, authenticated)| {
            let mut nonce = [0; 24];
            random.fill_bytes(&mut nonce);
            let key = reference::hkdf(&index, &salt, info)?;
            reference::seal(&key, nonce, &filled, authenticated).map(|sealed| (nonce, sealed))
        });
        each.collect::<Result<Vec<_>, Error>>()
    };
    let others = seal_all(&mut random)?;

    let what = |name| What { name, many: options.cards, ceiling: CEILING };
    let open = in_turn(
        what("cards-opened"),
        options.rounds,
        || {
            let mut bytes = 0;
            for ((case, share), card) in cases.iter().zip(&cards) {
                let opened = circle.card_key(*case, share).open(&At::card(agency, *case, 1), card);
                bytes += usize::from(opened.map_err(|_| broken())?.expose().len() == CONTENT);
            }
            Ok(bytes)
        },
        || {
            let mut bytes = 0;
            for ((info, authenticated), (nonce, sealed)) in infos.iter().zip(&others) {
                let key = reference::hkdf(&index, &salt, info)?;
                bytes +=
                    usize::from(reference::open(&key, *nonce, sealed, authenticated)?.len() == filled.len());
            }
            Ok(bytes)
        },
    )?;
    let mut other = StdRng::seed_from_u64(2);
    let seal = in_turn(
        what("cards-sealed"),
        options.rounds,
        || Ok(sealed(&mut random)?.iter().map(|card| card.bytes().len() - OVERHEAD).sum()),
        || Ok(seal_all(&mut other)?.iter().map(|(_, sealed)| sealed.len() - 16).sum()),
    )?;
    Ok(vec![open, seal])
}
