//! The keys of somebody who is signed in: what was wrapped to them, opened.

use std::collections::BTreeMap;

use care::Roles;
use seal::{
    AgencyId, AgencyKey, CircleId, CircleKey, EpochMark, EpochOf, IdentityKey, Of, PrivateKey, RecoveryKey,
    RowId, Terms, UserId, UserSecret, WrapId, Wrappable,
};
use vault_store::keys::{Epochs, Now};
use vault_store::vault::Recipient;
use vault_store::{SealedHalf, WrapAtHand};

use crate::Error;
use crate::wrapping::OwnKey;

/// What somebody can open with, for as long as they are at work.
pub struct Keyring {
    agency: AgencyId,
    user: UserId,
    /// By epoch.
    keys: BTreeMap<u64, AgencyKey>,
    /// By circle and epoch.
    circles: BTreeMap<(CircleId, u64), CircleKey>,
    identity: Option<IdentityKey>,
    /// How far epochs are known to have come, read before anything else was.
    epochs: Epochs,
    /// Wraps that are theirs and did not open.
    pub troubles: Vec<WrapId>,
}

impl Keyring {
    /// Opens all that was wrapped to somebody. What does not open is told, and costs nothing else.
    pub async fn open(half: &SealedHalf, user: &UserSecret, now: Now) -> Result<Self, Error> {
        let (agency, id) = (user.agency(), user.user());
        let recipient = Recipient::User(id);
        Self::of(half, (agency, id), (recipient, &user.private()), now).await
    }

    /// Opens all that was wrapped to a set of sheets. It is nobody's at work.
    pub(crate) async fn of_sheets(
        half: &SealedHalf,
        (agency, set): (AgencyId, RowId),
        recovery: &RecoveryKey,
        now: Now,
    ) -> Result<Self, Error> {
        let nobody = UserId::from_bytes([0; 16]);
        Self::of(half, (agency, nobody), (Recipient::Sheets(set), &recovery.private()), now).await
    }

    /// Opens the key of a guest, which has one epoch and of which nothing is noted.
    pub async fn of_guest(half: &SealedHalf, user: &UserSecret, now: Now) -> Result<Self, Error> {
        let (agency, id) = (user.agency(), user.user());
        let recipient = Recipient::User(id);
        let (keyring, _) = Self::opened(half, (agency, id), (recipient, &user.private()), now).await?;
        Ok(keyring)
    }

    async fn of(
        half: &SealedHalf,
        whose: (AgencyId, UserId),
        to: (Recipient, &PrivateKey),
        now: Now,
    ) -> Result<Self, Error> {
        let (mut keyring, identities) = Self::opened(half, whose, to, now).await?;
        keyring.check_epochs(half).await?;
        keyring.note_epochs(half).await;
        // Of an identity that was made anew the former may still be about.
        if let Ok(key) = keyring.newest()
            && let Some(announced) = half.vault().announcement(keyring.agency, key.epoch()).await?
            && announced.signing() == key.verifying_key()
        {
            keyring.identity =
                identities.into_iter().find(|identity| identity.verifying_key() == announced.identity());
        }
        Ok(keyring)
    }

    /// Opens what was wrapped to somebody, identities beside.
    async fn opened(
        half: &SealedHalf,
        (agency, user): (AgencyId, UserId),
        (recipient, private): (Recipient, &PrivateKey),
        now: Now,
    ) -> Result<(Self, Vec<IdentityKey>), Error> {
        let mut keyring = Self {
            agency,
            user,
            keys: BTreeMap::new(),
            circles: BTreeMap::new(),
            identity: None,
            epochs: half.keys().epochs(agency).await?,
            troubles: Vec::new(),
        };
        let mut identities = Vec::new();
        for row in half.vault().wraps_to(agency, recipient).await? {
            let Some(at_hand) = half.wrap(agency, row.wrap, now).await? else { continue };
            let wrap = at_hand.wrap.wrap;
            let opened = match at_hand.wrap.purpose.as_str() {
                CircleKey::PURPOSE => {
                    let circle = CircleId::from_bytes(*row.subject.bytes());
                    let of = Of::<CircleKey>::circle(agency, circle, row.epoch);
                    self::opened(half, &at_hand, &of, private).await?.map(|key| {
                        keyring.circles.insert((circle, key.epoch()), key);
                    })
                }
                AgencyKey::PURPOSE => {
                    let of = Of::<AgencyKey>::agency(agency, row.epoch);
                    self::opened(half, &at_hand, &of, private).await?.map(|key| {
                        keyring.keys.insert(key.epoch(), key);
                    })
                }
                IdentityKey::PURPOSE => {
                    let of = Of::<IdentityKey>::identity(agency);
                    self::opened(half, &at_hand, &of, private).await?.map(|key| identities.push(key))
                }
                _ => None,
            };
            if opened.is_none() {
                keyring.troubles.push(wrap);
            }
        }
        Ok((keyring, identities))
    }

    /// Refuses a vault that is in an earlier epoch of the agency's key than it was: all rows of one, put back as they were,
    /// would make members of those who have left.
    async fn check_epochs(&self, half: &SealedHalf) -> Result<(), Error> {
        let least = self.least(EpochOf::Agency);
        let announced =
            half.vault().newest_announcement(self.agency).await?.map_or(0, |newest| newest.epoch());
        let held = self.keys.last_key_value().map_or(u64::MAX, |(epoch, _)| *epoch);
        if announced.min(held) < least { Err(Error::Earlier) } else { Ok(()) }
    }

    /// Notes the epochs of what was opened, where that lags. That it was opened shows that they began: whoever can write
    /// the vault alone can have made no wrap that opens.
    async fn note_epochs(&mut self, half: &SealedHalf) {
        let own = self.keys.last_key_value().map(|(epoch, _)| (EpochOf::Agency, *epoch));
        let circles = self.circles.keys().map(|(circle, epoch)| (EpochOf::Circle(*circle), *epoch));
        let opened: BTreeMap<EpochOf, u64> = circles.chain(own).collect();
        for (of, epoch) in opened {
            let held = self.epochs.get(&of).copied();
            let mark = EpochMark::raised(held, epoch);
            if held != Some(mark) {
                half.note_epochs(self.agency, [(of, epoch)]).await;
                self.epochs.insert(of, mark);
            }
        }
    }

    /// The epoch of a key below which none counts.
    fn least(&self, of: EpochOf) -> u64 {
        self.epochs.get(&of).map_or(0, |mark| mark.least)
    }

    /// Whether the epochs of a key had come further than they count now: an older vault was restored since.
    pub(crate) fn lags(&self, of: EpochOf) -> bool {
        self.epochs.get(&of).is_some_and(|mark| mark.least < mark.newest)
    }

    /// The epoch of a key that begins next, where the vault is in this one.
    pub(crate) fn next(&self, of: EpochOf, held: u64) -> u64 {
        self.epochs.get(&of).map_or(0, |mark| mark.newest).max(held) + 1
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// Whose it is.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The agency's key of its newest epoch; [`Error::NoKey`], where they hold none.
    pub fn newest(&self) -> Result<&AgencyKey, Error> {
        self.keys.last_key_value().map(|(_, key)| key).ok_or(Error::NoKey)
    }

    /// The agency's key of an epoch.
    pub fn key(&self, epoch: u64) -> Result<&AgencyKey, Error> {
        self.keys.get(&epoch).ok_or(Error::NoKey)
    }

    /// The agency's keys of all epochs that they hold, oldest first.
    pub fn keys(&self) -> impl Iterator<Item = &AgencyKey> {
        self.keys.values()
    }

    /// The key of a circle in an epoch.
    pub fn circle(&self, circle: CircleId, epoch: u64) -> Result<&CircleKey, Error> {
        self.circles.get(&(circle, epoch)).ok_or(Error::NoKey)
    }

    /// The key of a circle in its newest epoch; [`Error::Earlier`], where the newest that they hold is not that.
    pub fn newest_of(&self, circle: CircleId) -> Result<&CircleKey, Error> {
        let newest = self.circles_of(circle).last().ok_or(Error::NoKey)?;
        if newest.epoch() < self.least(EpochOf::Circle(circle)) { Err(Error::Earlier) } else { Ok(newest) }
    }

    /// The keys of a circle in all epochs that they hold, oldest first.
    pub fn circles_of(&self, circle: CircleId) -> impl DoubleEndedIterator<Item = &CircleKey> {
        self.circles.range((circle, 0)..=(circle, u64::MAX)).map(|(_, key)| key)
    }

    /// The circles that they are in.
    pub fn circles(&self) -> Vec<CircleId> {
        let mut circles: Vec<CircleId> = self.circles.keys().map(|(circle, _)| *circle).collect();
        circles.dedup();
        circles
    }

    /// The agency's identity, which leads hold.
    pub fn identity(&self) -> Result<&IdentityKey, Error> {
        self.identity.as_ref().ok_or(Error::NoKey)
    }

    /// What they are there for, as the agency says under its newest key; for those who hold none, as the record says.
    pub async fn roles(&self, half: &SealedHalf) -> Result<Roles, Error> {
        let row = half.vault().member(self.agency, self.user).await?.ok_or(Error::NoKey)?;
        match self.newest() {
            Ok(key) => Ok(Roles::from_bits(row.record.vouched(key)?.roles())?),
            Err(_) => Ok(Roles::from_bits(row.record.said_roles())?.without_keys()?),
        }
    }
}

/// The key that a wrap holds; nothing, where it does not open.
async fn opened<K: OwnKey>(
    half: &SealedHalf,
    at_hand: &WrapAtHand,
    of: &Of<K>,
    private: &PrivateKey,
) -> Result<Option<K>, Error> {
    let WrapAtHand { wrap: row, share, .. } = at_hand;
    let Some(announced) = half.vault().announcement(row.agency, row.sender_epoch).await? else {
        return Ok(None);
    };
    let terms =
        Terms { wrap: row.wrap, sender: row.agency, share, case_share: (), until: row.until, release: &[] };
    // Whoever can write the vault and no more has no share, without which no wrap is made that opens.
    let Ok(wrap) = row.read::<K>() else { return Ok(None) };
    Ok(wrap.open(of, private, &terms, &announced.signing()).ok())
}
