import { describe, expect, it } from '@jest/globals';
import { startTelegram } from '@aisha/fakes/telegram';
import { afterThisTest } from '@aisha/testing';
import { TelegramApi } from './telegram-api';

const setup = async () => {
  const token = '12345:spec-token';
  const telegram = await startTelegram({ token });
  afterThisTest(() => telegram.close());
  return { telegram, apiWith: (ofBot = token) => new TelegramApi({ token: ofBot, apiRoot: telegram.url }) };
};

it('of a wait of years that Telegram asks for, an hour is believed', async () => {
  const { telegram, apiWith } = await setup();
  telegram.faults.add({ kind: '429', retryAfter: 100_000_000 });

  await expect(apiWith().call('getMe')).rejects.toMatchObject({ retryAfterSeconds: 3_600 });
});

describe('whether Telegram is there', () => {
  it('a Bot API server that answers getMe while Telegram behind it is away does not pass for Telegram', async () => {
    const { telegram, apiWith } = await setup();
    await apiWith().isThere();
    telegram.faults.add({ kind: '500', method: 'getMyCommands' });

    expect(await apiWith().call('getMe')).toBeDefined();
    await expect(apiWith().isThere()).rejects.toThrow('telegram-unreachable');
  });

  it('Telegram that asks to wait is there, and Telegram that refuses the token is of no use', async () => {
    const { telegram, apiWith } = await setup();
    telegram.faults.add({ kind: '429', retryAfter: 1 });

    await apiWith().isThere();
    await expect(apiWith('12345:revoked').isThere()).rejects.toThrow('401');
  });
});

describe('how long Telegram has been silent', () => {
  it('Telegram is silent until it has answered any call, and a refusal of a call is an answer', async () => {
    const { telegram, apiWith } = await setup();
    const [told, refused] = [apiWith(), apiWith()];
    expect(told.silence).toEqual({ ofAllMs: Infinity, ofPeopleMs: Infinity });

    await told.call('getMyCommands');
    telegram.faults.add({ kind: '429', retryAfter: 1 });
    await expect(refused.call('sendMessage')).rejects.toThrow('429');

    for (const { silence } of [told, refused]) {
      expect(silence.ofAllMs).toBeLessThan(Infinity);
      expect(silence.ofPeopleMs).toBeLessThan(Infinity);
    }
  });

  it.each(['getMe', 'getUpdates', 'getWebhookInfo', 'setWebhook', 'deleteWebhook'])(
    'an answer to %s, which the Bot API server gives by itself, does not say that Telegram reaches people',
    async (method) => {
      const { apiWith } = await setup();
      const api = apiWith();

      await api.call(method);

      expect(api.silence.ofAllMs).toBeLessThan(Infinity);
      expect(api.silence.ofPeopleMs).toBe(Infinity);
    },
  );

  it.each(['500', '502-html', 'reset', 'malformed-json'] as const)(
    'Telegram stays silent when what comes is no answer of its own: %s',
    async (kind) => {
      const { telegram, apiWith } = await setup();
      const api = apiWith();
      telegram.faults.add({ kind });

      await expect(api.call('getMe')).rejects.toThrow('telegram-unreachable');

      expect(api.silence.ofAllMs).toBe(Infinity);
    },
  );

  it('the gateway sends no more calls once Telegram refuses its token, because Telegram would refuse each of them', async () => {
    const { apiWith } = await setup();
    const api = apiWith('12345:revoked');

    await expect(api.call('getMe')).rejects.toThrow('401');

    expect(api.silence.ofAllMs).toBe(Infinity);
  });
});
