tally-new = nuevos
tally-changed = cambiados
tally-unchanged = como antes
tally-missing = ya no están en ella
named-title = Los servicios
named-none = Ninguno es nuevo ni distinto.
named-new = { $n ->
        [one] Un servicio nuevo
       *[other] { $n } servicios nuevos
    }
named-changed = { $n ->
        [one] Un servicio es distinto
       *[other] { $n } servicios son distintos
    }
named-kept = Lo que las personas confirmaron a mano queda como está.
named-missing = { $n ->
        [one] Un servicio ya no está en la lista
       *[other] { $n } servicios ya no están en la lista
    }
named-missing-what = Lo que llegó antes con esta lista se queda en el directorio hasta que alguien averigüe si terminó.
field-name = nombre
field-alternate-name = otro nombre
field-description = descripción
field-url = sitio web
field-email = dirección de correo
field-status = si recibe a personas
field-needs = en qué ayuda
field-crisis-line = si responde en una crisis
field-remote = si se puede recibir a distancia
field-languages = idiomas
field-interpreters = intérpretes
field-audience = para quién es
field-features = con qué se puede contar
field-places = lugares
field-areas = dónde atiende
field-phones = teléfonos
field-schedule = horario
field-eligibility = quién puede recibirlo
field-application = cómo solicitarlo
field-documents = qué llevar
field-fees = qué cuesta
field-requirements = qué pide a las personas
field-confidential = si su dirección es privada
field-visible-to = quién puede verlo
field-confirmed = cuándo se confirmó
field-checked = cuándo se revisó
field-attributes = otras columnas
