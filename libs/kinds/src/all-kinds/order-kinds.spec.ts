import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND } from '../lists/kinds';
import { costInVainOf, KINDS_WITH_SLOTS, kindsOf, ORDER_KINDS, unitCostOf } from './order-kinds';

describe('the kinds of orders', () => {
  it('the kinds of orders with slots are those whose record names a provider', () => {
    expect(KINDS_WITH_SLOTS).toEqual(expect.arrayContaining(['training', 'generation']));
    expect(ORDER_KINDS.filter((kind) => !(KINDS_WITH_SLOTS as readonly string[]).includes(kind))).toEqual(
      ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots === null),
    );
  });

  it('each kind of order belongs to one worker', () => {
    const workers = [...new Set(ORDER_KINDS.map((kind) => ORDER_KIND[kind].worker))];

    expect(workers.flatMap((worker) => kindsOf(worker).map((kind) => [kind, worker])).toSorted()).toEqual(
      ORDER_KINDS.map((kind) => [kind, ORDER_KIND[kind].worker]).toSorted(),
    );
    expect(kindsOf('avatar-trainer')).toEqual(['training']);
  });

  it('an order that ends with nothing has cost one picture of a photo session, and all the units of other orders', () => {
    expect(costInVainOf('generation', 'session.16', 16)).toBe(unitCostOf('generation', 'session.16'));
    expect(costInVainOf('generation', 'picture', 4)).toBe(4 * unitCostOf('generation', 'picture'));
    expect(costInVainOf('transcription', 'transcription.speech', 10)).toBe(
      10 * unitCostOf('transcription', 'transcription.speech'),
    );
  });

  it('each kind of order has a table of its own, and no item belongs to two kinds', () => {
    const tables = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);
    const items = ORDER_KINDS.flatMap((kind): readonly string[] => ORDER_KIND[kind].items);
    expect(new Set(tables).size).toBe(tables.length);
    expect(new Set(items).size).toBe(items.length);
  });
});
