home-title = Encuentre ayuda abierta para usted
home-what = Díganos qué necesita, y qué no puede o no quiere hacer.
home-how = Verá qué lugares están abiertos para usted tal como está, y cuáles quedan a una o dos reglas, y quién podría hacer una excepción.
home-private = Sin nombre, sin cuenta, y no se guarda nada de lo que diga.
home-start = Empezar
home-more = También aquí
home-safety = Lo que este aparato puede recordar, y cómo salir rápido.
home-agencies = { $n ->
        [one] La única organización de esta lista y lo que ofrece.
       *[other] Las { $n } organizaciones de esta lista y lo que ofrecen.
    }
crisis-title = Quién contesta ahora mismo
crisis-911 = ¿Peligro en este momento? El 911 contesta a toda hora y puede enviar a la policía.
crisis-none = No se sabe de ninguna línea de crisis de esta lista que esté abierta en este momento.
crisis-more = { $n ->
        [one] Otra línea que contesta ahora
       *[other] Otras { $n } líneas que contestan ahora
    }
crisis-later = { $n ->
        [one] Una línea más, cerrada ahora o de horario desconocido
       *[other] { $n } líneas más, cerradas ahora o de horario desconocido
    }
crisis-others = { $n ->
        [one] Una línea más, para otras personas, lugares o idiomas
       *[other] { $n } líneas más, para otras personas, lugares o idiomas
    }
crisis-for-areas = Para personas en { $areas }
crisis-for-elsewhere = Para personas de otros lugares
crisis-in-languages = Contestan en { $languages }
crisis-for-groups = Para: { $groups }
crisis-for-other-people = Para otras personas
agencies-lead = Todas las que están en esta lista. La página de cada servicio dice lo que pide a las personas.
agencies-none = Todavía no hay nadie en esta lista.
services-count = { $n ->
        [one] Un servicio
       *[other] { $n } servicios
    }
pages-label = Partes de la lista
page-of = Parte { $page } de { $pages }
page-before = Anterior
page-after = Siguiente
