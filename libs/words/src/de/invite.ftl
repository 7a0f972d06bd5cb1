coming = 👥 Dein Link kommt gleich
link =
    👥 <b>Lade jemanden ein</b>

    Schick diesen Link: { $link }

    Ist die eingeladene Person zum ersten Mal hier, bekommt ihr beide Credits{ $most ->
        [0] :
       *[other]
            , zweimal:
            🎨 Sie bekommt ihr erstes Bild: je { CREDITS($picture) } für euch beide, genug für noch eines. Das gilt für bis zu { $most } { $most ->
                [one] Person
               *[other] Personen
            } im Monat, darüber hinaus bekommt keiner von euch etwas.
    }
    💎 Sie kauft ihr erstes Paket: { CREDITS($inviter) } für dich, { CREDITS($friend) } für sie. Gehen die Sterne dieses Kaufs zurück, gehen auch diese Credits zurück.

    Über deinen Link kamen: { $came }. Mit einem ersten Bild: { $drew }. Gekauft haben: { $bought }. Du hast bekommen: { CREDITS($gained) }. Namen zeige ich nicht.

## Plain text: buttons, titles, notices

share = An jemanden schicken
share-words = Bilder aus deinen Fotos und Sprachnachrichten als Text. Mit diesem Link gibt es zusätzliche Credits.
back = ‹ Boni
command-invite = Freunde einladen
