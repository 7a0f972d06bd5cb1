missing = ⚠️ Dir fehlt noch etwas: <b>{ CREDITS($amount) }</b>. Kauf ein Paket, danach geht es gleich mit dieser Bestellung weiter.
renewed = Der Preis ist aktualisiert. Tippe noch einmal.
storage-away = ⚠️ Unser Dateispeicher antwortet gerade nicht: das Ergebnis könnte nirgends bleiben, darum nehme ich die Bestellung noch nicht an. Nichts ist reserviert oder berechnet. Tippe in ein paar Minuten noch einmal.
off-sale = ⚠️ Das KI-Modell, das dies macht, wurde von seinem Anbieter endgültig abgeschaltet. Das lässt sich vorerst nicht bestellen: wir binden ein anderes an. Nichts ist reserviert oder abgebucht.

## Plain text: buttons, titles, notices

left = Danach übrig: { CREDITS($after) }
queue =
    ⏳ Es gibt eine Warteschlange: { $waitSeconds ->
        [none]
            { $ahead } { $ahead ->
                [one] Auftrag
               *[other] Aufträge
            } vor dir
       *[other] Beginn in { ABOUT($waitSeconds) }
    }{ $takesSeconds ->
        [none] { "" }
       *[other] , danach meist { ABOUT($takesSeconds) }
    }. Bis dahin kannst du frei abbrechen.
soon =
    ⏱️ In der Warteschlange { ABOUT($wait) }{ $takes ->
        [none] { "" }
       *[other] , danach meist { ABOUT($takes) }
    }
takes = ⏱️ Dauert meist { ABOUT($seconds) }
nothing-free = ❗ Aber kostenlose Versuche gibt es für so einen Auftrag gerade nicht: ein begonnener Auftrag lässt sich nicht abbrechen, und wird nichts daraus, wird berechnet, was das KI-Modell getan hat.
too-little-free = ❗ Aber die kostenlosen Versuche eines Tages reichen für so einen Auftrag vielleicht nicht: dann lässt er sich nach dem Beginn nicht mehr abbrechen, und wird nichts daraus, wird berechnet, was das KI-Modell getan hat.
not-begun = ❗ Aber gerade ist nichts kostenlos, und so ein Auftrag beginnt nicht. Versuch es bitte später noch einmal, etwa in einem Tag; berechnet wird nichts.
no-late-cancel = ❗ Sobald das KI-Modell beginnt, lässt sich dieser Auftrag nicht mehr abbrechen: es berechnet ihn sofort.
change = Ändern
other-packs = ⭐ Andere Pakete
menu = 🏠 Menü
