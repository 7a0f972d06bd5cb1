import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Html, plainText } from './engine/conversation';

type Said = Readonly<Record<string, unknown>>;
interface InBoth {
  readonly key: string;
  readonly ru: unknown;
  readonly en: unknown;
}

const isTable = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !(value instanceof Html);

/** Whatever a text is told: a number where one is needed, else something whose every part is like it. */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive) return () => 2;
    return key === Symbol.iterator ? [][Symbol.iterator].bind([]) : anything;
  },
});

/** Null for what can be said of real things alone, a table's rows for one. */
const saidBy = (text: unknown): string | null => {
  try {
    const said: unknown = typeof text === 'function' ? (text as (...told: unknown[]) => unknown)(...told) : text;
    if (said instanceof Html) return plainText(said);
    return typeof said === 'string' ? said : null;
  } catch {
    return null;
  }
};
const told = Array.from({ length: 6 }, () => anything);

const pairsOf = (key: string, ru: unknown, en: unknown): InBoth[] =>
  isTable(ru) && isTable(en)
    ? Object.keys({ ...ru, ...en }).flatMap((name) => pairsOf(`${key}.${name}`, ru[name], en[name]))
    : [{ key, ru, en }];

/** All that the bot says, from every file of texts. */
const texts = async (): Promise<InBoth[]> => {
  const files = globSync('**/*.texts.ts', { cwd: __dirname }).sort();
  const modules = await Promise.all(files.map((file) => import(path.join(__dirname, file)) as Promise<Said>));
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, both]) =>
      isTable(both) && 'ru' in both && 'en' in both ? pairsOf(name, both['ru'], both['en']) : [],
    ),
  );
};

const isBlank = (text: unknown): boolean =>
  (typeof text === 'string' ? text : text instanceof Html ? text.markup : 'said when asked').trim() === '';
const CYRILLIC = /\p{Script=Cyrillic}/u;
const emojiBefore = (text: string): string => /^\p{Extended_Pictographic}\uFE0F?/u.exec(text)?.[0] ?? '';

describe('what the bot says', () => {
  it('is something in both languages, each in its own letters, with the same sign before it', async () => {
    const pairs = await texts();
    const said = pairs.flatMap(({ key, ...of }) => {
      const [ru, en] = [saidBy(of.ru), saidBy(of.en)];
      if (ru === null && en === null) return [];
      return [{ key, ru: ru ?? '', en: en ?? '' }];
    });
    const wrong = said.filter(
      ({ ru, en }) =>
        (ru.trim() === '') !== (en.trim() === '') || CYRILLIC.test(en) || emojiBefore(ru) !== emojiBefore(en),
    );

    expect(wrong).toEqual([]);
    expect(pairs.filter(({ ru }) => isBlank(ru))).toEqual([]);
    expect(said.length).toBeGreaterThan(0.9 * pairs.length);
    expect(pairs.length).toBeGreaterThan(150);
  });
});
