comparison = 📷 Было и стало
caption = 📷 Фото целиком, в полном качестве.

## Plain text: buttons, titles, notices

file-name = чёткое-фото.jpg
# The comparison has one of these words in each half.
before = до
after = после
