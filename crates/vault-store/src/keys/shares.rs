//! All shares of an agency, opened.

use seal::{
    AgencyId, CaseId, CaseShare, Id, MessageId, MessageShare, Share, ShareOf, Shared, StoreRoot, WrapId,
    WrapShare,
};

use super::share::ShareRow;
use super::{KeysError, Revision};

/// All shares of one agency, in order of ids.
pub struct AgencyShares {
    /// The revision that they are of.
    pub revision: Revision,
    /// Those of cases.
    pub cases: Vec<(CaseId, CaseShare)>,
    /// Those of wraps.
    pub wraps: Vec<(WrapId, WrapShare)>,
    /// Those of messages.
    pub messages: Vec<(MessageId, MessageShare)>,
    /// The rows that do not open, each with what is wrong.
    pub damaged: Vec<KeysError>,
}

impl AgencyShares {
    pub(crate) fn open(agency: AgencyId, revision: Revision, rows: &[ShareRow], root: &StoreRoot) -> Self {
        let mut shares = Self {
            revision,
            cases: Vec::new(),
            wraps: Vec::new(),
            messages: Vec::new(),
            damaged: Vec::new(),
        };
        for row in rows {
            let opened = match row.of.of {
                ShareOf::Case => one(agency, row, root).map(|share| shares.cases.push(share)),
                ShareOf::Wrap => one(agency, row, root).map(|share| shares.wraps.push(share)),
                ShareOf::Message => one(agency, row, root).map(|share| shares.messages.push(share)),
            };
            shares.damaged.extend(opened.err());
        }
        shares
    }
}

fn one<Kind: Shared>(
    agency: AgencyId,
    row: &ShareRow,
    root: &StoreRoot,
) -> Result<(Id<Kind>, Share<Kind>), KeysError> {
    let id = Id::from_bytes(row.of.id);
    let share = root.open_share(agency, id, &row.sealed()?).map_err(|why| row.of.damaged(why))?;
    Ok((id, share))
}
