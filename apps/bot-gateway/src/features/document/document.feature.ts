import { message } from '@aisha/contracts';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { languageByLetters } from '@aisha/kinds';
import { DocumentReader, type Transcript } from '@aisha/kinds/tables';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { documentTexts, inEveryLanguage, sentTextTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import {
  answer,
  calendarOfPerson,
  feature,
  onButton,
  onCommand,
  onUnhandled,
  open,
  Readers,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { asksForExport, Exports } from '../../orders/exports';
import { isTaken, looksLikeText, reading, takeFile } from '../../orders/sent-text/read-file';
import { ChangedTranscripts } from '../../readers';
import { exportDocument, openDocument, openDocuments } from '../../callbacks/document.callbacks';
import { readingStep } from '../../orders/sent-text/reading.step';
import { DOCUMENT, type Source, flow } from './type/document.draft';
import { languageStep } from './type/language.step';
import { templateStep } from './type/template.step';
import { typeStep } from './type/type.step';
import { fileNameOf, nameOf } from './document.order';
import { confirmStep } from './confirm.step';
import { fileStep } from './file.step';

/** The conversation that leads from a transcript, or a sent file, to the order of a document. */
const documentFlow = flow({
  name: DOCUMENT,
  version: 1,
  first: 'file',
  begin: () => ({}),
  // Only a sent text is worth keeping: a transcript can be found again in its list.
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

const exportAction = onButton(exportDocument, async ({ orderId, format }, context, readers) => {
  const { userId, language } = context.person;
  if (!(await readers.of(DocumentReader).find(userId, orderId))) return answer(documentTexts[language].documentGone);
  return asksForExport(context, readers, message(transcriberInbox, 'export-document', { orderId, userId, format }));
});

/** Delivers the file of a document for which the person asked, or says why there is none. */
@Injectable()
export class DeliverDocumentFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = documentTexts[calendar.language];
    const document = await this.readers.of(DocumentReader).find(userId, orderId);
    const exported = document
      ? {
          fileName: fileNameOf(document, format, calendar),
          caption: t.exported({ name: nameOf(document, calendar) }),
        }
      : { gone: t.documentGone };
    await this.exports.deliver(made, exported, calendar.language, context);
  };
}

/** A transcript as the source of a document. If the speech model did not tell the language, the letters of the text decide. */
const sourceOf = ({ orderId: transcriptId, content, language }: Transcript): Source => ({
  transcriptId,
  characters: content.length,
  language: language ?? languageByLetters(content),
});

export const documentFeature = feature<MenuEntry>({
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
    // A file with a text, sent outside of any flow, counts as a request for a document.
    onUnhandled('file', (file, context) => {
      if (!looksLikeText(file)) return undefined;
      const taken = takeFile(file, sentTextTexts[context.person.language]);
      if (!isTaken(taken)) return answer(taken);
      const { draft, effect } = reading(DOCUMENT, taken, context);
      return open(documentFlow, { step: 'reading', draft }, effect);
    }),
  ],
});
