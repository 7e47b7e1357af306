//! The backup of a keys store: one file, with everything but the sessions, and the root that opens it.
//!
//! ```text
//! suite 0x61 · root file 146 · created 8 · revision 8 · revision of shares 8 · high-water mark 8 · pepper's envelope
//! · shares 8 · for each: agency 16 · of 1 (1 case, 2 wrap, 3 message) · id 16 · created 8 · envelope
//! · heads 8 · for each: agency 16 · case 16 · envelope
//! · epochs 8 · for each: agency 16 · of 1 (1 agency, 2 circle) · id 16 · envelope
//! · SHA-256 of all before 32
//! ```
//!
//! An envelope is its length in 4 bytes and its bytes. Numbers stand big end first; times are Unix milliseconds. The
//! root file holds one root, and every envelope is sealed under it. Rows stand in the order of their keys.

use std::path::Path;

use seal::{AgencyId, EpochOf, Id, RootFile, ShareOf};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::about::{About, Line, LineId, Revision};
use super::content::Content;
use super::epoch::EpochRow;
use super::head::HeadRow;
use super::share::{Doomed, ShareRow};
use super::store::Inner;
use super::stored::Envelope;
use super::{KeysError, NotABackup, files, root_file};

const SUITE: u8 = 0x61;
const SUM: usize = 32;
/// Everything before the pepper's envelope.
const HEAD: usize = 1 + RootFile::LENGTH + 4 * 8;
/// A share, without its envelope.
const SHARE: usize = 16 + 1 + 16 + 8;
/// A head, without its envelope.
const HEAD_ROW: usize = 16 + 16;
/// A mark of epochs, without its envelope.
const EPOCH: usize = 16 + 1 + 16;

/// What a backup holds.
pub struct Backup {
    pub(crate) root: RootFile,
    pub(crate) content: Content,
}

impl Backup {
    /// How often the store had changed.
    pub fn revision(&self) -> Revision {
        self.content.about.revision
    }

    /// The bytes of the file, which are wiped when they go.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let Self { root, content } = self;
        let About { revision, created_at, .. } = content.about;
        let sealed = |envelope: &Envelope| 4 + envelope.bytes.len();
        let shares: usize = content.shares.iter().map(|row| SHARE + sealed(&row.envelope)).sum();
        let heads: usize = content.heads.iter().map(|row| HEAD_ROW + sealed(&row.envelope)).sum();
        let epochs: usize = content.epochs.iter().map(|row| EPOCH + sealed(&row.envelope)).sum();
        // Room for all of it at once: a vector that grows would leave the root behind where it was.
        let length = HEAD + sealed(&content.pepper) + 8 + shares + 8 + heads + 8 + epochs + SUM;
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        bytes.push(SUITE);
        bytes.extend_from_slice(&root.to_bytes());
        for number in [created_at, revision.store, revision.shares, content.high_water] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        put(&mut bytes, &content.pepper);
        bytes.extend_from_slice(&(content.shares.len() as u64).to_be_bytes());
        for ShareRow { of, envelope, created_at } in &content.shares {
            bytes.extend_from_slice(of.agency.bytes());
            bytes.push(number(of.of));
            bytes.extend_from_slice(&of.id);
            bytes.extend_from_slice(&created_at.to_be_bytes());
            put(&mut bytes, envelope);
        }
        bytes.extend_from_slice(&(content.heads.len() as u64).to_be_bytes());
        for HeadRow { agency, case, envelope } in &content.heads {
            bytes.extend_from_slice(agency.bytes());
            bytes.extend_from_slice(case.bytes());
            put(&mut bytes, envelope);
        }
        bytes.extend_from_slice(&(content.epochs.len() as u64).to_be_bytes());
        for EpochRow { agency, of, envelope } in &content.epochs {
            bytes.extend_from_slice(agency.bytes());
            bytes.push(match of {
                EpochOf::Agency => 1,
                EpochOf::Circle(_) => 2,
            });
            bytes.extend_from_slice(&of.id());
            put(&mut bytes, envelope);
        }
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads a file. That it is whole is checked before anything in it is looked at.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotABackup> {
        if bytes.first() != Some(&SUITE) {
            return Err(NotABackup::Suite);
        }
        let (content, sum) = bytes.split_last_chunk::<SUM>().ok_or(NotABackup::Checksum)?;
        if Sha256::digest(content).as_slice() != sum {
            return Err(NotABackup::Checksum);
        }
        let mut cut = Cut { rest: content.get(1..).unwrap_or_default() };
        let root = RootFile::from_bytes(cut.take(RootFile::LENGTH)?).map_err(|_| NotABackup::Content)?;
        if root.next.is_some() {
            return Err(NotABackup::Content);
        }
        let (network, id) = (root.current.network(), root.current.id());
        let created_at = cut.number()?;
        let revision = Revision { store: cut.number()?, shares: cut.number()? };
        let high_water = cut.number()?;
        let pepper = Envelope { bytes: cut.envelope()?, root: id };
        let mut shares = Vec::new();
        for _ in 0..cut.count()? {
            let agency = Id::from_bytes(cut.array()?);
            let of = Doomed { agency, of: kind(cut.array()?)?, id: cut.array()? };
            let created_at = cut.number()?;
            shares.push(ShareRow { of, created_at, envelope: Envelope { bytes: cut.envelope()?, root: id } });
        }
        let mut heads = Vec::new();
        for _ in 0..cut.count()? {
            let (agency, case) = (Id::from_bytes(cut.array()?), Id::from_bytes(cut.array()?));
            heads.push(HeadRow { agency, case, envelope: Envelope { bytes: cut.envelope()?, root: id } });
        }
        let mut epochs = Vec::new();
        for _ in 0..cut.count()? {
            let (agency, of) = (Id::from_bytes(cut.array()?), cut.epoch_of()?);
            epochs.push(EpochRow { agency, of, envelope: Envelope { bytes: cut.envelope()?, root: id } });
        }
        // In one order and no two alike, so that one content has one backup.
        let ascend = shares.is_sorted_by(|one, other| order(one) < order(other))
            && heads.is_sorted_by(|one, other| (one.agency, one.case) < (other.agency, other.case))
            && epochs.is_sorted_by(|one, other| one.order() < other.order());
        if !cut.rest.is_empty() || !ascend {
            return Err(NotABackup::Content);
        }
        // Whether there is a copy, of which line, and beside which vault, is a matter of the place that it is restored to.
        let line = Line::new(LineId::from_bytes([0; 16]));
        let about = About { network, root: id, revision, created_at, line, has_copy: false, vault: None };
        Ok(Self { root, content: Content { about, shares, heads, epochs, pepper, high_water } })
    }

    /// Reads a file from the disk.
    pub(crate) async fn read(file: &Path) -> Result<Self, KeysError> {
        let file = file.to_owned();
        files::off(move || match files::read(&file)? {
            Some(bytes) => Self::from_bytes(&bytes).map_err(|problem| KeysError::NoBackup { file, problem }),
            None => {
                let source = std::io::ErrorKind::NotFound.into();
                Err(KeysError::File { doing: "read", file, source })
            }
        })
        .await
    }

    /// Refuses to overwrite anything but an older backup of the same store.
    async fn may_replace(&self, file: &Path) -> Result<(), KeysError> {
        let path = file.to_owned();
        let Some(bytes) = files::off(move || files::read(&path)).await? else { return Ok(()) };
        let about = &self.content.about;
        let is_older = Self::from_bytes(&bytes).is_ok_and(|there| {
            let there = there.content.about;
            (there.network, there.created_at) == (about.network, about.created_at)
                && there.revision <= about.revision
        });
        if is_older { Ok(()) } else { Err(KeysError::NotOverwritten { file: file.to_owned() }) }
    }

    /// Writes it to the disk, in the place of what stands there.
    pub(crate) async fn write(&self, file: &Path) -> Result<(), KeysError> {
        let (file, bytes) = (file.to_owned(), self.to_bytes());
        files::off(move || files::replace(&file, &bytes)).await
    }
}

impl Inner {
    /// What a backup would hold just now.
    pub(crate) async fn backup(&self) -> Result<Backup, KeysError> {
        let mut named = None;
        for _ in 0..2 {
            let content = self.first.content().await?;
            let id = content.about.root;
            if let Some(roots) = self.roots_with(id).await?
                && let Some(current) = root_file::again(&roots, id)
            {
                return Ok(Backup { root: RootFile { current, next: None }, content });
            }
            named = Some(id);
        }
        Err(self.unknown_root(named))
    }

    pub(crate) async fn backup_to(&self, file: &Path) -> Result<Revision, KeysError> {
        // One at a time, so that none takes the place of a newer one.
        let _turn = self.turn().await?;
        let backup = self.backup().await?;
        backup.may_replace(file).await?;
        backup.write(file).await?;
        Ok(backup.revision())
    }
}

/// The order in which a store gives its shares: that of the codes, as text.
fn order(row: &ShareRow) -> (AgencyId, &'static str, [u8; 16]) {
    (row.of.agency, row.of.of.code(), row.of.id)
}

fn number(of: ShareOf) -> u8 {
    match of {
        ShareOf::Case => 1,
        ShareOf::Wrap => 2,
        ShareOf::Message => 3,
    }
}

fn kind([number]: [u8; 1]) -> Result<ShareOf, NotABackup> {
    match number {
        1 => Ok(ShareOf::Case),
        2 => Ok(ShareOf::Wrap),
        3 => Ok(ShareOf::Message),
        _ => Err(NotABackup::Content),
    }
}

fn put(bytes: &mut Vec<u8>, envelope: &Envelope) {
    // An envelope of these has 137 bytes. Neither engine holds one of 4 GiB, damaged or not.
    let length = u32::try_from(envelope.bytes.len()).unwrap_or(u32::MAX);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend(envelope.bytes.iter().take(length as usize));
}

/// Bytes that are read from their beginning.
struct Cut<'a> {
    rest: &'a [u8],
}

impl<'a> Cut<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], NotABackup> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(NotABackup::Content)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], NotABackup> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(NotABackup::Content)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn number(&mut self) -> Result<i64, NotABackup> {
        self.array().map(i64::from_be_bytes)
    }

    fn count(&mut self) -> Result<u64, NotABackup> {
        self.array().map(u64::from_be_bytes)
    }

    fn epoch_of(&mut self) -> Result<EpochOf, NotABackup> {
        let code = match self.array()? {
            [1] => "agency",
            [2] => "circle",
            _ => return Err(NotABackup::Content),
        };
        EpochOf::from_code(code, self.array()?).ok_or(NotABackup::Content)
    }

    fn envelope(&mut self) -> Result<Vec<u8>, NotABackup> {
        let length = u32::from_be_bytes(self.array()?);
        self.take(length as usize).map(<[u8]>::to_vec)
    }
}
