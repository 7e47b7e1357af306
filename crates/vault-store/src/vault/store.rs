//! The vault's database, opened.

use std::collections::BTreeSet;

use seal::words::Mark;
use seal::{
    AgencyId, Announcement, Broken, CaseId, CircleId, CircleKey, MessageId, NetworkId, Pin, PublicKey, RowId,
    UserId, Who, WrapId, Wrappable as _,
};
use sql::{Database, Engine, Migration, Schema, TransactionName};

use super::ending::{self, End, Needs};
use super::{
    AgencyRow, CardRevision, CardRow, Cards, CaseFile, CircleRow, DraftRow, InvitationRow, MemberRow,
    MessageRow, Recipient, SignInRow, StoredEntry, WrapRow, about, agency, announcement, card, case_file,
    circle, draft, invitation, journal, member, message, partner, sign_in, wrap,
};
use crate::StoreError;
use crate::keys::{Doomed, Now, VaultId};

/// The schema of a vault's database.
pub static SCHEMA: Schema = Schema {
    name: "vault",
    program: 3,
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
    ],
};

// One name for every change: what somebody did is nobody's business.
const WRITE: TransactionName = TransactionName::new("vault-write");
const READ: TransactionName = TransactionName::new("vault-read");

/// The vaults of the agencies that are kept in one database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct VaultStore {
    database: Database,
}

/// What an agency begins with.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The agency.
    pub agency: AgencyRow,
    /// The announcement of its first epoch.
    pub announcement: Announcement,
    /// Its first circle, whose first epoch begins.
    pub circle: CircleId,
    /// Whoever founds it.
    pub member: MemberRow,
    /// How they sign in.
    pub sign_in: SignInRow,
}

/// Somebody new, or a set of sheets, and how they come.
#[derive(Clone, Copy)]
pub(crate) struct NewMember<'a> {
    pub(crate) member: &'a MemberRow,
    /// The invitation that they came by.
    pub(crate) came_by: Option<RowId>,
    /// How they sign in, where that is not known yet.
    pub(crate) sign_in: Option<&'a SignInRow>,
    /// Whom they take the place of.
    pub(crate) instead_of: &'a [Who],
    /// Whether cases may begin from then on.
    pub(crate) is_ready: bool,
}

/// New epochs, which begin together: their keys are wrapped to those who stay.
#[derive(Debug, Clone)]
pub struct NewEpoch {
    /// Whose they are.
    pub agency: AgencyId,
    /// Circles, each with the epoch that begins: one more than its newest.
    pub circles: Vec<(CircleId, u64)>,
    /// The agency's own, if that begins.
    pub keys: Option<AgencyEpoch>,
    /// Who leaves the agency with them.
    pub leaves: Option<UserId>,
}

/// A new epoch of an agency's own key.
#[derive(Debug, Clone)]
pub struct AgencyEpoch {
    /// Its announcement, of one epoch more than the newest.
    pub announcement: Announcement,
    /// Everybody who stays, vouched for with it.
    pub members: Vec<MemberRow>,
    /// Whom the epoch before did not vouch for, whoever wrote their records: these go, with all that was wrapped to them.
    pub strangers: Vec<Who>,
}

/// Why a transaction is undone: somebody else was first, or the store refused.
enum NotNow {
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
    fn told(written: Result<(), Self>) -> Result<bool, StoreError> {
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

    /// Begins epochs: keeps their wraps, and, if somebody leaves, takes away their record and how they sign in, and marks
    /// what was wrapped to them. Nothing is done unless each epoch is the next, everybody it is wrapped to is still there,
    /// and all who stay are vouched for anew.
    pub(crate) async fn begin_epoch(&self, epoch: &NewEpoch, wraps: &[WrapRow]) -> Result<bool, StoreError> {
        let NewEpoch { agency, ref circles, ref keys, leaves } = *epoch;
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            for (circle, epoch) in circles {
                if !circle::begin(tx, agency, *circle, *epoch).await? {
                    return Err(NotNow::Late);
                }
            }
            if let Some(user) = leaves {
                sign_in::delete(tx, agency, user).await?;
                member::delete(tx, agency, Who::User(user)).await?;
                ending::mark(tx, End::WrapsTo(agency, user)).await?;
            }
            if let Some(keys) = keys {
                begin_keys(tx, agency, keys).await?;
            }
            for wrap in wraps {
                if !wrap::insert(tx, wrap).await? {
                    return Err(NotNow::Late);
                }
            }
            Ok(())
        };
        NotNow::told(self.database.write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// A wrap.
    pub async fn wrap(&self, agency: AgencyId, wrap: WrapId) -> Result<Option<WrapRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(wrap::fetch(tx, agency, wrap))).await
    }

    /// Keeps a new agency, with its first circle, its first member and what is wrapped to them. It is not ready yet.
    pub(crate) async fn found(&self, founding: &Founding, wraps: &[WrapRow]) -> Result<(), StoreError> {
        let Founding { agency, announcement, circle, member, sign_in } = founding;
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), StoreError> {
            agency::add(tx, agency).await?;
            announcement::put(tx, announcement).await?;
            circle::begin(tx, agency.agency, *circle, 1).await?;
            member::add(tx, member).await?;
            sign_in::add(tx, sign_in).await?;
            for wrap in wraps {
                wrap::insert(tx, wrap).await?;
            }
            Ok(())
        };
        self.database.write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// All agencies, by name.
    pub async fn agencies(&self) -> Result<Vec<AgencyRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(agency::all(tx))).await
    }

    /// An agency.
    pub async fn agency(&self, agency: AgencyId) -> Result<Option<AgencyRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(agency::fetch(tx, agency))).await
    }

    /// Says what an agency is called from now on, and what the directory calls it; whether it is there.
    pub async fn describe_agency(
        &self,
        agency: AgencyId,
        name: &str,
        directory_id: Option<&str>,
    ) -> Result<bool, StoreError> {
        let describe = (name, directory_id);
        self.database.write(WRITE, |tx| Box::pin(agency::describe(tx, agency, describe))).await
    }

    /// Notes that an agency's cases may begin.
    pub async fn set_ready(&self, agency: AgencyId) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(agency::set_ready(tx, agency))).await
    }

    /// All members of an agency, in order of ids. Whether the agency vouches for them is for its key to say.
    pub async fn members(&self, agency: AgencyId) -> Result<Vec<MemberRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(member::of_agency(tx, agency))).await
    }

    /// A member who signs in.
    pub async fn member(&self, agency: AgencyId, user: UserId) -> Result<Option<MemberRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(member::fetch(tx, agency, user))).await
    }

    /// Keeps a member's record in place of the one that is there; whether they are still a member.
    pub async fn change_member(&self, member: &MemberRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(member::change(tx, member))).await
    }

    /// Keeps the record of a set of recovery sheets, or of somebody new; whether there was none.
    pub async fn add_member(&self, member: &MemberRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(member::add(tx, member))).await
    }

    /// Keeps an invitation.
    pub async fn add_invitation(&self, invitation: &InvitationRow) -> Result<(), StoreError> {
        self.database.write(WRITE, |tx| Box::pin(invitation::add(tx, invitation))).await
    }

    /// The invitations of an agency, in order of ids.
    pub async fn invitations(&self, agency: AgencyId) -> Result<Vec<InvitationRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(invitation::of_agency(tx, agency))).await
    }

    /// An invitation.
    pub async fn invitation(
        &self,
        agency: AgencyId,
        invitation: RowId,
    ) -> Result<Option<InvitationRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(invitation::fetch(tx, agency, invitation))).await
    }

    /// Notes that whoever was invited came, with their public key, the mark over it and how they will sign in; `false`,
    /// and nothing, where somebody came already, it has ended, or another is called that.
    pub async fn come(
        &self,
        (agency, invitation): (AgencyId, RowId),
        came: (&PublicKey, &Mark),
        sign_in: &SignInRow,
        now: Now,
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            let noted = invitation::came(tx, (agency, invitation), came, now.millis()).await?;
            if noted && sign_in::add(tx, sign_in).await? { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database.write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Keeps a new member with what is wrapped to them: whoever came by an invitation, which ends, or somebody with how
    /// they sign in, or a set of sheets in the place of others. `false`, and nothing, where the invitation has ended, a
    /// name is somebody's, or the member is there.
    pub(crate) async fn insert_member(
        &self,
        new: &NewMember<'_>,
        wraps: &[WrapRow],
    ) -> Result<bool, StoreError> {
        let NewMember { member, came_by, sign_in, instead_of, is_ready } = *new;
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            let is_here = match came_by {
                Some(invitation) => invitation::delete(tx, member.agency, invitation).await?,
                None => true,
            };
            let signs_in = match sign_in {
                Some(row) => sign_in::add(tx, row).await?,
                None => true,
            };
            if !is_here || !signs_in || !member::add(tx, member).await? {
                return Err(NotNow::Late);
            }
            if is_ready {
                agency::set_ready(tx, member.agency).await?;
            }
            for former in instead_of {
                member::delete(tx, member.agency, *former).await?;
                if let Who::Sheets(set) = former {
                    ending::mark(tx, End::WrapsToSheets(member.agency, *set)).await?;
                }
            }
            for wrap in wraps {
                if !wrap::insert(tx, wrap).await? {
                    return Err(NotNow::Late);
                }
            }
            Ok(())
        };
        NotNow::told(self.database.write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Ends an invitation, and how whoever came by it would have signed in; whether it was there.
    pub async fn end_invitation(&self, agency: AgencyId, invitation: RowId) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<bool, StoreError> {
            let Some(row) = invitation::fetch(tx, agency, invitation).await? else { return Ok(false) };
            sign_in::delete(tx, agency, row.user).await?;
            invitation::delete(tx, agency, invitation).await
        };
        self.database.write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// All wraps to a recipient, in order of ids.
    pub async fn wraps_to(&self, agency: AgencyId, recipient: Recipient) -> Result<Vec<WrapRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(wrap::to(tx, agency, recipient))).await
    }

    /// All circles of an agency, in order of ids.
    pub async fn circles(&self, agency: AgencyId) -> Result<Vec<CircleRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(circle::of_agency(tx, agency))).await
    }

    /// The newest epoch of a circle.
    pub async fn epoch(&self, agency: AgencyId, circle: CircleId) -> Result<Option<u64>, StoreError> {
        self.database.read(READ, |tx| Box::pin(circle::epoch(tx, agency, circle))).await
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

    /// All messages to an agency, in order of senders and ids.
    pub async fn messages_to(&self, recipient: AgencyId) -> Result<Vec<MessageRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(message::to(tx, recipient))).await
    }

    /// Keeps how somebody signs in who is new; whether they are, and nobody else is called that.
    pub async fn add_sign_in(&self, row: &SignInRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(sign_in::add(tx, row))).await
    }

    /// Keeps how somebody signs in, in place of how they did; whether they still can, and have not left.
    pub async fn change_sign_in(&self, row: &SignInRow) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(sign_in::change(tx, row))).await
    }

    /// Whether somebody can sign in, and has not left.
    pub async fn can_sign_in(&self, agency: AgencyId, user: UserId) -> Result<bool, StoreError> {
        self.database.read(READ, |tx| Box::pin(sign_in::is_there(tx, agency, user))).await
    }

    /// How somebody signs in who is called this here.
    pub async fn sign_in(
        &self,
        agency: AgencyId,
        handle: &[u8; 32],
    ) -> Result<Option<SignInRow>, StoreError> {
        self.database.read(READ, |tx| Box::pin(sign_in::by_handle(tx, agency, handle))).await
    }

    /// Keeps an agency's announcement; whether there was none of its epoch.
    pub async fn put_announcement(&self, announcement: &Announcement) -> Result<bool, StoreError> {
        self.database.write(WRITE, |tx| Box::pin(announcement::put(tx, announcement))).await
    }

    /// An agency's announcement of an epoch.
    pub async fn announcement(
        &self,
        agency: AgencyId,
        epoch: u64,
    ) -> Result<Option<Announcement>, StoreError> {
        self.database.read(READ, |tx| Box::pin(announcement::fetch(tx, agency, epoch))).await
    }

    /// An agency's newest announcement.
    pub async fn newest_announcement(&self, agency: AgencyId) -> Result<Option<Announcement>, StoreError> {
        self.database.read(READ, |tx| Box::pin(announcement::newest(tx, agency))).await
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
    /// they are.
    pub(crate) async fn forget_restored(&self, ended: &[Doomed]) -> Result<u64, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<u64, StoreError> {
            let mut recipients = BTreeSet::new();
            for ended in ended {
                if let Some((user, wrap)) = wrap::to_user(tx, ended).await? {
                    recipients.insert((ended.agency, user));
                    // They knew the key; that its next epoch had begun is in no row that came back.
                    if wrap.purpose == CircleKey::PURPOSE {
                        let circle = CircleId::from_bytes(*wrap.subject.bytes());
                        circle::set_must_renew(tx, ended.agency, circle).await?;
                    } else {
                        agency::set_must_renew(tx, ended.agency, true).await?;
                    }
                }
                ending::forget(tx, ended).await?;
            }
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

/// Begins an epoch of the agency's own key: its announcement, and the records of all who stay.
async fn begin_keys(
    tx: &mut sql::Transaction<'_>,
    agency: AgencyId,
    keys: &AgencyEpoch,
) -> Result<(), NotNow> {
    let AgencyEpoch { announcement, members, strangers } = keys;
    let newest = announcement::newest(tx, agency).await?.map_or(0, |newest| newest.epoch());
    let is_next = announcement.agency() == agency && announcement.epoch() == newest + 1;
    if !is_next || !announcement::put(tx, announcement).await? {
        return Err(NotNow::Late);
    }
    for stranger in strangers {
        member::delete(tx, agency, *stranger).await?;
        match *stranger {
            Who::User(user) => {
                sign_in::delete(tx, agency, user).await?;
                ending::mark(tx, End::WrapsTo(agency, user)).await?;
            }
            Who::Sheets(set) => drop(ending::mark(tx, End::WrapsToSheets(agency, set)).await?),
        }
    }
    // Whoever leaves may know the words of those that are open.
    for open in invitation::of_agency(tx, agency).await? {
        sign_in::delete(tx, agency, open.user).await?;
        invitation::delete(tx, agency, open.invitation).await?;
    }
    // Whoever joined meanwhile would be left behind with a record that nobody takes any more.
    if member::of_agency(tx, agency).await?.len() != members.len() {
        return Err(NotNow::Late);
    }
    for member in members {
        if !member::change(tx, member).await? {
            return Err(NotNow::Late);
        }
    }
    agency::set_must_renew(tx, agency, false).await?;
    Ok(())
}
