ask-export =
    <b>📦 Meine Daten exportieren</b>

    Ich sammle alles, was über dich gespeichert ist: die Daten als JSON und als lesbare Seite, und die Dateien: Fotos, trainierte Modelle der Avatare, Bilder, Videos, Aufnahmen, Texte, Dokumente, Sprache, Belege. Sie kommen hier als Archive bis { $partMegabytes } MB; eine größere Datei kommt als Link, der einen Tag gilt.

    Nichts von anderen ist dabei: keine Namen und Fotos von Freunden. Auch kein Modell eines gesperrten Avatars, solange er gesperrt ist. Auch nichts, womit jeder deine Dateien holen könnte: Adressen bei den Anbietern der Modelle. Auch keine Datei, die größer als ein Archiv ist, wo es keine Links gibt: am Ende sage ich, wie viele es sind, frag /support danach.

    { $dataExportsADay ->
        [1] Einmal
       *[other] { $dataExportsADay }-mal
    } am Tag, meist in ein paar Minuten. Kostenlos.
export-under-way = 📦 Ein Export läuft schon: siehe die Karte oben, dort kannst du ihn auch anhalten.
export-tomorrow =
    📦 Es gibt { $dataExportsADay ->
        [1] einen Export am Tag, und den heutigen
       *[other] { $dataExportsADay } Exporte am Tag, und die heutigen
    } hast du schon begonnen. Den nächsten kann ich in { SPAN($againInMs) } machen.
export-begun = 📦 Ich sammle. Die Karte unten zeigt, wie weit es ist; du kannst den Bot weiter benutzen.
export-listing = 📦 <b>Ich sammle deine Daten</b>: { $listed } von { $of } Teilen der Liste sind fertig.
export-packing = 📦 <b>Ich packe deine Daten</b>: Archiv { $sent } von { $parts }.
export-file = 📦 Deine Daten, Archiv { $part } von { $parts }{ $part ->
        [1] . Öffne index.html
       *[other] { "" }
    }.
export-ended =
    { $outcome ->
        [sent]
            { $refused ->
                [0] 📦 Fertig: dein Export ist da, Archive: { $parts }. Meine Kopien sind in { SPAN($retentionMsArchive) } weg.
               *[other] 😔 Telegram hat { $refused } von { $parts } Archiven nicht angenommen. Deine Daten sind noch da; versuch es in einem Tag noch einmal oder schreib an /support.
            }{ $tooLarge ->
                [0] { "" }
               *[other] { "" } Dateien, die nicht hineinpassen: { $tooLarge }. Sie sind größer als { $mostMegabytes } MB, und Links gibt es hier nicht. Sie sind noch da: frag /support danach.
            }
        [stopped] 📦 Der Export ist angehalten. Einen neuen kannst du in einem Tag beginnen.
        [tomorrow]
            📦 Es gibt { $dataExportsADay ->
                [1] einen Export am Tag, und den heutigen
               *[other] { $dataExportsADay } Exporte am Tag, und die heutigen
            } hast du schon begonnen. Versuch es in einem Tag noch einmal.
       *[failed] 😔 Der Export ist misslungen: die Störung liegt bei mir. Deine Daten sind noch da. Versuch es in einem Tag noch einmal oder schreib an /support.
    }
ask-erase =
    <b>🗑️ Alles über mich löschen</b>

    Alles verschwindet: Avatare und Modelle, Fotos, Bilder und Videos, Aufnahmen und Texte, Dokumente, Sprache, Ideen, Entwürfe, Erlaubnisse für Freunde, Meldungen, meine Seite des Gesprächs, dein Name und deine Nummer in Telegram. FAL bitte ich, zu löschen, was dort von deinen Aufträgen liegt; Dateien sind in jedem Fall in { SPAN($retentionMsCopyAtFal) } weg, Einträge über Anfragen spätestens in { SPAN($retentionMsRecordAtFal) }. OpenAI bewahrt Gesendetes nach eigenen Regeln auf. Laufende Aufträge enden vorher oder werden angehalten, wie immer.

    Es bleibt: Beträge und Zeitpunkte von Vorgängen unter einer Nummer, die zu niemandem führt — die Buchhaltung verlangt es; ein Vermerk, dass alles gelöscht ist; und ein Merkmal, dass es das Willkommensgeschenk schon gab und, falls du gesperrt bist, bis wann (daran erkennt dich niemand; kommst du wieder, beginnt das Kostenlose nach einem Tag). Wurde ein Avatar von dir gesperrt, verschwinden die Messwerte seines Gesichts in { SPAN($retentionMsStoppedFace) }, damit er nicht neu trainiert wird. Bilder von Freunden mit deinem Gesicht bleiben bei den Freunden: nimm sie vorher in /permissions zurück. Sicherungen verschwinden zu ihrer Zeit, den Chat bewahrt Telegram auf.

    { $hasCredits ->
        [yes] <b>Dein Guthaben von { CREDITS($credits) } verfällt.</b> Willst du deine Zahlung zurück? Gib zuerst den Kauf mit der Taste unten zurück: das geht, solange seine Credits und der Bonus dafür nicht ausgegeben sind. Nach dem Löschen gibt es niemanden, dem wir erstatten könnten.
       *[no] Du hast keine Credits.
    }

    Das lässt sich nicht rückgängig machen. Lade deine Daten vorher herunter.
type-the-word =
    <b>🗑️ Alles endgültig löschen?</b>

    Schreib das Wort <b>{ $word }</b>, und ich beginne. Anhalten geht dann nicht mehr.
other-word = Das ist nicht das Wort { $word }. Ich lösche nichts.
erase-begun = 🗑️ Ich lösche jetzt. Aufträge und Dateien nehme ich nicht mehr an; am Ende kommt ein Bericht.
erasing =
    🗑️ <b>Ich lösche alles über dich</b>: { $stage ->
        [orders] ich warte, bis laufende Aufträge und Zahlungen enden
        [credits] ich schließe das Konto
        [apps] ich lösche Dateien und Einträge
       *[report] fertig
    }.

    Schritte: { $done } von { $of }.
erased =
    ✅ <b>Alles über dich ist gelöscht.</b>

    { $at }
    Einträge in Tabellen: { $rows }, Dateien: { $files }. Nummer des Berichts: { $number }.

    Beträge und Zeitpunkte von Vorgängen bleiben unter einer Nummer, die zu niemandem führt; wurde ein Avatar gesperrt, auch die Messwerte seines Gesichts, höchstens { SPAN($retentionMsStoppedFace) }. Dateien bei FAL sind in { SPAN($retentionMsCopyAtFal) } weg, Einträge über Anfragen spätestens in { SPAN($retentionMsRecordAtFal) }. OpenAI bewahrt Gesendetes nach eigenen Regeln auf. Noch { SPAN($lookForMs) } lang prüfe ich, ob Arbeit, die gerade lief, etwas geschrieben hat, und lösche es.

    Das ist meine letzte Nachricht, und auch sie vergesse ich. Lösch den Chat in Telegram selbst. Schreibst du wieder, lernen wir uns neu kennen.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
export-now = 📦 Sammeln
export-first = 📦 Zuerst Daten exportieren
export-stop = ✖️ Anhalten
export-name = aisha-data-{ $part }.zip
erase-everything = 🗑️ Alles über mich löschen
erase-go-on =
    { $hasCredits ->
        [yes] 🗑️ Weiter, Credits verfallen lassen
       *[no] 🗑️ Weiter
    }
stars-back = ↩️ Zuerst einen Kauf erstatten
keep-everything = Alles behalten
the-word = LÖSCHEN
page-title = Deine Daten bei Aisha
page-about = Gesammelt am { $day }. Archive: { $parts }; die Dateien liegen im Ordner files der anderen Archive. Hier stehen die ersten Zeilen jeder Tabelle, alle Zeilen im Ordner data.
page-more = Und noch { $count } Zeilen. Alle stehen im Ordner data.
page-not-given = Was hier fehlt
page-withheld = Adressen von Kopien bei den Anbietern der Modelle: damit könnte jeder eine Datei holen. Nummern und Namen anderer, Fotos von Freunden. Modelle gesperrter Avatare: wessen Gesicht es ist, ist nicht bewiesen. Technische Spalten darüber, wie ein Auftrag durch die Warteschlange ging, und was nur während eines Auftrags dort liegt. Dateien, die größer als ein Archiv sind, wo es keine Links gibt: frag /support danach. Die Messwerte deines Gesichts sind da: Zahlen aus den Fotos.
