use seal::CircleKey;

fn print(key: &CircleKey) {
    println!("{key:?}");
}

fn main() {}
