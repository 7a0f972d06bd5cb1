or-an-idea = War das eine Idee für ein Bild? Dann zeichne ich sie 👇

## Plain text: buttons, titles, notices

draw-anyway = 🎨 Trotzdem zeichnen
