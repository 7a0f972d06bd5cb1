import type { Transcript } from '@aisha/database/transcriber';
import { LANGUAGES } from '@aisha/domain';
import { answer, feature, onButton, open } from '../../engine/conversation';
import { confirmStep } from './confirm.step';
import { openDocument } from './document.callbacks';
import { exportAction } from './export.action';
import { flow, type Source } from './document.draft';
import { documentTexts } from './document.texts';
import { typeStep } from './type.step';

const documentFlow = flow({
  name: 'document',
  version: 1,
  first: 'type',
  begin: () => ({}),
  worthKeeping: () => false,
  title: { ru: 'Документ', en: 'Document' },
  steps: { type: typeStep, confirm: confirmStep },
});

/** Not every model tells the language: then the letters do. */
const sourceOf = ({ orderId: transcriptId, content, language }: Transcript): Source => ({
  transcriptId,
  characters: content.length,
  language:
    LANGUAGES.find((own) => own === language) ??
    (language === null && /[а-яё]/i.test(content.slice(0, 500)) ? 'ru' : null),
});

export const documentFeature = feature({
  flows: [documentFlow],
  actions: [
    exportAction,
    onButton(openDocument, async ({ transcriptId }, { person }, readers) => {
      const transcript = await readers.transcripts.find(person.userId, transcriptId);
      return transcript
        ? open(documentFlow, { step: 'type', draft: { source: sourceOf(transcript) } })
        : answer(documentTexts[person.language].gone);
    }),
  ],
});
