coming = 👥 Dein Link kommt gleich
link =
    👥 <b>Lade jemanden ein</b>

    Schick diesen Link: { $link }

    Wenn jemand, der noch nie hier war, ein erstes Paket kauft, bekommst du { CREDITS($inviter) } und die andere Person { CREDITS($friend) }. Gehen die Sterne dieses Kaufs zurück, gehen auch die Credits zurück.

    Über deinen Link kamen: { $came }. Gekauft haben: { $bought }. Du hast bekommen: { CREDITS($gained) }. Namen zeige ich nicht.

## Plain text: buttons, titles, notices

share = An jemanden schicken
share-words = Bilder aus deinen Fotos und Sprachnachrichten als Text. Mit diesem Link gibt es zusätzliche Credits:
back = ‹ Boni
command-invite = Freunde einladen
