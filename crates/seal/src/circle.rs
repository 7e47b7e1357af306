//! Circles: those who can open the same cases, and the keys of what they open.

use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

use crate::content::{Access, Card, CaseKeyBytes, CircleName, InJournal, Part};
use crate::pack::Pack;
use crate::raw::RawKey;
use crate::secret::Secret;
use crate::{AgencyId, Broken, CaseId, CaseShare, CircleId, Place, Sealed, SealingKey, derive};

/// The key of a circle in one epoch. Whoever has it can open every case of the circle whose share there is. A new
/// epoch begins, with a new random key, whenever somebody leaves.
#[derive(ZeroizeOnDrop)]
pub struct CircleKey {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    circle: CircleId,
    #[zeroize(skip)]
    epoch: u64,
    secret: Secret,
    index: Secret,
}

impl CircleKey {
    /// A new key for an epoch (from 1).
    pub fn random(agency: AgencyId, circle: CircleId, epoch: u64, random: &mut impl CryptoRng) -> Self {
        Self::new(agency, circle, epoch, Secret::random(random))
    }

    pub(crate) fn new(agency: AgencyId, circle: CircleId, epoch: u64, secret: Secret) -> Self {
        let info = Pack::new("continuum/1/index").bytes(agency.bytes()).bytes(circle.bytes()).number(epoch);
        let index = derive::secret(secret.expose(), &[], &info);
        Self { agency, circle, epoch, secret, index }
    }

    /// Which epoch it is of.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Which circle it is of.
    pub fn circle(&self) -> CircleId {
        self.circle
    }

    /// Which agency it is of.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    fn of_case(&self, case: CaseId) -> Pack {
        Pack::new("continuum/1/circle")
            .bytes(self.agency.bytes())
            .bytes(self.circle.bytes())
            .number(self.epoch)
            .bytes(case.bytes())
    }

    fn case_key_key(&self, case: CaseId, share: &CaseShare) -> SealingKey<CaseKeyBytes> {
        SealingKey::derive(self.secret.expose(), share.expose(), self.of_case(case), 1)
    }

    /// The key of a case's index card.
    pub fn card_key(&self, case: CaseId, share: &CaseShare) -> SealingKey<Card> {
        SealingKey::derive(self.index.expose(), share.expose(), self.of_case(case), 1)
    }

    /// The key of what the circle is called.
    pub fn name_key(&self) -> SealingKey<CircleName> {
        let info = Pack::new("continuum/1/circle-name")
            .bytes(self.agency.bytes())
            .bytes(self.circle.bytes())
            .number(self.epoch);
        SealingKey::derive(self.secret.expose(), &[], info, 1)
    }

    /// Seals the key of a case to this circle and epoch.
    pub fn seal_case_key(
        &self,
        key: &CaseKey,
        share: &CaseShare,
        random: &mut impl CryptoRng,
    ) -> Sealed<CaseKeyBytes> {
        let place = Place::case_key(self.agency, self.circle, key.case);
        self.case_key_key(key.case, share).seal_short(&place, key.secret.expose(), random)
    }

    /// Opens the key of a case.
    pub fn open_case_key(
        &self,
        case: CaseId,
        share: &CaseShare,
        sealed: &Sealed<CaseKeyBytes>,
    ) -> Result<CaseKey, Broken> {
        let place = Place::case_key(self.agency, self.circle, case);
        let opened = self.case_key_key(case, share).open(&place, sealed)?;
        let secret = Secret::from_slice(opened.expose()).ok_or(Broken::Length)?;
        Ok(CaseKey { agency: self.agency, case, secret })
    }
}

/// The key of a case, of which the keys of its parts are made.
#[derive(ZeroizeOnDrop)]
pub struct CaseKey {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    case: CaseId,
    secret: Secret,
}

impl CaseKey {
    /// A new key.
    pub fn random(agency: AgencyId, case: CaseId, random: &mut impl CryptoRng) -> Self {
        Self::new(agency, case, Secret::random(random))
    }

    pub(crate) fn new(agency: AgencyId, case: CaseId, secret: Secret) -> Self {
        Self { agency, case, secret }
    }

    /// Which case it is of.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// Which agency it is of.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    fn info(&self) -> Pack {
        Pack::new("continuum/1/part").bytes(self.agency.bytes()).bytes(self.case.bytes())
    }

    /// The key of a part, in a version (from 1).
    pub fn part<P: Part>(&self, version: u32) -> SealingKey<P> {
        self.of_journal(version)
    }

    /// The key of the log of who looked.
    pub fn access(&self, version: u32) -> SealingKey<Access> {
        self.of_journal(version)
    }

    /// The key of what stands in the journal, whichever that is.
    pub fn of_journal<C: InJournal>(&self, version: u32) -> SealingKey<C> {
        SealingKey::derive(self.secret.expose(), &[], self.info(), version).of_case(self.agency, self.case)
    }

    /// The key of whatever can stand in the journal, without its type.
    pub(crate) fn raw(&self, (name, floor): (&'static str, usize), version: u32) -> RawKey {
        RawKey::derive(self.secret.expose(), &[], self.info(), (name, floor), version)
    }
}
