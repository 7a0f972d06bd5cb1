import type { Transcript } from '@aisha/database/transcriber';
import { languageByLetters, type TextId } from '@aisha/domain';
import {
  answer,
  feature,
  onButton,
  onUnhandled,
  open,
  openAndDrop,
  type Anywhere,
  type Elsewhere,
} from '../../engine/conversation';
import type { Readers } from '../../readers';
import { openDocument, openDocuments, openText } from './document.callbacks';
import { DOCUMENT, keyOf, type DocumentDraft, type Source } from './document.draft';
import { documentFlow } from './document.flow';
import { documentTexts } from './document.texts';
import { exportAction } from './export.action';
import { isTaken, looksLikeText, reading, takeFile } from './read-file';

/** Not every model tells the language: then the letters do. */
const sourceOf = ({ orderId: transcriptId, content, language }: Transcript): Source => ({
  transcriptId,
  textId: null,
  characters: content.length,
  language: language ?? languageByLetters(content),
});

/** The text waits in its draft; a draft that is dropped or resumed has taken it along. */
const offerKept = async (
  { textId }: { textId: TextId },
  { person, at }: Anywhere,
  readers: Readers,
): Promise<Elsewhere> => {
  const here = at?.flow === DOCUMENT ? (at.draft as DocumentDraft) : undefined;
  const kept = here?.textId === textId ? here : (await readers.drafts.find(person.userId, keyOf(textId)))?.draft;
  const draft = (kept ?? {}) as DocumentDraft;
  return draft.source
    ? openAndDrop(keyOf(textId), documentFlow, { step: 'type', draft })
    : answer(documentTexts[person.language].textGone);
};

export const documentFeature = feature({
  flows: [documentFlow],
  menu: [
    {
      button: openDocuments,
      label: { ru: '📑 Документ из файла', en: '📑 Document from a file' },
      storey: 'assistant',
      place: 4,
    },
  ],
  actions: [
    exportAction,
    onButton(openDocuments, () => open(documentFlow)),
    onButton(openText, offerKept),
    onButton(openDocument, async ({ transcriptId }, { person }, readers) => {
      const transcript = await readers.transcripts.find(person.userId, transcriptId);
      return transcript
        ? open(documentFlow, { step: 'type', draft: { source: sourceOf(transcript) } })
        : answer(documentTexts[person.language].gone);
    }),
    // A file with a text that is sent outside of any flow is to become a document.
    onUnhandled('file', (file, context) => {
      if (!looksLikeText(file)) return undefined;
      const taken = takeFile(file, documentTexts[context.person.language]);
      if (!isTaken(taken)) return answer(taken);
      const { draft, effect } = reading(taken, context);
      return open(documentFlow, { step: 'reading', draft }, effect);
    }),
  ],
});
