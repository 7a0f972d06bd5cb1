which-look-group = 🎭 Bilder zu welchem Thema? Hier sind fertige Looks und Fotosessions.
which-avatar = 👤 Bilder von wem?
marked = ⭐ Zu deinen Favoriten hinzugefügt.
unmarked = Aus deinen Favoriten entfernt.
is-main-now = 🖼️ Fertig! Das ist jetzt das Hauptfoto des Avatars.
is-main-no-more = Gut, der Avatar zeigt wieder ein Foto aus seinem Satz.
original-below = 📎 Das Original: volle Qualität, von Telegram nicht komprimiert.
gone = Dieses Bild gibt es nicht mehr.
ask-remove =
    🗑️ <b>Dieses Bild löschen?</b>

    Bei mir ist es sofort und endgültig weg, das vergrößerte auch. Änderungen und Videos daraus bleiben, bis du auch sie löschst. Aus dem Chat nehme ich jede meiner Nachrichten, die es zeigt, wenn sie nicht älter als { SPAN($deletableMs) } ist: an ältere lässt mich Telegram nicht heran. Archive mit dem Bild bleiben im Chat; bei mir bleiben sie höchstens noch { SPAN($retentionMsArchive) }.
removed = 🗑️ Das Bild ist gelöscht.
remove-some-note = Bei mir ist das sofort und endgültig weg, auch vergrößerte Kopien. Änderungen und Videos aus Bildern bleiben, bis du auch sie löschst. Aus dem Chat entferne ich jede meiner Nachrichten, die davon etwas zeigt, wenn sie nicht älter als { SPAN($deletableMs) } ist.
is-packing = 📦 Das letzte Archiv wird noch gepackt. Warte darauf, dann packe ich das nächste.
enough-for-today = 📦 Das waren alle Archive für heute: ich packe am Tag bis zu { $aDay } Dateien zu je { $partMegabytes } MB, und die von heute sind gepackt. Bis zu den nächsten dauert es noch { SPAN($againInMs) }. Deine Bilder bleiben, wo sie sind, und ein einzelnes Bild kannst du gleich jetzt holen: öffne es und tippe auf „📎 Original“.
nothing-to-pack = Hier gibt es nichts herunterzuladen: diese Bilder sind weg.
packing = 📦 Ich packe: { $packed } von { $total }…
packed =
    📦 Fertig: { $count } { $count ->
        [one] Bild
       *[other] Bilder
    }{ $archives ->
        [1] { "" }
       *[other] { "" } in { $archives } Dateien
    }.
nothing-packed = 📦 Nichts zu packen: alle diese Bilder sind gelöscht.
not-packed =
    😔 Ich konnte das Archiv nicht { $packed ->
        [0] { "" }
       *[other] vollständig { "" }
    }packen. Deine Bilder sind sicher, und das kostet keine Credits. Bitte versuch es etwas später noch einmal.
archive =
    📦 Archiv { $part }: { $count } { $count ->
        [one] Bild
       *[other] Bilder
    } in voller Qualität.
page =
    <b>🖼️ Bilder</b>{ $filters }

    Tippe auf eine Nummer, um ein Bild zu öffnen. Suchst du ein bestimmtes? Schreib ein Wort aus deiner Idee, etwa „Meer“.
choose =
    <b>🔎 Welche Bilder?</b>{ $filters }

    Wähle, was du brauchst, und tippe auf „Anzeigen“. Oder schreib ein Wort aus deiner Idee.
nothing =
    <b>🖼️ Bilder</b>{ $filters }

    { $why ->
        [others] Auf dieser Seite sind keine Bilder mehr, auf anderen aber schon.
        [words] Nichts gefunden. Versuch ein anderes Wort aus deiner Idee, auf Englisch oder Russisch, oder sieh dir alle Bilder an.
        [favourites] Noch nichts da. Öffne ein Bild, tippe auf „☆ Favorit“, und du findest es hier.
        [filters] Solche Bilder gibt es nicht. Nimm einen der Filter weg oder sieh dir alle Bilder an.
       *[empty] Noch nichts da. Erstelle dein erstes Bild, und du findest es hier.
    }
choose-some =
    <b>☑️ Markiert: { $count }</b>{ $filters }

    { $hasPictures ->
        [yes] Markiere die Nummern der Bilder, die du herunterladen oder löschen möchtest. Blättere weiter oder schreib ein Wort aus deiner Idee: die Markierungen bleiben.
       *[no] Hier ist nichts zu finden. Versuch ein anderes Wort oder geh zurück zu allen Bildern: die Markierungen bleiben.
    }
ask-download =
    <b>📦 Bilder herunterladen</b>{ $filters }

    { $reach ->
        [today] Es gibt mehr, aber in die heutigen Archive passen nur die neuesten { $count }. Bis ich weitere packen kann, dauert es noch { SPAN($againInMs) }: die älteren findest du mit einem Filter, oder markiere sie.
        [newest] Es gibt mehr als { $count }: ich packe die neuesten { $count }. Für die übrigen nimm einen anderen Filter.
       *[all]
            Ich packe { $count } { $count ->
                [one] Bild
               *[other] Bilder
            }: alles, was gefunden wurde.
    } Originale als ZIP, etwa { $megabytes } MB{ $isInParts ->
        [yes] , in Dateien bis { $partMegabytes } MB
       *[no] { "" }
    }.
not-taken =
    😔 Telegram hat { $archives ->
        [1] das Archiv
       *[other]
            { $areSome ->
                [yes] { $refused } von { $archives } Archiven
               *[no] die Archive
            }
    } nicht angenommen. Deine Bilder sind sicher, und das kostet keine Credits. Bitte lade { $archives ->
        [1] es
       *[other] sie
    } etwas später noch einmal herunter.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
newer = ‹ Neuer
only-favourites-said = ⭐ Favoriten
words-said = „{ $words }“
period-said = letzte { $days } Tage
older = Älter ›
filters = 🔎 Filter
only-favourites =
    { $isOn ->
        [yes] ✓ { "" }
       *[no] ⭐ { "" }
    }Favoriten
all = 🖼️ Alle Bilder
draw = 🎨 Bild erstellen
avatar =
    { $name ->
        [none] 👤 Avatar
       *[other] ✓ { $name }
    }
period =
    { $isOn ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $days ->
        [7] Woche
        [30] Monat
       *[365] Jahr
    }
reset = ✖️ Zurücksetzen
show = 🖼️ Anzeigen
look-group =
    { $name ->
        [none] 🎭 Thema
       *[other] ✓ { $name }
    }
any-look-group = 🎭 Alle Themen
any-avatar = 👥 Alle Avatare
newest-avatars = ‹ Neueste
older-avatars = Mehr ›
seed = Motiv Nr. { $seed }
cost =
    { $units ->
        [one] { CREDITS($amount) }
       *[other] { CREDITS($amount) } für { $units } Bilder
    }
favourite =
    { $isOn ->
        [yes] ⭐ Ein Favorit
       *[no] ☆ Favorit
    }
main-photo =
    { $isOn ->
        [yes] ✓ Hauptfoto
       *[no] 🖼️ Hauptfoto
    }
original = 📎 Original
file-name = aisha.{ $ending }
again = 🔁 Noch einmal
similar = 🎲 Ähnlich
show-prompt = 📝 Prompt
remove = 🗑️ Löschen
back = ‹ Zu den Bildern
remove-surely = 🗑️ Ja, löschen
keep = Behalten
download = 📦 Herunterladen
pack = 📦 Packen
archive-name = aisha-{ $part }.zip
open-pictures = 🖼️ Bilder
entry-gallery = 🖼️ Bilder
command-pictures = Meine Bilder
# How many: «3 картинки», in the accusative.
some =
    { $count } { $count ->
        [one] Bild
       *[other] Bilder
    }
