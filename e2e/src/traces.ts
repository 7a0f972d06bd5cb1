import { expect, it } from '@jest/globals';
import { eventually, type Collector, type SeenSpan } from '@aisha/testing';
import { PATIENT } from './patience';
import type { Product } from './product';

const PICTURES_PASS_THROUGH = ['billing', 'bot-gateway', 'image-generator', 'webhook-receiver'];
const STEPS_OF_PICTURES = ['order asked', 'process place-hold', 'fal submit', 'process show-receipt', 'deliver'];

/** Tests of the spans of a product, for the end of all its stories. */
export const leavesTraces = (product: () => Product, collector: () => Collector): void => {
  const orders = (kind = '%') =>
    product().sql<{ id: string }>(
      `SELECT order_id AS id FROM billing.credit_hold WHERE kind LIKE $1 AND status = 'captured'`,
      [kind],
    );

  it('the story leaves one trace of each order, a tree that leads from the tap through all apps to the receipt', async () => {
    await eventually(async () => {
      for (const { id } of await orders()) expect(looseEnds(collector().of(id))).toEqual([]);
      const drawn = await orders('generation');
      expect(drawn.length).toBeGreaterThan(0);
      // Each app sends its spans every few seconds, and nothing hangs on the last ones: without loose ends a trace may still lack them.
      for (const { id } of drawn) {
        const spans = collector().of(id);
        expect(spans.map(({ app }) => app)).toEqual(expect.arrayContaining(PICTURES_PASS_THROUGH));
        expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(STEPS_OF_PICTURES));
      }
    }, PATIENT);
  });

  it('each app through which a picture passes logs a line with the order’s id and the id of one of the app’s own spans', async () => {
    const [order] = await orders('generation');
    const spans = collector().of(order!.id);
    for (const app of PICTURES_PASS_THROUGH) {
      const ids = new Set(spans.filter((span) => span.app === app).map(({ spanId }) => spanId));
      const lines = product()
        .linesWith(spans[0]!.traceId)
        .map((line) => JSON.parse(line) as Record<string, string>)
        .filter((line) => line['app'] === app);
      expect(lines.some((line) => line['traceId'] === order!.id && ids.has(line['span_id']!))).toBe(true);
    }
  });

  it('the spans of the story carry no Russian text, address, SQL statement, picture or secret', () => {
    const { received } = collector();
    const secrets = Object.entries(product().report.env).filter(([name]) => /TOKEN|SECRET|KEY|PASSWORD/.test(name));
    for (const [, secret] of secrets.filter(([, value]) => value.length > 8)) expect(received).not.toContain(secret);
    expect(received).not.toMatch(/[а-яё]|https?:|@|SELECT|INSERT|Signature|\/9j\/|iVBOR/i);
  });
};

/**
 * Describes what is wrong with a trace: spans whose parent never came, and spans without a parent, except the first one. Describes an empty
 * trace as «no span».
 */
const looseEnds = (spans: readonly SeenSpan[]): string[] => {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const [, ...more] = spans.filter(({ parentId }) => parentId === undefined);
  const lost = spans.filter(({ parentId }) => parentId !== undefined && !ids.has(parentId));
  return spans.length === 0 ? ['no span'] : [...lost, ...more].map(({ app, name }) => `${app}: ${name}`);
};
