import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ModelStateReader } from '@aisha/database';
import { entryFrom, ModelCatalogue, shippedCatalogue } from '@aisha/providers/catalogue';
import { Logger } from '@aisha/platform';
import { ManualClock, onPostgres, readableLog, folderOfThisTest } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { register } from 'prom-client';
import { AppModule } from '../app.module';
import { BillingConfig } from '../config';
import { Floors } from './floors';
import { WatchPrices } from './watch-prices';

type Environment = Readonly<Record<string, string>>;

/** Billing's database, and billing as it is deployed beside it. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const price = (item: string, from: string, amount: number) =>
    postgres.admin.query(`INSERT INTO billing.price VALUES ($1, ${from}, $2)`, [item, amount]);
  const started = (environment: Environment = {}) =>
    startedApp(AppModule, { environment: { DATABASE_URL: postgres.url, ...environment } });
  return { postgres, price, started };
};

const CODEFORMER = shippedCatalogue().find('fal-ai/codeformer')!;

/** The price of an upscale and its floor, as the metrics show them. */
const shown = async () => {
  const of = async (name: string) =>
    (await register.getSingleMetric(name)!.get()).values.find(({ labels }) => labels['item'] === 'upscale')?.value;
  return { price: await of('aisha_price_credits'), floor: await of('aisha_price_floor_credits') };
};

/** The environment with an operator's file in which a model has another price. */
const priced = (id: string, unit: string, dollars: number): Environment => {
  const file = path.join(folderOfThisTest(), 'models.json');
  writeFileSync(file, JSON.stringify([{ id, prices: [{ unit, dollars }] }]));
  return { MODEL_CATALOGUE_FILE: file };
};

describe('a price below its floor', () => {
  it('a price below its floor keeps billing from starting, and the error names the item', async () => {
    const { price, started } = await setup();
    await price('upscale', 'now()', 90);

    await expect(started()).rejects.toThrow(
      /^The price of upscale, 0\.9 credits a unit from \d{4}-\d\d-\d\d on, is below its floor of 0\.98: a unit costs \$0\.0165, most of it for fal-ai\/codeformer\./,
    );
  });

  it('a price below its floor that becomes valid later keeps billing from starting, too', async () => {
    const { price, started } = await setup();
    await price('animation', `'2099-01-01Z'`, 500);

    await expect(started()).rejects.toThrow('The price of animation, 5 credits a unit from 2099-01-01 on');
  });

  it.each<[string, () => Environment, RegExp]>([
    [
      'by a model that costs more',
      () => priced('fal-ai/wan/v2.2-a14b/image-to-video/turbo', 'video', 0.2),
      /price of animation/,
    ],
    ['by a larger margin', () => ({ PRICE_MARGIN: '1.1' }), /price of (training\.\w+|upscale|session\.16)/],
    ['by a Star that brings less', () => ({ DOLLARS_A_STAR: '0.012' }), /price of (training\.\w+|upscale|session\.16)/],
  ])('billing does not start when a price is below its floor %s', async (_by, environment, problem) => {
    const { started } = await setup();

    await expect(started(environment())).rejects.toThrow(problem);
  });

  it('a price below its floor is allowed when the margin is 0', async () => {
    const { price, started } = await setup();
    await price('upscale', 'now()', 90);

    await expect(started({ PRICE_MARGIN: '0' })).resolves.toBeDefined();
  });

  it('a price below its floor that is added while billing runs is logged once, and a metric shows the price beside its floor', async () => {
    const { postgres, price } = await setup();
    const { log, lines } = readableLog();
    const floors = new Floors(shippedCatalogue(), new ModelStateReader(postgres.database), new BillingConfig());
    const watch = new WatchPrices(postgres.database, floors, new ManualClock(), log);
    await watch.onModuleInit();
    expect(await shown()).toEqual({ price: 1, floor: 0.98 });
    await price('upscale', `'2026-11-02Z'`, 90);

    await watch.run();
    await watch.run();

    expect(await shown()).toEqual({ price: 0.9, floor: 0.98 });
    expect(lines('price.below-cost')).toEqual([
      expect.objectContaining({ item: 'upscale', price: '0.9', floor: '0.98', model: 'fal-ai/codeformer' }),
    ]);
  });

  /** The shipped catalogue, in which models at these prices follow the one that enlarges pictures, and each other. */
  const withSuccessor = (
    dollars: number,
    changed: { readonly endsOn?: string } = {},
    next?: { readonly dollars: number; readonly endsOn: string },
  ): ModelCatalogue => {
    const priced = (price: number) => ({ state: 'watched', prices: [{ unit: 'megapixel', dollars: price }] });
    const other = { ...CODEFORMER, id: 'acme/larger', ...priced(dollars) };
    const after = next && { ...CODEFORMER, id: 'acme/largest', ...priced(next.dollars) };
    return new ModelCatalogue([
      ...shippedCatalogue().all.filter(({ id }) => id !== CODEFORMER.id),
      entryFrom({ ...CODEFORMER, ...changed, successor: 'acme/larger' }, CODEFORMER.id),
      entryFrom({ ...other, ...(next && { endsOn: next.endsOn, successor: 'acme/largest' }) }, 'acme/larger'),
      ...(after ? [entryFrom(after, 'acme/largest')] : []),
    ]);
  };

  const ENDS: [string, { readonly endsOn?: string }, string | null][] = [
    ['its provider has withdrawn the model', {}, CODEFORMER.id],
    ['the last day of the model has come', { endsOn: '2026-11-01' }, null],
  ];

  it.each(ENDS)(
    'a price that is below its floor because %s and a dearer one has taken over is reported, and does not keep billing from starting',
    async (_why, changed, gone) => {
      const { postgres } = await setup();
      const { log, lines } = readableLog();
      if (gone !== null)
        await postgres.admin.query(`INSERT INTO generator.model_state (model, gone_since) VALUES ($1, now())`, [gone]);
      const catalogue = withSuccessor(1, changed);
      const floors = new Floors(catalogue, new ModelStateReader(postgres.database), new BillingConfig());
      const watch = new WatchPrices(postgres.database, floors, new ManualClock(), log);

      await watch.onModuleInit();
      expect(lines('price.below-cost')).toEqual([]);
      await watch.run();

      const told = lines('price.below-cost');
      expect(told.map(({ item, model }) => [item, model])).toContainEqual(['upscale', 'acme/larger']);
    },
  );

  it.each(ENDS)(
    'a price that was lowered after %s and a cheaper one has taken over does not keep billing from starting again',
    async (_why, changed, gone) => {
      const { postgres, price } = await setup();
      const watching = (catalogue: ModelCatalogue) => {
        const floors = new Floors(catalogue, new ModelStateReader(postgres.database), new BillingConfig());
        return new WatchPrices(postgres.database, floors, new ManualClock(), Logger.silent());
      };
      await price('upscale', `'2026-11-02Z'`, 90);
      await expect(watching(withSuccessor(0.0001)).onModuleInit()).rejects.toThrow('The price of upscale');
      if (gone !== null)
        await postgres.admin.query(`INSERT INTO generator.model_state (model, gone_since) VALUES ($1, now())`, [gone]);

      await expect(watching(withSuccessor(0.0001, changed)).onModuleInit()).resolves.toBeUndefined();
    },
  );

  it('a price that its model’s dearer successor will make too low is reported sixty days before the model ends, unless a higher price begins by then', async () => {
    const { postgres, price } = await setup();
    const { log, lines } = readableLog();
    const clock = new ManualClock(new Date('2026-12-30T12:00:00Z'));
    const catalogue = withSuccessor(0.0022, { endsOn: '2027-03-01' });
    const floors = new Floors(catalogue, new ModelStateReader(postgres.database), new BillingConfig());
    const watch = new WatchPrices(postgres.database, floors, clock, log);
    const days = async () =>
      (await register.getSingleMetric('aisha_price_below_floor_timestamp_seconds')!.get()).values
        .filter(({ labels }) => labels['item'] === 'upscale')
        .map(({ value }) => new Date(value * 1_000).toISOString());
    await watch.run();
    expect(await days()).toEqual([]);

    clock.set(new Date('2026-12-31T12:00:00Z'));
    await watch.run();
    await watch.run();

    expect(await days()).toEqual(['2027-03-01T00:00:00.000Z']);
    expect(lines('price.below-cost-soon').filter(({ item }) => item === 'upscale')).toEqual([
      expect.objectContaining({ price: '1', from: '2027-03-01', model: 'acme/larger' }),
    ]);
    await price('upscale', `'2027-03-01Z'`, 900);
    await watch.run();
    expect(await days()).toEqual([]);
    expect(lines('price.below-cost')).toEqual([]);
  });

  it('a price that was lowered while a cheaper model served does not keep billing from starting when a dearer one has followed that', async () => {
    const { postgres, price } = await setup();
    const catalogue = withSuccessor(0.0001, { endsOn: '2026-11-01' }, { dollars: 1, endsOn: '2026-11-03' });
    const floors = new Floors(catalogue, new ModelStateReader(postgres.database), new BillingConfig());
    const watch = new WatchPrices(postgres.database, floors, new ManualClock(), Logger.silent());
    await price('upscale', `'2026-11-02Z'`, 90);

    await expect(watch.onModuleInit()).resolves.toBeUndefined();
  });
});
