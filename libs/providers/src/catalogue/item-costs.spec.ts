import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND, ORDER_KINDS, PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import {
  costOfItem,
  dollarsOfCredit,
  entryFrom,
  floorBy,
  ITEM_COSTS,
  leastCostOfItem,
  ModelCatalogue,
  PRICE_TERMS,
  shippedCatalogue,
} from '.';

const IN_2026 = new Date('2026-11-25T12:00:00Z');

const costOf = (item: PricedItem, catalogue = shippedCatalogue(), now = IN_2026) => costOfItem(catalogue, item, now);

/** The shipped catalogue, in which one model has other fields, and with models added. */
const changed = (id: string, fields: object, ...added: object[]): ModelCatalogue => {
  const entries = shippedCatalogue().all.map((model) => (model.id === id ? { ...model, ...fields } : model));
  return new ModelCatalogue([...entries, ...added].map((entry) => entryFrom(entry, id)));
};
const CODEFORMER = shippedCatalogue().find('fal-ai/codeformer')!;

describe('what an item costs us', () => {
  it('what an item costs us is known for every priced item', () => {
    expect(Object.keys(ITEM_COSTS).toSorted()).toEqual([...PRICED_ITEMS].toSorted());
    for (const item of PRICED_ITEMS) expect([item, costOf(item).dollars > 0]).toEqual([item, true]);
  });

  it.each<[PricedItem, number, string]>([
    // 4,000 steps, three pictures by the model and one from fourteen photos.
    ['training.best', 9.6 + 3 * 0.035 + 0.04 + 13 * 0.0006, 'fal-ai/flux-lora-portrait-trainer'],
    // The dearest of three ways, from fourteen photos of which thirteen are paid for; a prompt of 2,500 tokens read and 600 written; a
    // review of 2,300 read and 100 written.
    ['picture', 0.04 + 13 * 0.0006 + 0.00055 + 0.00028, 'google/nano-banana-2.1/edit'],
    ['session.16', 0.035 + 0.00028, 'fal-ai/flux-lora'],
    ['upscale', 7.84 * 0.0021, 'fal-ai/codeformer'],
    ['upscale.4k', 17.2 * 0.0021, 'fal-ai/codeformer'],
    ['animation', 0.1, 'fal-ai/wan/v2.2-a14b/image-to-video/turbo'],
    // Six seconds at OpenAI cost more than a quarter of xAI's minute.
    ['transcription.speech', 0.00045, 'gpt-transcribe'],
    ['speech.part', 0.005, 'fal-ai/inworld-tts'],
    // Three pieces, together 20,000 characters, and 3,000 characters of rules for each; two characters are a token. Answers: 4,000 or 1,500 tokens.
    ['document', 0.00345, 'gpt-6-luna'],
    ['question', 0.0022, 'gpt-6-luna'],
  ])('one unit of %s costs us $%d, and the largest part of that is for %s', (item, dollars, model) => {
    expect(costOf(item)).toEqual({ dollars: expect.closeTo(dollars, 8), model });
  });

  it.each(ORDER_KINDS)('what a kind says that its items cost is what the catalogue lists (%s)', (kind) => {
    const { items, unitCosts } = ORDER_KIND[kind];
    const listed = items.map((item) => [
      item,
      Math.round(leastCostOfItem(shippedCatalogue(), item, IN_2026).dollars * 1_000_000),
    ]);

    expect(unitCosts).toEqual(Object.fromEntries(listed));
  });

  it('what an item costs us follows the price of the model that orders take', () => {
    const dearer = changed(CODEFORMER.id, { prices: [{ unit: 'megapixel', dollars: 0.0042 }] });

    expect(costOf('upscale', dearer).dollars).toBeCloseTo(2 * costOf('upscale').dollars, 8);
  });

  it('an item costs us what the successor costs once its model has ended, or the model’s last price where there is no successor', () => {
    const successor = {
      ...CODEFORMER,
      id: 'acme/larger',
      state: 'watched',
      prices: [{ unit: 'megapixel', dollars: 1 }],
    };
    const followed = changed(CODEFORMER.id, { endsOn: '2027-01-01', successor: 'acme/larger' }, successor);
    const ended = changed(CODEFORMER.id, { endsOn: '2027-01-01' });
    const in2027 = new Date('2027-01-01T00:00:00Z');

    expect(costOf('upscale', followed).model).toBe('fal-ai/codeformer');
    expect(costOf('upscale', followed, in2027)).toEqual({ dollars: expect.closeTo(7.84), model: 'acme/larger' });
    expect(costOf('upscale', ended, in2027)).toEqual(costOf('upscale'));
  });

  it.each([
    ['its cheapest model has ended on a day', { endsOn: '2026-11-01' }, 'fal-ai/codeformer'],
    ['the catalogue has retired its cheapest model', { state: 'retired' }, 'acme/larger'],
    ['its model serves', {}, 'fal-ai/codeformer'],
  ])('what an item has cost us at least is the cost by the right model when %s', (_, fields, model) => {
    const prices = [{ unit: 'megapixel', dollars: 1 }];
    const successor = { ...CODEFORMER, id: 'acme/larger', state: 'watched', prices };
    const catalogue = changed(CODEFORMER.id, { ...fields, successor: 'acme/larger' }, successor);

    expect(leastCostOfItem(catalogue, 'upscale', IN_2026).model).toBe(model);
  });

  it('what an item costs us is counted by the resolution that the model’s settings ask for', () => {
    const small = changed('fal-ai/wan/v2.2-a14b/image-to-video/turbo', { settings: { resolution: '480p' } });

    expect(costOf('animation', small).dollars).toBeCloseTo(0.05);
  });
});

describe('the floor of a price', () => {
  it('the floor of a price is its cost in credits of the cheapest pack', () => {
    // 1,300 Stars are 1,000 credits, and a Star is paid out at $0.013.
    expect(dollarsOfCredit({ dollarsOfStar: 0.013 })).toBeCloseTo(0.0169);
    expect(floorBy(costOf('speech.part'), PRICE_TERMS).floor).toBe(30n); // 0.005 / 0.0169 = 0.296
  });

  it('the floor of a price rises with the margin, and with a Star that is paid out for less', () => {
    const terms = { margin: 1.5, dollarsOfStar: 0.0065 };

    expect(floorBy(costOf('speech.part'), terms).floor).toBe(89n); // (3 * 0.005) / 0.0169 = 0.888
  });
});
