# $most: how many can be marked at once.
too-many = Auf einmal kannst du { $most } markieren. Lade diese herunter oder lösche sie und markiere danach die übrigen.
choose =
    <b>☑️ Markiert: { $count }</b>{ $words ->
        [none] { "" }
       *[other] { "" } · „{ $words }“
    }

    { $isAny ->
        [yes] Markiere alles, was du herunterladen oder löschen möchtest. Blättere weiter oder schreib ein Wort, um zu suchen: die Markierungen bleiben.
       *[no] Hier ist nichts zu finden. Versuch ein anderes Wort oder geh zurück zur ganzen Liste: die Markierungen bleiben.
    }
# $some: what is packed, such as «3 картинки». $gone of the marked were deleted before, $large do not fit into an archive.
ask-download =
    <b>📦 Markiertes herunterladen</b>

    Ich packe { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Inzwischen gelöscht: { $gone }.
    }{ $large ->
        [0] { "" }
       *[other] { "" } Zu groß für ein Archiv, weil über { $partMegabytes } MB: { $large }. Das bleibt markiert: lade es einzeln herunter.
    }{ $left ->
        [0] { "" }
        [1] { "" } Mehr passt nicht in die heutigen Archive: { $left } bleibt markiert, und bis ich das packen kann, dauert es noch { SPAN($againInMs) }.
       *[other] { "" } Mehr passt nicht in die heutigen Archive: { $left } bleiben markiert, und bis ich sie packen kann, dauert es noch { SPAN($againInMs) }.
    } Originale als ZIP, etwa { $megabytes } MB{ $isInParts ->
        [yes] , in Dateien bis { $partMegabytes } MB
       *[no] { "" }
    }.
is-packing = 📦 Das letzte Archiv wird noch gepackt. Warte darauf, dann packe ich das nächste. Die Markierungen bleiben.
enough-for-today = 📦 Das waren alle Archive für heute: ich packe am Tag bis zu { $aDay } Dateien zu je { $partMegabytes } MB, und die von heute sind gepackt. Bis zu den nächsten dauert es noch { SPAN($againInMs) }. Deine Dateien und Markierungen bleiben, wo sie sind, und eine einzelne Datei kannst du gleich jetzt holen: markiere nur sie.
too-large = 📦 Das Markierte ist größer als { $partMegabytes } MB und passt in kein Archiv. Lade es einzeln herunter: markiere eine Datei, und ich schicke sie, wie sie ist.
all-gone = Das Markierte gibt es nicht mehr: alles wurde schon gelöscht.
sent = Die Datei ist unten 👇{ $gone ->
        [0] { "" }
       *[other] { "" } Inzwischen gelöscht: { $gone }.
    }
# $some: what is deleted. $kinds: the same by kinds, a line for each. $note: what goes with it. $staying are photos of avatars.
ask-remove =
    🗑️ <b>{ $some } löschen?</b>{ $kinds ->
        [none] { "" }
       *[other]
            { "" }

            { $kinds }
    }{ $gone ->
        [0] { "" }
       *[other]
            { "" }

            Inzwischen gelöscht: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other]
            { "" }

            Avatarfotos bleiben ({ $staying }): sie werden nur mit ihrem Avatar gelöscht.
    }

    { $note } Archive, in denen etwas davon ist, bleiben im Chat; bei mir verschwinden sie innerhalb von { SPAN($retentionMsArchive) }.
nothing-to-remove = Hier gibt es nichts zu löschen: Avatarfotos werden nur mit ihrem Avatar gelöscht.
removed = 🗑️ Ich lösche { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Schon vorher gelöscht: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other] { "" } Avatarfotos, die bleiben: { $staying }.
    }
packing = 📦 Ich packe: { $packed } von { $total }…
packed =
    📦 Fertig: { $count } { $count ->
        [one] Datei
       *[other] Dateien
    }{ $archives ->
        [1] { "" }
       *[other] { "" } in { $archives } Archiven
    }.
nothing-packed = 📦 Nichts zu packen: alle diese Dateien sind gelöscht.
not-packed =
    😔 Ich konnte das Archiv nicht { $packed ->
        [0] { "" }
       *[other] vollständig { "" }
    }packen. Deine Dateien sind sicher. Bitte versuch es etwas später noch einmal.
archive =
    📦 Archiv { $part }: { $count } { $count ->
        [one] Datei
       *[other] Dateien
    }.
not-taken =
    😔 Telegram hat { $archives ->
        [1] das Archiv
       *[other]
            { $areSome ->
                [yes] { $refused } von { $archives } Archiven
               *[no] die Archive
            }
    } nicht angenommen. Deine Dateien sind sicher. Bitte lade { $archives ->
        [1] es
       *[other] sie
    } etwas später noch einmal herunter.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
choosing = ☑️ Auswählen
line = { $isMarked ->
        [yes] ☑️
       *[no] ☐
    } { $label }
whole-page =
    { $isWhole ->
        [yes] ✖️ Seite abwählen
       *[no] ☑️ Ganze Seite
    }
download-one = 📥 Herunterladen (1)
download-some = 📦 Herunterladen ({ $count })
remove-some = 🗑️ Löschen ({ $count })
cancel = ‹ Abbrechen
pack = 📦 Packen
back = ‹ Zurück
remove-surely = 🗑️ Ja, löschen
keep = Behalten
kind = { $many }: { $count }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }
