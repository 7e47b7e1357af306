use seal::AgencyKey;

fn twice(key: AgencyKey) -> (AgencyKey, AgencyKey) {
    (key.clone(), key)
}

fn main() {}
