import type { Language } from '@aisha/domain';
import { type DeliveredSpeech, SpeechReader } from '@aisha/kinds/tables';
import { inEveryLanguage, speechTexts } from '@aisha/words';
import { type Content, voiceOf } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { itsOrder } from '../../orders/shown-by';
import { writeDown } from '../../callbacks/recording.callbacks';
import { openSpeech, sendMp3 } from '../../callbacks/speech.callbacks';

const speechFile: FileKindView = {
  words: inEveryLanguage(speechTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  as: 'document',
  shownBy: itsOrder,
  uses: [writeDown],
  removal: ({ orderId }, userId) => removal({ kind: 'speech', orderId, userId }),
};

/** A voice message with the beginning of the text as its caption. */
const deliveredSpeech = (
  voice: string,
  { title, duration }: Pick<DeliveredSpeech, 'title' | 'duration'>,
  language: Language,
): Content => {
  const t = speechTexts[language];
  return voiceOf(voice, t.voiceFile, t.caption({ title }), duration);
};

/** How the bot shows and handles an order that reads a text aloud. */
export const speechOrder: OrderKindView<'speech'> = {
  kind: 'speech',
  title: inEveryLanguage(speechTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(speechTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(speechTexts, (t) => t.orderPreparing),
  files: { speech: speechFile },
  result: async (orderId, { readers, userId, language }) => {
    const speech = await readers.of(SpeechReader).find(userId, orderId);
    return { contents: speech?.voicePath ? [deliveredSpeech(speech.voicePath, speech, language)] : [] };
  },
  again: inEveryLanguage(speechTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(speechTexts, (t) => () => t.orderDelivered),
  incomplete: inEveryLanguage(speechTexts, (t) => t.orderIncomplete),
  resultButtons: ({ orderId }, language) => [
    [sendMp3.button(speechTexts[language].asMp3, { orderId })],
    [openSpeech.button(speechTexts[language].another, {})],
  ],
  retryButtons: (_, language) => [[openSpeech.button(speechTexts[language].another, {})]],
};
