import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatchFaces } from '@aisha/contracts/avatar-trainer';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { AvatarId, FaceOwner, OrderId, PermissionId, PhotoId, UserId } from '@aisha/domain';
import type { StartTogether } from '@aisha/kinds/messages';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { avatarPhotoKey, fromReference, togetherKey, toReference } from '@aisha/storage';
import {
  delivered as deliveredOf,
  drawsWhole,
  explained,
  fal,
  generatorHarness,
  settled,
  storage,
} from '../../spec/generator-harness';

const NANO_BANANA = 'google/nano-banana-2.1/edit';
/** The drawn people; the person who orders comes first. */
const PEOPLE = [7, 40, 12, 99];
let selfies: Buffer[][];
beforeAll(async () => {
  selfies = await Promise.all(PEOPLE.map((person) => drawnSelfies(person, 3)));
});

interface Options {
  readonly friends?: number;
  readonly scope?: 'once' | 'always';
  readonly slots?: number;
  readonly trainerMs?: number;
  /** A model that its provider no longer serves. */
  readonly gone?: string;
}

/** Anna orders a picture of herself and friends, who permit it. The spec plays the trainer. */
const setup = async ({ friends = 1, scope = 'always', slots = 10, trainerMs = 30_000, gone }: Options = {}) => {
  const catalogue = shippedCatalogue();
  if (gone !== undefined) catalogue.learn(gone, true);
  const harness = await generatorHarness({ falSlots: slots, trainerMs, catalogue });
  const { postgres, app, work, jobsOf, userId, done, clock, replica } = harness;
  const { fixtures, admin } = postgres;
  const addPhoto = async (owner: UserId, avatarId: AvatarId, selfie: Buffer, referenceRank: number): Promise<void> => {
    const id = newId<PhotoId>();
    const place = avatarPhotoKey(owner, avatarId, id);
    await storage().put(place, selfie, { contentType: 'image/jpeg' });
    await fixtures.photo({ id, avatarId, filePath: toReference(place), referenceRank });
  };
  const drawnFrom = async (owner: UserId, person: number, changed: object = {}): Promise<AvatarId> => {
    const { id } = await fixtures.avatar({ userId: owner, photos: 0, ...changed });
    for (const [at, selfie] of selfies[person]!.entries()) await addPhoto(owner, id, selfie, at + 1);
    return id;
  };
  const own = await drawnFrom(userId, 0);
  const permits: { readonly id: PermissionId; readonly giverId: UserId; readonly avatarId: AvatarId }[] = [];
  for (let person = 1; person <= friends; person += 1) {
    const { userId: giverId } = await fixtures.person();
    await fixtures.consent({ userId: giverId });
    const avatarId = await drawnFrom(giverId, person);
    const { id } = await fixtures.drawingPermission({ askerId: userId, giverId, avatarId, scope });
    permits.push({ id, giverId, avatarId });
  }
  const order = (changed: Partial<StartTogether> = {}): StartTogether => ({
    orderId: newId<OrderId>(),
    userId,
    avatarId: own,
    permissionIds: permits.map(({ id }) => id),
    prompt: 'пикник в парке осенью',
    aspectRatio: '4:3',
    ...changed,
  });
  const asked = order();
  const { orderId } = asked;
  /** The questions that were sent to the trainer. */
  const questions = async (): Promise<MatchFaces[]> => {
    const all = await postgres.outboxOf('generator');
    return all.filter(({ job }) => job === 'match-faces').map(({ payload }) => payload as unknown as MatchFaces);
  };
  const answered = new Set<string>();
  let sees: (people: number) => { distances: (number | null)[]; strangers: number } = (people) => ({
    distances: Array.from({ length: people }, () => 0.3),
    strangers: 0,
  });
  const answer = async (): Promise<void> => {
    for (const { orderId: of, userId: owner, sha256, people } of await questions()) {
      if (answered.has(sha256)) continue;
      answered.add(sha256);
      const { distances, strangers } = sees(people.length);
      const found = distances.map((distance) => ({ distance }));
      await app.keepFaces({ orderId: of, userId: owner, sha256, people: found, strangers });
    }
  };
  /** Plays the trainer, which answers while `doing` goes on. */
  const withTrainer = async <T>(doing: Promise<T>): Promise<T> => {
    let isDone = false;
    const ended = doing.finally(() => (isDone = true));
    while (!isDone) {
      await answer();
      await Promise.race([ended.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    return ended;
  };
  const start = async (one: StartTogether = asked): Promise<void> => {
    await app.startTogether(one);
    await work();
  };
  return {
    ...harness,
    own,
    permits,
    order,
    asked,
    orderId,
    questions,
    addPhoto,
    drawnFrom,
    start,
    withTrainer,
    /** Sets what the trainer finds from now on. */
    finds: (what: typeof sees) => (sees = what),
    isCalledBack: async (of: OrderId = orderId, request = 0) => {
      await done(of, request + 1);
      const requestId = jobsOf(of)[request]?.requestId ?? null;
      await withTrainer(app.finishTogether({ orderId: of, requestId, source: 'webhook' }));
      await withTrainer(work());
    },
    /** Lets another process go on with the order after a while. */
    goesOn: async () => {
      const { dispatcher } = replica(10);
      for (let rounds = 0; rounds < 3; rounds += 1) {
        clock.advance(60_000);
        await dispatcher.tick();
        await dispatcher.settled();
      }
    },
    takesBack: (id: PermissionId = permits[0]!.id) =>
      admin.query('UPDATE bot.drawing_permission SET withdrawn_at = now() WHERE id = $1', [id]),
    /** Sets what its person has said about whose face an avatar shows; null: nothing. */
    isOwnedBy: (avatarId: AvatarId, owner: FaceOwner | null) =>
      admin.query(
        `UPDATE trainer.avatar SET face_owner = $2, face_word_version = CASE WHEN $2::text IS NOT NULL THEN 2 END,
                face_word_at = CASE WHEN $2::text IS NOT NULL THEN now() END WHERE id = $1`,
        [avatarId, owner],
      ),
    uses: () => admin.query<{ permission_id: string; order_id: string }>('SELECT * FROM generator.permission_use'),
    kept: () => storage().removePrefix({ bucket: 'files', key: `together/${userId}/` }),
  };
};

const delivered = (orderId: OrderId) => deliveredOf(orderId, 'together');
const charged = (orderId: OrderId) => settled(orderId, 1, 1, null, 'together');
const givenBack = (orderId: OrderId, code: string) => [
  settled(orderId, 0, 1, code, 'together'),
  explained(orderId, code),
];

afterEach(() => fal.faults.clear());

describe('a picture of several people', () => {
  it('no model is asked about a picture of several people while our storage is away; once it is back it is checked and delivered', async () => {
    const { start, orderId, isCalledBack, said, outlastsStorage, pollAgain, withTrainer } = await setup();
    await start();

    await outlastsStorage(orderId, isCalledBack, (milliseconds) => withTrainer(pollAgain(milliseconds)));

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it.each([1, 2, 3])(
    'a picture of the person who orders and %i friends is drawn from photos of each of them; its faces are measured, and it is delivered once',
    async (friends) => {
      drawsWhole();
      const { start, orderId, isCalledBack, jobsOf, said, findTogether, questions, permits, own, userId } = await setup(
        {
          friends,
        },
      );

      await start();
      await isCalledBack();
      await isCalledBack();

      const [job] = jobsOf(orderId);
      const people = friends + 1;
      expect(job).toMatchObject({ endpoint: NANO_BANANA, input: { num_images: 1, aspect_ratio: '4:3' } });
      expect(job?.input['prompt']).toMatch(new RegExp(`^A new photo of exactly ${people} people together`));
      expect(job?.input['prompt']).toContain('photos 4 to 6 show the second one, a woman');
      expect(job?.input['image_urls']).toHaveLength(people * 3);
      expect(await questions()).toMatchObject([
        {
          orderId,
          people: [{ userId, avatarId: own }, ...permits.map((p) => ({ userId: p.giverId, avatarId: p.avatarId }))],
        },
      ]);
      expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
      const found = await findTogether(orderId);
      expect(found).toMatchObject({
        state: 'succeeded',
        people,
        clearedBy: 'both',
        width: 1_184,
        height: 864,
        redrawn: 0,
      });
      expect(JSON.stringify(found)).not.toContain('http');
      await expect(storage().head(fromReference(found.filePath!))).resolves.toMatchObject({});
    },
  );

  it('the photos of all people of a picture are uploaded three at a time, because each is in memory meanwhile', async () => {
    const { start, uploads, uploadsAtOnce } = await setup({ friends: 3 });

    await start();

    expect([uploads(), uploadsAtOnce()]).toEqual([12, 3]);
  });

  it('of a person with many photos a picture of two people is drawn from the best five, and of the other person from all', async () => {
    const { start, orderId, own, userId, addPhoto, jobsOf } = await setup();
    for (let rank = 4; rank <= 7; rank += 1) await addPhoto(userId, own, selfies[0]![0]!, rank);

    await start();

    const [job] = jobsOf(orderId);
    expect(job?.input['prompt']).toContain('photos 6 to 8 show the second one, a woman');
    expect(job?.input['image_urls']).toHaveLength(5 + 3);
  });

  it('a person who ordered a picture of several people can delete it, and its prompts are deleted with it', async () => {
    const { start, orderId, userId, isCalledBack, findTogether, app } = await setup();
    await start();
    await isCalledBack();

    await app.removeTogether({ orderId, userId });

    expect(await findTogether(orderId)).toMatchObject({ filePath: null, prompt: '', enhancedPrompt: null });
    await expect(storage().head(togetherKey(userId, orderId))).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('the prompts of a picture of several people are deleted, and the picture stays, when the person who ordered it deletes their avatar', async () => {
    const { start, orderId, isCalledBack, findTogether, forgetPrompts, postgres, own } = await setup();
    await start();
    await isCalledBack();
    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [own]);

    await forgetPrompts.run();

    expect(await findTogether(orderId)).toMatchObject({
      prompt: '',
      enhancedPrompt: null,
      filePath: expect.any(String),
    });
  });
});

describe('a person who may not be drawn', () => {
  it.each([
    [
      'nobody has given that permission',
      async ({ order }: Harness) => order({ permissionIds: [newId<PermissionId>()] }),
    ],
    [
      'it was given to another person',
      async ({ postgres, order, drawnFrom }: Harness) => {
        const { userId: giverId } = await postgres.fixtures.person();
        await postgres.fixtures.consent({ userId: giverId });
        const avatarId = await drawnFrom(giverId, 2);
        const { id } = await postgres.fixtures.drawingPermission({ askerId: newId<UserId>(), giverId, avatarId });
        return order({ permissionIds: [id] });
      },
    ],
    [
      'the friend has answered no',
      async ({ postgres, order, userId }: Harness) => {
        const no = { avatarId: null, scope: null };
        const { id } = await postgres.fixtures.drawingPermission({ askerId: userId, ...no });
        return order({ permissionIds: [id] });
      },
    ],
    [
      'the friend has not answered yet',
      async ({ postgres, order, userId }: Harness) => {
        const none = { giverId: null, answeredAt: null, avatarId: null, scope: null };
        const { id } = await postgres.fixtures.drawingPermission({ askerId: userId, ...none });
        return order({ permissionIds: [id] });
      },
    ],
    [
      "the permission names another person's avatar",
      async ({ postgres, order, userId, own }: Harness) => {
        const { id } = await postgres.fixtures.drawingPermission({ askerId: userId, avatarId: own });
        return order({ permissionIds: [id] });
      },
    ],
    [
      'one friend is named twice',
      async ({ postgres, order, userId, permits: [permit] }: Harness) => {
        const { giverId, avatarId } = permit!;
        const { id } = await postgres.fixtures.drawingPermission({ askerId: userId, giverId, avatarId });
        return order({ permissionIds: [permit!.id, id] });
      },
    ],
    [
      'the permission is taken back',
      async ({ takesBack, order }: Harness) => {
        await takesBack();
        return order();
      },
    ],
    [
      'the avatar is deleted',
      async ({ postgres, order, permits: [permit] }: Harness) => {
        await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [permit!.avatarId]);
        return order();
      },
    ],
    [
      'the avatar is stopped',
      async ({ postgres, order, permits: [permit] }: Harness) => {
        await postgres.admin.query(
          `UPDATE trainer.avatar SET stopped_for = 'reported', stopped_at = now() WHERE id = $1`,
          [permit!.avatarId],
        );
        return order();
      },
    ],
    [
      'the friend has withdrawn the consent to everything',
      async ({ postgres, order, permits: [permit] }: Harness) => {
        await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1', [permit!.giverId]);
        return order();
      },
    ],
    [
      "the avatar shows a child's face",
      async ({ postgres, order, permits: [permit] }: Harness) => {
        await postgres.admin.query('UPDATE trainer.avatar SET face_age = 12 WHERE id = $1', [permit!.avatarId]);
        return order();
      },
    ],
    [
      'the friend has too few photos left',
      async ({ postgres, order, permits: [permit] }: Harness) => {
        await postgres.admin.query('DELETE FROM trainer.avatar_photo WHERE avatar_id = $1 AND reference_rank = 1', [
          permit!.avatarId,
        ]);
        return order();
      },
    ],
  ] as const)(
    'nobody is drawn when %s: the order ends without a charge, and FAL gets neither a photo nor a request',
    async (_when, changed) => {
      const harness = await setup();
      const one = await changed(harness);

      await harness.start(one);

      expect(await harness.said(one.orderId)).toEqual(givenBack(one.orderId, 'permission-gone'));
      expect([harness.jobsOf(one.orderId), harness.uploads()]).toEqual([[], 0]);
      expect(await harness.uses()).toEqual([]);
    },
  );

  it.each([
    ['deleted', `deleted_at = now()`, 'avatar-not-found'],
    ['stopped', `stopped_for = 'reported', stopped_at = now()`, 'avatar-reported'],
    ["shown with a child's face", 'face_age = 12', 'face-too-young'],
    ['of somebody else, who let it be made', `face_owner = 'agreed'`, 'avatar-not-ready'],
    ['a style', `training_type = 'style'`, 'avatar-not-ready'],
  ] as const)(
    'the person who orders reads the real reason when their own avatar is %s',
    async (_what, change, code) => {
      const { start, orderId, said, postgres, own, jobsOf } = await setup();
      await postgres.admin.query(`UPDATE trainer.avatar SET ${change} WHERE id = $1`, [own]);

      await start();

      expect(await said(orderId)).toEqual(givenBack(orderId, code));
      expect(jobsOf(orderId)).toEqual([]);
    },
  );

  const GONE = [
    ['the permission is taken back', async (harness: Harness) => void (await harness.takesBack())],
    [
      'the avatar is deleted',
      async ({ postgres, permits: [permit] }: Harness) =>
        void (await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [
          permit!.avatarId,
        ])),
    ],
    [
      'the friend withdraws the consent',
      async ({ postgres, permits: [permit] }: Harness) =>
        void (await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1', [
          permit!.giverId,
        ])),
    ],
  ] as const;

  it.each(GONE)(
    'nobody is drawn when %s while the order waits for its turn: FAL gets no request',
    async (_when, gone) => {
      const harness = await setup({ slots: 0, scope: 'once' });
      const { start, orderId, said, jobsOf, goesOn, uses, uploads } = harness;
      await start(); // the order is prepared and waits, because there is no free slot
      expect(await uses()).toHaveLength(1);

      await gone(harness);
      await goesOn();

      expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
      expect([jobsOf(orderId), uploads(), await uses()]).toEqual([[], 0, []]);
    },
  );

  it('nobody is drawn when the permission is taken back while the photos are uploaded: FAL gets no request', async () => {
    const { start, orderId, said, jobsOf, takesBack, uploads } = await setup();
    fal.faults.add({ on: 'storage', kind: 'slow', delayMs: 1_500, times: 100 });
    const started = start();
    await eventually(() => uploads() === 6);

    await takesBack();
    await started;

    expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it.each(GONE)(
    'the picture is not fetched when %s while FAL draws, and the order ends without a charge',
    async (_when, gone) => {
      const harness = await setup();
      const { start, orderId, said, isCalledBack, findTogether, questions, kept } = harness;
      await start();

      await gone(harness);
      await isCalledBack();

      expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
      expect(await findTogether(orderId)).toMatchObject({ state: 'failed', filePath: null });
      expect([await questions(), await kept()]).toEqual([[], 0]);
    },
  );

  it.each(GONE)(
    'the picture is not delivered when %s while its faces are measured, and no file of it stays',
    async (_when, gone) => {
      const harness = await setup();
      const { start, orderId, said, isCalledBack, findTogether, finds, kept } = harness;
      await start();
      let isGone: Promise<void> | undefined;
      finds((people) => {
        isGone = gone(harness);
        return { distances: Array.from({ length: people }, () => 0.3), strangers: 0 };
      });

      await isCalledBack();

      await isGone;
      expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
      expect(await findTogether(orderId)).toMatchObject({ state: 'failed', filePath: null });
      expect(await kept()).toBe(0);
    },
  );

  it('a picture that is delivered stays when the permission is taken back afterwards', async () => {
    const { start, orderId, said, isCalledBack, takesBack, findTogether } = await setup();
    await start();
    await isCalledBack();

    await takesBack();
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
    expect(await findTogether(orderId)).toMatchObject({ filePath: expect.any(String) });
  });
});

describe('a permission for one picture', () => {
  it('a permission for one picture is used up by one order, and a second order is refused', async () => {
    const { start, orderId, order, said, isCalledBack, jobsOf } = await setup({ scope: 'once' });
    await start();
    await isCalledBack();
    const second = order();

    await start(second);

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
    expect(await said(second.orderId)).toEqual(givenBack(second.orderId, 'permission-gone'));
    expect(jobsOf(second.orderId)).toEqual([]);
  });

  it('when four orders want the same permission for one picture at the same moment, only one of them gets it', async () => {
    const { order, app, work, jobsOf, said, held } = await setup({ scope: 'once', friends: 2 });
    const orders = Array.from({ length: 4 }, (_, at) => {
      const one = order();
      // Every second order names the permissions in the opposite order, which must not lead to a deadlock.
      return at % 2 ? { ...one, permissionIds: one.permissionIds.toReversed() } : one;
    });
    await Promise.all(orders.map(({ orderId }) => held(orderId)));

    await Promise.all(orders.map((one) => app.startTogether(one)));
    await work();

    const drawn = orders.filter(({ orderId }) => jobsOf(orderId).length > 0);
    expect(drawn).toHaveLength(1);
    for (const { orderId } of orders.filter((one) => one !== drawn[0]))
      expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
  });

  it('a permission for one picture can be used again when its order was cancelled before it began', async () => {
    const { app, orderId, userId, start, uses } = await setup({ scope: 'once' });
    await app.cancelTogether({ orderId, userId });

    await start();

    expect(await uses()).toEqual([]);
  });

  it.each([
    ['shows a third person, even if that person let the friend make it', 'agreed'],
    ['shows a face of which nobody has said whose it is', null],
  ] as const)('a friend’s avatar is not drawn with others if it %s', async (_what, owner) => {
    const { isOwnedBy, permits, orderId, start, said, jobsOf } = await setup();
    await isOwnedBy(permits[0]!.avatarId, owner);

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an order waits while nobody has said whose face its avatar shows, because the answer may still be on its way', async () => {
    const { isOwnedBy, own, app, asked, start, orderId, said, jobsOf, uses } = await setup({ scope: 'once' });
    await isOwnedBy(own, null);

    await expect(app.startTogether(asked)).rejects.toMatchObject({ code: 'unexpected' });
    expect([await said(orderId), await uses()]).toEqual([[], []]);

    await isOwnedBy(own, 'own');
    await start();

    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it.each([
    ['it fails', async ({ isCalledBack }: Harness) => isCalledBack()],
    [
      'it is stopped',
      async ({ app, orderId, userId, isCalledBack }: Harness) => {
        await app.cancelTogether({ orderId, userId });
        await isCalledBack();
      },
    ],
  ] as const)(
    'a permission for one picture can be used again when its order brought no picture: %s',
    async (what, ends) => {
      const harness = await setup({ scope: 'once' });
      if (what === 'it fails') fal.faults.add({ on: 'job', kind: 'fail', match: harness.orderId });
      await harness.start();
      await ends(harness);
      expect(await harness.uses()).toEqual([]);
      const second = harness.order();

      await harness.start(second);
      await harness.isCalledBack(second.orderId);

      expect(await harness.said(second.orderId)).toEqual([charged(second.orderId), delivered(second.orderId)]);
    },
  );
});

describe('the faces of a drawn picture', () => {
  it.each([
    ['a face is missing', [0.3, null], 0],
    ["a face is nobody's", [0.3, 0.3], 1],
  ] as const)(
    'a picture of several people is drawn again when %s, and the better one is delivered',
    async (_when, distances, strangers) => {
      const { start, orderId, isCalledBack, finds, said, jobsOf, findTogether } = await setup();
      await start();
      let isFirst = true;
      finds(() => {
        if (!isFirst) return { distances: [0.3, 0.3], strangers: 0 };
        isFirst = false;
        return { distances: [...distances], strangers };
      });

      await isCalledBack();
      expect(await said(orderId)).toEqual([]);
      await isCalledBack(orderId, 1);

      expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
      expect(jobsOf(orderId)).toHaveLength(2);
      expect(await findTogether(orderId)).toMatchObject({ redrawn: 1, filePath: expect.any(String) });
    },
  );

  it('when a face is missing from the first picture and from the redrawn one, neither is delivered: the order ends without a charge, and the file is removed', async () => {
    const { start, orderId, isCalledBack, finds, said, jobsOf, kept } = await setup();
    await start();
    finds(() => ({ distances: [0.3, null], strangers: 0 }));

    await isCalledBack();
    await isCalledBack(orderId, 1);

    expect(await said(orderId)).toEqual(givenBack(orderId, 'faces-not-alike'));
    expect([jobsOf(orderId).length, await kept()]).toEqual([2, 0]);
  });

  it('nobody is drawn a second time when the permission is taken back after the first picture', async () => {
    const { start, orderId, isCalledBack, finds, said, jobsOf, takesBack, done } = await setup({ slots: 1 });
    await start();
    let isTaken: Promise<unknown> | undefined;
    finds(() => {
      isTaken = takesBack();
      return { distances: [0.3, null], strangers: 0 };
    });

    await isCalledBack();
    await isTaken;

    expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
    expect(jobsOf(orderId)).toHaveLength(1);
    await done(orderId);
  });

  it('a picture that the trainer does not measure is not delivered, and waits until it is measured', async () => {
    const { start, orderId, said, done, jobsOf, app, questions, clock, isCalledBack } = await setup({ trainerMs: 500 });
    await start();
    await done(orderId);

    await app.finishTogether({ orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' });

    expect(await said(orderId)).toEqual([]);
    expect(await questions()).toHaveLength(1);
    // The stored picture is not fetched again, because its file at FAL may be gone.
    fal.faults.add({ on: 'cdn', kind: '404', match: orderId, times: 100 });
    clock.advance(60_000);
    await isCalledBack();
    expect(await questions()).toHaveLength(1);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('a picture of several that came only by half is fetched again, and delivered', async () => {
    const { start, orderId, isCalledBack, said, clock } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 1 });
    await start();

    await isCalledBack();
    expect(await said(orderId)).toEqual([]);
    clock.advance(30_000);
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('an answer about another person’s order, or about another picture, delivers nothing', async () => {
    const { start, orderId, app, done, jobsOf, said, questions, clock } = await setup({ trainerMs: 500 });
    await start();
    await done(orderId);
    const finishes = () => app.finishTogether({ orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' });
    await finishes();
    const [question] = await questions();
    const people = [{ distance: 0.3 }, { distance: 0.3 }];
    const measured = { orderId, userId: question!.userId, sha256: question!.sha256, people, strangers: 0 };

    await app.keepFaces({ ...measured, userId: newId<UserId>() });
    await app.keepFaces({ ...measured, orderId: newId<OrderId>() });
    await app.keepFaces({ ...measured, sha256: 'f'.repeat(64) });
    clock.advance(60_000);
    await finishes();

    expect(await said(orderId)).toEqual([]);
  });
});

describe('the decency of a picture of several people', () => {
  it.each([
    ['обнажённые в душе', 'prompt-refused'],
    ['раздень нас', 'prompt-refused'],
    ['take off our clothes', 'prompt-refused'],
    ['мы в купальниках на кровати', 'prompt-refused'],
    ['голый ребёнок рядом с нами', 'prompt-refused'],
    ['мы снимаем с себя одежду', 'prompt-refused'],
    ['remove her shirt', 'prompt-refused'],
    ['дети играют рядом с нами', 'prompt-refused'],
    ['поддельный паспорт с нашими фото', 'prompt-asks-document'],
  ] as const)('an idea for several people is refused: %s', async (prompt, code) => {
    const { start, order, said, jobsOf, uploads } = await setup();
    const one = order({ prompt });

    await start(one);

    expect(await said(one.orderId)).toEqual(givenBack(one.orderId, code));
    expect([jobsOf(one.orderId), uploads()]).toEqual([[], 0]);
  });

  it('an indecent picture is not delivered, measured or kept', async () => {
    const { start, orderId, said, isCalledBack, questions, kept } = await setup();
    fal.faults.add({ on: 'job', kind: 'explicit', match: orderId });
    await start();

    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
    expect([await questions(), await kept()]).toEqual([[], 0]);
  });
});

describe('trouble', () => {
  it('an order ends without a charge when no model is left that draws several people', async () => {
    const { start, orderId, said, jobsOf, uses } = await setup({ gone: NANO_BANANA, scope: 'once' });

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'model-gone'));
    expect([jobsOf(orderId), await uses()]).toEqual([[], []]);
  });

  it('an order whose process died before it sent the request is not sent by another process when a permission was taken back meanwhile', async () => {
    const { start, orderId, postgres, clock, replica, jobsOf, said, takesBack } = await setup({ slots: 0 });
    await start();
    await postgres.admin.query(
      `UPDATE generator.together SET state = 'running', version = version + 1, attempts = 0, slot_taken_at = $2,
         started_at = $2, lease_until = $3 WHERE order_id = $1`,
      [orderId, clock.now(), new Date(clock.now().getTime() + 30_000)],
    );
    await takesBack();

    const { dispatcher } = replica(10);
    for (const afterMs of [29_000, 1_000, 1_000]) {
      clock.advance(afterMs);
      for (let rounds = 0; rounds < 3; rounds += 1) {
        await dispatcher.tick();
        await dispatcher.settled();
      }
    }

    expect(jobsOf(orderId)).toEqual([]);
    expect(await said(orderId)).toEqual(givenBack(orderId, 'permission-gone'));
  });

  it('an order for several people waits when FAL answers 503, and is then drawn once', async () => {
    const { start, orderId, jobsOf, goesOn, said, isCalledBack } = await setup();
    fal.faults.add({ on: 'submit', kind: '503' });

    await start();
    expect(jobsOf(orderId)).toEqual([]);
    await goesOn();
    await isCalledBack();

    expect(jobsOf(orderId)).toHaveLength(1);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });
});

type Harness = Awaited<ReturnType<typeof setup>>;
