news =
    <b>📣 Neuigkeiten</b>

    { $isOn ->
        [yes] Ab und zu erzähle ich, was neu ist: Looks, Fähigkeiten, Rabatte. Brauchst du nicht? Schalte es ab.
       *[no] Neuigkeiten sind aus. Aufträge, Belege und Antworten des Supports kommen wie gewohnt.
    }
turned-off = 🔕 Neuigkeiten sind aus
turned-on = 🔔 Neuigkeiten sind an

## Plain text: buttons, titles, notices

turn-off = 🔕 Neuigkeiten abschalten
turn-on = 🔔 Neuigkeiten einschalten
no-more = 🔕 Keine Neuigkeiten mehr
menu = 🏠 Menü
command = Neuigkeiten: an oder aus
