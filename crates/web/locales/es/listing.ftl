done-confirmed = Gracias. Lo que usted vio queda confirmado con fecha de hoy.
done-round = Se pide a todas las organizaciones que confirmen. Quien cuida la ficha lo ve al entrar.
listing-title = Nuestra ficha
listing-lead = Lo que encuentra quien busca ayuda. Lo que usted fije aquí se queda cuando llega una lista más nueva.
listing-pages = Páginas de este servicio
listing-tab-service = Servicio
listing-tab-asks = Lo que pide
listing-tab-place = Lugar
listing-tab-history = Historial
listing-not-listed = Su organización todavía no está en el directorio.
listing-not-listed-what = Póngala con su nombre y añada sus servicios uno por uno. Al principio solo su organización ve cada uno, hasta que usted diga otra cosa.
listing-begin = Poner nuestra organización
listing-round = La red pide a cada organización que confirme su ficha: desde el { $began } hasta el { $until }.
listing-told-waiting = { $n ->
        [one] Alguien contó una cosa que se le pidió, y espera su respuesta.
       *[other] Contaron { $n } cosas que se les pidieron, y esperan su respuesta.
    }
listing-told-here = { $n ->
        [one] Aquí espera una cosa que contaron
       *[other] Aquí esperan { $n } cosas que contaron
    }
listing-confirm-go = Confirmar todo en una página
listing-add = Añadir un servicio
listing-add-hint = Solo su organización lo ve, hasta que usted diga otra cosa en su página.
listing-agency = Sobre nuestra organización
listing-agency-lead = Cualquiera puede ver esto. Lo que usted fije aquí se queda cuando llega una lista más nueva.
listing-stale = Sin confirmar en el último año
listing-stale-count = { $n ->
        [one] Un servicio no se confirmó en el último año. Se dice a la gente que pregunte antes.
       *[other] { $n } servicios no se confirmaron en el último año. Se dice a la gente que pregunte antes.
    }
listing-no-services = Todavía no hay ningún servicio.
listing-confirmed-on = Confirmado el { $date }
listing-never-confirmed = Nunca confirmado
listing-ended = { $n ->
        [one] Un servicio que terminó
       *[other] { $n } servicios que terminaron
    }
listing-room-of = Plazas libres hoy: { $name }
listing-room-open = { $n ->
        [0] Ninguna plaza libre
        [one] Una plaza libre
       *[other] { $n } plazas libres
    }
listing-room-unsaid = No se dice nada sobre plazas
listing-room-as-of = { $room }, con fecha del { $date }. Lo ve: { $whom }
listing-room-none = Ninguna
listing-room-more = Otro número, lista de espera, quién puede verlo
listing-room-number = Plazas libres
listing-room-list = Tomamos personas en lista de espera
listing-room-wait = Días de espera, más o menos
listing-room-hint = Donde viven pocas personas, un número que cambia revela quién llegó.
listing-room-forget = No decir nada sobre plazas
listing-visible-to = Quién puede verlo
visible-public = Cualquiera
visible-members = Las organizaciones de la red
visible-agency = Solo nuestra organización
listing-name = Cómo se llama
listing-other-name = Otro nombre
listing-what = Qué hace
listing-website = Sitio web
listing-email = Correo electrónico
listing-site = Condado, coalición o estado
listing-phones = Números de teléfono
listing-phone = Número { $n }
listing-phone-number = Número
listing-phone-extension = Extensión
listing-phone-use = Para
listing-phone-note = Nota
phone-use-voice = Llamadas
phone-use-crisis = Crisis
phone-use-text = Mensajes de texto
phone-use-tty = TTY
phone-use-fax = Fax
listing-no-name = Diga cómo se llama el servicio.
listing-no-agency-name = Diga cómo se llama su organización.
listing-too-long = Es demasiado largo. Lo que usted escribió sigue aquí; acórtelo, por favor.
listing-no-age = Una edad es un número entero hasta 120, o nada.
listing-ages-turned = La primera edad es mayor que la segunda.
listing-service-title = El servicio
listing-service-lead = Cada parte que usted cambie es suya desde entonces: ninguna lista más nueva la cambia.
listing-no-address = No escriba nada que revele dónde está un lugar confidencial.
listing-status-active = Recibe personas
listing-audience-anew = Cambiar para quién es, por lo que está abajo
listing-audience-hint = No marque nada si es para cualquiera.
listing-from = Desde la edad
listing-to = Hasta la edad
listing-languages = Idiomas que se hablan
listing-interpreters = Se traen intérpretes para otros
listing-how = Cómo se recibe
listing-crisis-line = Una línea que responde en una crisis
listing-remote = Se recibe sin tener que ir
listing-areas-hint = Uno por línea: un condado (Cook County, IL), City of …, un estado, un código postal, o palabras.
listing-places = { $n ->
        [one] Un lugar
       *[other] { $n } lugares
    }
listing-set-aside = dirección no guardada
listing-changed-meanwhile = Alguien cambió esto entretanto. Lo suyo todavía no se tomó, y todo sigue aquí: compare y envíelo otra vez.
listing-now = Ahora dice
listing-now-same = Dice lo que usted escribió.
listing-nothing = Nada
listing-yes = Sí
listing-no = No
listing-asks-title = Lo que pide
listing-asks-lead = Lo que la gente debe traer, hacer o ser para entrar y mientras está. Donde está confirmado no hace falta preguntar antes.
listing-asks-meanwhile = Alguien cambió este servicio entretanto. Así está ahora. Lo suyo todavía no se tomó.
listing-asks-nothing = Nada que se sepa.
listing-asked = Pide
listing-not-asked-title = No pide
listing-not-asked = No se pide: { $what }
listing-ask-confirm = Sigue siendo así
listing-ask-new = Añadir algo que pide
listing-ask-change = Cambiar cómo se pide
listing-ask-withdraw-title = No pide alguna de estas cosas
listing-ask-withdraw-what = Su ficha dice entonces que esto no se pide, y ningún texto que se lea lo cambia.
listing-ask-withdraw = No se pide: { $what }
listing-ask-kind = Qué se pide
listing-ask-no-kind = Elija qué se pide.
listing-ask-strength = Con qué frecuencia
strength-always = Siempre
strength-usually = Casi siempre
strength-sometimes = A veces
strength-never = Nunca
listing-ask-applies = A quién
applies-everyone = A todas las personas
applies-adults = A personas adultas
applies-minors = A menores de 18 años
applies-some = A algunas
listing-ask-whom = A qué personas
listing-ask-whom-hint = Solo si se pide a algunas. No nombre a nadie.
listing-ask-no-whom = Diga a qué personas se pide.
listing-ask-waiver = ¿Se puede hacer una excepción?
waived-unknown = No se sabe
waived-no = No
waived-by = Sí
listing-ask-by = Quién puede hacerla
listing-ask-by-hint = Solo si se puede hacer una excepción: una función, como “quien dirige el refugio”. No nombre a nadie.
listing-ask-no-by = Diga quién puede hacer una excepción.
listing-ask-why = Por qué cambia, si quiere
listing-ask-why-hint = Se queda en el historial. No nombre a nadie.
listing-ask-twice = Ya pide esto a las mismas personas. Cambie eso en lugar de añadirlo.
listing-told = Lo que contaron
listing-told-what = Alguien contó a la red que aquí se pide esto. Nadie sabe quién, y se muestra solo a su organización. ¿Es así?
listing-told-times = { $n ->
        [one] contado una vez
       *[other] contado { $n } veces
    }
listing-told-waived = ustedes no lo exigieron
listing-told-turned-away = a alguien no se le dejó entrar
listing-told-let-in = alguien entró
listing-told-yes = Lo pedimos
listing-told-no = No lo pedimos
listing-history-title = Historial de lo que pide
listing-history-lead = Cada cambio desde que está en el directorio, primero el último. Nombra a su organización o una lista, y nunca a una persona.
listing-history-none = Nada cambió hasta ahora.
listing-history-was = Era
listing-history-is = Pasó a ser
listing-history-why = Por qué
happened-added = Añadido
happened-changed = Cambiado
happened-confirmed = Confirmado
happened-withdrawn = Retirado
happened-removed = Ya no está en la lista
by-agency = por su organización
by-import = por la lista { $list }
listing-place-title = Lugar
listing-place-is = El lugar de este servicio es confidencial. Se dice la ciudad y cómo llamar.
listing-place-is-not = El lugar de este servicio es público.
listing-place-mark = Hacerlo confidencial
listing-place-what = La dirección se borra: del directorio, de los textos de su organización, de lo publicado, y con las palabras detrás de lo que sus servicios pedían. Los servicios que se reciben en el mismo lugar pasan a ser confidenciales también.
listing-place-back = No podemos recuperarla. Ninguna lista más nueva la devuelve. Las copias de antes todavía la tienen: los respaldos hasta que se reemplacen, y quien haya descargado el directorio.
listing-place-which = En qué lugares
listing-place-go = Hacerlo confidencial y borrar la dirección
listing-place-open = Ya no es confidencial
listing-place-open-what = La dirección ya no se conoce aquí, y sigue así hasta que su organización la dé otra vez.
listing-confirm-title = Confirmar todo
listing-confirm-lead = Léalo como quien lo necesita. Lo que ya no es así, cámbielo primero.
listing-confirm-what = Con esto su organización dice que todo lo de arriba es así hoy, y que no se pide nada más.
listing-confirm-all = Todo esto es correcto
listing-confirm-meanwhile = Algo cambió entretanto. Todavía no se confirma nada: mire cómo está ahora.
listing-helps-with = Ayuda con
listing-for = Es para
listing-tab-hours = Horario
places-title = Nuestros lugares
places-lead = Dónde se les puede encontrar. Un lugar se dice una vez y puede ser de varios servicios.
places-add = Añadir un lugar
places-none = Todavía no hay ningún lugar.
places-unnamed = Un lugar sin nombre
places-confidential = Confidencial: se guarda y se muestra la ciudad, nada más.
places-not-on-map = No está en el mapa: nadie lo encuentra por distancia.
places-had = Servicios aquí:
places-nothing-had = Ninguno de sus servicios se da aquí.
places-hours = Cuándo abre
place-title = El lugar
place-lead = Llene lo que sepa. Todo es suyo desde entonces: ninguna lista más nueva lo cambia.
place-name = Cómo se llama
place-confidential = Dónde está debe quedar confidencial
place-confidential-hint = Entonces se guardan y se muestran la ciudad, el estado y el país, nada más. Lo demás de la dirección que esté abajo no se guarda, y los servicios de aquí cuentan como confidenciales. El nombre, los teléfonos y el horario se muestran: no escriba allí nada que revele dónde está.
place-still-confidential = Un servicio de aquí tiene un lugar confidencial, así que no se guarda ninguna dirección. Diga antes, en la página “Lugar” de ese servicio, que ya no es confidencial, o quite el servicio de este lugar.
place-street = Calle y número
place-street-hint = Una o dos líneas, como en un sobre.
place-city = Ciudad
place-state = Estado
place-postal-code = Código postal
place-more = Condado, país, cómo llegar, punto en el mapa
place-county = Condado
place-country = País, dos letras
place-transport = Cómo llegar
place-point = Punto en el mapa
place-point-hint = Latitud y longitud, como 41.88, -87.63. Si lo deja, se pone en medio de otros lugares con el mismo código postal o la misma ciudad.
place-no-point = Un punto son dos números, como 41.88, -87.63. O déjelo vacío.
place-no-country = Un país son dos letras, como US o MX. O déjelo vacío.
place-off-the-map = No sabemos dónde está en el mapa, porque ningún otro lugar tiene su código postal o su ciudad. Se encuentra por nombre, condado y código postal, y no por distancia. Si sabe el punto, escríbalo en “Condado, país, cómo llegar, punto en el mapa”.
place-says-nothing = Diga al menos una cosa: cómo se llama o dónde está.
place-says-none = Nada
place-sent-before = Este lugar ya está: el formulario se envió antes. Lo que escribió ahora no se ha tomado todavía y sigue todo aquí: compare y envíelo otra vez.
place-services = Qué servicios se dan aquí
place-as-office = Donde el lugar propio de un servicio es confidencial, un lugar con dirección se muestra como su oficina: adonde se puede ir primero.
place-remove = Quitar este lugar
place-remove-what = Aquí ya no se da ningún servicio, y a nadie se le muestra. Ninguna lista más nueva lo trae de vuelta.
place-remove-go = Quitarlo
place-changed-meanwhile = Alguien más cambió este lugar entretanto. Así está ahora. No se quitó.
hours-title = Cuándo abre el servicio
hours-place-title = Cuándo abre el lugar
hours-shown = Lo que la gente ve ahora
hours-nothing = Nada: se dice a la gente que el horario no se sabe.
hours-of-places = No tiene horario propio. La gente ve el de sus lugares:
hours-by-places = No tiene horario propio. Sus lugares tienen horarios distintos, y la gente ve el de cada uno.
hours-always = Abierto a cualquier hora, todos los días
hours-always-hint = Entonces las horas de abajo no cuentan.
hours-week = Horas de la semana
hours-week-hint = Marque los días y diga las horas una vez: 9:00, 17:30, 9 am, 5:30 pm, mediodía, medianoche. Un día sin horas cuenta como cerrado. Si no se dice nada, se dice a la gente que el horario no se sabe.
hours-row = Horas { $n }
hours-days = Días de las horas { $n }
hours-opens = Abre
hours-closes = Cierra
hours-next-day = Pasa de la medianoche: cierra el día siguiente.
hours-whole = Todo el día y toda la noche en estos días
hours-part-of-year = En una parte del año, nada más
hours-season-from = Desde
hours-season-until = Hasta
hours-more-rows = Para otras horas en otros días, o para una pausa al mediodía, use las siguientes. Vacíe unas para quitarlas. Cuando haya guardado habrá dos más.
hours-appointment = Con cita
hours-by-appointment = Con cita.
hours-note = En palabras
hours-note-hint = Si hay más que decir, como “Cerrado en días festivos”. Se muestra como usted lo escriba.
hours-note-confidential = Dónde está debe quedar confidencial: no escriba nada que lo revele.
hours-whose-time = Zona horaria
hours-zone-hint = Sin ella no se dice a la gente si está abierto ahora.
hours-no-zone = Sin decir
hours-no-days = Marque los días que tienen estas horas.
hours-no-times = Diga a qué hora abre y a qué hora cierra en estos días, o marque que está abierto todo el día y toda la noche.
hours-no-opens = Diga a qué hora abre.
hours-no-closes = Diga a qué hora cierra.
hours-no-time = Una hora se escribe como 9:00, 17:30 o 5:30 pm. No hay ninguna después de las 24:00.
hours-same = Abre y cierra a la misma hora. Si está abierto todo el día y toda la noche, vacíe las dos y márquelo.
hours-two-ways = Cierra antes de abrir. Si quiere decir la tarde, escriba 17:00 o 5 pm. Si abre toda la noche, escríbalo con am, como 5 am.
hours-whole-or-times = O está abierto todo el día y toda la noche, o tiene horas. Quite una de las dos cosas.
hours-no-date = Un día se escribe como 2026-06-01.
hours-season-turned = La parte del año termina antes de empezar.
round-title = Confirmaciones
round-lead = En lo viejo no se confía: se dice a la gente que pregunte antes. Pida a cada organización que mire su ficha y la confirme.
round-began = La última ronda empezó el { $began } y pide respuestas hasta el { $until }.
round-count = { $n ->
        [one] Confirmó una organización
       *[other] Confirmaron { $n } organizaciones
    }
round-of = de { $n } a las que se pidió.
round-begin = Empezar una ronda
round-again = Empezar otra ronda, o fijar otro final
round-until = Hasta cuándo se pide a las organizaciones que respondan
round-no-until = Elija un día desde hoy.
round-go = Pedir a cada organización
round-agencies = { $n ->
        [one] Una organización
       *[other] { $n } organizaciones
    }
round-stale-after = Contar como viejo después de
round-days = { $n } días
round-show = Mostrar
round-confirmed = Confirmado el { $date }
round-waits = Se le pidió, y todavía no responde
round-not-asked = No se le pidió
round-services = { $n ->
        [one] Un servicio
       *[other] { $n } servicios
    }
round-stale = { $n } de ellos viejos
round-stale-asks = { $n ->
        [one] Un requisito viejo
       *[other] { $n } requisitos viejos
    }
round-told = { $n ->
        [one] Espera una cosa que contaron
       *[other] Esperan { $n } cosas que contaron
    }
round-oldest = Confirmación más antigua: { $date }
round-never = nunca
listing-foot = Lo que se escribe aquí no es un registro de una persona y no está sellado: es para quienes usted elija. No nombre a nadie.
