import { inEveryLanguage, speechTexts } from '@aisha/words';
import { SpeechReader } from '@aisha/kinds/tables';
import type { OrderKindView } from '../../orders/order-kind';
import { deliveredSpeech } from './delivered-speech';
import { openSpeech, sendMp3 } from './speech.callbacks';
import { speechFile } from './speech.file';

/** A text read aloud. */
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
  resultButtons: ({ orderId }, language) => [
    [sendMp3.button(speechTexts[language].asMp3, { orderId })],
    [openSpeech.button(speechTexts[language].another, {})],
  ],
  retryButtons: (_, language) => [[openSpeech.button(speechTexts[language].another, {})]],
};
