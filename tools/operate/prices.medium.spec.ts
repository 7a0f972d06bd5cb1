import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type ActOutcome } from '@aisha/database';
import { PRICED_ITEMS } from '@aisha/kinds';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

/** What billing has published about every item: a unit costs nothing, except for two items. */
const COSTS = {
  ...Object.fromEntries(PRICED_ITEMS.map((item) => [item, { price: 1, floor: 0, dollars: 0, model: 'acme/free' }])),
  upscale: { price: 1, floor: 0.98, dollars: 0.016464, model: 'fal-ai/codeformer' },
  'training.fast': { price: 200, floor: 195, dollars: 3.3, model: 'fal-ai/flux-trainer' },
};
const TERMS = { margin: 1, dollarsOfStar: 0.013, starsOfCredit: 1.3 };
const BY = ['--operator', 'olga', '--reason', 'spring', '--yes'];

/** Commands about what is sold, with billing's own login. Billing has published the costs, unless `told` is false. */
const setup = async ({ told = true }: { told?: boolean } = {}) => {
  const postgres = await onPostgres('billing');
  const { url, admin } = postgres;
  if (told)
    for (const [name, figures] of Object.entries({ prices: COSTS, 'price-terms': TERMS }))
      await admin.query(`INSERT INTO billing.measurement (name, figures) VALUES ($1, $2)`, [
        name,
        JSON.stringify(figures),
      ]);
  const command = (...words: string[]) => aisha({ DATABASE_URL: url }, ...words);
  /** Does the next act as billing does, with this outcome. */
  const answer = async (outcome: ActOutcome) => {
    const sent = await eventually(async () => (await postgres.outboxOf('billing'))[0] ?? false);
    const payload = sent.payload as { actId: string; operator: string; reason: string };
    await postgres.database.transaction((tx) =>
      new OperatorActs('billing').record(tx, payload, { act: 'set-price' }, () => Promise.resolve(outcome)),
    );
    return sent;
  };
  return { ...postgres, command, answer };
};

describe('aisha prices', () => {
  it('aisha prices shows each present price beside its floor, and the coming ones', async () => {
    const { admin, command } = await setup();
    await admin.query(`INSERT INTO billing.price VALUES ('upscale', '2099-01-01Z', 150)`);

    const { code, text } = await command('prices');

    expect(code).toBe(0);
    expect(text).toContain(
      'upscale  1 credit  floor 0.98  a unit costs $0.0165\n  1.5 credits from 2099-01-01T00:00:00.000Z\n',
    );
    expect(JSON.parse((await command('prices', '--json')).text)).toContainEqual({
      item: 'upscale',
      credits: 1,
      floor: 0.98,
      dollars: 0.016464,
      later: [{ credits: 1.5, validFrom: '2099-01-01T00:00:00.000Z' }],
    });
  });

  it('aisha prices shows what a price would bring, and sends billing one act with --yes', async () => {
    const { command, answer, outboxOf } = await setup();

    const { text } = await command('prices', 'set', 'upscale', '1.5', '--from', '2099-01-01');
    expect(text).toMatch(
      /would set upscale to 1\.5 credits from 2099-01-01T[^]*brings \$0\.0253, costs \$0\.0165, margin 35 %[^]*small-1[^]*Nothing was changed/,
    );
    expect(await outboxOf('billing')).toEqual([]);

    const done = { outcome: 'done', details: { from: '2099-01-01T00:00:00.000Z' } };
    const words = ['prices', 'set', 'upscale', '1.5', '--from', '2099-01-01', ...BY];
    const [said, sent] = await Promise.all([command(...words), answer(done)]);

    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('done, from 2099-01-01') });
    expect(sent).toMatchObject({
      job: 'change-selling',
      payload: { change: 'price', item: 'upscale', amount: '150', from: '2099-01-01T00:00:00.000Z' },
    });
  });

  it('aisha prices refuses a price below its floor in the words with which billing refuses to start', async () => {
    const { command, outboxOf } = await setup();

    const { code, text } = await command('prices', 'set', 'upscale', '0.97', ...BY);

    expect(code).toBe(1);
    expect(text).toMatch(
      /^The price of upscale, 0\.97 credits a unit from .* on, is below its floor of 0\.98: a unit costs \$0\.0165, most of it for fal-ai\/codeformer\./,
    );
    expect(await outboxOf('billing')).toEqual([]);
  });

  it('aisha prices prints why billing refuses', async () => {
    const { command, answer } = await setup();
    const refused = { outcome: 'refused', details: { why: 'Another begins at that very moment.' } };

    const [said] = await Promise.all([command('prices', 'set', 'upscale', '1.5', ...BY), answer(refused)]);

    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('Another begins at that very moment.') });
  });

  it.each([
    ['no-such-item', '1', []],
    ['upscale', '1,5', []],
    ['upscale', '-1', []],
    ['upscale', '1.005', []],
    ['upscale', '2', ['--from', '2020-01-01']],
    ['upscale', '2', ['--from', 'tomorrow']],
  ])('aisha prices refuses to set the price of %s to %s with %j', async (item, credits, more) => {
    const { command, outboxOf } = await setup();

    expect(await command('prices', 'set', item, credits, ...more, ...BY)).toMatchObject({ code: 1 });
    expect(await outboxOf('billing')).toEqual([]);
  });

  it('aisha prices sets nothing before billing has published what items cost', async () => {
    const { command, outboxOf } = await setup({ told: false });

    expect(await command('prices', 'set', 'upscale', '2', ...BY)).toMatchObject({
      code: 1,
      text: expect.stringContaining('Billing has not told'),
    });
    expect((await command('prices')).text).toContain('session.16  2.25 credits  floor unknown\n');
    expect(await outboxOf('billing')).toEqual([]);
  });
});

describe('aisha packs', () => {
  it('aisha packs shows what each pack buys, the packs to come, and the discounts', async () => {
    const { admin, command } = await setup();
    await admin.query(
      `INSERT INTO billing.pack (id, credits, stars, valid_from) VALUES ('tiny-1', 3000, 50, '2099-01-01Z')`,
    );
    await admin.query(
      `INSERT INTO billing.discount VALUES ('spring', 10, '{small-1}', 'Весна', 'Spring', '2026-11-02Z', '2099-01-01Z')`,
    );
    await admin.query(`UPDATE billing.discount SET labels = '{"de": "Frühling"}'`);

    const { text } = await command('packs');

    expect(text).toContain(
      '  small-1  100 credits for 135 Stars (150 without the discount): 33 pictures, or 0 fast trainings, or 200 minutes of speech\n',
    );
    expect(text).toContain('  large-1  1000 credits for 1300 Stars: 333 pictures, or 5 fast trainings');
    expect(text).toContain('to come  tiny-1  30 credits for 50 Stars from 2099-01-01T00:00:00.000Z\n');
    expect(text).toContain('discount  spring  10 % off small-1, ru “Весна”, en “Spring”, de “Frühling”,');
    expect(JSON.parse((await command('packs', '--json')).text)).toMatchObject({
      toCome: [{ id: 'tiny-1', credits: 30, stars: 50 }],
    });
  });

  it('aisha packs refuses a pack that sells an item below its cost, with the item’s name', async () => {
    const { command, outboxOf } = await setup();

    const { code, text } = await command('packs', 'add', 'huge-1', '2000', '2400', ...BY);

    expect(code).toBe(1);
    expect(text).toMatch(/The price of (training\.fast|upscale)[^]*Nothing was changed/);
    expect(await outboxOf('billing')).toEqual([]);
  });

  it.each([
    [
      ['add', 'tiny-1', '30', '50'],
      { change: 'pack', id: 'tiny-1', credits: '3000', stars: 50 },
      /would sell tiny-1[^]*tiny-1  30 credits for 50 Stars: 10 pictures/,
    ],
    [['retire', 'small-1'], { change: 'pack-end', id: 'small-1' }, /would retire small-1[^]*medium-1/],
    [
      [
        ...['discount', 'spring', '10', '--until', '2099-01-01', '--ru', 'Весна', '--en', 'Spring', '--de', 'Frühling'],
        ...['--packs', 'small-1'],
      ],
      {
        ...{ change: 'discount', id: 'spring', percent: 10, packs: ['small-1'], labelRu: 'Весна', labelEn: 'Spring' },
        labels: [{ language: 'de', label: 'Frühling' }],
      },
      /would give the discount spring[^]*small-1  100 credits for 135 Stars/,
    ],
  ])('aisha packs shows what %j would do, and has billing do it', async (words, payload, preview) => {
    const { command, answer } = await setup();
    const dry = await command('packs', ...words);
    expect(dry).toMatchObject({ code: 0, text: expect.stringMatching(preview) });

    const [said, sent] = await Promise.all([
      command('packs', ...words, ...BY),
      answer({ outcome: 'done', details: { from: 'now' } }),
    ]);

    expect(said.code).toBe(0);
    expect(sent).toMatchObject({ job: 'change-selling', payload });
  });
});

describe('aisha plans', () => {
  it('aisha plans shows the end that is planned for a plan on sale', async () => {
    const { admin, command } = await setup();
    await admin.query(`UPDATE billing.plan SET retired_at = '2099-01-01Z' WHERE id = 'month-400'`);

    expect((await command('plans')).text).toMatch(
      /^month-400 .* for sale until 2099-01-01T00:00:00\.000Z\nmonth-1000 .* for sale\n$/,
    );
  });

  it.each([
    [
      'a plan that sells an item below its cost',
      ['add', 'month-2000', '2000', '1000'],
      /^The price of training\.fast, 200 credits/,
    ],
    ['more Stars than Telegram takes', ['add', 'month-9000', '9000', '12000'], /^12000 Stars: Telegram takes 10000/],
    ['a plan that does not exist', ['retire', 'month-7'], /^month-7: there is no such plan/],
  ])('aisha plans refuses %s without asking billing', async (_, words, why) => {
    const { command, outboxOf } = await setup();

    for (const yes of [[], BY])
      expect(await command('plans', ...words, ...yes)).toMatchObject({ code: 1, text: expect.stringMatching(why) });
    expect(await outboxOf('billing')).toEqual([]);
  });
});

describe('aisha allowances', () => {
  it('aisha allowances shows the present values, and has billing set a value from a date on', async () => {
    const { admin, command, answer } = await setup();
    await admin.query(`INSERT INTO billing.allowance VALUES ('welcome-credits', '2026-11-02Z', 25)`);

    const { text } = await command('allowances');
    expect(text).toContain('welcome-credits  25 credits\nfree-speech-seconds  as the configuration says\n');
    expect((await command('allowances', 'set', 'welcome-credits', '9999')).text).toContain('from 0 to 2000');

    const [said, sent] = await Promise.all([
      command('allowances', 'set', 'welcome-credits', '30', '--from', '2099-01-01', ...BY),
      answer({ outcome: 'done', details: { from: '2099-01-01T00:00:00.000Z' } }),
    ]);

    expect(said.code).toBe(0);
    expect(sent).toMatchObject({ payload: { change: 'allowance', allowance: 'welcome-credits', amount: '30' } });
  });
});

describe('aisha promo', () => {
  it('aisha promo makes a code that nobody can guess, and shows how often it was used', async () => {
    const { admin, command, answer } = await setup();
    const dry = await command('promo', 'make', '--credits', '50', '--in-all', '100');
    expect(dry).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /would make [A-Z2-9]{10}: 50 credits at once, 1 time for each person, 100 times in all[^]*Nothing was changed/,
      ),
    });

    const [said, sent] = await Promise.all([
      command('promo', 'make', 'spring', '--percent', '2', '--until', '2099-01-01', ...BY),
      answer({ outcome: 'done' }),
    ]);

    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('made SPRING') });
    expect(sent).toMatchObject({ job: 'make-promo', payload: { code: 'SPRING', percent: 2, perPerson: 1 } });
    await admin.query(
      `INSERT INTO billing.promo (code, credits, per_person, in_all, used, valid_from) VALUES ('AUTUMN', 5000, 1, 100, 7, '2026-11-01Z')`,
    );
    expect((await command('promo')).text).toContain('AUTUMN  50 credits  used 7 of 100, 1 each  from 2026-11-01');
    expect(JSON.parse((await command('promo', '--json')).text)).toMatchObject([
      { code: 'AUTUMN', credits: 50, used: 7 },
    ]);
  });

  it('aisha promo refuses a percent that sells an item below its cost, and a code that brings nothing', async () => {
    const { command, outboxOf } = await setup();

    expect(await command('promo', 'make', 'HALF', '--percent', '50', ...BY)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/The price of (training\.fast|upscale)[^]*Nothing was changed/),
    });
    expect(await command('promo', 'make', 'NONE', ...BY)).toMatchObject({ code: 1 });
    expect(await outboxOf('billing')).toEqual([]);
  });

  it('aisha promo ends a code', async () => {
    const { command, answer } = await setup();

    const [said, sent] = await Promise.all([command('promo', 'end', 'spring', ...BY), answer({ outcome: 'done' })]);

    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('ended SPRING') });
    expect(sent).toMatchObject({ job: 'end-promo', payload: { code: 'SPRING' } });
  });
});
