import { Injectable } from '@nestjs/common';
import type { ShowText, SizedText } from '@aisha/contracts/bot-gateway';
import type { Language, TextId, TextRefusal } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { openAndDrop } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../engine/free-files/file-answers';
import { openDocuments, openText } from './document.callbacks';
import { keyOf, type DocumentDraft } from './document.draft';
import { documentFlow } from './document.flow';
import { documentTexts } from './document.texts';

/** Shows which documents can be made of a sent file and what they cost, or why none can. */
@Injectable()
export class ShowTextHandler implements JobHandler<ShowText> {
  constructor(private readonly answers: FileAnswers) {}

  readonly handle = ({ userId, textId, text, refusal }: ShowText, context: JobContext): Promise<void> =>
    this.answers.show({ userId, countedAs: 'texts', refusal, key: keyOf(textId) }, context, (language) =>
      text ? offered(textId, text, language) : refused(textId, refusal ?? 'unavailable', language),
    );
}

const isAbout = (textId: TextId) => (draft: unknown) => (draft as DocumentDraft | null)?.textId === textId;

const offered = (textId: TextId, { characters, language: of }: SizedText, language: Language): FileAnswer => {
  const t = documentTexts[language];
  const draft: DocumentDraft = { textId, source: { transcriptId: null, textId, characters, language: of } };
  return {
    isWaiting: isAbout(textId),
    goOn: () => openAndDrop(keyOf(textId), documentFlow, { step: 'type', draft }),
    kept: () => ({ step: 'type', draft }),
    message: messageWith(t.read, [[openText.button(t.toTypes, { textId })]]),
  };
};

const refused = (textId: TextId, refusal: TextRefusal, language: Language): FileAnswer => {
  const t = documentTexts[language];
  return {
    isWaiting: isAbout(textId),
    goOn: (waiting) => {
      const { file } = waiting as DocumentDraft;
      const draft = { refusal, ...(file && { file }) };
      return openAndDrop(keyOf(textId), documentFlow, { step: 'file', draft });
    },
    kept: null,
    message: messageWith(t.refused(refusal), [[openDocuments.button(t.another, {})]]),
  };
};
