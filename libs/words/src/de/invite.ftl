coming = 👥 Dein Link kommt gleich
link =
    👥 <b>Lade jemanden ein</b>

    Schick diesen Link: { $link }

    Wer noch nie hier war, bringt euch beiden Credits{ $most ->
        [0] :
       *[other]
            , zweimal:
            🎨 Das erste Bild der eingeladenen Person: für jeden von euch { CREDITS($picture) } für noch eines. Das gilt für bis zu { $most } { $most ->
                [one] Person
               *[other] Personen
            } im Monat, darüber hinaus bekommt keiner von euch etwas.
    }
    💎 Ihr erstes Paket: { CREDITS($inviter) } für dich und { CREDITS($friend) } für die andere Person. Gehen die Sterne dieses Kaufs zurück, gehen auch diese Credits zurück.

    Über deinen Link kamen: { $came }. Mit einem ersten Bild: { $drew }. Gekauft haben: { $bought }. Du hast bekommen: { CREDITS($gained) }. Namen zeige ich nicht.

## Plain text: buttons, titles, notices

share = An jemanden schicken
share-words = Bilder aus deinen Fotos und Sprachnachrichten als Text. Mit diesem Link gibt es zusätzliche Credits:
back = ‹ Boni
command-invite = Freunde einladen
