import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SCHEMAS } from '@aisha/database';
import { cell } from './source-comments.mts';

/**
 * The app that may write the tables of each schema. The grants that enforce this are in libs/database/src/grants.ts and
 * libs/kinds/src/<kind>/<kind>.table.ts.
 */
const WRITERS: Readonly<Record<(typeof SCHEMAS)[number], string>> = {
  bot: 'bot-gateway',
  trainer: 'avatar-trainer',
  generator: 'image-generator',
  transcriber: 'transcriber',
  enhancer: 'photo-enhancer',
  billing: 'billing',
  console: 'console',
  api: 'public-api',
};

export function tableOwnersPage(root: string): string {
  const sql = globSync(['libs/database/src/migrations/*.ts', 'libs/kinds/src/*/{[0-9]*,create-*}.ts'], { cwd: root })
    .sort()
    // What a migration undoes is how it was before.
    .map((file) => readFileSync(path.join(root, file), 'utf8').split('async down(')[0])
    .join('\n');
  const comments = new Map(
    [...sql.matchAll(/COMMENT ON TABLE (\w+)\.(\w+)\s+IS\s+'((?:[^']|'')*)'/g)].map(([, schema, table, comment]) => [
      `${schema}.${table}`,
      (comment ?? '').replaceAll("''", "'"),
    ]),
  );
  const dropped = new Set([...sql.matchAll(/DROP TABLE (\w+\.\w+)/g)].map(([, name]) => name));
  const tables = [...sql.matchAll(/CREATE (?:UNLOGGED )?TABLE (\w+)\.(\w+)/g)]
    .map(([, schema, table]) => ({ schema: schema as keyof typeof WRITERS, name: `${schema}.${table}` }))
    .filter(({ name }) => !dropped.has(name))
    .sort((a, b) => a.name.localeCompare(b.name));
  return [
    '# Tables and their writers',
    '',
    'Only the writer may write, others read what they need, and Postgres itself refuses the rest (`grants.ts`). Each schema also has the tables of',
    'messaging: `outbox`, `handled`, `dead_letter`, `long_job` and `queue_setting`; one whose orders hold slots of a provider has `provider_heartbeat` and `provider_pause`, and `bot` and `billing` have `measurement`; one that asks providers has `model_state`.',
    '',
    '| Table | Writer | What it holds |',
    '|---|---|---|',
    ...tables.map(({ schema, name }) => `| \`${name}\` | ${WRITERS[schema]} | ${cell(comments.get(name) ?? '')} |`),
    '',
  ].join('\n');
}
