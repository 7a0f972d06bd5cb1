making = Making the file.
enough-files = That’s enough for today: { $aDay } files a day. I’ll make more tomorrow.
not-made = The file didn’t work out. Please tap the format again.
docx-instead = My PDF doesn’t have the letters of this language, so here’s a DOCX with the whole text.
