import { FreeSpeechReader, HoldReader } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { LANGUAGE_NAMES, RETENTION_MS, type UserId } from '@aisha/domain';
import { FREE_SPEECH_DAY_MS, minutesOf, SPEECH_UNIT_SECONDS, startOfFreeDay } from '@aisha/kinds';
import { callback, count, finish } from '../../engine/conversation';
import type { Readers } from '../../engine/conversation/readers';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { WorkSettings } from '../../readers';
import { listening, takingMore } from './recording/listen';
import { goTo, loading, type Measured, whatWaits } from './recording/transcribe.draft';
import { transcriptionOrder } from './transcripts/transcription.order';

/** How much speech is free in a day, in seconds. */
export async function freeSecondsADay(readers: Readers, now: Date): Promise<number> {
  const { FREE_SECONDS_OF_SPEECH_A_DAY } = readers.settings(WorkSettings);
  return (await readers.of(FreeSpeechReader).unitsADay(now, FREE_SECONDS_OF_SPEECH_A_DAY)) * SPEECH_UNIT_SECONDS;
}

/**
 * How many units a recording's speech has, and how many of them cost nothing: at most the free units of a day, less those that the person
 * has used in the last 24 hours.
 */
export const speechLine = (readers: Readers, userId: UserId, speech: number, now: Date) =>
  readers.of(FreeSpeechReader).line(userId, speech, now, readers.settings(WorkSettings).FREE_SECONDS_OF_SPEECH_A_DAY);

/**
 * How long, in milliseconds, until the free speech that the person used first is available again; null if they have used none in the last
 * 24 hours.
 */
async function freeAgainIn(readers: Readers, userId: UserId, now: Date): Promise<number | null> {
  const first = await readers.of(HoldReader).firstWithFreeUnitsSince(userId, startOfFreeDay(now));
  return first && first.createdAt.getTime() + FREE_SPEECH_DAY_MS - now.getTime();
}

const begin = callback('txt.start', { price: count() });
const language = callback('txt.lang', {});
const words = callback('txt.words', {});
const back = callback('txt.confirm.back', {});

/**
 * An offer is valid until five minutes before the transcriber deletes the recording, because the order must reach the transcriber before
 * that.
 */
const KEPT_MS = RETENTION_MS.measuredRecording - 5 * 60_000;
const isForgotten = ({ at }: Measured, now: Date): boolean => now.getTime() - Date.parse(at) > KEPT_MS;

const { step, on } = loading(async (readers, { measured }, context) => {
  const { seconds, speech } = measured ?? { seconds: 0, speech: 0 };
  const [line, againInMs, known] = await Promise.all([
    speechLine(readers, context.person.userId, speech, context.now),
    freeAgainIn(readers, context.person.userId, context.now),
    readers.of(PersonReader).findById(context.person.userId),
  ]);
  const offer = await readOffer(readers, context, {
    kind: 'transcription',
    ...line,
    like: `${minutesOf(seconds)}`,
  });
  const freeADay = await freeSecondsADay(readers, context.now);
  return { ...offer, freeADay, againInMs, words: known?.words ?? [] };
});

export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => {
        const speech = Math.round(draft.measured?.speech ?? 0); // in whole seconds, because those are charged
        const free = (draft.quote?.freeUnits ?? 0) * SPEECH_UNIT_SECONDS;
        return t.confirm({
          seconds: draft.measured?.seconds ?? 0,
          speech,
          free,
          isAllFree: free >= speech,
          freeADay: data.freeADay,
          againInMs: data.againInMs,
          price,
          more: draft.next?.length ?? 0,
        });
      },
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      choices: [
        [language.button(t.spoken({ name: draft.language && LANGUAGE_NAMES[draft.language].own }), {})],
        [words.button(t.myWords({ known: data.words.length }), {})],
      ],
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, { price }, context) => {
      const { now, t, data } = context;
      const { file, sourceId, measured, next = [] } = draft;
      if (!file || !sourceId || !measured) return goTo('recording', { next });
      if (isForgotten(measured, now)) {
        const { draft: heard, effect } = listening(file, next, context);
        return goTo('listening', { ...heard, language: draft.language }, effect);
      }
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        price,
        view: transcriptionOrder,
        order: ({ units: speechUnits }) => ({
          what: t.what({ seconds: measured.seconds }),
          start: {
            sourceId,
            speechUnits,
            minutes: minutesOf(measured.seconds),
            messageId: file.messageId || null,
            spokenLanguage: draft.language ?? null,
            vocabulary: data.words,
          },
        }),
        then: (placed) => {
          const [following, ...rest] = next;
          if (!following) return finish(undefined, ...placed);
          const { draft: heard, effect } = listening(following, rest, context);
          return goTo('listening', heard, ...placed, effect);
        },
      });
    }),
    ...takingMore,
    on(language, (draft) => goTo('language', draft)),
    on(words, (draft) => goTo('words', draft)),
    on(back, (draft) => goTo('recording', whatWaits(draft))),
  ],
});
