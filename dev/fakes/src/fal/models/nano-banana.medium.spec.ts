import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { eventually } from '@aisha/testing';
import { drawnSelfies } from '../../drawn-faces';
import { startFal, type FakeFal } from '../index';

const KEY = 'key-id:key-secret';
const ENDPOINT = 'google/nano-banana-2.1/edit';
/** The addresses of status and result have only the first two parts of the endpoint. */
const APP = 'google/nano-banana-2.1';
const headers = { Authorization: `Key ${KEY}`, 'Content-Type': 'application/json' };

let mine: string[];
let theirs: string[];
const asData = (photo: Buffer): string => `data:image/jpeg;base64,${photo.toString('base64')}`;
beforeAll(async () => {
  mine = (await drawnSelfies(7, 6)).map(asData);
  theirs = (await drawnSelfies(40, 6)).map(asData);
});

const opened: FakeFal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((fal) => fal.close()));
});
const open = async (): Promise<FakeFal> => {
  const fal = await startFal({ key: KEY, timeScale: 0.005 });
  opened.push(fal);
  return fal;
};

const answerTo = async (fal: FakeFal, input: object) => {
  const submitted = await fetch(`${fal.queueUrl}/${ENDPOINT}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(input),
  });
  const { request_id: id } = (await submitted.json()) as { request_id: string };
  const result = await eventually(async () => {
    const status = await fetch(`${fal.queueUrl}/${APP}/requests/${id}/status`, { headers });
    if (((await status.json()) as { status: string }).status !== 'COMPLETED') return false;
    return fetch(`${fal.queueUrl}/${APP}/requests/${id}`, { headers });
  });
  return { status: result.status, body: (await result.json()) as Record<string, never> };
};
const ASKED = { prompt: 'a portrait on a bridge', aspect_ratio: '1:1', output_format: 'jpeg', seed: 3 };
/** The pixels of the picture that is drawn from these references, small enough to compare. */
const drawnFrom = async (fal: FakeFal, references: readonly string[]): Promise<Buffer> => {
  const { body } = await answerTo(fal, { ...ASKED, image_urls: references });
  const [image] = body['images'] as unknown as { url: string }[];
  return sharp(Buffer.from(await (await fetch(image!.url)).arrayBuffer()))
    .resize(256, 256)
    .raw()
    .toBuffer();
};
/** The mean difference of two pictures' pixels. */
const apart = (one: Buffer, other: Buffer): number =>
  one.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0) / one.length;

describe('the editing model', () => {
  it('the editing model answers with images and a description, and no other field', async () => {
    const { status, body } = await answerTo(await open(), { ...ASKED, image_urls: mine.slice(0, 3), num_images: 2 });

    expect(status).toBe(200);
    expect(Object.keys(body).toSorted()).toEqual(['description', 'images']);
    expect(body['images']).toHaveLength(2);
    expect(body['images']).toMatchObject([{ content_type: 'image/jpeg', width: 1_024, height: 1_024 }, {}]);
  });

  it('the editing model’s picture changes with each reference, and is most like the person whom most references show', async () => {
    const fal = await open();
    const [six, five, mixed, other] = await Promise.all([
      drawnFrom(fal, mine),
      drawnFrom(fal, mine.slice(0, 5)),
      drawnFrom(fal, [...theirs.slice(0, 2), ...mine.slice(0, 4)]),
      drawnFrom(fal, theirs),
    ]);

    expect(apart(six, five)).toBeGreaterThan(0);
    expect(apart(six, mixed)).toBeGreaterThan(apart(six, five));
    expect(apart(six, other)).toBeGreaterThan(apart(six, mixed));
  });

  it.each([
    ['no reference', { image_urls: [] }, 'image_urls', 'too_short'],
    ['the field missing', {}, 'image_urls', 'missing'],
    ['one more than fourteen', { image_urls: Array<string>(15).fill('https://a/b') }, 'image_urls', 'too_long'],
    ['a size that it does not have', { image_urls: ['https://a/b'], resolution: '0.5K' }, 'resolution', 'one_of'],
  ])('the editing model refuses a request with %s, and names the field', async (_what, input, field, type) => {
    const { status, body } = await answerTo(await open(), { ...ASKED, ...input });

    expect({ status, detail: body['detail'] }).toMatchObject({ status: 422, detail: [{ loc: ['body', field], type }] });
  });

  it('the editing model refuses the whole request when a fault declares the idea indecent', async () => {
    const fal = await open();
    fal.faults.add({ on: 'job', kind: 'nsfw' });

    const { status, body } = await answerTo(fal, { ...ASKED, image_urls: mine });

    expect(status).toBe(422);
    expect(body['detail']).toMatchObject([{ type: 'content_policy_violation' }]);
  });
});
