import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Update } from '@aisha/fakes/telegram';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { AppModule } from './app.module';
import { Fakes } from './fakes';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
  '--disable-component-update --disable-sync',
].flatMap((line) => line.split(' '));
const SCREENSHOTS = path.join(__dirname, '..', 'out-tsc', 'screenshots');
const TOKEN = '7000001:sandbox-token';
const STEP_MS = 25_000;

/** Answers like a product would, in plain calls: enough to walk through everything the page can show. */
class ScriptedBot {
  private offset = 0;
  private readonly stopped = new AbortController();

  constructor(private readonly url: string) {}

  async call(method: string, parameters: object): Promise<{ message_id: number }> {
    const response = await fetch(`${this.url}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
      signal: this.stopped.signal,
    });
    const { ok, result, description } = (await response.json()) as { ok: boolean; result: never; description: string };
    if (!ok) throw new Error(description);
    return result;
  }

  async run(): Promise<void> {
    await this.call('setMyCommands', { commands: [{ command: 'start', description: 'Начать сначала' }] });
    while (!this.stopped.signal.aborted) {
      const updates = (await this.call('getUpdates', { offset: this.offset, timeout: 20 }).catch(() => [])) as Update[];
      for (const update of updates) {
        this.offset = update.update_id + 1;
        await this.answer(update);
      }
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  private async answer({ message, callback_query: press, pre_checkout_query: checkout }: Update): Promise<void> {
    if (checkout) await this.call('answerPreCheckoutQuery', { pre_checkout_query_id: checkout.id, ok: true });
    if (press?.message) {
      const { chat, message_id } = press.message;
      await this.call('answerCallbackQuery', { callback_query_id: press.id, text: `Выбрано: ${press.data}` });
      if (press.data === 'bar') {
        await this.call('editMessageText', {
          chat_id: chat.id,
          message_id,
          parse_mode: 'HTML',
          text: '<b>Обучаю модель</b>\n▰▰▰▰▰▰▱▱▱▱ 60 %\nосталось около 4 минут',
        });
      }
    }
    if (!message) return;
    const say = async (parameters: object) =>
      this.call('sendMessage', { chat_id: message.chat.id, parse_mode: 'HTML', ...parameters });
    const name = message.from.first_name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    if (message.text === '/start')
      await say({
        text: `Здравствуйте, <b>${name}</b>! Я сделаю ваши портреты.\nНажмите /help, если нужна помощь.`,
        reply_markup: MENU,
      });
    else if (message.text === '/buy') await this.invoice(message.chat.id);
    else if (message.photo && message.caption !== undefined) await say({ text: 'Вижу фото', reply_markup: PROGRESS });
    else if (message.voice) await say({ text: `Голосовое, ${message.voice.duration} с` });
    else if (message.document) await say({ text: `Файл ${message.document.file_name}` });
    else if (message.successful_payment) await say({ text: 'Спасибо, 100 кредитов на счету.' });
    else if (message.text) await say({ text: `Эхо: ${message.text.replaceAll('<', '&lt;')}` });
  }

  private async invoice(chatId: number): Promise<void> {
    await this.call('sendInvoice', {
      chat_id: chatId,
      title: '100 кредитов',
      description: 'Хватит на десять картинок',
      payload: 'order-1',
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: '100', amount: 250 }],
    });
  }
}

const MENU = {
  inline_keyboard: [
    [
      { text: '✨ Создать аватар', callback_data: 'new' },
      { text: '🎨 Нарисовать', callback_data: 'draw' },
    ],
    [
      { text: '💳 Баланс', callback_data: 'balance' },
      { text: 'Сайт', url: 'https://example.com' },
    ],
  ],
};
const PROGRESS = { inline_keyboard: [[{ text: '🚀 Начать обучение', callback_data: 'bar' }]] };

const describeWithBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) {
  process.stderr.write(`The chat page is not tested: no Chromium at ${CHROMIUM}. Set CHROMIUM_PATH to one.\n`);
}

describeWithBrowser('the chat page', () => {
  let folder: string;
  let app: NestFastifyApplication;
  let bot: ScriptedBot;
  let running: Promise<void>;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  const message = (text: string | RegExp): Locator => page.locator('.message', { hasText: text }).last();
  const keep = async (name: string): Promise<void> => {
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  };
  const say = async (text: string): Promise<void> => {
    await page.getByLabel('Сообщение').fill(text);
    await page.keyboard.press('Enter');
  };
  const attach = async (picker: string, files: string[]): Promise<void> =>
    page.locator(`[data-picker=${picker}]`).setInputFiles(files);
  const file = async (name: string, bytes: Buffer | string): Promise<string> => {
    const place = path.join(folder, name);
    await writeFile(place, bytes);
    return place;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chat-page-'));
    await mkdir(SCREENSHOTS, { recursive: true });
    Object.assign(process.env, {
      SANDBOX_STATE_DIR: folder,
      SANDBOX_TELEGRAM_PORT: '0',
      SANDBOX_FAL_PORT: '0',
      SANDBOX_OPENAI_PORT: '0',
      SANDBOX_S3_PORT: '0',
      LISTEN_HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
    });
    app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    bot = new ScriptedBot(app.get(Fakes).urlOf('telegram') ?? '');
    running = bot.run();
    // Names of files are ours to choose: without a locale Chromium takes only ASCII ones.
    const env = { ...process.env, LANG: 'C.UTF-8' };
    browser = await chromium.launch({ executablePath: CHROMIUM, env, args: ARGUMENTS });
    page = await browser.newPage({
      viewport: { width: 1360, height: 860 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await page.goto(await app.getUrl());
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    bot?.stop();
    await running?.catch(() => undefined);
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('says in one sentence how to begin, and begins', async () => {
    await page.getByText('Напишите /start, и бот ответит.').waitFor();
    await keep('empty');
    await page.getByRole('button', { name: 'Начать' }).click();
    await message('Здравствуйте, Анна!').waitFor();
    expect(await message('Здравствуйте').locator('strong').textContent()).toBe('Анна');
    expect(await page.getByLabel('Команды').count()).toBe(1);
  }, 60_000);

  it('shows the answer to a press and the edit that follows', async () => {
    await page.getByRole('button', { name: 'Нарисовать' }).click();
    await page.getByText('Выбрано: draw').waitFor();
    await attach('photo', [await file('one.jpg', (await drawnSelfies(3, 1))[0] ?? '')]);
    await page.getByPlaceholder('Подпись').fill('это я');
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('button', { name: 'Начать обучение' }).click();
    const card = message('60 %');
    await card.waitFor();
    expect(await card.locator('.meta').textContent()).toContain('изм.');
    expect(await card.locator('.key').count()).toBe(0);
  }, 60_000);

  it('sends ten drawn selfies as one album and opens them large', async () => {
    await page.getByLabel('Прикрепить').click();
    await page.getByRole('menuitem', { name: /Десять нарисованных селфи/ }).click();
    const album = page.locator('.album.of-10');
    await album.waitFor();
    expect(await album.locator('img').count()).toBe(10);
    await album.locator('.photo').nth(2).click();
    await page.locator('.lightbox img').waitFor();
    await keep('lightbox');
    await page.keyboard.press('Escape');
    await page.locator('.lightbox').waitFor({ state: 'hidden' });
  }, 60_000);

  it('carries a voice file and a document', async () => {
    await attach('mic', [await file('note.wav', silence(2))]);
    await message('Голосовое, 2 с').waitFor();
    await attach('file', [await file('план.txt', 'план на день')]);
    await message('Файл план.txt').waitFor();
  }, 60_000);

  it('pays an invoice with Stars after a confirmation', async () => {
    await say('/buy');
    await page.getByRole('button', { name: 'Оплатить 250 ⭐' }).click();
    await page.getByText('Подтвердите оплату').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Оплатить' }).click();
    await message('100 кредитов на счету').waitFor();
    await page.getByText('Вы оплатили 250 ⭐').first().waitFor();
    expect(await page.getByRole('button', { name: 'Оплачено ✓' }).isDisabled()).toBe(true);
    await keep('desktop-light');
  }, 60_000);

  it('lets a second person chat in English, with a name that is not markup, without disturbing the first', async () => {
    await page.getByLabel('Добавить человека').click();
    await page.getByLabel('Имя').fill('Eve <img src=x onerror=alert(1)>');
    await page.getByLabel('Язык').selectOption('en');
    await page.getByRole('dialog').getByRole('button', { name: 'Добавить' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await message('Eve <img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('.messages img[src="x"]').count()).toBe(0);

    await page.getByRole('button', { name: /Анна/ }).click();
    await message('100 кредитов на счету').waitFor();
    await say('a < b');
    await message('Эхо: a < b').waitFor();
  }, 60_000);

  it('breaks Telegram from the drawer and repairs it', async () => {
    await page.getByLabel('Песочница').click();
    const drawer = page.locator('#drawer');
    await drawer.getByText('Всё исправно.').waitFor();
    await drawer.getByLabel('Как сломать').selectOption('500');
    await drawer.getByRole('button', { name: 'Сломать' }).click();
    await drawer.getByText(/telegram · .*500/).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await keep('desktop-dark');
    await drawer.getByRole('button', { name: 'Починить всё' }).click();
    await drawer.getByText('Всё исправно.').waitFor();
    await drawer.getByLabel('Закрыть').click();
  }, 60_000);

  it('blocks and unblocks the bot', async () => {
    await page.getByLabel('Прикрепить').click();
    await page.getByRole('menuitem', { name: 'Заблокировать бота' }).click();
    await page.getByRole('button', { name: 'Разблокировать бота' }).click();
    await page.getByLabel('Сообщение').waitFor();
  }, 60_000);

  it('fills the screen of a phone with the chat', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    await message('Эхо: a < b').waitFor();
    await keep('phone');
    const { width } = (await page.locator('#chat').boundingBox()) ?? { width: 0 };
    expect(width).toBe(390);
    await page.locator('#show-people').click();
    await page.getByRole('button', { name: /Eve/ }).waitFor();
    await keep('phone-people');

    await page.getByRole('button', { name: 'Добавить человека' }).click();
    await page.getByLabel('Имя').fill('Зоя');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Начать' }).click(); // her empty chat, in front of the list
  }, 60_000);

  it('has buttons that no other page can press', async () => {
    const press = async (headers: Record<string, string>) =>
      (await fetch(`${await app.getUrl()}/telegram/faults`, { method: 'DELETE', headers })).status;

    expect(await press({ origin: 'https://evil.example' })).toBe(403);
    expect(await press({})).toBe(204);
  });

  it('had nothing to complain about in the console', () => {
    expect(problems).toEqual([]);
  });
});

/** A WAV of nothing: 8 kHz, 16 bit, one channel. */
const silence = (seconds: number): Buffer => {
  const samples = Buffer.alloc(seconds * 16_000);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
};
