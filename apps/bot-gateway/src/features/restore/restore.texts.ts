import { restoreTexts as ofRestoring, sentPhotoTexts, together } from '@aisha/words';

/** What a restoration says, with what is said of any sent photo. */
export const restoreTexts = together(ofRestoring, sentPhotoTexts);
