//! The root of a keys store: what its rows are sealed under. It stands in a file of its own.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::content::{EpochBytes, HeadBytes, PepperBytes, ShareBytes};
use crate::pack::{Cut, Pack};
use crate::secret::{Secret, same};
use crate::{
    AgencyId, Broken, CaseId, EpochMark, EpochOf, Head, Id, NetworkId, Pepper, Place, RootId, Sealed,
    SealingKey, Share, ShareOf, share::Shared, suite,
};

/// A root, and the keys made of it: one each for shares, heads, epochs and the pepper. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct StoreRoot {
    #[zeroize(skip)]
    network: NetworkId,
    #[zeroize(skip)]
    id: RootId,
    secret: Secret,
    shares: SealingKey<ShareBytes>,
    heads: SealingKey<HeadBytes>,
    epochs: SealingKey<EpochBytes>,
    pepper: SealingKey<PepperBytes>,
}

impl StoreRoot {
    /// A new root for the keys store of a network.
    pub fn random(network: NetworkId, random: &mut impl CryptoRng) -> Self {
        Self::new(network, RootId::random(random), Secret::random(random))
    }

    fn new(network: NetworkId, id: RootId, secret: Secret) -> Self {
        let info = || Pack::new("continuum/1/keys-store").bytes(network.bytes()).bytes(id.bytes());
        let from = secret.expose();
        Self {
            network,
            id,
            shares: SealingKey::derive(from, &[], info(), 1),
            heads: SealingKey::derive(from, &[], info(), 1),
            epochs: SealingKey::derive(from, &[], info(), 1),
            pepper: SealingKey::derive(from, &[], info(), 1),
            secret,
        }
    }

    /// Which root it is: rows name the one that they are sealed under.
    pub fn id(&self) -> RootId {
        self.id
    }

    /// The network whose keys store it is of.
    pub fn network(&self) -> NetworkId {
        self.network
    }

    /// Seals a share for its row.
    pub fn seal_share<Kind: Shared>(
        &self,
        agency: AgencyId,
        id: Id<Kind>,
        share: &Share<Kind>,
        random: &mut impl CryptoRng,
    ) -> Sealed<ShareBytes> {
        self.shares.seal_short(&Place::share(agency, Kind::OF, *id.bytes()), share.expose(), random)
    }

    /// Opens the share of a row.
    pub fn open_share<Kind: Shared>(
        &self,
        agency: AgencyId,
        id: Id<Kind>,
        sealed: &Sealed<ShareBytes>,
    ) -> Result<Share<Kind>, Broken> {
        let opened = self.shares.open(&Place::share(agency, Kind::OF, *id.bytes()), sealed)?;
        Share::from_slice(opened.expose()).ok_or(Broken::Length)
    }

    /// Opens the share of a row under this root and seals it under another, whatever it is of.
    pub fn move_share(
        &self,
        to: &Self,
        agency: AgencyId,
        (of, id): (ShareOf, [u8; 16]),
        sealed: &Sealed<ShareBytes>,
        random: &mut impl CryptoRng,
    ) -> Result<Sealed<ShareBytes>, Broken> {
        let place = Place::share(agency, of, id);
        let opened = self.shares.open(&place, sealed)?;
        let share = Secret::from_slice(opened.expose()).ok_or(Broken::Length)?;
        Ok(to.shares.seal_short(&place, share.expose(), random))
    }

    /// Whether the share of a row, sealed under this root, is the one that another row holds under another.
    pub fn is_same_share(
        &self,
        other: &Self,
        agency: AgencyId,
        (of, id): (ShareOf, [u8; 16]),
        (here, there): (&Sealed<ShareBytes>, &Sealed<ShareBytes>),
    ) -> Result<bool, Broken> {
        let place = Place::share(agency, of, id);
        Ok(same(self.shares.open(&place, here)?.expose(), other.shares.open(&place, there)?.expose()))
    }

    /// Seals how long a journal is known to be.
    pub fn seal_head(
        &self,
        agency: AgencyId,
        case: CaseId,
        head: &Head,
        random: &mut impl CryptoRng,
    ) -> Sealed<HeadBytes> {
        self.heads.seal_short(&Place::head(agency, case), &head.to_bytes(), random)
    }

    /// Opens how long a journal is known to be.
    pub fn open_head(
        &self,
        agency: AgencyId,
        case: CaseId,
        sealed: &Sealed<HeadBytes>,
    ) -> Result<Head, Broken> {
        let opened = self.heads.open(&Place::head(agency, case), sealed)?;
        Head::from_bytes(opened.expose()).ok_or(Broken::Length)
    }

    /// Seals how far the epochs of a key have come.
    pub fn seal_epoch(
        &self,
        agency: AgencyId,
        of: EpochOf,
        mark: EpochMark,
        random: &mut impl CryptoRng,
    ) -> Sealed<EpochBytes> {
        self.epochs.seal_short(&Place::epoch(agency, of), &mark.to_bytes(), random)
    }

    /// Opens how far the epochs of a key have come.
    pub fn open_epoch(
        &self,
        agency: AgencyId,
        of: EpochOf,
        sealed: &Sealed<EpochBytes>,
    ) -> Result<EpochMark, Broken> {
        let opened = self.epochs.open(&Place::epoch(agency, of), sealed)?;
        EpochMark::from_bytes(opened.expose()).ok_or(Broken::Length)
    }

    /// Seals the pepper of this network.
    pub fn seal_pepper(&self, pepper: &Pepper, random: &mut impl CryptoRng) -> Sealed<PepperBytes> {
        self.pepper.seal_short(&Place::pepper(self.network), pepper.expose(), random)
    }

    /// Opens the pepper of this network.
    pub fn open_pepper(&self, sealed: &Sealed<PepperBytes>) -> Result<Pepper, Broken> {
        let opened = self.pepper.open(&Place::pepper(self.network), sealed)?;
        Pepper::from_slice(opened.expose()).ok_or(Broken::Length)
    }
}

/// What the file of a root holds: the root, and while shares go from one to the next, the next.
///
/// ```text
/// suite 0x51 · roots 1 (1 or 2) · network 16 · id 16 · root 32 · id 16 · root 32 · SHA-256 of all before 32
/// ```
///
/// The second pair is zeros where there is one root.
pub struct RootFile {
    /// The root that rows are sealed under.
    pub current: StoreRoot,
    /// The root that they are being sealed under anew.
    pub next: Option<StoreRoot>,
}

impl RootFile {
    /// How long the file is.
    pub const LENGTH: usize = 1 + 1 + 16 + 2 * (16 + 32) + 32;

    /// The file's bytes, which are wiped when they go.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(Self::LENGTH));
        bytes.push(suite::ROOT_FILE);
        bytes.push(1 + u8::from(self.next.is_some()));
        bytes.extend_from_slice(self.current.network.bytes());
        for root in [Some(&self.current), self.next.as_ref()] {
            bytes.extend_from_slice(root.map_or(&[0; 16], |root| root.id.bytes()));
            bytes.extend_from_slice(root.map_or(&[0; 32], |root| root.secret.expose()));
        }
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads a file. One that is not whole is [`Broken::Length`] or [`Broken::Changed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        if *bytes.first().ok_or(Broken::Length)? != suite::ROOT_FILE {
            return Err(Broken::Suite);
        }
        if bytes.len() != Self::LENGTH {
            return Err(Broken::Length);
        }
        let (content, sum) = bytes.split_last_chunk::<32>().ok_or(Broken::Length)?;
        if !same(&Sha256::digest(content), sum) {
            return Err(Broken::Changed);
        }
        let mut cut = Cut::new(content);
        let (_, count) = (cut.byte(), cut.byte().ok_or(Broken::Length)?);
        let network = NetworkId::from_bytes(cut.array().ok_or(Broken::Length)?);
        let mut root = || {
            let id = RootId::from_bytes(cut.array().ok_or(Broken::Length)?);
            let secret = cut.slice(32).and_then(Secret::from_slice).ok_or(Broken::Length)?;
            Ok(StoreRoot::new(network, id, secret))
        };
        let (current, next) = (root()?, root()?);
        let is_none = next.id.bytes() == &[0; 16] && same(next.secret.expose(), &[0; 32]);
        match count {
            1 if is_none => Ok(Self { current, next: None }),
            2 if !is_none => Ok(Self { current, next: Some(next) }),
            _ => Err(Broken::Changed),
        }
    }
}
