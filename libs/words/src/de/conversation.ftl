stale = Hier hat sich etwas geändert. Das Aktuelle steht in /menu 🙂
fresh = Hier ist schon alles anders, hier ist das Neueste 👇
unknown =
    { $what ->
        [sticker] Sticker verstehe ich nicht 🙈 Schreib es mit Worten, tippe auf eine Taste oder /menu.
        [place] Mit einem Ort auf der Karte kann ich nichts anfangen 🙈 Tippe auf eine Taste oder /menu.
        [contact] Kontakte brauche ich nicht, diesen habe ich nicht gespeichert 🙈 Tippe auf eine Taste oder /menu.
       *[else] Das habe ich leider nicht verstanden 🙈 Tippe auf eine Taste oder /menu.
    }
not-reread = ✏️ Eine geänderte Nachricht lese ich nicht noch einmal: Schick sie bitte neu.
unknown-command = Diesen Befehl kenne ich nicht. Alles, was ich kann, steht in /menu.
outdated = Ich wurde inzwischen aktualisiert, diesen Schritt gibt es nicht mehr. Fangen wir neu an 🙂
draft-gone = Diesen Entwurf gibt es nicht mehr. Beginne einen neuen, das geht schnell 🙂
apology =
    😔 Bei uns ist etwas schiefgegangen. Bitte versuch es noch einmal: /menu

    Deine Credits sind sicher: du zahlst nur, was du bekommst. Kennung für /support: <code>{ $reference }</code>
banned =
    🚫 { $until ->
        [none] Dein Zugang zum Bot ist gesperrt.
       *[other] Dein Zugang zum Bot ist bis { $until } gesperrt.
    } Laufende Aufträge kommen wie gewohnt, deine Credits bleiben erhalten.

    Schreib uns: /support. Erstattungen: /paysupport. Deine Daten: /privacy
banned-press = 🚫 Dein Zugang zum Bot ist gesperrt. Offen sind /support, /paysupport und /privacy.
unbanned = 🙌 Dein Zugang zum Bot ist wieder offen. Alles ist noch da: /menu
being-erased = 🗑️ Ich lösche gerade alles über dich und nehme keine Nachrichten und Aufträge an. Ein Bericht kommt, dann weiß ich nichts mehr über dich.

## Plain text: buttons, titles, notices

fewer = ‹ Zurück
continue-draft = 🔄 Weiter: { $name }
gone-invoice = Diese Rechnung gilt nicht mehr, es wurden keine Sterne abgebucht. Wähle das Paket noch einmal: /balance
gone-card-invoice = Diese Rechnung gilt nicht mehr, es wurde nichts abgebucht. Wähle das Paket noch einmal: /balance
erased-payer = Alles über dich wird gerade gelöscht, und gekaufte Credits gingen mit verloren. Es wurde nichts abgebucht. Nach dem Bericht über die Löschung kannst du wieder kaufen.
