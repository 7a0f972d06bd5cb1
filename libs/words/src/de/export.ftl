making = Ich erstelle die Datei.
enough-files = Für jetzt ist es genug: { $aDay } Dateien in einem Tag. In einem Tag geht es weiter.
not-made = Die Datei ist nicht gelungen. Tippe bitte noch einmal auf das Format.
docx-instead = Mein PDF kennt die Buchstaben dieser Sprache nicht, hier ist der ganze Text als DOCX.
