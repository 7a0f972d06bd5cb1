ask =
    ✏️ <b>Schick das Foto, das ich ändern soll</b>

    Ich nehme die Brille ab, ändere Kleidung oder Hintergrund: schreib es in einem Satz. Ein Bild, das ich gezeichnet habe, änderst du mit der Taste darunter oder in „Meine Werke“ → „Bilder“.
which =
    ✏️ <b>Welches Bild soll ich ändern?</b>

    Das Original bleibt.
gone = Diese Bilder gibt es nicht mehr.
faces =
    🤝 <b>Wer ist auf diesem Foto?</b>

    Ich habe es mit deinen Avataren verglichen: mindestens ein Gesicht gehört zu keinem. So ein Foto ändere ich nur, wenn alle darauf erwachsen sind, davon wissen und einverstanden sind; bist du es selbst, ist alles gut. Deine Antwort bewahre ich mit der Bestellung auf.
change =
    ✏️ <b>Was soll sich ändern?</b>

    Schreib es in einem Satz, zum Beispiel: „nimm die Brille ab“, „mach den Hintergrund abendlich“, „zieh mir einen Anzug an“. Gesicht, Haltung und alles andere bleiben, wie sie sind.

    Ausziehen, fremde Gesichter einsetzen und Kinderfotos ändern mache ich nicht.
bad-change =
    { $isTooLong ->
        [yes] Das sind { $length } Zeichen, und ich verstehe bis zu { $changeLengthMax }. Schreib es kürzer: eine Änderung auf einmal.
       *[no] Schreib, was sich ändern soll, mindestens { $changeLengthMin } Zeichen.
    }
confirm =
    ✏️ <b>Bild ändern</b>

    <blockquote>{ $change }</blockquote>
    Das Original bleibt, das geänderte Bild kommt dazu. Danach vergleiche ich die Gesichter und sage, wie ähnlich sie sind. Etwas anderes? Schreib einfach einen anderen Satz.

    Preis: <b>{ CREDITS($price) }</b>
caption = ✏️ { $change }
caption-forgotten = ✏️ Geändertes Bild
done = ✏️ Fertig! Das geänderte Bild ist im Chat, das Original ist noch da.
likeness =
    { $word ->
        [unlike] 👤 Das Gesicht ist dem Original nicht ähnlich geworden: { $tenths } von { $likenessOutOf }. Die KI hat auch das Gesicht neu gezeichnet. Versuch es noch einmal oder beschreib die Änderung anders.
       *[other] 👤 Das Gesicht ist dem Original ähnlich: { $tenths } von { $likenessOutOf }.
    }
face-lost = 👤 Das Gesicht des Originals ist auf dem geänderten Bild nicht zu sehen. Wenn du das so wolltest, ist alles gut; wenn nicht, versuch es noch einmal.
before = ↩️ Das Bild, wie es war. Das geänderte ist auch noch da: in „Meine Dateien“.
ask-remove = 🗑️ Geändertes Bild löschen? Es verschwindet hier und bei uns, mit ihm die Kopie des geschickten Fotos. Ein Bild, das ich gezeichnet habe, bleibt.
ask-remove-old = 🗑️ Geändertes Bild löschen? Bei uns verschwindet es, mit ihm die Kopie des geschickten Fotos. Aus dem Chat nehme ich meine Nachrichten, die nicht älter als { SPAN($deletableMs) } sind; den Rest lösch bitte selbst: Älteres darf ich in Telegram nicht entfernen.
removed = 🗑️ Das geänderte Bild ist gelöscht, hier und bei uns.
removed-old = 🗑️ Bei uns ist das geänderte Bild gelöscht. Nachrichten, die älter als { SPAN($deletableMs) } sind, stehen noch im Chat: nur du kannst sie entfernen.
too-old = Dieses Foto habe ich nicht mehr, oder ich lösche es gleich: Geschicktes bewahre ich { SPAN($retentionMsSentPhoto) } auf. Bitte schick es noch einmal.
faces-too-old = Fotos mit Menschen und was daraus wurde ändere ich { SPAN($retentionMsSentPhoto) } lang. Bitte schick das Foto noch einmal.
gone-now = Dieses Bild gibt es nicht mehr.

## Plain text: buttons, titles, notices

picture = Bild { $place }
promise = Wenn es nicht klappt, kommen die Credits zurück.
start = ✏️ Ändern
agree = 🤝 Alle sind erwachsen und einverstanden
disagree = Nein, ich schicke ein anderes Foto
suggestion =
    { $suggestion ->
        [glasses] Nimm die Brille ab
        [evening] Mach es abendlich
        [suit] Zieh mir einen Anzug an
       *[snow] Lass es schneien
    }
another-change = ✏️ Anders
again = 🔁 Noch einmal
more = ✏️ Weiter ändern
undo = ↩️ Wie es war
change-before = ✏️ Anders ändern
remove = 🗑️ Löschen
remove-surely = 🗑️ Ja, löschen
keep = Behalten
many = ✏️ Änderungen
file-one = ✏️ Änderung
one = ✏️ Geändertes Bild
file-name = geaendertes-bild
file-removed-with = zusammen mit der Kopie des geschickten Fotos
preparing = 🧺 Ich prüfe das Bild und bereite es vor
send-again = ✏️ Bild schicken
other = ✏️ Ein anderes Foto ändern
back = ‹ Zurück
entry-edit = ✏️ Foto ändern
command = Foto ändern
