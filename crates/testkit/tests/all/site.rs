//! A web site of a few pages, served from this process on loopback.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};

/// Serves `pages`, each an address and its HTML, for as long as this process lives, and returns the
/// address of the site without a slash at its end.
pub(crate) fn serve(pages: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for visit in listener.incoming() {
            answer(visit.unwrap(), pages);
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream, pages: &[(&str, &str)]) {
    let mut request = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let line = request.next().unwrap_or_default();
    let asked = line.split(' ').nth(1).unwrap_or_default();
    let path = asked.split('?').next().unwrap_or_default();
    let page = pages.iter().find(|(address, _)| *address == path);
    let (status, body) = page.map_or(("404 Not Found", "gone"), |(_, html)| ("200 OK", *html));
    let language = request
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.to_lowercase().strip_prefix("accept-language: ").map(str::to_owned));
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Content-Security-Policy: default-src 'self'; img-src *; style-src 'unsafe-inline'\r\n\
         X-Language: {}\r\nConnection: close\r\n\r\n{body}",
        body.len(),
        language.unwrap_or_default(),
    );
}
