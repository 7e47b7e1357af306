//! An agency and its people, in transactions: how it begins, who comes, who leaves, and the epochs of its keys.

use seal::words::Mark;
use seal::{AgencyId, Announcement, CircleId, Member, PublicKey, RowId, UserId, Who, WrapId};

use super::agency::{Hosting, Ready};
use super::ending::{self, End};
use super::store::{NotNow, READ, WRITE};
use super::{
    AgencyRow, CircleRow, InvitationRow, MemberRow, SignInRow, VaultStore, WrapRow, agency, announcement,
    circle, invitation, member, sign_in, stepping_in, wrap,
};
use crate::StoreError;
use crate::keys::Now;

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
    pub(crate) instead_of: &'a [RowId],
    /// Whether cases may begin from then on.
    pub(crate) is_ready: bool,
}

/// New epochs, which begin together: their keys are wrapped to those who stay.
#[derive(Debug, Clone)]
pub struct NewEpoch {
    /// Whose they are.
    pub agency: AgencyId,
    /// Circles, each with the epoch that begins: after its newest.
    pub circles: Vec<(CircleId, u64)>,
    /// The agency's own, if that begins.
    pub keys: Option<AgencyEpoch>,
    /// Who leaves the agency with them.
    pub leaves: Option<UserId>,
    /// Wraps that end with them, to somebody who stays and holds less from then on.
    pub ends: Vec<WrapId>,
}

/// A new epoch of an agency's own key.
#[derive(Debug, Clone)]
pub struct AgencyEpoch {
    /// Its announcement, of an epoch after the newest.
    pub announcement: Announcement,
    /// Everybody who stays, vouched for with it.
    pub members: Vec<MemberRow>,
    /// Their records as they were: where one has changed meanwhile, nothing is done.
    pub seen: Vec<Member>,
    /// Whether two of these hold the agency's keys: without, cases begin only if there are sheets that were checked.
    pub two_hold: bool,
    /// Whom the epoch before did not vouch for, whoever wrote their records: these go, with all that was wrapped to them.
    pub strangers: Vec<Who>,
}

impl VaultStore {
    /// Begins epochs: keeps their wraps, and, if somebody leaves, takes away their record and how they sign in, and marks
    /// what was wrapped to them. Nothing is done unless each epoch is after the newest, everybody it is wrapped to is still there,
    /// and all who stay are vouched for anew.
    pub(crate) async fn begin_epoch(&self, epoch: &NewEpoch, wraps: &[WrapRow]) -> Result<bool, StoreError> {
        let NewEpoch { agency, ref circles, ref keys, leaves, ref ends } = *epoch;
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<(), NotNow> {
            for (circle, epoch) in circles {
                if !circle::begin(tx, agency, *circle, *epoch).await? {
                    return Err(NotNow::Late);
                }
            }
            if let Some(user) = leaves {
                sign_in::delete(tx, agency, user).await?;
                stepping_in::end_of(tx, agency, user).await?;
                member::delete(tx, agency, Who::User(user)).await?;
                ending::mark(tx, End::WrapsTo(agency, user)).await?;
            }
            for wrap in ends {
                ending::mark(tx, End::Wrap(agency, *wrap)).await?;
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
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
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
        self.database().write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// All agencies, by name.
    pub async fn agencies(&self) -> Result<Vec<AgencyRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(agency::all(tx))).await
    }

    /// An agency.
    pub async fn agency(&self, agency: AgencyId) -> Result<Option<AgencyRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(agency::fetch(tx, agency))).await
    }

    /// Whether somebody who has left knows an agency's identity, so that another has to announce its next epoch.
    pub async fn must_renew_identity(&self, agency: AgencyId) -> Result<bool, StoreError> {
        self.database().read(READ, |tx| Box::pin(agency::must_renew_identity(tx, agency))).await
    }

    /// Says what an agency is called from now on, and which entry of the directory is its own; whether it is there, and no
    /// other agency has that entry.
    pub async fn describe_agency(
        &self,
        agency: AgencyId,
        name: &str,
        directory_id: Option<&str>,
    ) -> Result<bool, StoreError> {
        let describe = (name, directory_id);
        self.database().write(WRITE, |tx| Box::pin(agency::describe(tx, agency, describe))).await
    }

    /// Says on whose machine an agency's records are, as its lead has acknowledged; whether it is there.
    pub async fn set_hosting(&self, agency: AgencyId, hosting: Hosting) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(agency::set_hosting(tx, agency, hosting))).await
    }

    /// Notes that two hold an agency's keys, so that its cases may begin.
    pub async fn set_ready(&self, agency: AgencyId) -> Result<(), StoreError> {
        let ready = (Ready::Two, true);
        self.database().write(WRITE, |tx| Box::pin(agency::set_ready(tx, agency, ready))).await
    }

    /// The sets of recovery sheets that were checked.
    pub async fn checked_sheets(&self, agency: AgencyId) -> Result<Vec<RowId>, StoreError> {
        self.database().read(READ, |tx| Box::pin(member::all_checked(tx, agency))).await
    }

    /// Notes that a set of recovery sheets was checked, so that cases may begin as long as it stands, and that others open
    /// nothing from then on; whether it stands.
    pub(crate) async fn sheets_checked(&self, agency: AgencyId, set: RowId) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<bool, StoreError> {
            let sets = sets(&member::of_agency(tx, agency).await?);
            if !sets.contains(&set) {
                return Ok(false);
            }
            for former in sets.into_iter().filter(|former| *former != set) {
                end_sheets(tx, agency, former).await?;
            }
            member::checked(tx, agency, set).await?;
            agency::set_ready(tx, agency, (Ready::Sheets, true)).await?;
            Ok(true)
        };
        self.database().write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// All members of an agency, in order of ids. Whether the agency vouches for them is for its key to say.
    pub async fn members(&self, agency: AgencyId) -> Result<Vec<MemberRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(member::of_agency(tx, agency))).await
    }

    /// A member who signs in.
    pub async fn member(&self, agency: AgencyId, user: UserId) -> Result<Option<MemberRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(member::fetch(tx, agency, user))).await
    }

    /// Keeps a member's record in place of the one that is there; whether they are still a member.
    pub async fn change_member(&self, member: &MemberRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(member::change(tx, member))).await
    }

    /// Keeps the record of a set of recovery sheets, or of somebody new; whether there was none.
    pub async fn add_member(&self, member: &MemberRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(member::add(tx, member))).await
    }

    /// Keeps an invitation.
    pub async fn add_invitation(&self, invitation: &InvitationRow) -> Result<(), StoreError> {
        self.database().write(WRITE, |tx| Box::pin(invitation::add(tx, invitation))).await
    }

    /// The invitations of an agency, in order of ids.
    pub async fn invitations(&self, agency: AgencyId) -> Result<Vec<InvitationRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(invitation::of_agency(tx, agency))).await
    }

    /// An invitation.
    pub async fn invitation(
        &self,
        agency: AgencyId,
        invitation: RowId,
    ) -> Result<Option<InvitationRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(invitation::fetch(tx, agency, invitation))).await
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
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
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
                agency::set_ready(tx, member.agency, (Ready::Two, true)).await?;
            }
            for former in instead_of {
                end_sheets(tx, member.agency, *former).await?;
            }
            if !instead_of.is_empty() && member::all_checked(tx, member.agency).await?.is_empty() {
                agency::set_ready(tx, member.agency, (Ready::Sheets, false)).await?;
            }
            for wrap in wraps {
                if !wrap::insert(tx, wrap).await? {
                    return Err(NotNow::Late);
                }
            }
            Ok(())
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Ends an invitation, and how whoever came by it would have signed in; whether it was there.
    pub async fn end_invitation(&self, agency: AgencyId, invitation: RowId) -> Result<bool, StoreError> {
        let write = async |tx: &mut sql::Transaction<'_>| -> Result<bool, StoreError> {
            let Some(row) = invitation::fetch(tx, agency, invitation).await? else { return Ok(false) };
            sign_in::delete(tx, agency, row.user).await?;
            invitation::delete(tx, agency, invitation).await
        };
        self.database().write(WRITE, |tx| Box::pin(write(tx))).await
    }

    /// All circles of an agency, in order of ids.
    pub async fn circles(&self, agency: AgencyId) -> Result<Vec<CircleRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(circle::of_agency(tx, agency))).await
    }

    /// The newest epoch of a circle.
    pub async fn epoch(&self, agency: AgencyId, circle: CircleId) -> Result<Option<u64>, StoreError> {
        self.database().read(READ, |tx| Box::pin(circle::epoch(tx, agency, circle))).await
    }

    /// Keeps how somebody signs in who is new; whether they are, and nobody else is called that.
    pub async fn add_sign_in(&self, row: &SignInRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(sign_in::add(tx, row))).await
    }

    /// Keeps how somebody signs in, in place of how they did; whether they still do so, and have not left.
    pub async fn change_sign_in(&self, before: &SignInRow, row: &SignInRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(sign_in::change(tx, before, row))).await
    }

    /// How somebody signs in.
    pub async fn sign_in_of(&self, agency: AgencyId, user: UserId) -> Result<Option<SignInRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(sign_in::by_user(tx, agency, user))).await
    }

    /// Whether somebody can sign in, and has not left.
    pub async fn can_sign_in(&self, agency: AgencyId, user: UserId) -> Result<bool, StoreError> {
        self.database().read(READ, |tx| Box::pin(sign_in::is_there(tx, agency, user))).await
    }

    /// How somebody signs in who is called this here.
    pub async fn sign_in(
        &self,
        agency: AgencyId,
        handle: &[u8; 32],
    ) -> Result<Option<SignInRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(sign_in::by_handle(tx, agency, handle))).await
    }

    /// Keeps an agency's announcement; whether there was none of its epoch.
    pub async fn put_announcement(&self, announcement: &Announcement) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(announcement::put(tx, announcement))).await
    }

    /// An agency's announcement of an epoch.
    pub async fn announcement(
        &self,
        agency: AgencyId,
        epoch: u64,
    ) -> Result<Option<Announcement>, StoreError> {
        self.database().read(READ, |tx| Box::pin(announcement::fetch(tx, agency, epoch))).await
    }

    /// An agency's newest announcement.
    pub async fn newest_announcement(&self, agency: AgencyId) -> Result<Option<Announcement>, StoreError> {
        self.database().read(READ, |tx| Box::pin(announcement::newest(tx, agency))).await
    }
}

/// The sets of recovery sheets among members.
fn sets(members: &[MemberRow]) -> Vec<RowId> {
    let set = |row: &MemberRow| match row.record.who() {
        Who::Sheets(set) => Some(set),
        Who::User(_) => None,
    };
    members.iter().filter_map(set).collect()
}

/// Ends a set of recovery sheets, with all that is wrapped to it.
async fn end_sheets(tx: &mut sql::Transaction<'_>, agency: AgencyId, set: RowId) -> Result<(), StoreError> {
    member::delete(tx, agency, Who::Sheets(set)).await?;
    ending::mark(tx, End::WrapsToSheets(agency, set)).await?;
    Ok(())
}

/// Begins an epoch of the agency's own key: its announcement, and the records of all who stay.
async fn begin_keys(
    tx: &mut sql::Transaction<'_>,
    agency: AgencyId,
    keys: &AgencyEpoch,
) -> Result<(), NotNow> {
    let AgencyEpoch { announcement, members, seen, two_hold, strangers } = keys;
    let newest = announcement::newest(tx, agency).await?.map_or(0, |newest| newest.epoch());
    let is_next = announcement.agency() == agency && announcement.epoch() > newest;
    if !is_next || !announcement::put(tx, announcement).await? {
        return Err(NotNow::Late);
    }
    for stranger in strangers {
        match *stranger {
            Who::User(user) => {
                member::delete(tx, agency, *stranger).await?;
                sign_in::delete(tx, agency, user).await?;
                ending::mark(tx, End::WrapsTo(agency, user)).await?;
            }
            Who::Sheets(set) => end_sheets(tx, agency, set).await?,
        }
    }
    // Whoever leaves may know the words of those that are open.
    for open in invitation::of_agency(tx, agency).await? {
        sign_in::delete(tx, agency, open.user).await?;
        invitation::delete(tx, agency, open.invitation).await?;
    }
    // Whoever joined meanwhile would be left behind with a record that nobody takes any more, and whoever was given
    // something would lose it.
    let held = member::of_agency(tx, agency).await?;
    if held.len() != members.len() || held.iter().any(|row| !seen.contains(&row.record)) {
        return Err(NotNow::Late);
    }
    for member in members {
        if !member::change(tx, member).await? {
            return Err(NotNow::Late);
        }
    }
    agency::renewed(tx, agency).await?;
    agency::set_ready(tx, agency, (Ready::Two, *two_hold)).await?;
    if member::all_checked(tx, agency).await?.is_empty() {
        agency::set_ready(tx, agency, (Ready::Sheets, false)).await?;
    }
    Ok(())
}
