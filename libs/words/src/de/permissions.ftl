ask =
    🔐 <b>{ $name } möchte ein Bild mit dir</b>

    Wenn du es erlaubst, kann { $name } eine Idee schreiben, und die KI von FAL zeichnet dich nach den Fotos deines Avatars „{ $avatar }“ neben dieser Person und vielleicht weiteren Freunden. Die Fotos selbst sehen nur FAL und Google, dessen Modell zeichnet.

    • Das fertige Bild gehört dem, der es bestellt hat. Wenn du es dir anders überlegst, kannst du es dort löschen lassen: /permissions.
    • Zurücknehmen kannst du die Erlaubnis jederzeit: /permissions. Ein Bild, das noch nicht übergeben ist, entsteht dann nicht.
    • Löschst du den Avatar, sind auch die Erlaubnisse weg.
    • Kinder, Nacktheit und Ausziehen zeichne ich nicht.
needs-avatar =
    🔐 <b>{ $name } möchte ein Bild mit dir</b>

    Dafür brauchst du einen eigenen Avatar: mindestens { $minReferences } gute Fotos. Lege ihn an und öffne den Link noch einmal. Oder sag nein: Mehr erfährt { $name } nicht.
not-open =
    { $trouble ->
        [own] Das ist deine eigene Einladung: Schick den Link jemandem.
        [used] Auf diese Einladung wurde schon geantwortet: Jeder Link ist für eine Person. Bitte um einen neuen.
        [expired] Diese Einladung ist abgelaufen. Bitte um einen neuen Link.
       *[unknown] So eine Einladung gibt es nicht. Bitte noch einmal um den Link.
    }
given =
    { $scope ->
        [once] ✅ Erlaubt: { $name } zeichnet euch einmal zusammen.
       *[always] ✅ Erlaubt: { $name } darf euch zusammen zeichnen, bis du es zurücknimmst.
    } Anders überlegt? /permissions
refused = Gut, ihr werdet nicht zusammen gezeichnet. { $name } erfährt, dass die Antwort nein ist.
title = 🔐 <b>Wer dich mit sich zusammen zeichnen darf</b>
given-to = Du hast es erlaubt:
nobody = Du hast es niemandem erlaubt.
line =
    • { $name }: „{ $avatar }“, { $scope ->
        [once] einmal
       *[always] bis du es zurücknimmst
    }
received-from = Dir haben es erlaubt:
none-received = Noch hat es dir niemand erlaubt. Jemanden einladen: /together
received-line =
    • { $name }, { $scope ->
        [once] einmal
       *[always] bis auf Widerruf
    }
link =
    🔗 <b>Eine Einladung</b>

    { $link }

    Schick den Link der Person, mit der du auf ein Bild möchtest. Sie antwortet mir im eigenen Chat. Der Link ist für eine Person und wartet { $invitationLastsDays ->
        [one] { $invitationLastsDays } Tag
       *[other] { $invitationLastsDays } Tage
    }.
allowed =
    { $scope ->
        [once] 👯 { $name } erlaubt, euch einmal zusammen zu zeichnen.
       *[always] 👯 { $name } erlaubt, euch zusammen zu zeichnen.
    }
declined = { $name }: Die Antwort ist nein. Ihr könnt nicht zusammen gezeichnet werden.
drawn-by = Auf Bildern anderer:
drawn-line =
    • { $name }: { $count ->
        [one] { $count } Bild
       *[other] { $count } Bilder
    }
ask-gone =
    🗑️ <b>Die Bilder mit dir löschen?</b>

    { $name } hat sie bestellt und bezahlt, aber sie zeigen auch dein Gesicht. { $count ->
        [one] { $count } Bild verschwindet
       *[other] { $count } Bilder verschwinden
    } aus den Dateien von { $name } und, solange Telegram es zulässt ({ SPAN($deletableMs) }), aus dem Chat. { $name } erfährt, dass die Bilder weg sind. Was auf einem Handy gespeichert ist, kann ich nicht löschen.
going = Ich lösche die Bilder.
are-gone = Solche Bilder gibt es nicht mehr.
taken-back = Die Erlaubnis ist zurückgenommen.

## Plain text: buttons, titles, notices

command = Wer dich mit sich zeichnen darf
yes =
    { $scope ->
        [once] Einmal
       *[always] Bis ich es zurücknehme
    }
no = Nein
avatar =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $avatar }
new-avatar = ✨ Avatar anlegen
take-back = ✖️ Erlaubnis zurücknehmen: { $name }, „{ $avatar }“
remove-pictures =
    🗑️ Löschen: { $name } · { $count } { $count ->
        [one] Bild
       *[other] Bilder
    }
gone-surely = Löschen
keep = Behalten
share = Weiterschicken
share-words = Lass uns zusammen gezeichnet werden! Öffne den Link und antworte Aisha.
older = Mehr ›
newest = ‹‹ Neueste
together = 👯 Zusammen auf einem Bild
menu = 🏠 Menü
