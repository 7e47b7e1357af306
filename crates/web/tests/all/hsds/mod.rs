//! What the public API promises.

mod checks;
mod description;
mod exchange;
mod hidden;
mod lists;
mod odd;
mod records;

use serde_json::Value;

use crate::support::{Answer, Site};

/// What an address below the API answers, as JSON.
pub(crate) async fn json(site: &Site, address: &str) -> Value {
    let answer = site.get(&format!("/hsds{address}")).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.body);
    read(&answer)
}

pub(crate) fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

/// The ids of the records on a page.
pub(crate) fn ids(page: &Value) -> Vec<String> {
    page["contents"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// The ids of all records that an address lists.
pub(crate) async fn all_ids(site: &Site, address: &str) -> Vec<String> {
    let join = if address.contains('?') { '&' } else { '?' };
    let answer = site.get(&format!("/hsds{address}{join}format=ndjson")).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.body);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    answer.body.lines().map(id).collect()
}
