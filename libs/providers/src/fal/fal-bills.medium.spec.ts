import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, eventually } from '@aisha/testing';
import { FalHttpQueue } from './http/client';
import { FalBills } from './fal-bills';
import { ModelsAtFal } from './models';

const KEY = 'id:secret';
const TODAY = '2026-11-25';
const DRAWS = 'fal-ai/flux-pro/v1.1-ultra';
const READS = 'fal-ai/inworld-tts';

/** FAL's fake, whose account has drawn two pictures today and read a text aloud, and its bills. */
const setup = async ({ key }: { key?: string } = {}) => {
  const now = () => Date.parse(`${TODAY}T12:00:00Z`);
  const fal = await startFal({ key: KEY, now, timeScale: 0.001 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const models = new ModelsAtFal();
  const given = { webhookUrl: null, keepFilesSeconds: 3_600 };
  const drawing = { prompt: 'a cat', aspectRatio: '1:1', seed: 1, pictureCount: 2 } as const;
  await queue.submit({ ...models.chosen({ does: 'draw' }).request(drawing), ...given });
  const text = 'Привет. '.repeat(10);
  await queue.submit({
    ...models.chosen({ does: 'read-aloud' }).request({ text, voice: 'soft', speed: 100, language: 'ru' }),
    ...given,
  });
  await eventually(async () => expect(fal.jobs().map(({ billed }) => billed)).toEqual([true, true]));
  const bills = new FalBills({ FAL_PLATFORM_URL: fal.platformUrl, FAL_ADMIN_KEY: key ?? fal.adminKey });
  return { fal, bills };
};

const BILLED = [
  { model: DRAWS, microDollars: 120_000 },
  { model: READS, microDollars: 800 },
];
const byModel = (lines: readonly { readonly model: string }[]) =>
  lines.toSorted((one, other) => one.model.localeCompare(other.model));

describe('what FAL bills', () => {
  it('what FAL bills is reported by day and by model, and a day without a bill is reported, too', async () => {
    const { bills } = await setup();

    const [before, today, ...more] = await bills.days('2026-11-24', TODAY);

    expect(before).toEqual({ day: '2026-11-24', lines: [] });
    expect({ ...today, lines: byModel(today!.lines) }).toEqual({ day: TODAY, lines: BILLED });
    expect(more).toEqual([]);
  });

  it('what FAL bills is read to its last page', async () => {
    const { fal, bills } = await setup();
    fal.faults.add({ on: 'usage', kind: 'one-a-page', times: 2 });

    const [today] = await bills.days(TODAY, TODAY);

    expect(byModel(today!.lines)).toEqual(BILLED);
    expect(fal.faults.list()).toEqual([]);
  });

  it.each([
    ['503', 'provider-busy'],
    ['429', 'provider-busy'],
    ['reset', 'provider-unreachable'],
    ['cut', 'provider-unreachable'],
    ['malformed', 'provider-answer-unreadable'],
    ['negative', 'provider-answer-unreadable'],
    ['euros', 'provider-answer-unreadable'],
    ['401', 'provider-refused-key'],
  ] as const)('reading FAL’s bills fails after %s as "%s", and never gives a part of a bill', async (kind, code) => {
    const { fal, bills } = await setup();
    fal.faults.add({ on: 'usage', kind });

    await expect(bills.days(TODAY, TODAY)).rejects.toMatchObject({ code });
    expect((await bills.days(TODAY, TODAY))[0]!.lines).toHaveLength(2);
  });

  it('FAL’s bills cannot be read with an ordinary key', async () => {
    const { bills } = await setup({ key: KEY });

    await expect(bills.days(TODAY, TODAY)).rejects.toMatchObject({ code: 'provider-refused-key' });
  });
});
