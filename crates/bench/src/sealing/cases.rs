//! Cases: the key of each, and its journal from the first entry to the last.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use seal::content::{CaseKeyBytes, Notes};
use seal::{
    AgencyId, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Head, JournalReader, OVERHEAD, Sealed,
};

use super::options::Options;
use super::reference::{self, Place, broken};
use super::rounds::{What, measure as in_turn};
use super::{Beside, Error};

/// What an entry says: a note of a few lines.
const CONTENT: usize = 200;
const CEILING: f64 = 2.0;

struct Case {
    id: CaseId,
    share: CaseShare,
    key: CaseKey,
    sealed_key: Sealed<CaseKeyBytes>,
    entries: Vec<Vec<u8>>,
    head: Head,
}

/// One entry for the reference: its nonce, what is sealed, what is authenticated.
type Other = ([u8; 24], Vec<u8>, Vec<u8>);

pub(super) fn measure(options: &Options) -> Result<Vec<Beside>, Error> {
    let mut random = StdRng::seed_from_u64(3);
    let agency = AgencyId::random(&mut random);
    let circle = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    let content = [b'e'; CONTENT];
    let written = |key: &CaseKey, entries: usize, random: &mut StdRng| {
        let notes = key.part::<Notes>(1);
        let mut head = Head::empty(agency, key.case());
        let mut journal = Vec::with_capacity(entries);
        for _ in 0..entries {
            let entry = notes.seal_entry(&head, &content, random).map_err(|_| broken())?;
            head = head.after(entry.bytes());
            journal.push(entry.bytes().to_vec());
        }
        Ok::<_, Error>((journal, head))
    };
    let mut cases = Vec::with_capacity(options.cases);
    for _ in 0..options.cases {
        let (id, share) = (CaseId::random(&mut random), CaseShare::random(&mut random));
        let key = CaseKey::random(agency, id, &mut random);
        let sealed_key = circle.seal_case_key(&key, &share, &mut random);
        let (entries, head) = written(&key, options.entries, &mut random)?;
        cases.push(Case { id, share, key, sealed_key, entries, head });
    }

    // The same bytes and places, under a key of the reference's own.
    let key = [9; 32];
    let filled = reference::filled(&content, 256);
    let authenticated = |case: &Case| {
        let mut head = Head::empty(agency, case.id);
        let mut all = Vec::with_capacity(case.entries.len());
        for entry in &case.entries {
            let place = Place {
                table: "journal",
                agency: agency.bytes(),
                case: case.id.bytes(),
                part: "notes",
                sequence: head.count + 1,
                previous: &head.hash,
            };
            all.push(place.authenticated("entry"));
            head = head.after(entry);
        }
        all
    };
    let mut others: Vec<Other> = Vec::with_capacity(options.cases * options.entries);
    for authenticated in cases.iter().flat_map(authenticated) {
        let mut nonce = [0; 24];
        random.fill_bytes(&mut nonce);
        others.push((nonce, reference::seal(&key, nonce, &filled, &authenticated)?, authenticated));
    }

    let what = |name| What { name, many: options.cases, ceiling: CEILING };
    let open = in_turn(
        what("cases-opened"),
        options.rounds,
        || {
            let mut whole = 0;
            for case in &cases {
                let opened = circle.open_case_key(case.id, &case.share, &case.sealed_key);
                let mut reader = JournalReader::new(&opened.map_err(|_| broken())?, 1, Some(case.head));
                for (sequence, entry) in (1..).zip(&case.entries) {
                    let entry = reader.next(sequence, entry).map_err(|_| broken())?;
                    whole += usize::from(entry.expose().len() == CONTENT);
                }
                reader.end().map_err(|_| broken())?;
            }
            Ok(whole)
        },
        || {
            let mut whole = 0;
            for (nonce, sealed, authenticated) in &others {
                let opened = reference::open(&key, *nonce, sealed, authenticated)?;
                whole += usize::from(opened.len() == filled.len());
            }
            Ok(whole)
        },
    )?;
    let mut other = StdRng::seed_from_u64(4);
    let seal = in_turn(
        what("cases-sealed"),
        options.rounds,
        || {
            let mut bytes = 0;
            for case in &cases {
                let (entries, _) = written(&case.key, options.entries, &mut random)?;
                bytes += entries.iter().map(|entry| entry.len() - OVERHEAD).sum::<usize>();
            }
            Ok(bytes)
        },
        || {
            let mut bytes = 0;
            for (_, _, authenticated) in &others {
                let mut nonce = [0; 24];
                other.fill_bytes(&mut nonce);
                bytes += reference::seal(&key, nonce, &filled, authenticated)?.len() - 16;
            }
            Ok(bytes)
        },
    )?;
    Ok(vec![open, seal])
}
