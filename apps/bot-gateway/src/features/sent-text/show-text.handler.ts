import { Injectable } from '@nestjs/common';
import type { ShowText, SizedText } from '@aisha/contracts/bot-gateway';
import type { Language } from '@aisha/domain';
import { MAX_SPEECH_CHARACTERS, type TextRefusal, type TextUse } from '@aisha/kinds';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { said, sentTextTexts } from '@aisha/words';
import { fieldsOf, openAndDrop, resumeDraft, type Callback } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../free-files/file-answers';
import { keyOf, type TextDraft } from '../../orders/sent-text/read-file';
import { openDocuments } from '../../callbacks/document.callbacks';
import { openSpeech } from '../../callbacks/speech.callbacks';
import { readingTexts } from '../../orders/sent-text/reading.step';

/** For each use of a text: the step at which the conversation continues after the file was read, and the button that starts it again. */
const CONVERSATIONS: Readonly<
  Record<TextUse, { readonly step: string; readonly begin: Callback<Record<never, never>> }>
> = {
  document: { step: 'type', begin: openDocuments },
  speech: { step: 'confirm', begin: openSpeech },
};

type Asked = Pick<ShowText, 'textId' | 'usedFor'>;

/**
 * Shows what can be made from a sent file and what it costs, or why nothing can be made, in the conversation for which the file was read.
 */
@Injectable()
export class ShowTextHandler implements JobHandler<ShowText> {
  constructor(private readonly answers: FileAnswers) {}

  readonly handle = (told: ShowText, context: JobContext): Promise<void> => {
    const { userId, textId, usedFor, text, refusal } = told;
    return this.answers.show(
      {
        userId,
        file: textId,
        countedAs: 'texts',
        refusal,
        key: keyOf(usedFor, textId),
        isWaiting: (draft) => (draft as TextDraft | null)?.textId === textId,
      },
      context,
      (language) => (text && !isTooLong(told) ? offered(told, text, language) : refused(told, language)),
    );
  };
}

/** Whether the text is too long to be read aloud. A document may have more characters. */
const isTooLong = ({ usedFor, text, refusal }: ShowText): boolean =>
  usedFor === 'speech' && (refusal === 'text-too-long' || (text?.characters ?? 0) > MAX_SPEECH_CHARACTERS);

const offered = (asked: Asked, read: SizedText, language: Language): FileAnswer => {
  const { textId, usedFor } = asked;
  const { step } = CONVERSATIONS[usedFor];
  const key = keyOf(usedFor, textId);
  const t = sentTextTexts[language];
  const after = (waiting: unknown) => ({
    step,
    draft: { ...(waiting as TextDraft | undefined), textId, read } satisfies TextDraft,
  });
  return {
    goOn: (waiting) => openAndDrop(key, { name: usedFor }, after(waiting)),
    kept: after,
    message: messageWith(t.read({ usedFor }), [[resumeDraft.button(t.toOffer({ usedFor }), fieldsOf(key))]]),
  };
};

const refused = (told: ShowText, language: Language): FileAnswer => {
  const { textId, usedFor } = told;
  const refusal: TextRefusal = isTooLong(told) ? 'speech-too-long' : (told.refusal ?? 'unavailable');
  const t = readingTexts[language];
  return {
    goOn: (waiting) => {
      const { textId: _, ...draft } = waiting as TextDraft;
      return openAndDrop(keyOf(usedFor, textId), { name: usedFor }, { draft: { ...draft, refusal } });
    },
    kept: null,
    message: messageWith(t.refused({ why: said(t, refusal) }), [
      [CONVERSATIONS[usedFor].begin.button(t.anotherFile, {})],
    ]),
  };
};
