import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { mayLookAgain, type PhotoId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId, SystemClock } from '@aisha/platform';
import { OpenAiCalls, OpenAiModerator, OpenAiVisionModel } from '@aisha/providers/openai';
import { describedPhotoKey } from '@aisha/storage';
import { costsOf } from '@aisha/orders';
import { freeWorkOf, ListedCalls, jobContext, onPostgres, readableLog, type ContextOptions } from '@aisha/testing';
import { openAi, storage } from '../../spec/generator-harness';
import { TextCheck } from '../moderation/text-check';
import { DescribePhotoHandler } from './describe-photo.handler';
import { GivenIdeas } from './given-ideas';
import { PhotoDescriber } from './photo-describer';

const setup = async ({ freeWorkCents = 50 } = {}) => {
  const postgres = await onPostgres('generator');
  const { log, lines: logged } = readableLog();
  const ledger = new ListedCalls();
  const { freeWork } = costsOf(
    { schema: 'generator', database: postgres.database, clock: new SystemClock(), log },
    freeWorkOf(freeWorkCents),
  );
  const gifts = new GivenIdeas(postgres.database, freeWork);
  const calls = new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }, ledger);
  const texts = new TextCheck(new OpenAiModerator(calls, 'omni-moderation-latest'));
  const describer = new PhotoDescriber(new OpenAiVisionModel(calls, 'gpt-6-luna'), texts);
  const handler = new DescribePhotoHandler(describer, storage(), new Outbox('generator'), gifts, log);
  const photo = { userId: newId<UserId>(), photoId: newId<PhotoId>() };
  await postgres.fixtures.person({ userId: photo.userId });
  await postgres.fixtures.consent({ userId: photo.userId });
  const place = describedPhotoKey(photo.userId, photo.photoId);
  const asked = openAi.requests().length;
  return {
    logged,
    withdraws: () =>
      postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1', [photo.userId]),
    keeps: (jpeg: Buffer) => storage().put(place, jpeg, { contentType: 'image/jpeg' }),
    describes: (options: ContextOptions = {}) => handler.handle(photo, jobContext(postgres, options)),
    isKept: () =>
      storage()
        .getBuffer(place, { maxBytes: 8 * 1024 * 1024 })
        .then(
          () => true,
          () => false,
        ),
    shown: async () =>
      (await postgres.outboxOf('generator'))
        .filter(({ job, payload }) => job === 'show-photo-idea' && payload['photoId'] === photo.photoId)
        .map(({ payload }) => payload as { idea: { russian: string; english: string } | null; refusal: string | null }),
    given: () => postgres.admin.query('SELECT FROM generator.free_work WHERE user_id = $1', [photo.userId]),
    looks: () =>
      openAi
        .requests()
        .slice(asked)
        .filter(({ path }) => path === '/v1/responses'),
  };
};

/** A picture of a sky above a ground, in these colours. */
const landscape = async (sky: string, ground: string): Promise<Buffer> => {
  const half = { width: 1_600, height: 450, channels: 3 } as const;
  const below = await sharp({ create: { ...half, background: ground } })
    .png()
    .toBuffer();
  return sharp({ create: { ...half, height: 900, background: sky } })
    .composite([{ input: below, top: 450, left: 0 }])
    .jpeg()
    .toBuffer();
};

describe('a photo', () => {
  it('a photo becomes an idea in both languages and in the photo’s own ratio, and is then deleted', async () => {
    const { keeps, describes, shown, isKept } = await setup();
    await keeps(await landscape('#e5884f', '#2a6fb8'));

    await describes();

    const [{ idea } = { idea: null }] = await shown();
    expect(idea).toEqual({
      russian: expect.stringMatching(/у моря, на закате/),
      english: expect.stringMatching(/by the sea, at sunset/),
      aspectRatio: '16:9',
    });
    expect(await isKept()).toBe(false);
  });

  it('a photo is sent to the vision model inside the request itself, and OpenAI is told not to store it', async () => {
    const { keeps, describes, looks } = await setup();
    await keeps(await landscape('#88aadd', '#44aa44'));

    await describes();

    const [{ body } = { body: null }] = looks();
    expect(body).toMatchObject({
      store: false,
      input: [
        { role: 'user', content: [{ type: 'input_image', image_url: expect.stringMatching(/^data:image\/jpeg/) }] },
      ],
    });
  });

  it('a photo of a person becomes the idea of a portrait', async () => {
    const { keeps, describes, shown } = await setup();
    const [selfie] = await drawnSelfies(7, 1);
    await keeps(await sharp(selfie).jpeg().toBuffer());

    await describes();

    expect((await shown())[0]?.idea?.russian).toMatch(/^Портрет крупным планом/);
  });

  it.each([
    ['the model declines it', 'refusal'],
    ['the model may not look at it', 'image-refused'],
    ['the model’s answer is cut by a filter', 'content-filter'],
    ['what the model says may not be drawn', 'indecent'],
    ['what the model says is a document, which our rules refuse', 'passport'],
  ] as const)('a photo is refused when %s, and not kept', async (_when, kind) => {
    const { keeps, describes, shown, isKept } = await setup();
    await keeps(await landscape('#223344', '#111111'));
    openAi.faults.add({ on: 'responses', kind });

    await describes();

    expect(await shown()).toEqual([expect.objectContaining({ idea: null, refusal: 'not-decent' })]);
    expect(await isKept()).toBe(false);
  });

  it('a photo is not described once the person’s free work is used up', async () => {
    const { keeps, describes, shown, looks } = await setup({ freeWorkCents: 1 });
    const photo = await landscape('#e5884f', '#2a6fb8');
    for (let n = 0; n < 3; n += 1) {
      await keeps(photo);
      await describes();
    }

    expect((await shown()).map(({ refusal }) => refusal)).toEqual([null, null, 'free-work-used-up']);
    expect(looks()).toHaveLength(2);
  });

  it('a photo whose person withdrew the consent while it waited is not looked at, costs nothing and is deleted', async () => {
    const { withdraws, keeps, describes, shown, looks, isKept, given } = await setup();
    await keeps(await landscape('#e5884f', '#2a6fb8'));
    await withdraws();

    await describes();

    expect(await shown()).toEqual([expect.objectContaining({ idea: null, refusal: 'unavailable' })]);
    expect([looks(), await given(), await isKept()]).toEqual([[], [], false]);
  });

  it('a photo that we look at after it was deleted is told as our fault', async () => {
    const { describes, shown, looks } = await setup();

    await describes();

    expect(await shown()).toEqual([expect.objectContaining({ idea: null, refusal: 'unavailable' })]);
    expect(looks()).toEqual([]);
  });

  it('a photo is refused when the moderator flags its description', async () => {
    const { keeps, describes, shown } = await setup();
    await keeps(await landscape('#223344', '#111111'));
    openAi.faults.add({ on: 'moderations', kind: 'flagged' });

    await describes();

    expect((await shown())[0]?.refusal).toBe('not-decent');
  });

  it('a photo is tried again while the models do not answer, and then given up; it is not kept for later', async () => {
    const { keeps, describes, shown, isKept } = await setup();
    await keeps(await landscape('#88aadd', '#44aa44'));
    openAi.faults.add({ on: 'responses', kind: '500', times: 20 });

    await expect(describes()).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect([await isKept(), await shown()]).toEqual([true, []]);
    await describes({ isLastAttempt: true });

    expect((await shown()).map(({ refusal }) => refusal)).toEqual(['unavailable']);
    expect(await isKept()).toBe(false);
  });

  it('the person is offered no second look at a photo whose description could not be read, because each look is paid', async () => {
    const { keeps, describes, shown } = await setup();
    await keeps(await landscape('#88aadd', '#44aa44'));
    openAi.faults.add({ on: 'responses', kind: 'malformed', times: 20 });

    await expect(describes()).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
    await describes({ isLastAttempt: true });

    expect((await shown()).map(({ refusal }) => refusal)).toEqual(['not-described']);
    expect(mayLookAgain('not-described')).toBe(false);
  });

  it('a photo is not described without a moderator', async () => {
    const { keeps, describes, shown } = await setup();
    await keeps(await landscape('#88aadd', '#44aa44'));
    openAi.faults.add({ on: 'moderations', kind: '503', times: 20 });

    await describes({ isLastAttempt: true });

    expect((await shown()).map(({ idea, refusal }) => ({ idea, refusal }))).toEqual([
      { idea: null, refusal: 'unavailable' },
    ]);
  });

  it('the log line about a refused photo holds neither the photo nor what it shows', async () => {
    const { keeps, describes, logged } = await setup();
    await keeps(await landscape('#e5884f', '#2a6fb8'));
    openAi.faults.add({ on: 'responses', kind: 'indecent' });

    await describes();

    expect(logged('photo.not-described')).toHaveLength(1);
    expect(JSON.stringify(logged('photo.not-described'))).not.toMatch(/by the sea|nude|base64/);
  });
});
