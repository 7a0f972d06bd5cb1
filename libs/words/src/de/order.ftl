title =
    <b>{ $kind }</b>{ $what ->
        [none] { "" }
       *[other] { "" } · { $what }
    }
receipt =
    🧾 { $isWhole ->
        [yes]
            { $held ->
                [0] Keine Credits berechnet
               *[other] Alles zurück: { CREDITS($released) }
            }
       *[no]
            Berechnet: { CREDITS($charged) }{ $released ->
                [0] { "" }
               *[other] , zurück: { CREDITS($released) }
            }
    }{ $isFirstOfDay ->
        [yes]
            { $held ->
                [0] : in deiner kostenlosen Sprache von heute enthalten
               *[other] , ein Teil der Sprache war kostenlos
            }
       *[no] { "" }
    }. Verfügbar: { CREDITS($availableAfter) }.

## Plain text: buttons, titles, notices

step =
    { $step ->
        [preparing] { $preparing }
       *[other]
            { $step ->
                [unconfirmed]
                    { $isFree ->
                        [yes] 🤔 Das KI-Modell hat deinen Auftrag nicht bestätigt. Ich warte; ohne Antwort sage ich Bescheid
                       *[no] 🤔 Das KI-Modell hat deinen Auftrag nicht bestätigt. Ich warte; ohne Antwort kommen deine Credits zurück
                    }
               *[other]
                    { $step ->
                        [queued] 🕓 In der Warteschlange
                        [at-provider-queue] 🕓 Beim KI-Modell, in dessen Warteschlange
                        [working] ⚙️ In Arbeit
                        [collecting] 📦 Ich hole das Ergebnis
                        [comparing] 👤 Trainiert. Ich prüfe die Ähnlichkeit mit den Fotos
                        [retraining] 🔁 Noch nicht ähnlich genug, ich trainiere noch einmal. Das ist kostenlos
                        [redrawing] 🔁 Eine misslungene Aufnahme zeichne ich neu. Das ist kostenlos
                       *[cancelled] ✖️ Abgebrochen. Was fertig ist, kommt, sobald mein Speicher wieder läuft; nur das wird berechnet
                    }
            }
    }
made = 📸 { $made } von { $of } fertig
waits =
    { $reason ->
        [moderation] 🕓 Die Sicherheitsprüfung antwortet nicht, und ohne sie beginne ich nicht
        [provider] 🕓 Das KI-Modell ist überlastet oder antwortet gerade nicht
        [account] 🕓 Das KI-Modell nimmt unsere Aufträge nicht an: unser Konto dort ist leer oder wird geprüft. Wir wissen es schon
       *[trouble] 🕓 Wir haben eine Störung und arbeiten daran
    }. Dein Auftrag wartet bis zu { SPAN($orderPatienceMs) } und geht von selbst weiter. Wenn nicht: { $isFree ->
        [yes] ich sage Bescheid
       *[no] deine Credits kommen zurück
    }.
accepted = ✅ Auftrag angenommen. Du kannst den Chat schließen: ich schreibe dir, sobald alles fertig ist.
ahead =
    { $count ->
        [0] Du bist als Nächstes dran
       *[other]
            { $count } { $count ->
                [one] Auftrag
               *[other] Aufträge
            } vor dir
    }
ahead-at-provider =
    { $count ->
        [0] Dort bist du als Nächstes dran
       *[other]
            Dort { $count } { $count ->
                [one] Anfrage
               *[other] Anfragen
            } vor dir
    }
begins =
    Beginn in { ABOUT($wait) }{ $takes ->
        [none] { "" }
       *[other] , danach meist { ABOUT($takes) }
    }
left =
    { $seconds ->
        [0] Dauert länger als sonst, läuft aber
       *[other] Noch { ABOUT($seconds) }
    }
held =
    { $amount ->
        [0] Das ist kostenlos
       *[other] Reserviert: { CREDITS($amount) }, berechnet wird Fertiges
    }
cancel =
    { $back ->
        [0] ✖️ Abbrechen
        [none] ✖️ Anhalten
       *[other] ✖️ Abbrechen ({ CREDITS($back) } zurück)
    }
no-late-cancel = Die Arbeit des KI-Modells an diesem Auftrag ist bezahlt, er lässt sich nicht mehr abbrechen; das Ergebnis kommt.
cancelling = ✖️ Ich breche ab…
after-cancel =
    { $back ->
        [none] Was fertig ist, bekommst du und zahlst nur dafür; der Rest kommt zurück.
       *[other]
            { $made ->
                [none]
                    { $back ->
                        [0] Ist schon alles fertig, kommt das Ergebnis trotzdem.
                       *[other] Du bekommst { CREDITS($back) } zurück. Ist schon alles fertig, kommt das Ergebnis und wird berechnet.
                    }
               *[other] Du bekommst { CREDITS($back) } zurück. Was fertig ist, { $made } von { $of }, kommt für { CREDITS($charged) }. Wird eine weitere Aufnahme gerade fertig, kommt auch sie.
            }
    }
too-late-to-cancel = Dieser Auftrag ist schon beendet.
nothing-charged = Es wurden keine Credits berechnet.
short-by = Es kostet { CREDITS($price) }, du hast { CREDITS($available) }.
new-price = Der neue Preis: { CREDITS($price) }.
most-at-once =
    Ich nehme höchstens { $orders } { $orders ->
        [one] Auftrag
       *[other] Aufträge
    } gleichzeitig an.
receipt-coming = 🧾 Ich erstelle den Beleg…
partly =
    { $isCancelled ->
        [yes] Du hast den Auftrag gestoppt: { $delivered } von { $of } sind fertig.
       *[no] { $delivered } von { $of } sind gelungen.
    }
to-receipt = 🧾 Beleg
fewer = ‹ Zurück
gone-result = Dieses Ergebnis gibt es nicht mehr.
top-up = ⭐ Aufladen
menu = 🏠 Menü
