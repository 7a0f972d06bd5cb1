title = 🔌 <b>API: Aisha für deine Programme</b>
about = Ein Programm mit deinem Schlüssel bestellt Bilder, Sprache, Dokumente und Antworten für deine Credits, zu denselben Preisen und Regeln wie hier. Ergebnisse stehen in „Meine Dateien“, Belege im Verlauf; im Chat schreibe ich über solche Aufträge nichts.
address = Adresse: <code>{ $address }</code>. Beschreibung und Beispiele: { $address }/v1/docs
line =
    🔑 <b>{ $name }</b> (…{ $ending })
    Darf: { $scopes }. { $used ->
        [none] Noch nicht benutzt.
       *[other] Benutzt: { $used }.
    }
none = Noch gibt es keine Schlüssel.
ask-name = 🔑 Wie soll der Schlüssel heißen? Schreib, welches Programm ihn braucht: „Laden“, „Mein Skript“. Bis zu { $longestKeyName } Zeichen.
ask-scopes =
    🔑 <b>{ $name }</b>

    Was darf der Schlüssel? Gib ihm nur, was er braucht: Wer ihn bekommt, kann deine Credits ausgeben und Ergebnisse sehen.
making = 🔑 Ich mache den Schlüssel: Er kommt mit der nächsten Nachricht.
made =
    🔑 Der Schlüssel „{ $name }“ ist fertig. Ich zeige ihn einmal und bewahre ihn nicht auf: Kopiere ihn in die Einstellungen deines Programms und lösche diese Nachricht.

    <tg-spoiler><code>{ $key }</code></tg-spoiler>

    Schick ihn niemandem. Ist er in fremde Hände geraten, widerrufe ihn: /api
not-made = ⚠️ Der Schlüssel „{ $name }“ ließ sich nicht machen: Telegram hat lange nicht geantwortet. Deine Credits sind unberührt. Ist trotzdem ein Schlüssel gekommen, öffnet er nichts: Lösche ihn. Versuch es noch einmal: /api
refused = ⚠️ Der Schlüssel „{ $name }“ (…{ $ending }), den ich dir gezeigt habe, öffnet nichts: Es gibt schon { $maxApiKeys } Schlüssel. Widerrufe einen und mach einen neuen.
paused = ⏸️ Die Adresse { $host } nimmt keine Nachrichten über deine API-Aufträge mehr an, deshalb schicke ich keine mehr dorthin. Aufträge und Credits sind in Ordnung. Bring die Adresse in Ordnung und schalte sie mit POST /v1/webhooks/…/resume wieder ein: Was sie in einem Monat verpasst hat, kommt zuerst.
revoked = Der Schlüssel ist widerrufen. Seine Webhooks sind gelöscht, ebenso alte, von denen niemand weiß, welcher Schlüssel sie angelegt hat. Lege die nötigen mit einem anderen neu an.
too-many = Es gibt schon { $maxApiKeys } Schlüssel. Widerrufe zuerst einen.
bad-name = Es müssen 1 bis { $longestKeyName } Zeichen sein. Schreib ihn bitte noch einmal.

## Plain text: buttons, titles, notices

command = API: Schlüssel für deine Programme
revoke = ✖️ Widerrufen: { $name } (…{ $ending })
new-key = ➕ Neuer Schlüssel
scope =
    { $scope ->
        [read] ansehen
        [order] bestellen
       *[webhooks] Webhooks
    }
choice =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $label }
make = 🔑 Schlüssel machen
keys = 🔑 Schlüssel
back = ‹ Schlüssel
menu = 🏠 Menü
