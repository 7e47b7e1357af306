//! A list's files as a browser sends them (`multipart/form-data`, RFC 7578), piece by piece and never more than
//! is said.

use std::time::Duration;

use axum::extract::Request;
use axum::http::header;
use multer::{Constraints, Field, Multipart, SizeLimit};
use network::import::SourceFile;

use crate::problem::Problem;

/// The most that is taken, in megabytes of a million bytes; the page says so.
pub(crate) const MOST_MEGABYTES: u64 = 50;
const MOST_BYTES: u64 = MOST_MEGABYTES * 1_000_000;
/// The most that is taken of anything but a file.
const MOST_TEXT: u64 = 4096;
/// The most files of one list: the tables of HSDS and a few more.
const MOST_FILES: usize = 64;
/// How long it may take to arrive; a connection lasts three minutes.
const LONGEST: Duration = Duration::from_secs(150);
/// How much of a file's name is kept, in characters.
const LONGEST_NAME: usize = 100;

/// What was sent.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) files: Vec<SourceFile>,
    /// The list that this is a newer version of, if it was said.
    pub(crate) list: Option<String>,
}

impl Upload {
    /// What the list is called where nobody says: as its one file.
    pub(crate) fn name(&self) -> String {
        let of_file = |file: &SourceFile| match file.name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
            _ => file.name.clone(),
        };
        match self.files.as_slice() {
            [one] => of_file(one),
            _ => "list".to_owned(),
        }
    }
}

/// Receives it.
///
/// # Errors
/// [`Problem::NotAForm`], [`Problem::TooLarge`] and [`Problem::BrokenOff`], as for other forms.
pub(crate) async fn receive(request: Request) -> Result<Upload, Problem> {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = media.and_then(|media| multer::parse_boundary(media).ok()).ok_or(Problem::NotAForm)?;
    let limits = SizeLimit::new().whole_stream(MOST_BYTES + 64 * 1024).per_field(MOST_BYTES);
    let limits = limits.for_field("list", MOST_TEXT);
    let stream = request.into_body().into_data_stream();
    let form = Multipart::with_constraints(stream, boundary, Constraints::new().size_limit(limits));
    tokio::time::timeout(LONGEST, read(form)).await.unwrap_or(Err(Problem::BrokenOff))
}

async fn read(mut form: Multipart<'_>) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(|error| problem(&error))? {
        match field.name() {
            Some("file") => {
                let Some(name) = field.file_name().map(clean) else { continue };
                let bytes = all(field).await?;
                // A field for a file that was left empty comes without a name and without content.
                if name.is_empty() && bytes.is_empty() {
                    continue;
                }
                if upload.files.len() == MOST_FILES {
                    return Err(Problem::TooLarge);
                }
                upload.files.push(SourceFile { name, bytes });
            }
            Some("list") => {
                let list = String::from_utf8(all(field).await?).map_err(|_| Problem::NotAForm)?;
                upload.list = Some(list).filter(|list| !list.is_empty());
            }
            _ => {}
        }
    }
    Ok(upload)
}

async fn all(mut field: Field<'_>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| problem(&error))? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn problem(error: &multer::Error) -> Problem {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Problem::TooLarge
        }
        multer::Error::StreamReadFailed(_)
        | multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteHeaders
        | multer::Error::IncompleteStream => Problem::BrokenOff,
        _ => Problem::NotAForm,
    }
}

/// A file's name without folders of whoever sent it, and without what steers a page or a terminal.
fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = last.chars().filter(|c| !odd(*c)).collect();
    // The ending says what the file is, so a long name is cut at its start.
    let cut = name.chars().count().saturating_sub(LONGEST_NAME);
    name.chars().skip(cut).collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(body: impl Into<Body>) -> Request {
        let media = "multipart/form-data; boundary=b";
        Request::post("/desk").header("content-type", media).body(body.into()).unwrap()
    }

    fn part(head: &str, content: &str) -> String {
        format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    }

    #[tokio::test]
    async fn files_and_the_lists_name_are_read_and_nothing_else() {
        let body = part("name=\"list\"", "helpline")
            + &part("name=\"file\"; filename=\"C:\\mine\\\u{202e}ten services.csv\"", "a,b")
            + &part("name=\"file\"; filename=\"\"", "")
            + &part("name=\"who\"", "nobody asks")
            + "--b--\r\n";
        let upload = receive(request(body)).await.unwrap();
        let file = SourceFile { name: "ten services.csv".into(), bytes: b"a,b".to_vec() };
        assert_eq!(upload, Upload { files: vec![file], list: Some("helpline".into()) });
        assert_eq!(upload.name(), "ten services");
    }

    #[tokio::test]
    async fn what_is_too_large_or_broken_off_or_no_form_is_said() {
        let large = part("name=\"list\"", &"x".repeat(5000)) + "--b--\r\n";
        assert_eq!(receive(request(large)).await, Err(Problem::TooLarge));
        let piece = "x".repeat(1_000_000);
        let pieces = std::iter::once(Ok::<_, std::io::Error>(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n".to_owned(),
        ))
        .chain(std::iter::repeat_with(move || Ok(piece.clone())));
        let endless = Body::from_stream(futures_util::stream::iter(pieces));
        assert_eq!(receive(request(endless)).await, Err(Problem::TooLarge), "however long it would go on");
        let half = part("name=\"file\"; filename=\"a.csv\"", "a,b");
        assert_eq!(receive(request(half)).await, Err(Problem::BrokenOff));
        let many =
            (0..70).map(|at| part(&format!("name=\"file\"; filename=\"{at}.csv\""), "a")).collect::<String>();
        assert_eq!(receive(request(many + "--b--\r\n")).await, Err(Problem::TooLarge));
        let form = Request::post("/desk").header("content-type", "text/plain").body(Body::from("x")).unwrap();
        assert_eq!(receive(form).await, Err(Problem::NotAForm));
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_that_never_ends_is_not_waited_for() {
        let endless = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
        assert_eq!(receive(request(endless)).await, Err(Problem::BrokenOff));
    }
}
