import path from 'node:path';
import type { DeliverVoiceSample } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { MAX_SPEECH_CHARACTERS } from '@aisha/kinds';
import { SpeechReader } from '@aisha/kinds/tables';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { inEveryLanguage, sentTextTexts, speechTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { answer, feature, onButton, onCommand, open, say } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { Readers } from '../../engine/conversation/readers';
import { audioOf, messageWith, voiceOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { fileAskedFor } from '../../orders/file-asked-for';
import { isTaken, reading, takeFile } from '../../orders/sent-text/read-file';
import { readingStep } from '../../orders/sent-text/reading.step';
import { ChangedTranscripts } from '../../readers';
import { openSpeech, openSpeechOf, sendMp3, speakKept } from '../../callbacks/speech.callbacks';
import { confirmStep } from './confirm.step';
import { partStep } from './text.step';
import { wholeOf } from './text.step';
import { charactersOf, flow, SPEECH } from './speech.draft';
import { textStep } from './text.step';

/** A second tap within this time, in milliseconds, brings no second voice message. */
const SAME_VOICE_MS = 10_000;

/** Sends a sample of a voice as a voice message, or says why no sample can be heard at present. */
@Injectable()
export class DeliverVoiceSampleHandler implements JobHandler<DeliverVoiceSample> {
  constructor(
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (heard: DeliverVoiceSample, context: JobContext): Promise<void> => {
    const { userId, sample, isUsedUp = false, voice, speed } = heard;
    const t = speechTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const content =
      sample === null
        ? messageWith(isUsedUp ? t.noFreeSample : t.noSample)
        : voiceOf(sample, t.voiceFile, t.sampleOf({ voice, speed: speed / 100 }));
    await context.once(async (tx) => {
      if (sample !== null) await this.budget.count(tx, { userId, file: context.messageId }, 'voice-samples');
      await this.deliveries.add(tx, userId, content, { onceWithinMs: SAME_VOICE_MS });
    });
  };
}

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

export const speechFeature = feature<MenuEntry>({
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
