## Plain text: buttons, titles, notices

name = Aisha
description =
    Schicken Sie { $minPhotos }–{ $maxPhotos } Fotos von sich, und ich mache Ihren persönlichen Avatar. Dann genügt eine Zeile: „ich in Paris“, „Geschäftsporträt“, „Ritter vor einer Burg“ — und Sie sind im Bild.

    Sprachnachrichten mache ich zu Text.

    Sie zahlen nur, was Sie bekommen. Tippen Sie unten auf die Taste.
short-description = Bilder von Ihnen aus einer Zeile und Text aus Sprachnachrichten. Sie zahlen nur, was Sie bekommen.
