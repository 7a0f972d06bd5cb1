import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOGINS, type Login } from '@aisha/domain';

const word = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** The makers of the secrets that a person need not set. Each secret is made once per state directory, in the form of the real one. */
const MAKERS = {
  telegramToken: () => `${randomInt(1_000_000_000, 9_999_999_999)}:${word(26)}`,
  telegramWebhookSecret: () => word(32),
  falKey: () => `sandbox:${randomBytes(16).toString('hex')}`,
  webhookSecret: () => word(32),
  deskToken: () => word(32),
  openAiKey: () => `sk-sandbox-${word(24)}`,
  s3AccessKey: () => 'aisha',
  s3SecretKey: () => word(30),
};

/** The makers of the passwords of the apps' logins in Postgres. */
const PASSWORD_MAKERS = Object.fromEntries(LOGINS.map((login) => [`${login}Password`, () => word(24)])) as Record<
  `${Login}Password`,
  () => string
>;

/** The makers of each app's key to the sandboxed storage, and of the password of its user in Redis. */
const KEY_MAKERS = Object.fromEntries(
  LOGINS.flatMap((login) => [
    [`${login}S3Key`, () => word(30)],
    [`${login}RedisPassword`, () => word(24)],
  ]),
) as Record<`${Login}S3Key` | `${Login}RedisPassword`, () => string>;

const EVERY_MAKER = { ...MAKERS, ...PASSWORD_MAKERS, ...KEY_MAKERS };

export type Secrets = Record<keyof typeof EVERY_MAKER, string>;

export const keepSecrets = (stateDir: string): Secrets => {
  const file = path.join(stateDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets = Object.fromEntries(
    Object.entries(EVERY_MAKER).map(([name, make]) => [name, kept[name as keyof Secrets] ?? make()]),
  ) as Secrets;
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file); // a start that is killed here must not lose the old secrets
  return secrets;
};
