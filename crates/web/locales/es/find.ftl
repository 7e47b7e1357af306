find-title = ¿Qué le ayudaría?
find-title-wrong = Por favor, revise: ¿qué le ayudaría?
find-lead = Marque en qué quiere ayuda. Todo lo demás es decisión suya.
find-wrong = { $n ->
        [one] Hay una cosa que revisar. Lo demás está como lo dejó.
       *[other] Hay { $n } cosas que revisar. Lo demás está como lo dejó.
    }
check-this = Por favor, revise:
find-needs = ¿En qué quiere ayuda?
find-first = ¿Qué es lo más importante para usted?
find-first-hint = Sale primero en la respuesta. Lo demás sigue el orden de esta página.
find-first-none = Sin orden
find-where = ¿Dónde?
find-place = Código postal, ciudad o condado
find-place-hint = Dónde está o dónde estará. Déjelo vacío si prefiere no decirlo.
find-far = ¿Qué distancia le queda bien?
far-walk = A pie (3 km, 2 millas)
far-near = 10 millas (15 km)
far-ride = 25 millas (40 km)
far-long-ride = 50 millas (80 km)
far-any = Cualquier distancia
find-enough = Con esto basta para empezar. Lo que sigue hace que la respuesta le quede mejor.
find-show = Ver lo que está abierto para mí
find-show-now = Ver ya, y decir más después
find-cannot = ¿Qué sería un obstáculo?
find-cannot-hint = Marque cada cosa que sería un obstáculo para usted. No tiene que decir por qué.
ticked = { $n ->
        [one] uno marcado
       *[other] { $n } marcados
    }
find-optional = Si quiere
find-optional-hint = Puede dejar todo esto cerrado. Lo que no diga no le quita nada; la respuesta dirá más veces «pregunte antes».
find-speaks = Idiomas que puede usar
find-speaks-hint = Marque todos los que le sirvan.
find-with = Quién va con usted
find-with-hint = Hay lugares que no aceptan niños o niñas, mascotas o a la pareja.
with-children = Niños o niñas
with-pets = Una mascota
with-partner = Mi pareja
find-must = Lo que tiene que haber
find-must-hint = Lo indispensable y nada más: cada cosa acorta la lista.
find-age = Su edad
find-age-hint = Algunos servicios son para ciertas edades nada más.
age-not-said = Prefiero no decirlo
age-minor = Menos de 18
age-young = De 18 a 24
age-adult = De 25 a 59
age-older = 60 o más
find-pop = Cómo se describe usted
find-pop-hint = Algunos servicios son para ciertas personas nada más. Diga lo que quiera, o nada.
find-avoid = De dónde quiere mantenerse lejos
find-avoid-label = Organizaciones o lugares de los que quiere mantenerse lejos
find-avoid-hint = Uno en cada línea: el nombre de una organización, una ciudad, un condado o un código postal. No saldrán en la respuesta.
find-kept = Lo que diga aquí se usa para una sola respuesta y después desaparece. No queda en la dirección de la página.
wrong-no-need = Marque al menos una cosa en la que quiera ayuda.
wrong-choice = Una de las opciones no está en esta página. Se dejó fuera; por favor, marque otra vez lo que quiera.
wrong-unreadable = Algo aquí no se pudo leer. Por favor, escríbalo otra vez con letras y números.
wrong-too-long = Es demasiado largo. Por favor, acórtelo.
wrong-postal-code = No parece un código postal. Escriba uno como 60601, o una ciudad o un condado, o déjelo vacío.
wrong-postal-code-unknown = No conocemos este código postal. Pruebe con una ciudad o un condado, o déjelo vacío.
wrong-place = Aquí no se conoce ningún lugar con ese nombre. Pruebe con un código postal o el condado, o déjelo vacío.
wrong-place-which = ¿Qué lugar quiere decir? Por favor, escriba uno de estos: { $names }
wrong-avoid = «{ $line }» no es una organización ni un lugar que se conozca aquí. Por favor, escríbalo de otra manera o quite la línea.
