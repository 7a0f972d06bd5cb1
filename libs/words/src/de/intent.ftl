## Plain text: buttons, titles, notices

draw-anyway = 🎨 Trotzdem zeichnen
