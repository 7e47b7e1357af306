asked-link = Me pidieron algo que aquí no se dice
asked-link-sheet = Me pidieron algo que no estaba en la lista
asked-title = ¿Qué le pidieron?
asked-title-wrong = Por favor, revise: ¿qué le pidieron?
asked-lead = Si un servicio le pidió algo que su página no dice, aquí puede contárselo a la red.
asked-nobody = No hace falta nombre ni cuenta. No hay dónde escribir, para que no se cuele nada que diga quién es usted.
asked-kept = Se guarda lo que marque y el mes. Nada sobre usted, su aparato o el día.
asked-shown = No sale en ninguna página. Espera a que la organización responda.
asked-listed = Su página ya dice
asked-what = ¿Qué le pidieron?
wrong-no-kind = Marque al menos una cosa que le hayan pedido.
asked-when = Si quiere
asked-month = ¿Cuándo fue?
asked-month-hint = Basta con el mes. En un lugar pequeño alguien puede adivinar a quién vio en un mes: no lo diga si eso puede hacerle daño.
asked-month-unsaid = Prefiero no decirlo, o hace más tiempo
asked-outcome = ¿Qué pasó después?
outcome-unsaid = Prefiero no decirlo
outcome-waived = Me atendieron sin eso
outcome-turned-away = No me atendieron
outcome-let-in = Lo tenía o lo hice, y me atendieron
asked-send = Contárselo a la red
asked-not-undone = Después no se puede retirar, porque aquí nada sabe qué vino de usted.
month-year = { $month ->
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
thanks-title = Gracias
thanks-lead = Se guardó lo que marcó, el mes si lo dijo, y lo que pasó después si lo dijo. Nada más.
thanks-next = Qué pasa con esto
thanks-agency = Espera a que la organización responda: si lo pide, a quién, y si se puede prescindir de ello.
thanks-until = Hasta que la organización responda, por esto no cambia ninguna página ni ninguna respuesta.
thanks-not-you = Nada de lo que se guarda dice quién lo contó. Nadie le va a escribir ni a llamar.
