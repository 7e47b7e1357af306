/// Why a bench could not be run to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// SQLite refused a statement.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused a statement, or the connection broke.
    #[error("PostgreSQL: {0}")]
    Postgres(#[from] sqlx::Error),
    /// The Python program that holds DuckDB ended or said what it should not; what it wrote stands above.
    #[error("DuckDB: {0}")]
    DuckDb(String),
    /// The store of the pages refused something.
    #[error("{0}")]
    Store(#[from] network_store::StoreError),
    /// The stores of the sealed half refused something.
    #[error("{0}")]
    Sealed(#[from] vault_store::StoreError),
    /// An agency could not be made.
    #[error("{0}")]
    Work(#[from] casework::Error),
    /// The pages could not be started.
    #[error("{0}")]
    Web(#[from] web::Error),
    /// A connection could not be made.
    #[error("loopback: {0}")]
    Connection(#[from] std::io::Error),
    /// A connection broke.
    #[error("loopback: {0}")]
    Http(#[from] hyper::Error),
    /// A page was not given as it should be.
    #[error("{0}")]
    Page(String),
    /// A file could not be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// Two sides do not answer alike.
    #[error("{0}")]
    Disagreement(String),
    /// The command was called wrongly.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    pub(crate) fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        Self::File(path.display().to_string(), error)
    }
}
