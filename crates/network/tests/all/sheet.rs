//! A coalition's spreadsheet of services, as it is kept: what each column says arrives.

use jiff::civil::date;
use network::import::{Imported, read, read_files};
use network::{Group, Status, Strength};
use proptest::prelude::*;
use vocabulary::{Locale, Word};

use crate::support::{asks, book, count, file, finding, service, sheet};

const TEN: &str = "\
Organization,Name of service,What it offers,Phone #,Street,City,State,Zip,Confidential?,Hours of operation,\
Languages spoken,From age,To age,Gender,For whom,Area served,Photo ID required?,TB test required?,\
By appointment?,Cost,Beds available,As of date,Website,Status,Bus lines nearby
Northside Shelter,Emergency beds,A safe place to sleep tonight,555-0100,4127 Zyxwvut Ave,Springfield,IL,62701,yes,24/7,\"English, Spanish\",18,,Women,,Kane County,no,Sometimes,,Free,3,5/31/2024,,open,
Northside Shelter,Food pantry,Food,555-0101,12 Elm Street,Springfield,IL,62701,,Mon-Fri 9am-5pm,English,,,,,Kane County; DuPage County,NO,,walk in,Free,,,,,Line 4
Elm Legal Aid,Immigration clinic,Immigration help; A lawyer for everyday matters,\"555-0102; TTY: 555-0103\",\"5 Oak Street, Springfield, IL 62702\",,,,No,Monday: 9:00-12:00,español,,,,Immigrants,IL,Yes,,Yes,Sliding scale,,,elm.example.org,,
Elm Legal Aid,Record clearing,criminal-record-relief,555-0102,,Springfield,IL,,,,,,,,,60601,,,,,,,,,
Oak Clinic,Dental care,Dentist,3125550104,7 Birch Road,Springfield,Illinois,62703,,by appointment,,0,17,,Families with children,,?,,y,$20,,,,,
Oak Clinic,Counseling,Counseling,555-0105,7 Birch Road,Springfield,IL,62703,,,,18,24,women and men,,,sometimes,,,,,,,paused,
Ash Center,Job training,Learning a trade or skill,555-0106,,Elgin,IL,60120,,,,16,,,Young people on their own; Students,,,,,,,,,Closed for now,
Ash Center,English classes,English classes,555-0107,,Elgin,IL,60120,,Tue 6pm-8pm,,,,,,,,,,free,,,,ended,
Fir Hotline,24-hour crisis line,Someone to talk to right now,988,,,,,,24 hours,,,,,Survivors of human trafficking,United States,No,No,No,Free,,,,,
Fir Hotline,Bus passes,A ride,555-0109,1 Pine Lane,Aurora,IL,60505,,,,,,,,,,,,,,,,,
";

fn ten() -> Imported {
    sheet("services.csv", TEN).unwrap()
}

fn needs(imported: &Imported, id: &str) -> Vec<&'static str> {
    service(imported, id).needs.iter().map(Word::code).collect()
}

#[test]
fn ten_services_of_a_coalition_are_loaded_with_what_each_row_says() {
    let imported = ten();
    assert_eq!((imported.counts.organizations, imported.counts.services), (5, 10));
    assert_eq!(needs(&imported, "northside-shelter.food-pantry"), ["food-and-clothing"]);
    assert_eq!(
        needs(&imported, "elm-legal-aid.immigration-clinic"),
        ["immigration-relief", "civil-legal-help"]
    );
    let clinic = service(&imported, "elm-legal-aid.immigration-clinic");
    let place = imported.directory.places.iter().find(|place| place.id == clinic.places[0]).unwrap();
    assert_eq!(
        place.address.street.as_deref(),
        Some("5 Oak Street"),
        "an address in one cell is taken apart"
    );
    assert_eq!(place.address.postal_code.as_deref(), Some("62702"));
    assert_eq!(clinic.phones.len(), 2);
    assert_eq!(
        asks(clinic),
        ["photo-id always everyone", "appointment-only always everyone", "fee sometimes everyone"],
        "the fee is read from its text"
    );
    let pantry = service(&imported, "northside-shelter.food-pantry");
    assert_eq!(pantry.requirements[0].strength, Strength::Never);
    assert_eq!(pantry.requirements[0].field.as_deref(), Some("Photo ID required?"));
    assert_eq!(pantry.areas.len(), 2);
    assert_eq!(pantry.schedule.hours.len(), 1);
    let beds = service(&imported, "northside-shelter.emergency-beds");
    assert_eq!(beds.languages.iter().map(Word::code).collect::<Vec<_>>(), ["en", "es"]);
    let capacity = beds.capacity.as_ref().unwrap();
    assert_eq!((capacity.open, capacity.as_of), (Some(3), date(2024, 5, 31)));
    assert_eq!(beds.audience[0].populations().iter().map(Word::code).collect::<Vec<_>>(), ["women"]);
    let dental = service(&imported, "oak-clinic.dental-care");
    assert!(dental.audience.iter().any(|rule| rule.any_of == [Group::Aged { from: 0, to: 17 }]));
    assert_eq!(service(&imported, "oak-clinic.counseling").status, Status::Paused);
    assert_eq!(service(&imported, "ash-center.english-classes").status, Status::Ended);
    assert!(service(&imported, "fir-hotline.24-hour-crisis-line").crisis_line);
    let line = service(&imported, "fir-hotline.24-hour-crisis-line");
    assert_eq!(line.audience[0].any_of.len(), 2, "both kinds of trafficking");
}

#[test]
fn what_a_sheet_says_beside_the_template_is_kept_and_said() {
    let imported = ten();
    let pantry = service(&imported, "northside-shelter.food-pantry");
    let kept: Vec<(&str, &str)> =
        pantry.attributes.iter().map(|kept| (kept.name.as_str(), kept.value.as_str())).collect();
    // The column that nobody knows, and an answer that is none.
    assert_eq!(kept, [("By appointment?", "walk in"), ("Bus lines nearby", "Line 4")]);
    let unknown = finding(&imported, "services", "column-not-mapped").unwrap();
    assert_eq!(unknown.examples[0].column.as_deref(), Some("Bus lines nearby"));
    let unread = finding(&imported, "services", "value-not-mapped").unwrap();
    // Of a row whose address was set aside no finding shows a value.
    assert_eq!((unread.examples[0].row, unread.examples[0].value.as_deref()), (Some(3), None));
}

#[test]
fn the_street_of_a_shelter_that_was_typed_into_the_sheet_is_set_aside() {
    let imported = ten();
    assert!(imported.set_aside >= 1);
    let everything = format!("{:?} {:?}", imported.directory, imported.findings);
    assert!(!everything.contains("Zyxwvut") && !everything.contains("4127"), "{everything}");
    assert!(service(&imported, "northside-shelter.emergency-beds").confidential);
    assert_eq!(
        count(&imported, "locations", "sensitive-address"),
        2,
        "beds and pantry are one agency's shelter"
    );
}

#[test]
fn a_location_that_is_called_confidential_is_set_aside_whatever_it_is() {
    for yes in ["yes", "Sí", "TRUE", "x", "sometimes"] {
        let text = format!(
            "Agency,Service,Street,Town,State,Confidential location?,Notes\nOak Library,Reading group,77 Qwertz Street,Aurora,IL,{yes},at 77 Qwertz St\n"
        );
        let imported = sheet("services.csv", text).unwrap();
        assert_eq!(imported.set_aside, 1, "{yes}");
        assert!(imported.directory.services[0].confidential);
        assert!(!format!("{imported:?}").contains("Qwertz"), "{yes}");
    }
}

#[test]
fn a_place_can_be_confidential_without_an_address() {
    let imported = sheet("s.csv", "Agency,Service,Confidential?\nOak,Advice,yes\n").unwrap();
    assert!(imported.directory.services[0].confidential);
}

/// A sheet in both languages: headings, then rows.
const BOTH: [&str; 2] = [
    "Agency,Service,What it helps with,Town,State,Photo ID asked?,Interpreters?,Genders,Status\n",
    "Organización,Servicio,En qué ayuda,Ciudad,Estado,¿Pide identificación?,¿Intérpretes?,Géneros,Estatus\n",
];

#[test]
fn english_and_spanish_headings_give_the_same_directory() {
    let rows = "Elm House,Advice,benefits,Aurora,IL,no,yes,women,open\n";
    let spanish_rows = "Elm House,Advice,Dinero y beneficios,Aurora,IL,No,Sí,Mujeres,abierto\n";
    let english = sheet("list.csv", format!("{}{rows}", BOTH[0])).unwrap().directory;
    let spanish = sheet("list.csv", format!("{}{spanish_rows}", BOTH[1])).unwrap().directory;
    let plain = |mut directory: network::Directory| {
        // What a source wrote, and under which heading, is quoted as it stands there.
        for service in &mut directory.services {
            service.requirements.iter_mut().for_each(|asked| (asked.quote, asked.field) = (None, None));
            service.audience.iter_mut().for_each(|rule| (rule.quote, rule.field) = (None, None));
        }
        directory
    };
    assert_eq!(plain(english), plain(spanish));
}

#[test]
fn a_sheet_in_spanish_is_read_with_its_signs_and_semicolons() {
    let text = "Refugios y más;;;;;\nORGANIZACION;Nombre del servicio;Telefono;Horario de atención;¿Solo con cita?;Edades\n\
                Casa Roble;Consejería;555-0110;lunes-viernes: 9am-5pm;A veces;18 a 24\n";
    let imported = sheet("servicios.csv", text).unwrap();
    let one = service(&imported, "casa-roble.consejeria");
    assert_eq!(one.needs.iter().map(Word::code).collect::<Vec<_>>(), ["mental-health"]);
    assert_eq!(asks(one), ["appointment-only sometimes everyone"]);
    assert_eq!(one.schedule.hours.len(), 1);
    assert_eq!(one.audience[0].any_of, [Group::Aged { from: 18, to: 24 }]);
    assert_eq!(count(&imported, "services", "delimiter"), 1);
}

#[test]
fn the_same_names_are_the_same_service_and_an_id_outlives_a_name() {
    let ids = |text: &str| -> Vec<(String, String)> {
        let directory = sheet("list.csv", text).unwrap().directory;
        directory.services.iter().map(|s| (s.agency.to_string(), s.id.to_string())).collect()
    };
    let before = ids("Agency,Service\nElm House,Advice\n");
    assert_eq!(before, [("elm-house".into(), "elm-house.advice".into())]);
    assert_eq!(ids("Service,Agency\nADVICE,Elm  House\n"), before);
    assert_ne!(ids("Agency,Service\nElm House,Legal advice\n"), before);
    let given = "Agency,Service,Agency id,Service id\nElm,Advice,a-1,7\n";
    assert_eq!(ids(given), [("a-1".into(), "7".into())]);
    assert_eq!(ids(&given.replace("Advice", "Legal advice")), ids(given));
}

#[test]
fn two_services_of_one_name_are_both_loaded_and_said() {
    let imported = sheet("l.csv", "Agency,Service,Town\nElm,Food,Aurora\nElm,Food,Elgin\n").unwrap();
    assert_eq!(imported.counts.services, 2);
    assert_eq!(finding(&imported, "services", "same-name-twice").unwrap().examples[0].row, Some(3));
}

#[test]
fn an_agency_is_told_once_and_what_later_rows_say_otherwise_is_said() {
    let text = "Agency,Service,Agency's phone,Agency's web page\nElm,Food,,elm.example.org\n\
                Elm,Beds,555-0100,\nElm,Law,,other.example.org\n";
    let imported = sheet("l.csv", text).unwrap();
    let agency = &imported.directory.agencies[0];
    assert_eq!(agency.website.as_deref(), Some("https://elm.example.org"));
    assert_eq!(agency.phones[0].number, "555-0100");
    assert_eq!(finding(&imported, "organizations", "agency-told-twice").unwrap().examples[0].row, Some(4));
}

#[test]
fn a_row_without_a_service_is_said_and_loads_nothing() {
    let text = "Agency,Service\nElm,Food\nUpdated in May by the coalition,\n,\n";
    let imported = sheet("l.csv", text).unwrap();
    assert_eq!((imported.counts.organizations, imported.counts.services), (1, 1));
    assert_eq!(count(&imported, "services", "no-service-name"), 1);
    assert_eq!(count(&imported, "services", "empty-row"), 1);
}

#[test]
fn free_places_without_a_day_are_left_out_and_said() {
    let imported = sheet("l.csv", "Agency,Service,Free places\nElm,Beds,4\n").unwrap();
    assert_eq!(imported.directory.services[0].capacity, None);
    assert_eq!(count(&imported, "services", "capacity-undated"), 1);
    let text = "Agency,Service,Waiting list?,Last checked\nElm,Beds,No,2024-05-31\n";
    let imported = sheet("l.csv", text).unwrap();
    let capacity = imported.directory.services[0].capacity.clone().unwrap();
    assert_eq!((capacity.takes_waiting, capacity.as_of), (false, date(2024, 5, 31)));
}

#[test]
fn a_column_that_may_name_a_person_is_not_kept() {
    let text = "Agency,Service,Contact,Nombre del contacto\nElm,Food,Somebody,Alguien\n";
    let imported = sheet("l.csv", text).unwrap();
    assert_eq!(count(&imported, "services", "column-not-kept"), 2);
    assert!(imported.directory.services[0].attributes.is_empty());
    assert!(!format!("{imported:?}").contains("Somebody"));
}

#[test]
fn a_workbook_and_a_csv_file_of_the_same_rows_give_the_same_directory() {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(TEN.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells: Vec<Vec<&str>> = records.iter().map(|record| record.iter().collect()).collect();
    let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let from_workbook = sheet("services.xlsx", book(&cells)).unwrap();
    assert_eq!(from_workbook.directory, ten().directory);
    let unread = finding(&from_workbook, "services", "value-not-mapped").unwrap();
    assert_eq!(unread.examples[0].column.as_deref(), Some("S: By appointment?"));
}

#[test]
fn a_sheet_is_known_by_its_headings_from_disk_and_from_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Our services.csv");
    std::fs::write(&path, TEN).unwrap();
    let from_disk = read(&path, None, &mut |_| ()).unwrap();
    assert_eq!(from_disk.source, "Our services");
    let from_memory = read_files(vec![file("Our services.csv", TEN)], "Our services").unwrap();
    assert_eq!(from_memory, from_disk);
    let path = folder.path().join("list.xlsx");
    std::fs::write(&path, book(&[&["Agency", "Service"], &["Elm", "Food"]])).unwrap();
    assert_eq!(read(&path, None, &mut |_| ()).unwrap().counts.services, 1);
}

#[test]
fn the_template_can_be_read_as_soon_as_a_row_is_filled_in() {
    for locale in Locale::ALL {
        let empty = network::sheet::template_csv(locale);
        let imported = sheet("t.csv", &empty).unwrap();
        assert_eq!(imported.counts.services, 0);
        assert_eq!(count(&imported, "services", "empty-table"), 1);
        let filled = [empty.as_slice(), b"Elm,Food\r\n"].concat();
        assert_eq!(sheet("t.csv", &filled).unwrap().counts.services, 1);
        let workbook = network::sheet::template_xlsx(locale).unwrap();
        assert_eq!(workbook, network::sheet::template_xlsx(locale).unwrap(), "the same bytes every day");
        let imported = sheet("t.xlsx", &workbook).unwrap();
        assert_eq!(count(&imported, "services", "sheet-not-read"), 0, "its own sheets are known");
        assert_eq!(count(&imported, "services", "column-not-mapped"), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_rows_are_loaded_or_reported(
        cells in proptest::collection::vec(proptest::collection::vec("[^\"\\pC,;]{0,10}|yes|no|18|Elm", 0..7), 0..10),
    ) {
        let heading = "Agency,Service,Phone,From age,Photo ID asked?,ZIP code,Last checked";
        let lines: Vec<String> = cells.iter().map(|row| row.join(",")).collect();
        let imported = sheet("l.csv", format!("{heading}\n{}\n", lines.join("\n"))).unwrap();
        let filled = cells.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        let named = imported.counts.services;
        let nameless = usize::try_from(count(&imported, "services", "no-service-name")).unwrap();
        prop_assert_eq!(filled, named + nameless);
        prop_assert_eq!(imported.directory.services.len(), named);
    }
}
