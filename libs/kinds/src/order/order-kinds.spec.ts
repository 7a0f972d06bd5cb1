import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND } from '../lists/kinds';
import { KINDS_WITH_SLOTS, kindsOf, ORDER_KINDS } from './order-kinds';

describe('the kinds of orders', () => {
  it('the kinds of orders with slots are those whose record names a provider', () => {
    expect(KINDS_WITH_SLOTS).toEqual(ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots));
    expect(KINDS_WITH_SLOTS).toEqual(['training', 'generation', 'upscale', 'restoration', 'animation']);
  });

  it('the kinds of orders belong to one worker each', () => {
    expect(kindsOf('avatar-trainer')).toEqual(['training']);
    expect(kindsOf('image-generator')).toEqual(['generation', 'upscale', 'animation']);
    expect(kindsOf('transcriber')).toEqual(['transcription', 'document', 'speech', 'question']);
    expect(kindsOf('photo-enhancer')).toEqual(['restoration']);
  });

  it('the kinds of orders have tables of their own and no item in two kinds', () => {
    const tables = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);
    const items = ORDER_KINDS.flatMap((kind): readonly string[] => ORDER_KIND[kind].items);
    expect(new Set(tables).size).toBe(tables.length);
    expect(new Set(items).size).toBe(items.length);
  });
});
