enter-lead = Con esta dirección puede incorporar una lista de servicios a este directorio.
enter-once = Sirve una vez, para el navegador en que la abra. Termina tras dos horas sin uso, o cuando el servidor se detiene.
enter-open = Abrir el escritorio
desk-title = Incorporar una lista
desk-title-wrong = Por favor, revise: incorporar una lista
desk-wrong = Esta lista no se pudo recibir. No se guardó nada.
desk-lead = Elija un archivo con servicios. Verá lo que cambiaría antes de que se guarde nada.
desk-demo = Esta es la red inventada: lo que incorpore aparece como inventado, y desaparece cuando se detiene.
desk-waiting = Una lista espera su decisión
desk-file = Su lista
desk-file-hint = Una hoja de cálculo (.xlsx o .csv), .json o .zip; varios archivos si van juntos. { $megabytes } MB como máximo.
desk-list = ¿Es una versión más nueva de una lista que ya está aquí?
desk-list-hint = Entonces actualiza esa lista. Lo que las personas confirmaron a mano se queda.
desk-list-new = Una lista nueva, o el mismo nombre de archivo que antes
desk-look = Verla
desk-nothing-yet = Todavía no se guarda nada. Se lee aquí, en memoria, y se olvida a los 15 minutos.
desk-no-file = Elija primero un archivo.
desk-too-large = Pasa de { $megabytes } MB. Envíela por partes, o use «continuum directory import» en el servidor.
desk-busy = Ahora se están leyendo otras listas. Por favor, pruebe de nuevo en un minuto.
desk-which = Lo que se puede leer
desk-which-sheet = Una hoja de cálculo de servicios, una fila para cada uno, con encabezados en inglés o español.
desk-which-hsds = Open Referral (HSDS): JSON, o tablas en un .zip o en varios archivos .csv.
desk-which-set = Los conjuntos de tablas de directorios que aquí se conocen.
desk-end = Cerrar el escritorio
review-title = Lo que traería esta lista
review-lead = Todavía no se guarda nada. Véala, y decida.
count-services = { $n ->
        [one] 1 servicio
       *[other] { $n } servicios
    }
count-agencies = { $n ->
        [one] 1 organización
       *[other] { $n } organizaciones
    }
review-bring = Incorporarla
review-leave = Dejarla
review-held = Hasta que decida queda en memoria, 15 minutos como máximo.
review-nothing = Todo esto ya está en el directorio, tal cual. No hay nada que incorporar.
review-other = Algunos de estos llegaron antes con la lista «{ $list }», y allí dicen otra cosa. ¿Es esta una versión más nueva de esa lista?
review-same = Sí, actualizar «{ $list }»
review-refused = No se puede incorporar como está:
aside-title = { $n ->
        [one] Una dirección parece delicada y se apartó
       *[other] { $n } direcciones parecen delicadas y se apartaron
    }
aside-what = Pueden ser lugares que nadie debe encontrar, como un refugio. Se muestran ocultas en parte, no se guardan y no salen en ningún lado.
aside-look = Si una dirección es delicada se adivina por las palabras. Por favor, mire si aquí falta alguna.
review-read = Lo que se leyó en las fichas
review-read-none = No se leyó ninguna regla en los textos de estas fichas.
review-read-count = { $n ->
        [one] Se leyó una regla
       *[other] Se leyeron { $n } reglas
    }
review-read-services = { $n ->
        [one] en los textos de un servicio.
       *[other] en los textos de { $n } servicios.
    }
review-read-what = Cada una se muestra «sin confirmar» con sus palabras, y ninguna deja un servicio fuera de alcance.
review-read-show = Mostrar lo que se leyó
review-findings = Lo que no está bien en la lista
findings-title = Lo que no está bien en la lista
findings-none = No se encontró nada que no esté bien.
findings-what = Se tomó todo lo que se sostiene. Conviene arreglar esto donde se lleva la lista.
findings-page = Una página para imprimir
findings-back = Volver a la lista
finding-count = En «{ $table }»: { $count }
finding-left-out = quedó fuera
example-row = { $file }, fila { $row }
and-more = { $n ->
        [one] Y uno más.
       *[other] Y { $n } más.
    }
done-title = La lista está dentro
done-in = { $services }, { $agencies } están en el directorio
done-another = Incorporar otra lista
gone-title = Aquí no espera nada
gone-lead = Ya se decidió, o pasaron 15 minutos y se olvidó. No se guardó nada más.
refused-empty = { $file } está vacío.
refused-encoding = { $file } no está en UTF-8. Guárdelo como UTF-8 y elíjalo de nuevo.
refused-not-a-list = No es una lista que aquí se pueda leer. Elija una hoja de cálculo (.xlsx o .csv), .json o .zip.
refused-nothing = Nada en { $file } se pudo reconocer como organización o servicio.
refused-json = { $file } no es JSON correcto: se rompe en la línea { $line }, columna { $column }.
refused-headings = Los encabezados de estos archivos no se conocen aquí: { $found }
refused-other = La lista no se pudo leer: { $why }
refused-old = { $file } es una hoja de cálculo de una forma antigua (.xls). Ábrala, guárdela como libro de Excel (.xlsx) y elija ese archivo.
refused-locked = { $file } pide una contraseña. Ábralo, guarde una copia sin ella y elija esa.
refused-large = { $file } es demasiado grande para leerlo. Tenga la hoja de servicios en un archivo propio.
refused-broken = { $file } no se puede abrir como hoja de cálculo (.xlsx). Ábralo donde se hizo, guárdelo de nuevo y elija ese.
refused-sheet = { $file } no tiene una columna «Organización» junto con una columna «Servicio». Se encontró: { $found }. La hoja para rellenar de abajo las tiene.
desk-template = Una hoja para rellenar
desk-template-what = Una fila para cada servicio. Explica cada columna y ofrece palabras para elegir.
desk-template-en = En inglés (.xlsx)
desk-template-es = En español (.xlsx)
refused-no-text = { $file } no es texto. Guárdelo como .xlsx, o como CSV en UTF-8, y elíjalo de nuevo.
refused-archive = { $file } no se puede desempaquetar: está cortado, cerrado o dañado. Hágalo de nuevo, y elija ese.
refused-bomb = { $file } ocuparía al desempaquetarse más de lo que puede tener un directorio. No se leyó nada de él.
refused-too-much = { $file } contiene más de lo que se puede guardar a la vez. Deje fuera las columnas y los archivos que ningún directorio necesita, o incorpórelo por partes.
findings-file = Una hoja para devolver (.xlsx)
