import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { AppError, type PhotoId, RETENTION_MS, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import {
  describedPhotoKey,
  FORGET_FILES_EVERY_MS,
  incomingPhotoKey,
  sentPhotoKey,
  type StoredObject,
} from '@aisha/storage';
import { ManualClock } from '@aisha/testing';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { ForgetIncoming } from '../photo-queue/forget-incoming';

const MAX_BYTES = 64 * 1024 * 1024;

const setup = async () => {
  const trainer = await onTrainer();
  const photo = { userId: newId<UserId>(), photoId: newId<PhotoId>() };
  const places = {
    incoming: incomingPhotoKey(photo.userId, photo.photoId, 'jpg'),
    described: describedPhotoKey(photo.userId, photo.photoId),
  };
  return {
    trainer,
    photo,
    places,
    shrinks: async (file?: Buffer) => {
      if (file) await trainer.storage.put(places.incoming, file, { contentType: 'application/octet-stream' });
      await trainer.do('shrink-photo', photo);
    },
    refused: async () => (await trainer.sent('show-photo-idea')).map(({ refusal }) => refusal),
  };
};

const isKept = ({ storage }: Trainer, place: StoredObject): Promise<boolean> =>
  storage.getBuffer(place, { maxBytes: MAX_BYTES }).then(
    () => true,
    () => false,
  );

/** A photo as a camera makes it: large, lying on its side, and with the place where it was taken. */
const ofACamera = (): Promise<Buffer> =>
  sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#4477aa' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Anna' }, IFD3: { GPSLatitude: '59/1 56/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

describe('a photo that is to be described', () => {
  it('a photo to be described is passed on smaller, upright and without metadata, and the original is deleted', async () => {
    const { trainer, photo, places, shrinks } = await setup();

    await shrinks(await ofACamera());

    const kept = await trainer.storage.getBuffer(places.described, { maxBytes: MAX_BYTES });
    const { format, width, height, exif } = await sharp(kept).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'jpeg', width: 1_536, height: 2_048, exif: undefined });
    expect(await trainer.sent('describe-photo')).toEqual([photo]);
    expect(await isKept(trainer, places.incoming)).toBe(false);
  });

  it('a photo to be described is passed on once, even when its message comes twice', async () => {
    const { trainer, photo, places } = await setup();
    const [selfie] = await drawnSelfies(7, 1);
    await trainer.storage.put(places.incoming, selfie!, { contentType: 'image/jpeg' });
    const messageId = newId<string>();

    await trainer.do('shrink-photo', photo, { messageId });
    await trainer.do('shrink-photo', photo, { messageId });

    expect(await trainer.sent('describe-photo')).toEqual([photo]);
    expect(await trainer.sent('show-photo-idea')).toEqual([]);
  });

  it.each([
    ['text', Buffer.from('Dear Aisha, '.repeat(50)), 'not-a-picture'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'not-a-picture'],
    ['a cut JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'damaged'],
  ])('a photo that is to be described is refused when it is %s, and not kept', async (_what, file, refusal) => {
    const { trainer, places, shrinks, refused } = await setup();

    await shrinks(file);

    expect(await refused()).toEqual([refusal]);
    expect(await trainer.sent('describe-photo')).toEqual([]);
    expect([await isKept(trainer, places.incoming), await isKept(trainer, places.described)]).toEqual([false, false]);
  });

  it('a photo to be described is refused as too large when its pixels would take all memory', async () => {
    const { shrinks, refused } = await setup();
    const flat = { width: 7_740, height: 7_740, channels: 3, background: '#765' } as const;

    await shrinks(await sharp({ create: flat, limitInputPixels: false }).avif({ effort: 0 }).toBuffer());

    expect(await refused()).toEqual(['too-large']);
  });

  it('a photo to be described that is not there is reported as missing', async () => {
    const { shrinks, refused } = await setup();

    await shrinks();

    expect(await refused()).toEqual(['unavailable']);
  });

  it('a photo to be described that the trainer could not work on is answered as unavailable', async () => {
    const { trainer, photo, refused } = await setup();

    await trainer.giveUp('shrink-photo', photo, new AppError('storage-unreachable'));

    expect(await refused()).toEqual(['unavailable']);
  });

  it('a photo to be described is deleted within an hour when its description never ends, also if it came just after a round', async () => {
    const { trainer, places, shrinks } = await setup();
    await shrinks(await ofACamera());
    const clock = new ManualClock(new Date());
    const sweep = new ForgetIncoming(trainer.storage, clock, Logger.silent());

    clock.advance(1_000);
    await sweep.run();
    expect(await isKept(trainer, places.described)).toBe(true);
    for (let ageMs = FORGET_FILES_EVERY_MS; ageMs < RETENTION_MS.describedPhoto; ageMs += FORGET_FILES_EVERY_MS) {
      clock.advance(FORGET_FILES_EVERY_MS);
      await sweep.run();
    }

    expect(await isKept(trainer, places.described)).toBe(false);
  });
});

describe('a photo that is to be restored', () => {
  const setupRestoration = async () => {
    const given = await setup();
    const { trainer, photo, places } = given;
    const restorable = sentPhotoKey(photo.userId, photo.photoId);
    return {
      ...given,
      restorable,
      shrinks: async (file: Buffer) => {
        await trainer.storage.put(places.incoming, file, { contentType: 'image/jpeg' });
        await trainer.do('shrink-photo', { ...photo, purpose: 'restore' });
      },
      shown: async () => (await trainer.sent('show-sent-photo')).map(({ photo: seen, refusal }) => seen ?? refusal),
    };
  };

  it('a photo to be restored waits in storage, and its person learns how large it is and how many faces it shows', async () => {
    const { trainer, restorable, places, shrinks, shown } = await setupRestoration();
    const [selfie] = await drawnSelfies(7, 1);
    const { width, height } = await sharp(selfie).metadata();
    const old = await sharp(selfie).greyscale().blur(3).jpeg({ quality: 60 }).toBuffer();

    await shrinks(old);

    expect(await shown()).toEqual([{ faces: 1, width, height, whose: null }]);
    expect([await isKept(trainer, restorable), await isKept(trainer, places.incoming)]).toEqual([true, false]);
    expect(await trainer.sent('describe-photo')).toEqual([]);
  });

  it('the public API, and nobody else, is told whether a photo that a program sent is accepted, and why it is not', async () => {
    const { trainer, photo, places } = await setupRestoration();
    const asked = { ...photo, purpose: 'restore', answerTo: 'public-api' } as const;
    const [selfie] = await drawnSelfies(7, 1);

    for (const file of [selfie!, Buffer.from('no photo')]) {
      await trainer.storage.put(places.incoming, file, { contentType: 'image/jpeg' });
      await trainer.do('shrink-photo', asked);
    }
    await trainer.giveUp('shrink-photo', asked, new AppError('storage-unreachable'));

    const told = (await trainer.outboxOf('trainer')).filter(({ job }) => job === 'show-sent-photo');
    expect(told.map(({ receiver, payload }) => [receiver, payload['refusal']])).toEqual([
      ['public-api', null],
      ['public-api', 'not-a-picture'],
      ['public-api', 'unavailable'],
    ]);
  });

  it('a photo to be restored is not kept when it shows no person', async () => {
    const { trainer, restorable, shrinks, shown } = await setupRestoration();

    await shrinks(await ofACamera());

    expect(await shown()).toEqual(['no-face']);
    expect(await isKept(trainer, restorable)).toBe(false);
  });

  it('a file to be restored is answered with the reason when it is not a photo, or could not be looked at', async () => {
    const { trainer, photo, shrinks, shown } = await setupRestoration();

    await shrinks(Buffer.from('Dear Aisha, '.repeat(50)));
    await trainer.giveUp('shrink-photo', { ...photo, purpose: 'restore' }, new AppError('storage-unreachable'));

    expect(await shown()).toEqual(['not-a-picture', 'unavailable']);
  });

  it('a photo to be restored is deleted after a day when no restoration is ordered', async () => {
    const { trainer, restorable, shrinks } = await setupRestoration();
    const [selfie] = await drawnSelfies(7, 1);
    await shrinks(selfie!);
    const clock = new ManualClock(new Date());
    const sweep = new ForgetIncoming(trainer.storage, clock, Logger.silent());

    clock.advance(23 * 60 * 60_000);
    await sweep.run();
    expect(await isKept(trainer, restorable)).toBe(true);
    clock.advance(2 * 60 * 60_000);
    await sweep.run();

    expect(await isKept(trainer, restorable)).toBe(false);
  });
});
