//! Why a store of the sealed half refused or could not answer.

/// Why the stores of the sealed half refused or could not answer. Unless the keys store says otherwise, all is as it was
/// before, or is finished by what is done next.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened, reached or changed.
    #[error(transparent)]
    Sql(#[from] sql::Error),

    /// The keys store refused or could not answer.
    #[error(transparent)]
    Keys(#[from] crate::keys::KeysError),

    /// The vault and the keys store are of two networks.
    #[error(
        "the vault is of network {vault} and the keys store of network {keys}: without its own keys nothing in the \
         vault opens; look whether the settings name the right vault and the right keys store"
    )]
    OtherNetwork {
        /// The network that the vault names.
        vault: seal::NetworkId,
        /// The network that the keys store names.
        keys: seal::NetworkId,
    },

    /// A row in the database cannot be read.
    #[error("table {table}, column {column}, row ({row}): {problem}")]
    Row {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
        /// What is wrong with it; never what it holds.
        problem: String,
    },
}

impl StoreError {
    /// Whether there is no room left on the disk. Nothing was written.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Sql(error) | Self::Keys(crate::keys::KeysError::Sql(error)) => error.is_full(),
            _ => false,
        }
    }
}
