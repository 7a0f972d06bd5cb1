or-an-idea = If that was an idea for a picture, I’ll draw it 👇

## Plain text: buttons, titles, notices

draw-anyway = 🎨 Draw it anyway
