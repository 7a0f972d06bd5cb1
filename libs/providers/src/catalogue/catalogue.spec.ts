import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderOfThisTest } from '@aisha/testing';
import { catalogueWith, listPrice, MODEL_STATES, shippedCatalogue, type ModelCatalogue } from '.';

const IN_2026 = new Date('2026-11-25T12:00:00Z');
const LATER = new Date('2027-01-06T00:00:00Z');

/** A catalogue of this release to which an operator's file is added. */
const mounted = (content: unknown): ModelCatalogue => {
  const file = path.join(folderOfThisTest(), 'models.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return catalogueWith(file);
};

describe('the catalogue of models', () => {
  it.each([
    [{ does: 'draw' }, 'fal-ai/flux-pro/v1.1-ultra'],
    [{ does: 'draw-with-lora', lora: 'flux-1' }, 'fal-ai/flux-lora'],
    [{ does: 'draw-from-photo' }, 'fal-ai/flux-pulid'],
    [{ does: 'train', trainingType: 'portrait' }, 'fal-ai/flux-lora-portrait-trainer'],
    [{ does: 'train', trainingType: 'style' }, 'fal-ai/flux-lora-fast-training'],
    [{ does: 'write' }, 'gpt-6-luna'],
  ] as const)('a model is chosen by what is needed (%j: %s)', (need, id) => {
    expect(shippedCatalogue().choose(need, IN_2026).id).toBe(id);
  });

  it('each model has a known state, and its price has a source and the day on which it was read', () => {
    for (const { state, priceFrom, priceReadOn } of shippedCatalogue().all) {
      expect(MODEL_STATES).toContain(state);
      expect([priceFrom.length > 0, priceReadOn]).toEqual([true, expect.stringMatching(/^2026-/)]);
    }
  });

  it('a model ends on its announced day, and its successor is taken from then on', () => {
    const catalogue = mounted([
      { id: 'fal-ai/flux-lora', endsOn: '2027-01-06', successor: 'acme/flux-lora' },
      { ...shippedCatalogue().find('fal-ai/flux-lora'), id: 'acme/flux-lora', state: 'watched' },
    ]);
    const need = { does: 'draw-with-lora', lora: 'flux-1' } as const;

    expect(catalogue.choose(need, IN_2026).id).toBe('fal-ai/flux-lora');
    expect(catalogue.choose(need, LATER).id).toBe('acme/flux-lora');
  });

  it('a model that its provider no longer serves is not chosen until it is served again', () => {
    const catalogue = shippedCatalogue();
    const need = { does: 'upscale' } as const;
    catalogue.learn('fal-ai/codeformer', true);

    expect(() => catalogue.choose(need, IN_2026)).toThrow(
      expect.objectContaining({ code: 'model-gone', facts: { does: 'upscale', model: 'fal-ai/codeformer' } }),
    );
    catalogue.learn('fal-ai/codeformer', false);
    expect(catalogue.choose(need, IN_2026).id).toBe('fal-ai/codeformer');
  });

  it('an operator is warned of a model that ends within sixty days, is gone, or is deprecated by its provider', () => {
    const catalogue = mounted([{ id: 'fal-ai/codeformer', endsOn: '2027-01-06' }]);
    const [model, other] = [catalogue.find('fal-ai/codeformer')!, catalogue.find('fal-ai/flux-lora')!];

    expect(catalogue.warningOf(model, new Date('2026-11-01'))).toBeUndefined();
    expect(catalogue.warningsAbout('fal', IN_2026)).toBe('fal-ai/codeformer ends on 2027-01-06');
    catalogue.learn(model.id, true);
    expect(catalogue.warningOf(model, IN_2026)).toBe('fal-ai/codeformer is gone');
    catalogue.takeOver(new Map([[other.id, { goneSince: null, listed: 'deprecated' }]]));
    expect(catalogue.warningOf(other, IN_2026)).toBe('fal-ai/flux-lora is deprecated');
    expect(catalogue.isGone(model.id)).toBe(false);
  });

  it('the list price is the sum of the prices of all units; a resolution that has a price of its own is counted at that price', () => {
    const prices = [
      { unit: 'picture', dollars: 0.04 },
      { unit: 'picture', dollars: 0.134, resolution: '4K' },
      { unit: 'reference', dollars: 0.01 },
    ] as const;
    const model = { prices: [...prices] };

    expect(listPrice(model, { picture: 2, reference: 3 })).toBeCloseTo(0.11);
    expect(listPrice(model, { picture: 1, megapixel: 9 }, '4K')).toBeCloseTo(0.134);
    expect(listPrice(model, { picture: 1 }, '2K')).toBeCloseTo(0.04);
  });
});

describe('the file of an operator', () => {
  it('an operator’s file changes single fields of a model', () => {
    const catalogue = mounted([{ id: 'gpt-6-luna', prices: [{ unit: '1M input tokens', dollars: 0.2 }] }]);

    expect(catalogue.find('gpt-6-luna')).toMatchObject({ does: ['write', 'look'], prices: [{ dollars: 0.2 }] });
  });

  it.each([
    [[{ id: 'fal-ai/flux-lora', prices: [{ unit: 'picture', dollars: -1 }] }], /fal-ai\/flux-lora: prices\.0\.dollars/],
    [[{ id: 'fal-ai/flux-lora', endsOn: 'tomorrow' }], /fal-ai\/flux-lora: endsOn must be a day/],
    [[{ id: 'fal-ai/flux-lora', colour: 'red' }], /fal-ai\/flux-lora: property colour should not exist/],
    [[{ id: 'acme/new' }], /acme\/new: provider must be one of/],
    [[{ state: 'active' }], /entry 1: id must match/],
    [[null], /entry 1/],
    [[{ id: 'fal-ai/flux-lora', successor: 'gpt-6-luna' }], /fal-ai\/flux-lora: successor must be another model/],
    [{ id: 'fal-ai/flux-lora' }, /must be a JSON array of models/],
    ['{', /cannot be read: it is no JSON/],
  ])('an operator’s file is refused with the entry and the field that is wrong (%#)', (content, problem) => {
    expect(() => mounted(content)).toThrow(problem);
  });

  it('an operator’s file that does not exist is refused, and the error names the file', () => {
    expect(() => catalogueWith('/nowhere/models.json')).toThrow('/nowhere/models.json cannot be read: ENOENT');
  });
});
