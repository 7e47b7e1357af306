//! The vault's database, opened.

use std::collections::BTreeSet;

use seal::{
    AgencyId, Announcement, Broken, CaseId, CircleId, CircleKey, EpochOf, IdentityKey, MessageId, NetworkId,
    PageKey, Pin, RowId, WrapId, Wrappable as _,
};
use sql::{Database, Engine, Migration, Schema, TransactionName};

use super::agency::Known;
use super::ending::{self, End, Needs};
use super::{
    CardRevision, CardRow, Cards, CaseFile, DraftRow, MessageRow, MessagesTo, Recipient, StoredEntry,
    WrapRow, about, agency, card, case_file, circle, draft, journal, message, partner, sign_in, stepping_in,
    wrap,
};
use crate::StoreError;
use crate::keys::{Doomed, VaultId};

/// The schema of a vault's database.
pub static SCHEMA: Schema = Schema {
    name: "vault",
    program: 5,
    migrations: &[
        Migration {
            number: 1,
            name: "vault",
            sql: include_str!("../../migrations/vault/0001_vault.sql"),
            oldest_program: 1,
        },
        Migration {
            number: 2,
            name: "vault-id",
            sql: include_str!("../../migrations/vault/0002_vault_id.sql"),
            // One that is older would sweep beside whichever vault it was given.
            oldest_program: 2,
        },
        Migration {
            number: 3,
            name: "agency",
            sql: include_str!("../../migrations/vault/0003_agency.sql"),
            // One that is older would wrap to public keys that nobody has signed.
            oldest_program: 3,
        },
        Migration {
            number: 4,
            name: "documents",
            sql: include_str!("../../migrations/vault/0004_documents.sql"),
            // One that is older would erase a case and leave its documents behind.
            oldest_program: 4,
        },
        Migration {
            number: 5,
            name: "erasing",
            sql: include_str!("../../migrations/vault/0005_erasing.sql"),
            oldest_program: 4,
        },
        Migration {
            number: 6,
            name: "circle-names",
            sql: include_str!("../../migrations/vault/0006_circle_names.sql"),
            oldest_program: 4,
        },
        Migration {
            number: 7,
            name: "stepping-in",
            sql: include_str!("../../migrations/vault/0007_stepping_in.sql"),
            oldest_program: 4,
        },
        Migration {
            number: 8,
            name: "entries-and-sheets",
            sql: include_str!("../../migrations/vault/0008_entries_and_sheets.sql"),
            oldest_program: 4,
        },
        Migration {
            number: 9,
            name: "releases",
            sql: include_str!("../../migrations/vault/0009_releases.sql"),
            oldest_program: 4,
        },
        // An older program would leave behind how somebody signs in whose case it erases.
        Migration {
            number: 10,
            name: "pages",
            sql: include_str!("../../migrations/vault/0010_pages.sql"),
            oldest_program: 5,
        },
        // An older program leaves guests behind whose time is over, who open nothing.
        Migration {
            number: 11,
            name: "guests",
            sql: include_str!("../../migrations/vault/0011_guests.sql"),
            oldest_program: 5,
        },
    ],
};

// One name for every change: what somebody did is nobody's business.
pub(super) const WRITE: TransactionName = TransactionName::new("vault-write");
pub(super) const READ: TransactionName = TransactionName::new("vault-read");

/// The vaults of the agencies that are kept in one database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct VaultStore {
    database: Database,
}

/// Why a transaction is undone: somebody else was first, or the store refused.
pub(super) enum NotNow {
    Late,
    Store(StoreError),
}

impl<E: Into<StoreError>> From<E> for NotNow {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl NotNow {
    /// Whether it was written.
    pub(super) fn told(written: Result<(), Self>) -> Result<bool, StoreError> {
        match written {
            Ok(()) => Ok(true),
            Err(Self::Late) => Ok(false),
            Err(Self::Store(error)) => Err(error),
        }
    }
}

impl VaultStore {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`), makes it where it is new, and brings its
    /// schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self { database: Database::open(url, &SCHEMA).await? })
    }

    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Which engine it is on.
    pub fn engine(&self) -> Engine {
        self.database.engine()
    }

    /// Closes every connection, once what they are doing is done.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// Sees to it that this is the vault of a network: one that is of none yet becomes its, and is called by this id.
    /// Gives the id that it has.
    pub(crate) async fn claim(&self, network: NetworkId, new: VaultId) -> Result<VaultId, StoreError> {
        let (held, vault) = self.database.write(WRITE, |tx| Box::pin(about::claim(tx, network, new))).await?;
        if held == network { Ok(vault) } else { Err(StoreError::OtherNetwork { vault: held, keys: network }) }
    }

    /// The key of a case.
    pub async fn case_file(&self, agency: AgencyId, case: CaseId) -> Result<Option<CaseFile>, StoreError> {
        self.database.read(READ, |tx| Box::pin(case_file::fetch(tx, agency, case))).await
    }

    /// The keys of all cases of an agency, in order of ids.
    pub async fn case_files(&self, agency: AgencyId) -> Result<Vec<CaseFile>, StoreError> {
        self.database.read(READ, |tx| Box::pin(case_file::of_agency(tx, agency))).await
    }

    /// Keeps a new case: its key and its first card. `false`, and nothing, where the agency is not ready, or the circle's
    /// key is not the newest, or somebody who has left knows it.
    pub(crate) async fn insert_case(&self, file: &CaseFile, card: &CardRow) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            let kept = case_file::insert(tx, file).await? && card::put(tx, card).await?;
            if kept { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database.write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Puts the key of a case, and its card, under another circle or epoch; whether the case is there and the card's
    /// revision is the next.
    pub async fn move_case(&self, file: &CaseFile, card: &CardRow) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            let moved = case_file::update(tx, file).await? && card::put(tx, card).await?;
            if moved { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database.write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Appends an entry as number `sequence`; whether that was the next.
    pub(crate) async fn append(
        &self,
        agency: AgencyId,
        case: CaseId,
        sequence: u64,
        entry: &[u8],
    ) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(journal::append(tx, agency, case, sequence, entry))).await
    }

    /// All entries of a case, in order.
    pub async fn journal(&self, agency: AgencyId, case: CaseId) -> Result<Vec<StoredEntry>, StoreError> {
        self.database.read(READ, |tx| Box::pin(journal::fetch(tx, agency, case))).await
    }

    /// Puts a card in place of its revision before; whether that was the one before.
    pub async fn put_card(&self, card: &CardRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(card::put(tx, card))).await
    }

    /// The card of a case.
    pub async fn card(&self, agency: AgencyId, case: CaseId) -> Result<Option<CardRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(card::fetch(tx, agency, case))).await
    }

    /// The cards of an agency that have changed since a revision; all of them, where one has gone since.
    pub async fn cards(&self, agency: AgencyId, since: CardRevision) -> Result<Cards, StoreError> {
        self.database.read(READ, |tx| Box::pin(card::since(tx, agency, since))).await
    }

    /// Keeps a draft in place of its revision before; whether that was the one before.
    pub async fn put_draft(&self, draft: &DraftRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(draft::put(tx, draft))).await
    }

    /// Takes a draft away.
    pub async fn delete_draft(&self, agency: AgencyId, case: CaseId, draft: RowId) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(draft::delete(tx, agency, case, draft))).await
    }

    /// The drafts of a case.
    pub async fn drafts(&self, agency: AgencyId, case: CaseId) -> Result<Vec<DraftRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(draft::of_case(tx, agency, case))).await
    }

    /// Keeps a wrap; whether its recipient is still there, where it is for somebody who signs in here.
    pub(crate) async fn insert_wrap(&self, wrap: &WrapRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(wrap::insert(tx, wrap))).await
    }

    /// A wrap.
    pub async fn wrap(&self, agency: AgencyId, wrap: WrapId) -> Result<Option<WrapRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(wrap::fetch(tx, agency, wrap))).await
    }

    /// All wraps to a recipient, in order of ids.
    pub async fn wraps_to(&self, agency: AgencyId, recipient: Recipient) -> Result<Vec<WrapRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(wrap::to(tx, agency, recipient))).await
    }

    /// Keeps a message.
    pub(crate) async fn insert_message(&self, message: &MessageRow) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(message::insert(tx, message))).await
    }

    /// A message.
    pub async fn message(
        &self,
        agency: AgencyId,
        message: MessageId,
    ) -> Result<Option<MessageRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(message::fetch(tx, agency, message))).await
    }

    /// All messages to an agency.
    pub async fn messages_to(&self, recipient: AgencyId) -> Result<MessagesTo, StoreError> {
        self.database.read(READ, |tx| Box::pin(message::to(tx, recipient))).await
    }

    /// The messages that an agency has sent, in order of ids.
    pub async fn messages_by(&self, agency: AgencyId) -> Result<Vec<MessageId>, StoreError> {
        self.database.read(READ, |tx| Box::pin(message::by(tx, agency))).await
    }

    /// Keeps that somebody at the recipient of a message has opened it.
    pub async fn mark_opened(&self, agency: AgencyId, message: MessageId) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(message::mark_opened(tx, agency, message))).await
    }

    /// Takes a partner's announcement, as what an agency knows that partner by allows; at first use it is known by this
    /// one. Gives what it is known by from then on, or why it was refused ([`Pin::accept`]).
    pub async fn accept(
        &self,
        agency: AgencyId,
        announcement: &Announcement,
    ) -> Result<Result<Pin, Broken>, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(partner::accept(tx, agency, announcement))).await
    }

    /// What an agency knows a partner by.
    pub async fn pin(&self, agency: AgencyId, partner: AgencyId) -> Result<Option<Pin>, StoreError> {
        self.database.read(READ, |tx| Box::pin(partner::fetch(tx, agency, partner))).await
    }

    /// What an agency knows all its partners by.
    pub async fn pins(&self, agency: AgencyId) -> Result<Vec<Pin>, StoreError> {
        self.database.read(READ, |tx| Box::pin(partner::all(tx, agency))).await
    }

    /// Knows a partner by this from now on, whatever it was known by: people have compared it.
    pub async fn put_pin(&self, agency: AgencyId, pin: &Pin) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(partner::put(tx, agency, pin))).await
    }

    /// Marks what is to be ended; how many shares that are.
    pub(crate) async fn mark(&self, end: End) -> Result<u64, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(ending::mark(tx, end))).await
    }

    /// All that is marked.
    pub(crate) async fn marked(&self) -> Result<Vec<Doomed>, StoreError> {
        self.database.read(READ, |tx| Box::pin(ending::marked(tx))).await
    }

    /// Whether something with a share has a row that needs it.
    pub(crate) async fn has_row(&self, of: &Doomed) -> Result<bool, StoreError> {
        self.database.read(READ, |tx| Box::pin(ending::has_row(tx, of))).await
    }

    /// All that has a share, and the shares without which it does not open.
    pub(crate) async fn all_with_shares(&self) -> Result<Vec<Needs>, StoreError> {
        self.database.read(READ, |tx| Box::pin(ending::all_with_shares(tx))).await
    }

    /// Takes away the rows of what was ended elsewhere, and how those sign in to whom nothing else is wrapped; how many
    /// they are. Keys that are in an earlier epoch than they were have to begin another.
    pub(crate) async fn forget_restored(
        &self,
        ended: &[Doomed],
        behind: &[(AgencyId, EpochOf)],
    ) -> Result<u64, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<u64, StoreError> {
            let mut recipients = BTreeSet::new();
            for ended in ended {
                if let Some((user, wrap)) = wrap::to_user(tx, ended).await? {
                    recipients.insert((ended.agency, user));
                    // They knew the key; that its next epoch had begun is in no row that came back.
                    match wrap.purpose.as_str() {
                        CircleKey::PURPOSE => {
                            let circle = CircleId::from_bytes(*wrap.subject.bytes());
                            circle::set_must_renew(tx, ended.agency, circle).await?;
                        }
                        // A page has no epochs.
                        PageKey::PURPOSE => {}
                        IdentityKey::PURPOSE => {
                            agency::set_must_renew(tx, ended.agency, Known::Identity).await?;
                        }
                        _ => agency::set_must_renew(tx, ended.agency, Known::Key).await?,
                    }
                }
                ending::forget(tx, ended).await?;
            }
            for (agency, of) in behind {
                match of {
                    EpochOf::Agency => agency::set_must_renew(tx, *agency, Known::Key).await?,
                    EpochOf::Circle(circle) => circle::set_must_renew(tx, *agency, *circle).await?,
                }
            }
            stepping_in::forget(tx).await?;
            sign_in::delete_keyless(tx, &recipients).await
        };
        self.database.write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// Takes away the rows of what was ended, and its marks.
    pub(crate) async fn forget(&self, endings: &[Doomed]) -> Result<(), StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| {
            for ending in endings {
                ending::forget(tx, ending).await?;
            }
            Ok(())
        };
        self.database.write(WRITE, |tx| Box::pin(write(tx))).await
    }
}
