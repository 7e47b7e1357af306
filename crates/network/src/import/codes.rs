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
}

/// The kind with this code.
pub fn find(code: &str) -> Option<&'static Code> {
    ALL.iter().find(|known| known.code == code)
}

macro_rules! codes {
    ($($name:ident = $code:literal, $loaded:ident, $en:literal, $es:literal;)+) => {
        $(#[doc = $en] pub(crate) const $name: &str = $code;)+

        /// Every kind, in the order of the alphabet.
        pub const ALL: &[Code] = &[$(Code { code: $code, loaded: loaded::$loaded, en: $en, es: $es }),+];
    };
}

mod loaded {
    pub(super) const KEPT: bool = true;
    pub(super) const NOT_LOADED: bool = false;
}

codes! {
    BAD_COORDINATES = "bad-coordinates", KEPT,
        "The coordinates are not two numbers, lie outside the globe, or are 0, 0. The place was loaded without them.",
        "Las coordenadas no son dos números, quedan fuera del globo o son 0, 0. El lugar se cargó sin ellas.";
    BAD_ID = "bad-id", NOT_LOADED,
        "An id with a sign in it that cannot be written, such as a NUL byte.",
        "Un id con un signo que no se puede escribir, como un byte NUL.";
    BAD_PHONE = "bad-phone", KEPT,
        "A telephone number without digits, or with a whole text in it. It was left out.",
        "Un número de teléfono sin cifras, o con un texto entero. Se omitió.";
    BAD_REFERENCE = "bad-reference", KEPT,
        "A reference that can be no id: of more than 200 characters, or with a sign that cannot be written, such as a NUL byte. It was not followed.",
        "Una remisión que no puede ser un id: de más de 200 caracteres, o con un signo que no se puede escribir, como un byte NUL. No se siguió.";
    BAD_VALUE = "bad-value", KEPT,
        "A value that cannot be what its column is for, such as a web address in a column of ages. It was left out.",
        "Un valor que no puede ser lo que su columna pide, como una dirección web en una columna de edades. Se omitió.";
    CAPACITY_UNDATED = "capacity-undated", KEPT,
        "A number of free places without the day on which it was true. It was left out.",
        "Un número de plazas libres sin el día en que era cierto. Se omitió.";
    COLUMN_MISSING = "column-missing", KEPT,
        "The mapping names a column that the file does not have.",
        "El mapa nombra una columna que el archivo no tiene.";
    COLUMN_NOT_KEPT = "column-not-kept", KEPT,
        "The column looks as if it held details of persons. It was not kept.",
        "La columna parece contener datos de personas. No se guardó.";
    COLUMN_NOT_MAPPED = "column-not-mapped", KEPT,
        "The mapping does not say what the column means. Its values were kept as they are, unless it is of a place whose address was set aside.",
        "El mapa no dice qué significa la columna. Sus valores se guardaron tal cual, salvo los de un lugar cuya dirección se apartó.";
    DELIMITER = "delimiter", KEPT,
        "The columns are separated by something other than commas. They were read by it.",
        "Las columnas no están separadas por comas sino por otro signo. Se leyeron con él.";
    DUPLICATE_COLUMN = "duplicate-column", KEPT,
        "Two columns have the same heading. The first was read.",
        "Dos columnas tienen el mismo título. Se leyó la primera.";
    DUPLICATE_ID = "duplicate-id", NOT_LOADED,
        "An earlier row of the same table has this id. The first stands.",
        "Una fila anterior de la misma tabla tiene este id. Vale la primera.";
    EMPTY_ROW = "empty-row", NOT_LOADED,
        "A row with separators but without any value.",
        "Una fila con separadores pero sin ningún valor.";
    EMPTY_TABLE = "empty-table", KEPT,
        "A file with headings and no row below them.",
        "Un archivo con títulos y sin ninguna fila debajo.";
    FIELD_NOT_READ = "field-not-read", KEPT,
        "Records have a field that our directory has no place for. It was left out of all of them; the first is shown.",
        "Hay registros con un campo para el que nuestro directorio no tiene lugar. Se omitió en todos; se muestra el primero.";
    FILE_NOT_READ = "file-not-read", NOT_LOADED,
        "A file or record that is not an organization, a service or a location, or that cannot be read as JSON.",
        "Un archivo o registro que no es una organización, un servicio ni un lugar, o que no se puede leer como JSON.";
    HOURS_UNCLEAR = "hours-unclear", KEPT,
        "Opening hours that cannot be computed with, or that can be read in two ways. They are shown in the source's words.",
        "Horarios con los que no se puede calcular, o que se leen de dos maneras. Se muestran con las palabras de la fuente.";
    ID_TOO_LONG = "id-too-long", NOT_LOADED,
        "An id of more than 200 characters.",
        "Un id de más de 200 caracteres.";
    LANGUAGE_NOT_RECOGNISED = "language-not-recognised", KEPT,
        "A language that our list does not have. It was left out.",
        "Un idioma que no está en nuestra lista. Se omitió.";
    LOST_LINK = "lost-link", NOT_LOADED,
        "A record that says where a service can be had, but names no service or no place, or a service that is not in this source.",
        "Un registro que dice dónde se ofrece un servicio, pero no nombra el servicio o el lugar, o nombra un servicio que no está en esta fuente.";
    MISSING_ID = "missing-id", NOT_LOADED,
        "A row without an id.",
        "Una fila sin id.";
    MISSING_NAME = "missing-name", KEPT,
        "A row without a name. It is shown by its id.",
        "Una fila sin nombre. Se muestra con su id.";
    MISSING_REFERENCE = "missing-reference", KEPT,
        "The row refers to one of another table that is not there. A service or place of an agency that is not listed was loaded under an agency made for it.",
        "La fila remite a otra tabla donde no hay tal fila. Un servicio o lugar de una agencia que no figura se cargó bajo una agencia creada para él.";
    NAMELESS_COLUMN = "nameless-column", KEPT,
        "A value in a column without a heading: often the row is shifted. It was left out.",
        "Un valor en una columna sin título: a menudo la fila está corrida. Se omitió.";
    NEED_NOT_RECOGNISED = "need-not-recognised", KEPT,
        "Neither a taxonomy, nor a mapped column, nor the name tells which need the service meets. It was loaded, but nobody who asks for a need will find it.",
        "Ni una taxonomía, ni una columna del mapa, ni el nombre dicen qué necesidad atiende el servicio. Se cargó, pero nadie que busque por necesidad lo encontrará.";
    NOBODYS_PLACE = "nobodys-place", NOT_LOADED,
        "A place that no organization and no service refers to.",
        "Un lugar al que no remite ninguna organización ni ningún servicio.";
    NOT_FOR_INDIVIDUALS = "not-for-individuals", KEPT,
        "The service is for organizations only. It was loaded without needs.",
        "El servicio es solo para organizaciones. Se cargó sin necesidades.";
    NOT_UTF8 = "not-utf8", KEPT,
        "Bytes that are not UTF-8. They are shown as a replacement sign.",
        "Bytes que no son UTF-8. Se muestran con un signo de reemplazo.";
    NUL_BYTE = "nul-byte", KEPT,
        "A NUL byte in a value. It was taken out.",
        "Un byte NUL en un valor. Se quitó.";
    QUOTE_NEVER_CLOSED = "quote-never-closed", KEPT,
        "A quotation mark that is not closed, so that the lines below it were read as part of its value. The row ends with its line; the lines were read as rows.",
        "Unas comillas sin cerrar, con lo que las líneas de abajo se leyeron como parte del valor. La fila acaba con su línea; las demás se leyeron como filas.";
    SENSITIVE_ADDRESS = "sensitive-address", KEPT,
        "The address of what looks like a shelter, or directions to it. It was set aside and is not kept, but for town and state; the agency judges what may be shown.",
        "La dirección de lo que parece un refugio, o cómo llegar a él. Se apartó y no se guarda, salvo la ciudad y el estado; la agencia decide qué se puede mostrar.";
    TEXT_TOO_LONG = "text-too-long", KEPT,
        "A text of more than 64 KiB. It was cut there.",
        "Un texto de más de 64 KiB. Se cortó ahí.";
    TOO_FEW_FIELDS = "too-few-fields", KEPT,
        "A row with fewer values than the heading has columns. What it has was read.",
        "Una fila con menos valores que columnas tiene el encabezado. Se leyó lo que hay.";
    TOO_MANY_FIELDS = "too-many-fields", KEPT,
        "A row with more values than the heading has columns. What lies beyond was left out.",
        "Una fila con más valores que columnas tiene el encabezado. Lo que sobra se omitió.";
    VALUE_NOT_MAPPED = "value-not-mapped", KEPT,
        "A value that the mapping does not explain. It was kept as it is.",
        "Un valor que el mapa no explica. Se guardó tal cual.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_in_order() {
        assert!(ALL.iter().all(|c| c.code.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '8')));
        assert!(ALL.windows(2).all(|two| two[0].code < two[1].code));
        assert!(find("missing-id").is_some_and(|code| !code.loaded));
    }
}
