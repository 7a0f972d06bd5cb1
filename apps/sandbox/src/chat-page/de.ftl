## Plain text: what the page of the sandbox says; the bot in it has its own words

skip = Zum Eingabefeld
people = Chats
add-person = Person hinzufügen
add-group = Neue Gruppe
people-hint = Alle haben ihren eigenen Chat mit dem Bot. Schreib, als wer du willst: niemand stört die anderen.
# The woman of this language who is there in a new sandbox.
first-person = Lena
first-name = Vorname
language = Sprache
drawn-as = Auf gezeichneten Selfies
choose-drawn = Bitte wählen
kind =
    { $kind ->
        [woman] Frau
        [man] Mann
       *[other] Andere
    }
add = Hinzufügen
group-title = Name
group-example = Freunde
group-members = Mitglieder
with-bot = Den Bot gleich dazuholen
create = Erstellen
group = Gruppe
members =
    { $count } { $count ->
        [one] Mitglied
       *[other] Mitglieder
    }
bot-in =
    { $status ->
        [left] noch ohne Bot
        [member] mit Bot
        [administrator] der Bot ist Admin
       *[kicked] der Bot wurde entfernt
    }
call-bot = Bot dazuholen
promote-bot = Bot zum Admin machen
remove-bot = Bot entfernen
upgrade-group = In eine Supergruppe umwandeln
speaker = Schreiben als
empty-group = Hol den Bot dazu und schick einen Befehl: in einer Gruppe antwortet er nur auf das, was an ihn geht.
joined = Neu in der Gruppe: { $names }
left = { $name } ist nicht mehr in der Gruppe
upgraded = Die Gruppe ist jetzt eine Supergruppe
cancel = Abbrechen
close = Schließen
theme = Helles oder dunkles Design
drawer = Sandbox
connection-lost = Verbindung verloren, ich verbinde neu…
to-end = Zur neuesten Nachricht
drop-here = Loslassen zum Senden
bot = Bot
messages = Chatverlauf
doing =
    { $action ->
        [upload_photo] sendet ein Foto…
        [upload_document] sendet eine Datei…
        [record_voice] nimmt eine Sprachnachricht auf…
        [upload_voice] sendet eine Sprachnachricht…
       *[typing] schreibt…
    }
blocked-status = du hast den Bot blockiert
empty-title = Hier fängt es an
empty = Tippe auf „Starten“ oder schick /start. Eigene Fotos brauchst du nicht: die Selfies zeichnet die Sandbox.
start = Starten
message = Nachricht
send = Senden
attach = Anhängen
commands = Befehle
suggestions = Vorschläge
photos = Foto
files = Datei
voice-file = Audio als Sprachnachricht
video-as-note = Video als Videonachricht
played-here = von der Sandbox gespielt
selfies = Zehn gezeichnete Selfies
offer-selfies = Zehn gezeichnete Selfies senden
selfies-note = zum Ausprobieren ohne eigene Fotos
drawing = Zehn Selfies werden gezeichnet…
record = Sprachnachricht aufnehmen
stop-recording = Aufnahme senden
discard = Aufnahme verwerfen
no-microphone = Hier gibt es kein Mikrofon. Häng stattdessen eine Audiodatei an.
sending-photos =
    { $count ->
        [1] 1 Foto senden?
       *[other] { $count } Fotos senden?
    }
as-files = Als Dateien, unkomprimiert
caption = Bildunterschrift
sticker = Sticker
sticker-of = Sticker { $emoji }
location = Standort
location-at = { $latitude }, { $longitude }
contact = Kontakt
by-link = Über einen Link kommen
link-word = Das Wort aus t.me/bot?start=…
link-example = ref_7
open = Öffnen
edit = Bearbeiten
keep = Speichern
forward = An den Bot weiterleiten
forwarded-from = Weitergeleitet von { $name }
decline = Die Bank lehnt ab
refund-by-telegram = Telegram erstattet die letzte Zahlung
no-refund = Es gab nichts zu erstatten: { $reason }
sending = Wird gesendet…
failed = Nicht gesendet: { $reason }
actions = Aktionen
reply = Antworten
copy = Text kopieren
copied = Kopiert
remove = Für alle löschen
replying-to = Antwort
no-reply = Doch nicht antworten
gone = Nachricht gelöscht
edited = bearbeitet
reacted = Reaktion { $emoji }
today = Heute
yesterday = Gestern
photo = Foto
album = Album, { $count } Fotos
voice = Sprachnachricht
audio = Audio
video = Video
video-note = Videonachricht
document = Datei
invoice = Rechnung
open-photo =
    Foto{ $count ->
        [1] { "" }
       *[other] { "" } { $at } von { $count }
    } öffnen
previous = Zurück
next = Weiter
download = Herunterladen
play = Anhören
watch = Ansehen
pause = Pause
pay = { $price } zahlen
paid = Bezahlt
pay-title = Zahlung bestätigen
pay-note = Du hast { $stars } ⭐. Echt sind sie nicht.
pay-by-card-note = Testkarte 4242 4242 4242 4242: das Geld ist nicht echt.
paying = Zahlung läuft…
paid-notice = Du hast { $price } bezahlt
refunded-notice = Du hast { $price } zurückbekommen
not-paid =
    { $reason ->
        [BALANCE_TOO_LOW] Die Sterne reichen nicht. Mehr gibt es unter „Sandbox“.
        [BOT_PRECHECKOUT_TIMEOUT] Der Bot hat 10 Sekunden lang nichts gesagt, darum wurde die Zahlung abgebrochen. Deine Sterne behältst du.
        [PAYMENT_DECLINED] Die Bank hat die Zahlung abgelehnt. Dem Bot sagt Telegram davon nichts.
        [ALREADY_PAID] Diese Rechnung ist schon bezahlt.
       *[other] { $reason }
    }
ok = Alles klar
block = Bot blockieren
unblock = Blockierung aufheben
you = Du:{ " " }
me = Geldbeutel
stars = Sterne: { $name }
add-stars = +1000
sandbox-note = Geld, Bilder und KI-Modelle sind hier nur gespielt. Der Bot weiß davon nichts.
inside = Innenansicht
inside-note = Jede Sekunde gelesen aus Postgres, der Warteschlange und den gespielten Anbietern. Ändern lässt sich von hier aus nichts.
inside-missing = Die Innenansicht gibt es, wenn `npm start` alles gestartet hat und die Sandbox Telegram spielt.
inside-away = Das Produkt antwortet gerade nicht. Ich frage noch einmal…
orders = Aufträge
no-orders = Noch keine Aufträge. Bestell etwas: die Schritte erscheinen hier.
order-kind =
    { $kind ->
        [training] Avatar
        [generation] Bilder
        [upscale] Größeres Bild
        [transcription] Abschrift
        [restoration] Scharfes Foto
        [document] Dokument
        [question] Frage
        [speech] Vorgelesenes
        [animation] Video
        [edit] Geändertes Bild
        [together] Bild mehrerer Personen
       *[other] { $kind }
    }
order-state =
    { $state ->
        [queued] wartet
        [running] in Arbeit
        [waiting] beim Anbieter
        [succeeded] fertig
        [failed] fehlgeschlagen
        [cancelled] abgebrochen
       *[other] { $state }
    }
charged = berechnet { $amount }
held = reserviert { $amount }
delivered = { $delivered } von { $units }
step =
    { $what ->
        [held] Credits reserviert
        [captured] Credits berechnet
        [released] Credits zurückgegeben
        [ledger] Buchung
        [asked-provider] Anfrage beim Anbieter
        [shown] Der Person gezeigt
        [taken-in] Auftrag angenommen
        [started] Begonnen
        [prepared] Vorbereitet
        [slot-taken] Platz belegt
        [submitted] Abgeschickt
        [cancel-asked] Um Abbruch gebeten
        [ended] Beendet
       *[other] { $what }
    }
lasting = …
seconds = { $amount } s
ledger = Credits und Buchungen
no-ledger = Noch keine Buchungen.
available = Verfügbar
in-holds = Reserviert
debt = Offen
open-hold = Reservierung: { $amount }
credits =
    { $count ->
        [one] { $amount } Credit
       *[other] { $amount } Credits
    }
entry =
    { $type ->
        [welcome] Willkommensgeschenk
        [purchase] Kauf
        [subscription] Abo
        [hold] Reservierung
        [capture] Berechnet
        [release] Freigabe
        [refund] Erstattung
       *[other] { $type }
    }
newest-picture = Das neueste Bild
paid-for =
    { $count ->
        [one] Die Person hat gezahlt
       *[other] Die Person hat für { $count } gezahlt
    }
cost-us = Die Anbieter kosteten uns
prompt-note = Der Prompt, wie FAL ihn bekam.
requests = Anfragen bei Anbietern
no-requests = Noch keine.
free = kostenlos
queues =
    { $place ->
        [redis] Warteschlangen in Redis
       *[postgres] Warteschlangen in Postgres
    }
queue = Warteschlange
waiting-jobs = wartend
active-jobs = in Arbeit
delayed-jobs = später
speed = Tempo
speed-of =
    { $times ->
        [1] Wie im echten Leben
       *[other] { $times }-mal so schnell
    }
speed-note = Das Training eines Avatars dauert { $training }, ein Bild { $picture }.
size =
    { $unit ->
        [bytes] { $count } B
        [kilobytes] { $count } KB
       *[megabytes] { $count } MB
    }
lasts =
    { $unit ->
        [minutes] etwa { $count } Min.
        [seconds] etwa { $count } s
       *[moment] weniger als eine Sekunde
    }
start-over = Von vorn mit einer neuen Person
save-as-test = Diesen Chat als Test speichern
save-note = Ein Test für apps/bot-gateway/src: er schickt und drückt dasselbe und erwartet dieselben Worte.
time = Zeit
time-note = Alles, was war, wird älter, und das Produkt startet neu: dann ist fällig, was von der Uhr abhängt.
time-passes = Die Zeit vergeht: das Produkt startet neu…
tomorrow = Morgen
in-a-month = In einem Monat
played-date =
    { $days ->
        [0] Heute ist der { $date }, wie draußen.
        [one] Heute ist der { $date }. { $days } Tag wurde übersprungen: um so viel ist alles Frühere älter.
       *[other] Heute ist der { $date }. { $days } Tage wurden übersprungen: um so viel ist alles Frühere älter.
    }
bot-later =
    { $days ->
        [one] Bot · { $days } Tag später
       *[other] Bot · { $days } Tage später
    }
stories-title = Was schiefgehen kann
stories-note = Schalte eine Geschichte ein und bestell etwas: sie passiert einmal.
lost-webhook = Der Webhook ging verloren
lost-webhook-expected = FAL macht alles und schweigt. Der Bot fragt selbst nach: die Bilder kommen etwas später.
three-of-four = 3 von 4 Bildern
three-of-four-expected = Bestell vier. Drei kommen, die Credits für das vierte kommen zurück.
stranger = Kaum ähnlich
stranger-expected = Bestell ein Bild. Es kommt jemand anderes, unscharf, und darunter steht, dass es nicht ähnlich ist.
broken-picture = Ein misslungenes Bild
broken-picture-expected = Bestell ein Bild. Das erste misslingt: der Bot merkt es, zeichnet es kostenlos neu und schickt das zweite.
fal-down = FAL ist ausgefallen
fal-down-expected = Fünfmal hintereinander nimmt FAL keinen Auftrag an. Deiner wartet und beginnt von selbst.
double-payment = Doppelte Zahlung
double-payment-expected = Telegram meldet die Zahlung zweimal. Kauf Credits: du bekommst sie einmal.
telegram-limits = Telegram bremst
telegram-limits-expected = Zweimal bittet es um drei Sekunden Geduld. Die Antwort kommt später, aber sie kommt.
broken-file = Eine kaputte Datei
broken-file-expected = Ein Bild bricht beim Herunterladen zweimal ab. Der Bot holt es neu, du merkst nichts.
cut-line = Die Leitung riss ab
cut-line-expected = FAL nahm den Auftrag an, die Antwort ging verloren. Der Bot bestellt nicht noch einmal, er wartet auf den ersten.
triple-webhook = Der Webhook kam dreimal
triple-webhook-expected = Drei gleiche Antworten auf einmal. Die Bilder kommen einmal, und du zahlst einmal.
forged-webhook = Ein gefälschter Webhook
forged-webhook-expected = Eine Antwort mit fremder Signatur. Der Bot weist sie ab und fragt FAL selbst.
model-gone = Ein Modell wurde abgeschaltet
model-gone-expected = Bilder ohne Avatar lassen sich nicht mehr bestellen: die Seite mit dem Preis sagt, warum. Wartende Aufträge enden, die Credits kommen zurück.
fal-fails = FAL hat es nicht geschafft
fal-fails-expected = Der Auftrag schlägt fehl, und alle Credits kommen zurück.
indecent = Nicht zum Vorzeigen
indecent-expected = FAL stuft die Bilder als anstößig ein. Du siehst sie nicht, und die Credits kommen zurück.
never-finishes = Ein Auftrag hängt
never-finishes-expected = FAL nahm ihn an und verschwand. Brich ihn auf seiner Karte ab, und die Credits kommen zurück.
silent-writer = OpenAI schweigt
silent-writer-expected = Zwanzig Anfragen ohne Antwort. Regeln beschreiben die Idee, die Bilder kommen trotzdem.
unreadable-voice = Eine unlesbare Aufnahme
unreadable-voice-expected = Schick eine Sprachnachricht: es gibt keine Abschrift, und die Credits kommen zurück.
is-on = wartet auf ihren Moment
reset = Alles zurücksetzen
more = Mehr: alles einzeln
services = Externe Dienste
played = Sandbox
real = echt
service-name =
    { $service ->
        [telegram] Telegram
        [fal] FAL · Training und Bilder
        [openai] OpenAI · Text und Sprache
        [s3] S3-Speicher
       *[other] { $service }
    }
faults = Einzelne Störungen
fault-service = Wo
fault-where = Wobei
fault-kind = Welche Störung
fault-times = Wie oft
break-it = Stören
active = Gerade gestört
nothing-active = Alles funktioniert.
repair-all = Alles reparieren
repair = Reparieren: { $what }
flood = Eine Nachricht pro Sekunde, wie in Telegram
