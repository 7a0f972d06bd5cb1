import { inEveryLanguage, sentTextTexts, speechTexts } from '@aisha/words';
import path from 'node:path';
import { MAX_SPEECH_CHARACTERS } from '@aisha/kinds';
import { SpeechReader } from '@aisha/kinds/tables';
import { answer, feature, onButton, onCommand, open, say } from '../../engine/conversation';
import { audioOf } from '../../engine/deliveries/content';
import { fileAskedFor } from '../../orders/file-asked-for';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { isTaken, reading, takeFile } from '../../orders/sent-text/read-file';
import { readingStep } from '../../orders/sent-text/reading.step';
import { confirmStep } from './confirm.step';
import { wholeOf } from './source';
import { openSpeech, openSpeechOf, sendMp3, speakKept } from './speech.callbacks';
import { partStep } from './part.step';
import { charactersOf, flow, SPEECH } from './speech.draft';
import { textStep } from './text.step';
import { ChangedTranscripts } from '../../readers';

const speechFlow = flow({
  name: SPEECH,
  version: 1,
  first: 'text',
  begin: () => ({}),
  worthKeeping: ({ source, textId }) => source !== undefined || textId !== undefined,
  about: ({ textId }) => textId,
  title: inEveryLanguage(speechTexts, (t) => t.flowTitle),
  steps: { text: textStep, reading: readingStep, part: partStep, confirm: confirmStep },
});

export const speechFeature = feature({
  flows: [speechFlow],
  menu: [
    {
      button: openSpeech,
      label: inEveryLanguage(speechTexts, (t) => t.entrySpeech),
      storey: 'assistant',
      place: 2,
    },
  ],
  actions: [
    onCommand(
      'speak',
      inEveryLanguage(speechTexts, (t) => t.commandSpeak),
      () => open(speechFlow),
    ),
    onButton(openSpeech, () => open(speechFlow)),
    onButton(openSpeechOf, async ({ orderId }, { person }, readers) => {
      const t = speechTexts[person.language];
      const transcript = await readers.of(ChangedTranscripts).find(person.userId, orderId);
      if (!transcript) return answer(t.gone);
      const source = wholeOf(transcript);
      return open(speechFlow, {
        step: charactersOf(source) > MAX_SPEECH_CHARACTERS ? 'part' : 'confirm',
        draft: { source },
      });
    }),
    onKeptFile(speakKept, (file, context) => {
      const { language } = context.person;
      const name = `${speechTexts[language].document}${path.posix.extname(file.filePath)}`;
      const taken = takeFile({ ...sentAgain(file), name }, sentTextTexts[language]);
      if (!isTaken(taken)) return answer(taken);
      const { draft, effect } = reading(SPEECH, taken, context);
      return open(speechFlow, { step: 'reading', draft }, effect);
    }),
    onButton(sendMp3, async ({ orderId }, { person }, readers) => {
      const t = speechTexts[person.language];
      const { mp3Path, title, duration } = (await readers.of(SpeechReader).find(person.userId, orderId)) ?? {};
      return mp3Path
        ? answer(
            undefined,
            say(audioOf(mp3Path, t.mp3File, t.caption({ title: title ?? '' }), duration), fileAskedFor(orderId)),
          )
        : answer(t.gone);
    }),
  ],
});
