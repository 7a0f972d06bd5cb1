comparison = 📷 Before and after
caption = 📷 The whole photo, in full quality.

## Plain text: buttons, titles, notices

file-name = sharp-photo.jpg
# Drawn into the comparison, each into its half.
before = before
after = after
