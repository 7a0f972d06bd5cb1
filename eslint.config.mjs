import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { houseRules } from './tools/lint/house-rules.mjs';
import { storeys } from './tools/lint/storeys.mjs';

/** Which layer may import which; the picture is in ARCHITECTURE.md. A test in tools/checks plants each kind of violation. */
const layer = (name, imports, banned = []) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: imports.map((i) => `layer:${i}`),
  bannedExternalImports: banned,
});
const ORM = ['typeorm', 'pg'];
const S3 = ['@aws-sdk/*', '@smithy/*'];
const QUEUE = ['bullmq'];
const TELEGRAM = ['telegraf', 'telegraf/*'];
const PROVIDERS = ['openai', '@fal-ai/*'];
const everyLibAnAppMayUse = [
  'domain',
  'kinds',
  'contracts',
  'platform',
  'database',
  'messaging',
  'storage',
  'pictures',
  'printing',
  'words',
  'providers',
  'orders',
];

/** Specs and stories may also import the libraries in dev/ and every other library; what ships may not. */
const constraints = (forSpecs) => {
  const rooms = forSpecs ? ['testing', 'fakes', 'embedded', ...everyLibAnAppMayUse] : [];
  const allow = (own) => [...new Set([...own, ...rooms])];
  return [
    layer('domain', allow([]), forSpecs ? [] : ['*']),
    layer('kinds', allow(['domain']), [...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS, '@nestjs/*']),
    layer('contracts', allow(['domain', 'kinds']), [...ORM, ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS, '@nestjs/*']),
    layer('platform', allow(['domain']), [...ORM, ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS]),
    layer('embedded', allow([]), ['@nestjs/*', 'typeorm', ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS]),
    layer('database', allow(['platform', 'domain', 'kinds']), [...S3, ...TELEGRAM, ...PROVIDERS]),
    layer('messaging', allow(['contracts', 'database', 'platform', 'domain']), [...S3, ...TELEGRAM, ...PROVIDERS]),
    layer('storage', allow(['platform', 'domain', 'kinds']), [...ORM, ...QUEUE, ...TELEGRAM, ...PROVIDERS]),
    layer('pictures', allow(['platform', 'domain']), [...ORM, ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS, '@nestjs/*']),
    layer('printing', allow([]), [...ORM, ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS, '@nestjs/*']),
    layer('words', allow(['domain', 'kinds']), [...ORM, ...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS, '@nestjs/*']),
    layer('providers', allow(['platform', 'domain', 'kinds']), [...ORM, ...S3, ...QUEUE, ...TELEGRAM]),
    layer(
      'orders',
      allow(['contracts', 'database', 'messaging', 'storage', 'providers', 'platform', 'domain', 'kinds']),
      [...S3, ...QUEUE, ...TELEGRAM, ...PROVIDERS],
    ),
    layer('fakes', allow([]), [...ORM, ...QUEUE, ...TELEGRAM, ...PROVIDERS]),
    layer('testing', ['fakes', 'embedded', ...everyLibAnAppMayUse]),
    layer('app', allow(everyLibAnAppMayUse), [...QUEUE, ...(forSpecs ? [] : S3), ...PROVIDERS]),
    // The inside of the chat page reads rows with `pg` itself, by a connection that may not write.
    layer('sandbox', allow(['domain', 'kinds', 'platform', 'fakes']), ['typeorm', ...QUEUE, ...PROVIDERS]),
    layer('e2e', ['testing', 'fakes', 'embedded', ...everyLibAnAppMayUse]),
    layer('tools', ['testing', 'fakes', 'embedded', ...everyLibAnAppMayUse]),
  ];
};
const boundaries = (forSpecs) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      // No import is excused. The launcher and the docs generator need the apps' configuration classes and load them when they run.
      allow: [],
      enforceBuildableLibDependency: false,
      allowCircularSelfDependency: false,
      // Specs of a lib import `testing`, which itself imports that lib; what ships has no such circle.
      ignoredCircularDependencies: forSpecs ? [...everyLibAnAppMayUse, 'fakes'].map((lib) => [lib, 'testing']) : [],
      depConstraints: constraints(forSpecs),
    },
  ],
});

/** Rows that specs start from: they are for `@aisha/testing`. */
const FIXTURES = { name: '@aisha/kinds/fixtures', message: 'Rows for specs are no part of what ships.' };

/** Loading sharp takes 30 ms of each start, so apps load it with their first picture, with settings that save memory. */
const SHARP = { name: 'sharp', message: 'An app gets sharp from @aisha/pictures/frugal-sharp.' };

/** The adapters of providers, which an app reaches through ports alone. */
const ADAPTERS = {
  group: ['@aisha/providers/anthropic', '@aisha/providers/fal', '@aisha/providers/openai'],
  message: 'An app speaks to ports (@aisha/providers/ports): its wiring and its configuration alone name a provider.',
};

/** Telegram is known to one folder of one app; everything else speaks of screens and buttons. */
const noTelegram = ({ paths = [], patterns = [] } = {}) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: [
        { name: 'telegraf', message: 'Only bot-gateway/src/engine/telegram knows Telegram.' },
        FIXTURES,
        ...paths,
      ],
      patterns: [{ group: ['telegraf/*'] }, ...patterns],
    },
  ],
});

/** What takes more than five things, for the reason that decision 147 gives. */
const CROWDED = ['apps/bot-gateway/src/engine/deliveries/sender.ts'];

/** Where rows are written that are no app's own: the tables of messages, which every schema has, and what migrations fill. */
const WRITES_IN_EVERY_SCHEMA = [
  'libs/database/src/migrate.ts',
  'libs/database/src/migrations/*.ts',
  'libs/messaging/src/{dead-letters,forget-words,job-runner,old-messages,once-per-message,outbox,queue-pool}.ts',
];

/** A promise that nobody waits for is money that nobody counts. These rules read types, also in JavaScript, where these are inferred. */
const WAITED_FOR = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

/** A program of the files that have no project of their own. */
const program = (project) => ({ parserOptions: { project, tsconfigRootDir: import.meta.dirname } });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out-tsc/**', '.nx/**', '**/*.cjs', '.state/**', 'demo-out/**', 'site-out/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts', '**/*.tsx'],
    plugins: { '@nx': nx, aisha: { rules: { ...houseRules, storeys } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries(false),
      ...WAITED_FOR,
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  // What runs without being compiled: the processes that read strangers' files, and the pages.
  { files: ['**/*.mjs', '**/*.js'], languageOptions: program('tsconfig.lint.json'), rules: WAITED_FOR },
  { files: ['apps/*/src/{chat-page,page}/*.js'], languageOptions: program('tsconfig.pages.json') },
  { files: ['**/*.spec.ts', '{apps,dev,libs}/*/spec/**/*.ts'], rules: boundaries(true) },
  {
    // The code that ships; specs and tools arrange tables as they need them.
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'aisha/constructor-parameters': 'error',
      'aisha/handler-style': 'error',
      'aisha/inject-by-type': 'error',
      'aisha/writes-in-stores': 'error',
    },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/pictures/src/frugal-sharp.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [FIXTURES, SHARP] }] },
  },
  {
    // A fake may act on some faults, and answer as usual for all others: a `default` covers these.
    files: ['dev/fakes/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: CROWDED, rules: { 'aisha/constructor-parameters': 'off' } },
  { files: WRITES_IN_EVERY_SCHEMA, rules: { 'aisha/writes-in-stores': 'off' } },
  // A kind's migration inserts the kind's own price.
  { files: ['libs/kinds/src/*/{[0-9]*,create-*}.ts'], rules: { 'aisha/writes-in-stores': 'off' } },
  { files: ['**/*.store.ts'], rules: { 'aisha/writes-in-stores': 'off' } },
  {
    // The storeys of bot-gateway; specs may import across them.
    files: ['apps/bot-gateway/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'aisha/storeys': 'error' },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: ['apps/bot-gateway/src/engine/telegram/**'],
    rules: noTelegram(),
  },
  {
    // The code of an app that ships. Left out are modules, which choose an adapter, configuration, which has the providers' variables, and
    // webhook-receiver, which checks FAL's signatures.
    files: ['apps/*/src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      'apps/*/src/{app.module,config}.ts',
      'apps/bot-gateway/src/engine/telegram/**',
      'apps/bot-gateway/src/readers/work-settings.ts',
      'apps/webhook-receiver/**',
    ],
    rules: noTelegram({ paths: [SHARP], patterns: [ADAPTERS] }),
  },
  {
    files: ['apps/bot-gateway/src/engine/telegram/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [FIXTURES, SHARP] }] },
  },
  {
    files: ['**/*.spec.ts', '{apps,dev,libs}/*/spec/**/*.ts', 'e2e/src/**/*.ts', 'dev/testing/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='jest'][property.name=/^(mock|fn|spyOn|useFakeTimers)$/]",
          message: 'Real parts only: see CONTRIBUTING.md.',
        },
      ],
    },
  },
);
