import { answer, feature, onButton, onCommand, open, say } from '../../engine/conversation';
import { MAX_SPEECH_CHARACTERS } from '@aisha/domain';
import { audioOf } from '../../engine/deliveries/content';
import { confirmStep } from './confirm.step';
import { openSpeech, openSpeechOf, sendMp3 } from './speech.callbacks';
import { partStep } from './part.step';
import { wholeOf } from './source';
import { charactersOf, flow } from './speech.draft';
import { speechTexts } from './speech.texts';
import { textStep } from './text.step';

const speechFlow = flow({
  name: 'speech',
  version: 1,
  first: 'text',
  begin: () => ({}),
  worthKeeping: ({ source }) => source !== undefined,
  title: { ru: 'Озвучка', en: 'Read aloud' },
  steps: { text: textStep, part: partStep, confirm: confirmStep },
});

export const speechFeature = feature({
  flows: [speechFlow],
  menu: [
    {
      button: openSpeech,
      label: { ru: '🔊 Озвучить текст', en: '🔊 Read a text aloud' },
      storey: 'assistant',
      place: 2,
    },
  ],
  actions: [
    onCommand('speak', { ru: 'Озвучить текст', en: 'Read a text aloud' }, () => open(speechFlow)),
    onButton(openSpeech, () => open(speechFlow)),
    onButton(openSpeechOf, async ({ orderId }, { person }, readers) => {
      const t = speechTexts[person.language];
      const transcript = await readers.transcripts.find(person.userId, orderId);
      if (!transcript) return answer(t.gone);
      const source = wholeOf(transcript);
      return open(speechFlow, {
        step: charactersOf(source) > MAX_SPEECH_CHARACTERS ? 'part' : 'confirm',
        draft: { source },
      });
    }),
    onButton(sendMp3, async ({ orderId }, { person }, readers) => {
      const t = speechTexts[person.language];
      const speech = await readers.speeches.find(person.userId, orderId);
      return speech?.mp3Path
        ? answer(
            undefined,
            say(audioOf(speech.mp3Path, t.mp3File, t.caption(speech.title)), { class: 'result', orderId }),
          )
        : answer(t.gone);
    }),
  ],
});
