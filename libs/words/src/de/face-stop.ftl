why =
    { $stop ->
        [several-people]
            <b>⏸️ Wessen Gesicht hat „{ $name }“?</b>

            Bevor ich trainiere oder zeichne, muss ich sehen, wessen Gesicht das ist: zeig es auf zwei Selfies, das dauert eine Minute. Das einer anderen erwachsenen Person? Dann muss sie die Selfies selbst machen, direkt in diesem Chat. Sind auf den Fotos verschiedene Menschen, entferne die anderen oder markiere sie mit „das bin auch ich“. Bis dahin trainiere und zeichne ich nicht.
        [known-face]
            <b>⏸️ Wessen Gesicht hat „{ $name }“?</b>

            Bevor ich trainiere oder zeichne, muss ich sehen, wessen Gesicht das ist: zeig es auf zwei Selfies, das dauert eine Minute. Das einer anderen erwachsenen Person? Dann muss sie die Selfies selbst machen, direkt in diesem Chat. Sind auf den Fotos verschiedene Menschen, entferne die anderen oder markiere sie mit „das bin auch ich“. Bis dahin trainiere und zeichne ich nicht.
        [reported]
            <b>⏸️ „{ $name }“ wurde gemeldet</b>

            Jemand schreibt, dass dieses Gesicht ohne Einwilligung gezeichnet wird. Vorerst trainiere und zeichne ich nicht. Bilder, die noch nicht fertig sind, kommen nicht, und du bekommst ihre Credits zurück. Ein begonnenes Training endet wie bestellt.

            Ist es dein Gesicht? Beweise es mit zwei Selfies, das dauert eine Minute. Das einer anderen erwachsenen Person? Dann muss sie die Selfies selbst machen, direkt in diesem Chat. Sonst lösche den Avatar: /avatars
       *[misused]
            <b>⛔ „{ $name }“ ist gesperrt</b>

            Das hat ein Mensch aus dem Support entschieden: nach einer Meldung oder wegen der Bedingungen (/terms). Der Avatar kann weder trainiert noch gezeichnet werden. Bilder, die noch nicht fertig sind, kommen nicht, und du bekommst ihre Credits zurück. Ein begonnenes Training endet wie bestellt. Hältst du das für einen Irrtum? Schreib uns: /support
    }

## Plain text: buttons, titles, notices

what-to-do = 🤳 Was tun?
