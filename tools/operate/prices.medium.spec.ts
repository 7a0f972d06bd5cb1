import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const FLOORS = { upscale: { price: 1, floor: 0.98, dollars: 0.016464, model: 'fal-ai/codeformer' } };

/** `aisha prices` with billing's own login, beside the floors that billing has told. */
const setup = async ({ floors }: { floors?: object | null } = {}) => {
  const { url, admin } = await onPostgres('billing');
  if (floors !== null)
    await admin.query(`INSERT INTO billing.measurement (name, figures) VALUES ('prices', $1)`, [
      JSON.stringify(floors ?? FLOORS),
    ]);
  const prices = (...words: string[]) => aisha({ DATABASE_URL: url }, 'prices', ...words);
  const listed = () =>
    admin.query<{ amount: number }>(`SELECT amount::int FROM billing.price WHERE item = 'upscale' ORDER BY valid_from`);
  return { prices, listed };
};

describe('aisha prices', () => {
  it('aisha prices shows each price beside its floor, and those that come', async () => {
    const { prices } = await setup();
    await prices('set', 'upscale', '1.5', '--from', '2099-01-01', '--yes');

    const { code, text } = await prices();

    expect(code).toBe(0);
    expect(text).toContain(
      'upscale  1 credits  floor 0.98  a unit costs $0.0165\n  1.5 credits from 2099-01-01T00:00:00.000Z\n',
    );
    expect(text).toContain('session.16  2.25 credits  floor unknown\n');
    expect(JSON.parse((await prices('--json')).text)).toContainEqual({
      item: 'upscale',
      credits: 1,
      floor: 0.98,
      later: [{ credits: 1.5, validFrom: '2099-01-01T00:00:00.000Z' }],
    });
  });

  it('aisha prices sets a price from now on, and nothing without --yes', async () => {
    const { prices, listed } = await setup();

    expect((await prices('set', 'upscale', '0.98')).text).toContain('Nothing was changed');
    expect(await listed()).toEqual([{ amount: 100 }]);
    expect(await prices('set', 'upscale', '0.98', '--yes')).toMatchObject({ code: 0 });
    expect(await listed()).toEqual([{ amount: 100 }, { amount: 98 }]);
    expect((await prices()).text).toContain('upscale  0.98 credits');
  });

  it('aisha prices refuses a price below its floor by the words with which billing refuses to start', async () => {
    const { prices, listed } = await setup();

    const { code, text } = await prices('set', 'upscale', '0.97', '--yes');

    expect(code).toBe(1);
    expect(text).toMatch(
      /^The price of upscale, 0\.97 credits a unit from .* on, is below its floor of 0\.98: a unit costs \$0\.0165, most of it for fal-ai\/codeformer\./,
    );
    expect(await listed()).toEqual([{ amount: 100 }]);
  });

  it.each([
    ['no-such-item', '1', []],
    ['upscale', '1,5', []],
    ['upscale', '-1', []],
    ['upscale', '1.005', []],
    ['upscale', '2', ['--from', '2020-01-01']],
    ['upscale', '2', ['--from', 'tomorrow']],
  ])('aisha prices refuses %s at %s %j', async (item, credits, more) => {
    const { prices, listed } = await setup();

    expect(await prices('set', item, credits, ...more, '--yes')).toMatchObject({ code: 1 });
    expect(await listed()).toEqual([{ amount: 100 }]);
  });

  it('aisha prices sets nothing before billing has told the floors', async () => {
    const { prices, listed } = await setup({ floors: null });

    expect(await prices('set', 'upscale', '2', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Billing has not told'),
    });
    expect(await listed()).toEqual([{ amount: 100 }]);
  });
});
