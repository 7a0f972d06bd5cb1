## Plain text: buttons, titles, notices

name = Aisha
description =
    Schick { $minPhotos }–{ $maxPhotos } Fotos von dir, und ich mache deinen persönlichen Avatar. Dann genügt eine Zeile: „ich in Paris“, „Geschäftsporträt“, „Ritter vor einer Burg“ — und du bist im Bild.

    Sprachnachrichten mache ich zu Text.

    Du zahlst nur, was du bekommst. Tippe unten auf die Taste.
short-description = Bilder von dir aus einer Zeile und Text aus Sprachnachrichten. Du zahlst nur, was du bekommst.
