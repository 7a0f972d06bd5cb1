import { documentTexts, inEveryLanguage } from '@aisha/words';
import { readingStep } from '../../orders/sent-text/reading.step';
import { confirmStep } from './confirm.step';
import { DOCUMENT, flow } from './document.draft';
import { fileStep } from './file.step';
import { languageStep } from './language.step';
import { templateStep } from './template.step';
import { typeStep } from './type.step';

/** The way from a transcript, or a sent file, to a document's order. */
export const documentFlow = flow({
  name: DOCUMENT,
  version: 1,
  first: 'file',
  begin: () => ({}),
  // A transcript is found again in its list.
  worthKeeping: ({ textId }) => textId !== undefined,
  about: ({ textId }) => textId,
  title: inEveryLanguage(documentTexts, (t) => t.flowTitle),
  steps: {
    file: fileStep,
    reading: readingStep,
    type: typeStep,
    template: templateStep,
    language: languageStep,
    confirm: confirmStep,
  },
});
