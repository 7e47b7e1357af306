//! Files that anybody may have written over: read, they are whole or refused, and never more.

use proptest::prelude::*;
use seal::{NetworkId, RootFile, StoreRoot};
use sha2::{Digest, Sha256};
use testkit::Repeatable;
use vault_store::keys::{Backup, NotABackup};

use super::example::{alone, create, put};
use crate::both::Place;

/// Bytes with the checksum that would make them whole.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    bytes
}

fn backup() -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let place = Place::new(sql::Engine::Sqlite);
        let keys = create(&alone(&place)).await;
        put(&keys, &[1, 2, 3]).await;
        let head = seal::Head::empty(super::example::AGENCY, super::example::case(1)).after(b"entry");
        keys.put_head(super::example::AGENCY, super::example::case(1), &head).await.unwrap();
        let circle = seal::EpochOf::Circle(seal::CircleId::from_bytes([3; 16]));
        for of in [seal::EpochOf::Agency, circle] {
            keys.raise_epoch(super::example::AGENCY, of, 1).await.unwrap();
        }
        let file = place.folder("backup").join("keys");
        keys.backup_to(&file).await.unwrap();
        std::fs::read(file).unwrap()
    })
}

proptest! {
    #[test]
    fn a_root_file_of_any_bytes_is_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        begins_right in any::<bool>(),
        count in 0_u8..4,
    ) {
        let mut bytes = bytes;
        if begins_right && bytes.len() > 1 {
            bytes[0] = 0x51;
            bytes[1] = count;
        }
        drop(RootFile::from_bytes(&bytes));
        bytes.resize(RootFile::LENGTH - 32, 7);
        let bytes = summed(bytes);
        if let Ok(file) = RootFile::from_bytes(&bytes) {
            prop_assert_eq!(&bytes, &*file.to_bytes());
            prop_assert_eq!(file.next.is_some(), bytes[1] == 2);
        }
    }

    #[test]
    fn a_root_file_is_read_as_it_was_written_and_refused_where_any_bit_differs(
        seed in any::<u64>(),
        two in any::<bool>(),
        at in 0..RootFile::LENGTH,
        bit in 0_u8..8,
    ) {
        let mut random = Repeatable::new(seed);
        let network = NetworkId::random(&mut random);
        let current = StoreRoot::random(network, &mut random);
        let next = two.then(|| StoreRoot::random(network, &mut random));
        let written = RootFile { current, next }.to_bytes();
        let read = RootFile::from_bytes(&written).unwrap();
        prop_assert_eq!(&*read.to_bytes(), &*written);
        let mut changed = written.to_vec();
        changed[at] ^= 1 << bit;
        prop_assert!(RootFile::from_bytes(&changed).is_err());
        prop_assert!(RootFile::from_bytes(&written[..at]).is_err());
    }

    #[test]
    fn a_backup_of_any_bytes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        drop(Backup::from_bytes(&bytes));
        drop(Backup::from_bytes(&[&[0x61], bytes.as_slice()].concat()));
        drop(Backup::from_bytes(&summed([&[0x61], bytes.as_slice()].concat())));
    }
}

#[test]
fn a_backup_that_lacks_an_end_or_has_another_byte_is_refused_wherever_that_is() {
    let whole = backup();
    assert_eq!(*Backup::from_bytes(&whole).unwrap().to_bytes(), whole);
    for at in 0..whole.len() {
        assert!(Backup::from_bytes(&whole[..at]).is_err(), "cut at {at}");
        let mut changed = whole.clone();
        changed[at] ^= 0x40;
        let expected = if at == 0 { NotABackup::Suite } else { NotABackup::Checksum };
        assert_eq!(Backup::from_bytes(&changed).err(), Some(expected), "changed at {at}");
    }
    assert_eq!(Backup::from_bytes(&[whole.as_slice(), &[0]].concat()).err(), Some(NotABackup::Checksum));
}

#[test]
fn a_backup_whose_checksum_was_made_anew_is_read_as_what_it_says_or_refused() {
    let whole = backup();
    let content = &whole[..whole.len() - 32];
    let mut read = 0;
    for at in 1..content.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = content.to_vec();
            changed[at] ^= change;
            let changed = summed(changed);
            if let Ok(backup) = Backup::from_bytes(&changed) {
                assert_eq!(*backup.to_bytes(), changed, "changed at {at}");
                read += 1;
            }
        }
        assert_eq!(Backup::from_bytes(&summed(content[..at].to_vec())).err(), Some(NotABackup::Content));
    }
    assert!(read > 0, "the control: ids and envelopes may be any bytes");
    let longer = summed([content, &[0]].concat());
    assert_eq!(Backup::from_bytes(&longer).err(), Some(NotABackup::Content));
}
