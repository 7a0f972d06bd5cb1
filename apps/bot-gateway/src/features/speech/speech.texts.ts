import { speechTexts as ofSpeech, together } from '@aisha/words';
import { readingTexts } from '../../orders/sent-text/reading.texts';

/** What reading aloud says, with what is said of any file that is read. */
export const speechTexts = together(ofSpeech, readingTexts);
