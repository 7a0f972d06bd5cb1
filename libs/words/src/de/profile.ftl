## Plain text: buttons, titles, notices

name = Aisha
description =
    Ein Selfie, und du bist in Paris, auf dem Mond, auf einem Titelblatt: die ersten Bilder in einer halben Minute.

    Außerdem: Looks und Fotosessions, Bilder ändern und zu Videos machen, alte Fotos schärfen. Sprache und Treffen zu Text, Protokoll, Dokumenten und Antworten. Texte vorlesen. Auch in Gruppen.

    Du zahlst nur, was du bekommst. Tippe unten auf die Taste und schick ein Selfie.
short-description = Ein Selfie, und du bist in Paris. Auch: Sprache und Treffen zu Text und Protokoll, alte Fotos scharf.
