import { failureTexts, sentTextTexts, together } from '@aisha/words';

/** What every conversation says that reads a sent file; its own texts hold these. What is wrong with the file is told as when an order fails by it. */
export const readingTexts = together(sentTextTexts, failureTexts);
