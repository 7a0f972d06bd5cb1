comparison = 📷 Vorher und nachher
caption = 📷 Das ganze Foto, in voller Qualität.

## Plain text: buttons, titles, notices

file-name = scharfes-foto.jpg
# Drawn into the comparison, each into its half.
before = vorher
after = nachher
