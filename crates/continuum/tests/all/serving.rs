//! The command while it serves.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::command::continuum;

/// A server under way; stopped when it is dropped.
pub(crate) struct Serving {
    pub(crate) child: Child,
    /// What it printed until all was ready.
    pub(crate) lines: Vec<String>,
    pub(crate) address: String,
}

impl Serving {
    /// Types the command in a folder.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Self {
        let mut child = continuum()
            .current_dir(folder)
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = Vec::new();
        // The last line is printed when all is ready; one that ends before closes the pipe.
        for line in out.by_ref().take(100) {
            let line = line.unwrap();
            let last = line.contains("Ctrl-C");
            lines.push(line);
            if last {
                break;
            }
        }
        let address =
            lines.iter().find_map(|line| line.split("http://").nth(1)).expect("an address is printed");
        let address = address.split('/').next().unwrap().to_owned();
        Self { child, lines, address }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    }

    /// Sends a form, and gives the whole answer.
    pub(crate) fn post(&self, path: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            self.address,
            form.len(),
        );
        write!(stream, "{head}{form}").unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    }

    /// The path of an address that was printed, which begins so.
    pub(crate) fn path(&self, begins: &str) -> Option<String> {
        let after = |line: &String| Some(line.split_once(self.address.as_str())?.1.trim().to_owned());
        self.lines.iter().filter_map(after).find(|path| path.starts_with(begins))
    }

    /// The arguments of a command that was printed, after the program's name.
    pub(crate) fn printed(&self, command: &str) -> Vec<Vec<String>> {
        let typed = |line: &String| {
            Some(line.trim().strip_prefix(env!("CARGO_BIN_EXE_continuum"))?.trim().to_owned())
        };
        let lines = self.lines.iter().filter_map(typed).filter(|line| line.starts_with(command));
        lines.map(|line| line.split(' ').map(str::to_owned).collect()).collect()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
