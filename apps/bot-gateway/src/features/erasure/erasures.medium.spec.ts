import { describe, expect, it } from '@jest/globals';
import type { Listing } from '@aisha/contracts/bot-gateway';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { archiveKey } from '@aisha/storage';
import { eventually, jobContext, readableLog } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { PastGuestStore } from '../../engine/people/past-guest.store';
import { ErasureNews, OwnFiles } from './erasure-news';
import { ErasureStore } from './erasure.store';
import { Erasures } from './erasures';
import { PersonForgottenHandler } from './person-forgotten.handler';

const APPS = ['trainer', 'generator', 'transcriber', 'enhancer', 'api'] as const;
const HOURS = 3_600;

/** Anna, who has an avatar and asks for everything to be deleted. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const { id: avatarId } = await postgres.fixtures.avatar({ userId });
  const store = new ErasureStore(postgres.database, new PastGuestStore({ secret: 'a secret of this spec' }));
  const { log, lines } = readableLog();
  const news = new ErasureNews(new Outbox('bot'), bot.cards, bot.deliveries);
  const erasures = new Erasures(postgres.database, store, news, new OwnFiles(objects), log);
  const answering = new PersonForgottenHandler(store, erasures);
  const id = newId<string>();
  const erasure = async () => {
    const [row] = await postgres.admin.query<Record<string, unknown>>(
      `SELECT stage, round, rows::int, files::int, avatar_ids AS "avatarIds",
         round(extract(epoch FROM look_at - now()))::int AS "looksIn" FROM bot.erasure WHERE id = $1`,
      [id],
    );
    return row!;
  };
  const answers = async (round: number, ...apps: readonly Listing[]) => {
    for (const forgottenBy of apps) {
      const job = { erasureId: id, forgottenBy, round, rows: 2, files: 1 };
      await answering.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    }
  };
  return {
    ...harness,
    anna,
    userId,
    avatarId,
    erasure,
    lines,
    answers,
    begins: () =>
      postgres.database.transaction((tx) => store.begin(tx, userId, { id, askedBy: 'person', forfeits: true })),
    goesOn: () => erasures.run(),
    /** The apps that were asked in a round. */
    asked: async (round: number) =>
      (await postgres.outboxOf('bot'))
        .filter(({ job, payload }) => job === 'forget-person' && payload['round'] === round)
        .map(({ receiver }) => receiver)
        .sort(),
    /** Plays all answers up to the report, and waits until the person sees the report. */
    isReported: async () => {
      await erasures.run();
      await answers(0, 'billing', ...APPS);
      await anna.sees(/Всё о вас удалено/);
      await eventually(async () => {
        await erasures.run();
        expect(await erasure()).toMatchObject({ stage: 'over' });
      });
    },
    /** Begins the next round by moving its time to now, and plays the answers of all apps. */
    looks: async (round: number) => {
      await postgres.admin.query('UPDATE bot.erasure SET look_at = now()');
      await erasures.run();
      await answers(round, 'billing', ...APPS);
    },
  };
};

describe('an erasure', () => {
  it('an erasure is in the log by the number of the person, once: after a restore of an older backup an operator repeats it', async () => {
    const { begins, goesOn, lines, userId } = await setup();
    await begins();
    await goesOn();
    await goesOn();

    expect(lines('erasure.begun')).toMatchObject([{ userId }]);
  });

  it('an erasure waits for open orders, asks billing first and then the other apps, and deletes the gateway’s own data once all have answered', async () => {
    const { anna, postgres, objects, userId, avatarId, begins, goesOn, erasure, answers, asked } = await setup();
    const archive = archiveKey(userId, newId<string>(), 1);
    await objects.put(archive, Buffer.from('packed'), { contentType: 'application/zip' });
    const { orderId } = await postgres.fixtures.upscale({ userId, state: 'running' });
    await begins();

    await goesOn();
    expect([await asked(0), await erasure()]).toMatchObject([[], { stage: 'orders' }]);
    await postgres.admin.query(
      `UPDATE generator.upscale SET state = 'failed', error_code = 'provider-failed', finished_at = now() WHERE order_id = $1`,
      [orderId],
    );
    await goesOn();
    expect([await asked(0), await erasure()]).toMatchObject([['billing'], { stage: 'credits' }]);

    await goesOn();
    expect(await asked(0)).toEqual(['billing']); // billing has not answered yet

    await answers(0, 'billing', 'billing', ...APPS.slice(1));
    const others = ['avatar-trainer', 'billing', 'image-generator', 'photo-enhancer', 'public-api', 'transcriber'];
    expect([await asked(0), await erasure()]).toMatchObject([
      others,
      { stage: 'apps', rows: 10, files: 5, avatarIds: [avatarId] }, // billing's second answer is the same one
    ]);
    await expect(objects.head(archive)).resolves.toMatchObject({});

    await answers(0, 'trainer');
    await anna.sees(/Всё о вас удалено[^]*Записей в таблицах: \d+, файлов: 7/);
    await expect(objects.head(archive)).rejects.toMatchObject({ code: 'file-missing' });
    await eventually(async () => {
      await goesOn();
      expect(await erasure()).toMatchObject({ stage: 'over' });
    });
    expect(await postgres.admin.query('SELECT FROM bot.person')).toEqual([]);
  });

  it('an erasure asks all apps again after an hour, a day and nine days, and then deletes the ids of the avatars', async () => {
    const { begins, erasure, asked, answers, goesOn, looks, isReported, avatarId, postgres } = await setup();
    await begins();
    await isReported();
    expect(await erasure()).toMatchObject({ round: 0, looksIn: expect.closeTo(HOURS, -2), avatarIds: [avatarId] });
    await goesOn();
    expect(await asked(1)).toEqual([]); // the hour is not over

    await postgres.admin.query('UPDATE bot.erasure SET look_at = now()');
    await goesOn();
    expect(await asked(1)).toHaveLength(6);
    await answers(0, 'billing', ...APPS); // answers to the first request, which come late
    expect(await erasure()).toMatchObject({ stage: 'apps', round: 1 });
    await answers(1, 'billing', ...APPS);
    expect(await erasure()).toMatchObject({ stage: 'over', round: 1, looksIn: expect.closeTo(24 * HOURS, -2) });

    await looks(2);
    expect(await erasure()).toMatchObject({ stage: 'over', round: 2, looksIn: expect.closeTo(9 * 24 * HOURS, -2) });
    await looks(3);
    expect(await erasure()).toMatchObject({ stage: 'over', round: 3, looksIn: null, avatarIds: [] });
    await goesOn();
    expect(await asked(4)).toEqual([]);
  });
});
