use seal::CaseKey;

fn bytes(key: &CaseKey) -> &[u8; 32] {
    key.expose()
}

fn main() {}
