import { describe, expect, it } from '@jest/globals';
import { type AvatarId, ORDER_PATIENCE_MS, type OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import type { StageRecord } from '../prompt/scene/scene';
import { STAGES } from '../prompt/stages';
import { loraKey, toReference, type StoredObject } from '@aisha/storage';
import type { PostgresHarness } from '@aisha/testing';
import {
  explained,
  fal,
  generatorHarness,
  openAi,
  settled,
  SMALLEST_LORA,
  SMALLEST_LORA_SHA256,
  storage,
} from '../../spec/generator-harness';

/** Stores our own copy of an avatar's model, which is trained. */
const hasCopy = async ({ admin }: PostgresHarness, avatarId: AvatarId, copy: StoredObject): Promise<void> => {
  await storage().put(copy, SMALLEST_LORA, { contentType: 'application/octet-stream' });
  await admin.query(`UPDATE trainer.avatar SET status = 'completed', lora_key = $2, lora_sha256 = $3 WHERE id = $1`, [
    avatarId,
    toReference(copy),
    SMALLEST_LORA_SHA256,
  ]);
};

describe('an avatar that cannot be drawn', () => {
  it('an avatar of another person is not found, and the order ends without a charge', async () => {
    const { postgres, app, order, work, said, jobsOf } = await generatorHarness();
    const stranger = await postgres.fixtures.avatar({ photos: 0 });
    const asked = order({ avatarId: stranger.id });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'avatar-not-found'),
      explained(asked.orderId, 'avatar-not-found'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('an avatar in training is not ready to be drawn', async () => {
    const { app, avatar, order, said } = await generatorHarness();
    const { id: avatarId } = await avatar({ status: 'training', loraUrl: null });
    const asked = order({ avatarId });

    await app.start(asked);

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'avatar-not-ready'));
  });

  it('a model whose link has died is uploaded again from our own copy, once for two orders', async () => {
    const {
      postgres,
      app,
      avatar,
      order,
      work,
      webhook,
      find,
      userId,
      jobsOf,
      uploads: uploadsToFal,
    } = await generatorHarness();
    const made = await avatar({
      loraUrl: `${fal.url}/cdn/files/gone/lora.safetensors`,
      loraKey: null,
      status: 'draft',
    });
    const copy = loraKey(userId, made.id, newId<OrderId>(), 1);
    await hasCopy(postgres, made.id, copy);
    const [one, other] = [order({ avatarId: made.id, pictureCount: 1 }), order({ avatarId: made.id, pictureCount: 1 })];

    await app.start(one);
    await app.start(other);
    await work();
    await webhook(one.orderId);

    expect((await find(one.orderId)).generation.state).toBe('succeeded');
    const uploads = await postgres.admin.query<{ url: string }>('SELECT url FROM generator.lora_upload');
    expect(uploads).toHaveLength(1);
    expect(uploadsToFal()).toBe(1);
    expect(jobsOf(other.orderId)[0]?.input).toMatchObject({ loras: [{ path: uploads[0]?.url }] });
  });

  it('a model whose link soon ends is uploaded again, and is drawn by that link while our copy cannot be read', async () => {
    const { postgres, app, avatar, order, work, clock, userId, jobsOf, uploads } = await generatorHarness();
    const made = await avatar({ trainingCompletedAt: new Date(clock.now().getTime() - 22 * 3_600_000) });
    const [one, other] = [order({ avatarId: made.id }), order({ avatarId: made.id })];

    await app.start(one);
    await work();
    expect([uploads(), jobsOf(one.orderId)[0]?.input]).toMatchObject([0, { loras: [{ path: made.loraUrl }] }]);

    await hasCopy(postgres, made.id, loraKey(userId, made.id, newId<OrderId>(), 1));
    await app.start(other);
    await work();
    expect(uploads()).toBe(1);
    expect(jobsOf(other.orderId)[0]?.input).not.toMatchObject({ loras: [{ path: made.loraUrl }] });
  });

  it('a copy that differs from the trained model is not uploaded, and the person reads why the order has failed', async () => {
    const { app, avatar, order, work, said, uploads } = await generatorHarness();
    const { id: avatarId } = await avatar({ loraUrl: null, loraKey: 'files:damaged', loraSha256: '0'.repeat(64) });
    await storage().put({ bucket: 'files', key: 'damaged' }, SMALLEST_LORA, {
      contentType: 'application/octet-stream',
    });
    const asked = order({ avatarId });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'file-missing'));
    expect(uploads()).toBe(0);
  });

  it('when FAL cannot say for a moment whether the link to an avatar’s model still works, the avatar is drawn later', async () => {
    const { app, avatar, order, work, find, said, clock } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    fal.faults.add({ on: 'cdn', kind: '503', times: 1 });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', endpoint: null });
    expect(await said(asked.orderId)).not.toContainEqual(explained(asked.orderId, 'file-missing'));
    clock.advance(10_000);
    await work();

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
  });

  it('the link to a model is deleted with the avatar', async () => {
    const { postgres, avatar, forgetLoraLinks } = await generatorHarness();
    const { id } = await avatar();
    await postgres.admin.query(
      `INSERT INTO generator.lora_upload (avatar_id, url) VALUES ($1, 'https://x.example/l')`,
      [id],
    );
    await forgetLoraLinks.run();
    expect(await postgres.admin.query('SELECT 1 FROM generator.lora_upload')).toHaveLength(1);

    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [id]);
    await forgetLoraLinks.run();

    expect(await postgres.admin.query('SELECT 1 FROM generator.lora_upload')).toEqual([]);
  });
});

describe('the idea', () => {
  it('an idea that a portrait studio does not draw ends the order without a charge, and only the moderator has read it', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, prompt: 'the suicide of a poet' });
    const before = openAi.requests().length;

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
    expect(
      openAi
        .requests()
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(['/v1/moderations']);
  });

  it('an idea that breaks a rule is read by no model', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, prompt: 'n u d e on a bed' });
    const before = openAi.requests().length;

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
    expect(openAi.requests()).toHaveLength(before);
  });
});

describe('an outage of the moderator', () => {
  it('an order waits while the moderator does not answer, and is drawn once the moderator has read its idea', async () => {
    const { app, avatar, order, work, find, clock, jobsOf, said, shown } = await generatorHarness();
    openAi.faults.add({ on: 'moderations', kind: '401', times: 100 });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    for (let minutes = 0; minutes < 50; minutes += 10) {
      await work();
      clock.advance(10 * 60_000);
    }
    expect((await find(asked.orderId)).generation.state).toBe('queued');
    expect(await shown(asked.orderId)).toContainEqual(
      expect.objectContaining({ step: 'queued', waitsFor: 'moderation' }),
    );
    expect(jobsOf(asked.orderId)).toEqual([]);
    openAi.faults.clear();
    await work();

    expect(jobsOf(asked.orderId)).toHaveLength(1);
    expect(await said(asked.orderId)).toEqual([]);
  });

  it('an order ends without a charge when the moderator does not answer for an hour', async () => {
    const { app, avatar, order, work, clock, jobsOf, said } = await generatorHarness();
    openAi.faults.add({ on: 'moderations', kind: '503', times: 100 });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    clock.advance(ORDER_PATIENCE_MS);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'moderator-unavailable'),
      explained(asked.orderId, 'moderator-unavailable'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('a slow moderator gets more time at each try, until the order is drawn', async () => {
    const { app, avatar, order, work, find, clock, jobsOf } = await generatorHarness({ moderatorMs: 100 });
    openAi.faults.add({ on: 'moderations', kind: 'slow', delayMs: 1_000, times: 100 });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({
      state: 'queued',
      deferredBy: 'moderator-unavailable',
    });
    clock.advance(60_000);
    await work();

    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('an order waits when the moderator has read its idea but does not answer about its prompt', async () => {
    const { app, avatar, order, work, find, clock, jobsOf } = await generatorHarness();
    openAi.faults.add({ on: 'moderations', kind: 'slow', delayMs: 1 }); // the idea
    openAi.faults.add({ on: 'moderations', kind: '401' }); // the prompt
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', enhancedPrompt: null });
    expect(jobsOf(asked.orderId)).toEqual([]);
    clock.advance(10_000);
    await work();

    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('an order that reuses the prompt of an earlier one waits for the moderator, too', async () => {
    const { app, avatar, order, work, webhook, find, clock, jobsOf } = await generatorHarness();
    const { id: avatarId } = await avatar();
    const first = order({ avatarId });
    await app.start(first);
    await work();
    await webhook(first.orderId);
    openAi.faults.add({ on: 'moderations', kind: '401', times: 100 });
    const similar = order({ avatarId, similarTo: first.orderId });

    await app.start(similar);
    await work();
    expect((await find(similar.orderId)).generation).toMatchObject({
      state: 'queued',
      enhancedPrompt: expect.any(String),
    });
    expect(jobsOf(similar.orderId)).toEqual([]);
    openAi.faults.clear();
    clock.advance(10_000);
    await work();

    expect(jobsOf(similar.orderId)).toHaveLength(1);
  });
});

describe('an outage of the language model', () => {
  it.each(['donna con un mantello rosso', 'жінка у червоному плащі', '红色斗篷的女人'])(
    'an idea in a language that the rules do not read waits for the language model: %s',
    async (prompt) => {
      const { app, avatar, order, work, find, clock, jobsOf } = await generatorHarness();
      openAi.faults.add({ on: 'responses', kind: '503', times: 100 });
      const asked = order({ avatarId: (await avatar()).id, prompt });

      await app.start(asked);
      await work();
      expect((await find(asked.orderId)).generation).toMatchObject({
        state: 'queued',
        deferredBy: 'moderator-unavailable',
      });
      expect(jobsOf(asked.orderId)).toEqual([]);
      openAi.faults.clear();
      clock.advance(60_000);
      await work();

      expect(jobsOf(asked.orderId)).toHaveLength(1);
    },
  );

  it('an idea with a full name is refused while the language model is away, because nothing else can tell whose name it is', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    openAi.faults.add({ on: 'responses', kind: '503', times: 100 });
    const asked = order({ avatarId: (await avatar()).id, prompt: 'портрет Ивана Петрова в студии на фоне окна' });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-names-person'),
      explained(asked.orderId, 'prompt-names-person'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });
});

describe('the prompt', () => {
  it('rules write the prompt while the language model is away, and the order goes on', async () => {
    const { app, avatar, order, work, find } = await generatorHarness();
    openAi.faults.add({ on: 'responses', kind: 'insufficient_quota', times: 10 });
    const { id: avatarId, triggerPhrase } = await avatar({ subject: 'man' });
    const asked = order({ avatarId, prompt: 'космонавт на Луне, без шляпы' });

    await app.start(asked);
    await work();

    const { generation } = await find(asked.orderId);
    expect(generation).toMatchObject({ state: 'waiting', promptWriter: 'rules', negativePrompt: 'hat' });
    expect(generation.enhancedPrompt).toMatch(
      new RegExp(`^${triggerPhrase} man, astronaut on the Moon, bareheaded, .*85mm`),
    );
  });

  it('the prompt is stored together with what each stage has added, and the log has no word of it', async () => {
    const { app, avatar, order, work, find, logged } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, prompt: 'портрет у моря, без шляпы' });

    await app.start(asked);
    await work();

    const { enhancedPrompt, promptStages } = (await find(asked.orderId)).generation;
    expect(promptStages.map((record) => (record as StageRecord).stage)).toEqual(STAGES.map(({ name }) => name));
    expect(promptStages[0]).toEqual({ stage: 'language', added: { language: 'ru' } });
    expect(promptStages.at(-1)).toEqual({ stage: 'length', added: { text: enhancedPrompt } });
    const said = logged('generation.prompt-written');
    expect(said).toMatchObject([{ orderId: asked.orderId, writer: 'model' }]);
    expect(JSON.stringify(said)).not.toMatch(/мор|шляп|seashore|by the sea/i);
  });

  it('a person’s own prompt is drawn word for word after the trigger phrase, and no light, lens or positive wording is added', async () => {
    const { app, avatar, order, work, find, jobsOf } = await generatorHarness();
    const { id: avatarId, triggerPhrase } = await avatar();
    const theirs = `${triggerPhrase} woman, a lake without a boat, 50mm`;
    const asked = order({ avatarId, prompt: theirs, enhance: false });

    await app.start(asked);
    await work();

    expect(jobsOf(asked.orderId)[0]?.input).toMatchObject({ prompt: theirs });
    expect((await find(asked.orderId)).generation).toMatchObject({ promptWriter: 'person', negativePrompt: null });
  });

  it.each([
    ['by the language model', []],
    ['by rules when it is down', [{ on: 'responses', kind: 'insufficient_quota', times: 10 }]],
  ] as const)('a person’s own prompt in Russian is translated, %s', async (_by, troubles) => {
    for (const trouble of troubles) openAi.faults.add(trouble);
    const { app, avatar, order, work, jobsOf } = await generatorHarness();
    const { id: avatarId, triggerPhrase } = await avatar();
    const asked = order({ avatarId, prompt: 'рыцарь в лесу', enhance: false });

    await app.start(asked);
    await work();

    const prompt = `${triggerPhrase} woman, knight in ((a|the) )?forest`;
    expect(jobsOf(asked.orderId)[0]?.input).toMatchObject({
      prompt: expect.stringMatching(new RegExp(`^${prompt}$`, 'i')),
    });
  });

  it('a person’s own prompt is judged by the rules and the language model like any idea; a refusal ends the order without a charge', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    const { id: avatarId } = await avatar();
    const [naked, other] = ['naked on a rock', 'something else'].map((prompt) =>
      order({ avatarId, prompt, enhance: false }),
    );

    await app.start(naked!);
    await work();
    openAi.faults.add({ on: 'responses', kind: 'refusal' });
    await app.start(other!);
    await work();

    for (const { orderId } of [naked!, other!]) {
      expect(await said(orderId)).toEqual([
        settled(orderId, 0, 2, 'prompt-refused'),
        explained(orderId, 'prompt-refused'),
      ]);
      expect(jobsOf(orderId)).toEqual([]);
    }
  });

  it('an idea that the language model refuses ends the order without a charge', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    openAi.faults.add({ on: 'responses', kind: 'refusal' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('a prompt in which the language model adds nudity to a clean idea is not sent, and the rules write another one', async () => {
    const { app, avatar, order, work, find, jobsOf } = await generatorHarness();
    openAi.faults.add({ on: 'responses', kind: 'indecent' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', promptWriter: 'rules' });
    expect(jobsOf(asked.orderId)[0]?.input).toMatchObject({ prompt: expect.stringMatching(/^(?!.*nude).*astronaut/) });
  });

  it('a prompt that the moderator refuses is written again by rules and read again; if it is refused again, the order ends', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    openAi.faults.add({ on: 'moderations', kind: 'slow', delayMs: 1 }); // the idea
    openAi.faults.add({ on: 'moderations', kind: 'flagged', times: 2 }); // both prompts
    const before = openAi.requests().length;

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
    expect(
      openAi
        .requests()
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(['/v1/moderations', '/v1/responses', '/v1/moderations', '/v1/moderations']);
  });

  it('the prompt of an earlier order is checked again before it is varied and sent', async () => {
    const { postgres, app, avatar, order, work, webhook, said, jobsOf } = await generatorHarness();
    const { id: avatarId } = await avatar();
    const first = order({ avatarId });
    await app.start(first);
    await work();
    await webhook(first.orderId);
    await postgres.admin.query(
      `UPDATE generator.image_generation SET enhanced_prompt = enhanced_prompt || ', nude' WHERE order_id = $1`,
      [first.orderId],
    );
    const similar = order({ avatarId, similarTo: first.orderId });

    await app.start(similar);
    await work();

    expect(await said(similar.orderId)).toEqual([
      settled(similar.orderId, 0, 2, 'prompt-refused'),
      explained(similar.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(similar.orderId)).toEqual([]);
  });

  it('the prompt is paid once, even when the rest of the preparation is tried again', async () => {
    const { postgres, app, avatar, order, work, find, clock } = await generatorHarness();
    const { id: avatarId } = await avatar({ loraUrl: null });
    await postgres.admin.query(`UPDATE trainer.avatar SET lora_key = 'files:not/there' WHERE id = $1`, [avatarId]);
    fal.faults.add({ on: 'storage', kind: '503', times: 100 });
    await storage().put({ bucket: 'files', key: 'not/there' }, SMALLEST_LORA, {
      contentType: 'application/octet-stream',
    });
    const asked = order({ avatarId, prompt: 'единственный в своём роде замысел' });
    const answers = () => openAi.requests().filter((request) => request.path.includes('responses')).length;
    const before = answers();

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', endpoint: null });
    fal.faults.clear();
    clock.advance(10_000);
    await work();

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(answers() - before).toBe(1);
  });
});
