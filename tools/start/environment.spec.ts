import { describe, expect, it } from '@jest/globals';
import { mistypedVariables } from '@aisha/platform';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const addresses = {
  botPort: 1,
  apiPort: 2,
  consolePort: 8,
  publicApiPort: 9,
  pagePort: 3,
  sandboxPorts: { telegram: 4, fal: 5, openai: 6, s3: 7 },
};
const secrets = { falKey: 'sandbox:key' } as never;

describe('updates brought by webhook', () => {
  const told = async (given: Record<string, string>) => {
    const { appEnvironment } = await import('./environment.mts');
    return appEnvironment({ TELEGRAM_MODE: 'webhook', ...given }, addresses, secrets);
  };

  it('webhooks of the sandbox reach the gateway without a configured address', async () => {
    expect(await told({})).toMatchObject({
      BOT_PORT: '1',
      TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1:1/telegram/updates',
    });
  });

  it('the launcher sets no address for webhooks of the real Telegram', async () => {
    expect(await told({ TELEGRAM_BOT_TOKEN: '1:real' })).not.toHaveProperty('TELEGRAM_WEBHOOK_URL');
  });
});

describe('welcome credits', () => {
  it('played people get welcome credits, so that they can try everything; for real people the operator decides', async () => {
    const { appEnvironment } = await import('./environment.mts');
    const given = (env: Record<string, string>) => appEnvironment(env, addresses, secrets)['WELCOME_CREDITS'];

    expect(given({})).toBe('250');
    expect(given({ WELCOME_CREDITS: '0' })).toBe('0');
    expect(given({ TELEGRAM_BOT_TOKEN: '1:real' })).toBeUndefined();
    expect(given({ TELEGRAM_BOT_TOKEN: '1:real', WELCOME_CREDITS: '20' })).toBe('20');
  });
});

describe('the old ffmpeg that npm brings', () => {
  it('npm’s old ffmpeg reads files of played people, but no file of a stranger', async () => {
    const { appEnvironment } = await import('./environment.mts');

    expect(appEnvironment({}, addresses, secrets)).toMatchObject({ FFMPEG_FROM_NPM: 'true' });
    expect(appEnvironment({ TELEGRAM_BOT_TOKEN: '1:real' }, addresses, secrets)).not.toHaveProperty('FFMPEG_FROM_NPM');
  });
});

describe('an address that others reach', () => {
  it('the sandbox never listens at an address that others reach, because it asks for no password', async () => {
    const { sandboxEnvironment } = await import('./environment.mts');

    const told = sandboxEnvironment({ LISTEN_HOST: '0.0.0.0' }, addresses, secrets, '.state');
    expect(told['LISTEN_HOST']).toBe('127.0.0.1');
  });

  it.each([
    [{ LISTEN_HOST: '0.0.0.0', FAL_API_KEY: 'real:key' }, 'FAL_API_KEY'],
    [{ LISTEN_HOST: '::', FAL_API_KEY: 'real:key', OPENAI_API_KEY: 'sk' }, 'FAL_API_KEY and OPENAI_API_KEY'],
    [{ LISTEN_HOST: '192.168.0.7', OPENAI_API_KEY: 'sk' }, 'OPENAI_API_KEY'],
  ])('an address that others reach is refused with a played Telegram and real keys: %j', async (given, keys) => {
    const { exposureProblems } = await import('./environment.mts');

    expect(exposureProblems(given)).toEqual([expect.stringContaining(`while Telegram is played and ${keys} real`)]);
  });

  it.each([
    { LISTEN_HOST: '0.0.0.0' },
    { FAL_API_KEY: 'real:key' },
    { LISTEN_HOST: '127.0.0.1', FAL_API_KEY: 'real:key' },
    { LISTEN_HOST: '0.0.0.0', FAL_API_KEY: 'real:key', TELEGRAM_BOT_TOKEN: '1:real' },
  ])('an address that others reach is allowed with %j', async (given) => {
    const { exposureProblems } = await import('./environment.mts');

    expect(exposureProblems(given)).toEqual([]);
  });
});

it('the transcriber has FAL’s key unless OpenAI alone hears recordings and reads texts aloud', async () => {
  const { withoutUnusedKey } = await import('./environment.mts');
  const env = { FAL_API_KEY: 'real:key', OPENAI_API_KEY: 'sk' };

  const onlyOpenAi = { ...env, SPEECH_PROVIDER: 'openai', RECOGNIZERS: 'openai' };
  expect(withoutUnusedKey('transcriber', onlyOpenAi)).not.toHaveProperty('FAL_API_KEY');
  for (const unset of ['SPEECH_PROVIDER', 'RECOGNIZERS'] as const) {
    expect(withoutUnusedKey('transcriber', { ...onlyOpenAi, [unset]: 'fal' })).toHaveProperty('FAL_API_KEY');
  }
  expect(withoutUnusedKey('transcriber', env)).toEqual(env);
  expect(withoutUnusedKey('image-generator', env)).toEqual(env);
});

describe('the training test mode', () => {
  const asked = async (app: string, given: Record<string, string>) => {
    const { testModeEnvironment } = await import('./environment.mts');
    return testModeEnvironment(app, given, addresses, secrets);
  };

  it('the training test mode sends the trainer to the sandbox although a key of FAL is set', async () => {
    expect(await asked('avatar-trainer', { FAL_API_KEY: 'real:key', AVATAR_TEST_MODE: 'true' })).toMatchObject({
      FAL_API_KEY: 'sandbox:key',
      FAL_QUEUE_URL: 'http://127.0.0.1:5/queue',
    });
  });

  it('the training test mode lets every other app use FAL itself', async () => {
    expect(await asked('image-generator', { FAL_API_KEY: 'real:key', AVATAR_TEST_MODE: 'true' })).toEqual({});
  });

  it('the training test mode is off unless it is asked for', async () => {
    expect(await asked('avatar-trainer', { FAL_API_KEY: 'real:key', FAL_TRAINING_TEST_MODE: 'false' })).toEqual({});
  });
});

describe('the sandbox', () => {
  it('the sandbox gets none of the keys that open the real providers', async () => {
    const { sandboxEnvironment } = await import('./environment.mts');
    const keys = {
      TELEGRAM_BOT_TOKEN: '1:real',
      FAL_API_KEY: 'real:key',
      OPENAI_API_KEY: 'sk-real',
      MINIO_ENDPOINT: 'https://s3.example',
      MINIO_ACCESS_KEY: 'real-access',
      MINIO_SECRET_KEY: 'real-secret',
    };

    const told = sandboxEnvironment({ ...keys, LOG_LEVEL: 'debug' }, addresses, secrets, '/state');

    expect(told).toMatchObject({ LOG_LEVEL: 'debug', SANDBOX_FAL_KEY: 'sandbox:key', SANDBOX_STATE_DIR: '/state' });
    expect(Object.keys(told).filter((name) => name in keys)).toEqual([]);
    for (const value of Object.values(keys)) expect(Object.values(told)).not.toContain(value);
  });
});

describe('the sandboxed storage', () => {
  const keys = { botS3Key: 'of-the-bot', trainerS3Key: 'of-the-trainer' } as never;

  it('the sandboxed storage has a key for each app that keeps files, with the rights that the app needs', async () => {
    const { sandboxEnvironment, storageKeyOf } = await import('./environment.mts');
    const told = sandboxEnvironment({ MINIO_BUCKET_NAME: 'things' }, addresses, keys, '/state');
    const accounts = JSON.parse(told['SANDBOX_S3_ACCOUNTS'] ?? '') as { accessKey: string; policy: object }[];

    expect(storageKeyOf('bot-gateway', {}, keys)).toEqual({
      MINIO_ACCESS_KEY: 'aisha_bot',
      MINIO_SECRET_KEY: 'of-the-bot',
    });
    expect(storageKeyOf('billing', {}, keys)).toEqual({});
    expect(accounts.map(({ accessKey }) => accessKey).sort()).toEqual(
      ['api', 'bot', 'enhancer', 'generator', 'trainer', 'transcriber'].map((login) => `aisha_${login}`),
    );
    const trainer = accounts.find(({ accessKey }) => accessKey === 'aisha_trainer');
    expect(trainer).toMatchObject({ secretKey: 'of-the-trainer' });
    expect(JSON.stringify(trainer?.policy)).toContain('arn:aws:s3:::things/loras/*');
  });

  it('the sandboxed storage’s keys do not replace the given key to a real storage', async () => {
    const { storageKeyOf } = await import('./environment.mts');

    expect(storageKeyOf('bot-gateway', { MINIO_ENDPOINT: 'https://s3.example' }, keys)).toEqual({});
  });
});

describe('the queue in a Redis that was started here', () => {
  const passwords = { botRedisPassword: 'of-the-bot' } as never;
  const running = { REDIS_URL: 'redis://:of-the-owner@127.0.0.1:7' };

  it('in a Redis that was started here each app has a user of its own, and the gateway logs in as its user', async () => {
    const { queueUserOf, queueUsers } = await import('./environment.mts');
    const all = new Proxy({}, { get: (_, name) => String(name) }) as never;

    expect(queueUserOf('bot-gateway', { INSTALLATION: 'here' }, running, passwords)).toEqual({
      REDIS_URL: 'redis://here_bot:of-the-bot@127.0.0.1:7',
    });
    expect(queueUserOf('sandbox', {}, running, passwords)).toEqual({});
    expect(queueUsers({ INSTALLATION: 'here' }, all).map((line) => line.split(' ')[1])).toEqual(
      ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing', 'console', 'api', 'receiver'].map(
        (login) => `here_${login}`,
      ),
    );
  });

  it('an operator’s own Redis gets no users from the launcher', async () => {
    const { queueUserOf } = await import('./environment.mts');

    expect(queueUserOf('bot-gateway', running, running, passwords)).toEqual({});
    expect(queueUserOf('bot-gateway', {}, {}, passwords)).toEqual({});
  });
});

describe('the names of the variables', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/generated/configuration.md'), 'utf8');
  const names = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name ?? '');

  it('the names of all variables differ so much that no app mistakes another app’s variable for a mistyped variable of its own', () => {
    expect(names.length).toBeGreaterThan(50);
    for (const name of names)
      expect(mistypedVariables(Object.fromEntries(names.map((n) => [n, '1'])), [name])).toEqual([]);
  });
});

describe('the product that a command means', () => {
  it('a command works on the product that runs from here, and leaves out the address of a pooler that it is given', async () => {
    const { operatedEnvironment } = await import('./running-environment.mts');
    const stateDir = mkdtempSync(path.join(tmpdir(), 'aisha-running-'));
    const owner = { MIGRATE_DATABASE_URL: 'postgres://owner:word@127.0.0.1/aisha' };
    writeFileSync(path.join(stateDir, 'running.json'), JSON.stringify({ ...owner, MINIO_ENDPOINT: 'http://here' }));
    const given = { ...owner, DATABASE_URL: 'postgres://127.0.0.1:6432/aisha', STATE_DIR: stateDir, ENV_FILE: '' };

    const { DATABASE_URL, ...meant } = operatedEnvironment(given);
    expect(DATABASE_URL).toBeUndefined();
    expect(meant).toMatchObject({ ...owner, MINIO_ENDPOINT: 'http://here' });
    rmSync(stateDir, { recursive: true });
  });
});
