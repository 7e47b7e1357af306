use seal::SessionToken;

fn same(one: &SessionToken, other: &SessionToken) -> bool {
    one == other
}

fn main() {}
