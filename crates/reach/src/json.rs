//! Answers as the command and the API print them.

use serde_json::{Value, json};

use crate::answer::{NearMiss, NeedAnswer, Reachable};
use crate::{Answer, AskedOf, Barrier, Plan, Snapshot, WhatIf};

impl Answer {
    /// `{"as_of", "needs": [{"need", "reachable", "near", "out"}], "plan", "left_open"}`. Kilometres have one
    /// decimal; `out` counts services by the first reason that puts them out of reach.
    pub fn to_json(&self, snapshot: &Snapshot) -> Value {
        json!({
            "as_of": self.as_of,
            "needs": self.needs.iter().map(|need| need.to_json(snapshot)).collect::<Vec<_>>(),
            "plan": self.plan.to_json(snapshot),
            "left_open": self.left_open,
        })
    }
}

impl NeedAnswer {
    fn to_json(&self, snapshot: &Snapshot) -> Value {
        let out = self.out_by_reason().map(|(code, count)| (code.to_owned(), json!(count)));
        json!({
            "need": self.need,
            "reachable": self.reachable().map(|one| one.to_json(snapshot)).collect::<Vec<_>>(),
            "near": self.near.first.iter().map(|one| one.to_json(snapshot)).collect::<Vec<_>>(),
            "out": out.collect::<Value>(),
        })
    }
}

fn service(snapshot: &Snapshot, service: usize, km: Option<f64>) -> serde_json::Map<String, Value> {
    let agency = snapshot.agency_of(service);
    let fields = [
        ("service", json!(snapshot.service_id(service))),
        ("agency", json!(snapshot.agency_id(agency))),
        ("name", json!(snapshot.service_name(service))),
        ("km", json!(km.map(|km| (km * 10.0).round() / 10.0))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Reachable {
    fn to_json(&self, snapshot: &Snapshot) -> Value {
        let mut fields = service(snapshot, self.service, self.km);
        fields.insert("standing".into(), json!(self.standing.code()));
        fields.insert("why".into(), self.why.iter().map(|why| why.code()).collect());
        Value::Object(fields)
    }
}

impl NearMiss {
    fn to_json(&self, snapshot: &Snapshot) -> Value {
        let mut fields = service(snapshot, self.service, self.km);
        let asked = snapshot.asked(self.service);
        let blocked_by = self.blocked_by.iter().filter_map(|at| asked.get(*at)).map(AskedOf::to_json);
        fields.insert("blocked_by".into(), blocked_by.collect());
        fields.insert("why".into(), self.why.iter().map(|why| why.code()).collect());
        Value::Object(fields)
    }
}

impl AskedOf {
    fn to_json(&self) -> Value {
        json!({ "code": self.kind, "source": self.source.code(), "waiver": self.waiver.code() })
    }
}

impl Plan {
    fn to_json(&self, snapshot: &Snapshot) -> Value {
        let doors = self.doors.iter().map(|door| {
            let mut services: Vec<_> =
                door.services.iter().map(|(_, one)| snapshot.service_id(one.service)).collect();
            services.dedup();
            json!({ "agency": snapshot.agency_id(door.agency), "services": services })
        });
        let mut plan = json!({
            "doors": doors.collect::<Vec<_>>(),
            "unmet": self.unmet,
            "exact": self.exact,
        });
        if let (false, Some(fields)) = (self.exact, plan.as_object_mut()) {
            fields.insert("at_least".into(), json!(self.at_least));
        }
        plan
    }
}

impl WhatIf {
    /// `{"as_of", "needs", "out_of_reach", "single": [{"waive", "needs"}], "pairs": [{"waive", "needs",
    /// "only_together"}], "agency": [{"agency", "name", "waive", "needs"}], "sequence": [{"waive", "gain"}]}`,
    /// and `"proposal": {"needs"}` where a new service was proposed.
    pub fn to_json(&self, snapshot: &Snapshot) -> Value {
        let codes = |barriers: &[Barrier]| barriers.iter().map(|b| b.code()).collect::<Vec<_>>();
        let singles =
            self.singles.iter().map(|s| json!({ "waive": s.waive.code(), "needs": number(s.needs) }));
        let pairs = self.pairs.iter().map(|pair| {
            json!({
                "waive": codes(&[pair.waive.0, pair.waive.1]),
                "needs": number(pair.needs),
                "only_together": number(pair.only_together),
            })
        });
        let agencies = self.agencies.iter().map(|by| {
            json!({
                "agency": snapshot.agency_id(by.agency),
                "name": snapshot.agency_name(by.agency),
                "waive": by.waive.code(),
                "needs": number(by.needs),
            })
        });
        let steps = self.sequence.iter().map(|s| json!({ "waive": codes(&s.waive), "gain": number(s.gain) }));
        let mut json = json!({
            "as_of": self.as_of,
            "needs": number(self.needs),
            "out_of_reach": number(self.out_of_reach),
            "single": singles.collect::<Vec<_>>(),
            "pairs": pairs.collect::<Vec<_>>(),
            "agency": agencies.collect::<Vec<_>>(),
            "sequence": steps.collect::<Vec<_>>(),
        });
        if let (Some(needs), Some(fields)) = (self.proposal, json.as_object_mut()) {
            fields.insert("proposal".into(), json!({ "needs": number(needs) }));
        }
        json
    }
}

/// A weight as JSON: a whole number without its `.0`.
fn number(weight: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 are exact in both types")]
    if weight.fract() == 0.0 && weight.abs() < 9.0e15 { json!(weight as i64) } else { json!(weight) }
}
