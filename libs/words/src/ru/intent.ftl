or-an-idea = Если это идея для картинки, нарисую 👇

## Plain text: buttons, titles, notices

draw-anyway = 🎨 Всё-таки нарисовать
