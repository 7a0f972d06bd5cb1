files-go =
    🗂️ <b>Ein Teil deiner Dateien verschwindet bald</b>

    { $many }: Ab jetzt bewahre ich sie { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } lang auf. Am { $date } lösche ich { $count ->
        [one] { $count } Datei, die dann älter ist
       *[other] { $count } Dateien, die dann älter sind
    }, und später jede, wenn sie so alt wird.

    Willst du sie behalten, sichere sie vor diesem Tag: „Meine Dateien“ → eine Datei → „Datei schicken“.
avatar-goes =
    🎭 <b>Der Avatar „{ $name }“ wurde lange nicht gezeichnet</b>

    Zuletzt: { $used }. Avatare, die niemand zeichnet, lösche ich mit ihren Fotos und ihrem Modell: diesen am { $date }.

    { $stopped ->
        [yes] Er ist angehalten und lässt sich vorerst nicht zeichnen: auf seiner Seite steht, warum und was zu tun ist.
       *[no] Willst du ihn behalten, zeichne wenigstens ein Bild mit ihm.
    } Fertige Bilder bleiben in jedem Fall.
rules = <b>Wie lange ich Fertiges aufbewahre</b>
file-rule =
    • { $many }: { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
avatar-rule =
    • 🎭 Ein Avatar, den niemand zeichnet: { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }

## Plain text: buttons, titles, notices

files = 🗂️ Meine Dateien
avatar = 🎭 Avatar öffnen
menu = 🏠 Menü
open-rules = 🗓️ Wie lange ich Dinge aufbewahre
