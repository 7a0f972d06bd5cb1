comparison = 📷 Было и стало
caption = 📷 Фото целиком, в полном качестве.

## Plain text: buttons, titles, notices

file-name = чёткое-фото.jpg
# Drawn into the comparison, each into its half.
before = до
after = после
