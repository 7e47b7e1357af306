site-name = Buscar ayuda cerca
leave = Salir de esta página
leave-keys = (o pulse Mayús tres veces)
skip = Ir al contenido
nav-label = Páginas
nav-find = Buscar lo que está abierto para usted
nav-agencies = Organizaciones
nav-safety = Privacidad en este aparato
kept-nothing = Este sitio no guarda nada de lo que usted busca.
made-up-label = Sobre los datos
made-up = Datos inventados.
made-up-more = Todas las organizaciones, lugares y números de estas páginas son ficticios, para mostrar cómo funciona. No llame.
list-and = { $most } y { $last }
distance = { $miles } millas ({ $km } km)
county-named = Condado de { $name }
date = { $day } de { $month ->
        [m1] enero
        [m2] febrero
        [m3] marzo
        [m4] abril
        [m5] mayo
        [m6] junio
        [m7] julio
        [m8] agosto
        [m9] septiembre
        [m10] octubre
        [m11] noviembre
       *[m12] diciembre
    } de { $year }
weekday = { $day ->
        [mon] el lunes
        [tue] el martes
        [wed] el miércoles
        [thu] el jueves
        [fri] el viernes
        [sat] el sábado
       *[sun] el domingo
    }
weekday-short = { $day ->
        [mon] lun
        [tue] mar
        [wed] mié
        [thu] jue
        [fri] vie
        [sat] sáb
       *[sun] dom
    }
time-zone = { $zone ->
        [eastern] hora del Este
        [central] hora del Centro
        [mountain] hora de la Montaña
        [arizona] hora de Arizona
        [pacific] hora del Pacífico
        [alaska] hora de Alaska
        [hawaii] hora de Hawái
        [atlantic] hora del Atlántico
       *[other] hora de { $city }
    }
time-in-zone = { $time }, { $zone }
tomorrow-at = mañana a { $time }
weekday-at = { $day } a { $time }
every-day = todos los días
days-to = { $from } a { $to }
hours-line = { $days }: { $from } a { $to }
hours-from = { $hours } (desde el { $from })
hours-until = { $hours } (hasta el { $until })
hours-season = { $hours } (desde el { $from } hasta el { $until })
hours-zone = El horario está en { $zone }.
open-always = Abierto a toda hora, todos los días
open-until = Abierto ahora, hasta { $when }
closed-until = Cerrado ahora. Abre { $when }
closed-until-today = Cerrado ahora. Abre a { $when }
closed-for-now = Cerrado ahora
open-unknown = No se sabe el horario: llame antes
open-by-place = Cada lugar tiene su propio horario: llame antes
phone-crisis = atiende en una crisis
phone-text = mensajes de texto
phone-tty = TTY, para personas sordas o con dificultad para oír
phone-agency = el número de la organización
phone-extension = { $number }, extensión { $extension }
write-to = Por correo electrónico:
languages-unknown = No se sabe qué idiomas hablan
languages-interpreters = Cualquier idioma, con intérprete
languages-and-interpreters = { $languages }; otros idiomas con intérprete
far-remote = Por teléfono o por internet: no hace falta ir
far-about = unas { $distance }
far-office = { $distance } hasta su oficina
far-visits = Van a donde usted esté: no hace falta ir
far-call-first = Llame antes: le dirán adónde ir
room-open = { $n ->
        [one] Había un lugar libre.
       *[other] Había { $n } lugares libres.
    }
room-none = No había lugares libres.
room-waiting-list = Había lista de espera.
room-wait = { $n ->
        [one] La espera era de un día, más o menos.
       *[other] La espera era de unos { $n } días.
    }
room-as-of = { $room } (Al { $date })
website = Su sitio web
website-warning = (abre otro sitio, que queda en el historial de este navegador)
