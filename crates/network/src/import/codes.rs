//! Every kind of finding of an import, with what it means for a reader who will mend the source.

/// One kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The stable code.
    pub code: &'static str,
    /// Whether the row or record was loaded all the same. One that was not has exactly one finding that says
    /// so, so that rows read are rows loaded and rows so reported.
    pub loaded: bool,
    /// What it means, in English.
    pub en: &'static str,
    /// What it means, in Spanish.
    pub es: &'static str,
    /// What whoever keeps the source can do about it, in English.
    pub remedy_en: &'static str,
    /// The same in Spanish.
    pub remedy_es: &'static str,
}

/// The kind with this code.
pub fn find(code: &str) -> Option<&'static Code> {
    ALL.iter().find(|known| known.code == code)
}

macro_rules! codes {
    ($($name:ident = $code:literal, $loaded:ident, $en:literal, $es:literal, $remedy_en:literal, $remedy_es:literal;)+) => {
        $(#[doc = $en] pub(crate) const $name: &str = $code;)+

        /// Every kind, in the order of the alphabet.
        pub const ALL: &[Code] = &[$(Code {
            code: $code,
            loaded: loaded::$loaded,
            en: $en,
            es: $es,
            remedy_en: $remedy_en,
            remedy_es: $remedy_es,
        }),+];
    };
}

mod loaded {
    pub(super) const KEPT: bool = true;
    pub(super) const NOT_LOADED: bool = false;
}

codes! {
    AGENCY_TOLD_TWICE = "agency-told-twice", KEPT,
        "Two rows say different things of one agency, such as two web pages. What the first says stands.",
        "Dos filas dicen cosas distintas de una misma organización, como dos páginas web. Vale lo que dice la primera.",
        "Write what is right on one of the agency's rows, and leave it empty on the others.",
        "Escriba lo correcto en una de las filas de la organización y déjelo vacío en las demás.";
    AGENCY_WITHOUT_SERVICES = "agency-without-services", KEPT,
        "An agency of which the list names no service. It was loaded, but nobody who asks for a need will find it.",
        "Una agencia de la que la lista no nombra ningún servicio. Se cargó, pero nadie que busque por necesidad la encontrará.",
        "Add its services, or delete the agency if it has none any more.",
        "Añada sus servicios, o borre la agencia si ya no tiene ninguno.";
    ARCHIVE_ENTRY = "archive-entry", NOT_LOADED,
        "A file in a zip archive that was left out: damaged, encrypted, a second one of its name, or with a path that leads elsewhere.",
        "Un archivo dentro de un zip que se omitió: dañado, cifrado, el segundo de su nombre, o con una ruta que lleva a otra parte.",
        "Pack the files again, each once, without a password and without folders.",
        "Comprima de nuevo los archivos, cada uno una vez, sin contraseña y sin carpetas.";
    BAD_COORDINATES = "bad-coordinates", KEPT,
        "The coordinates are not two numbers, lie outside the globe, or are 0, 0. The place was loaded without them.",
        "Las coordenadas no son dos números, quedan fuera del globo o son 0, 0. El lugar se cargó sin ellas.",
        "Look the point up again and write latitude and longitude as two numbers, such as 41.88 and -87.63.",
        "Busque de nuevo el punto y escriba latitud y longitud como dos números, como 41.88 y -87.63.";
    BAD_EMAIL = "bad-email", KEPT,
        "What stands in a column of e-mail addresses is none, or more than one. The first that can be read was kept as the address, the whole as an attribute.",
        "Lo que hay en una columna de direcciones de correo no es una, o son varias. La primera que se puede leer se guardó como dirección; el texto entero, como atributo.",
        "Write one public address, such as info@example.org; leave the column empty where there is none.",
        "Escriba una sola dirección pública, como info@example.org; deje la columna vacía donde no hay.";
    BAD_ID = "bad-id", NOT_LOADED,
        "An id with a sign in it that cannot be written, such as a NUL byte.",
        "Un id con un signo que no se puede escribir, como un byte NUL.",
        "Give the row an id of letters, digits and dashes, and use the same one wherever the row is referred to.",
        "Dé a la fila un id de letras, cifras y guiones, y use el mismo dondequiera que se remita a ella.";
    BAD_PHONE = "bad-phone", KEPT,
        "A telephone number without digits, with digits that only fill the field (000-000-0000), or with a whole text in it. It was left out.",
        "Un número de teléfono sin cifras, con cifras que solo llenan el campo (000-000-0000), o con un texto entero. Se omitió.",
        "Write one telephone number with its area code; move any words into the column for notes.",
        "Escriba un solo número de teléfono con su prefijo; pase las palabras a la columna de notas.";
    BAD_REFERENCE = "bad-reference", KEPT,
        "A reference that can be no id: of more than 200 characters, or with a sign that cannot be written, such as a NUL byte. It was not followed.",
        "Una remisión que no puede ser un id: de más de 200 caracteres, o con un signo que no se puede escribir, como un byte NUL. No se siguió.",
        "Write the id of the row that is meant, exactly as it stands in its own table.",
        "Escriba el id de la fila a la que se refiere, tal como está en su propia tabla.";
    BAD_VALUE = "bad-value", KEPT,
        "A value that cannot be what its column is for, such as a web address in a column of ages. It was left out.",
        "Un valor que no puede ser lo que su columna pide, como una dirección web en una columna de edades. Se omitió.",
        "Look whether the row is shifted, and write a value of the kind that the column is for.",
        "Mire si la fila está corrida y escriba un valor del tipo que pide la columna.";
    BAD_WEB_ADDRESS = "bad-web-address", KEPT,
        "What stands in a column of web addresses is none, or more than one. The first that can be read was kept as the address, the whole as an attribute.",
        "Lo que hay en una columna de direcciones web no es una, o son varias. La primera que se puede leer se guardó como dirección; el texto entero, como atributo.",
        "Write one address, such as https://www.example.org/page; leave the column empty where there is none.",
        "Escriba una sola dirección, como https://www.example.org/pagina; deje la columna vacía donde no hay.";
    CAPACITY_UNDATED = "capacity-undated", KEPT,
        "A number of free places without the day on which it was true. It was left out.",
        "Un número de plazas libres sin el día en que era cierto. Se omitió.",
        "Add the day on which the number was true, as 2026-11-21.",
        "Añada el día en que el número era cierto, como 2026-11-21.";
    CELL_ERROR = "cell-error", KEPT,
        "A cell that shows an error, such as #REF!, instead of a value. It was read as empty.",
        "Una celda que muestra un error, como #REF!, en vez de un valor. Se leyó como vacía.",
        "Mend the formula, or type the value itself.",
        "Corrija la fórmula o escriba el valor mismo.";
    COLUMN_MISSING = "column-missing", KEPT,
        "The mapping or the descriptor names a column that the file does not have.",
        "El mapa o el descriptor nombra una columna que el archivo no tiene.",
        "Mend the column's name in the mapping or the descriptor, or take it out there.",
        "Corrija el nombre de la columna en el mapa o el descriptor, o quítela de allí.";
    COLUMN_NOT_DECLARED = "column-not-declared", KEPT,
        "A column that the descriptor (datapackage.json) does not declare.",
        "Una columna que el descriptor (datapackage.json) no declara.",
        "Declare the column in the descriptor, or leave it out of the file.",
        "Declare la columna en el descriptor, o quítela del archivo.";
    COLUMN_NOT_KEPT = "column-not-kept", KEPT,
        "The column looks as if it held details of persons. It was not kept.",
        "La columna parece contener datos de personas. No se guardó.",
        "Nothing to mend. Leave such columns out of exports that other agencies receive.",
        "No hay nada que corregir. Deje esas columnas fuera de lo que se exporta a otras agencias.";
    COLUMN_NOT_MAPPED = "column-not-mapped", KEPT,
        "The mapping does not say what the column means. Its values were kept as they are, unless it is of a place whose address was set aside.",
        "El mapa no dice qué significa la columna. Sus valores se guardaron tal cual, salvo los de un lugar cuya dirección se apartó.",
        "Say in the mapping what the column means, or that it is to be ignored.",
        "Diga en el mapa qué significa la columna, o que no se tenga en cuenta.";
    CONTACT_NOT_KEPT = "contact-not-kept", NOT_LOADED,
        "A row about a person, or of a person's telephone. Such rows are not kept.",
        "Una fila sobre una persona, o del teléfono de una persona. Esas filas no se guardan.",
        "Nothing to mend. Leave such rows out of exports that other agencies receive.",
        "No hay nada que corregir. Deje esas filas fuera de lo que se exporta a otras agencias.";
    COORDINATES_ELSEWHERE = "coordinates-elsewhere", KEPT,
        "The point lies far from the state in the same row, often because a sign was lost. The place was loaded without it.",
        "El punto queda lejos del estado que dice la misma fila, a menudo porque se perdió un signo. El lugar se cargó sin él.",
        "Look the point up again: west of Greenwich the longitude begins with a minus sign.",
        "Busque de nuevo el punto: al oeste de Greenwich la longitud empieza con un signo menos.";
    COORDINATES_SWAPPED = "coordinates-swapped", KEPT,
        "Latitude and longitude stand in each other's place: turned round, the point lies in the state of the same row. It was loaded turned round.",
        "La latitud y la longitud están cambiadas: al revés, el punto queda en el estado que dice la misma fila. Se cargó al revés.",
        "Exchange the two numbers.",
        "Intercambie los dos números.";
    DATE_NOT_STANDARD = "date-not-standard", KEPT,
        "A date that is not in the standard's form, such as 2026-11-21, or that is none. One that can be read in two ways, such as 1/2/2020, was left out.",
        "Una fecha que no está en la forma del estándar, como 2026-11-21, o que no lo es. La que se lee de dos maneras, como 1/2/2020, se omitió.",
        "Write the year, the month and the day, as 2026-11-21.",
        "Escriba el año, el mes y el día, como 2026-11-21.";
    DELIMITER = "delimiter", KEPT,
        "The columns are separated by something other than commas. They were read by it.",
        "Las columnas no están separadas por comas sino por otro signo. Se leyeron con él.",
        "Nothing to mend, if the columns came out right. Better export with commas.",
        "No hay nada que corregir si las columnas salieron bien. Mejor exporte con comas.";
    DESCRIPTOR_UNREADABLE = "descriptor-unreadable", KEPT,
        "The descriptor (datapackage.json) cannot be read. The files beside it were read without it.",
        "El descriptor (datapackage.json) no se puede leer. Los archivos que lo acompañan se leyeron sin él.",
        "Export the descriptor again, or take it out.",
        "Exporte de nuevo el descriptor, o quítelo.";
    DUPLICATE_COLUMN = "duplicate-column", KEPT,
        "Two columns have the same heading. The first was read.",
        "Dos columnas tienen el mismo título. Se leyó la primera.",
        "Give each column a heading of its own.",
        "Dé a cada columna un título propio.";
    DUPLICATE_ID = "duplicate-id", NOT_LOADED,
        "An earlier row of the same table has this id. The first stands.",
        "Una fila anterior de la misma tabla tiene este id. Vale la primera.",
        "Look at both rows: delete the one that is too many, or give it an id of its own.",
        "Mire ambas filas: borre la que sobra o dele un id propio.";
    EDITING_MARKS = "editing-marks", KEPT,
        "A text in which a mark of its editors was left: a note such as TBD or [update], struck out words, a field that was not filled in. It was kept as it is.",
        "Un texto en el que quedó una marca de quien lo edita: una nota como TBD o [update], palabras tachadas, un campo sin llenar. Se guardó tal cual.",
        "Do what the mark asks for, and take it out.",
        "Haga lo que pide la marca y quítela.";
    EMPTY_ROW = "empty-row", NOT_LOADED,
        "A row with separators but without any value.",
        "Una fila con separadores pero sin ningún valor.",
        "Delete the row.",
        "Borre la fila.";
    EMPTY_TABLE = "empty-table", KEPT,
        "A file with headings and no row below them.",
        "Un archivo con títulos y sin ninguna fila debajo.",
        "Check whether the export was cut off, or leave the file out.",
        "Compruebe si la exportación quedó a medias, o no incluya el archivo.";
    ENCODING = "encoding", KEPT,
        "A file that is not in UTF-8. It was read in the encoding that is named.",
        "Un archivo que no está en UTF-8. Se leyó en la codificación que se indica.",
        "Look whether accents came out right, and export in UTF-8.",
        "Mire si los acentos salieron bien, y exporte en UTF-8.";
    FILE_MISSING = "file-missing", KEPT,
        "The descriptor (datapackage.json) declares a file that is not there.",
        "El descriptor (datapackage.json) declara un archivo que no está.",
        "Add the file, or take it out of the descriptor.",
        "Añada el archivo, o quítelo del descriptor.";
    FILE_NOT_DECLARED = "file-not-declared", KEPT,
        "A file that the descriptor (datapackage.json) does not declare. It was read.",
        "Un archivo que el descriptor (datapackage.json) no declara. Se leyó.",
        "Declare the file in the descriptor, or leave it out.",
        "Declare el archivo en el descriptor, o no lo incluya.";
    FILE_NOT_READ = "file-not-read", NOT_LOADED,
        "A file or record that is not an organization, a service or a location, or that cannot be read as JSON.",
        "Un archivo o registro que no es una organización, un servicio ni un lugar, o que no se puede leer como JSON.",
        "Open the file: it may be cut off, or not part of the directory.",
        "Abra el archivo: puede estar cortado, o no ser parte del directorio.";
    FORMULA_WITHOUT_RESULT = "formula-without-result", KEPT,
        "A formula whose result is not stored in the file. The cell was read as empty.",
        "Una fórmula cuyo resultado no está guardado en el archivo. La celda se leyó como vacía.",
        "Open the file in a spreadsheet program and save it, or type the value itself.",
        "Abra el archivo en un programa de hojas de cálculo y guárdelo, o escriba el valor mismo.";
    HIDDEN_ROW = "hidden-row", KEPT,
        "A row that is hidden in the spreadsheet, by a filter perhaps. It was read as all others.",
        "Una fila oculta en la hoja de cálculo, quizá por un filtro. Se leyó como las demás.",
        "Delete the row if it should not be read; otherwise nothing is to be done.",
        "Borre la fila si no debe leerse; si no, no hay nada que hacer.";
    HOURS_UNCLEAR = "hours-unclear", KEPT,
        "Opening hours that cannot be computed with, or that can be read in two ways. They are shown in the source's words.",
        "Horarios con los que no se puede calcular, o que se leen de dos maneras. Se muestran con las palabras de la fuente.",
        "Write the hours day by day with am and pm or in 24 hours, such as Monday: 9:00-17:00.",
        "Escriba el horario día por día, con am y pm o en 24 horas, como Lunes: 9:00-17:00.";
    ID_TOO_LONG = "id-too-long", NOT_LOADED,
        "An id of more than 200 characters.",
        "Un id de más de 200 caracteres.",
        "Give the row a shorter id, and use it wherever the row is referred to.",
        "Dé a la fila un id más corto y úselo dondequiera que se remita a ella.";
    LANGUAGE_NOT_RECOGNISED = "language-not-recognised", KEPT,
        "A language that our list does not have. It was left out.",
        "Un idioma que no está en nuestra lista. Se omitió.",
        "Write the language's English name or its ISO 639 code, one language in each row.",
        "Escriba el nombre del idioma en inglés o su código ISO 639, un idioma en cada fila.";
    LIKELY_DUPLICATE = "likely-duplicate", KEPT,
        "Rows that likely stand for the same: agencies of one name, or of one web site and telephone number; services of one agency, name and place; places of one agency and name. Each group is counted once, and all were loaded.",
        "Filas que probablemente son lo mismo: agencias de igual nombre, o de igual sitio web y teléfono; servicios de una agencia con igual nombre y lugar; lugares de una agencia con igual nombre. Cada grupo se cuenta una vez, y todas se cargaron.",
        "Compare the rows; where they are one, keep the better and delete the others.",
        "Compare las filas; si son la misma, deje la mejor y borre las demás.";
    LITERAL_ESCAPES = "literal-escapes", KEPT,
        "The end of a line, or another sign, stands in the text as a program writes it: \\n, \\u2019, _x000D_. It was kept as the sign that is meant.",
        "El fin de una línea u otro signo está en el texto como lo escribe un programa: \\n, \\u2019, _x000D_. Se guardó como el signo que se quiso poner.",
        "Have the export write the sign itself, and mend the texts where it stays.",
        "Haga que la exportación escriba el signo mismo, y corrija los textos donde quede.";
    LITTER = "litter", KEPT,
        "A file that an operating system put into a zip archive by itself. It was passed over.",
        "Un archivo que un sistema operativo puso por su cuenta dentro de un zip. Se pasó por alto.",
        "Nothing to mend.",
        "No hay nada que corregir.";
    LOST_CHARACTERS = "lost-characters", KEPT,
        "A letter was lost: a replacement sign or a question mark stands in its place. The text was kept as it is.",
        "Se perdió una letra: en su lugar hay un signo de reemplazo o de interrogación. El texto se guardó tal cual.",
        "Type the letter again; check in which encoding the list is exported.",
        "Vuelva a escribir la letra; compruebe en qué codificación se exporta la lista.";
    LOST_LINK = "lost-link", NOT_LOADED,
        "A record that says where a service can be had, but names no service or no place, or a service that is not in this source.",
        "Un registro que dice dónde se ofrece un servicio, pero no nombra el servicio o el lugar, o nombra un servicio que no está en esta fuente.",
        "Fill in the id of the service and that of the place, or delete the row.",
        "Complete el id del servicio y el del lugar, o borre la fila.";
    MARKUP = "markup-in-text", KEPT,
        "HTML in a text: entities such as &amp;, tags such as <br>. What only formats was turned into the text that it shows; all else was kept as it is, as text.",
        "HTML en un texto: entidades como &amp;, etiquetas como <br>. Lo que solo da formato se convirtió en el texto que muestra; lo demás se guardó tal cual, como texto.",
        "Export plain text, or take the markup out.",
        "Exporte texto sin formato, o quite las marcas de HTML.";
    MERGED_HEADING = "merged-heading", KEPT,
        "A heading that is merged over several columns. Where they hold lists or texts they were read together; of others the first was read.",
        "Un título combinado sobre varias columnas. Si tienen listas o textos se leyeron juntas; si no, se leyó la primera.",
        "Give each column a heading of its own.",
        "Dé a cada columna su propio título.";
    MISSING_COORDINATES = "missing-coordinates", KEPT,
        "A place without a point on the map: how far it is from a person cannot be told.",
        "Un lugar sin punto en el mapa: no se puede decir a qué distancia está de una persona.",
        "Add latitude and longitude, unless the place is confidential.",
        "Añada latitud y longitud, salvo que el lugar sea confidencial.";
    MISSING_ID = "missing-id", NOT_LOADED,
        "A row without an id.",
        "Una fila sin id.",
        "Give the row an id that no other row of its table has.",
        "Dé a la fila un id que no tenga ninguna otra de su tabla.";
    MISSING_NAME = "missing-name", KEPT,
        "A row without a name. It is shown by its id.",
        "Una fila sin nombre. Se muestra con su id.",
        "Write the name by which people know it.",
        "Escriba el nombre con el que se conoce.";
    MISSING_REFERENCE = "missing-reference", KEPT,
        "The row refers to one of another table that is not there. A service or place of an agency that is not listed was loaded under an agency made for it.",
        "La fila remite a otra tabla donde no hay tal fila. Un servicio o lugar de una agencia que no figura se cargó bajo una agencia creada para él.",
        "Add the missing row to its table, or mend the id.",
        "Añada la fila que falta a su tabla, o corrija el id.";
    MOJIBAKE = "mojibake", KEPT,
        "Letters that were read in the wrong encoding, such as Ã© for é. Where it is certain what was meant, that was kept; else the text as it is.",
        "Letras leídas en una codificación que no es la suya, como Ã© por é. Donde es seguro lo que se quiso escribir, se guardó eso; si no, el texto tal cual.",
        "Mend the letters in the source, and export it as UTF-8.",
        "Corrija las letras en la fuente y expórtela en UTF-8.";
    NAMELESS_COLUMN = "nameless-column", KEPT,
        "A value in a column without a heading: often the row is shifted. It was left out.",
        "Un valor en una columna sin título: a menudo la fila está corrida. Se omitió.",
        "Look whether the row is shifted; else give the column a heading.",
        "Mire si la fila está corrida; si no, ponga título a la columna.";
    NEED_NOT_RECOGNISED = "need-not-recognised", KEPT,
        "Neither a taxonomy, nor a mapped column, nor the name tells which need the service meets. It was loaded, but nobody who asks for a need will find it.",
        "Ni una taxonomía, ni una columna del mapa, ni el nombre dicen qué necesidad atiende el servicio. Se cargó, pero nadie que busque por necesidad lo encontrará.",
        "Add a term of a taxonomy such as Open Eligibility, or a name that says what the service is.",
        "Añada un término de una taxonomía como Open Eligibility, o un nombre que diga qué es el servicio.";
    NO_SERVICE_NAME = "no-service-name", NOT_LOADED,
        "A row that names no service: a note, a total or a title between rows.",
        "Una fila que no nombra ningún servicio: una nota, un total o un título entre filas.",
        "Name the service if the row is one; otherwise nothing is to be done.",
        "Ponga el nombre del servicio si la fila es uno; si no, no hay nada que hacer.";
    NOBODYS_PLACE = "nobodys-place", NOT_LOADED,
        "A place that no organization and no service refers to.",
        "Un lugar al que no remite ninguna organización ni ningún servicio.",
        "Say which organization or service the place belongs to, or delete it.",
        "Diga de qué organización o servicio es el lugar, o bórrelo.";
    NOT_FOR_INDIVIDUALS = "not-for-individuals", KEPT,
        "The service is for organizations only. It was loaded without needs.",
        "El servicio es solo para organizaciones. Se cargó sin necesidades.",
        "Nothing to mend, if the service is indeed for organizations only.",
        "No hay nada que corregir si el servicio es en efecto solo para organizaciones.";
    NOT_OF_A_LISTING = "not-of-a-listing", NOT_LOADED,
        "A row that says something of the tables themselves, or of a row of a linked table, and not of an organization, service or location.",
        "Una fila que dice algo de las propias tablas, o de una fila de una tabla enlazada, y no de una organización, un servicio o un lugar.",
        "Nothing to mend.",
        "No hay nada que corregir.";
    NOT_UTF8 = "not-utf8", KEPT,
        "Bytes that are not UTF-8. They are shown as a replacement sign.",
        "Bytes que no son UTF-8. Se muestran con un signo de reemplazo.",
        "Export the file as UTF-8.",
        "Exporte el archivo en UTF-8.";
    NUL_BYTE = "nul-byte", KEPT,
        "A NUL byte in a value. It was taken out.",
        "Un byte NUL en un valor. Se quitó.",
        "Delete the sign in the source; it often comes from a broken export.",
        "Borre el signo en la fuente; suele venir de una exportación dañada.";
    NUMBER_SHORTENED = "number-shortened", KEPT,
        "A telephone number that a spreadsheet took for a large number and shortened (3.12555E+09): its last digits are lost. It was left out.",
        "Un número de teléfono que una hoja de cálculo tomó por un número grande y acortó (3.12555E+09): se perdieron sus últimas cifras. Se omitió.",
        "Type the number again, in a column whose cells are texts.",
        "Escriba de nuevo el número, en una columna cuyas celdas sean texto.";
    ORPHAN_ROW = "orphan-row", NOT_LOADED,
        "A row of a linked table (a telephone, a schedule, a rule of eligibility) that belongs to no organization, service or location which is there.",
        "Una fila de una tabla enlazada (un teléfono, un horario, una norma de elegibilidad) que no pertenece a ninguna organización, servicio o lugar que esté.",
        "Write the id of the organization, service or location that the row is of, or delete the row.",
        "Escriba el id de la organización, el servicio o el lugar al que pertenece la fila, o borre la fila.";
    POSTAL_CODE_ZEROS = "postal-code-zeros", KEPT,
        "A postal code that lost the zeros it begins with, since a spreadsheet took it for a number. They were put back.",
        "Un código postal que perdió los ceros del comienzo, porque una hoja de cálculo lo tomó por un número. Se le volvieron a poner.",
        "Make the column's cells texts and type the code again.",
        "Haga que las celdas de la columna sean texto y escriba de nuevo el código.";
    QUOTE_NEVER_CLOSED = "quote-never-closed", KEPT,
        "A quotation mark that is not closed, so that the lines below it were read as part of its value. The row ends with its line; the lines were read as rows.",
        "Unas comillas sin cerrar, con lo que las líneas de abajo se leyeron como parte del valor. La fila acaba con su línea; las demás se leyeron como filas.",
        "Close the quotation mark, or double it where it is part of the text.",
        "Cierre las comillas, o duplíquelas si son parte del texto.";
    REPEATED_ID = "repeated-id", KEPT,
        "Two rows of a linked table have the same id. Both were loaded.",
        "Dos filas de una tabla enlazada tienen el mismo id. Se cargaron las dos.",
        "Look at both rows: delete the one that is too many, or give it an id of its own.",
        "Mire ambas filas: borre la que sobra o dele un id propio.";
    ROW_TOO_LONG = "row-too-long", KEPT,
        "A row of more than 4 MiB. What it has up to there was read.",
        "Una fila de más de 4 MiB. Se leyó lo que hay hasta ahí.",
        "Look whether the file is cut into rows at all, and cut the text that is too long.",
        "Mire si el archivo está dividido en filas, y acorte el texto demasiado largo.";
    ROW_WITHOUT_ID = "row-without-id", KEPT,
        "A row of a linked table without an id of its own. It was loaded by what it refers to.",
        "Una fila de una tabla enlazada sin id propio. Se cargó por lo que remite.",
        "Give the row an id of its own.",
        "Dé a la fila un id propio.";
    SAME_NAME_TWICE = "same-name-twice", KEPT,
        "Two rows of one agency have the same name of service and no ids. Both were loaded; which is which follows from the order of the rows.",
        "Dos filas de una organización tienen el mismo nombre de servicio y ningún id. Se cargaron las dos; cuál es cuál depende del orden de las filas.",
        "Give each a name of its own, with its town perhaps, or an id.",
        "Dé a cada una su propio nombre, quizá con la ciudad, o un id.";
    SENSITIVE_ADDRESS = "sensitive-address", KEPT,
        "The address of what looks like a shelter, or of something else in the same house, or directions to it. It was set aside and is not kept, but for town and state, nor are the telephones of the house where others can be called; the agency judges what may be shown.",
        "La dirección de lo que parece un refugio, o de otra cosa en la misma casa, o cómo llegar a él. Se apartó y no se guarda, salvo la ciudad y el estado; tampoco los teléfonos de la casa si se puede llamar a otros. La agencia decide qué se puede mostrar.",
        "Ask the agency what may be public. Until then take the address out of every public list.",
        "Pregunte a la agencia qué puede ser público. Hasta entonces quite la dirección de toda lista pública.";
    SENSITIVE_LINK = "sensitive-link", KEPT,
        "A web or e-mail address in which an address stands that was set aside. It was left out; of a web page, the first page of its site was kept where that tells nothing.",
        "Una dirección web o de correo que contiene una dirección que se apartó. Se omitió; de una página web se guardó la primera página del sitio si no revela nada.",
        "Give a page or an e-mail address that does not say where the house is.",
        "Dé una página o un correo que no diga dónde está la casa.";
    SERVICE_WITHOUT_WAY = "service-without-way", KEPT,
        "A service that nobody can reach by what the list says: neither it nor its agency has a telephone number, a web or e-mail address, or a place to go to.",
        "Un servicio al que nadie puede llegar con lo que dice la lista: ni él ni su agencia tienen teléfono, dirección web o de correo, ni un lugar adonde ir.",
        "Add a telephone number, an address of the web or for mail, or a place.",
        "Añada un teléfono, una dirección web o de correo, o un lugar.";
    SHEET_NOT_READ = "sheet-not-read", KEPT,
        "Another sheet of the spreadsheet. Only the one whose headings fit best was read.",
        "Otra hoja del archivo. Solo se leyó la que mejor coincide con los títulos.",
        "Copy its rows under those of the first sheet if they belong to the list.",
        "Copie sus filas debajo de las de la primera hoja si pertenecen a la lista.";
    SPACES_AROUND_CODE = "spaces-around-code", KEPT,
        "An id, a reference or a code with a space before or behind it, which programs take for another one. It was read without.",
        "Un id, una remisión o un código con un espacio delante o detrás, que los programas toman por otro. Se leyó sin él.",
        "Delete the space.",
        "Borre el espacio.";
    STALE_RECORD = "stale-record", KEPT,
        "A record that nobody checked or changed for more than two years, by its own date. It was loaded.",
        "Un registro que nadie revisó ni cambió en más de dos años, según su propia fecha. Se cargó.",
        "Ask the agency whether all of it still holds, and write down the day.",
        "Pregunte a la agencia si todo sigue vigente, y anote el día.";
    TEST_RECORD = "test-record", KEPT,
        "By its name the row was made to try something out, is a copy, or is not to be used. It was loaded.",
        "Por su nombre, la fila se hizo para probar algo, es una copia o no debe usarse. Se cargó.",
        "Delete the row, or give it its real name.",
        "Borre la fila o póngale su nombre verdadero.";
    TEXT_TOO_LONG = "text-too-long", KEPT,
        "A text of more than 64 KiB. It was cut there.",
        "Un texto de más de 64 KiB. Se cortó ahí.",
        "Shorten the text, or look whether several rows ran together in it.",
        "Acorte el texto, o mire si en él se juntaron varias filas.";
    TIME_NOT_STANDARD = "time-not-standard", KEPT,
        "A time that is not in the standard's form, such as 09:00 or 17:30. Where it can be read, it was.",
        "Una hora que no está en la forma del estándar, como 09:00 o 17:30. Donde se puede leer, se leyó.",
        "Write hours and minutes with two digits each, in 24 hours.",
        "Escriba horas y minutos con dos cifras cada uno, en 24 horas.";
    TOO_FEW_FIELDS = "too-few-fields", KEPT,
        "A row with fewer values than the heading has columns. What it has was read.",
        "Una fila con menos valores que columnas tiene el encabezado. Se leyó lo que hay.",
        "Look whether a separator is missing in the row.",
        "Mire si falta un separador en la fila.";
    TOO_MANY_FIELDS = "too-many-fields", KEPT,
        "A row with more values than the heading has columns. What lies beyond was left out.",
        "Una fila con más valores que columnas tiene el encabezado. Lo que sobra se omitió.",
        "Look whether a value with a comma in it lacks its quotation marks.",
        "Mire si a un valor con coma le faltan las comillas.";
    UNKNOWN_COLUMN = "unknown-column", KEPT,
        "A column that HSDS does not have. Its values were kept as they are.",
        "Una columna que HSDS no tiene. Sus valores se guardaron tal cual.",
        "Nothing to mend, if the column is meant. Look whether it is a misspelled one of the standard's.",
        "No hay nada que corregir si la columna es intencionada. Mire si es una de la norma mal escrita.";
    UNKNOWN_FILE = "unknown-file", KEPT,
        "A file that HSDS does not have. Its rows were kept as attributes of what they refer to.",
        "Un archivo que HSDS no tiene. Sus filas se guardaron como atributos de lo que remiten.",
        "Nothing to mend, if the file is meant. Look whether it is a misspelled one of the standard's.",
        "No hay nada que corregir si el archivo es intencionado. Mire si es uno de la norma mal escrito.";
    VALUE_NOT_MAPPED = "value-not-mapped", KEPT,
        "A value that the mapping does not explain. It was kept as it is.",
        "Un valor que el mapa no explica. Se guardó tal cual.",
        "Explain the value in the mapping, or mend it in the source.",
        "Explique el valor en el mapa, o corríjalo en la fuente.";
    WEB_ADDRESS_WITHOUT_SCHEME = "web-address-without-scheme", KEPT,
        "A web address without http:// or https:// before it. It was kept with https://, so that pages can link to it.",
        "Una dirección web sin http:// ni https:// delante. Se guardó con https://, para que las páginas puedan enlazarla.",
        "Write https:// before the address.",
        "Escriba https:// delante de la dirección.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_in_order() {
        assert!(ALL.iter().all(|c| c.code.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '8')));
        assert!(ALL.windows(2).all(|two| two[0].code < two[1].code));
        let texts = |code: &Code| [code.en, code.es, code.remedy_en, code.remedy_es];
        assert!(ALL.iter().all(|code| texts(code).iter().all(|text| text.ends_with('.'))));
        assert!(find("missing-id").is_some_and(|code| !code.loaded));
    }
}
