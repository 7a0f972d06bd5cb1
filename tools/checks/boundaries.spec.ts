import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** A boundary nobody has seen fail is not one: each kind of violation is planted and must be reported. */
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
  'what ships imports a stand-in': {
    file: 'apps/bot-gateway/src/planted-fake.ts',
    code: `import { startTelegram } from '@aisha/fakes/telegram';\nexport const x = startTelegram;\n`,
  },
  'a stand-in shares the mistakes of our client': {
    file: 'libs/fakes/src/fal/planted-client.ts',
    code: `import { FalQueue } from '@aisha/providers/fal';\nexport const x = FalQueue;\n`,
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

/** Specs, and the rooms they share. */
const mocked = [
  'apps/billing/src/planted-mock.spec.ts',
  'apps/bot-gateway/spec/planted-mock.ts',
  'e2e/src/planted-mock.ts',
  'libs/testing/src/planted-mock.ts',
].map((file) => ({ file, code: `import { jest } from '@jest/globals';\nexport const x = jest.fn();\n` }));

let found: Record<string, string[]>;
beforeAll(() => {
  const telegram = {
    file: 'apps/bot-gateway/src/features/generate/planted.ts',
    code: `import { Telegram } from 'telegraf';\nexport const x = Telegram;\n`,
  };
  found = JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'lint-planted.mts')], {
      input: JSON.stringify([...Object.values(violations), ...Object.values(allowed), ...mocked, telegram]),
      encoding: 'utf8',
    }),
  ) as Record<string, string[]>;
});

describe('boundaries', () => {
  it.each(Object.entries(violations))('%s → refused', (_what, { file }) => {
    expect(found[file]?.join()).toContain(RULE);
  });

  it.each(Object.entries(allowed))('%s → allowed', (_what, { file }) => {
    expect(found[file]).toEqual([]);
  });

  it('Telegram is known to one folder only', () => {
    expect(found['apps/bot-gateway/src/features/generate/planted.ts']?.join()).toContain('no-restricted-imports');
  });

  it.each(mocked)('$file takes no mock', ({ file }) => {
    expect(found[file]?.join()).toContain('Real parts only');
  });

  it('a package lets nobody past its entry', () => {
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
  const projects = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const tagsOf = (project: string): string[] =>
    (JSON.parse(readFileSync(path.join(root, project, 'package.json'), 'utf8')) as { nx: { tags: string[] } }).nx.tags;
  const layersOf = (project: string): string[] => tagsOf(project).filter((tag) => tag.startsWith('layer:'));

  it.each([...projects, 'e2e', 'tools'])('%s wears exactly one', (project) => {
    expect(layersOf(project)).toHaveLength(1);
  });

  it('are named by the constraints and by nobody else', () => {
    const config = readFileSync(path.join(root, 'eslint.config.mjs'), 'utf8');
    const constrained = new Set(
      [...config.matchAll(/^ {4}layer\('([a-z0-9-]+)'/gm)].map(([, name]) => `layer:${name}`),
    );
    expect(constrained).toEqual(new Set([...projects, 'e2e', 'tools'].flatMap(layersOf)));
  });
});
