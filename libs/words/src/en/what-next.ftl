gone = Those pictures are gone.
