choose-month =
    <b>📄 Monatsauszug</b>

    Du bekommst zwei Dateien: ein PDF zum Lesen und eine CSV zum Rechnen. Darin stehen der Stand am Anfang und am Ende, jeder Zugang und Abgang und deine Zahlungen. Kostenlos.

    Die Monate gehen nach deiner Zeit: { $place }. Welcher soll es sein?
no-months = Noch gibt es nichts auszuweisen: Es sind keine Credits gekommen oder gegangen.
made =
    📄 <b>Auszug: { $month }</b>
    Das PDF, zum Lesen.
made-to-calculate = 📊 Dasselbe als Tabelle: Die CSV öffnet sich in Excel, Numbers und Google Tabellen.
refused-at-once = ⏳ Der vorige Auszug ist noch in Arbeit: Wenn er da ist, frag noch einmal nach dem nächsten.
refused-today = Fürs Erste reicht es: Ich mache { $aDay } Auszüge am Tag. In einem Tag mache ich weitere.
failed = 😔 Der Auszug, { $month }, ist nicht gelungen: Der Fehler liegt bei mir. Versuch es später noch einmal oder schreib an /support.
making = Der Auszug entsteht und kommt hierher
enough-today = Fürs Erste reicht es: { $aDay } Auszüge am Tag

## Plain text: buttons, titles, notices

older = Ältere ›
newest = ‹‹ Neueste
back = ‹ Verlauf
menu = 🏠 Menü
title = Auszug: { $month }
period = { $from } – { $to } · Zeit: { $place } · Beträge in Credits
foot = Aisha · { $title }
opening = Stand am Anfang
closing = Stand am Ende
held = davon reserviert für Aufträge
debt = Schuld für erstattete Käufe
column-date = Wann
column-what = Was
column-in = Zugang
column-out = Abgang
column-balance = Stand
column-stars = Sterne
column-payment = Zahlung
column-order = Auftrag
column-card = Per Karte
column-currency = Währung
payment = Zahlung { $chargeId }
sums = Summen des Monats
came-in = Zugänge
went-out = Abgänge
stars-paid = Bezahlte Telegram-Sterne
stars-back = Erstattete Sterne
by-kind = Nach Art
kind-count = { $kind }, Vorgänge: { $count }
