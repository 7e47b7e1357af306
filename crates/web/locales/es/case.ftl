cases-title = Casos
cases-due = Para tener presente hoy
cases-find = Buscar un caso
cases-find-hint = El comienzo de un apodo o de un nombre. Lo que escriba no queda en ninguna dirección ni registro.
cases-find-go = Buscar
cases-own = Los que llevo yo, y ninguno más
cases-all = { $n ->
        [one] Un caso
       *[other] { $n } casos
    }
cases-found = { $n ->
        [one] Se encontró un caso
       *[other] Se encontraron { $n } casos
    }
cases-none-found = Ninguno se llama así.
cases-before = Anteriores
cases-after = Siguientes
case-begin = Empezar un caso
case-begin-go = Empezar
case-handle = Cómo lo llama
case-handle-hint = Lo que sea: una palabra, un color, un nombre que eligió. Puede dejarlo vacío. No se pregunta nada más.
case-no-handle = (sin apodo)
case-is-open = algo está en marcha
case-written = última anotación: { $day }
reminder-since = desde el { $day }
reminder-today = hoy
reminder-on = { $day }
