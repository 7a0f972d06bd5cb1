import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Look } from '@aisha/domain';
import { FalFiles, FalHttpQueue, FalImageModels } from '@aisha/providers/fal';
import sharp from 'sharp';
import { accountAt, type FalAddress } from '../fal/account.mts';
import { resultOf } from '../fal/result.mts';

interface RealPreviews {
  readonly looks: readonly Look[];
  /** Photos of one person who agreed that everybody who uses the bot sees them. */
  readonly photos: readonly Buffer[];
  readonly fal: FalAddress;
  /** Gets the cost before anything is uploaded or drawn. Nothing is uploaded or drawn unless it resolves to true. */
  readonly agrees: (cost: { readonly pictures: number; readonly dollars: number }) => Promise<boolean>;
  readonly onDrawn: (look: Look, picture: Buffer) => Promise<void>;
}

/** The fewest photos by which a model knows a face. */
const LEAST_PHOTOS = 3;
const WAIT = { pollMs: 1_000, endsWithinMs: 5 * 60_000 };
/** How long FAL keeps the photos, in seconds: as long as the drawing may take. */
const PHOTOS_KEPT_SECONDS = 3_600;
/** The webhook's address, which nobody answers: this process polls. */
const nobody = ({ id }: Look): string => `https://previews.invalid/${id}`;

/** The ids of the looks that were drawn, and of the looks that were not drawn. */
interface RealOutcome {
  readonly drawn: readonly string[];
  readonly failed: readonly string[];
}

/** Draws the previews of looks at FAL from several photos of a person. A look that fails keeps its old preview. */
export async function drawReal({ looks, photos, fal, agrees, onDrawn }: RealPreviews): Promise<RealOutcome> {
  if (photos.length < LEAST_PHOTOS)
    throw new Error(`${LEAST_PHOTOS} photos of the person are needed or more, there are ${photos.length}`);
  const models = new FalImageModels(new FalFiles(fal.hosts));
  const model = models.that({ does: 'draw-from-references' });
  const submissionOf = (look: Look, photoUrls: readonly string[]) =>
    model.submission(
      { prompt: promptOf(look), aspectRatio: look.aspectRatio, pictureCount: 1, seed: seedOf(look), photoUrls },
      nobody(look),
    );
  const some = photos.slice(0, model.mostReferences);
  const dollars = looks.reduce(
    (sum, look) =>
      sum +
      submissionOf(
        look,
        some.map(() => ''),
      ).dollars,
    0,
  );
  if (!(await agrees({ pictures: looks.length, dollars }))) return { drawn: [], failed: [] };

  const queue = new FalHttpQueue(fal);
  const urls = await Promise.all(
    some.map((photo) =>
      queue.upload(new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg', PHOTOS_KEPT_SECONDS),
    ),
  );
  const [drawn, failed]: [string[], string[]] = [[], []];
  // One after another, because an account of FAL runs few requests at once.
  for (const look of looks) {
    const picture = await drawnBy(queue, models, submissionOf(look, urls)).catch(() => undefined);
    (picture ? drawn : failed).push(look.id);
    if (picture) await onDrawn(look, picture);
  }
  return { drawn, failed };
}

/** Draws the previews of looks at FAL from the photos of a folder, once a person in the terminal agrees to the cost. */
export async function realPreviews(
  folder: string,
  looks: readonly Look[],
): Promise<{ readonly previews: ReadonlyMap<string, Buffer>; readonly failed: readonly string[] }> {
  const key = process.env['FAL_API_KEY'];
  if (!key) throw new Error('FAL_API_KEY: the key of an account at FAL is needed');
  const fal = accountAt(process.env, key);
  const files = (await readdir(folder)).filter((name) => /\.(?:jpe?g|png|webp)$/i.test(name)).toSorted();
  const photos = await Promise.all(
    files.map(async (name) =>
      sharp(path.join(folder, name)).rotate().resize(1_280, 1_280, { fit: 'inside' }).jpeg().toBuffer(),
    ),
  );
  const previews = new Map<string, Buffer>();
  const { failed } = await drawReal({
    looks,
    photos,
    fal,
    agrees: async ({ pictures, dollars }) => {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      const question = `${pictures} pictures at FAL cost about $${dollars.toFixed(2)}. Everybody who uses the bot sees this person, who agreed to it. Draw them? (yes) `;
      const answer = await terminal.question(question);
      terminal.close();
      return answer.trim().toLowerCase() === 'yes';
    },
    onDrawn: async ({ id }, picture) => {
      previews.set(id, picture);
      process.stdout.write(`${id}\n`);
    },
  });
  return { previews, failed };
}

async function drawnBy(
  queue: FalHttpQueue,
  models: FalImageModels,
  submission: ReturnType<ReturnType<FalImageModels['that']>['submission']>,
): Promise<Buffer | undefined> {
  const output = await resultOf(queue, submission, WAIT);
  const [picture] = models.drawnAt(submission.endpoint, output).pictures;
  return picture?.isDecent ? models.fetch(picture) : undefined;
}

const promptOf = ({ prompt }: Look): string => `the person of the photos, with exactly their face, ${prompt}`;
const seedOf = ({ id }: Look): number => Buffer.from(id).readUIntBE(0, Math.min(3, id.length));
