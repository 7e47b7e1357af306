//! How the command ends other than well: one sentence, and exit code 2, or 1 where the work was done and the answer
//! is no.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use network::import::ImportError;
use network_store::StoreError;
use vault_store::keys::KeysError;

/// Why the command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum End {
    /// A file that cannot be read, or says what it cannot mean.
    #[error("{}: {sentence}", .file.display())]
    Input { file: PathBuf, sentence: String },
    /// A source that cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A spreadsheet that cannot be made.
    #[error(transparent)]
    Workbook(#[from] network::sheet::workbook::WorkbookError),
    /// An export that cannot be made.
    #[error(transparent)]
    Export(#[from] network::export::ExportError),
    /// The store refuses or cannot be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault refuses or cannot be reached.
    #[error(transparent)]
    Vault(#[from] vault_store::StoreError),
    /// There is no vault where one was said to be.
    #[error("there is no vault at {}", .0.display())]
    NoVault(PathBuf),
    /// What was typed does not say enough, or too much.
    #[error("{0}")]
    Typed(&'static str),
    /// The keys would be backed up to where the records are.
    #[error(
        "{} would stand with the backups in {}: whoever copies or finds that folder would have the records and the keys \
         that open them, and keys that were copied along bring back what was erased; name a file on another disk, in no \
         folder that holds the backups", file.display(), folder.display()
    )]
    KeysBeside { file: PathBuf, folder: PathBuf },
    /// The keys store refuses or cannot be reached.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// It was not said where the keys store, its root or its copy is.
    #[error("{0}")]
    NoKeys(&'static str),
    /// A move has copied everything and cannot vouch for it.
    #[error(transparent)]
    NotMoved(StoreError),
    /// A file does not open with the words that were typed.
    #[error("{}: {error}", file.display())]
    NotOpened { file: PathBuf, error: seal::NoFile },
    /// Two sources say different things under one id.
    #[error("{error}; if this is a newer export of the same list, say so with `--source {held}`")]
    OtherList { held: String, error: Box<StoreError> },
    /// There is nothing to ask yet.
    #[error("there is no store at {} yet: bring a directory in with `continuum directory import`", .0.display())]
    NoStore(PathBuf),
    /// The pages cannot be served.
    #[error(transparent)]
    Web(#[from] web::Error),
    /// The port cannot be had.
    #[error("cannot listen on {address}: {error}; choose another with {option}")]
    Listen { address: std::net::SocketAddr, option: &'static str, error: std::io::Error },
    /// An agency's work was not done.
    #[error(transparent)]
    Work(#[from] casework::Error),
    /// The machine refused something.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl End {
    pub(crate) fn input(file: &Path, sentence: &str) -> Self {
        Self::Input { file: file.to_owned(), sentence: sentence.to_owned() }
    }

    /// Ends well without problems; with several, all of them are said.
    pub(crate) fn of_all(mut problems: Vec<Self>) -> Result<(), Self> {
        let last = problems.pop();
        problems.iter().for_each(Self::say);
        last.map_or(Ok(()), Err)
    }

    #[expect(clippy::print_stderr, reason = "this is where the command says why it ends")]
    fn say(&self) {
        eprintln!("continuum: {self}");
    }

    pub(crate) fn exit(&self) -> ExitCode {
        self.say();
        ExitCode::from(match self {
            Self::NotMoved(_) | Self::NotOpened { .. } => 1,
            _ => 2,
        })
    }
}
