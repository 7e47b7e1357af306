//! A throw-away PostgreSQL: one server for each test process, a new database for each test.
//!
//! The server listens on loopback alone, on a free port, writes nothing through to the disk, and is
//! gone with its files when the test process ends, however it ends.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::programs;

/// The superuser of the throw-away server; it has no password, and the server no other listener
/// than loopback.
const USER: &str = "continuum";

/// How often a start is tried: another program may take the free port before the server does.
const TRIES: u32 = 5;

/// Starts the server, says `ready`, and waits until the pipe on its standard input closes, which
/// happens when the test process is gone; then stops that server and removes its folder.
const WATCHER: &str = r#"
cd /
if "$1/pg_ctl" start --silent --wait --timeout=120 -D "$2/data" -l "$2/log" -o "$3" </dev/null >"$2/start" 2>&1
then echo ready
else echo failed; cat "$2/start" "$2/log" >&2
fi
while read -r line; do :; done
"$1/pg_ctl" stop --silent --mode=immediate -D "$2/data" </dev/null >/dev/null 2>&1
rm -rf "$2/data" "$2/log" "$2/start"
rmdir "$2" 2>/dev/null
exit 0
"#;

/// A server: the one of this process, or one of its own for who wants it set up otherwise.
pub struct Server {
    bin: PathBuf,
    port: u16,
    /// Where its socket is, if it has one.
    folder: PathBuf,
    /// Held for its standard input: the watcher stops the server when that closes.
    _watcher: Child,
}

impl Server {
    /// Another server than the tests', with settings (`shared_buffers=1GB`) that outweigh the usual ones. It also
    /// listens on a Unix socket, and is gone with its files when this value is.
    ///
    /// # Panics
    ///
    /// If there is no PostgreSQL to start; the sentence says what to do.
    #[must_use]
    pub fn with_settings(settings: &[&str]) -> Self {
        Self::starting(settings, true)
    }

    /// The address of its first database, by its socket.
    #[must_use]
    pub fn address_by_socket(&self) -> String {
        format!("postgres://{USER}@localhost:{}/postgres?host={}", self.port, self.folder.display())
    }

    fn starting(settings: &[&str], has_socket: bool) -> Self {
        let bin = programs::postgres();
        let started = (1..=TRIES).find_map(|_| start(&bin, settings, has_socket));
        let (watcher, port, folder) = started.expect("PostgreSQL starts; what it said is above");
        Self { bin, port, folder, _watcher: watcher }
    }
}

/// Makes a new, empty database (UTF-8, C collation) on this process's server, which the first call
/// starts, and returns its address, `postgres://…`.
///
/// # Panics
///
/// If there is no PostgreSQL to start; the sentence says what to do.
#[must_use]
pub fn database() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    query(&address("postgres"), &format!("CREATE DATABASE {name}"));
    address(&name)
}

/// Runs `sql` with PostgreSQL's own client on the database at `url` and returns what it prints: a
/// line for each row, columns parted by `|`.
///
/// # Panics
///
/// If the client or the statement fails, with its message.
pub fn query(url: &str, sql: &str) -> String {
    let done = Command::new(server().bin.join("psql"))
        .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"])
        .args(["--dbname", url, "--command", sql])
        .output()
        .expect("psql starts");
    assert!(done.status.success(), "psql: {}\nin: {sql}", String::from_utf8_lossy(&done.stderr).trim());
    String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
}

fn address(database: &str) -> String {
    format!("postgres://{USER}@127.0.0.1:{}/{database}", server().port)
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::starting(&[], false))
}

/// One try: a new cluster in a new folder, on a port that was free a moment ago.
fn start(bin: &Path, settings: &[&str], has_socket: bool) -> Option<(Child, u16, PathBuf)> {
    let account = Account::with_folder();
    let initdb = account
        .command(&bin.join("initdb"))
        .args(["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username", USER, "-D"])
        .arg(account.folder.join("data"))
        .output()
        .expect("initdb starts");
    assert!(initdb.status.success(), "initdb: {}", String::from_utf8_lossy(&initdb.stderr));

    let port = free_port();
    let socket = if has_socket { account.folder.display().to_string() } else { String::new() };
    let usual = [
        "listen_addresses=127.0.0.1",
        &format!("port={port}"),
        &format!("unix_socket_directories={socket}"),
        "max_connections=300",
        "shared_buffers=64MB",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_wal_senders=0",
        "wal_level=minimal",
    ];
    let options: Vec<String> = usual.iter().chain(settings).map(|option| format!("-c {option}")).collect();
    let mut watcher = account
        .command(Path::new("/bin/sh"))
        .args(["-c", WATCHER, "watcher"])
        .args([bin, &account.folder])
        .arg(options.join(" "))
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell starts");
    let mut word = String::new();
    let said = watcher.stdout.take().expect("its output is a pipe");
    BufReader::new(said).read_line(&mut word).expect("the watcher speaks");
    if word.trim() == "ready" {
        return Some((watcher, port, account.folder));
    }
    drop(watcher.stdin.take());
    let _ = watcher.wait();
    None
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("a listener has an address").port()
}

/// A new folder for a cluster, and whom its server runs as: PostgreSQL refuses root, so root hands
/// both to another account.
struct Account {
    folder: PathBuf,
    other: Option<(u32, u32)>,
}

impl Account {
    fn with_folder() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("continuum-postgres-")
            .tempdir()
            .expect("a folder for PostgreSQL can be made")
            .keep();
        let ours = folder.metadata().expect("a new folder can be read").uid();
        let other = (ours == 0).then(unprivileged);
        if let Some((uid, gid)) = other {
            chown(&folder, Some(uid), Some(gid)).expect("root can give a folder away");
        }
        Self { folder, other }
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C");
        for name in ["PGDATA", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGOPTIONS", "PGSERVICE"] {
            command.env_remove(name);
        }
        if let Some((uid, gid)) = self.other {
            command.uid(uid).gid(gid);
        }
        command
    }
}

/// The user and group of an account that is not root's.
fn unprivileged() -> (u32, u32) {
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let ids = |wanted: &str| {
        accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            let uid = fields.nth(1)?.parse().ok()?;
            let gid = fields.next()?.parse().ok()?;
            (name == wanted).then_some((uid, gid))
        })
    };
    ids("postgres")
        .or_else(|| ids("nobody"))
        .expect("root needs an account `postgres` or `nobody`, since PostgreSQL refuses root")
}
