import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** Each kind of violation is planted and must be reported, because a boundary that nothing has ever failed proves nothing. */
const root = path.resolve(__dirname, '../..');
const RULE = '@nx/enforce-module-boundaries';

const violations = {
  'an app imports another app': {
    file: 'apps/billing/src/planted-app.ts',
    code: `import { BotGatewayConfig } from '@aisha/bot-gateway/config';\nexport const x = BotGatewayConfig;\n`,
  },
  'a lib imports a layer above it': {
    file: 'libs/domain/src/planted-upward.ts',
    code: `import { Clock } from '@aisha/platform';\nexport const x = Clock;\n`,
  },
  'contracts reach for the database': {
    file: 'libs/contracts/src/planted-upward.ts',
    code: `import { Database } from '@aisha/database';\nexport const x = Database;\n`,
  },
  'an app talks to the queue itself': {
    file: 'apps/billing/src/planted-queue.ts',
    code: `import { Queue } from 'bullmq';\nexport const x = Queue;\n`,
  },
  'an app talks to S3 itself': {
    file: 'apps/avatar-trainer/src/planted-s3.ts',
    code: `import { S3Client } from '@aws-sdk/client-s3';\nexport const x = S3Client;\n`,
  },
  'an app talks to a provider itself': {
    file: 'apps/image-generator/src/planted-openai.ts',
    code: `import OpenAI from 'openai';\nexport const x = OpenAI;\n`,
  },
  'domain needs a package': {
    file: 'libs/domain/src/planted-package.ts',
    code: `import { v7 } from 'uuid';\nexport const x = v7;\n`,
  },
  'what ships imports a fake': {
    file: 'apps/bot-gateway/src/planted-fake.ts',
    code: `import { startTelegram } from '@aisha/fakes/telegram';\nexport const x = startTelegram;\n`,
  },
  'a fake shares the mistakes of our client': {
    file: 'dev/fakes/src/fal/planted-client.ts',
    code: `import { FalHttpQueue } from '@aisha/providers/fal';\nexport const x = FalHttpQueue;\n`,
  },
  'a path leads into another project': {
    file: 'apps/billing/src/planted-deep.ts',
    code: `import { Outbox } from '../../../libs/messaging/src/outbox';\nexport const x = Outbox;\n`,
  },
} as const;

const allowed = {
  'a spec uses the test rooms': {
    file: 'apps/billing/src/planted.spec.ts',
    code: `import { onPostgres } from '@aisha/testing';\nexport const x = onPostgres;\n`,
  },
  'an app uses the database': {
    file: 'apps/billing/src/planted-allowed.ts',
    code: `import { Database } from '@aisha/database';\nexport const x = Database;\n`,
  },
} as const;

/** The sources of the gateway, in which the engine carries the features, and `orders` stands between the two. */
const gateway = 'apps/bot-gateway/src';
const importing = (file: string, from: string, isType = false) => ({
  file: `${gateway}/${file}`,
  code: `import ${isType ? 'type ' : ''}{ planted } from '${from}';\nexport const x = planted;\n`,
});
const crossings = {
  'the engine imports a feature': importing('engine/planted.ts', '../features/balance/balance.draft'),
  'the engine imports a feature from deep inside': importing(
    'engine/telegram/deep/planted.ts',
    '../../../features/groups/groups',
  ),
  'the engine imports a type of a feature': importing(
    'engine/telegram/planted-type.ts',
    '../../features/groups/groups',
    true,
  ),
  'the engine imports orders': importing('engine/cards/planted.ts', '../../orders/order.card'),
  'the engine imports readers of this bot': importing('engine/cards/planted-readers.ts', '../../readers'),
  'the engine imports the files of this bot': importing('engine/cards/planted-files.ts', '../../free-files/fetch-free'),
  'readers import files': importing('readers/planted.ts', '../free-files/fetch-free'),
  'files import orders': importing('free-files/planted.ts', '../orders/offer'),
  'the engine imports what puts the features together': importing('engine/conversation/planted.ts', '../../features'),
  'the engine imports the address of a button': importing('engine/planted-address.ts', '../callbacks/menu.callbacks'),
  'orders import a feature': importing('orders/planted.ts', '../features/generation/offer.step'),
  'orders import the address of a button': importing('orders/planted-address.ts', '../callbacks/generate.callbacks'),
  'callbacks import a feature': importing('callbacks/planted.callbacks.ts', '../features/balance/balance.draft'),
  'callbacks import what puts the features together': importing('callbacks/planted-all.callbacks.ts', '../features'),
  'a feature imports a step of another': importing('features/balance/planted.ts', '../menu/main.step'),
  'a folder imports what builds on it': importing('features/gallery-filter/planted-upward.ts', '../gallery/page.step'),
  'a folder inside a feature imports what builds on the feature': importing(
    'features/generation/result/planted-upward.ts',
    '../../training/order/confirm.step',
  ),
  'a feature imports another around a corner': importing(
    'features/balance/planted-corner.ts',
    '../../features/menu/../menu/main.step',
  ),
  'a feature imports what puts the features together': importing('features/menu/planted.ts', '../../bot'),
  'a feature keeps addresses for another': importing('features/menu/planted-kept.ts', '../balance/balance.callbacks'),
  'a feature hands on what is another’s': {
    file: `${gateway}/features/menu/planted-export.ts`,
    code: `export { balanceTexts } from '../balance/balance.texts';\n`,
  },
  'a feature imports another one later': {
    file: `${gateway}/features/menu/planted-later.ts`,
    code: `export const x = () => import('../balance/balance.texts');\n`,
  },
  'a feature names a type of another in passing': {
    file: `${gateway}/features/menu/planted-passing.ts`,
    code: `export type X = import('../balance/balance.texts').X;\n`,
  },
};
const crossingsAllowed = {
  'a feature imports the buttons of another': importing(
    'features/menu/planted-callbacks.ts',
    '../../callbacks/balance.callbacks',
  ),
  'callbacks import orders and the engine': {
    file: `${gateway}/callbacks/planted-below.callbacks.ts`,
    code: `export * from '../engine/conversation';\nexport * from '../orders/file-kind';\n`,
  },
  'a feature imports a step of a folder that it builds on': importing(
    'features/gallery/planted-built.ts',
    '../gallery-filter/filter.step',
  ),
  'a folder inside a feature imports one beside it': importing(
    'features/training/review/planted-beside.ts',
    '../photos/photos.card',
  ),
  'a feature imports the engine, orders and what anything may read': {
    file: `${gateway}/features/menu/planted-below.ts`,
    code: `export * from '../../engine/conversation';\nexport * from '../../orders/offer';\nexport * from '../../readers';\n`,
  },
  'orders import the engine': importing('orders/planted-below.ts', '../engine/cards/card'),
  'a spec crosses': importing('engine/telegram/planted.spec.ts', '../../features/balance/purchase.card'),
};

/** Code that breaks one house rule. The same code in a store, or written as the rule asks, is allowed. */
const rule = (name: string, file: string, code: string) => ({
  rule: `aisha/${name}`,
  file: `apps/billing/src/${file}`,
  code,
});
const five = 'readonly a: A, readonly b: A, readonly c: A, readonly d: A, readonly e: A';
const queue = `import { FalHttpQueue } from '@aisha/providers/fal';\nexport const x = FalHttpQueue;\n`;
const fixtures = `import { KIND_FIXTURE } from '@aisha/kinds/fixtures';\nexport const x = KIND_FIXTURE;\n`;
const broken = {
  'an app ships rows for specs': {
    rule: 'no-restricted-imports',
    file: 'apps/billing/src/planted-fixtures.ts',
    code: fixtures,
  },
  'a lib ships rows for specs': {
    rule: 'no-restricted-imports',
    file: 'libs/orders/src/planted-fixtures.ts',
    code: fixtures,
  },
  'an app names a provider': {
    rule: 'no-restricted-imports',
    file: 'apps/image-generator/src/upscale/planted-provider.ts',
    code: queue,
  },
  'six constructor parameters': rule(
    'constructor-parameters',
    'planted-many.ts',
    `class A {}\nexport class B {\n  constructor(${five}, readonly f: A) {}\n}\n`,
  ),
  'a row written outside of a store': rule(
    'writes-in-stores',
    'planted-insert.ts',
    `export const x = (tx: { insert(row: object): void }) => tx.insert({});\n`,
  ),
  'a row written through a part of something': rule(
    'writes-in-stores',
    'planted-upsert.ts',
    `export const x = (its: { tx: { upsert(row: object): void } }) => its.tx.upsert({});\n`,
  ),
  'a statement of one row outside of a store': rule(
    'writes-in-stores',
    'planted-write.ts',
    `export const x = (database: { write(sql: string): void }, sql: string) => database.write(sql);\n`,
  ),
  'an UPDATE outside of a store': rule(
    'writes-in-stores',
    'planted-update.ts',
    `export const x = 'UPDATE billing.account AS a SET note = $1';\n`,
  ),
  'an INSERT behind WITH, filled in': rule(
    'writes-in-stores',
    'planted-with.ts',
    `export const x = (t: string) => \`\n  WITH held AS (SELECT 1) INSERT INTO \${t} SELECT 1\`;\n`,
  ),
  'a DELETE outside of a store': rule(
    'writes-in-stores',
    'planted-delete.ts',
    `export const x = 'delete from billing.account';\n`,
  ),
  'a handler that is a method': rule(
    'handler-style',
    'planted.handler.ts',
    `interface JobHandler {\n  handle(): Promise<void>;\n}\nexport class A implements JobHandler {\n  async handle(): Promise<void> {}\n}\n`,
  ),
  'a class injected by name': rule(
    'inject-by-type',
    'planted-inject.ts',
    `import { Inject } from '@nestjs/common';\nclass A {}\nexport class B {\n  constructor(@Inject(A) readonly a: A) {}\n}\n`,
  ),
};
/**
 * Code with a fault that only types show. Each sample has a file of its own, because a rule without types reports only that they are
 * missing, and no fault.
 */
const typed = (name: string, file: string, code: string) => ({
  rule: `@typescript-eslint/${name}`,
  file: `libs/orders/src/${file}`,
  code: `const later = async (): Promise<number> => 1;\n${code}`,
});
const promises = {
  'a promise that nobody waits for': typed('no-floating-promises', 'planted-floating.ts', `later();\nexport {};\n`),
  "a promise of the desk's page that nobody waits for": {
    rule: '@typescript-eslint/no-floating-promises',
    file: 'apps/console/src/web/planted-floating.tsx',
    code: `export const Planted = () => {\n  Promise.resolve(1);\n  return <p />;\n};\n`,
  },
  ...Object.fromEntries(
    [
      ['a process that reads strangers’ files', 'libs/platform/src/confined/planted-floating.mjs'] as const,
      ['the chat page', 'apps/sandbox/src/chat-page/planted-floating.js'] as const,
    ].map(([whose, file]) => [
      `a promise of ${whose} that nobody waits for`,
      { rule: '@typescript-eslint/no-floating-promises', file, code: `const later = async () => 1;\nlater();\n` },
    ]),
  ),
  'a promise asked whether it is true': typed(
    'no-misused-promises',
    'planted-misused.ts',
    `export const x = later() ? 1 : 2;\n`,
  ),
  'waiting for what is no promise': typed(
    'await-thenable',
    'planted-await.ts',
    `export const x = async () => (await later()) + (await 1);\n`,
  ),
  'a switch that forgets a case': typed(
    'switch-exhaustiveness-check',
    'planted-switch.spec.ts',
    `void later();\nexport const x = (y: 'a' | 'b') => {\n  switch (y) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n`,
  ),
};
const kept = {
  'a spec names the provider it plays': { file: 'apps/image-generator/src/upscale/planted.spec.ts', code: queue },
  'five constructor parameters': rule(
    '',
    'planted-five.ts',
    `class A {}\nexport class B {\n  constructor(${five}) {}\n}\n`,
  ),
  'a store writes': rule(
    '',
    'planted.store.ts',
    `export const x = (tx: { insert(row: object): void }) => tx.insert({});\nexport const y = 'UPDATE billing.account SET note = 1';\n`,
  ),
  'a list forgets an entry, and a sentence speaks of updates': rule(
    '',
    'planted-words.ts',
    `export const x = (open: Set<string>) => open.delete('Update the list, delete from it');\n`,
  ),
  'a handler that is a property, and a token that is no class': rule(
    '',
    'planted-property.ts',
    `import { Inject } from '@nestjs/common';\nconst RULES = Symbol('rules');\ninterface JobHandler {\n  handle(): Promise<void>;\n}\n` +
      `export class A implements JobHandler {\n  constructor(@Inject(RULES) readonly rules: readonly string[]) {}\n  readonly handle = async (): Promise<void> => {};\n}\n`,
  ),
};

/** Mocks in specs, and in the files that specs share. */
const mocked = [
  'apps/billing/src/planted-mock.spec.ts',
  'apps/bot-gateway/spec/planted-mock.ts',
  'e2e/src/planted-mock.ts',
  'dev/testing/src/planted-mock.ts',
].map((file) => ({ file, code: `import { jest } from '@jest/globals';\nexport const x = jest.fn();\n` }));

let found: Record<string, string[]>;
beforeAll(() => {
  const telegram = {
    file: 'apps/bot-gateway/src/features/generation/planted.ts',
    code: `import { Telegram } from 'telegraf';\nexport const x = Telegram;\n`,
  };
  found = JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'lint-planted.mts')], {
      input: JSON.stringify([
        ...[violations, allowed, crossings, crossingsAllowed, broken, promises, kept].flatMap((some) =>
          Object.values(some),
        ),
        ...mocked,
        telegram,
      ]),
      encoding: 'utf8',
    }),
  ) as Record<string, string[]>;
});

describe('boundaries', () => {
  it.each(Object.entries(violations))('lint refuses what is planted: %s', (_what, { file }) => {
    expect(found[file]?.join()).toContain(RULE);
  });

  it.each(Object.entries(allowed))('lint allows what is planted: %s', (_what, { file }) => {
    expect(found[file]).toEqual([]);
  });

  it.each(Object.entries(crossings))('lint refuses what is planted inside bot-gateway: %s', (_what, { file }) => {
    expect(found[file]?.join()).toContain('aisha/storeys');
  });

  it.each(Object.entries(crossingsAllowed))('lint allows what is planted inside bot-gateway: %s', (_what, { file }) => {
    expect(found[file]).toEqual([]);
  });

  it.each(Object.entries({ ...broken, ...promises }))('the house rules refuse: %s', (_what, { file, rule: name }) => {
    expect(found[file]?.join()).toContain(name);
  });

  it.each(Object.entries(kept))('the house rules allow: %s', (_what, { file }) => {
    expect(found[file]).toEqual([]);
  });

  it('lint refuses a feature that imports Telegraf', () => {
    expect(found['apps/bot-gateway/src/features/generation/planted.ts']?.join()).toContain('no-restricted-imports');
  });

  it.each(mocked)('lint refuses a mock in $file', ({ file }) => {
    expect(found[file]?.join()).toContain('Real parts only');
  });

  it('a package is imported only through its entry', () => {
    const resolve = (name: string) =>
      ts.resolveModuleName(
        name,
        path.join(root, 'apps/billing/src/planted.ts'),
        {
          module: ts.ModuleKind.NodeNext,
          moduleResolution: ts.ModuleResolutionKind.NodeNext,
          customConditions: ['@aisha/source'],
        },
        ts.sys,
        undefined,
        undefined,
        ts.ModuleKind.CommonJS,
      ).resolvedModule?.resolvedFileName;
    expect(resolve('@aisha/messaging')).toContain('libs/messaging/src/index.ts');
    expect(resolve('@aisha/messaging/src/outbox')).toBeUndefined();
  });
});

describe('layers', () => {
  const projects = ['apps', 'dev', 'libs'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const tagsOf = (project: string): string[] =>
    (JSON.parse(readFileSync(path.join(root, project, 'package.json'), 'utf8')) as { nx: { tags: string[] } }).nx.tags;
  const layersOf = (project: string): string[] => tagsOf(project).filter((tag) => tag.startsWith('layer:'));

  it.each([...projects, 'e2e', 'tools'])('%s has exactly one layer', (project) => {
    expect(layersOf(project)).toHaveLength(1);
  });

  it('the constraints of lint name exactly the layers that projects have', () => {
    const config = readFileSync(path.join(root, 'eslint.config.mjs'), 'utf8');
    const constrained = new Set(
      [...config.matchAll(/^ {4}layer\(\s*'([a-z0-9-]+)'/gm)].map(([, name]) => `layer:${name}`),
    );
    expect(constrained).toEqual(new Set([...projects, 'e2e', 'tools'].flatMap(layersOf)));
  });
});
