//! One of the two copies: a database and its root file, as they are found.

use seal::RootId;
use sql::{Database, TransactionName};

use super::about::{self, About};
use super::content::Content;
use super::root_file::{self, Held};
use super::{KeysError, SCHEMA, Site, files};

const LOOK: TransactionName = TransactionName::new("look-at-keys");
const READ: TransactionName = TransactionName::new("read-keys");

/// A database that is open, and where its root file is. Clones share its connections.
#[derive(Clone)]
pub(crate) struct Side {
    pub(crate) site: Site,
    pub(crate) database: Database,
    /// The address, without user and password.
    pub(crate) shown: String,
}

/// What is at a site, before anything is done about it.
pub(crate) struct Found {
    pub(crate) site: Site,
    pub(crate) shown: String,
    /// None where it would have to be made.
    pub(crate) database: Option<Database>,
    /// None of a database that is new.
    pub(crate) about: Option<About>,
    pub(crate) root: Held,
}

impl Found {
    /// Looks what is at a site. Makes good what a cut left of its root file, and makes no database.
    pub(crate) async fn look(site: &Site) -> Result<Self, KeysError> {
        let root = site.root.clone();
        let root = files::off(move || {
            files::finish(&root)?;
            Held::read(&root)
        })
        .await?;
        let is_there = sql::sqlite_file(&site.url)?.is_none_or(|file| file.exists());
        let (mut database, mut about) = (None, None);
        if is_there {
            let open = Database::open(&site.url, &SCHEMA).await?;
            about = open.read(LOOK, |tx| Box::pin(about::fetch(tx))).await?;
            database = Some(open);
        }
        let shown = sql::shown_address(&site.url)?;
        Ok(Self { site: site.clone(), shown, database, about, root })
    }

    /// The side, with a database that is made where there is none.
    pub(crate) async fn into_side(self) -> Result<Side, KeysError> {
        let database = match self.database {
            Some(database) => database,
            None => Database::open(&self.site.url, &SCHEMA).await?,
        };
        let shown = sql::shown_address(&self.site.url)?;
        Ok(Side { site: self.site, database, shown })
    }
}

impl Side {
    pub(crate) async fn about(&self) -> Result<Option<About>, KeysError> {
        self.database.read(LOOK, |tx| Box::pin(about::fetch(tx))).await
    }

    pub(crate) async fn content(&self) -> Result<Content, KeysError> {
        self.database.read(READ, |tx| Box::pin(Content::read(tx))).await
    }

    pub(crate) async fn roots(&self) -> Result<Held, KeysError> {
        let root = self.site.root.clone();
        files::off(move || Held::read(&root)).await
    }

    /// Whether the root file is whole and holds this root.
    pub(crate) async fn holds(&self, root: RootId) -> Result<bool, KeysError> {
        Ok(self.roots().await?.whole().is_some_and(|file| root_file::find(file, root).is_some()))
    }

    pub(crate) fn unknown_root(&self, named: RootId) -> KeysError {
        KeysError::UnknownRoot { store: self.shown.clone(), named, root: self.site.root.clone() }
    }
}
