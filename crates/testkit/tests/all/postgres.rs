use testkit::postgres;

#[test]
fn each_test_has_a_database_of_its_own() {
    let (one, other) = (postgres::database(), postgres::database());
    assert_eq!(postgres::query(&one, "CREATE TABLE doors (name TEXT); SELECT 1"), "1");
    assert_eq!(postgres::query(&one, "SELECT count(*) FROM doors"), "0");
    assert_eq!(postgres::query(&other, "SELECT to_regclass('doors') IS NULL"), "t");
}

#[test]
fn a_database_holds_utf8_and_sorts_by_bytes() {
    let url = postgres::database();
    let sql = "SELECT string_agg(name, ' ' ORDER BY name) FROM (VALUES ('ñ'), ('Z'), ('a')) AS names(name)";
    assert_eq!(postgres::query(&url, sql), "Z a ñ");
}

#[test]
fn the_server_is_new_enough_and_trusted_by_loopback_alone() {
    let url = postgres::database();
    let version: u32 = postgres::query(&url, "SHOW server_version_num").parse().unwrap();
    assert!(version >= 130_000, "PostgreSQL {version} is older than 13");
    assert_eq!(postgres::query(&url, "SHOW listen_addresses"), "127.0.0.1");
}
