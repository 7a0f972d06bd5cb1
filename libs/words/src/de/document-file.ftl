## Plain text: what stands in the file of a document

summary = Zusammenfassung
gist = Kurz gefasst
details = Ausführlicher
minutes = Besprechungsergebnis
discussed = Besprochen
decided = Beschlossen
to-do = Zu tun
open = Offene Fragen
to-do-list = Aufgabenliste
protocol = Protokoll
present = Anwesend
agenda = Tagesordnung
heard = Berichtet
resolved = Beschlossen
letter = Schreiben zum Ergebnis
greeting = Guten Tag,
regards = Mit freundlichen Grüßen
# $own (String): what the language calls itself. $into is left out: German would decline it.
translation = Übersetzung: { $own }
by-template = Dokument nach Vorlage
unanswered = Dazu wurde nichts gesagt.
# A task, with its owner and its deadline as far as the text says them.
point =
    { $text }{ $owner ->
        [none]
            { $due ->
                [none] { "" }
               *[other] { "" } (bis: { $due })
            }
       *[other]
            { "" } (wer: { $owner }{ $due ->
                [none] { "" }
               *[other] ; bis: { $due }
            })
    }
origins = Woher das stammt
# After what the recording, or the text, does not support.
unsupported =
    { $origin ->
        [recording] von der Aufnahme nicht bestätigt
       *[text] vom Text nicht bestätigt
    }
