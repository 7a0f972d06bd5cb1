ask =
    🖼️ <b>Schick ein Bild, das dir gefällt</b>

    Ein Filmbild, ein Foto aus einer Zeitschrift, ein Porträt. Ich fasse es in Worte und zeichne dasselbe mit dir darin.

    Das ist kostenlos; Credits kostet nur das Zeichnen. OpenAI sieht das Bild, und ich lösche es, sobald es beschrieben ist.
no-avatar = 🖼️ Um dich wie auf einem Bild zu zeichnen, brauche ich zuerst einen Avatar: Ein Selfie reicht, mit { $minPhotos }–{ $maxPhotos } Fotos wird es ähnlicher.
avatar-first = Schönes Bild 🙂 Aber machen wir zuerst einen Avatar; schick es danach noch einmal.
refused =
    { $refusal ->
        [not-fetched] 🖼️ Telegram hat mir das Bild nicht gegeben. Versuch es noch einmal oder schick es neu.
        [deleted] 🖼️ Dieses Bild habe ich nicht mehr: es wurde gelöscht. Wähle ein anderes unter „Meine Dateien“ oder schick dieses noch einmal.
        [not-a-picture] 🖼️ Das ist kein Bild oder kein Format, das ich kenne. Schick JPEG, PNG, WebP oder HEIC; ein normales Foto geht auch.
        [damaged] 🖼️ Die Datei lässt sich nicht öffnen; sie scheint beschädigt zu sein. Schick das Bild noch einmal oder ein anderes.
        [too-large] 🖼️ Dieses Bild ist zu groß: bitte höchstens { SIZE($maxFileBytes) }. Am einfachsten schickst du es als Foto, nicht als Datei.
        [too-many-at-once] 🖼️ Ich sehe mir noch deine vorigen Bilder an. Warte auf sie und versuch es noch einmal.
        [too-many-today] 🖼️ Für jetzt ist es genug: ich beschreibe bis zu { $photoIdeasADay } Bilder in einem Tag, kostenlos. Schick in einem Tag weitere. Eine Idee in Worten kannst du gleich jetzt schreiben.
        [not-decent] 🖼️ Nach so einem Bild zeichne ich nicht: nichts Anzügliches, keine Gewalt, keine fremden Ausweise oder Dokumente. Schick ein anderes.
        [free-work-used-up] 🖼️ Was in einem Tag kostenlos ist, ist verbraucht, und Bilder sehe ich mir nur kostenlos an. Beschreibe deine Idee in Worten oder schick das Bild in einem Tag.
        [not-described] 🖼️ Für dieses Bild habe ich keine Worte gefunden. Schick ein anderes.
       *[unavailable] 🖼️ Gerade konnte ich mir das Bild nicht ansehen: der Dienst antwortet nicht. Dieser Versuch zählt nicht. Versuch es in einer Minute noch einmal.
    }
only-pictures = Hier warte ich auf ein Bild 🖼️ Eine Idee in Worten schreibst du unter „Bild erstellen“.
which =
    🖼️ <b>Was soll ich mit diesem Foto machen?</b>

    Ich kann dich genau so zeichnen. Oder das Foto selbst scharf oder lebendig machen oder mit einem Satz ändern. Oder damit einen neuen Avatar beginnen.
choose-first = Wähle zuerst, was mit dem Foto geschehen soll 👇
looking = 🖼️ Ich sehe mir das Bild an… Das dauert meist ein paar Sekunden.
one-at-a-time = Bitte eins nach dem anderen: ich sehe mir noch das vorige Bild an.
still-looking = Ich sehe noch hin. Wenn ich fertig bin, kannst du die Idee mit eigenen Worten ändern.
# $russian (String): the idea in Russian.
# $english (String): the idea in English.
described =
    🖼️ <b>Die Idee aus deinem Bild ist fertig</b>

    „{ $english }“
gone = Diese Idee gibt es nicht mehr. Bitte schick das Bild noch einmal.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
create = ✨ Avatar erstellen
again = 🔁 Noch einmal versuchen
like-this = 🖼️ Ein Bild wie dieses
new-avatar =
    { $photos ->
        [0] ✨ Neuer Avatar
        [1] ✨ Neuer Avatar
       *[other] ✨ Neuer Avatar: { $photos } Fotos
    }
to-offer = 🎨 Zeichne mich so
another = 🖼️ Anderes Bild
use-draw-like-it = 🖼️ Prompt aus Foto
entry-photo-prompt = 🖼️ Prompt aus Foto
flow-title = Idee aus einem Foto
