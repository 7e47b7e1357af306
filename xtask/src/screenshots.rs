//! `cargo xtask screenshots`: the demo's pages as people see them, to be looked at.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::run::{self, Failure};
use crate::setup;

/// How often the demo's port is tried, and how long between two tries.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// Serves the demo, takes the pictures, and ends the demo.
pub(crate) fn run() -> Result<(), Failure> {
    let tools = setup::run()?;
    run::shown(&mut run::cargo(&["build", "--release", "--locked", "--package", "continuum"]))?;
    let port = free_port()?;
    let mut demo = Command::new(run::root().join("target/release/continuum"))
        .args(["demo", "--port", &port.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::no(format!("the demo does not start: {error}")))?;
    let words = demo.stdout.take().map(sign_ins).unwrap_or_default();
    let taken = wait_for(&mut demo, port).and_then(|()| {
        let scripts = run::root().join("crates/testkit/browser");
        let mut command = Command::new(&tools.node);
        command
            .arg(scripts.join("screenshots.mjs"))
            .arg(format!("http://127.0.0.1:{port}"))
            .arg(scripts.join("pages.txt"))
            .arg(run::root().join("target/screenshots"))
            .arg(words);
        tools.name_to(&mut command);
        run::shown(&mut command)
    });
    // Already gone or ended now: either way it is not left behind.
    let _ = demo.kill();
    let _ = demo.wait();
    taken
}

/// What people sign in with, by their names, as JSON: what the demo prints of them. What it prints after that is read and
/// passed over, so that it never waits for a reader.
fn sign_ins(printed: ChildStdout) -> String {
    let mut lines = BufReader::new(printed).lines().map_while(Result::ok);
    let listed = lines.by_ref().skip_while(|line| !line.contains("/sign-in")).skip(1);
    let people = listed.map_while(|line| {
        let (name, rest) = line.trim().split_once(' ')?;
        let (words, agency) = rest.trim().split_once(" at ")?;
        Some(format!("\"{name}\":{{\"words\":\"{}\",\"agency\":\"{agency}\"}}", words.trim()))
    });
    let mut people: Vec<String> = people.collect();
    // The line before it ended the list of staff.
    let own = lines.by_ref().take_while(|line| !line.starts_with("To ")).collect::<Vec<_>>();
    let card = own.iter().skip_while(|line| !line.contains("/mine")).nth(1);
    if let Some((card, words)) = card.and_then(|line| line.trim().split_once(' ')) {
        people.push(format!("\"person\":{{\"card\":\"{card}\",\"words\":\"{}\"}}", words.trim()));
    }
    let people = people.join(",");
    std::thread::spawn(move || lines.for_each(drop));
    format!("{{{people}}}")
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| Failure::no(format!("no free port: {error}")))
}

/// Waits until the demo answers on its port, for half a minute at most.
fn wait_for(demo: &mut Child, port: u16) -> Result<(), Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    for _ in 0..TRIES {
        if TcpStream::connect_timeout(&address, PAUSE).is_ok() {
            return Ok(());
        }
        if let Ok(Some(status)) = demo.try_wait() {
            return Err(Failure::no(format!("the demo ended before it served a page: {status}")));
        }
        // A refused connection is refused at once; the pause keeps the tries apart.
        std::thread::sleep(PAUSE);
    }
    Err(Failure::no("the demo serves no page"))
}
