import { ownedFilesOf } from '@aisha/database';
import { describe, expect, it } from '@jest/globals';
import type { SampleVoice } from '@aisha/contracts/transcriber';
import { AppError, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, ManualClock, onPostgres } from '@aisha/testing';
import { fal, onSpeech, openAi, samplesOf, today, workFolders } from '../../spec/speech-harness';
import { RATE } from '../audio/speech-audio';
import { VoiceSampleStore } from './voice-sample.store';

const asked = (wish: Partial<SampleVoice> = {}): SampleVoice => ({
  userId: newId<UserId>(),
  voice: 'deep',
  speed: 100,
  language: 'ru',
  ...wish,
});

const setup = async (provider: 'openai' | 'fal' = 'openai', freeWorkOfAllCents = Infinity) => {
  const speech = await onSpeech({ provider, freeWorkOfAllCents });
  const { database, outboxOf } = speech.postgres;
  const answers = async () =>
    (await outboxOf('transcriber'))
      .filter(({ job }) => job === 'deliver-voice-sample')
      .map(({ payload }) => payload as { userId: UserId; sample: string | null; isUsedUp?: boolean });
  const isOwned = async (reference: string) => {
    const key = reference.replace('files:', '');
    const files = ownedFilesOf(database, 'transcriber').find(({ form }) => form.test(key))!;
    return (await files.ownedOf([key], [files.form.exec(key)![1]!])).length === 1;
  };
  const paidBefore = provider === 'openai' ? speech.spoken().length : fal.jobs().length;
  const paid = () => (provider === 'openai' ? speech.spoken().length : fal.jobs().length) - paidBefore;
  return { ...speech, answers, isOwned, paid };
};

describe.each(['openai', 'fal'] as const)('a voice sample made by %s', (provider) => {
  it('a voice sample is a voice message with a sentence, and is paid once for all people', async () => {
    const { sample, answers, paid, file, typeOf, isOwned } = await setup(provider);
    const [anna, boris] = [asked(), asked()];

    await sample(anna);
    await sample(boris);

    const [first, second] = await answers();
    expect([first?.userId, second?.userId]).toEqual([anna.userId, boris.userId]);
    expect(second?.sample).toBe(first?.sample);
    expect(paid()).toBe(1);
    const heard = await file(first!.sample);
    expect(heard.toString('latin1', 0, 4)).toBe('OggS');
    expect(await typeOf(first!.sample)).toBe('audio/ogg');
    expect(samplesOf(heard).length / RATE).toBeGreaterThan(2);
    expect(await isOwned(first!.sample!)).toBe(true);
  });

  it('a voice sample is booked to no person, and is made only within the limit of free work for all people together', async () => {
    const { sample, giveUpSample, answers, paid, postgres } = await setup(provider, 2);
    const [anna, boris] = [asked(), asked({ speed: 150 })];
    await sample(anna);
    await postgres.admin.query(`UPDATE transcriber.free_work SET micro_dollars = 20000`);

    await expect(sample(boris)).rejects.toMatchObject({ code: 'free-work-used-up', mayRetry: false });
    await giveUpSample(boris, new AppError('free-work-used-up'));

    expect(await postgres.admin.query('SELECT user_id, reason, borne_by FROM transcriber.free_work')).toEqual([
      { user_id: null, reason: 'sample', borne_by: 'balance' },
    ]);
    expect((await answers()).map(({ isUsedUp = false }) => isUsedUp)).toEqual([false, true]);
    expect(paid()).toBe(1);
  });

  it('each voice, speed and language has a voice sample of its own', async () => {
    const { sample, answers, paid } = await setup(provider);

    for (const wish of [{}, { speed: 150 }, { language: 'en' }, { voice: 'soft' }] as const) await sample(asked(wish));

    expect(new Set((await answers()).map((answer) => answer.sample)).size).toBe(4);
    expect(paid()).toBe(4);
  });

  it('a voice sample is made once when several people ask several processes at the same moment', async () => {
    const { sample, replica, answers, paid } = await setup(provider);

    await Promise.all([sample(asked()), sample(asked()), replica().sample(asked())]);

    expect(new Set((await answers()).map((answer) => answer.sample)).size).toBe(1);
    expect(await answers()).toHaveLength(3);
    expect(paid()).toBe(1);
  });
});

it('a voice sample that was made while another process looked for it is not made again', async () => {
  const { database } = await onPostgres('transcriber');
  const clock = new ManualClock();
  const store = new VoiceSampleStore(database, clock);
  const which = { model: 'a-model', voice: 'deep', language: 'ru', speed: 100 } as const;
  const taken = await store.take(which);
  await store.keepSound(taken!, 'files:voice-samples/deep.ogg');
  clock.advance(60_001);

  expect(await store.take(which)).toBeNull();
  expect(await store.made(which)).toBe('files:voice-samples/deep.ogg');
});

it('a voice sample is made by another process a minute after the first process was killed', async () => {
  const { replica, sample, clock, answers, postgres } = await setup();
  const dying = replica({ diesAfter: 0 });
  dying.sample(asked()).catch(() => undefined); // this request never ends
  await eventually(async () => (await postgres.admin.query('SELECT FROM transcriber.voice_sample')).length === 1);

  clock.advance(60_001);
  await sample(asked());

  expect((await answers()).map((answer) => answer.sample)).toEqual([expect.stringMatching(/^files:voice-samples\//)]);
});

it('when FAL has read a voice sample but its sound could not be fetched, the same request is polled, and no second one is sent', async () => {
  const { sample, answers, paid } = await setup('fal');
  fal.faults.add({ on: 'cdn', kind: '500' });
  await expect(sample(asked())).rejects.toMatchObject({ code: 'provider-unreachable' });

  await sample(asked());

  expect(await answers()).toHaveLength(1);
  expect(paid()).toBe(1);
});

it('a voice sample that FAL refused is ordered again for the next person who asks', async () => {
  const { sample, answers, paid } = await setup('fal');
  fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation' });
  await expect(sample(asked())).rejects.toMatchObject({ mayRetry: false });

  await sample(asked());

  expect(await answers()).toHaveLength(1);
  expect(paid()).toBe(2);
});

it('making a voice sample leaves no folder behind, whether it succeeds or not', async () => {
  const { sample } = await setup();
  const before = workFolders();
  openAi.faults.add({ on: 'speech', kind: '500', times: 3 });
  await expect(sample(asked())).rejects.toMatchObject({ code: 'provider-unreachable' });

  await sample(asked());

  expect(workFolders().filter((name) => !before.includes(name))).toEqual([]);
});

it('a voice sample that could not be made is reported, and tried again for the next person who asks', async () => {
  const { sample, giveUpSample, answers } = await setup();
  openAi.faults.add({ on: 'speech', kind: '500', times: 3 });
  const anna = asked();
  await expect(sample(anna)).rejects.toMatchObject({ mayRetry: true });
  await giveUpSample(anna);
  today.set(new Date('2027-01-07T00:00:00Z'));
  await expect(sample(asked())).rejects.toMatchObject({ code: 'speech-off', mayRetry: false });
  today.set(new Date('2026-11-20T12:00:00Z'));

  await sample(asked());

  expect((await answers()).map((answer) => answer.sample)).toEqual([null, expect.any(String)]);
});
