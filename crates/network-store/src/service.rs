use std::collections::HashSet;
use std::sync::LazyLock;

use network::{Service, Status, Visibility};
use sql::Transaction;
use vocabulary::{Feature, Language, Need, Word};

use crate::insert::insert;
use crate::keyed::Keyed;
use crate::owner::{Key, Owner, Which};
use crate::{
    NAMED, ServiceChange, StoreError, What, area, attribute, audience, capacity, phone, requirement,
    schedule, service_place, word,
};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "service",
        "SELECT agency_id, id, name, alternate_name, description, url, email, status, crisis_line, remote,
                interpreters, open_always, hours_note, time_zone, eligibility, application, documents, fees,
                confidential, visible_to, confirmed, checked, source
         FROM service WHERE {keys} ORDER BY agency_id, id",
        &["agency_id", "id"],
    )
});

const UPSERT: &str = "
    INSERT INTO service (agency_id, id, name, alternate_name, description, url, email, status, crisis_line, remote,
                         interpreters, open_always, hours_note, time_zone, eligibility, application, documents,
                         fees, confidential, visible_to, confirmed, checked, source, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24)
    ON CONFLICT (agency_id, id) DO UPDATE SET
        name = excluded.name, alternate_name = excluded.alternate_name, description = excluded.description,
        url = excluded.url, email = excluded.email, status = excluded.status,
        crisis_line = excluded.crisis_line, remote = excluded.remote, interpreters = excluded.interpreters,
        open_always = excluded.open_always, hours_note = excluded.hours_note, time_zone = excluded.time_zone,
        eligibility = excluded.eligibility, application = excluded.application, documents = excluded.documents,
        fees = excluded.fees, confidential = excluded.confidential, visible_to = excluded.visible_to,
        confirmed = excluded.confirmed, checked = excluded.checked, source = excluded.source,
        written_by = excluded.written_by,
        edition = service.edition + 1";

/// Services in order of their agencies and ids, with all that is theirs, capacity included.
pub(crate) async fn fetch(tx: &mut Transaction<'_>, which: Which<'_>) -> Result<Vec<Service>, StoreError> {
    let mut services = Vec::new();
    SELECT
        .each(tx, Service::KIND, which, |row| {
            let (agency, id) = (row.str("agency_id")?.into(), row.str("id")?.into());
            services.push(Service {
                alternate_name: row.opt_text("alternate_name")?,
                description: row.opt_text("description")?,
                url: row.opt_text("url")?,
                email: row.opt_text("email")?,
                status: row.code("status", Status::from_code)?,
                crisis_line: row.flag("crisis_line")?,
                remote: row.flag("remote")?,
                interpreters: row.flag("interpreters")?,
                schedule: schedule::read(&row)?,
                eligibility: row.opt_text("eligibility")?,
                application: row.opt_text("application")?,
                documents: row.opt_text("documents")?,
                fees: row.opt_text("fees")?,
                confidential: row.flag("confidential")?,
                visible_to: row.code("visible_to", Visibility::from_code)?,
                confirmed: row.date("confirmed")?,
                checked: row.date("checked")?,
                source: row.opt_text("source")?,
                ..Service::named(agency, id, row.text("name")?)
            });
            Ok(())
        })
        .await?;
    word::attach(tx, which, &mut services, |service, row| {
        match row.str("vocabulary")? {
            Need::VOCABULARY => service.needs = row.words("code")?,
            Feature::VOCABULARY => service.features = row.words("code")?,
            Language::VOCABULARY => service.languages = row.words("code")?,
            other => return Err(row.error("vocabulary", format!("`{other}` is none of a service's"))),
        }
        Ok(())
    })
    .await?;
    audience::attach(tx, which, &mut services).await?;
    service_place::attach(tx, which, &mut services).await?;
    area::attach(tx, which, &mut services).await?;
    phone::attach(tx, which, &mut services, |service| &mut service.phones).await?;
    schedule::attach(tx, which, &mut services, |service| &mut service.schedule).await?;
    requirement::attach(tx, which, &mut services).await?;
    capacity::attach(tx, which, &mut services).await?;
    attribute::attach(tx, which, &mut services, |service| &mut service.attributes).await?;
    Ok(services)
}

const COUNT_OF_SOURCE: &str = "SELECT count(*) AS services FROM service WHERE source = $1";

const NEXT_OF_SOURCE: &str = "
    SELECT agency_id, id, name FROM service
    WHERE source = $1 AND (agency_id, id) > ($2, $3)
    ORDER BY agency_id, id LIMIT $4";

/// So many are looked at at once.
const PAGE: i64 = 500;

/// How many services of a source are there beside these, so many of which are there and of this source; and the first
/// of the others in order of ids.
pub(crate) async fn others(
    tx: &mut Transaction<'_>,
    source: &str,
    these: &[Service],
    of_these: usize,
) -> Result<(usize, Vec<ServiceChange>), StoreError> {
    let all = tx.fetch_one(COUNT_OF_SOURCE, &[source.into()]).await?.int("services")?;
    let count = usize::try_from(all).unwrap_or_default().saturating_sub(of_these);
    let these: HashSet<Key<'_>> = these.iter().map(Owner::key).collect();
    let mut first: Vec<ServiceChange> = Vec::new();
    let (mut agency, mut id) = (String::new(), String::new());
    while first.len() < count.min(NAMED) {
        let after = [source.into(), agency.as_str().into(), id.as_str().into(), PAGE.into()];
        let rows = tx.fetch_all(NEXT_OF_SOURCE, &after).await?;
        let Some(last) = rows.last() else { break };
        (agency, id) = (last.text("agency_id")?, last.text("id")?);
        for row in &rows {
            let key = Key { agency: row.str("agency_id")?, id: row.str("id")? };
            if first.len() < NAMED && !these.contains(&key) {
                first.push(ServiceChange {
                    agency: key.agency.into(),
                    service: key.id.into(),
                    name: row.text("name")?,
                    what: What::NoLongerNamed,
                });
            }
        }
    }
    Ok((count, first))
}

/// The names of the imports that services came from.
pub(crate) async fn sources(tx: &mut Transaction<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT source FROM service WHERE source IS NOT NULL ORDER BY source";
    let rows = tx.fetch_all(sql, &[]).await?;
    rows.iter().map(|row| Ok(row.text("source")?)).collect()
}

/// Whether there is such a service.
pub(crate) async fn exists(tx: &mut Transaction<'_>, key: Key<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM service WHERE agency_id = $1 AND id = $2";
    Ok(tx.fetch_optional(sql, &[key.agency.into(), key.id.into()]).await?.is_some())
}

/// Writes services, but not their capacity; `changed` are the keys of those that are there already.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    services: &[Service],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    let rows = services.iter().map(|service| {
        let values = vec![
            service.agency.as_str().into(),
            service.id.as_str().into(),
            (&service.name).into(),
            service.alternate_name.as_deref().into(),
            service.description.as_deref().into(),
            service.url.as_deref().into(),
            service.email.as_deref().into(),
            service.status.code().into(),
            service.crisis_line.into(),
            service.remote.into(),
            service.interpreters.into(),
            service.schedule.always.into(),
            service.schedule.note.as_deref().into(),
            service.schedule.time_zone.as_deref().into(),
            service.eligibility.as_deref().into(),
            service.application.as_deref().into(),
            service.documents.as_deref().into(),
            service.fees.as_deref().into(),
            service.confidential.into(),
            service.visible_to.code().into(),
            service.confirmed.map(|day| day.to_string()).into(),
            service.checked.map(|day| day.to_string()).into(),
            service.source.as_deref().into(),
        ];
        (service.key(), values)
    });
    insert(tx, "service", UPSERT, rows.collect()).await?;
    let words = services.iter().flat_map(|service| {
        word::rows(service, service.needs)
            .chain(word::rows(service, service.features))
            .chain(word::rows(service, service.languages))
    });
    word::write::<Service>(tx, changed, words.collect()).await?;
    audience::write(tx, services, changed).await?;
    service_place::write(tx, services, changed).await?;
    area::write(tx, services, changed).await?;
    phone::write(tx, services, changed, |service| &service.phones).await?;
    schedule::write(tx, services, changed, |service| &service.schedule).await?;
    requirement::write(tx, services, changed).await?;
    attribute::write(tx, services, changed, |service| &service.attributes).await
}
