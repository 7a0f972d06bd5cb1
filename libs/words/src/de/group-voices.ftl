listening = 🎧 Ich höre zu…
asking = ⏳ Ich warte auf ein Ja im privaten Chat mit der Person, die gefragt hat.
failed = 🎙️ Das hat nicht geklappt. Wer gefragt hat, findet Näheres im privaten Chat mit mir.
too-large = 🎙️ Diese Aufnahme ist größer als das, was Telegram mir gibt.
text = <blockquote expandable>{ $text }</blockquote>
beginning =
    <blockquote expandable>{ $text }</blockquote>
    Wer gefragt hat, findet den Rest im privaten Chat mit mir.
incomplete = ⚠️ Im Text steht nicht die ganze Aufnahme. Warum, habe ich der Person gesagt, die gefragt hat.
withdrawn = 🗑️ Der Text wurde entfernt.
taken-back =
    🗑️ Die Person, deren Stimme du in einer Gruppe aufschreiben ließest, hat sie zurückgenommen: Aufnahme und Abschrift sind gelöscht.{ $isCharged ->
        [yes] { "" } Die Credits kommen nicht zurück: Der Text war fertig und bei dir.
       *[no] { "" }
    }
consent-gone = Deine Einwilligung gilt nicht mehr, darum habe ich die Aufnahme an niemanden weitergegeben.
not-heard =
    Du hast mich gebeten, eine Aufnahme aus „{ $title }“ aufzuschreiben.

    { $why }
offer =
    🎙️ Eine Aufnahme aus „{ $title }“, { LENGTH($seconds) }.

    Preis: <b>{ CREDITS($price) }</b>. Ohne Sprache wird nichts berechnet. Der Text kommt hierher und als Antwort in die Gruppe.
taken =
    🎙️ Eine Aufnahme aus „{ $title }“, { LENGTH($seconds) }.

    Deine Bestellung steht unten 👇
settings =
    <b>👥 Sprachnachrichten in Gruppen</b>

    Nimm mich in eine Gruppe auf und antworte dort mit /text auf eine Sprachnachricht: ich antworte darauf mit ihrem Text.

    Wer fragt, zahlt: { $freeADay ->
        [0] dabei { "" }
       *[other]
            { $freeADay ->
                [60] eine Minute
               *[other] { LENGTH($freeADay) }
            } Sprache am Tag ist kostenlos, darüber hinaus { "" }
    }{ $limit ->
        [none] frage ich dich zuerst hier
       *[other] berechne ich bis zu { CREDITS($limit) } pro Aufnahme, ohne zu fragen
    }. Preise, Credits und Misslungenes siehst nur du. Den Text sieht die ganze Gruppe; die Datei und die Abschrift bekommst nur du.

    Die Stimme kann jemand anderem gehören: frag, ob es recht ist. Wer da spricht, kann den Text mit der Taste darunter aus der Gruppe entfernen, und du auch. Tut es diese Person, verschwinden auch Aufnahme und Abschrift bei dir.
settled = Gemerkt 👌
too-late = Dieser Preis gilt nicht mehr, und die Aufnahme habe ich vergessen. Frag in der Gruppe noch einmal: antworte mit /text darauf.
accepted = Diese Aufnahme ist schon in Arbeit.
already-there = Der Text dieser Aufnahme steht schon in der Gruppe: du musst nicht dafür zahlen.

## Plain text: buttons, titles, notices

withdraw = 🗑️ Entfernen
not-yours = Den Text kann nur entfernen, wer da spricht oder wer darum gebeten hat.
removed = Entfernt.
not-removed = Telegram lässt mich den Text gerade nicht entfernen. Drück in einer Minute noch einmal.
what = { LENGTH($seconds) }, „{ $title }“
accept = 📝 Aufschreiben für { CREDITS($price) }
agree = ✅ Lesen und einwilligen
pay = ✅ Bis { CREDITS($limit) }, ohne zu fragen
ask = ❓ Jedes Mal fragen
menu = 🏠 Menü
command-groups = Sprachnachrichten in Gruppen
