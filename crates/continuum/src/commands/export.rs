//! `continuum directory export`: what everyone may see of the directory goes out.

use std::path::Path;

use network::export::{Counts, HeldBack, Public, hsds_json, hsds_tabular, services_xlsx, zipped};
use serde_json::json;

use crate::args::{Export, Format};
use crate::end::End;
use crate::print::say;
use crate::whole::{Content, write};

pub(crate) async fn run(options: &Export) -> Result<(), End> {
    let out = &options.out;
    check_ending(options.format, out)?;
    let store = options.store.open_existing().await?;
    let read =
        async { Ok::<_, End>((crate::secrets::id_key(&store).await?, store.directory().await?)) }.await;
    store.close().await;
    let (key, directory) = read?;
    let public = Public::from_whole(directory, &key);
    let content = match options.format {
        Format::HsdsJson => Content::File(hsds_json(&public)),
        Format::Xlsx => Content::Workbook(services_xlsx(&public)?),
        Format::HsdsCsv if is_archive(out) => Content::File(zipped(&hsds_tabular(&public)?)?),
        Format::HsdsCsv => {
            let files = hsds_tabular(&public)?;
            Content::Folder(files.into_iter().map(|file| (file.name, file.bytes)).collect())
        }
    };
    let bytes = content.len();
    write(out, content)?;
    let (counts, held_back) = (public.counts(), public.held_back());
    if options.json {
        say!(
            "{}",
            json!({ "out": out.display().to_string(), "bytes": bytes, "exported": counts, "held_back": held_back })
        );
    } else {
        let left_out = if options.format == Format::Xlsx { public.places_of_no_service() } else { 0 };
        report(out, counts, held_back, left_out);
    }
    Ok(())
}

/// A file is known by its ending when it is brought in again.
fn check_ending(format: Format, out: &Path) -> Result<(), End> {
    let wanted = match format {
        Format::HsdsJson => "json",
        Format::Xlsx => "xlsx",
        Format::HsdsCsv => return Ok(()),
    };
    if ends(out, wanted) {
        return Ok(());
    }
    Err(End::input(out, &format!("an export in this format is a file that ends in .{wanted}")))
}

fn is_archive(out: &Path) -> bool {
    ends(out, "zip")
}

fn ends(out: &Path, ending: &str) -> bool {
    out.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

fn report(out: &Path, counts: Counts, held_back: HeldBack, places_left_out: usize) {
    say!(
        "{}: {} agencies, {} services, {} places.",
        out.display(),
        counts.organizations,
        counts.services,
        counts.locations - places_left_out
    );
    if places_left_out > 0 {
        say!(
            "Places that no service names, for which a spreadsheet of services has no row: {places_left_out}."
        );
    }
    for (count, what) in [
        (held_back.services, "services that not everyone may see"),
        (held_back.requirements, "requirements that not everyone may see"),
        (held_back.capacities, "counts of free places that not everyone may see"),
        (held_back.addresses, "addresses that look sensitive (town and state are there)"),
    ] {
        if count > 0 {
            say!("Held back: {count} {what}.");
        }
    }
}
