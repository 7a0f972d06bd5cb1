import { documentTexts as ofDocuments, together } from '@aisha/words';
import { readingTexts } from '../../orders/sent-text/reading.texts';

/** What a document says, with what is said of any file that is read. */
export const documentTexts = together(ofDocuments, readingTexts);
