people =
    👯 <b>Zusammen auf einem Bild</b>

    Ich zeichne dich („{ $avatar }“) und Freunde, bis zu { $maxFriends }. Jeder erlaubt es selbst, im eigenen Chat mit mir, und kann es jederzeit zurücknehmen.

    { $friends ->
        [0] Noch hat es niemand erlaubt. Lade jemanden ein: Ich gebe dir einen Link, dort kommt die Antwort.
       *[other] Wähle, wer bei dir ist.
    }
no-avatar =
    👯 <b>Zusammen auf einem Bild</b>

    Zuerst brauchst du einen eigenen Avatar: mindestens { $minReferences } gute Fotos. Dann lade Freunde ein.
ask-idea =
    💬 <b>Was macht ihr auf dem Bild?</b>

    Mit dir: { $names }. Beschreibe die Szene in einer Zeile: „Picknick im Herbstpark“, „alle im Anzug auf dem roten Teppich“. Am besten wird es nebeneinander, mit sichtbaren Gesichtern.

    Kinder, Nacktheit und Ausziehen zeichne ich nicht.
confirm =
    👯 <b>Zusammen auf einem Bild</b>

    Mit dir: { $names }
    Idee: <i>{ $idea }</i>

    FAL zeichnet nach den Fotos aller. Jedes Gesicht vergleiche ich mit den Fotos seines Besitzers; fehlt jemand oder ist ein Gesicht fremd, zeichne ich einmal neu, auf unsere Kosten. Das fertige Bild bleibt deins, auch wenn eine Erlaubnis später zurückgenommen wird.

    Preis: <b>{ CREDITS($price) }</b>
caption = 👯 Dieses Bild hat eine KI gezeichnet.
taken-out =
    🗑️ Jemand, der mit dir zusammen gezeichnet ist, wollte die gemeinsamen Bilder nicht mehr. { $count ->
        [one] { $count } Bild ist
       *[other] { $count } Bilder sind
    } aus deinen Dateien gelöscht. Die Credits kommen nicht zurück: Die Bilder waren fertig und bei dir.
delivered = 👯 Fertig! Das Bild ist im Chat.
link-comes = Ich schicke dir den Link.
too-many = Auf ein Bild passen { $maxFriends } Freunde.
too-many-invitations =
    { $maxOpenInvitations } Einladungen warten auf Antwort, mehr geht nicht. Warte eine ab: ohne Antwort endet sie nach { $invitationLastsDays ->
        [one] { $invitationLastsDays } Tag
       *[other] { $invitationLastsDays } Tagen
    }.
not-any-more = Jemand hat die Erlaubnis zurückgenommen. Wähle bitte neu.
bad-idea =
    { $isTooLong ->
        [yes] Zu lang: { $length } Zeichen, es passen { $promptLengthMax }. Kürze bitte.
       *[no] Etwas kurz 🙂 Beschreibe die Szene in ein paar Worten.
    }

## Plain text: buttons, titles, notices

command = Ein Bild mit Freunden
friend =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $name }{ $scope ->
        [once] { " " }· einmal
       *[always] { "" }
    }
invite = ➕ Jemanden einladen
next = Weiter ›
permissions = 🔐 Erlaubnisse
new-avatar = ✨ Avatar anlegen
promise = Klappt es nicht, kommen die Credits zurück.
draw = 👯 Zeichnen
other-idea = 💬 Andere Idee
many = 👯 Zusammen
one = 👯 Zusammen
file-name = zusammen
preparing = 🧺 Ich prüfe die Erlaubnisse
again = 👯 Bild schicken
other = 👯 Noch einmal zusammen
back = ‹ Zurück
menu = 🏠 Menü
