coming = 👥 Dein Link kommt gleich
link =
    👥 <b>Lade jemanden ein</b>

    Schick diesen Link: { $link }

    { $pictures ->
        [0]
            { $purchases ->
                [0] Zurzeit bringen Einladungen keine Credits.
               *[other] Ist die eingeladene Person zum ersten Mal hier, bekommt ihr beide Credits:
            }
       *[other]
            Ist die eingeladene Person zum ersten Mal hier, bekommt ihr beide Credits{ $purchases ->
                [0] :
               *[other] , zweimal:
            }
            🎨 Sie bekommt ihr erstes Bild: je { CREDITS($picture) } für euch beide, genug für noch eines. Das gilt für bis zu { $pictures } { $pictures ->
                [one] Person
               *[other] Personen
            } im Monat, darüber hinaus bekommt keiner von euch etwas.
    }{ $purchases ->
        [0] { "" }
       *[other]
            { "" }
            💎 Sie kauft ihr erstes Paket: { CREDITS($inviter) } für dich, { CREDITS($friend) } für sie. Auch das gilt für bis zu { $purchases } { $purchases ->
                [one] Person
               *[other] Personen
            } im Monat. Wird dieser Kauf erstattet, werden diese Credits euch beiden abgezogen.
    }

    Über deinen Link kamen: { $came }. Mit einem ersten Bild: { $drew }. Gekauft haben: { $bought }. Du hast bekommen: { CREDITS($gained) }. Namen zeige ich nicht.
broken = 👥 Der Link kam unvollständig an, deshalb zählt die Einladung nicht: Sie zählt nur beim ersten Mal. Falls du Credits dafür erwartet hast, schreib uns: /support

## Plain text: buttons, titles, notices

share = An jemanden schicken
share-words =
    Bilder aus deinen Fotos und Sprachnachrichten als Text.{ $friend ->
        [picture] { "" } Wenn du neu hier bist, bringt dir dieser Link für dein erstes Bild zusätzliche Credits.
        [purchase] { "" } Wenn du neu hier bist, bringt dir dieser Link für dein erstes Paket zusätzliche Credits.
       *[none] { "" }
    }
back = ‹ Boni
command-invite = Freunde einladen
