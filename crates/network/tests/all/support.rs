//! Small sets to import, and questions about what came of them.

use network::import::{ImportError, Imported, Mapping, SourceFile, hsds_json, hsds_tabular, mapped_csv};
use network::{Finding, Service};

/// A mapping that uses one column of most kinds.
pub(crate) const MAPPING: &str = r#"
source = "small-list"
state = "IL"
country = "US"

[organizations]
file = "agencies.csv"
id = "id"
keep = "rest"
columns = { name = "name", phone = "phone" }

[locations]
file = "places.csv"
id = "id"
organization = "agency"

[locations.columns]
name = "name"
street = "street"
city = "city"
zip = "postal-code"
county = "county"
directions = "transport"
lat = "latitude"
lon = "longitude"
hours = "hours"

[services]
file = "services.csv"
id = "id"
organization = "agency"
location = "place"

[services.columns]
name = "name"
about = "description"
needs = { means = "needs", list = "commas", values = { "beds" = "emergency-shelter", "law" = "civil-legal-help" }, words = true }
for = { means = "population", list = "commas", values = { "women" = "women", "seniors" = "60+", "everyone" = "anyone", "firms" = "organizations" } }
min = "min-age"
max = { means = "max-age", none = ["999"] }
income = { means = "income-limit", quote = "{value}% of the federal poverty level" }
papers = { means = "immigration-status", list = "commas", unless = ["survivor"], then_asked_of = "others" }
money = { means = "fees", values = { "free" = "free", "fee" = "fee", "scale" = "sliding" } }
how = { means = "apply", list = "commas", values = { "phone" = "phone", "walk in" = "walk-in", "online" = "written" } }
id needed = { means = "requirement", kind = "photo-id", values = { "yes" = "always", "no" = "never" } }
counties = { means = "area", of = "county", list = "semicolons" }
way = { means = "delivery", list = "commas", values = { "at the office" = "in-person", "by phone" = "phone", "online" = "online", "at home" = "home" } }
tongues = { means = "languages", list = "commas" }
"#;

pub(crate) fn mapping() -> Mapping {
    Mapping::parse(&MAPPING.replace("id needed =", "\"id needed\" ="), "small.toml")
        .expect("the mapping of the tests")
}

pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> SourceFile {
    SourceFile { name: name.into(), bytes: content.as_ref().to_vec() }
}

/// Imports a set of which only the services are of interest.
pub(crate) fn services(csv: impl AsRef<[u8]>) -> Result<Imported, ImportError> {
    set("id,name,phone\na1,Elm House,555-0100\n", "id,agency,name\np1,a1,Elm Hall\n", csv)
}

pub(crate) fn set(agencies: &str, places: &str, services: impl AsRef<[u8]>) -> Result<Imported, ImportError> {
    let files = [file("agencies.csv", agencies), file("places.csv", places), file("services.csv", services)];
    mapped_csv(&mapping(), &files)
}

pub(crate) fn json(content: &str) -> Result<Imported, ImportError> {
    hsds_json(&[file("list.json", content)], "list")
}

/// HSDS's tables, each a file's name without its ending and its rows.
pub(crate) fn tables(files: &[(&str, &str)]) -> Result<Imported, ImportError> {
    let named = |name: &str| if name.contains('.') { name.to_owned() } else { format!("{name}.csv") };
    let files: Vec<SourceFile> = files.iter().map(|(name, content)| file(&named(name), content)).collect();
    hsds_tabular(&files, "tables")
}

/// Table, code and count of every finding.
pub(crate) fn said(imported: &Imported) -> Vec<String> {
    let one = |finding: &Finding| format!("{} {} {}", finding.table, finding.code, finding.count);
    imported.findings.iter().map(one).collect()
}

pub(crate) fn count(imported: &Imported, table: &str, code: &str) -> u64 {
    finding(imported, table, code).map_or(0, |finding| finding.count)
}

pub(crate) fn finding<'i>(imported: &'i Imported, table: &str, code: &str) -> Option<&'i Finding> {
    imported.findings.iter().find(|finding| finding.table == table && finding.code == code)
}

pub(crate) fn service<'i>(imported: &'i Imported, id: &str) -> &'i Service {
    let found = imported.directory.services.iter().find(|service| service.id.as_str() == id);
    found.unwrap_or_else(|| panic!("no service {id} was loaded: {:?}", imported.findings))
}

/// What a service asks, as `photo-id always everyone`.
pub(crate) fn asks(service: &Service) -> Vec<String> {
    service.requirements.iter().map(one).collect()
}

/// Reads a spreadsheet of services.
pub(crate) fn sheet(name: &str, content: impl AsRef<[u8]>) -> Result<Imported, ImportError> {
    network::import::services_sheet(&file(name, content), "list")
}

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of sheets, each by its name, whether it is hidden, and its XML from the rows on.
pub(crate) fn workbook(sheets: &[(&str, bool, &str)]) -> Vec<u8> {
    let mut listed = String::new();
    let mut links = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, hidden, xml)) in sheets.iter().enumerate() {
        let state = if *hidden { " state=\"hidden\"" } else { "" };
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"rId{at}\"{state}/>", at + 1);
        links += &format!(
            "<Relationship Id=\"rId{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        parts.push((format!("xl/worksheets/sheet{at}.xml"), format!("<worksheet>{xml}</worksheet>")));
    }
    parts.push(("xl/workbook.xml".into(), format!("<workbook><sheets>{listed}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{links}</Relationships>")));
    parts.push((
        "xl/styles.xml".into(),
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
            .into(),
    ));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str())).collect();
    archive(&parts)
}

/// Rows of texts as the XML of a sheet; what begins with `<` is taken as the inside of a cell, with its
/// attributes before a `|`.
pub(crate) fn rows(rows: &[&[&str]]) -> String {
    let cell = |value: &&str| match value.strip_prefix('<').and_then(|raw| raw.split_once('|')) {
        Some((attributes, inside)) => format!("<c {attributes}>{inside}</c>"),
        None if value.is_empty() => "<c/>".into(),
        None => {
            let value = value.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{value}</t></is></c>")
        }
    };
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    format!("<sheetData>{}</sheetData>", rows.iter().map(row).collect::<String>())
}

/// A workbook of one sheet of such rows.
pub(crate) fn book(content: &[&[&str]]) -> Vec<u8> {
    workbook(&[("Sheet1", false, &rows(content))])
}

/// Those that the network knows of in one way.
pub(crate) fn asks_of(service: &Service, source: network::Source) -> Vec<String> {
    service.requirements.iter().filter(|asked| asked.source == source).map(one).collect()
}

fn one(asked: &network::Requirement) -> String {
    format!("{} {} {}", asked.kind, asked.strength.code(), asked.applies_to.code())
}
