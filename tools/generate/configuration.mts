import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import validator from 'class-validator';
import { LAUNCHER_VARIABLES } from '../start/environment.mts';
import { cell, commentedClasses } from './source-comments.mts';

interface Variable {
  readonly name: string;
  readonly byDefault: unknown;
  readonly comment: string;
  readonly isRequired: boolean;
  readonly apps: string[];
}

/** The launcher's own variables and those it fills in when they are absent; an app must be given everything else. */
const FILLED_IN = new Set([
  'DATABASE_URL',
  'MINIO_ENDPOINT',
  'MINIO_ACCESS_KEY',
  'MINIO_SECRET_KEY',
  'WEBHOOK_SECRET',
  'TELEGRAM_BOT_TOKEN',
  'FAL_API_KEY',
  'OPENAI_API_KEY',
]);

/** The table of every environment variable and the example file, both from the apps' configuration classes. */
export async function configurationPages(root: string): Promise<{ page: string; example: string }> {
  const comments = new Map<string, string>();
  for (const { properties } of commentedClasses(root, '{apps,libs}/*/src/**/*config*.ts').values()) {
    for (const [name, comment] of properties) if (comment || !comments.has(name)) comments.set(name, comment);
  }
  const variables = new Map<string, Variable>();
  for (const file of globSync('apps/*/dist/config.js', { cwd: root }).sort()) {
    const app = file.split(path.sep)[1]!;
    if (app === 'sandbox') continue;
    const { default: exported } = (await import(pathToFileURL(path.join(root, file)).href)) as {
      default: Record<string, unknown>;
    };
    const entry = Object.entries(exported).find(
      ([name, value]) => name.endsWith('Config') && typeof value === 'function',
    );
    if (!entry) continue;
    const configClass = entry[1] as new () => Record<string, unknown>;
    const defaults = new configClass();
    const metadata = validator.getMetadataStorage().getTargetValidationMetadatas(configClass, '', false, false);
    for (const { propertyName: name } of metadata) {
      // PATH is the shell's, not ours.
      if (name === 'PATH') continue;
      const known = variables.get(name);
      if (known) {
        if (!known.apps.includes(app)) known.apps.push(app);
        continue;
      }
      const rules = metadata.filter((rule) => rule.propertyName === name);
      const isOptional = rules.some((rule) => rule.type === validator.ValidationTypes.CONDITIONAL_VALIDATION);
      variables.set(name, {
        name,
        byDefault: defaults[name],
        comment: comments.get(name) ?? '',
        isRequired: defaults[name] === undefined && !isOptional,
        apps: [app],
      });
    }
  }
  const sorted = [...variables.values()].sort((a, b) => a.name.localeCompare(b.name));
  return { page: page(sorted), example: example(sorted) };
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

const page = (variables: readonly Variable[]): string =>
  [
    '# Configuration',
    '',
    'Read by the apps from their environment, validated at start: all problems at once, as `NAME: rule`. `npm start` reads `.env` and fills in',
    'what is marked ◦ when it is absent: embedded servers, sandboxed providers, secrets of its own kept in `STATE_DIR`.',
    '',
    '| Variable | Default | Meaning | Read by |',
    '|---|---|---|---|',
    ...variables.map(({ name, byDefault, comment, isRequired, apps }) => {
      const value =
        byDefault !== undefined
          ? `\`${shown(byDefault) || '(empty)'}\``
          : FILLED_IN.has(name)
            ? '◦'
            : isRequired
              ? 'required'
              : '—';
      return `| \`${name}\` | ${cell(value)} | ${cell(comment)} | ${apps.join(', ')} |`;
    }),
    '',
    'Of `npm start` itself:',
    '',
    '| Variable | Default | Meaning |',
    '|---|---|---|',
    ...Object.entries(LAUNCHER_VARIABLES).map(
      ([name, { byDefault, meaning }]) => `| \`${name}\` | ${byDefault ? `\`${byDefault}\`` : '—'} | ${meaning} |`,
    ),
    '',
  ].join('\n');

const example = (variables: readonly Variable[]): string =>
  [
    '# Copy to .env and uncomment what you want to set; everything has a default or is filled in by `npm start`.',
    '# A provider is real as soon as its key is set: TELEGRAM_BOT_TOKEN, FAL_API_KEY, OPENAI_API_KEY.',
    '',
    // DATABASE_URL is left out: under `npm start` each app has its own login, and .env sets MIGRATE_DATABASE_URL.
    ...variables
      .filter(({ name }) => name !== 'DATABASE_URL')
      .flatMap(({ name, byDefault, comment }) => [
        ...(comment ? [`# ${comment}`] : []),
        `# ${name}=${byDefault === undefined ? '' : shown(byDefault)}`,
        '',
      ]),
  ].join('\n');
