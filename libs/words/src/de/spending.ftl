title = <b>🎚️ Limit und Erinnerung</b>
no-limit = Du hast kein Tageslimit. Setz eins, und ich nehme darüber hinaus keine Aufträge an, weder hier noch in Gruppen.
limit = Limit pro Tag: <b>{ CREDITS($limit) }</b>, heute { CREDITS($spent) } ausgegeben. Laufende Aufträge zählen mit, und alles, was berechnet wurde.
limit-from = Ab { $from } ist das Limit { CREDITS($limit) }.
no-limit-from = Ab { $from } gibt es kein Limit.
no-reminder = Keine Erinnerung an das Guthaben.
reminder = Ich erinnere dich, wenn du weniger als { CREDITS($threshold) } hast, und lasse zwischen zwei Erinnerungen mindestens { SPAN($remindAgainMs) } vergehen.
ask-limit =
    <b>Wie viele Credits am Tag?</b>

    Schreib eine ganze Zahl, bis { $most }. Gesenkt wird ein Limit sofort; erhöht oder entfernt erst ab dem nächsten Tag, sonst würde es nicht helfen.
ask-reminder =
    <b>Wann soll ich dich erinnern?</b>

    Schreib eine ganze Zahl von Credits, bis { $most }: Sind weniger übrig, sage ich es dir.
not-understood = Schreib eine ganze Zahl von Credits von 1 bis { $most }. Nichts hat sich geändert.
limit-set =
    { $isAtOnce ->
        [yes] ✅ Limit pro Tag: { CREDITS($limit) }. Es gilt ab sofort.
       *[no] ✅ Das Limit ist ab dem nächsten Tag { CREDITS($limit) }; heute bleibt es, wie es ist.
    }
dropped = ✅ Ab dem nächsten Tag gibt es kein Limit; heute bleibt es.
quiet = ✅ Keine Erinnerungen mehr.
reminder-set = ✅ Ich erinnere dich, wenn du weniger als { CREDITS($threshold) } hast.
remind = 🔔 { CREDITS($available) } übrig: weniger als die { CREDITS($threshold) }, an die du erinnert werden wolltest.

## Plain text: buttons, titles, notices

command = Ausgabenlimit und Erinnerung
set-limit = 🎚️ Limit setzen
change-limit = 🎚️ Limit ändern
drop-limit = Limit entfernen
set-reminder = 🔔 Erinnere mich
change-reminder = 🔔 Erinnerung ändern
drop-reminder = 🔕 Nicht erinnern
top-up = 💎 Aufladen
change = 🎚️ Ändern
back = ‹ Zurück
balance = ‹ Guthaben
menu = 🏠 Menü
