//! One release: written with the person, signed by whom the law names, stopped at once when they say so.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{
    AccessEntry, Cosigner, ItemId, Lacks, Part, Release, ReleaseEntry, Signatures, Signed, SignedHow,
    SigningDay, Standing, StandsAs, Stopped, Unsigned, Version, Way,
};
use casework::{Error, OpenCase, Underway};
use seal::MessageId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::release_printed::lines;
use crate::pages::case::releases::{ReleaseForm, called, read, stands};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/release.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    id: String,
    name: String,
    standing: String,
    /// What it says, line by line, each with what it is about.
    lines: Vec<(String, String)>,
    /// Whether it is not signed yet.
    is_draft: bool,
    /// The release by which they are asked for the same once more.
    renewed_by: Option<String>,
    /// Whether it can be stopped.
    is_live: bool,
    /// Whether a packet can go under it.
    can_send: bool,
    /// What went under it: when, and how that stands.
    sent: Vec<(String, String)>,
    /// What is missing before it can be signed.
    lacks: Vec<String>,
    sign: SignForm,
    form: ReleaseForm,
    said: Saying<String>,
    seen: String,
    is_typed: bool,
    wrong: Wrongs,
}

/// What the form for signing holds.
struct SignForm {
    /// The sayings of it that they have before them: what is signed is that and nothing else.
    seen: String,
    person: bool,
    cosigner: String,
    stands_as: Vec<(&'static str, String, bool)>,
    has_abused: bool,
    is_paper: bool,
    mark: String,
    is_own_paper: bool,
    /// The documents of the case, of which one may be the scan.
    scans: Vec<(String, String, bool)>,
    signed_on: String,
}

const STANDS_AS: [(&str, &str, StandsAs); 3] = [
    ("parent", "release-parent", StandsAs::Parent),
    ("guardian", "release-guardian", StandsAs::Guardian),
    ("court", "release-court", StandsAs::CourtAppointed),
];

/// What is known of one release.
enum Known {
    Draft(Box<Release>),
    Signed(Box<Signed>),
}

fn known(open: &OpenCase, id: ItemId) -> Result<Known, Problem> {
    let releases = &open.access().releases;
    match releases.signed(&id) {
        Some(signed) => Ok(Known::Signed(Box::new(signed.what.clone()))),
        None => {
            let draft = releases.drafts.now(&id).cloned();
            draft.map(|draft| Known::Draft(Box::new(draft))).ok_or(Problem::NotFound)
        }
    }
}

/// The release.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path((case, release)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (open, &release), (done, None, Vec::new()), Wrongs::default()).await
}

/// Changes what is not signed yet, signs it, or stops it.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path((case, release)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let known = known(&open, id)?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let mut done = Notice::Same;
    match known {
        Known::Signed(_) if fields.has("stop") => {
            let words = reading.text("words");
            if !reading.wrong.is_empty() {
                let again = (None, Some(&fields), Vec::new());
                return show(&at_work, &visit, (open, &release), again, reading.wrong).await;
            }
            let stopped = Stopped { release: id, spoken: fields.has("spoken"), words };
            let (half, when, mut random) = (at_work.half(), (&at_work.zone, at_work.now), at_work.random());
            let stopped = casework::stop_release(half, &mut open, stopped, when, &mut random).await;
            // Stopped twice it is stopped once.
            if stopped.map_err(|error| unavailable(&error))? {
                at_work.attend(&mut open).await;
                at_work.put_card(&mut open).await?;
                done = Notice::Kept;
            }
        }
        Known::Signed(signed) if fields.has("again") => {
            let renews = renewed_by(&open, id);
            let item = renews.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
            if renews.is_none() {
                let most_days = at_work.rules().await?.most_release_days;
                let asked = signed.permits.renewed(id, (at_work.today, most_days), at_work.user());
                let drafted = Version { of: item, over: Vec::new(), now: Some(asked) };
                at_work.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(drafted))).await?;
                done = Notice::Kept;
            }
            return Ok(redirect(&format!("/at-work/case/{case}/release/{item}?done={}", done.code())));
        }
        // What was signed is what was signed, whatever a form says that is still open somewhere.
        Known::Signed(_) => {}
        Known::Draft(held) if fields.has("sign") => {
            let signatures = signatures(&fields, &mut reading);
            let on = reading.day("signed-on").unwrap_or(at_work.today);
            let scan = fields.text("scan").parse::<ItemId>().ok();
            let scan = scan.filter(|scan| open.case.notes.documents.now(scan).is_some());
            let is_paper = fields.has("paper") || !fields.text("mark").is_empty() || scan.is_some();
            let seen = seen(&fields, "seen");
            if open.access().releases.draft_as_seen(&id, &seen).is_none() {
                return changed(&at_work, &visit, (open, &release)).await;
            }
            if is_paper && !fields.has("own-paper") {
                let typed: String = fields.text("mark").chars().filter(char::is_ascii_digit).collect();
                if typed.is_empty() {
                    reading.say("mark", "release-say-mark");
                } else if open.access().releases.paper_mark(&id) != Some(typed) {
                    reading.say("mark", "release-other-mark");
                }
            }
            let how = if is_paper { SignedHow::Paper { scan } } else { SignedHow::Screen };
            let most_days = at_work.rules().await?.most_release_days;
            if !reading.wrong.is_empty() {
                let again = (None, Some(&fields), Vec::new());
                return show(&at_work, &visit, (open, &release), again, reading.wrong).await;
            }
            let day = SigningDay { on, today: at_work.today, most_days };
            match held.sign(id, day, (how, signatures)) {
                Ok(signed) => {
                    let (half, now, mut random) = (at_work.half(), at_work.now, at_work.random());
                    let signs = (signed, seen.as_slice());
                    match casework::sign_release(half, &mut open, signs, now, &mut random).await {
                        Err(Error::NotWhatWasSigned) => {
                            return changed(&at_work, &visit, (open, &release)).await;
                        }
                        signed => signed.map_err(|error| unavailable(&error))?,
                    }
                    at_work.attend(&mut open).await;
                    done = Notice::Kept;
                }
                Err(lacks) => {
                    let wrong = Wrongs::one("lacks", visit.words.t("release-lacks"));
                    let again = (None, Some(&fields), lacks);
                    return show(&at_work, &visit, (open, &release), again, wrong).await;
                }
            }
        }
        Known::Draft(held) => {
            let next = read(&at_work, &fields, &mut reading, *held).await?;
            if !reading.wrong.is_empty() {
                let again = (None, Some(&fields), Vec::new());
                return show(&at_work, &visit, (open, &release), again, reading.wrong).await;
            }
            let drafts = &open.access().releases.drafts;
            if let Some(change) = drafts.change_over(id, &seen(&fields, "seen"), Some(next)) {
                at_work.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(change))).await?;
                done = Notice::Kept;
            }
        }
    }
    Ok(redirect(&format!("/at-work/case/{case}/release/{release}?done={}", done.code())))
}

/// What stands there now is not what they had before them: it is read anew, and nothing is signed.
async fn changed(at_work: &Working, visit: &Visit, of: (OpenCase, &str)) -> Result<Response, Problem> {
    let wrong = Wrongs::one("sign", visit.words.t("release-changed"));
    show(at_work, visit, of, (None, None, Vec::new()), wrong).await
}

/// The release by which they are asked again for what this one permits.
fn renewed_by(open: &OpenCase, id: ItemId) -> Option<ItemId> {
    let releases = &open.access().releases;
    let drafted = releases.all_drafted().filter(|(_, draft)| draft.renews == Some(id)).map(|(item, _)| *item);
    let signed = releases.all_signed().filter(|signed| signed.what.permits.renews == Some(id));
    drafted.chain(signed.map(|signed| signed.what.release)).next()
}

/// How something stands that was sent, in words.
pub(crate) async fn underway(at_work: &Working, message: MessageId, w: Words) -> Result<String, Problem> {
    let stands = casework::underway(at_work.half(), &at_work.keyring, message, at_work.now).await;
    Ok(w.t(match stands.map_err(|error| unavailable(&error))? {
        Underway::Waits => "packet-waits",
        Underway::Opened => "packet-opened",
        Underway::Over => "packet-over",
    }))
}

fn signatures(fields: &Fields, reading: &mut Reading<'_>) -> Signatures {
    let name = reading.text("cosigner");
    let stands_as = STANDS_AS.iter().find(|(code, _, _)| *code == fields.text("stands-as"));
    let cosigner = stands_as.filter(|_| !name.is_empty()).map(|(_, _, stands_as)| Cosigner {
        name,
        stands_as: *stands_as,
        has_abused: fields.has("has-abused"),
    });
    Signatures { person: fields.has("person"), cosigner }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (open, release): (OpenCase, &str),
    (done, typed, lacks): (Option<String>, Option<&Fields>, Vec<Lacks>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let known = known(&open, id)?;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let releases = &open.access().releases;
    let standing = releases.standing(&id, at_work.today).ok_or(Problem::NotFound)?;
    let (permits, is_draft) = match &known {
        Known::Draft(draft) => (&**draft, true),
        Known::Signed(signed) => (&signed.permits, false),
    };
    let is_sign = typed.is_some_and(|typed| typed.has("sign"));
    let (about, sign) = (Filled(typed.filter(|_| !is_sign)), Filled(typed.filter(|_| is_sign)));
    let said = Saying::of(releases.drafts.history(&id), at_work, (names, w), |draft| {
        lines(draft, names, w).into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" · ")
    });
    let choice = |(code, words, _): &(&'static str, &str, StandsAs)| {
        (*code, w.t(words), sign.has("stands-as", code, false))
    };
    let mut sent = Vec::new();
    for one in releases.sent(&id) {
        sent.push((at_work.moment(one.at, w), underway(at_work, one.what.message, w).await?));
    }
    let scans = open.case.notes.documents.standing().map(|(id, facts)| {
        let id = id.to_string();
        let is_chosen = sign.has("scan", &id, false);
        (id, facts.name.as_str().to_owned(), is_chosen)
    });
    let most_days = at_work.rules().await?.most_release_days;
    let (f, n, c) = around(visit, at_work, open, (w.t("release-title"), "/releases"));
    let page = Page {
        f,
        n,
        c,
        done,
        id: id.to_string(),
        name: called(permits, w),
        standing: stands(standing, at_work, w),
        lines: lines(permits, names, w),
        is_draft,
        renewed_by: renewed_by(open, id).map(|id| id.to_string()),
        is_live: matches!(standing, Standing::Good(_) | Standing::Later(_)),
        can_send: matches!(standing, Standing::Good(_)) && permits.way == Way::Out,
        sent,
        lacks: lacks.into_iter().map(|lacks| lacking(lacks, most_days, w)).collect(),
        sign: SignForm {
            seen: said.seen.clone(),
            person: sign.has("person", "1", false),
            cosigner: sign.text("cosigner", ""),
            stands_as: STANDS_AS.iter().map(choice).collect(),
            has_abused: sign.has("has-abused", "1", false),
            is_paper: sign.has("paper", "1", false),
            mark: sign.text("mark", ""),
            is_own_paper: sign.has("own-paper", "1", false),
            scans: scans.collect(),
            signed_on: sign.text("signed-on", ""),
        },
        form: ReleaseForm::of((id, permits), at_work, (about, names), w).await?,
        seen: about.text("seen", &said.seen),
        is_typed: about.is_typed(),
        said,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

fn lacking(lacks: Lacks, most_days: u16, w: Words) -> String {
    w.t(match lacks {
        Lacks::Recipient => "release-lacks-recipient",
        Lacks::Parts => "release-lacks-parts",
        Lacks::Purpose => "release-lacks-purpose",
        Lacks::End => "release-lacks-end",
        Lacks::EndBeforeBegin => "release-lacks-order",
        Lacks::EndTooLate => return w.n("release-lacks-sooner", usize::from(most_days)),
        Lacks::SignedLater => "release-lacks-signed-later",
        Lacks::Language => "release-lacks-language",
        Lacks::Explained => "release-lacks-explained",
        Lacks::Whose => "release-lacks-whose",
        Lacks::Signature(Unsigned::Person) => "release-lacks-person",
        Lacks::Signature(Unsigned::ParentOrGuardian) => "release-lacks-parent",
        Lacks::Signature(Unsigned::CourtAppointed) => "release-lacks-court",
        Lacks::Signature(Unsigned::Abuser) => "release-lacks-abuser",
    })
}
