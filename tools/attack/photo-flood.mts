import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Target } from './target.mts';
import { beginsAvatar, verdicts } from './walks.mts';

/** The photos have to be decoded as a whole and are just below the limits: 26 megapixels for AVIF, 47 for interlaced PNG. */
const AVIF_SIDE = 5_000;
const PNG_SIDE = 6_700;

/** A flat AVIF of `side` × `side`: a few kilobytes as a file, twenty bytes of memory for each pixel. */
const flatAvif = (side: number): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#765' }, limitInputPixels: false })
    .avif({ effort: 0 })
    .toBuffer();

/** A flat interlaced PNG with an alpha channel: it has to be decoded as a whole before its first line is known. */
const interlacedPng = (side: number): Promise<Buffer> =>
  sharp({
    create: { width: side, height: side, channels: 4, background: { r: 120, g: 100, b: 80, alpha: 0.5 } },
    limitInputPixels: false,
  })
    .png({ progressive: true, compressionLevel: 9 })
    .toBuffer();

interface Flood {
  /** The milliseconds from sending a photo to its verdict while no other person sends any. */
  readonly alone: readonly number[];
  /**
   * The milliseconds from sending a photo to its verdict right after another person sent the hostile files. Each is measured after the one
   * in `alone` of the same round.
   */
  readonly beside: readonly number[];
}

/** Times an honest person's photo, alone and beside another person's hostile files, in turns. */
export const floodOf = async (target: Target, files: number, rounds: number): Promise<Flood> => {
  const [avif, png, selfies] = await Promise.all([
    flatAvif(AVIF_SIDE),
    interlacedPng(PNG_SIDE),
    drawnSelfies(11, 2 * (rounds + 1)),
  ]);
  const anna = await target.customer('Anna');
  const avatarId = await beginsAvatar(target, anna);
  let judged = 0;
  const time = async (): Promise<number> => {
    const photo = selfies[judged]!;
    const startedAt = performance.now();
    await anna.person.sendsPhotos([photo]);
    judged += 1;
    await verdicts(target, avatarId, judged);
    return performance.now() - startedAt;
  };
  await time(); // the first photo starts a decoder, so its time is not used
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await time());
    const mallory = await target.customer(`Mallory ${round}`);
    const floods = await beginsAvatar(target, mallory);
    for (let sent = 0; sent < files; sent += 1) {
      const bytes = sent % 2 === 0 ? avif : png;
      await mallory.person.sendsDocument(
        Buffer.concat([bytes, Buffer.from(`${round} ${sent}`)]),
        `${sent}`,
        'image/png',
      );
    }
    await verdicts(target, floods, 1);
    beside.push(await time());
    await target.forgetsPhotosOf(mallory.userId);
  }
  return { alone, beside };
};

/** The median ratio of the rounds. */
export const ratioOf = ({ alone, beside }: Flood): number => {
  const ratios = alone.map((time, round) => beside[round]! / time).sort((one, other) => one - other);
  return ratios[Math.floor(ratios.length / 2)] ?? NaN;
};
