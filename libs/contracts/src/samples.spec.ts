import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePayload } from './parse-payload';
import { instanceToPlain } from 'class-transformer';
import ts from 'typescript';
import { INBOXES, KINDS, newestOf, samplesOf } from '../spec/samples';
import { RECEIVERS } from './inbox';
import { WORDS_OF_PEOPLE } from './words-of-people';

/** The sources in a folder and its folders, without specs. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => path.join(folder, file));

/** Fields without a decorator: parsing would drop them in silence. */
const undecorated = (source: ts.SourceFile): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && !ts.getDecorators(node)?.length) {
      found.push(`${path.basename(source.fileName)}: ${node.name.getText(source)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** Fields that a sender may leave out: parsing does not notice when they are missing, so the newest sample need not show them. */
const leftOut = (source: ts.SourceFile): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && node.questionToken) found.push(node.name.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** The names of all fields in a payload, and in the objects inside it. */
const fieldsIn = (payload: unknown): string[] =>
  typeof payload === 'object' && payload !== null
    ? Object.entries(payload).flatMap(([name, value]) => [name, ...fieldsIn(value)])
    : [];

type Payload = Record<string, unknown> & { readonly onHeld?: { readonly payload: object } };

const wordless = (payload: object): object =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !WORDS_OF_PEOPLE.some((word) => word === name)));

const parsed = (name: string, text: string) => ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);

describe('messages', () => {
  it('each receiver has an inbox', () => {
    expect(INBOXES.map(({ receiver }) => receiver).sort()).toEqual([...RECEIVERS].sort());
  });

  it('in the samples, people’s own words stand only in the fields that WORDS_OF_PEOPLE names', () => {
    const payloads = INBOXES.flatMap((inbox) => samplesOf(inbox)).map(({ payload }) => payload as Payload);

    expect(payloads.flatMap(Object.keys)).toEqual(expect.arrayContaining([...WORDS_OF_PEOPLE]));
    // Messaging removes the fields of WORDS_OF_PEOPLE in the same way (forget-words.ts). In the samples people write in Russian.
    const left = payloads.map((payload) => {
      const forwarded = payload.onHeld && { ...payload.onHeld, payload: wordless(payload.onHeld.payload) };
      return JSON.stringify({ ...wordless(payload), ...(forwarded && { onHeld: forwarded }) });
    });
    expect(left.filter((text) => /[а-яё]/i.test(text))).toEqual([]);
  });

  it.each(ORDER_KINDS)(
    'each kind has messages that begin an order, stop it and delete its result; a kind with a provider also has one about the provider’s result: %s',
    (kind) => {
      const { worker, slots } = ORDER_KIND[kind];
      const jobs = INBOXES.find(({ receiver }) => receiver === worker)?.jobs;

      expect(Object.keys(jobs ?? {})).toEqual(
        expect.arrayContaining([`start-${kind}`, 'cancel-order', 'delete-result', ...(slots ? ['finish-order'] : [])]),
      );
    },
  );

  describe.each(INBOXES.map((inbox) => [inbox.receiver, inbox] as const))('messages to %s', (_receiver, inbox) => {
    const samples = samplesOf(inbox);

    it.each(samples.map((sample) => [sample.file, sample] as const))(
      'the sample %s is still read with every field',
      (_, sample) => {
        const payloadClass = inbox.jobs[sample.job];
        expect(payloadClass).toBeDefined();
        const data = parsePayload(payloadClass!, sample.payload);

        // A field that was added later has a default; no field that was sent is lost or changed.
        expect(instanceToPlain(data)).toMatchObject(sample.payload);
      },
    );

    it.each(newestOf(samples).map((sample) => [sample.file, sample] as const))(
      'the newest sample of a job shows every field of the message: %s',
      (_, { job, payload }) => {
        const fields = Object.keys(instanceToPlain(parsePayload(inbox.jobs[job]!, payload)));

        expect(Object.keys(payload).sort()).toEqual(fields.sort());
      },
    );

    it('every job has a sample', () => {
      const jobs = new Set(samples.map(({ job }) => job));
      expect(Object.keys(inbox.jobs).filter((job) => !jobs.has(job))).toEqual([]);
    });
  });

  it('no field of a message is lost because its decorator is missing', () => {
    const sources = [...filesIn(__dirname), ...filesIn(KINDS).filter((file) => file.endsWith('.job.ts'))];
    expect(sources.length).toBeGreaterThan(30);

    expect(sources.flatMap((file) => undecorated(parsed(file, readFileSync(file, 'utf8'))))).toEqual([]);
  });

  it('each optional field of a message is in some sample of its job, which proves that it is still read', () => {
    const samples = INBOXES.flatMap((inbox) => samplesOf(inbox).map((one) => ({ ...one, of: inbox.receiver })));
    const sources = [...filesIn(__dirname), ...filesIn(KINDS)].filter(
      (file) => file.endsWith('.job.ts') || /\/(cancel-order|delete-result|operate-order)\.ts$/.test(file),
    );

    const unshown = sources.flatMap((file) => {
      const job = path.basename(file).replace(/(\.job)?\.ts$/, '');
      const folder = path.relative(__dirname, path.dirname(file));
      // A message of a kind, of several kinds, or about a person to every app has no receiver of its own.
      const isOfSeveral = file.startsWith(KINDS) || ['', 'people'].includes(folder);
      const shown = samples.filter((sample) => sample.job === job && (isOfSeveral || sample.of === folder));
      const fields = new Set(shown.flatMap(({ payload }) => fieldsIn(payload)));
      const source = parsed(file, readFileSync(file, 'utf8'));
      return leftOut(source).flatMap((field) => (fields.has(field) ? [] : `${job}: ${field}`));
    });
    expect(unshown).toEqual([]);
  });

  it('a field without a decorator would be found', () => {
    expect(undecorated(parsed('planted.job.ts', 'class Planted { @IsInt() one!: number; two!: string }'))).toEqual([
      'planted.job.ts: two',
    ]);
  });
});
