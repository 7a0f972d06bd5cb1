## Plain text: buttons, titles, notices

draw-anyway = 🎨 Draw it anyway
