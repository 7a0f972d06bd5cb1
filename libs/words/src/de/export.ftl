making = Ich erstelle die Datei.
enough-files = Für heute ist es genug: { $aDay } Dateien am Tag. Morgen geht es weiter.
not-made = Die Datei ist nicht gelungen. Tippe bitte noch einmal auf das Format.
docx-instead = Mein PDF kennt die Buchstaben dieser Sprache nicht, hier ist der ganze Text als DOCX.
