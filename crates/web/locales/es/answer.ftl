answer-title = Lo que está abierto para usted
change-answers = Cambiar mis respuestas
left-open = { $n ->
        [one] Dejó una cosa sin decir, así que no se tomó en cuenta
       *[other] Dejó { $n } cosas sin decir, así que no se tomaron en cuenta
    }
left-place = Dónde está: no se tomaron en cuenta la distancia ni la zona
left-far = Qué distancia le queda bien
left-languages = Qué idiomas puede usar
left-age = Su edad
left-household = Quién va con usted
left-populations = Cómo se describe usted
left-cannot = Qué sería un obstáculo
left-must = Lo que tiene que haber
left-avoid = De dónde quiere mantenerse lejos
place-state-only = Esta lista no sabe dónde queda { $code }, nada más en qué estado: no se conocen las distancias.
place-county-middle = Las distancias son aproximadas: se miden desde el centro de los lugares conocidos de: { $county }.
plan-title = Menos puertas
plan-all = { $n ->
        [one] En esta sola organización puede pedir todo y contar su historia una vez.
       *[other] Estas { $n } organizaciones son el menor número que cubre todo: cada una es una puerta donde quizá tenga que contar otra vez su historia.
    }
plan-part = { $n ->
        [one] En esta sola organización puede pedir todo lo que hoy se puede alcanzar, y contar su historia una vez.
       *[other] Estas { $n } organizaciones son el menor número que cubre lo que hoy se puede alcanzar: cada una es una puerta donde quizá tenga que contar otra vez su historia.
    }
plan-all-bound = { $n ->
        [one] En esta sola organización puede pedir todo.
       *[other] Estas { $n } organizaciones juntas cubren todo: cada una es una puerta donde quizá tenga que contar otra vez su historia.
    }
plan-part-bound = { $n ->
        [one] En esta sola organización puede pedir todo lo que hoy se puede alcanzar.
       *[other] Estas { $n } organizaciones juntas cubren lo que hoy se puede alcanzar: cada una es una puerta donde quizá tenga que contar otra vez su historia.
    }
plan-empty = No se sabe de ninguna organización de esta lista que hoy esté abierta para usted en esto. Abajo verá lo que queda a una o dos reglas.
plan-bound = Con tantas necesidades no se pueden probar todas las combinaciones. Este plan tiene { $doors } puertas; hacen falta al menos { $least }.
plan-unmet = { $n ->
        [one] Nada de esta lista está abierto hoy para usted en esto. Puede quedar a una o dos reglas; vea abajo.
       *[other] Nada de esta lista está abierto hoy para usted en estas cosas. Pueden quedar a una o dos reglas; vea abajo.
    }
your-needs = Lo que preguntó
standing-open = Nada le cierra el paso
standing-ask = Pregunte antes
need-nothing = Nada de esta lista está abierto para usted en esto, ni queda a una o dos reglas. Abajo están las razones. Una línea de crisis de arriba quizá sepa de algo más.
group-open = { $n ->
        [one] Nada le cierra el paso: un servicio
       *[other] Nada le cierra el paso: { $n } servicios
    }
group-open-what = La organización confirmó la ficha del servicio hace menos de un año, y nada en ella le cierra el paso.
group-ask = { $n ->
        [one] Pregunte antes: un servicio
       *[other] Pregunte antes: { $n } servicios
    }
group-ask-what = No se sabe de nada en contra, pero falta saber algo. Pregunte antes de ir.
group-near = { $n ->
        [one] A una o dos reglas: un servicio
       *[other] A una o dos reglas: { $n } servicios
    }
group-near-few = { $n ->
        [one] A unas pocas reglas: un servicio
       *[other] A unas pocas reglas: { $n } servicios
    }
near-rules = { $n ->
        [one] Una regla que estorba:
       *[other] { $n } reglas que estorban:
    }
near-rules-count = { $n ->
        [one] una regla
       *[other] { $n } reglas
    }
group-near-what = Aquí piden algo que usted no puede o no quiere hacer. Cada regla dice si se puede hacer una excepción.
group-out = { $n ->
        [one] Un servicio está fuera de alcance: por qué
       *[other] { $n } servicios están fuera de alcance: por qué
    }
group-near-any = { $n ->
        [one] A algunas reglas de distancia: un servicio
       *[other] A algunas reglas de distancia: { $n } servicios
    }
list-out = { $reason }: { $count }
list-range = Servicios { $from } a { $to } de { $all }
list-empty = No hay más.
list-parts = Partes de esta lista
list-before = Los anteriores
list-after = Los siguientes
show-list = { $n ->
        [one] Mostrarlo
       *[other] Mostrar los { $n }
    }
show-which = { $n ->
        [one] Mostrar cuál
       *[other] Mostrar cuáles
    }
show-more = { $n ->
        [one] Mostrar uno más
       *[other] Mostrar { $n } más
    }
put-on-sheet = Llevar este
ask-them = Qué preguntar:
also-ask = Pregunte también:
why-not-confirmed = Qué piden a las personas: no lo han confirmado en un año
why-place = Si atienden donde usted está
why-language = Si hablan su idioma
why-audience = Si es para usted. Figura como servicio para: { $rule }
why-feature = Si hay esto: { $feature }
why-asks = Si esto vale para usted: «{ $statement }»
why-asks-read = { $asks }. { $known } Dice: «{ $words }»
why-asks-more = Qué más piden: no todo es público
reason-need = Se dedican a otra cosa
reason-avoided = Usted quiere mantenerse lejos
reason-place = Demasiado lejos, o no es para personas de ahí
reason-place-any-distance = No es para personas de ahí
reason-language = No hablan sus idiomas
reason-population = Para otras personas
reason-feature = Falta algo que tiene que haber
reason-requirements = Piden tres o más cosas que usted no puede o no quiere hacer
reason-closed = Cerrado por ahora o para siempre
reason-full = Sin lugar y sin lista de espera
source-listing = Lo dice la ficha del servicio
source-listing-field = Lo dice la ficha del servicio, en «{ $field }»
source-read = Leído en un texto de la ficha del servicio, sin confirmar
source-read-field = Leído en la ficha del servicio, en «{ $field }», sin confirmar
source-read-confirmed = Leído en un texto de la ficha del servicio
source-seen = A otras personas se lo pidieron
source-seen-times = { $n ->
        [one] A una persona se lo pidieron
       *[other] A { $n } personas se lo pidieron
    }
source-confirmed = La organización lo confirmó el { $date }.
source-known-and-confirmed = { $source }. La organización lo confirmó el { $date }.
source-as-of = { $source }, al { $date }.
source-no-date = { $source }; no se sabe de cuándo es.
waiver-by = Puede hacer una excepción: «{ $whom }»
waiver-unknown = Nadie ha dicho si se puede hacer una excepción: pregunte
waiver-no = No se puede hacer una excepción
take-title = Para llevar
take-what = Marque «llevar este» junto a lo que quiera. Si no marca nada, se incluyen las organizaciones de «Menos puertas».
make-sheet = Una hoja para imprimir
make-script = Qué decir por teléfono
