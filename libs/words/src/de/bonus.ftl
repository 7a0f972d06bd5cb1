overview =
    🎁 <b>Credits ohne Sterne</b>

    • <b>Gutscheincode</b>: gib ihn hier ein oder sende <code>/promo CODE</code>.
    • <b>Freunde</b>: { $friends ->
        [both] Für das erste Bild einer Person, die über deinen Link kam, und noch einmal für ihr erstes Paket bekommt ihr beide Credits.
        [picture] Für das erste Bild einer Person, die über deinen Link kam, bekommt ihr beide Credits.
        [purchase] Für das erste Paket einer Person, die über deinen Link kam, gibt es Credits.
       *[none] Im Moment bringen Einladungen keine Credits.
    }
    • <b>Ein Geschenk</b>: teile gekaufte Credits über einen Link oder schenke eine Fotosession.
ask-code = 🎟️ Schick den Gutscheincode in einer Nachricht.
checking = 🎟️ Ich prüfe den Code <code>{ $code }</code>…
promo =
    { $outcome ->
        [credits]
            🎟️ Der Code <code>{ $code }</code> hat dir <b>{ CREDITS($amount) }</b> gebracht.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
            } Du hast { CREDITS($available) }.
        [percent]
            🎟️ Der Code <code>{ $code }</code> gilt für deinen nächsten Kauf: Zu jedem Paket kommen <b>{ $percent } %</b> Credits dazu.{ $until ->
                [none] { "" }
               *[other] { "" } Nutze ihn vor dem { $until }.
            }
        [not-yet] 🎟️ Der Code <code>{ $code }</code> gilt noch nicht: Er beginnt am { $until }.
        [ended] 🎟️ Der Code <code>{ $code }</code> gilt nicht mehr: Seine Zeit ist vorbei.
        [exhausted] 🎟️ Der Code <code>{ $code }</code> ist aufgebraucht: Andere waren schneller.
        [used] 🎟️ Du hast den Code <code>{ $code }</code> schon benutzt.
        [percent-waits] 🎟️ Du hast schon einen Code für den nächsten Kauf. Kaufe erst damit ein Paket, dann gib <code>{ $code }</code> ein.
        [too-many-tries] 🎟️ Innerhalb eines Tages gab es zu viele falsche Codes. Gib <code>{ $code }</code> morgen um diese Zeit ein.
       *[unknown] 🎟️ Den Code <code>{ $code }</code> gibt es nicht. Prüfe die Buchstaben und gib ihn noch einmal ein.
    }
gained =
    { $reason ->
        [referral-inviter] 👥 Jemand hat über deinen Link ein erstes Paket gekauft: <b>{ CREDITS($amount) }</b> für dich. Danke!
        [referral-picture-inviter] 🎨 Jemand hat über deinen Link ein erstes Bild bekommen: <b>{ CREDITS($amount) }</b> für dich, für noch eines. Danke!
        [referral-picture-friend] 🎨 Dein erstes Bild nach einer Einladung: <b>{ CREDITS($amount) }</b> für noch eines, geschenkt.
       *[other] 👥 Dein erster Kauf nach einer Einladung: <b>{ CREDITS($amount) }</b> dazu, geschenkt.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
    } Du hast { CREDITS($available) }.
taken-back =
    { $reason ->
        [referral-inviter]
            { $isCard ->
                [yes] ↩️ Das Geld des ersten Kaufs ging zurück, deshalb habe ich { CREDITS($amount) } für die Einladung abgezogen.
               *[no] ↩️ Die Sterne des ersten Kaufs gingen zurück, deshalb habe ich { CREDITS($amount) } für die Einladung abgezogen.
            }
        [referral-friend]
            { $isCard ->
                [yes] ↩️ Das Geld deines ersten Kaufs ist auf dem Weg zu dir zurück, deshalb habe ich { CREDITS($amount) } für die Einladung abgezogen.
               *[no] ↩️ Die Sterne deines ersten Kaufs gingen an dich zurück, deshalb habe ich { CREDITS($amount) } für die Einladung abgezogen.
            }
       *[other]
            { $isCard ->
                [yes] ↩️ Das Geld deines Kaufs ist auf dem Weg zu dir zurück, deshalb habe ich { CREDITS($amount) } des Gutscheincodes abgezogen.
               *[no] ↩️ Die Sterne deines Kaufs gingen an dich zurück, deshalb habe ich { CREDITS($amount) } des Gutscheincodes abgezogen.
            }
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Schon ausgegeben und damit offen: { CREDITS($owed) }. Dein nächster Kauf oder zurückkommende Credits gleichen das aus.
    } Du hast { CREDITS($available) }.
bad-code = Ein Gutscheincode hat { $minPromoCode } bis { $maxPromoCode } lateinische Buchstaben, Ziffern und Bindestriche. Prüfe ihn und schick ihn noch einmal.

## Plain text: buttons, titles, notices

enter-code = 🎟️ Gutscheincode eingeben
invite = 👥 Freunde einladen
give = 💝 Etwas schenken
balance = ‹ Guthaben
menu = 🏠 Menü
back = ‹ Boni
