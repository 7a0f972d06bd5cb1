import { SpeechReader } from '@aisha/kinds/tables';
import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { deliveredSpeech } from './delivered-speech';
import { openSpeech, sendMp3 } from './speech.callbacks';
import { speechTexts } from './speech.texts';
import { speechFile } from './speech.file';

/** A text read aloud. */
export const speechOrder: OrderKindView<'speech'> = {
  kind: 'speech',
  title: { ru: '🔊 Озвучка', en: '🔊 Read aloud' },
  shortTitle: { ru: '🔊 Озвучка', en: '🔊 Read aloud' },
  preparing: { ru: '🧺 Готовлю текст', en: '🧺 Preparing the text' },
  files: { speech: speechFile },
  result: async (orderId, { readers, userId, language }) => {
    const speech = await readers.of(SpeechReader).find(userId, orderId);
    return { contents: speech?.voicePath ? [deliveredSpeech(speech.voicePath, speech, language)] : [] };
  },
  again: { ru: '🔊 Прислать озвучку', en: '🔊 Send it read aloud' },
  delivered: {
    ru: () => html`🔊 Готово! Послушать можно прямо здесь.`,
    en: () => html`🔊 Done! You can listen right here.`,
  },
  resultButtons: ({ orderId }, language) => [
    [sendMp3.button(speechTexts[language].asMp3, { orderId })],
    [openSpeech.button(speechTexts[language].another, {})],
  ],
  retryButtons: (_, language) => [[openSpeech.button(speechTexts[language].another, {})]],
};
