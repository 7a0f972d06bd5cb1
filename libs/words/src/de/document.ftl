which =
    📑 <b>Welches Dokument soll ich machen?</b>

    { $characters ->
        [none] Ich mache es aus der Abschrift. Jeder Punkt bekommt seine Zeit in der Aufnahme, und was dort nicht zu finden ist, wird markiert.
       *[other] Ich habe deine Datei gelesen: { GROUPED($characters) } Zeichen. Jeder Punkt bekommt die Wörter, auf denen er beruht, und was im Text nicht zu finden ist, wird markiert.
    }
ask =
    📑 Schick eine Datei mit einem Text (TXT, MD, DOCX oder PDF), und ich mache ein Dokument daraus: eine Zusammenfassung, eine Aufgabenliste, ein förmliches Protokoll, einen Brief oder eine Übersetzung.

    Ich nehme bis zu { $textMegabytes } MB Text. Das Lesen ist kostenlos, und den Preis nenne ich, bevor du bestellst.
into-which = 🌐 <b>In welche Sprache?</b>
bad-template = Nötig sind 1 bis { $templateLimitsLines } Zeilen mit je bis zu { $templateLimitsLine } Zeichen, insgesamt { $templateLimitsCharacters }. Bitte schreib sie noch einmal.
gone = Diese Abschrift gibt es nicht mehr.
doubted =
    { "" }

    ⚠️ { $points ->
        [one] 1 Punkt war
       *[other] { $points } Punkte waren
    } { $isOfRecording ->
        [yes] in der Aufnahme
       *[no] im Text
    } nicht zu finden; { $points ->
        [one] er ist
       *[other] sie sind
    } in der Datei markiert, bitte prüfe das.
document-gone = Dieses Dokument wurde gelöscht. Du kannst es neu machen lassen, aus einer Abschrift oder einer Datei.
ask-template =
    📐 <b>Deine Vorlage</b>

    Schreib Überschriften oder Fragen, jede in einer eigenen Zeile, bis zu { $templateLimitsLines }. Unter jede setze ich, was dazu gesagt wird.

    { $last ->
        [none]
            Zum Beispiel:
            Was beschlossen wurde
            Wer wofür verantwortlich ist
            Wann wir uns wieder treffen
       *[other]
            Beim letzten Mal:
            { $last }
    }
confirm =
    📑 <b>{ $name }</b>

    { $type ->
        [summary] Das Wichtigste in wenigen Punkten.
        [minutes] Was besprochen und beschlossen wurde, was zu tun ist und was noch offen ist.
        [to_do] Alle Aufgaben; wer sie übernimmt und bis wann, falls das gesagt wird.
        [protocol] Ein förmliches Protokoll: wer da war, die Tagesordnung, was vorgetragen und was beschlossen wurde.
        [letter] Ein Brief an alle, die dabei waren: was vereinbart wurde und wie es weitergeht.
        [translation] Der ganze Text.
       *[template] Deine Überschriften und Fragen, und unter jeder, was dazu gesagt wird.
    } { $isTranslation ->
        [yes] Als
       *[no] Auf Deutsch, als
    } DOCX-Datei; danach kannst du es auch als { $hasPdf ->
        [yes] PDF, TXT
       *[no] TXT
    } oder MD haben.{ $units ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" }
            Der Text ist lang: { $units } Teile zu { GROUPED($textUnitCharacters) } Zeichen.
    }

    Preis: <b>{ CREDITS($price) }</b>
exported = 📑 { $name }
order-delivered = 📑 Fertig! Das Dokument ist in der Datei.

## Plain text: buttons, titles, notices

take-last = 📐 Die letzte nehmen
another = 📑 Andere Datei
button =
    { $type ->
        [summary] 📌 Zusammenfassung
        [minutes] 🤝 Besprechung
        [to_do] ✅ Aufgabenliste
        [protocol] 📜 Protokoll
        [letter] ✉️ Brief
        [translation] 🌐 Übersetzung
       *[template] 📐 Nach meiner Vorlage
    }
name =
    { $type ->
        [summary] Zusammenfassung
        [minutes] Besprechungsnotizen
        [to_do] Aufgabenliste
        [protocol] Förmliches Protokoll
        [letter] Brief zum Ergebnis
        [translation] Übersetzung
       *[template] Dokument nach Vorlage
    }{ $target ->
        [ru] { "" } ins Russische
        [en] { "" } ins Englische
        [de] { "" } ins Deutsche
        [es] { "" } ins Spanische
        [fr] { "" } ins Französische
        [zh] { "" } in vereinfachtes Chinesisch
        [tr] { "" } ins Türkische
        [uk] { "" } ins Ukrainische
        [kk] { "" } ins Kasachische
        [none] { "" }
       *[other] { "" } in: { $own }
    }
what =
    { $type ->
        [template] Nach Vorlage
       *[other] { $name }
    }
promise = Klappt es nicht, kommen deine Credits zurück.
start = 📑 Erstellen
transcripts = 📚 Meine Abschriften
files = 🗂️ Meine Dateien
back = ‹ Zurück
use-make-document = 📑 Dokument
entry-documents = 📑 Dokument aus Datei
file-many = 📑 Dokumente
file-one = 📑 Dokument
file-name = dokument
flow-title = Dokument
order-title = 📑 Dokument
order-short-title = 📑 Dokument
order-preparing = 🧺 Ich öffne den Text
order-again = 📑 Dokument schicken
