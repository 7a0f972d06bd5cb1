import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AvatarReader } from '@aisha/database/trainer';
import type { PhotoId } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { afterThisTest, folderOfThisTest } from '@aisha/testing';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { AvatarStore } from '../avatars/avatar.store';
import { Coach } from '../coach/coach';
import { PhotoCheck } from './photo-check';
import { DECODER_LIMITS, PhotoDecoder } from './photo-decoder';
import { PhotoJudge } from '../photo-queue/photo-judge';
import { PhotoQueue } from '../photo-queue/photo-queue';
import { PhotoSet } from '../photo-set/photo-set';
import { KnownFaceStore } from '../whose-face/known-face.store';
import { SelfieStore } from '../whose-face/selfie.store';
import { SetFaces } from '../whose-face/set-faces';
import { PhotoStore } from '../avatars/photo.store';
import { PHOTO_RULES } from './rules';
import { WaitingPhotoStore } from '../photo-queue/waiting-photo.store';

/** All packages that a child process of the decoder needs, except those of the models. */
const PACKAGES = ['sharp', 'file-type'];

/** The packages of the models. */
const MODELS = [
  '@vladmandic/human',
  '@vladmandic/face-api',
  'nsfwjs',
  ...['core', 'layers', 'converter', 'backend-wasm'].map((part) => `@tensorflow/tfjs-${part}`),
];

const install = (folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.resolve(__dirname, '../../../../node_modules', name), link);
  }
};

/** Installs the files of a child process without the packages of the models. */
function childWithoutModels(): { readonly child: string; readonly folder: string } {
  const folder = folderOfThisTest();
  const own = path.join(folder, 'photo-check');
  for (const file of ['decoder.child.mjs', 'jpeg-scans.mjs']) cpSync(path.join(__dirname, file), path.join(own, file));
  cpSync(path.join(__dirname, 'models'), path.join(own, 'models'), { recursive: true });
  // The library is copied, because Node would follow a link to a folder where the packages of the models are.
  const pictures = path.join(folder, 'node_modules', '@aisha', 'pictures');
  const library = path.resolve(__dirname, '../../../../libs/pictures');
  cpSync(path.join(library, 'package.json'), path.join(pictures, 'package.json'));
  cpSync(path.join(library, 'src/models'), path.join(pictures, 'dist/models'), { recursive: true });
  const platform = path.join(folder, 'node_modules', '@aisha', 'platform');
  const confined = path.resolve(__dirname, '../../../../libs/platform');
  cpSync(path.join(confined, 'package.json'), path.join(platform, 'package.json'));
  cpSync(path.join(confined, 'src/confined/child.mjs'), path.join(platform, 'dist/confined/child.mjs'));
  install(folder, PACKAGES);
  return { child: path.join(own, 'decoder.child.mjs'), folder };
}

/** A replica of the trainer that has no models. */
function withoutModels({ database, storage }: Trainer): PhotoQueue {
  const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 }, childWithoutModels().child);
  afterThisTest(() => decoder.beforeApplicationShutdown());
  const outbox = new Outbox('trainer');
  const judge = new PhotoJudge(new AvatarReader(database), new PhotoCheck(decoder, PHOTO_RULES), storage);
  const [avatars, photos, log] = [new AvatarStore(), new PhotoStore(), Logger.silent()];
  const faces = new SetFaces(avatars, photos, new KnownFaceStore(), new SelfieStore(), log);
  const set = new PhotoSet(avatars, photos, outbox, new Coach(outbox), faces);
  return new PhotoQueue(database, new WaitingPhotoStore(database), judge, set, Logger.silent());
}

const arrived = async (trainer: Trainer) => {
  const avatar = await trainer.fixtures.avatar({ status: 'draft', photos: 0 });
  const photoId = newId<PhotoId>();
  const incoming = incomingPhotoKey(avatar.userId, photoId, 'jpg');
  const [selfie] = await drawnSelfies(3, 1);
  await trainer.storage.put(incoming, selfie!, { contentType: 'image/jpeg' });
  const photo = { userId: avatar.userId, avatarId: avatar.id, photoId, incoming: toReference(incoming) };
  await trainer.receivePhoto(photo);
  return { photoId, incoming };
};

describe('without the models', () => {
  it('without the models a photo does not count as damaged: it waits, its file is kept, and a process with the models takes it', async () => {
    const trainer = await onTrainer();
    const { photoId, incoming } = await arrived(trainer);
    const lame = withoutModels(trainer);

    await lame.tick();
    await lame.settled();

    expect(await trainer.sent('show-photo-verdict')).toEqual([]);
    expect(await trainer.storage.head(incoming)).toMatchObject({ contentType: 'image/jpeg' });
    await trainer.admin.query('UPDATE trainer.waiting_photo SET not_before = now()');
    await trainer.checkPhotos();
    expect(await trainer.sent('show-photo-verdict')).toMatchObject([{ photoId, accepted: true, acceptedCount: 1 }]);
  });

  it('the last attempt without the models says that the photo could not be fetched, and not that the photo is at fault', async () => {
    const trainer = await onTrainer();
    const { photoId } = await arrived(trainer);
    await trainer.admin.query('UPDATE trainer.waiting_photo SET attempts = 7');
    const lame = withoutModels(trainer);

    await lame.tick();
    await lame.settled();

    expect(await trainer.sent('show-photo-verdict')).toMatchObject([
      { photoId, accepted: false, findings: ['could-not-be-fetched'] },
    ]);
    expect(await trainer.sent('place-hold')).toEqual([]);
  });

  it('no photo counts as damaged when every decoder lacks the models, however many photos come', async () => {
    const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 3 }, childWithoutModels().child);
    afterThisTest(() => decoder.beforeApplicationShutdown());
    const [selfie] = await drawnSelfies(3, 1);
    const analysed = () =>
      decoder.analyse(selfie!, { faces: true }).then(
        (answer) => answer,
        () => 'not-analysed',
      );
    const first = await Promise.all([1, 2, 3].map(analysed));

    expect([...first, await analysed(), await analysed()]).toEqual(Array.from({ length: 5 }, () => 'not-analysed'));
  });

  it('missing models are not taken for a drawn picture without faces', async () => {
    const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 }, childWithoutModels().child);
    afterThisTest(() => decoder.beforeApplicationShutdown());
    const [selfie] = await drawnSelfies(3, 1);

    await expect(decoder.facesOf(selfie!, new AbortController().signal)).rejects.toThrow();
  });

  it('photos are analysed again as soon as the models can be loaded', async () => {
    const { child, folder } = childWithoutModels();
    const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 }, child);
    afterThisTest(() => decoder.beforeApplicationShutdown());
    const [selfie] = await drawnSelfies(3, 1);
    await expect(decoder.analyse(selfie!, { faces: true })).rejects.toThrow();

    install(folder, MODELS);

    expect(await decoder.analyse(selfie!, { faces: true })).toMatchObject({ analysis: { face: expect.anything() } });
  });
});
