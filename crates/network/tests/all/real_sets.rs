#[test]
fn show() {
    let Some(f) = testkit::fixtures() else { return };
    for set in ["illinois-legal-aid", "florida"] {
        let got = network::import::read(&f.join("directory").join(set), None, &mut |_| {}).unwrap();
        eprintln!(
            "{set}: {:?} set_aside {} agencies {}",
            got.counts,
            got.set_aside,
            got.directory.agencies.len()
        );
        for f in &got.findings {
            eprintln!(
                "  {} {} {} {:?}",
                f.table,
                f.code,
                f.count,
                f.examples
                    .iter()
                    .map(|e| (e.row, e.column.as_deref().unwrap_or(""), e.value.as_deref().unwrap_or("")))
                    .collect::<Vec<_>>()
            );
        }
        let mut c = std::collections::BTreeMap::new();
        for s in &got.directory.services {
            for r in &s.requirements {
                *c.entry(format!("{} {} {:?}", r.kind, r.strength.code(), r.applies_to)).or_insert(0) += 1;
            }
            for n in s.needs {
                *c.entry(format!("need {n:?}")).or_insert(0) += 1;
            }
            for a in &s.audience {
                *c.entry(format!("aud {:?}", a.any_of)).or_insert(0) += 1;
            }
        }
        eprintln!("{c:#?}");
        eprintln!("{:#?}", got.directory.services[3]);
    }
    for path in [
        "directory/hsds-3.1/examples/service_full.json",
        "directory/hsds-3.1/examples/organization_full.json",
        "directory/hsds-3.1/examples/location.json",
        "directory/hsds-3.1/examples/service_at_location_full.json",
        "directory/hsds-3.1/examples/organization_list.json",
        "directory/hsds-3.1/examples/taxonomy.json",
        "directory/hsds-3.1/examples/tabular.json",
        "directory/hsds-3.1/examples",
        "directory/hsds-3.1/examples-3.1.x",
        "directory/hsds-3.1/examples-3.1.x/csv",
        "directory/mock-hsds-api/data",
        "directory/oruk-default",
        "directory/openeligibility/taxonomy.json",
        "directory",
    ] {
        match network::import::read(&f.join(path), None, &mut |_| {}) {
            Ok(got) => {
                eprintln!(
                    "{path}: {:?} {} agencies {}",
                    got.counts,
                    got.source,
                    got.directory.agencies.len()
                );
                for f in &got.findings {
                    eprintln!(
                        "  {} {} {} {:?}",
                        f.table,
                        f.code,
                        f.count,
                        f.examples
                            .iter()
                            .map(|e| (
                                e.file.as_str(),
                                e.row,
                                e.column.as_deref().unwrap_or(""),
                                e.value.as_deref().unwrap_or("")
                            ))
                            .collect::<Vec<_>>()
                    );
                }
                if path.ends_with("service_full.json") {
                    eprintln!("{:#?}", got.directory);
                }
            }
            Err(e) => eprintln!("{path}: ERR {e}"),
        }
    }
}
