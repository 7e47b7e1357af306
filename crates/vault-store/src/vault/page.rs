//! Pages: what somebody sees of their own case, and what they say there.

use seal::content::{Page, PageLine};
use seal::{AgencyId, CaseId, RowId, Sealed, UserId};
use sql::Transaction;

use super::ending::{self, End};
use super::store::{NotNow, READ, WRITE};
use super::stored::{Stored, number};
use super::{SignInRow, VaultStore, WrapRow, case_file, sign_in, wrap};
use crate::StoreError;

/// A page as it stands in the vault.
#[derive(Debug, Clone)]
pub struct PageRow {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The page.
    pub page: RowId,
    /// Who signs in to it, with their public key and the page's mark over it; nothing: it is locked.
    pub person: Option<(UserId, Vec<u8>)>,
    /// How often it was made, from 1.
    pub revision: u64,
    /// What it shows.
    pub content: Sealed<Page>,
}

/// What tells whether a page is still as somebody read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageStands {
    page: RowId,
    revision: u64,
    /// Who signs in to it; nothing: it is locked.
    user: Option<UserId>,
}

impl PageRow {
    /// What tells it from the page that it may have become meanwhile.
    pub fn stands(&self) -> PageStands {
        let user = self.person.as_ref().map(|(user, _)| *user);
        PageStands { page: self.page, revision: self.revision, user }
    }
}

/// Something that was said on a page.
#[derive(Debug, Clone)]
pub struct LineRow {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// Its number, from 1.
    pub sequence: u64,
    /// What.
    pub content: Sealed<PageLine>,
}

/// A card that somebody is given, to a page that is there or to a new one.
#[derive(Debug, Clone)]
pub struct NewCard {
    /// The page as it is from now on. One of another id takes the place of the one that is there, with all that was said on
    /// it.
    pub page: PageRow,
    /// How the page stood in whose place it comes; nothing: there was none.
    pub over: Option<PageStands>,
    /// How its person signs in. No other card opens it from then on.
    pub sign_in: SignInRow,
    /// The page's key, for them.
    pub wrap: WrapRow,
}

/// A page of a case that is written anew.
#[derive(Debug, Clone)]
pub struct RewrittenPage {
    /// The page, at its first revision.
    pub page: PageRow,
    /// All that was said on it.
    pub lines: Vec<LineRow>,
    /// Its key, for whoever signs in to it.
    pub wrap: Option<WrapRow>,
}

const COLUMNS_OF: &str = "SELECT agency_id, case_id, page_id, user_id, person, revision, content FROM page \
    WHERE agency_id = $1 AND case_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = $2)";
// Whether or not its case is marked.
const HELD: &str = "SELECT agency_id, case_id, page_id, user_id, person, revision, content FROM page \
    WHERE agency_id = $1 AND case_id = $2";
const BY_USER: &str = "SELECT agency_id, case_id, page_id, user_id, person, revision, content FROM page \
    WHERE agency_id = $1 AND user_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = page.case_id)";
const IS_OPEN: &str = "SELECT user_id FROM sign_in WHERE agency_id = $1 AND user_id = $2 AND is_card = 1";
const INSERT: &str = "INSERT INTO page (agency_id, case_id, page_id, user_id, person, revision, content, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const UPDATE: &str = "UPDATE page SET revision = $4, content = $5, written_by = $6 \
    WHERE agency_id = $1 AND case_id = $2 AND page_id = $3 AND revision = $4 - 1";
const LOCK: &str = "UPDATE page SET user_id = NULL, person = NULL, written_by = $3 \
    WHERE agency_id = $1 AND case_id = $2";
const DELETE: &str = "DELETE FROM page WHERE agency_id = $1 AND case_id = $2";
const DELETE_LINES: &str = "DELETE FROM page_line WHERE agency_id = $1 AND case_id = $2";
// Of two lines at once one meets the other's number; on a page that is not there, or opens for somebody else, nothing is said.
const ADD_LINE: &str = "INSERT INTO page_line (agency_id, case_id, sequence, content, written_by) \
    SELECT agency_id, case_id, $3, $4, $5 FROM page WHERE agency_id = $1 AND case_id = $2 AND (CAST($6 AS TEXT) IS NULL OR user_id = $6) \
    AND (SELECT CAST(COALESCE(MAX(sequence), 0) AS BIGINT) FROM page_line WHERE agency_id = $1 AND case_id = $2) = $3 - 1 \
    ON CONFLICT (agency_id, case_id, sequence) DO NOTHING";
const LINES: &str = "SELECT agency_id, case_id, sequence, content FROM page_line \
    WHERE agency_id = $1 AND case_id = $2 AND sequence > $3 ORDER BY sequence";

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Option<PageRow>, StoreError> {
    let row = tx.fetch_optional(COLUMNS_OF, &[agency.to_string().into(), case.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

async fn insert(tx: &mut Transaction<'_>, row: &PageRow) -> Result<(), StoreError> {
    let (user, person) = row.person.as_ref().map(|(user, person)| (user.to_string(), person)).unzip();
    let values = [
        row.agency.to_string().into(),
        row.case.to_string().into(),
        row.page.to_string().into(),
        user.into(),
        person.into(),
        number(row.revision).into(),
        row.content.bytes().into(),
        tx.name().into(),
    ];
    tx.execute(INSERT, &values).await?;
    Ok(())
}

async fn add_line(tx: &mut Transaction<'_>, row: &LineRow, by: Option<UserId>) -> Result<bool, StoreError> {
    let (agency, case, name) = (row.agency.to_string(), row.case.to_string(), tx.name());
    let values = [
        agency.into(),
        case.into(),
        number(row.sequence).into(),
        row.content.bytes().into(),
        name.into(),
        by.map(|by| by.to_string()).into(),
    ];
    Ok(tx.execute(ADD_LINE, &values).await? == 1)
}

async fn lines(
    tx: &mut Transaction<'_>,
    (agency, case): (AgencyId, CaseId),
    after: u64,
) -> Result<Vec<LineRow>, StoreError> {
    let values = [agency.to_string().into(), case.to_string().into(), number(after).into()];
    let rows = tx.fetch_all(LINES, &values).await?;
    let lines = rows.iter().map(|row| {
        let stored = Stored { table: "page_line", key: &["agency_id", "case_id"], row };
        Ok(LineRow {
            agency: stored.id("agency_id")?,
            case: stored.id("case_id")?,
            sequence: stored.count("sequence")?,
            content: stored.sealed("content")?,
        })
    });
    lines.collect()
}

async fn delete(tx: &mut Transaction<'_>, agency: AgencyId, case: CaseId) -> Result<(), StoreError> {
    for sql in [DELETE, DELETE_LINES] {
        tx.execute(sql, &[agency.to_string().into(), case.to_string().into()]).await?;
    }
    Ok(())
}

/// Ends how somebody signs in to a page, and marks what is wrapped to them.
async fn shut(tx: &mut Transaction<'_>, page: &PageRow) -> Result<(), StoreError> {
    if let Some((user, _)) = &page.person {
        sign_in::delete(tx, page.agency, *user).await?;
        ending::mark(tx, End::WrapsTo(page.agency, *user)).await?;
    }
    Ok(())
}

/// Puts the page of a case that is written anew in place of the one that it was, if it had one; whether nothing was said on
/// that since, and its person is still the same.
pub(super) async fn becomes(
    tx: &mut Transaction<'_>,
    (agency, from): (AgencyId, CaseId),
    anew: Option<&RewrittenPage>,
) -> Result<bool, StoreError> {
    let held = tx.fetch_optional(HELD, &[agency.to_string().into(), from.to_string().into()]).await?;
    let (held, anew) = match (held.as_ref().map(read).transpose()?, anew) {
        (None, None) => return Ok(true),
        (Some(held), Some(anew)) => (held, anew),
        _ => return Ok(false),
    };
    let user = |page: &PageRow| page.person.as_ref().map(|(user, _)| *user);
    let said = lines(tx, (agency, from), 0).await?.len();
    let mut kept = said == anew.lines.len() && held.page == anew.page.page && user(&held) == user(&anew.page);
    delete(tx, agency, from).await?;
    insert(tx, &anew.page).await?;
    for line in &anew.lines {
        kept = kept && add_line(tx, line, None).await?;
    }
    if let Some(wrapped) = &anew.wrap {
        kept = kept && wrap::insert(tx, wrapped).await?;
    }
    Ok(kept)
}

impl VaultStore {
    /// The page of a case.
    pub async fn page(&self, agency: AgencyId, case: CaseId) -> Result<Option<PageRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, agency, case))).await
    }

    /// The page that somebody signs in to.
    pub async fn page_of(&self, agency: AgencyId, user: UserId) -> Result<Option<PageRow>, StoreError> {
        let of = async |tx: &mut Transaction<'_>| -> Result<Option<PageRow>, StoreError> {
            let values = [agency.to_string().into(), user.to_string().into()];
            if tx.fetch_optional(IS_OPEN, &values).await?.is_none() {
                return Ok(None);
            }
            let row = tx.fetch_optional(BY_USER, &values).await?;
            row.as_ref().map(read).transpose()
        };
        self.database().read(READ, |tx| Box::pin(of(tx))).await
    }

    /// What was said on a page after a line, in order.
    pub async fn lines(&self, case: (AgencyId, CaseId), after: u64) -> Result<Vec<LineRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(lines(tx, case, after))).await
    }

    /// Keeps what a page shows in place of its revision before; whether that was the one before.
    pub async fn put_page(&self, row: &PageRow) -> Result<bool, StoreError> {
        let put = async |tx: &mut Transaction<'_>| -> Result<bool, StoreError> {
            let values = [
                row.agency.to_string().into(),
                row.case.to_string().into(),
                row.page.to_string().into(),
                number(row.revision).into(),
                row.content.bytes().into(),
                tx.name().into(),
            ];
            Ok(tx.execute(UPDATE, &values).await? == 1)
        };
        self.database().write(WRITE, |tx| Box::pin(put(tx))).await
    }

    /// Keeps the next line; whether it was that, and the page is there and opens for whoever says it.
    pub async fn add_line(&self, row: &LineRow, by: UserId) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(add_line(tx, row, Some(by)))).await
    }

    /// How somebody signs in who has this card.
    pub async fn sign_in_with_card(&self, card: &[u8; 32]) -> Result<Option<SignInRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(sign_in::by_card(tx, card))).await
    }

    /// Keeps a card to a page; `false`, and nothing, where the case is over, the page is not as it was read, or somebody has
    /// the card.
    pub(crate) async fn give_card(&self, card: &NewCard) -> Result<bool, StoreError> {
        let NewCard { page, over, sign_in, wrap: wrapped } = card;
        let (agency, case) = (page.agency, page.case);
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            if case_file::fetch(tx, agency, case).await?.is_none() {
                return Err(NotNow::Late);
            }
            let held = fetch(tx, agency, case).await?;
            if held.as_ref().map(PageRow::stands) != *over {
                return Err(NotNow::Late);
            }
            if let Some(held) = held {
                shut(tx, &held).await?;
                tx.execute(DELETE, &[agency.to_string().into(), case.to_string().into()]).await?;
                if held.page != page.page {
                    delete(tx, agency, case).await?;
                }
            }
            insert(tx, page).await?;
            let kept = sign_in::add_card(tx, sign_in).await? && wrap::insert(tx, wrapped).await?;
            if kept { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Locks a page: nobody signs in to it from then on. With a line behind what was said, if there is one, and who says it.
    /// `false`, and nothing, where there is no page, or something else was said meanwhile.
    pub(crate) async fn lock_page(
        &self,
        (agency, case): (AgencyId, CaseId),
        says: Option<(&LineRow, UserId)>,
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            let held = fetch(tx, agency, case).await?.ok_or(NotNow::Late)?;
            if let Some((line, by)) = says
                && !add_line(tx, line, Some(by)).await?
            {
                return Err(NotNow::Late);
            }
            shut(tx, &held).await?;
            let name = tx.name();
            tx.execute(LOCK, &[agency.to_string().into(), case.to_string().into(), name.into()]).await?;
            Ok(())
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Takes a page away, with all that was said on it; whether there was one.
    pub(crate) async fn close_page(&self, agency: AgencyId, case: CaseId) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            let held = fetch(tx, agency, case).await?.ok_or(NotNow::Late)?;
            shut(tx, &held).await?;
            Ok(delete(tx, agency, case).await?)
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }
}

fn read(row: &sql::Row) -> Result<PageRow, StoreError> {
    let stored = Stored { table: "page", key: &["agency_id", "case_id"], row };
    let user: Option<UserId> = stored.opt_id("user_id")?;
    Ok(PageRow {
        agency: stored.id("agency_id")?,
        case: stored.id("case_id")?,
        page: stored.id("page_id")?,
        person: user.zip(row.opt_bytes("person")?),
        revision: stored.count("revision")?,
        content: stored.sealed("content")?,
    })
}
