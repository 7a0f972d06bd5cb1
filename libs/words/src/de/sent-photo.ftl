refused =
    { $refusal ->
        [not-fetched] 📷 Telegram hat mir das Foto nicht gegeben. Versuch es noch einmal oder schick es erneut.
        [deleted] 📷 Dieses Foto habe ich nicht mehr, oder ich lösche es gleich. Schick es noch einmal oder wähle ein anderes in „Meine Dateien“.
        [not-a-picture] 📷 Das ist kein Foto oder ein Format, das ich nicht kenne. Schick JPEG, PNG, WebP oder HEIC; ein gewöhnliches Foto genügt.
        [damaged] 📷 Die Datei lässt sich nicht öffnen; sie scheint beschädigt zu sein. Schick das Foto noch einmal oder ein anderes.
        [too-large] 📷 Diese Datei ist zu groß: höchstens { SIZE($maxFileBytes) }, bitte. Am einfachsten schickst du sie als Foto.
        [too-many-at-once] 📷 Ich sehe mir noch deine vorigen Fotos an. Warte auf sie und versuch es dann noch einmal.
        [too-many-today] 📷 Für jetzt ist es genug: ich sehe mir bis zu { $sentPhotosADay } Fotos in einem Tag an. Schick in einem Tag mehr.
        [storage-full] 📷 Kein Platz mehr: ich bewahre schon so viele deiner Dateien auf, wie ich kann. Lösche in /files, was du nicht brauchst („Dateiart“ zeigt, was am meisten belegt), und versuch es noch einmal.
        [not-decent] 📷 An so einem Foto arbeite ich nicht: nichts Freizügiges. Schick ein anderes.
        [no-face] 📷 Auf diesem Foto habe ich kein Gesicht gefunden, und scharf mache ich gerade Gesichter. Schick ein anderes Foto oder nimm dieses größer auf.
        [child] 📷 Auf dem Foto scheint ein Kind zu sein. Fotos von Kindern ändere ich nicht. Schick ein Foto eines Erwachsenen.
        [known-face] 📷 Die Person auf diesem Foto hat darum gebeten, nicht gezeichnet zu werden, bis sie es selbst bestätigt. Schick ein anderes.
        [too-many-faces] 📷 Auf diesem Foto sind mehr Menschen, als ich einzeln ansehen kann. Schick eins mit weniger Menschen.
       *[unavailable] 📷 Ich konnte mir das Foto gerade nicht ansehen. Dieser Versuch zählt nicht. Versuch es in einer Minute noch einmal.
    }
only-photos = Hier warte ich auf ein Foto 📷
looking = 📷 Ich sehe mir das Foto an… Meist dauert das ein paar Sekunden.
one-at-a-time = Eins nach dem anderen, bitte: ich sehe mir noch das vorige Foto an.
still-looking = Ich sehe mir das Foto noch an. Gleich zeige ich dir, was daraus wird und was es kostet.
seen =
    📷 <b>Ich habe mir dein Foto angesehen</b>

    Es passt: Ich kann dir zeigen, was daraus wird und was es kostet.
gone = Dieses Foto gibt es nicht mehr oder gleich nicht mehr. Bitte schick es noch einmal.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
again = 🔁 Noch einmal versuchen
to-offer = 📷 Preis zeigen
another = 📷 Anderes Foto
