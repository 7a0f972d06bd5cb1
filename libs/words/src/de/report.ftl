ask =
    <b>🚩 Melden</b>

    Zeichnet jemand dich oder ein Kind, ohne zu fragen? Sag es uns: ein Mensch liest deine Meldung, meist innerhalb eines Tages. Wen du meldest, erfährt nicht, von wem sie kam.
tell =
    <b>🚩 Was ist passiert?</b>

    { $about ->
        [other] Beschreibe es in einer Nachricht.
       *[other]
            Schick <b>ein Foto, auf dem das Gesicht gut zu sehen ist</b> (du kannst auch das Bild selbst weiterleiten), oder beschreibe es in Worten.

            Gibt es einen Avatar mit einem ähnlichen Gesicht, wird er sofort angehalten, bis sein Besitzer mit zwei Selfies beweist, dass es sein Gesicht ist. Das Foto lösche ich, sobald das Gesicht gemessen ist.{ $about ->
                [my-face] { "" } Die Messwerte behalte ich, damit auch bei neuen Avataren mit diesem Gesicht Selfies verlangt werden; sie verschwinden, wenn du in /privacy deine Einwilligung widerrufst.
               *[other] { "" }
            } Für ein Foto brauche ich deine Einwilligung zur Verarbeitung, für Worte nicht.
    }
sent = Ich gebe es weiter. Gleich kommt die Nummer deiner Meldung.
sent-first = Ich gebe das erste Bild weiter: zu einer Meldung gehört nur eines. Gleich kommt die Nummer deiner Meldung.
already-sent = Deine Meldung habe ich schon weitergegeben. Ist dieses Foto für etwas anderes, schick es noch einmal; eine neue Meldung: /report
not-a-picture = Das ist kein Bild, oder es ist größer als { SIZE($maxFileBytes) }. Schick ein Foto oder beschreibe es in Worten.
too-long = Das ist zu lang: höchstens { $reportLengthMax } Zeichen.
news =
    { $news ->
        [taken] ✅ Die Meldung <b>{ $number }</b> ist aufgenommen. Ein Mensch sieht sie sich an, meist innerhalb eines Tages, und ich schreibe hier, was daraus wurde. Ob jemand einen Avatar mit diesem Gesicht hat, sage ich nicht.
        [no-face]
            ✅ Die Meldung <b>{ $number }</b> ist aufgenommen, aber auf dem Bild konnte ich kein Gesicht erkennen, darum habe ich selbst nichts angehalten. Ein Mensch sieht sie sich an, meist innerhalb eines Tages, und ich schreibe hier, was daraus wurde. Ob jemand einen Avatar mit diesem Gesicht hat, sage ich nicht.

            Hast du ein Bild, auf dem das Gesicht nah ist? Schick es als neue Meldung.
        [photo-unread]
            ✅ Die Meldung <b>{ $number }</b> ist aufgenommen, aber das Bild ließ sich nicht öffnen, darum habe ich selbst nichts angehalten. Ein Mensch sieht sie sich an, meist innerhalb eines Tages, und ich schreibe hier, was daraus wurde. Ob jemand einen Avatar mit diesem Gesicht hat, sage ich nicht.

            Bitte schick das Bild noch einmal als neue Meldung.
        [too-many] In einem Tag nehme ich bis zu { $reportsADay } Meldungen auf, diese nicht mehr. Schick die übrigen in einem Tag; wenn es eilt, schreib einem Menschen: /support
        [stopped] Meldung <b>{ $number }</b>: ein Mensch hat sie sich angesehen und den Avatar gesperrt. Er kann nicht mehr gezeichnet werden. Danke, dass du Bescheid gesagt hast.
        [paused] Meldung <b>{ $number }</b>: ein Mensch hat sie sich angesehen und den Avatar angehalten. Er kann nicht gezeichnet werden, bis sein Besitzer mit zwei Selfies beweist, dass es sein Gesicht ist. Danke, dass du Bescheid gesagt hast.
       *[closed] Meldung <b>{ $number }</b>: ein Mensch hat sie sich angesehen und keinen Verstoß gefunden oder Schritte unternommen, über die wir nicht sprechen können. Bist du nicht einverstanden? Schreib uns: /support
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Zurück
about =
    { $about ->
        [my-face] 🙅 Mein Gesicht, ohne Einwilligung
        [picture] 🖼️ Ein Bild von mir oder einem Kind
       *[other] 💬 Etwas anderes
    }
without-words = ✅ Ohne Einzelheiten schicken
again = 🚩 Ein anderes Foto schicken
command-report = Melden: mein Gesicht ohne Einwilligung
