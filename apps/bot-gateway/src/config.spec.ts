import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig } from '@aisha/platform';
import { BotGatewayConfig } from './config';
import { WebhookOptions } from './engine/telegram/webhook.options';

const env = {
  DATABASE_URL: 'postgres://user:password@localhost:5432/aisha',
  MINIO_ENDPOINT: 'http://localhost:9000',
  MINIO_ACCESS_KEY: 'access',
  MINIO_SECRET_KEY: 'secret-secret',
  TELEGRAM_BOT_TOKEN: '7000001:AA-secret_token',
  SUPPORT_CONTACT: '@aisha_support',
};

const problemsOf = (given: NodeJS.ProcessEnv): string => {
  try {
    parseConfig(BotGatewayConfig, given);
    return 'none';
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
};

const SECRET = 'only-telegram-knows-these-32-characters';

describe('the configuration of the bot gateway', () => {
  it('the bot gateway polls the real Telegram unless its configuration says otherwise', () => {
    const config = parseConfig(BotGatewayConfig, env);

    expect(config.TELEGRAM_API_ROOT).toBe('https://api.telegram.org');
    expect(new WebhookOptions(config).isOn).toBe(false);
  });

  it('webhooks need an address and a secret of the allowed form, and the error does not quote the secret', () => {
    const problems = problemsOf({ ...env, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'not allowed!' });

    expect(problems).toContain('TELEGRAM_WEBHOOK_URL: must be');
    expect(problems).toContain('TELEGRAM_WEBHOOK_SECRET: must be 32 to 256 of');
    expect(problems).not.toContain('not allowed!');
  });

  it('the configuration refuses a webhook secret that can be guessed and an address that others can listen to, and says what to do', () => {
    const asked = (url: string, secret: string) =>
      problemsOf({ ...env, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret });

    expect(asked('https://bot.example/telegram', SECRET.slice(0, 31))).toContain('`openssl rand -hex 32` makes one');
    expect(asked('https://bot.example/telegram', SECRET.slice(0, 32))).toBe('none');
    for (const url of ['http://bot.example/x', 'http://127.0.0.1.evil.example/', 'http://10.0.0.1:8000/x']) {
      expect(asked(url, SECRET)).toContain('TELEGRAM_WEBHOOK_URL: must be an https URL (http on loopback only)');
    }
    for (const url of ['https://bot.example.com/x', 'https://example.com', 'https://EXAMPLE.org:8443/x']) {
      expect(asked(url, SECRET)).toContain('TELEGRAM_WEBHOOK_URL: is the address of an example: put your own');
    }
    expect(asked('https://my-example.com/example.com', SECRET)).toBe('none');
    for (const url of ['http://127.0.0.1:8000/x', 'http://localhost/x']) expect(asked(url, SECRET)).toBe('none');
  });

  it('TELEGRAM_FILE_MB may be more than 20 only with a local Bot API server, and 2000 at most', () => {
    expect(problemsOf({ ...env, TELEGRAM_FILE_MB: '2000' })).toContain('TELEGRAM_FILE_MB: may be more than 20 where');
    const local = { ...env, TELEGRAM_API_ROOT: 'http://telegram:8081', TELEGRAM_FILE_MB: '2000' };
    expect(parseConfig(BotGatewayConfig, local).TELEGRAM_FILE_MB).toBe(2_000);
    expect(problemsOf({ ...local, TELEGRAM_FILE_MB: '2001' })).toContain('TELEGRAM_FILE_MB');
  });

  it('a token in a wrong form is refused without being quoted', () => {
    const problems = problemsOf({ ...env, TELEGRAM_BOT_TOKEN: 'hunter2' });

    expect(problems).toContain('TELEGRAM_BOT_TOKEN: must look like');
    expect(problems).not.toContain('hunter2');
  });

  it('a contact for people is required, unless Telegram runs on this machine', () => {
    const { SUPPORT_CONTACT: _, ...without } = env;

    expect(problemsOf(without)).toContain('SUPPORT_CONTACT: must be @name');
    expect(problemsOf({ ...without, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' })).toBe('none');
    expect(problemsOf({ ...without, TELEGRAM_API_ROOT: 'http://127.0.0.1.example/' })).toContain('SUPPORT_CONTACT');
  });

  it.each(['https://cdn.aisha.example', 'http://files.aisha.example:9000', 'http://127.0.0.1:9000'])(
    'the configuration of the bot gateway takes %s as the public address of files',
    (url) => {
      expect(problemsOf({ ...env, CDN_BASE_URL: url })).toBe('none');
    },
  );

  it.each([
    'http://minio:9000',
    'https://minio',
    'http://localhost:9000',
    'http://localhost.:9000',
    'http://user.name:9000:80',
  ])(
    'the configuration of the bot gateway refuses %s as the public address of files, because Telegram takes no link to it',
    (url) => {
      expect(problemsOf({ ...env, CDN_BASE_URL: url })).toContain('CDN_BASE_URL: must have a dot in its host');
    },
  );

  it.each(['@aisha_support', 'https://aisha.example/help', 'help@aisha.example'])(
    'the configuration of the bot gateway takes %s as a contact',
    (contact) => {
      expect(problemsOf({ ...env, SUPPORT_CONTACT: contact })).toBe('none');
    },
  );

  it.each(['support', '@a', '@example_support', 'http://aisha.example', 'call us'])(
    'the configuration of the bot gateway refuses %s as a contact',
    (contact) => {
      expect(problemsOf({ ...env, SUPPORT_CONTACT: contact })).toContain('SUPPORT_CONTACT: must be @name');
    },
  );

  it('the configuration refuses a list of other installations when TELEGRAM_INSTALLATIONS is too small for it, a name occurs twice or is `home`, or others can listen to an address', () => {
    const asked = (shards: string, shares: string) =>
      problemsOf({
        ...env,
        TELEGRAM_MODE: 'webhook',
        TELEGRAM_WEBHOOK_URL: 'https://bot.example/telegram/x',
        TELEGRAM_WEBHOOK_SECRET: SECRET,
        TELEGRAM_SHARDS: shards,
        TELEGRAM_INSTALLATIONS: shares,
      });
    const second = 'second=https://second.internal/x';

    expect(asked(second, '2')).toBe('none');
    expect(asked('second=http://127.0.0.1:8001/x', '2')).toBe('none');
    expect(asked(second, '1')).toContain(
      'TELEGRAM_SHARDS: needs TELEGRAM_INSTALLATIONS, which counts this installation, too',
    );
    expect(asked(`${second},third=https://third.internal/x`, '2')).toContain('needs TELEGRAM_INSTALLATIONS');
    expect(asked('home=https://second.internal/x', '2')).toContain('`home` is this installation');
    expect(asked(`${second},second=https://third.internal/x`, '3')).toContain('has a name twice');
    for (const address of ['http://second.internal/x', 'http://127.0.0.1:1@second.internal/x', 'http://10.0.0.1/x'])
      expect(asked(`second=${address}`, '2')).toContain('must be a list of name=address');
  });

  it('webhooks are on when the configuration says so, with the configured secret and port', () => {
    const config = parseConfig(BotGatewayConfig, {
      ...env,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/telegram/x',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      BOT_PORT: '8001',
    });

    expect(new WebhookOptions(config)).toMatchObject({ isOn: true, secret: SECRET, port: 8001 });
  });

  it('a card provider needs its currency, and is allowed for a single installation only', () => {
    const token = { ...env, PAYMENT_PROVIDER_TOKEN: '123456789:TEST:abcdef' };

    expect(problemsOf({ ...token, PAYMENT_CURRENCY: 'EUR' })).toBe('none');
    expect(problemsOf({ ...env, PAYMENT_CURRENCY: 'EUR' })).toBe('none');
    expect(problemsOf(token)).toContain('PAYMENT_CURRENCY: must be three letters');
    expect(problemsOf({ ...token, PAYMENT_CURRENCY: 'XTR' })).toContain('PAYMENT_CURRENCY: must be three letters');
    expect(problemsOf({ ...token, PAYMENT_CURRENCY: 'EUR', TELEGRAM_INSTALLATIONS: '2' })).toContain(
      'PAYMENT_PROVIDER_TOKEN: needs TELEGRAM_INSTALLATIONS to be 1',
    );
  });
});
