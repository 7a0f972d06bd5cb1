import { documentTexts, inEveryLanguage, sentTextTexts } from '@aisha/words';
import { languageByLetters } from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import { answer, feature, onButton, onCommand, onUnhandled, open } from '../../engine/conversation';
import { isTaken, looksLikeText, reading, takeFile } from '../../orders/sent-text/read-file';
import { openDocument, openDocuments } from './document.callbacks';
import { DOCUMENT, type Source } from './document.draft';
import { documentFlow } from './document.flow';
import { exportAction } from './export.action';
import { ChangedTranscripts } from '../../readers';

/** Not every model tells the language: then the letters do. */
const sourceOf = ({ orderId: transcriptId, content, language }: Transcript): Source => ({
  transcriptId,
  characters: content.length,
  language: language ?? languageByLetters(content),
});

export const documentFeature = feature({
  flows: [documentFlow],
  menu: [
    {
      button: openDocuments,
      label: inEveryLanguage(documentTexts, (t) => t.entryDocuments),
      storey: 'assistant',
      place: 4,
    },
  ],
  actions: [
    onCommand('documents', null, () => open(documentFlow)),
    exportAction,
    onButton(openDocuments, () => open(documentFlow)),
    onButton(openDocument, async ({ transcriptId }, { person }, readers) => {
      const transcript = await readers.of(ChangedTranscripts).find(person.userId, transcriptId);
      return transcript
        ? open(documentFlow, { step: 'type', draft: { source: sourceOf(transcript) } })
        : answer(documentTexts[person.language].gone);
    }),
    // A file with a text that is sent outside of any flow is to become a document.
    onUnhandled('file', (file, context) => {
      if (!looksLikeText(file)) return undefined;
      const taken = takeFile(file, sentTextTexts[context.person.language]);
      if (!isTaken(taken)) return answer(taken);
      const { draft, effect } = reading(DOCUMENT, taken, context);
      return open(documentFlow, { step: 'reading', draft }, effect);
    }),
  ],
});
