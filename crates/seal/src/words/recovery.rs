//! What an agency's keys are recovered with when nobody has theirs any more: a key pair whose secret is spread over
//! sheets of paper, some of which give it back.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::sheet::{KEY, SET, SHARE, Sheet};
use crate::pack::Pack;
use crate::secret::{Secret, same};
use crate::{AgencyId, PrivateKey, PublicKey};

/// The most sheets of a set.
pub const MOST_SHEETS: u8 = 16;

/// The secret of an agency's recovery key pair. Keys of circles, of epochs and the identity are wrapped to
/// `.private().public()` like to any other recipient; the secret itself stands on sheets and nowhere else.
pub struct RecoveryKey {
    agency: AgencyId,
    secret: Secret,
}

/// There is no such set of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a set has 2 to {MOST_SHEETS} sheets, and 2 of them or more, but not more than there are, recover the keys"
)]
pub struct NoSuchSet;

/// Why sheets recover nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRecovered {
    /// There is no sheet, or there are too few.
    #[error("{more} more sheets of the same set are needed")]
    TooFew {
        /// How many more it takes; of no sheet at all, 2, which is the least that any set asks.
        more: usize,
    },
    /// A sheet is there twice.
    #[error("sheet {index} of the set is there twice")]
    Twice {
        /// The sheet's number in its set.
        index: u8,
    },
    /// A sheet is of another set than the first.
    #[error("the sheet that was given as number {place} is of another set than the first one")]
    OtherSet {
        /// Which of the sheets, from 1, in the order in which they were given.
        place: usize,
    },
    /// The sheets call themselves one set, but do not agree on how many are needed or on what they recover.
    #[error(
        "the sheet that was given as number {place} does not agree with the first one: one of them was altered"
    )]
    Disagree {
        /// Which of the sheets, from 1, in the order in which they were given.
        place: usize,
    },
    /// What the sheets give is not the key that they name: one of them was altered, or they are another agency's.
    #[error(
        "the sheets do not recover this agency's key: one of them was altered, or they are another agency's"
    )]
    Damaged,
}

impl RecoveryKey {
    /// A new key.
    pub fn random(agency: AgencyId, random: &mut impl CryptoRng) -> Self {
        Self { agency, secret: Secret::random(random) }
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// The key pair that the agency's keys are wrapped to.
    pub fn private(&self) -> PrivateKey {
        let info = Pack::new("continuum/1/recovery").bytes(self.agency.bytes());
        PrivateKey::derive(self.secret.expose(), &info)
    }

    /// Spreads the secret over `count` sheets, any `threshold` of which give it back, and fewer of which say nothing
    /// about it (Shamir 1979, over GF(256)). Each call makes another set, with an id of its own.
    pub fn sheets(
        &self,
        threshold: u8,
        count: u8,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<Sheet>, NoSuchSet> {
        if threshold < 2 || threshold > count || count > MOST_SHEETS {
            return Err(NoSuchSet);
        }
        let mut set = [0; SET];
        random.fill_bytes(&mut set);
        let key = named(self.private().public());
        let dealt = blahaj::Sharks(threshold).dealer_rng(self.secret.expose(), random);
        let sheets = dealt.take(count.into()).map(|dealt| {
            let mut share = [0; SHARE];
            share.iter_mut().zip(&dealt.y).for_each(|(byte, value)| *byte = value.0);
            Sheet { set, threshold, index: dealt.x.0, share: Secret::take(&mut share), key }
        });
        Ok(sheets.collect())
    }

    /// The key that sheets of one set give back, in any order. More than are needed may be given, and then all of them
    /// have to fit.
    pub fn from_sheets(agency: AgencyId, sheets: &[Sheet]) -> Result<Self, NotRecovered> {
        let first = sheets.first().ok_or(NotRecovered::TooFew { more: 2 })?;
        for (at, sheet) in sheets.iter().enumerate() {
            let place = at + 1;
            if sheet.set != first.set {
                return Err(NotRecovered::OtherSet { place });
            }
            if sheet.threshold != first.threshold || sheet.key != first.key {
                return Err(NotRecovered::Disagree { place });
            }
            if sheets[..at].iter().any(|before| before.index == sheet.index) {
                return Err(NotRecovered::Twice { index: sheet.index });
            }
        }
        let needed = usize::from(first.threshold);
        if sheets.len() < needed {
            return Err(NotRecovered::TooFew { more: needed - sheets.len() });
        }
        let key = Self { agency, secret: joined(first.threshold, sheets).ok_or(NotRecovered::Damaged)? };
        if same(&named(key.private().public()), &first.key) { Ok(key) } else { Err(NotRecovered::Damaged) }
    }
}

/// What a sheet names a public key by: the first bytes of its SHA-256.
fn named(public: &PublicKey) -> [u8; KEY] {
    let digest = Sha256::digest(public.bytes());
    let mut first = [0; KEY];
    first.copy_from_slice(&digest[..KEY]);
    first
}

/// The value at 0 of the polynomials on which the sheets are points.
fn joined(threshold: u8, sheets: &[Sheet]) -> Option<Secret> {
    let mut points = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let mut point = Zeroizing::new([0; 1 + SHARE]);
        point[0] = sheet.index;
        point[1..].copy_from_slice(sheet.share.expose());
        points.push(blahaj::Share::try_from(point.as_slice()).ok()?);
    }
    let secret = Zeroizing::new(blahaj::Sharks(threshold).recover(&points).ok()?);
    Secret::from_slice(&secret)
}
