hello = Danke für die Einladung! Antworte mit { $ask } auf eine Sprachnachricht, und ich schreibe sie auf. Für alles andere schreib mir privat, dann sieht niemand sonst deine Fotos 💌
only-private = In einer Gruppe schreibe ich Sprachnachrichten auf: antworte mit { $ask } auf eine davon. Alles andere machen wir privat, dann sieht niemand sonst deine Fotos 💌
how-to-ask = Antworte mit diesem Befehl auf eine Sprachnachricht, Audio oder ein Video: { $ask }, und ich schreibe auf, was gesagt wird.
anonymous = Ich sehe nicht, wer fragt: schreib bitte unter deinem eigenen Namen, nicht als Gruppe oder Kanal.
agree-first = Lernen wir uns erst kennen: schreib mir privat, lies, was ich mit einer Stimme mache, und willige ein. Dann frag noch einmal.
withdrawn = Der Text dieser Aufnahme wurde hier entfernt, darum schreibe ich ihn nicht noch einmal.

## Plain text: buttons, titles, notices

open = Privat schreiben
pressed = Diese Taste funktioniert nur in unserem privaten Chat.
ask-command = Als Antwort auf eine Sprachnachricht: als Text aufschreiben
