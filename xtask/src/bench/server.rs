//! A throw-away PostgreSQL for benches, with the settings that it comes with.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::run::{self, Failure};
use crate::setup;

const USER: &str = "continuum";
/// How often a server that starts is asked whether it has.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// A server on loopback; stopped, and its files removed, when this is dropped.
pub(super) struct Server {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
    process: Child,
}

impl Server {
    pub(super) fn start() -> Result<Self, Failure> {
        let bin = setup::postgres().ok_or_else(|| {
            Failure::usage(
                "no PostgreSQL server programs: run `cargo xtask setup`, which installs what is missing",
            )
        })?;
        let folder = std::env::temp_dir().join(format!("continuum-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let account = account()?;
        if let Some((user, group)) = account {
            chown(&folder, Some(user), Some(group)).map_err(|error| Failure::file(&folder, &error))?;
        }
        let as_account = |program: &str| {
            let mut command = Command::new(bin.join(program));
            command.current_dir("/").env("LC_ALL", "C").arg("-D").arg(folder.join("data"));
            if let Some((user, group)) = account {
                command.uid(user).gid(group);
            }
            command
        };
        let words = ["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username", USER];
        run::quiet(as_account("initdb").args(words))?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let port = port.map_err(|error| Failure::no(format!("no free port: {error}")))?.port();
        let log = File::create(folder.join("log")).map_err(|error| Failure::file(&folder, &error))?;
        let process = as_account("postgres")
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            .args(["-c", &format!("port={port}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| Failure::no(format!("PostgreSQL does not start: {error}")))?;
        let server = Self { bin, folder, port, process };
        for _ in 0..TRIES {
            if server.query("postgres", "SELECT 1").is_ok() {
                return Ok(server);
            }
            std::thread::sleep(PAUSE);
        }
        server.query("postgres", "SELECT 1").map(|_| server)
    }

    /// Makes an empty database and gives its address.
    pub(super) fn database(&self, name: &str) -> Result<String, Failure> {
        self.query("postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(self.address(name))
    }

    pub(super) fn address(&self, name: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{name}", self.port)
    }

    /// PostgreSQL's own client.
    pub(super) fn psql(&self) -> PathBuf {
        self.bin.join("psql")
    }

    fn query(&self, database: &str, sql: &str) -> Result<String, Failure> {
        let words = ["--no-psqlrc", "--quiet", "--tuples-only", "--set=ON_ERROR_STOP=1", "--dbname"];
        run::quiet(Command::new(self.psql()).args(words).args([&self.address(database), "--command", sql]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The postmaster takes its own children along.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whom the server runs as: PostgreSQL refuses root, so root hands it to another account.
fn account() -> Result<Option<(u32, u32)>, Failure> {
    let ours = run::quiet(Command::new("id").arg("--user"))?;
    if ours != "0" {
        return Ok(None);
    }
    let accounts =
        fs::read_to_string("/etc/passwd").map_err(|error| Failure::file(Path::new("/etc/passwd"), &error))?;
    let ids = |wanted: &str| {
        let mut fields =
            accounts.lines().map(|line| line.split(':')).find(|line| line.clone().next() == Some(wanted))?;
        let user = fields.nth(2)?.parse().ok()?;
        Some((user, fields.next()?.parse().ok()?))
    };
    let found = ids("postgres").or_else(|| ids("nobody"));
    found
        .map(Some)
        .ok_or_else(|| Failure::usage("root needs an account `postgres` or `nobody` for PostgreSQL"))
}
