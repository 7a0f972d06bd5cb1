making = Making the file.
enough-files = That’s enough for now: { $aDay } files within a day. I’ll make more a day from now.
not-made = The file didn’t work out. Please tap the format again.
docx-instead = My PDF doesn’t have the letters of this language, so here’s a DOCX with the whole text.
