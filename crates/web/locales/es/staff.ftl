role-case-holder = Lleva casos
role-case-holder-what = Acompaña a personas y abre los casos de sus círculos.
role-lead = Dirección
role-lead-what = Invita a personas, las admite y las da de baja. Abre casos solo si además los lleva.
role-directory-editor = Cuida la ficha
role-directory-editor-what = Mantiene lo que todo el mundo ve de su organización. No abre ningún caso.
role-coordinator = Coordina la red
role-coordinator-what = Pregunta a todas las organizaciones si sus fichas siguen siendo correctas. No abre ningún caso.
role-auditor = Auditoría
role-auditor-what = Ve cifras que no nombran a nadie, y nada más. Quien hace la auditoría no tiene otra tarea.
roles-auditor-alone = Quien hace la auditoría no tiene otra tarea. Elija solo Auditoría, o déjela fuera.
roles-not-coordinating = Otra organización coordina esta red.
roles-none = Elija al menos una cosa para la que estará.
staff-title = Equipo
staff-here = { $n ->
        [one] Hay una persona
       *[other] Hay { $n } personas
    }
staff-self = (usted)
staff-no-name = (no se puede leer ningún nombre)
staff-has-code = entra además con un código
staff-remove = Dar de baja de la organización
staff-lift = Perdió su aparato: no pedirle código
staff-invite = Invitar a alguien
staff-sheets = Hojas de recuperación
staff-waiting = Esperan que se les admita
staff-waiting-what = Alguien vino con una invitación y con las palabras que usted dijo. Pregúntele si fue esa persona antes de dejarle entrar.
staff-waiting-over = Las llaves se renovaron desde que se hizo, así que con ella ya no se puede admitir a nadie. Retírela e invite de nuevo.
staff-invited = Invitaciones abiertas
invited-ending = (la dirección termina en { $ending })
invited-until = abierta hasta { $until }
invited-over = terminó; ya nadie puede venir con ella
invited-take-back = Retirarla
admit-called = Cómo le llamarán en el equipo
admit-called-hint = Solo su equipo ve esto.
admit-circles = De qué círculos abrirá los casos
admit-no-name = Diga cómo le llamarán en el equipo.
admit-no-circle = Elija al menos un círculo: sin ninguno no abre ningún caso.
admit-go = Admitir
admit-not = No fue esa persona: retirar la invitación
admit-not-from-them = Esto no vino de quien tiene las palabras que usted dijo: puede que alguien se haya metido en medio. Retire la invitación e invite de nuevo.
invite-title = Invitar a alguien
invite-lead = Usted recibe una dirección y seis palabras. Quien tenga ambas puede venir; después usted le admite.
invite-roles = Para qué estará
invite-until = Cuánto tiempo tiene para venir
invite-until-hint = Después ya nadie puede venir con ella.
invite-days = { $n ->
        [one] Un día
       *[other] { $n } días
    }
invite-go = Hacer la invitación
invited-title = La invitación está hecha
invited-lead = Esta página se muestra una vez. Después nadie puede consultar las palabras; si se pierden, retire la invitación y haga otra.
invited-address = La dirección
invited-address-what = Envíela como quiera: por correo o por teléfono. Termina en { $ending }, para que la reconozca.
invited-words = Las palabras
invited-words-what = Dígalas de viva voz o entréguelas en papel. Nunca las envíe junto a la dirección: a quien tenga ambas se le toma por la persona invitada.
invited-then = Está abierta hasta { $until }. Cuando haya venido, lo verá en la página de su equipo, y allí le admite.
invited-back = Ir a su equipo
told-count = { $n ->
        [one] Esto es una palabra; le dijeron seis.
       *[other] Estas son { $n } palabras; le dijeron seis.
    }
told-unknown = La palabra { $place } no es ninguna de las posibles. Mire otra vez cada letra.
told-unknown-near = La palabra { $place } no es ninguna de las posibles. ¿Es una de estas: { $near }?
told-others = Estas no son las palabras de esta invitación. Pida a quien le invitó que se las diga otra vez.
name-taken = Alguien ya entra con este nombre. Elija otro.
come-title = Le han invitado
come-lead = { $agency } le ha invitado. Hacen falta unos minutos y un papel.
come-told = Las palabras que le dijeron
come-told-label = Las seis palabras de quien le invitó
come-told-hint = Muestran que usted es la persona invitada, y que esta es la organización que conoce. No importan las mayúsculas ni los acentos.
come-go = Ya anoté mis propias palabras: entrar
came-title = Ahora alguien tiene que admitirle
came-lead = Ha llegado a { $agency }.
came-then = Diga a quien le invitó que vino con la dirección que termina en { $ending }. Cuando le haya admitido, entre con su nombre y sus palabras.
came-not-you = Si no fue usted quien acaba de venir con esta invitación, dígaselo enseguida a quien le invitó: otra persona la ha usado.
came-sign-in = Ir a donde se entra
invitation-gone-title = Esta invitación no está abierta
invitation-gone-what = Terminó, o se usó, o la dirección no está completa.
invitation-gone-todo = Mire otra vez la dirección, o pida otra a quien le invitó.
remove-title = Dar de baja a alguien de la organización
remove-what = Esto es lo que pasa:
remove-signed-out = Sus sesiones terminan en todas partes, y no puede volver a entrar.
remove-new-keys = Todo lo que podía abrir recibe llaves nuevas, así que no abre nada de lo que se escriba desde ahora.
remove-invited = { $n ->
        [one] Termina una invitación abierta, pues puede conocer sus palabras. Hágala de nuevo después.
       *[other] Terminan { $n } invitaciones abiertas, pues puede conocer sus palabras. Hágalas de nuevo después.
    }
remove-known = Lo que leyó o imprimió no se puede borrar de su memoria. Lo que escribió se queda, como de alguien que ya no está.
remove-holds = { $n ->
        [one] Lleva un caso que usted puede ver. Páselo antes a otra persona, para que alguien siga con él.
       *[other] Lleva { $n } casos que usted puede ver. Páselos antes a otras personas, para que alguien siga con ellos.
    }
remove-go = Dar de baja de la organización
remove-not = Ahora no
remove-last = No quedaría nadie que tenga las llaves de su organización. Antes invite y admita a otra persona.
sheets-title = Hojas de recuperación
sheets-lead = Si todo el mundo pierde sus palabras, unas hojas de papel son el único camino de vuelta a lo que su organización ha escrito.
sheets-how = Cada hoja va a alguien de su confianza, o a un lugar seguro, y nunca dos al mismo. Unas pocas juntas lo recuperan todo; menos no dicen nada.
sheets-former = Ya hay un juego de hojas. Sigue recuperando su organización hasta que usted haya escrito de vuelta el nuevo; entonces ya no abre nada: recójalo y destrúyalo.
sheets-count = Cuántas hojas
sheets-threshold = Cuántas de ellas recuperan su organización
sheets-threshold-hint = Si son menos, es más fácil que alguien las junte; si son más, es más fácil que se pierdan. Tres de cinco sirve casi siempre.
sheets-no-such-set = No pueden hacer falta más hojas de las que hay. Elija menos que recuperen, o más en total.
sheets-ready = Tenga a mano una impresora o un bolígrafo: las hojas se muestran una vez.
sheets-go = Hacer las hojas
sheets-lacks = Usted no está en todos los círculos. Las hojas nuevas abren los casos de estos cuando alguien de dentro les haya dado la llave, en la página del círculo:
sheets-check-link = Escribir las hojas de vuelta, para comprobarlas
sheets-made-title = Sus hojas de recuperación
sheets-made-lead = Se muestran una vez. Imprima esta página, o copie cada hoja con un bolígrafo: una en cada papel.
sheets-made-then = Después escriba de vuelta, desde el papel, tantas como hacen falta. Hasta entonces nadie sabe si se pueden leer, y un juego anterior que se comprobó sigue valiendo.
paper-title = Hoja de recuperación { $number } de { $count }
paper-set = juego { $set }
paper-what = { $n ->
        [one] Una hoja de este juego recupera todo lo que la organización ha escrito.
       *[other] Cualesquiera { $n } hojas de este juego recuperan juntas todo lo que la organización ha escrito. Menos no dicen nada.
    }
paper-how = Guárdela donde nadie mire, lejos de las otras. No la copie ni la fotografíe para nadie. Para usarla, abra la página “Recupere con sus hojas” donde entra el personal.
paper-kept-by = La guarda:
sheet-box = Hoja { $n }
sheet-boxes-what = Escriba las seis líneas de cada hoja. No importan las mayúsculas, los acentos ni los números de las líneas.
sheet-more = Una hoja más
sheet-none = Escriba al menos dos hojas.
sheet-too-long = Esto es más que una hoja.
sheet-missing = { $n ->
        [one] Falta una palabra.
       *[other] Faltan { $n } palabras.
    }
sheet-too-many = { $n ->
        [one] Sobra una palabra.
       *[other] Sobran { $n } palabras.
    }
sheet-row-length = La línea { $row } tiene { $words } palabras, y debería tener 6.
sheet-unknown = Línea { $row }, palabra { $place }: no existe tal palabra. Mire otra vez cada letra.
sheet-unknown-near = Línea { $row }, palabra { $place }: no existe tal palabra. ¿Es una de estas: { $near }?
sheet-check = Línea { $row }: una de sus palabras es otra, o la línea está en el lugar de otra.
sheet-no-sheet = Estas líneas encajan, y no son ninguna hoja de recuperación que este programa conozca.
sheets-too-few = { $n ->
        [one] Hace falta una hoja más de este juego.
       *[other] Hacen falta { $n } hojas más de este juego.
    }
sheets-twice = La hoja { $number } del juego está dos veces.
sheets-other-set = Esta hoja es de otro juego que la primera. Mire el nombre del juego en el papel.
sheets-disagree = Esta hoja no encaja con la primera: una de las dos fue cambiada.
sheets-damaged = Estas hojas no recuperan nada: una de ellas fue cambiada, o son de otra organización.
sheets-not-ours = Estas hojas no recuperan nada aquí. Puede que sean de un juego anterior, o de otra organización.
check-title = Comprobar sus hojas de recuperación
check-lead = Escriba tantas hojas como hacen falta, desde el papel que se va a guardar. En cuanto encajen, pueden empezar casos.
check-go = Comprobarlas
recover-title = Recuperar con sus hojas
recover-lead = Para cuando ya nadie de su organización tiene sus palabras. Quien traiga suficientes hojas sigue dirigiendo la organización.
recover-sheets = Las hojas
recover-no-agency = Elija su organización.
recover-name-hint = Elija un nombre distinto del que tenía.
recover-go = Recuperar
me-title = Usted
me-called = Cómo le llaman en el equipo
me-roles = Para qué está
me-code = Un segundo paso para entrar
me-code-on = Además de sus palabras se le pide un código.
me-code-off = Entra solo con sus palabras.
me-words-link = Cambiar mis palabras
me-words-link-what = Si alguien puede haber visto las suyas. Necesita las anteriores.
me-code-link = Configurar un segundo paso
me-code-end-link = Quitar el segundo paso
me-code-link-what = Un código de una aplicación deja fuera a quien haya aprendido sus palabras.
me-sessions = Dónde tiene la sesión abierta
me-sessions-what = Si dejó un navegador abierto en algún sitio, ciérrelo desde aquí.
me-session = sesión abierta desde { $since }
me-session-this = (este navegador)
me-sessions-end = Salir en todos los demás sitios
me-words-title = Cambiar sus palabras
me-words-lead = Después las palabras anteriores no abren nada, y sus sesiones terminan en todas partes menos aquí.
me-old = Las palabras que tiene ahora
me-old-wrong = Estas no son las palabras con las que entra ahora.
me-words-go = Entrar con estas palabras desde ahora
me-code-title = Un segundo paso para entrar
me-code-lead = Una aplicación de su teléfono muestra seis dígitos que cambian dos veces por minuto. Desde entonces se le piden además de sus palabras.
me-code-end-lead = Para que ya no se le pida ningún código, dé un último código y sus palabras.
me-code-account = Entrada
me-code-app = Dígaselo a su aplicación
me-code-app-what = Sirve cualquier aplicación para códigos de este tipo. Deje que lea la imagen, abra el enlace en el mismo teléfono o escriba las letras.
me-code-picture = Una imagen para su aplicación, que dice lo mismo que las letras de abajo
me-code-open = Abrirlo en la aplicación de este aparato
me-code-type = O escriba esto en la aplicación:
me-code-now = El código que su aplicación muestra ahora
me-code-now-hint = Seis dígitos.
me-code-wrong = Este código no es el de este momento, o ya se usó. Espere el siguiente y escriba ese.
me-code-go = Pedirme un código desde ahora
me-code-end-go = No pedirme más códigos
audit-title = Cifras
audit-lead = Cifras que no nombran a nadie. Usted no tiene ninguna llave, y esta página no abre nada.
audit-began = Aquí se guardan registros desde el { $day }.
audit-own = Están en la máquina de la propia organización.
audit-shared = Están en una máquina que administra otra parte, y la dirección ha dicho que lo sabe.
audit-ready = Dos o más personas tienen las llaves, o se comprobaron hojas de recuperación.
audit-not-ready = Todavía no puede empezar ningún caso: una sola persona tiene las llaves, y no se comprobaron hojas.
audit-must-renew = Hay que renovar llaves, porque se restauró un estado anterior.
audit-sheets = Hay hojas de recuperación.
audit-no-sheets = No hay hojas de recuperación.
audit-copy = Las llaves se guardan en dos copias.
audit-no-copy = Las llaves se guardan en un lugar, sin una segunda copia.
audit-with-code = { $n ->
        [one] Una entra con un código además de sus palabras
       *[other] { $n } entran con un código además de sus palabras
    }
audit-invited = { $n ->
        [one] Una invitación está abierta
       *[other] { $n } invitaciones están abiertas
    }
audit-waiting = { $n ->
        [one] Una persona vino y espera que la admitan
       *[other] { $n } personas vinieron y esperan que las admitan
    }
audit-circle = { $n ->
        [one] Un círculo con un caso
       *[other] Un círculo con { $n } casos
    }
audit-erased = { $n ->
        [0] Hasta ahora no se borró nada.
        [one] Se borró algo una vez.
       *[other] Se borró algo { $n } veces.
    }
audit-erased-what = Lo que se contó entonces está sellado: lo lee en «Cuánto se guardan las cosas» quien lleva casos o dirige.
audit-nobody = Quién está en qué círculo, y de quién son los casos, está sellado.
done-recovered = Su organización vuelve a ser suya. Dé de baja a quienes perdieron sus palabras, invite de nuevo y haga hojas nuevas.
done-lifted = Ya no se le pide ningún código. Sus palabras siguen igual.
done-words = Desde ahora entra con sus palabras nuevas. En todos los demás sitios su sesión terminó.
done-code = Desde ahora se le pide un código.
done-no-code = Ya no se le pide ningún código.
done-others = Su sesión terminó en todos los demás sitios.
renew-title = Renovar las llaves
renew-lead = Se restauró un estado anterior de sus registros. Quien haya salido del equipo desde entonces quizás conozca todavía llaves que hay en él.
renew-keys = Todo recibe llaves nuevas, que llegan a todas las personas que están ahora.
renew-nobody = A nadie se le cierra la sesión, y nadie se va.
renew-invited = Las invitaciones abiertas terminan. Hágalas de nuevo después.
renew-no-lead = Ahora nadie dirige su organización. Quien renueve las llaves la dirige desde entonces.
renew-go = Renovarlas
renew-not-due = No hay nada que renovar.
done-renewed = Las llaves se renovaron. Pueden volver a empezar casos.
circle-not-in = Un círculo en el que usted no está ({ $ending })
circles-title = Círculos
circles-lead = Quien está en un círculo abre sus casos, y nadie más. Un círculo más estrecho deja a alguien fuera de un caso: una colega que conoce a la persona, o a quien le hizo daño.
circle-begin = Empezar otro círculo
circle-begin-what = Usted está en él, con quienes elija. Un caso se pone en él desde la página del propio caso.
circle-name = Cómo se llama
circle-name-hint = Lo lee quien está en él, y nadie más.
circle-members = Quién está en él con usted
circle-begin-go = Empezarlo
circle-say-name = Diga cómo se llama el círculo.
circle-needs-second = Elija a alguien que esté en él con usted, o haga antes hojas de recuperación: si no, nadie podría abrir sus casos si usted perdiera sus palabras.
circle-no-keys = Quien no lleva casos ni dirige la organización no puede estar en un círculo.
circle-who = Quién está en él
circle-take-out = Sacar
circle-take-out-what = A quien se saca ya no abre nada de este círculo. Lo que leyó, lo leyó. Todo recibe llaves nuevas.
circle-bring = Traer a alguien
circle-bring-who = Quién
circle-bring-what = Puede abrir todos los casos de este círculo, con todo lo que se escribió alguna vez en ellos.
circle-bring-go = Traer
circle-nobody = Elija a alguien.
circle-rename = Su nombre
circle-rename-go = Llamarlo así
circle-not-yours = Usted no está en este círculo: ve quién está, y no abre ninguno de sus casos.
circle-last = No quedaría nadie que abra los casos de este círculo. Traiga antes a alguien, o ponga los casos en otro círculo.
staff-roles = Cambiar lo que hace
roles-title = Para qué está alguien
roles-what = Quien gana algo recibe las llaves para ello. Cuando alguien pierde algo, lo que podía abrir recibe llaves nuevas, y las invitaciones abiertas terminan.
roles-go = Cambiarlo
roles-last-lead = No quedaría nadie que dirija la organización. Antes haga que otra persona la dirija.
roles-last-of-circle = No quedaría nadie en un círculo que tiene casos. Traiga antes a alguien, o ponga sus casos en otro.
remove-alone = Nadie más está en estos círculos, que tienen casos. Después de esta baja, solo las hojas de recuperación abren esos casos. Traiga antes a alguien:
remove-alone-tick = Lo sé. Dar de baja de todos modos
remove-alone-say = Ya nadie podría abrir algunos casos. Lea abajo y marque que lo sabe.
me-circles = Sus círculos
done-taken-out = Ya no está en el círculo, que tiene llaves nuevas.
done-no-circle = Desde ahora lleva casos, y todavía no está en ningún círculo: tráigale a uno.
circle-no-sheets = Sus hojas de recuperación no abren este círculo, pues quien las hizo no estaba en él.
circle-give-sheets = Que las hojas lo abran también
told-none = Escriba las seis palabras que le dijeron.
step-in-title = Cuando quien dirige perdió sus palabras
step-in-lead = Su organización la dirige { $who }. Si nadie que la dirija puede entrar ya, una persona que lleva casos puede seguir en su lugar.
step-in-waits = Espera tres días desde que usted lo dice. Si entretanto entra alguien que dirige, se acaba, y se le avisa que alguien lo había dicho.
step-in-seen = Entretanto sus colegas ven en su primera página que usted lo dijo.
step-in-then = Después se cierra para siempre la sesión de quien dirigía, y usted dirige la organización. Todo lo que esa persona podía abrir recibe llaves nuevas, y las invitaciones abiertas terminan. Las organizaciones que trabajan con la suya comparan sus palabras de nuevo.
step-in-again = Esa persona puede volver: usted la invita otra vez, y recibe palabras nuevas.
step-in-say = Decir que perdió sus palabras
step-in-from = Usted ya lo dijo. Puede seguir en su lugar desde { $when }.
step-in-back = Retirarlo
step-in-go = Seguir en el lugar de { $who }
step-in-link = Cuando quien dirige perdió sus palabras
step-in-link-what = Siga en su lugar, para que su organización siga trabajando.
step-in-own = Usted dijo que quien dirige perdió sus palabras. Vea cómo va.
step-in-other = { $who } dijo que quien dirige perdió sus palabras, y puede seguir en su lugar desde { $when }. Si no es así, pida a quien dirige que entre: con eso se acaba.
done-stepped-in = Ahora usted dirige la organización. Todo tiene llaves nuevas. Invite otra vez a quien perdió sus palabras.
done-lead-is-here = Alguien había dicho que usted perdió sus palabras, para seguir en su lugar. Usted está aquí, así que eso se acabó. Hable de ello con sus colegas.
me-name = Su nombre aquí
me-name-hint = Nadie fuera de su equipo ve esto. No es el nombre con el que entra.
me-name-lead-says = Cómo le llaman en el equipo está bajo llaves que usted no tiene. Si debe cambiar, pídalo a quien dirige su organización.
me-name-go = Llamarme así
roles-name = Cómo le llaman en el equipo
roles-name-hint = Nadie fuera de su equipo ve esto. Quien tiene llaves también puede decirlo por su cuenta.
roles-name-go = Llamarle así
called-wrong = Escriba un nombre que el equipo reconozca: al menos una letra, y a lo más una línea.
called-taken = El equipo ya llama así a otra persona. Añada algo que distinga a las dos.
remove-lost = Todavía no se puede dar de baja. Nadie más abre los casos de estos círculos, y ninguna hoja de recuperación lo hace. Sin esta persona esos casos se perderían para siempre:
remove-lost-todo = Pídale que traiga a alguien más a cada uno de estos círculos, o que pase sus casos a otro. Mientras tanto, usted puede sacarle de todos los demás círculos.
remove-lost-say = Se perderían casos para siempre. Lea abajo lo que hay que hacer antes.
remove-gone = No lo hará: se fue para siempre, o debe perder el acceso ahora
remove-gone-what = Se le da de baja de inmediato. Los casos de los círculos de arriba siguen en su almacén, y nadie vuelve a abrirlos nunca.
remove-gone-go = Dar de baja, y perder estos casos
