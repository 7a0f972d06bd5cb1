balance =
    💎 <b>Verfügbar: { CREDITS($available) }</b>{ $held ->
        [0] { "" }
       *[other]
            { "" }
            Reserviert für laufende Aufträge: { CREDITS($held) }
    }{ $debt ->
        [0] { "" }
       *[other]
            { "" }
            Offen für erstattete Käufe: { CREDITS($debt) }. Dein nächster Kauf gleicht das aus; unten steht, wofür der Rest eines Pakets reicht.
    }

    Du zahlst nur, was du bekommst, und Credits verfallen nie. Erstattungen und Fragen zur Zahlung: /paysupport.

    Pakete mit Credits für Telegram-Sterne:
more-title =
    <b>🧾 Belege und Zahlungen</b>

    💎 Verfügbar: { CREDITS($available) }{ $held ->
        [0] { "" }
       *[other] , reserviert { CREDITS($held) }
    }
history-title = <b>🧾 Verlauf</b>
credit =
    { $kind ->
        [purchase]
            { $isCard ->
                [yes] 💳 Kauf
               *[no] ⭐ Kauf
            }
        [subscription] 🔁 Abo
        [welcome] 🎁 Geschenk
        [correction] 🤝 Vom Support
        [refund]
            { $isCard ->
                [yes] ↩️ Geld auf die Karte erstattet
               *[no] ↩️ Sterne an dich erstattet
            }
        [deduction] 🤝 Vom Support abgezogen
        [promo] 🎟️ Gutscheincode
        [referral] 👥 Einladung
        [referral-picture] 🎨 Bild für eine Einladung
        [gain-back] ↩️ Bonus eines erstatteten Kaufs
        [gift-sent] 💝 Geschenk an jemanden
        [gift-received] 💝 Geschenk für dich
        [gift-back] 💝 Geschenk kam zurück
        [forfeit] 🗑️ Mit deinen Daten gelöscht
       *[debt-payment] ↩️ Offen für erstattete Käufe
    }
order =
    { $kind }{ $about ->
        [none] { "" }
       *[other] { "" } „{ $about }“
    }{ $units ->
        [none] { "" }
       *[other] { "" } { $units }
    }
line =
    <b>{ $number }.</b> { $name } · { $amount }
    <i>{ $when }</i>
credited =
    <b>{ $isGone ->
        [yes] { "" }
       *[no]
            { $amount ->
                [0] { "" }
               *[other] +
            }
    }{ CREDITS($amount) }</b>
charged-amount =
    <b>−{ CREDITS($charged) }</b>{ $released ->
        [0] { "" }
       *[other] { "" } ({ CREDITS($released) } zurück)
    }
nothing-charged = kostenlos
free-amount =
    { $isCancelled ->
        [yes] von dir abgebrochen
       *[no] nicht gelungen
    }, { CREDITS($released) } zurück
open-amount = in Arbeit, { CREDITS($held) } reserviert
choose-zone = <b>🌍 Wie spät ist es bei dir?</b>
zone-chosen = Gemerkt: { $place } 👌
no-receipt = So einen Beleg gibt es nicht.
receipt-title = 🧾 <b>{ $name }</b>
charged = <b>Berechnet: { CREDITS($amount) }</b>
why =
    { "" }
    { $reason }
order-number = Auftrag <code>{ $orderId }</code>
payment =
    { "" }
    { $paid ->
        [none] { "" }
       *[other] Bezahlt: { $paid }. { "" }
    }Zahlung <code>{ $chargeId }</code>
pack-gone = Dieses Paket gibt es nicht mehr. Das gibt es jetzt:
result-gone = Das Ergebnis gibt es nicht mehr.
paid =
    { $isCard ->
        [yes] 💳 Zahlung angenommen, ich schreibe die Credits gut…
       *[no] ⭐ Deine Sterne sind da, ich schreibe die Credits gut…
    }
paid-in-vain =
    🤝 Deine Zahlung ist angekommen, aber diese Rechnung gilt nicht mehr. Wir klären das: du bekommst Credits oder { $isCard ->
        [yes] dein Geld
       *[no] deine Sterne
    } zurück.

    Zahlungsnummer für /paysupport: <code>{ $payment }</code>
credits-delayed =
    ⏳ { $isCard ->
        [yes] Deine Zahlung ist angekommen, aber die Credits verspäten sich: eine Störung bei uns. Dein Geld ist sicher
       *[no] Deine Sterne sind angekommen, aber die Credits verspäten sich: eine Störung bei uns. Deine Sterne sind sicher
    }: wir sehen die Zahlung und schreiben die Credits selbst gut. Du musst nichts tun.

    Zahlungsnummer: <code>{ $payment }</code>
purchased =
    💎 <b>{ CREDITS($amount) }</b> gutgeschrieben.{ $bonus ->
        [0] { "" }
       *[other] { "" } Davon durch den Gutscheincode: { CREDITS($bonus) }.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
    }{ $until ->
        [none] { "" }
       *[other] { "" } Das Abo ist bis { $until } bezahlt.
    } Verfügbar: { CREDITS($available) }.
refunded =
    ↩️ { $isCard ->
        [yes] { $paid } geht auf deine Karte zurück (die Bank braucht bis zu einigen Tagen)
       *[no] Telegram hat dir { $paid } erstattet
    }{ $isCredited ->
        [yes] , darum sind die Credits dieses Kaufs weg{ $taken ->
            [0] { "" }
           *[other] : { CREDITS($taken) }
        }.
       *[no] . Für diese Zahlung gab es keine Credits, darum wurden auch keine abgezogen.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Schon ausgegeben und damit offen: { CREDITS($owed) }. Dein nächster Kauf oder zurückkommende Credits gleichen das aus.
    } Verfügbar: { CREDITS($available) }.
corrected =
    🤝 { $isGift ->
        [yes] Der Support hat dir <b>{ CREDITS($amount) }</b> gutgeschrieben.
       *[no] Der Support hat dir <b>{ CREDITS($amount) }</b> abgezogen.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
    } Verfügbar: { CREDITS($available) }. Fragen: /support

## Plain text: buttons, titles, notices

bonuses = 🎁 Boni
more = 🎁 Boni, Belege
subscription = 🔁 Abo
spending = 🎚️ Limit und Erinnerung
returns = ↩️ Kauf erstatten
history = 🧾 Verlauf
menu = 🏠 Menü
back = ‹ Guthaben
older = Älter ›
newest = ‹‹ Neueste
nothing-yet = Hier erscheinen deine Käufe und Aufträge, jeder mit seinem Beleg.
statement = 📄 Monatsauszug
zone-button = 🌍 Zeit: { $place }
zone =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $clock } { $place }
back-to-history = ‹ Verlauf
back-to-settings = ‹ Zurück
when = { $day }, { $clock } ({ $place })
drawn = Avatar: { $avatar }
held = Reserviert: { CREDITS($amount) }
charged-later = Berechnet wird erst, wenn es fertig ist. Klappt es nicht, bekommst du alles zurück.
released = Zurück: { CREDITS($amount) }
partly =
    { $delivered } von { $of } sind gelungen, { $isCancelled ->
        [yes] den Rest hast du abgebrochen: Die Credits dafür hast du zurück.
       *[no] für den Rest hast du die Credits zurück.
    }
show-avatar = 👤 Zum Avatar
invoice-title = { CREDITS($amount) }
invoice-description =
    Reicht für { $avatar ->
        [none] { "" }
       *[other] einen Avatar und { "" }
    }{ $pictures } { $pictures ->
        [one] Bild
       *[other] Bilder
    }. Oder für Abschriften, Dokumente und Vorgelesenes: dieselben Credits zahlen alles und verfallen nie.
invoice-pays-debt = Zuerst wird damit bezahlt, was du für erstattete Käufe schuldest: { CREDITS($debt) }. Für Aufträge bleiben: { CREDITS($left) }.
entry-balance = 💎 Guthaben
entry-history = 🧾 Verlauf
command-balance = Guthaben und Aufladen
command-history = Verlauf der Aufträge
