cases-title = Casos
cases-due = Para hoy
cases-find = Buscar un caso
cases-find-hint = El comienzo de un apodo o de un nombre. Lo que escriba no queda en ninguna dirección ni registro.
cases-find-go = Buscar
cases-own = Solo los que llevo yo
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
case-is-open = usa un servicio
case-written = última anotación: { $day }
reminder-since = desde el { $day }
reminder-today = hoy
reminder-on = { $day }
write-down = Anotar
change = Cambiarlo
nothing-required = Nada de esto es obligatorio, y nada depende de ello.
field-other = Algo más
text-too-long = Este texto supera unas cuarenta páginas. Guárdelo como documento o por partes. Sigue en el campo.
said-by = { $who }, { $when }
said-at-once = Dos personas escribieron aquí a la vez. Se conserva lo de ambas. Anote qué es lo correcto.
said-taken-away = Se quitó
case-pages = Este caso
case-title = Un caso
case-form-not-whole = No llegó una parte de este formulario, y no se comenzó ningún caso. Envíelo una vez más, por favor.
case-held-by = Lo lleva { $who }
case-ask-reach = Qué tiene abierto ahora
case-write-note = Escribir una nota
tab-overview = De un vistazo
tab-contact = Contacto seguro
tab-needs = Qué quiere
tab-limits = Qué no puede hacer y qué necesita
tab-reach = Qué está abierto
tab-path = Camino
tab-notes = Notas
tab-documents = Documentos
tab-safety = Seguridad
tab-identity = Quién es
tab-health = Salud
tab-legal = Asuntos legales
tab-reminders = Recordatorios
tab-more = Más
contact-lead = Cómo contactar a la persona sin hacerle daño. Si nadie preguntó si se puede dejar un mensaje, no deje ninguno.
contact-none = No se sabe cómo contactar a la persona.
contact-new = Añadir una forma de contacto
channel-kind = Qué es
channel-call = Llamada
channel-text = Mensaje de texto
channel-messenger = Mensajería
channel-post = Carta
channel-email = Correo electrónico
channel-in-person = En persona
channel-through = A través de alguien
channel-other = Otra cosa
channel-at = Número, dirección o lugar
channel-when = Cuándo es seguro
channel-say = Qué se puede decir a quien responda
channel-say-hint = Quién dice usted que es, y de qué se trata.
channel-code-word = Palabra clave
channel-voicemail = Dejar un mensaje
channel-unsafe = No usar por ahora
channel-not-now = No usar por ahora
channel-gone = Quitar esta forma de contacto
voicemail-not-said = Nadie preguntó: no dejar
voicemail-yes = se puede dejar un mensaje
voicemail-no = no dejar mensaje
needs-lead = En su orden y con sus palabras. En el directorio se busca con la palabra común, si la hay.
needs-none = No se ha anotado qué quiere.
needs-add = Anotarlo
needs-hint = Para quitar una, vacíe sus dos campos. Para moverla, cambie su número.
need-row = Número { $n }
need-row-new = Una más
need-words = Con sus palabras
need-shared-word = Palabra común
need-no-word = Sin palabra común
need-place = Lugar
own-words = Cómo se describe
own-words-hint = Con qué palabras cuenta dónde está ahora, si quiere palabras para ello.
limits-lead = Lo que no puede o elige no hacer, lo que tiene que haber, a quién y qué evitar. Lo que se deja vacío no limita.
reach-lead = En el directorio se busca con lo que quiere, lo que no puede hacer y lo que necesita, y nada más: ni nombre, ni nota, ni caso. La pregunta no se guarda en ninguna parte.
reach-mend = Revisar dónde está y qué evitar
reach-no-needs = Anote primero qué quiere
reach-take = Con los que marcó
reach-take-what = Marque servicios arriba. No se envía nada a nadie.
reach-consider = Anotar que los está pensando
path-lead = Qué usa a la vez, qué paró, qué volvió. Nunca es una sola línea, y nada de aquí abre ni cierra nada.
path-phases = Lo que usa ahora corresponde a:
path-nothing = Todavía no se ha anotado nada.
path-moves = Qué pasó, día por día
path-day = Día
path-service = Con
path-state = Desde entonces
path-since = { $day }: { $state }
path-interrupted = Interrumpido
path-ended = Terminó
board-title = Las partes de una vida
board-wants = Quiere
board-open = En uso ahora
board-past = Antes
board-other = En ninguna parte en particular
episode-title = Con un servicio
episode-new = Añadir un servicio que usa, usó o está pensando
episode-name = Cómo lo llama
episode-no-name = (sin nombre)
episode-need = Para qué es
episode-domain = Parte de la vida, si ninguna necesidad lo dice
episode-domain-none = No se dice
episode-state = Cómo está con este servicio
episode-rule = Qué regla, si una lo terminó
episode-rule-hint = Si el servicio lo terminó por una regla, la persona no se fue por decisión propia. Se cuenta, para que la regla también cuente.
episode-rule-none = Ninguna, o no se sabe
episode-on = Desde qué día
episode-on-hint = Si lo deja vacío: hoy.
episode-words = Con sus palabras
episode-move = ¿Cómo está ahora con este servicio?
episode-move-hint = Cualquiera de estos después de cualquier otro, cuantas veces quiera. Pausar no cuesta nada, y para volver basta con esto.
episode-facts = De qué se trata
episode-listing = Su ficha en el directorio
episode-mistake = Esto se anotó por error
state-considering = lo está pensando
state-in = lo usa ahora
state-paused = en pausa; la puerta está abierta
state-left = se fue por decisión propia
state-done = hecho, como quería
state-ended-rule = el servicio lo terminó por una regla
state-ended-by-rule = el servicio lo terminó por una regla: { $rule }
state-ended-time = terminó por límite de tiempo
state-ended-funding = terminó por falta de fondos
state-ended-other = lo terminó el servicio
state-hospital = interrumpido: hospital
state-detention = interrumpido: detención
state-danger = interrumpido: peligro
state-interrupted = interrumpido
state-unknown = no se sabe
note-new = Una nota nueva
note-change = Esta nota
note-hint = Escriba como si la persona lo fuera a leer: puede hacerlo.
note-on = El día del que trata, si no es hoy
note-gone = Quitar esta nota
notes-all = Todas las notas
draft-keep = Guardar como borrador
draft-drop = Descartar el borrador
draft-is-here = Este es su borrador del { $when }. Aún no está anotado, y nadie más lo ve.
draft-elsewhere = Entretanto guardó este borrador en otra ventana. Lo que escribió aquí sigue en el campo.
draft-kept = El borrador está guardado.
draft-not-kept = No se pudo guardar el borrador. Anótelo o cópielo.
done-drafted = El borrador está guardado. Aún no está anotado.
reminders-lead = Se muestran aquí y en su lista de casos. No se envía nada a nadie.
reminder-new = Añadir un recordatorio
reminder-day = Día
reminder-day-hint = Si lo deja vacío: hoy.
reminder-text = De qué se trata
reminder-of = Para quién
reminder-of-holders = Quien lleve el caso
reminder-due = pendiente
reminder-thought = Hecho
holders-title = Quién lleva este caso
holders-hint = A quién puede acudir la persona. Para traspasarlo, marque a quien lo toma y desmarque a quien lo deja. Quien esté en el círculo puede abrirlo igualmente.
holders-outside = Este caso todavía lo lleva { $who }, que no puede abrirlo: no está en su círculo. Elija quién lo toma.
holders-left = Alguien que ya no está todavía lleva este caso. Elija quién lo toma.
log-title = Quién lo ha mirado
log-what = Se le puede mostrar a la persona en cualquier momento.
log-lead = Quién abrió qué parte y cuándo, una vez por hora cada quien, y qué se sacó. La persona tiene derecho a verlo.
log-when = Cuándo
log-who = Quién
log-did = Qué hizo
log-looked = miró: { $parts }
log-exported = sacó en un archivo: { $parts }
log-said = dijo qué tendría que comunicar, antes de preguntar por: { $parts }
log-compelled = anotó sobre una entrega ordenada
compelled-title = Ordenado por un juez o una ley
compelled-what = Una entrega que nadie autorizó, con su propio registro.
compelled-lead = Cuando una orden exige algo de este expediente. Pregunte a su abogado antes de que salga nada.
compelled-advice-least = Entregue lo mínimo que la responda, y nada que no pida.
compelled-advice-tell = Avise a la persona, o inténtelo, y anote cada vez.
compelled-advice-plan = Acuerde con ella qué la protege ahora.
compelled-new = Anotar una orden
compelled-order = La orden
compelled-order-hint = Quién la dictó, con qué ley, con qué número.
compelled-came-on = El día en que llegó
compelled-scope = Qué pide, con sus propias palabras
compelled-parts = Partes de las que salió algo
compelled-went-out = Qué salió
compelled-went-out-hint = «Nada» también es una respuesta.
compelled-went-out-on = El día en que salió
compelled-attempts = Cómo se avisó a la persona
compelled-attempt = Otro intento de avisarla: cómo, y qué resultó
compelled-attempt-on = El día
compelled-safety = Qué se acordó o hizo por su seguridad
compelled-close = Anotarlo y cerrarlo
compelled-closed = Cerrado el { $day }
compelled-missing = Se puede cerrar cuando ya no falte esto:
compelled-not-yet = Quedó anotado, y aún no se puede cerrar
missing-order = qué se ordenó
missing-scope = qué pide
missing-went-out = qué salió
missing-attempts = al menos un intento de avisar a la persona, con su día
missing-safety-plan = qué se hizo por su seguridad
erase-title = Borrar
erase-what = Para siempre: antes ve qué se va.
identity-lead = Hasta donde quiera que se anote, y hasta donde haga falta.
identity-called = Qué nombre quiere que se use
identity-called-hint = La lista de casos encuentra el caso por este nombre.
identity-names = Nombres, como están en los papeles
identity-other-names = Otros nombres que ha tenido
identity-pronouns = Las palabras que usa para sí
identity-born = Cuándo nació
identity-born-hint = De cualquier forma: un día, un año, «unos 30».
identity-languages = Idiomas, y si quiere intérprete
identity-household = Quién viene con la persona
identity-papers = Números de papeles
identity-papers-hint = Solo los que hagan falta para algo que quiere.
safety-part-lead = Lo que se acordó con la persona. Puede cambiarlo cuando quiera.
safety-stay-away = De quién y de qué mantenerse lejos
safety-plan = Qué hacer cuando pase algo
safety-who-may-know = A quién se puede decir, y a quién no
safety-code-word = Una palabra que dice que algo va mal
safety-orders = Órdenes de un juez que la protegen
health-lead = Solo lo que quiera que se anote.
health-now = Qué importa ahora
health-medicines = Medicinas, y qué no tolera
health-substance-use = Tratamiento por consumo de sustancias (se comparte solo si un permiso lo nombra)
health-treated = Quién atiende su salud
health-access = Qué tiene que haber para que participe
legal-lead = Solo lo necesario. Quizás quien la representa guarde mejor lo demás.
legal-immigration = Inmigración
legal-proceedings = Procesos, de uno u otro lado
legal-counsel = Quién la representa
legal-records = Antecedentes penales por borrar
legal-compensation = Indemnización
before-asking = Antes de preguntar
before-asking-what = ¿Tiene usted que comunicar algo que la persona pueda contarle ahora: sobre un niño, una persona mayor, un peligro para alguien? Dígalo primero, con palabras sencillas, para que elija qué contar.
before-asking-said = Ya lo he dicho
case-troubles = { $n ->
        [one] Este programa no puede leer una anotación. Se conserva tal cual.
       *[other] Este programa no puede leer { $n } anotaciones. Se conservan tal cual.
    }
said-before = { $n ->
        [one] Lo que se dijo antes
       *[other] Lo que se dijo antes: { $n } veces
    }
notes-count = { $n ->
        [one] Una nota
       *[other] { $n } notas
    }
reminders-past = { $n ->
        [one] Uno ya hecho
       *[other] { $n } ya hechos
    }
step-up-title = ¿Es usted?
step-up-what = Escriba sus palabras una vez más: lo que viene ahora no se puede deshacer, o sale de su organización.
step-up-keys = Escriba sus palabras una vez más: lo que viene ahora da llaves a alguien, o se las quita. Nadie debería hacerlo en una pantalla que usted dejó abierta.
step-up-go = Continuar
step-up-not = No hacerlo
step-up-wrong = Las palabras o el código no son correctos. No se hizo nada.
erase-lead = Esto se va para siempre, para todos:
erase-part = { $part }: anotaciones, { $n }
erase-holders = { $who } ya no lo encontrará.
erase-backups = Nada de aquí lo abre desde el momento en que usted pulsa. Ninguna copia puede traerlo de vuelta después del { $day }, si la copia de las llaves se reemplaza tan a menudo como ha dicho quien administra este servidor.
erase-stays = Lo que se dio a otros no se puede recuperar. Quedan cifras que no nombran a nadie: que un caso empezó y terminó, cómo terminaron los servicios.
erase-has-changed = Algo de esto cambió después de que se le mostró lo que se borra: alguien añadió o quitó algo. No se borró nada. Esto es lo que se borraría ahora.
erase-say-so = Marque que lo sabe, o ciérrelo primero.
erase-despite = Lo sé. Borrarlo de todos modos
erase-go = Borrar para siempre
erase-leave = No borrar
receipt-title = Se borró
receipt-at = El { $when }.
receipt-number = Número de este recibo:
receipt-gone = Ninguna copia puede traerlo de vuelta después del { $day }.
receipt-names-nobody = Este recibo no nombra a nadie. Puede imprimirlo, o dar el número a la persona.
export-title = Sacar partes en un archivo
export-what = Para la persona, o lo mínimo que responda a una orden.
export-lead = Un archivo de texto con lo que estas partes dicen ahora. Ya no está sellado: quien tenga el archivo puede leerlo. La persona puede ver en el registro que usted lo sacó.
export-parts = Qué partes
export-none = Elija al menos una parte.
export-go = Sacarlas
export-hint = Su navegador guarda el archivo donde guarda las descargas. Bórrelo allí cuando ya no haga falta.
parts-title = Borrar partes
parts-what = Lo que ya no hace falta guardar, mientras lo demás sigue.
parts-lead = Lo demás se sella de nuevo y sigue en otra dirección; lo que elija se va para siempre, también de toda copia.
parts-which = Qué partes se van
parts-go = Borrar estas partes
parts-stays = Se quedan cómo se llama, quién lo lleva y el registro de quién miró.
parts-released = Algo de este caso está autorizado para otros: termine eso primero. No se borró nada.
document-title = Un documento
documents-none = No hay documentos.
document-add = Añadir un documento
document-about = Para qué es
document-file = Archivo
document-hint = { $megabytes } MB como máximo. Se sella según llega; no queda copia por el camino.
document-go = Añadirlo
document-none = Elija primero un archivo.
document-too-long = Un documento tiene como máximo { $megabytes } MB, y este es más largo. No se guardó nada. Las fotos ocupan menos si se toman con menos calidad.
document-open = Mirarlo
document-not-shown = Este tipo de archivo no se muestra aquí. Puede sacarlo como archivo.
document-take = Sacarlo como archivo
document-take-hint = Un archivo que saque queda en este aparato hasta que se borre allí. Queda anotado que usted lo sacó.
document-away = Eliminar este documento
size-kb = { $n } KB
size-mb = { $n } MB
retention-title = Cuánto se guardan las cosas
retention-what = La regla de su organización, y qué está pendiente.
retention-lead = Nada se va por sí mismo. Se muestra lo que ya no hace falta guardar, y deciden personas. Mientras alguien considere o use un servicio o lo tenga en pausa, o haya un recordatorio sin atender, nada de su caso está pendiente.
retention-due = Lo que ya no hace falta guardar
retention-none = No hay nada pendiente en los casos que usted puede abrir.
retention-since = { $part }, desde el { $day }
retention-rule = Cuántos meses después de la última anotación
retention-rule-hint = Deje un campo vacío para guardar una parte hasta que alguien la borre.
retention-months = { $months } meses
counts-title = Lo que queda de los casos borrados
counts-what = Cifras para sus propios informes. No nombran a nadie, y aun así las cifras pequeñas pueden revelar de quién se trata: no las dé a nadie de fuera de su organización.
counts-month = Mes
counts-begun = Empezados
counts-written = Última anotación
counts-erased = Borrados
counts-ending = Cómo terminó un servicio
counts-times = Cuántas veces
counts-episodes = { $n ->
        [one] Hubo un servicio en esos casos.
       *[other] Hubo { $n } servicios en esos casos.
    }
retention-receipts = Lo que se borró
what-if-title = Qué regla les cuesta más
what-if-what = Contado sobre los casos que usted lleva.
what-if-of-own = De los casos que usted lleva.
what-if-of-all = De todos los casos que usted puede abrir.
what-if-to-own = Contar solo los que llevo
what-if-to-all = Contar todos los que puedo abrir
what-if-lead = { $out } de { $needs } necesidades están hoy fuera de alcance.
what-if-own = Estas cifras son exactas, y las cifras pequeñas dicen de quién se trata. No las dé a nadie de fuera de su organización.
what-if-needs = Necesidades
what-if-first = Estas primero
what-if-more = Con esta además
what-if-alone = Cada regla sola
what-if-rule = Regla
what-if-pairs = Dos reglas juntas
what-if-rules = Reglas
what-if-agencies = Una regla en una organización
what-if-whose = Regla y organización
what-if-at = { $rule }: { $agency }
erase-documents = { $n ->
        [one] Un documento
       *[other] { $n } documentos
    }
erase-drafts = { $n ->
        [one] Un borrador
       *[other] { $n } borradores
    }
erase-reminders = { $n ->
        [one] Un recordatorio por delante
       *[other] { $n } recordatorios por delante
    }
erase-looks = { $n ->
        [one] Una anotación de quién miró
       *[other] { $n } anotaciones de quién miró
    }
erase-released = { $n ->
        [one] Una autorización a otros, que termina
       *[other] { $n } autorizaciones a otros, que terminan
    }
erase-messages = { $n ->
        [one] Un mensaje en camino
       *[other] { $n } mensajes en camino
    }
erase-open-disclosures = { $n ->
        [one] Una entrega ordenada no está cerrada.
       *[other] { $n } entregas ordenadas no están cerradas.
    }
what-if-cases = { $n ->
        [one] Contado sobre un caso.
       *[other] Contado sobre { $n } casos.
    }
what-if-left-out = { $n ->
        [one] Un caso no está: no dice nada que se pueda preguntar al directorio.
       *[other] { $n } casos no están: no dicen nada que se pueda preguntar al directorio.
    }
circle-title = Quién puede abrirlo
circle-what = En qué círculo está, para que alguien concreto del equipo quede fuera.
circle-lead = Quien esté en su círculo puede abrir un caso. En un círculo más pequeño, solo esas pocas personas.
circle-which = Círculos en los que usted está
circle-no-name = El círculo de todos
circle-go = Mover el caso a este círculo
circle-hint = Lo que alguien ya leyó no se puede desleer. Desde entonces el caso se abre con otra llave, en otra dirección.
case-circle = Quién puede abrirlo
day-unreadable = Este día no se puede leer. Escríbalo así: 2026-03-14.
number-unreadable = Escriba un número entero, en cifras.
months-unreadable = Escriba cuántos meses, de 1 a 1200, en cifras; o deje el campo vacío.
attempt-without-words = Escriba cómo se le informó y qué resultó, o borre el día.
compelled-attempt-on-hint = Si lo deja vacío: hoy.
episode-gone = Se añadió por error: quitarlo del camino
limits-unlisted = Organizaciones que ahora no están en el directorio
limits-unlisted-hint = El directorio no las muestra a todos por ahora. Siguen anotadas si no las desmarca.
limits-unlisted-one = Una organización que ahora no está en el directorio
document-away-what = Este documento ya no se mostrará aquí a nadie. Una copia antigua de la bóveda puede traerlo de vuelta mientras no se borre el caso entero: la llave del caso se queda.
