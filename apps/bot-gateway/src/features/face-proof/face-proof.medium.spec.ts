import sharp from 'sharp';
import { FILE_BUDGETS, fileBudgetsIn } from '../../../spec/file-places';
import { describe, expect, it } from '@jest/globals';
import type { CheckSelfie } from '@aisha/contracts/avatar-trainer';
import type { FetchFile, ShowFaceProof } from '@aisha/contracts/bot-gateway';
import type { Avatar } from '@aisha/database/trainer';
import { posesOf, SELFIE_OUTCOMES, type FaceStop, type Pose, type SelfieOutcome } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { FetchFileHandler } from '../../free-files/fetch-file.handler';
import { FileAnswers } from '../../free-files/file-answers';
import { TelegramApi } from '../../engine/telegram/telegram-api';
import { TelegramFiles } from '../../engine/telegram/telegram-files';
import { avatarsTexts, faceStopTexts, generateTexts, menuTexts, newAvatarTexts } from '@aisha/words';
import { faceProofTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { ShowAvatarStopHandler, ShowFaceProofHandler } from './face-proof.handlers';
import { Readers } from '../../engine/conversation/readers';

let shade = 0;
const aSelfie = (): Promise<Buffer> => {
  shade += 1;
  return sharp({ create: { width: 90, height: 120, channels: 3, background: { r: shade, g: 90, b: 90 } } })
    .jpeg()
    .toBuffer();
};
const SAID: Readonly<Record<Pose, RegExp>> = {
  straight: /прямо в камеру/,
  left: /голову влево/,
  right: /голову вправо/,
};

/** A person who has given the consent, and whose avatar is stopped. */
const setup = async (stoppedFor: FaceStop = 'reported', begun: Partial<Avatar> = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const clock = new ManualClock(new Date());
  const bot = await harness.replica({ clock });
  const { anna, userId } = await harness.annaWithCredits();
  const avatar = await postgres.fixtures.avatar({ userId, name: 'Аня', stoppedFor, isMain: true, ...begun });
  const readers = new Readers(postgres.database);
  const budget = fileBudgetsIn(postgres.database);
  const proof = new ShowFaceProofHandler(new FileAnswers(bot.conversations, bot.deliveries, readers, budget), readers);
  const stops = new ShowAvatarStopHandler(readers, bot.deliveries);
  const fetched = async () =>
    (await postgres.outboxOf('bot')).flatMap(({ job, payload }) =>
      job === 'fetch-file' ? [payload as unknown as FetchFile] : [],
    );
  const asked = async () => (await fetched()).map(({ onStored }) => onStored.payload as unknown as CheckSelfie);
  const opensIt = async (): Promise<void> => {
    await anna.sends('/avatars');
    await anna.presses(/Аня/);
    await anna.presses(avatarsTexts.ru.whyStopped);
  };
  return {
    ...harness,
    clock,
    anna,
    userId,
    avatar,
    proof,
    fetched,
    asked,
    opensIt,
    bot,
    count: async (words: RegExp) => (await anna.chat()).filter(({ text }) => words.test(text ?? '')).length,
    /** Sends the first of two selfies, after which the bot asks for the second. */
    sendsFirstSelfie: async () => {
      await opensIt();
      await anna.presses(faceProofTexts.ru.begin);
      await anna.sees('Селфи 1 из 2');
      await anna.sendsPhotos([await aSelfie()]);
      await anna.sees('Селфи 2 из 2');
      await eventually(async () => expect(await asked()).toHaveLength(1));
    },
    /** Plays the trainer: answers about the newest selfie. */
    answers: async (outcome: SelfieOutcome) => {
      const { challengeId, photoId, avatarId } = (await asked()).at(-1)!;
      const job = { userId, avatarId, challengeId, photoId, outcome };
      await proof.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    },
    tells: (stop: FaceStop | null) =>
      stops.handle({ userId, avatarId: avatar.id, stop }, jobContext(postgres, { messageId: newId<string>() })),
    placed: async () => (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold'),
  };
};

describe('a person whose avatar is stopped', () => {
  it('a person with a stopped avatar reads why it is stopped, takes two selfies in random poses, and can draw again', async () => {
    const { anna, opensIt, asked, answers, avatar, userId, postgres } = await setup();
    await opensIt();
    const why = await anna.sees(/На аватар «Аня» пожаловались[^]*кредиты за них вернутся[^]*Как это работает/);
    expect(why.buttons.flat().map(({ text }) => text)).toEqual(['🤳 Сделать два селфи', '👥 Мои аватары', '🏠 Меню']);
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2');
    await anna.sendsPhotos([await aSelfie()]);
    await anna.sees('Селфи 2 из 2');
    await anna.sendsPhotos([await aSelfie()]);
    await anna.sees('Сравниваю');

    const both = await eventually(async () => ((await asked()).length === 2 ? asked() : false));
    const [first, second] = both as CheckSelfie[];
    expect(both).toMatchObject([
      { avatarId: avatar.id, userId, at: 0 },
      { avatarId: avatar.id, userId, at: 1, challengeId: first!.challengeId },
    ]);
    expect(first!.photoId).not.toBe(second!.photoId);
    const poses = posesOf(first!.challengeId);
    await anna.sees(SAID[poses[0]]);
    await anna.sees(SAID[poses[1]]);

    await postgres.admin.query('UPDATE trainer.avatar SET stopped_for = NULL, stopped_at = NULL');
    await answers('passed');

    await anna.sees(/лицо «Аня» подтверждено/);
    await anna.presses(faceProofTexts.ru.draw);
    await anna.sees(/Что нарисовать|Опишите/);
  });

  it('a person who starts again within the same five minutes is asked for the same poses', async () => {
    const { anna, opensIt, asked, clock } = await setup();
    const window = 5 * 60_000;
    clock.set(new Date(Math.floor(Date.now() / window) * window));
    await opensIt();
    let after = 0;
    for (let times = 0; times < 4; times += 1) {
      await anna.presses(faceProofTexts.ru.begin);
      const first = await anna.sees('Селфи 1 из 2', { after });
      await anna.sendsPhotos([await aSelfie()]);
      await anna.sees('Селфи 2 из 2', { after: first.message_id });
      await anna.presses(faceProofTexts.ru.anew);
      after = (await anna.sees(/пожаловались/, { after: first.message_id })).message_id - 1;
      clock.advance(60_000);
    }

    const all = await eventually(async () => ((await asked()).length === 4 ? asked() : false));
    const challenges = (all as CheckSelfie[]).map(({ challengeId }) => challengeId);
    expect(new Set(challenges).size).toBe(4);
    expect(new Set(challenges.map((one) => posesOf(one).join(' '))).size).toBe(1);
  });

  it('a person reads what is wrong with a selfie, and starts again', async () => {
    const { anna, answers, sendsFirstSelfie } = await setup('known-face', {
      status: 'ready_for_training',
      isMain: false,
    });
    await sendsFirstSelfie();

    await answers('several-faces');

    await anna.sees(/несколько лиц[^]*Чьё лицо у «Аня»/);
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2');
  });

  it('a person who reads what is wrong with the first selfie before the second was asked for is not asked for it, and starts again', async () => {
    const { anna, asked, answers, opensIt, bot, count } = await setup('known-face', {
      status: 'ready_for_training',
      isMain: false,
    });
    await opensIt();
    await anna.presses(faceProofTexts.ru.begin);
    const first = await anna.sees('Селфи 1 из 2');
    await bot.sender.stop();
    await anna.sendsPhotos([await aSelfie()]);
    await eventually(async () => expect(await asked()).toHaveLength(1));

    await answers('several-faces');
    bot.sender.start();

    const why = await anna.sees(/несколько лиц[^]*Чьё лицо у «Аня»/);
    expect(why.message_id).toBeGreaterThan(first.message_id);
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2', { after: first.message_id });
    expect(await count(/Селфи 2 из 2/)).toBe(0);
  });

  it('a forwarded photo, a file, an album or a photo after five minutes does not count as a selfie', async () => {
    const { anna, opensIt, fetched, clock } = await setup();
    await opensIt();
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2');

    await anna.forwardsPhoto(await aSelfie(), 'Борис');
    await anna.sees('Это пересланное фото');
    await anna.sendsDocument(await aSelfie(), 'me.jpg', 'image/jpeg');
    await anna.sees('не файлом');
    await anna.sendsPhotos([await aSelfie(), await aSelfie()]);
    await anna.sees('По одному снимку');
    clock.advance(6 * 60_000);
    await anna.sendsPhotos([await aSelfie()]);

    await anna.sees('Прошло больше 5 минут');
    expect(await fetched()).toEqual([]);
  });

  it('the request to fetch a selfie counts towards the ten selfies of a day, which are five tries, and contains the answer to a person who has used them up', async () => {
    const { anna, opensIt, fetched } = await setup();
    await opensIt();
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2');
    await anna.sendsPhotos([await aSelfie()]);

    const [file] = (await eventually(async () => ((await fetched()).length === 1 ? fetched() : false))) as FetchFile[];
    expect(file).toMatchObject({
      countedAs: 'selfies',
      overBudget: { today: { job: 'show-face-proof', payload: { outcome: 'too-many-today' } } },
      onFailed: { payload: { outcome: 'not-fetched' } },
    });
    expect(FILE_BUDGETS.selfies.aDay).toBe(2 * 5);
  });

  it('a person who has sent ten selfies today reads that the tries are used up, and the eleventh selfie is neither fetched nor checked', async () => {
    const { anna, postgres, objects, telegram, token, userId, proof, fetched, sendsFirstSelfie } = await setup();
    const budget = fileBudgetsIn(postgres.database);
    const files = new TelegramFiles(new TelegramApi({ token, apiRoot: telegram.url }));
    const fetching = new FetchFileHandler(files, objects, new Outbox('bot'), budget, new Readers(postgres.database));
    const fetches = async () => {
      const job = (await fetched()).at(-1)!;
      await fetching.handle(job, jobContext(postgres, { messageId: newId<string>() }));
      return (await postgres.outboxOf('bot')).at(-1)!;
    };
    for (let sent = 0; sent < 9; sent += 1) await budget.take({ userId, file: newId<string>() }, 'selfies');
    await sendsFirstSelfie();
    expect(await fetches()).toMatchObject({ job: 'check-selfie', payload: { at: 0 } });
    await anna.sendsPhotos([await aSelfie()]);
    await eventually(async () => expect(await fetched()).toHaveLength(2));

    const { job, payload } = await fetches();

    expect([job, payload['outcome']]).toEqual(['show-face-proof', 'too-many-today']);
    await proof.handle(payload as unknown as ShowFaceProof, jobContext(postgres, { messageId: newId<string>() }));
    await anna.sees(/Попытки за эти сутки кончились/);
    expect(telegram.recorder.list({ method: 'getFile' })).toHaveLength(1);
  });

  it('a person has five whole tries one after another, although the trainer does not answer the first selfie of each', async () => {
    const { postgres, userId } = await setup();
    const budget = fileBudgetsIn(postgres.database);
    for (let tried = 0; tried < 5; tried += 1) {
      const [first, second] = [newId<string>(), newId<string>()];
      for (const file of [first, second]) expect(await budget.take({ userId, file }, 'selfies')).toBe('taken');
      await postgres.database.transaction((tx) => budget.answered(tx, { userId, file: second }));
    }

    expect(await budget.take({ userId, file: newId<string>() }, 'selfies')).toMatchObject({ usedUp: 'today' });
  });

  it('the screen gives the same reason for photos of several people and for a known face, and another reason after a report', () => {
    for (const { why } of Object.values(faceStopTexts)) {
      expect(why({ stop: 'known-face', name: 'Аня' })).toEqual(why({ stop: 'several-people', name: 'Аня' }));
      expect(why({ stop: 'known-face', name: 'Аня' })).not.toEqual(why({ stop: 'reported', name: 'Аня' }));
    }
  });

  it('a person whose avatar is stopped before its training because of a known face may still look at its photos', async () => {
    const { anna, opensIt } = await setup('known-face', { status: 'ready_for_training', isMain: false });
    await opensIt();

    const { buttons } = await anna.sees('Чьё лицо у «Аня»');

    expect(buttons.flat().map(({ text }) => text)).toContain('🖼️ Посмотреть фото');
  });

  it('a person can order neither a picture nor a training with a stopped avatar, and no credits are held', async () => {
    const { anna, placed, postgres, userId } = await setup();
    await anna.sends('я на Луне');
    await anna.presses(saying(generateTexts.ru.draw));
    await anna.sees('На аватар «Аня» пожаловались');

    await postgres.fixtures.avatar({
      userId,
      name: 'Вера',
      status: 'ready_for_training',
      stoppedFor: 'several-people',
    });
    await anna.sends('/avatars');
    await anna.presses(/Вера/);
    await anna.presses(avatarsTexts.ru.whyStopped);
    await anna.presses(faceProofTexts.ru.review);
    await anna.presses(newAvatarTexts.ru.done);
    await anna.presses(saying(newAvatarTexts.ru.preset, { preset: 'fast' }));
    const offer = await anna.sees(/Чьё лицо у «Вера»[^]*не обучаю и не рисую/);

    expect(offer.buttons.flat().map(({ text }) => text)).toEqual(['🤳 Что делать', '‹ Назад', '🏠 Меню']);
    expect(await placed()).toEqual([]);
  });

  it('a person whose avatar was stopped by an operator for misuse reads where to write, and is offered no selfies', async () => {
    const { anna, opensIt } = await setup('misused');
    await opensIt();

    const why = await anna.sees(/остановлен[^]*\/support/);

    expect(why.buttons.flat().map(({ text }) => text)).toEqual(['👥 Мои аватары', '🏠 Меню']);
  });

  it.each([
    ['not-needed', 'misused', /остановлен[^]*человек из поддержки/],
    ['not-needed', 'reported', /пожаловались/],
    ['not-needed', null, /«Аня» не остановлен/],
    ['passed', 'misused', /остановлен[^]*человек из поддержки/],
    ['passed', null, /лицо «Аня» подтверждено/],
  ] as const)(
    'a person who has left the screen reads the avatar’s present state: the outcome of the selfies is %s, the avatar’s stop is %s',
    async (outcome, stop, words) => {
      const { anna, answers, postgres, sendsFirstSelfie } = await setup();
      await sendsFirstSelfie();
      await anna.sends('/start');
      await anna.sees(saying(menuTexts.ru.menu));
      const stoppedAt = stop && new Date();
      await postgres.admin.query('UPDATE trainer.avatar SET stopped_for = $1, stopped_at = $2', [stop, stoppedAt]);

      await answers(outcome);

      await anna.sees(words);
    },
  );

  it('a person who sent both selfies gets only one answer when the trainer refuses both', async () => {
    const { anna, opensIt, answers, asked } = await setup();
    await opensIt();
    await anna.presses(faceProofTexts.ru.begin);
    await anna.sees('Селфи 1 из 2');
    await anna.sendsPhotos([await aSelfie()]);
    await anna.sees('Селфи 2 из 2');
    await anna.sendsPhotos([await aSelfie()]);
    await eventually(async () => expect(await asked()).toHaveLength(2));
    await answers('no-face');
    const { message_id: first } = await anna.sees('На снимке не видно лица');

    await answers('no-face');
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));

    const said = (await anna.chat()).filter(({ text }) => text?.includes('На снимке не видно лица'));
    expect(said.map(({ message_id: id }) => id)).toEqual([first]);
  });

  it('a person who deletes a stopped avatar while the trainer checks a selfie reads that the avatar is gone', async () => {
    const { anna, answers, postgres, sendsFirstSelfie } = await setup();
    await sendsFirstSelfie();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now(), is_main = false');

    await answers('not-needed');

    await anna.sees('Этого аватара больше нет');
  });

  it('a person is told, without asking, that an avatar is stopped and what to do, and later that the avatar is no longer stopped', async () => {
    const { anna, tells } = await setup();

    await tells('reported');
    await anna.sees(/пожаловались[^]*вернутся/);
    await anna.presses(faceStopTexts.ru.whatToDo);
    await anna.sees('Как это работает');
    await tells(null);

    await anna.sees('«Аня» не остановлен');
  });
});

it('every refusal of a selfie has words of its own in each language', () => {
  const told = SELFIE_OUTCOMES.flatMap((one) => (one === 'passed' || one === 'not-needed' ? [] : [one]));

  for (const { outcome } of Object.values(faceProofTexts)) {
    const words = told.map((one) => outcome({ outcome: one }).markup);
    expect(new Set(words).size).toBe(told.length);
    expect(words.join(' ')).not.toContain('undefined');
  }
});
