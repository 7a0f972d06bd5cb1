gone = Diese Bilder gibt es nicht mehr.
