//! HSDS 3.1 as JSON: a list of organizations, each with its locations and services nested in it as the
//! standard's *full* forms nest them.

use serde_json::Value;

use super::Public;

/// The whole as one list, one organization a line, so that two exports can be compared line by line.
pub fn hsds_json(public: &Public) -> Vec<u8> {
    let mut bytes = Vec::from(b"[");
    for (at, organization) in public.organizations().enumerate() {
        bytes.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        bytes.extend_from_slice(Value::Object(organization).to_string().as_bytes());
    }
    bytes.extend_from_slice(b"\n]\n");
    bytes
}
