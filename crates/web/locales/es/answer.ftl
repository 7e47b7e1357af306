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
plan-title = Menos puertas
plan-doors = { $n ->
        [one] En esta sola organización puede pedir todo y contar su historia una vez.
       *[other] Estas { $n } organizaciones son las menos que cubren lo que se puede alcanzar: cada una es una puerta donde quizá tenga que contar otra vez su historia.
    }
plan-empty = No se sabe de ninguna organización de esta lista que hoy esté abierta para usted en esto. Abajo verá lo que queda a una sola regla.
plan-bound = Con tantas necesidades no se pueden probar todas las combinaciones. Este plan tiene { $doors } puertas; hacen falta al menos { $least }.
plan-unmet = { $n ->
        [one] Nada de esta lista está abierto hoy para usted en esto. Puede quedar a una sola regla; vea abajo.
       *[other] Nada de esta lista está abierto hoy para usted en estas cosas. Pueden quedar a una sola regla; vea abajo.
    }
your-needs = Lo que preguntó
standing-open = Abierto para usted
standing-ask = Pregunte antes
need-nothing = Nada de esta lista está abierto para usted en esto, ni queda a una regla. Abajo están las razones. Una línea de crisis de arriba quizá sepa de algo más.
group-open = { $n ->
        [one] Abierto para usted: un servicio
       *[other] Abiertos para usted: { $n } servicios
    }
group-open-what = La organización confirmó sus datos hace menos de un año, y nada en ellos le deja fuera.
group-ask = { $n ->
        [one] Pregunte antes: un servicio
       *[other] Pregunte antes: { $n } servicios
    }
group-ask-what = No se sabe de nada en contra, pero falta saber algo. Pregunte antes de ir.
group-near = { $n ->
        [one] A una regla: un servicio
       *[other] A una o dos reglas: { $n } servicios
    }
group-near-what = Aquí piden algo que usted no puede o no quiere hacer. Quizá se pueda hacer una excepción.
group-out = { $n ->
        [one] Un servicio está fuera de alcance: por qué
       *[other] { $n } servicios están fuera de alcance: por qué
    }
show-more = { $n ->
        [one] Mostrar uno más
       *[other] Mostrar { $n } más
    }
put-on-sheet = Llevar este
ask-them = Qué preguntar:
why-not-confirmed = Qué piden a las personas: no lo han confirmado en un año
why-place = Si atienden donde usted está
why-language = Si hablan su idioma
why-audience = Si es para usted. Sus datos dicen: { $rule }
why-feature = Si hay esto: { $feature }
why-asks = Si le piden esto: { $kind }
why-asks-more = Qué más piden: no todo es público
reason-need = Se dedican a otra cosa
reason-avoided = Usted quiere mantenerse lejos
reason-place = Demasiado lejos, o no es para personas de ahí
reason-language = No hablan sus idiomas
reason-population = Para otras personas
reason-feature = Falta algo que tiene que haber
reason-requirements = Piden tres o más cosas que usted no puede o no quiere hacer
reason-closed = Cerrado por ahora o para siempre
reason-full = Sin lugar y sin lista de espera
source-declared = Lo dice la organización
source-read = Leído en sus datos, sin confirmar
source-seen = A otras personas se lo pidieron
source-seen-times = { $n ->
        [one] A una persona se lo pidieron
       *[other] A { $n } personas se lo pidieron
    }
source-confirmed = { $source } (confirmado el { $date })
waiver-by = Puede hacer una excepción: { $whom }
waiver-unknown = Nadie ha dicho si se puede hacer una excepción: pregunte
waiver-no = No se puede hacer una excepción
take-title = Para llevar
take-what = Marque «llevar este» junto a lo que quiera. Si no marca nada, se incluyen las organizaciones de «Menos puertas».
make-sheet = Una hoja para imprimir
make-script = Qué decir por teléfono
