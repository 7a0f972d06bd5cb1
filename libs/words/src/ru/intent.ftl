## Plain text: buttons, titles, notices

draw-anyway = 🎨 Всё-таки нарисовать
