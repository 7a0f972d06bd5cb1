ask =
    💝 <b>Credits verschenken</b>

    Verschenken kannst du gekaufte Credits: jetzt { CREDITS($giveable) }, am Tag höchstens { CREDITS($aDay) }.{ $isSessionOffered ->
        [yes] { "" } Eine Fotosession ist das Training eines Avatars und { $pictures } Bilder, heute { CREDITS($session) }.
       *[no] { "" }
    }

    Ich mache einen Link, den eine Person öffnet: wer zuerst kommt. Öffnet ihn innerhalb von { $days } { $days ->
        [one] Tag
       *[other] Tagen
    } niemand, kommen die Credits zu dir zurück.
nothing = 💝 Verschenken kannst du gekaufte Credits, und davon hast du gerade zu wenige.{ $isSessionOffered ->
        [yes] { "" } Eine Fotosession (das Training eines Avatars und { $pictures } Bilder) kostet heute { CREDITS($session) }.
       *[no] { "" }
    } Kaufe in /balance ein Paket und komm wieder.
enough-today = 💝 Das reicht fürs Erste: Innerhalb eines Tages kannst du bis zu { CREDITS($aDay) } verschenken. In einem Tag geht es wieder.
not-now = 💝 Credits lassen sich zurzeit nicht verschenken. Mit deinen ist nichts passiert: Du kannst sie selbst ausgeben.
confirm = 💝 <b>{ CREDITS($amount) }</b> verschenken? Die Credits gehen gleich von deinem Guthaben ab, und du bekommst einen Link.
confirm-session = 🎁 Eine <b>Fotosession</b> verschenken: { CREDITS($amount) } für einen Avatar und { $pictures } Bilder? Die Credits gehen gleich von deinem Guthaben ab, und du bekommst einen Link.
making = 💝 Ich bereite das Geschenk vor…
over =
    { $outcome ->
        [opened] 💝 Dein Geschenk wurde schon geöffnet.
        [taken-back] 💝 Dieses Geschenk hast du zurückgenommen.
        [returned] 💝 Dieses Geschenk hat niemand geöffnet, die Credits sind wieder bei dir.
       *[unknown] 💝 Dieses Geschenk gibt es nicht mehr.
    }
taking-back = 💝 Ich nehme das Geschenk zurück…
told =
    { $outcome ->
        [made]
            💝 Das Geschenk ist fertig: <b>{ CREDITS($amount) }</b>. Schick den Link an die Person, für die es ist: { $link }

            Eine Person öffnet ihn, wer zuerst kommt. Öffnet ihn bis { $until } niemand, kommen die Credits zu dir zurück.
        [opened] 💝 Dein Geschenk über { CREDITS($amount) } wurde geöffnet.
        [received]
            💝 Du hast <b>{ CREDITS($amount) }</b> geschenkt bekommen!{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
            } Du hast { CREDITS($available) }.
        [returned] 💝 Niemand hat das Geschenk geöffnet, du bekommst { CREDITS($amount) } zurück. Dein Guthaben beträgt jetzt { CREDITS($available) }.
        [own]
            💝 Das ist dein eigenes Geschenk über <b>{ CREDITS($amount) }</b>, niemand hat es bisher geöffnet. Schick den Link an die Person, für die es ist: { $link }

            Öffnet ihn bis { $until } niemand, kommen die Credits zu dir zurück. Anders überlegt? Nimm sie mit der Taste unten zurück.
        [taken-back] 💝 Du hast das Geschenk zurückgenommen und { CREDITS($amount) } wiederbekommen. Dein Guthaben beträgt jetzt { CREDITS($available) }.
        [too-few] 💝 So viele kannst du nicht verschenken: Du hast weniger gekaufte Credits. Nichts wurde abgezogen.
        [too-many-today] 💝 Das reicht fürs Erste: Mehr geht innerhalb eines Tages nicht. Nichts wurde abgezogen, in einem Tag geht es wieder.
        [price-changed] 🎁 Der Preis der Fotosession hat sich geändert, deshalb wurde kein Geschenk gemacht. Nichts wurde abgezogen. Den neuen Preis siehst du über die Taste unten.
        [in-debt] 💝 Zuerst wird beglichen, was für erstattete Käufe offen ist, dann kannst du schenken. Nichts wurde abgezogen.
        [used] 💝 Dieses Geschenk wurde schon geöffnet: Ein Link ist für eine Person.
        [expired] 💝 Dieses Geschenk ist wieder bei der Person, die es gemacht hat.
       *[unknown] 💝 So ein Geschenk gibt es nicht. Bitte noch einmal um den Link.
    }
session-made =
    🎁 Dein Geschenk, eine Fotosession, ist fertig: <b>{ CREDITS($amount) }</b>, heute genug für einen Avatar und { $pictures } Bilder. Schick den Link an die Person, für die es ist: { $link }

    Eine Person öffnet ihn, wer zuerst kommt. Öffnet ihn bis { $until } niemand, kommen die Credits zu dir zurück.
session-received =
    🎁 Du hast eine <b>Fotosession</b> geschenkt bekommen: { CREDITS($amount) }.{ $isAvatarPaid ->
        [yes]
            { "" } Das reicht für deinen eigenen Avatar{ $pictures ->
                [0] { "" }
                [one] { "" } und { $pictures } Bild
               *[other] { "" } und { $pictures } Bilder
            }.
       *[no]
            { $pictures ->
                [0] { "" }
                [one] { "" } Das reicht für { $pictures } Bild.
               *[other] { "" } Das reicht für { $pictures } Bilder.
            }
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
    } Du hast { CREDITS($available) }.

    Fang mit dem Avatar an: Ich sage dir, welche Fotos ich brauche.

## Plain text: buttons, titles, notices

session = 🎁 Fotosession schenken · { CREDITS($amount) }
session-missing = 🎁 Fotosession: noch { CREDITS($missing) } nötig
size = { CREDITS($amount) }
yes = 💝 { CREDITS($amount) } verschenken
back = ‹ Zurück
bonuses = ‹ Boni
menu = 🏠 Menü
buy = 💎 Guthaben und Pakete
share = Geschenk schicken
share-words = Das ist ein Geschenk für dich: Öffne den Link, und die Credits gehören dir.
share-session = Eine Fotosession für dich: dein eigener Avatar und { $pictures } Bilder. Öffne den Link, und sie gehört dir.
again = 🎁 Schenken
take-back = ↩️ Zurücknehmen
command-gift = Credits verschenken
