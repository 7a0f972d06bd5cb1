import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { SPEECH_SPEEDS, speechPartsOf, speechSecondsOf, VOICES, timeInRecording } from '@aisha/kinds';
import type { StartSpeech } from '@aisha/kinds/messages';
import { FileBudgetReader } from '@aisha/database/bot';
import { answer, callback, count, oneOf, rowsOf, send } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import type { FileBudget } from '../../free-files/file-budget.store';
import { isTaken, takePart, takeText, takingFiles } from './text.step';
import {
  charactersOf,
  chosen,
  DEFAULT_SPEED,
  DEFAULT_VOICE,
  goTo,
  loading,
  nameOf,
  sourceOf,
  type SpeechSource,
  stay,
  stretchOf,
} from './speech.draft';
import { speechOrder } from './speech.order';
import { ChangedTranscripts } from '../../readers';

const begin = callback('spk.start', { price: count() });
const back = callback('spk.back', {});
const choosePart = callback('spk.part', {});
const listen = callback('spk.listen', {});
const pickVoice = callback('spk.voice', { voice: oneOf(VOICES) });
const pickSpeed = callback('spk.speed', { speed: oneOf(SPEECH_SPEEDS) });

/**
 * How many voice samples a person may hear in a day: every voice at every speed, and some of them again. A sample is made once for all
 * people, and is then only sent.
 */
export const VOICE_SAMPLES: FileBudget = { aDay: 40 };

/** How many buttons with voices a row has: as many as a narrow phone shows side by side. */
const VOICES_IN_A_ROW = 2;

/** The fields of the order's message that say where the transcriber finds the text. */
const wordsOf = (source: SpeechSource): Pick<StartSpeech, 'text' | 'textId' | 'transcript'> => {
  if (source.kind === 'typed') return { text: source.text };
  if (source.kind === 'file') return { text: null, textId: source.textId };
  const { of: transcriptId, part } = source;
  return { text: null, transcript: { transcriptId, from: part?.from ?? null, to: part?.to ?? null } };
};

const { step, on, onText } = loading(async (readers, draft, moment) => {
  const source = sourceOf(draft);
  const units = speechPartsOf(source ? charactersOf(source) : 1);
  const transcript =
    source?.kind === 'transcript' ? await readers.of(ChangedTranscripts).find(moment.person.userId, source.of) : null;
  const offering = { kind: 'speech', item: 'speech.part', units, like: `${units}` } as const;
  const heard = (await readers.of(FileBudgetReader).voiceSamples(moment.person.userId, moment.now))?.used ?? 0;
  return { heard, transcript, ...(await readOffer(readers, moment, offering)) };
});

/** Shows the voice, the speed, how long the sound will be, what it costs, and the button that orders it. */
export const confirmStep = step({
  enter: (draft, context) => offered({ voice: DEFAULT_VOICE, speed: DEFAULT_SPEED, ...draft }, context),
  screen: (draft, t, data) => {
    const { voice = DEFAULT_VOICE, speed = DEFAULT_SPEED } = draft;
    const source = sourceOf(draft);
    const characters = source ? charactersOf(source) : 0;
    const seconds = speechSecondsOf(characters, speed);
    return offerScreen({
      draft,
      data,
      words: (price) =>
        source?.kind === 'file'
          ? t.confirmFile({ name: source.name, characters, seconds, price })
          : source?.kind === 'transcript'
            ? t.confirmTranscript({
                stretch: stretchOf(source.part),
                characters: source.characters,
                length: timeInRecording(seconds),
                price,
              })
            : t.confirm({ characters, seconds, price }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      firstChoices: [listen.button(t.listen, {})],
      choices: [
        data.transcript && data.transcript.segments.length > 0 ? [choosePart.button(t.choosePart, {})] : [],
        ...rowsOf(
          VOICES.map((one) => pickVoice.button(t.voice({ voice: one, isChosen: one === voice }), { voice: one })),
          VOICES_IN_A_ROW,
        ),
        SPEECH_SPEEDS.map((one) =>
          pickSpeed.button(t.speed({ speed: one / 100, isChosen: one === speed }), { speed: one }),
        ),
      ],
      back: back.button(t.back, {}),
    });
  },
  readsEdits: true,
  actions: [
    on(begin, (draft, { price }, context) => {
      const { t, data } = context;
      const { transcript } = data;
      const { voice = DEFAULT_VOICE, speed = DEFAULT_SPEED } = draft;
      const source = sourceOf(draft);
      if (!source) return goTo('text', {});
      if (source.kind === 'transcript' && !transcript) return { ...goTo('text', chosen(draft)), notice: t.gone };
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        view: speechOrder,
        price,
        order: ({ units: parts }) => ({
          what: nameOf(source, t),
          start: { ...wordsOf(source), voice, speed, parts },
        }),
      });
    }),
    // The screen stays where it is, because the voice comes as a message of its own.
    on(listen, ({ voice = DEFAULT_VOICE, speed = DEFAULT_SPEED }, _, { person: { userId, language }, t, data }) =>
      data.heard >= VOICE_SAMPLES.aDay
        ? answer(t.heardEnough({ aDay: VOICE_SAMPLES.aDay }))
        : answer(t.sampling, send(message(transcriberInbox, 'sample-voice', { userId, voice, speed, language }))),
    ),
    on(pickVoice, (draft, { voice }) => (draft.voice === voice ? stay(draft) : goTo('confirm', { ...draft, voice }))),
    on(pickSpeed, (draft, { speed }) => (draft.speed === speed ? stay(draft) : goTo('confirm', { ...draft, speed }))),
    on(choosePart, (draft) => goTo('part', draft)),
    onText((draft, text, context) => {
      const { t, data } = context;
      const source = data.transcript ? takePart(data.transcript, text, t) : takeText(sourceOf(draft), text, t, context);
      return isTaken(source) ? goTo('confirm', { ...chosen(draft), source }) : stay(draft, source);
    }),
    ...takingFiles,
    on(back, (draft) => goTo('text', chosen(draft))),
  ],
});
