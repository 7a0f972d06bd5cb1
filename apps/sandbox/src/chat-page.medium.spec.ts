import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawnSelfies, readRibbon } from '@aisha/fakes/drawn-faces';
import { movingPicture } from '@aisha/fakes/moving-picture';
import { accessibilityFaults } from '@aisha/testing/accessibility';
import { CHROMIUM, CHROMIUM_ARGUMENTS, isChromiumHere } from '@aisha/testing/chromium';
import { eventually } from '@aisha/testing/fixtures';
import type { SeenMessage, Update } from '@aisha/fakes/telegram';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';
import { AppModule } from './app.module';
import { Fakes } from './fakes/fakes';

const SCREENSHOTS = path.join(__dirname, '..', 'out-tsc', 'screenshots');
const TOKEN = '7000001:sandbox-token';
const DESKTOP = { width: 1360, height: 860 };
const STEP_MS = 60_000;
/** How long the drawing of ten faces may take on one processor. */
const DRAWING_MS = 100_000;

/** A bot that answers as the product does, but calls Telegram's API directly. It can show everything that the page can show. */
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
    await this.call('setMyDescription', { description: 'Рисую по одной строке.' });
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
    if (message.photo) {
      const reaction = [{ type: 'emoji', emoji: '👍' }];
      await this.call('setMessageReaction', { chat_id: message.chat.id, message_id: message.message_id, reaction });
    }
    if (message.new_chat_members) await say({ text: 'Спасибо, что позвали' });
    else if (message.text?.startsWith('/start'))
      await say({
        text: `Здравствуйте, <b>${name}</b>! Я сделаю ваши портреты.\nНажмите /help, если нужна помощь.`,
        reply_markup: MENU,
      });
    else if (message.text === '/buy') await this.invoice(message.chat.id);
    else if (message.text === '/video') await this.video(message.chat.id);
    else if (message.photo && message.caption !== undefined) await say({ text: 'Вижу фото', reply_markup: PROGRESS });
    else if (message.reply_to_message) await say({ text: `Ответ на «${message.reply_to_message.text}»` });
    else if (message.video_note) await say({ text: `Кружок, ${message.video_note.length} точек` });
    else if (message.voice) await say({ text: `Голосовое, ${message.voice.duration} с` });
    else if (message.document) await say({ text: `Файл ${message.document.file_name}` });
    else if (message.successful_payment) await say({ text: 'Спасибо, 100 кредитов на счету.' });
    else if (message.text) await say({ text: `Эхо: ${message.text.replaceAll('<', '&lt;')}` });
  }

  private async video(chatId: number): Promise<void> {
    const still = await sharp({ create: { width: 540, height: 720, channels: 3, background: '#468' } })
      .jpeg()
      .toBuffer();
    const form = new FormData();
    const told = { chat_id: chatId, width: 540, height: 720, duration: 5, caption: 'Ожило' };
    for (const [name, value] of Object.entries(told)) form.set(name, String(value));
    form.set('video', new Blob([new Uint8Array(await movingPicture(still))], { type: 'video/mp4' }), 'a.mp4');
    await fetch(`${this.url}/bot${TOKEN}/sendVideo`, { method: 'POST', body: form });
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

const describeWithBrowser = isChromiumHere('The chat page is not tested') ? describe : describe.skip;

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
    const input = page.getByLabel('Сообщение');
    await input.fill(text);
    await input.press('Enter'); // the input that the page shows now, because an event may have replaced the first one
  };
  const attach = async (picker: string, files: string[]): Promise<void> =>
    page.locator(`[data-picker=${picker}]`).setInputFiles(files);
  const file = async (name: string, bytes: Buffer | string): Promise<string> => {
    const place = path.join(folder, name);
    await writeFile(place, bytes);
    return place;
  };

  /** Opens a sandbox that has no people in it yet. */
  const starts = async (name: string): Promise<NestFastifyApplication> => {
    process.env['SANDBOX_STATE_DIR'] = path.join(folder, name);
    const sandbox = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
      logger: false,
    });
    await sandbox.listen(0, '127.0.0.1');
    return sandbox;
  };
  const opens = async (sandbox: NestFastifyApplication, options: BrowserContextOptions): Promise<Page> => {
    const opened = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce', ...options });
    opened.setDefaultTimeout(STEP_MS);
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await opened.goto(await sandbox.getUrl());
    return opened;
  };
  const idOf = async (name: string): Promise<number> => {
    const people = (await (await fetch(`${await app.getUrl()}/telegram/person/people`)).json()) as {
      id: number;
      first_name: string;
    }[];
    return people.find(({ first_name: firstName }) => firstName === name)?.id ?? 0;
  };
  const sendsSelfies = async (name: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const url = `${await app.getUrl()}/sandbox/people/${await idOf(name)}/selfies`;
    return fetch(url, { method: 'POST', headers, body: '{}' });
  };
  const albumPhotosOf = async (name: string): Promise<Buffer[]> => {
    const url = `${await app.getUrl()}/telegram`;
    const messages = await (await fetch(`${url}/person/people/${await idOf(name)}/messages`)).json();
    const photos = (messages as SeenMessage[]).filter(({ media_group_id: group }) => group);
    return Promise.all(
      photos.map(async ({ photo }) => Buffer.from(await (await fetch(`${url}${photo?.url}`)).arrayBuffer())),
    );
  };
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.textContent || document.activeElement.id');

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chat-page-'));
    await mkdir(SCREENSHOTS, { recursive: true });
    Object.assign(process.env, {
      SANDBOX_TELEGRAM_PORT: '0',
      SANDBOX_FAL_PORT: '0',
      SANDBOX_OPENAI_PORT: '0',
      SANDBOX_S3_PORT: '0',
      LISTEN_HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
    });
    app = await starts('russian');
    bot = new ScriptedBot(app.get(Fakes).urlOf('telegram') ?? '');
    running = bot.run();
    // The tests give files names that are not ASCII, which Chromium refuses without a locale.
    const env = { ...process.env, LANG: 'C.UTF-8' };
    browser = await chromium.launch({ executablePath: CHROMIUM, env, args: CHROMIUM_ARGUMENTS });
    page = await opens(app, { viewport: DESKTOP, locale: 'ru-RU' });
  });

  afterAll(async () => {
    await browser?.close();
    bot?.stop();
    await running?.catch(() => undefined);
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('the chat page says in one sentence how to begin, and its button begins the chat', async () => {
    await page.getByText('Нажмите «Начать» или напишите /start.').waitFor();
    await page.getByText('Рисую по одной строке.').waitFor(); // the bot's own description
    await keep('empty');
    await page.getByRole('button', { name: 'Начать' }).click();
    await message('Здравствуйте, Анна!').waitFor();
    expect(await message('Здравствуйте').locator('strong').textContent()).toBe('Анна');
    expect(await page.getByLabel('Команды').count()).toBe(1);
    expect(await page.locator('.person .name').allTextContents()).toEqual(['Аннаru', 'Emmaen', 'Lenade']);
  });

  it('the chat page speaks English in an English browser and lists Emma first, and in a German or Russian browser it opens the chat of the woman who speaks it', async () => {
    const sandbox = await starts('english');
    const english = await opens(sandbox, { locale: 'en-GB' });
    await english.getByText('Press Start or send /start.').waitFor();
    expect(await english.locator('html').getAttribute('lang')).toBe('en');
    expect(await english.locator('.person .name').allTextContents()).toEqual(['Emmaen', 'Аннаru', 'Lenade']);
    expect(await english.locator('#bot-name').textContent()).toBe('Aisha');
    await english.close();
    const russian = await opens(sandbox, { locale: 'ru-RU' });
    await russian.locator('.person[aria-current]', { hasText: 'Анна' }).waitFor();
    await russian.close();
    const german = await opens(sandbox, { locale: 'de-AT', viewport: DESKTOP });
    await german.getByText('Tippe auf „Starten“').waitFor();
    await german.locator('.person[aria-current]', { hasText: 'Lena' }).waitFor();
    await german.getByRole('button', { name: 'Person hinzufügen' }).click();
    const languages = german.getByLabel('Sprache').locator('option');
    expect(await languages.allInnerTexts()).toEqual(['Deutsch', 'Русский', 'English']);
    await german.close();
    await sandbox.close();
  });

  it('after a press on a button the chat page keeps the focus there, and the whole chat needs only one Tab stop', async () => {
    const input = page.getByLabel('Сообщение');
    await input.focus();
    await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await focused()).toBe('✨ Создать аватар'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Выбрано: draw').waitFor();
    await page.waitForFunction(`!document.querySelector('.key.waiting')`); // so that the page has built the keyboard again
    await eventually(async () => expect(await focused()).toBe('🎨 Нарисовать'));

    await page.keyboard.press('ArrowDown');
    expect(await focused()).toContain('Сайт');
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('Здравствуйте');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toContain('/start');
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await focused()).toBe('input'));
    expect(await page.evaluate(`document.querySelectorAll('#messages [tabindex="0"]').length`)).toBe(1);
    const others = `[...document.querySelectorAll('#messages :is(a, button)')].filter(({ tabIndex }) => tabIndex === 0)`;
    expect(await page.evaluate(`${others}.length`)).toBeLessThanOrEqual(1);
  });

  it('the chat page takes the focus from the top of the page to the input, and moves it through menus with the arrow keys', async () => {
    await page.getByText('К полю ввода').focus();
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await focused()).toBe('input'));
    await page.getByRole('button', { name: 'Прикрепить' }).press('Enter');
    await eventually(async () => expect(await focused()).toBe('Фото'));
    await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await focused()).toBe('Файл'));
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Прикрепить'));
  });

  it('the chat page suggests commands while a command is typed', async () => {
    await page.getByLabel('Сообщение').pressSequentially('/st');
    await page.getByRole('option', { name: '/start' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('Сообщение').inputValue()).toBe('/start');
    await page.getByLabel('Сообщение').fill('/');
    await page.keyboard.press('Enter');
    await page.locator('.message', { hasText: 'Здравствуйте' }).nth(1).waitFor();
  });

  it('the chat page shows the answer to a press and the edit that follows', async () => {
    await page.getByRole('button', { name: 'Нарисовать' }).last().click();
    await page.getByText('Выбрано: draw').waitFor();
    await attach('photo', [await file('one.jpg', (await drawnSelfies(3, 1))[0] ?? '')]);
    await page.getByPlaceholder('Подпись').fill('это я');
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('button', { name: 'Начать обучение' }).click();
    const card = message('60 %');
    await card.waitFor();
    expect(await card.locator('.meta').textContent()).toContain('изм.');
    expect(await card.locator('.key').count()).toBe(0);
    await page.locator('.by-person .reaction', { hasText: '👍' }).waitFor();
  });

  it('the chat page sends ten drawn selfies as one album and opens them large', async () => {
    const { promise: seen, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/selfies', (route) => seen.then(() => route.continue()));
    await page.getByLabel('Прикрепить').click();
    await page.getByRole('menuitem', { name: /Десять нарисованных селфи/ }).click();
    await page.getByText('Рисую десять селфи…').waitFor();
    letGo();
    const album = page.locator('.album.of-10');
    await album.waitFor({ timeout: DRAWING_MS });
    expect(await album.locator('img').count()).toBe(10);
    await album.locator('.photo').nth(2).click();
    await page.locator('.lightbox').getByText('3 / 10').waitFor();
    await keep('lightbox');
    await page.keyboard.press('Escape');
    await page.locator('.lightbox').waitFor({ state: 'hidden' });
  });

  it('the chat page has other photographs of the same person for a second album', async () => {
    await sendsSelfies('Анна');
    const photos = await albumPhotosOf('Анна');
    expect(photos).toHaveLength(20);
    expect(new Set(photos.map((photo) => createHash('sha256').update(photo).digest('hex'))).size).toBe(20);
  });

  it('the chat page draws selfies of an added person as the form says, and those of the people whom it has from the beginning as women', async () => {
    await page.getByLabel('Добавить человека').click();
    await page.getByLabel('Имя').fill('Пётр');
    const drawnAs = page.getByLabel('На нарисованных селфи');
    expect(await drawnAs.locator('option').first().innerText()).toBe('Выберите');
    await drawnAs.selectOption('Мужчина');
    await page.getByRole('dialog').getByRole('button', { name: 'Добавить' }).click();
    await page.locator('.person[aria-current]', { hasText: 'Пётр' }).waitFor();
    const offer = page.getByRole('button', { name: 'Отправить нарисованные селфи' });
    expect(await offer.count()).toBe(0); // the bot has not been started yet
    await page.getByRole('button', { name: 'Начать' }).click();
    await offer.press('Enter');
    await eventually(async () => expect(await focused()).toBe('input'));
    await page.locator('.album.of-10').waitFor({ timeout: DRAWING_MS });
    expect(await offer.count()).toBe(0);
    await sendsSelfies('Emma');

    const kindOf = async (name: string) => (await readRibbon((await albumPhotosOf(name))[0]!))?.kind;
    expect(await Promise.all(['Анна', 'Emma', 'Пётр'].map(kindOf))).toEqual(['woman', 'woman', 'man']);
    await page.locator('.person', { hasText: 'Анна' }).click();
  });

  it('the chat page crops no picture, whatever its shape, and makes no bubble wider than its pictures', async () => {
    const sides = [
      [1280, 720],
      [720, 1280],
      [800, 800],
    ] as const;
    const files = await Promise.all(
      sides.map(async ([width, height]) => {
        const picture = await sharp({ create: { width, height, channels: 3, background: '#7a6' } })
          .jpeg()
          .toBuffer();
        return file(`${width}-${height}.jpg`, picture);
      }),
    );
    const shapes = [[0, 1, 2], [0], [1]].map((picked) =>
      picked.map((at) => ({ file: files[at] ?? '', sides: sides[at] })),
    );
    for (const shape of shapes) {
      const album = page.locator('.album').nth(await page.locator('.album').count());
      await attach(
        'photo',
        shape.map(({ file: one }) => one),
      );
      await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
      await album
        .locator('img')
        .nth(shape.length - 1)
        .waitFor();
      const bubble = await album.locator('xpath=..').boundingBox();
      const outer = await album.boundingBox();
      expect((bubble?.width ?? 0) - (outer?.width ?? 0)).toBeLessThan(10); // the difference is only the margins
      for (const [index, { sides: natural }] of shape.entries()) {
        const { width = 1, height = 1 } = (await album.locator('img').nth(index).boundingBox()) ?? {};
        const [naturalWidth, naturalHeight] = natural ?? [1, 1];
        expect(Math.abs((width / height) * (naturalHeight / naturalWidth) - 1)).toBeLessThan(0.05); // the gaps are 3 px wide
      }
    }
    await keep('albums');
  });

  it('the chat page lets a person reply to a message, and delete a message of their own for both sides', async () => {
    await message('Здравствуйте').locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Ответить' }).click();
    await page.getByRole('group', { name: 'Ответ' }).waitFor();
    await say('я здесь');
    await message('Ответ на «Здравствуйте').waitFor();
    const mine = page.locator('.by-person', { hasText: 'я здесь' });
    expect(await mine.locator('.quote').textContent()).toContain('Здравствуйте');

    await mine.locator('.bubble').hover();
    await mine.getByLabel('Действия').click();
    await page.getByRole('menuitem', { name: 'Удалить у всех' }).click();
    await mine.waitFor({ state: 'detached' });
  });

  it('the chat page sends a sticker, a place, a contact and the /start of a link, edits a text, and forwards a message', async () => {
    const attached = async (name: string) => {
      await page.getByRole('button', { name: 'Прикрепить' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await attached('Стикер');
    await page.getByRole('dialog').getByRole('button', { name: 'Стикер 🔥' }).click();
    await page.locator('.by-person .sticker', { hasText: '🔥' }).waitFor();
    await attached('Геопозиция');
    await page.locator('.by-person .thing', { hasText: '48,858' }).waitFor();
    await attached('Контакт');
    await page.locator('.by-person .thing', { hasText: 'Sam' }).waitFor();
    await attached('Прийти по ссылке');
    await page.getByLabel('Слово из t.me').fill('ref_7');
    await page.getByRole('dialog').getByRole('button', { name: 'Открыть' }).click();
    await page.locator('.by-person', { hasText: '/start ref_7' }).waitFor();

    await say('с ошыбкой');
    await message('Эхо: с ошыбкой').waitFor();
    await page.locator('.by-person', { hasText: 'с ошыбкой' }).locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Изменить' }).click();
    await page.getByRole('dialog').getByLabel('Изменить').fill('без ошибки');
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
    await page.locator('.by-person', { hasText: 'без ошибки' }).getByText('изм.').waitFor();

    await message('Эхо: с ошыбкой').locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Переслать боту' }).click();
    await page.locator('.by-person .forwarded', { hasText: 'Переслано от Аиша' }).waitFor();
  });

  it('the chat page sends a voice file, a document and a round video', async () => {
    await attach('mic', [await file('note.wav', silence(2))]);
    await message('Голосовое, 2 с').waitFor();
    await attach('file', [await file('план.txt', 'план на день')]);
    await message('Файл план.txt').waitFor();
    await attach('video', [await file('round.mp4', 'no video at all')]);
    await message('Кружок, 384 точек').waitFor();
  });

  it('the chat page plays a video in its own ratio, with the buttons of a player', async () => {
    await say('/video');
    await message('Ожило').waitFor();
    const video = page.locator('video.video').last();

    await eventually(async () =>
      expect(
        await page.evaluate(`(() => {
          const { videoWidth, videoHeight, controls, duration } = [...document.querySelectorAll('video.video')].at(-1);
          return { videoWidth, videoHeight, controls, seconds: Math.round(duration) };
        })()`),
      ).toEqual({ videoWidth: 540, videoHeight: 720, controls: true, seconds: 5 }),
    );
    const box = (await video.boundingBox())!;
    expect(box.width / box.height).toBeCloseTo(0.75, 1);
    await keep('desktop-video');
  });

  it('the chat page pays an invoice with Stars after a confirmation', async () => {
    await say('/buy');
    await page.getByRole('button', { name: 'Оплатить 250 ⭐' }).click();
    await page.getByText('Подтвердите оплату').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Оплатить' }).click();
    await message('100 кредитов на счету').waitFor();
    await page.getByText('Вы оплатили 250 ⭐').first().waitFor();
    expect(await page.getByRole('button', { name: 'Оплачено ✓' }).isDisabled()).toBe(true);
    await keep('desktop-light');
  });

  it('the chat page lets a second person, whose name looks like markup, chat in English without disturbing the first', async () => {
    await page.getByLabel('Добавить человека').click();
    await page.getByLabel('Имя').fill('Eve <img src=x onerror=alert(1)>');
    await page.getByLabel('На нарисованных селфи').selectOption('Женщина');
    await page.getByLabel('Язык').selectOption('en');
    await page.getByRole('dialog').getByRole('button', { name: 'Добавить' }).click();
    await page.getByRole('button', { name: 'Начать' }).click();
    await message('Eve <img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('.messages img[src="x"]').count()).toBe(0);

    await page.locator('.person', { hasText: 'Анна' }).click();
    await message('100 кредитов на счету').waitFor();
    await say('a < b');
    await message('Эхо: a < b').waitFor();
  });

  it('the chat page has groups in which several people write, and the bot gets only the messages that are meant for it', async () => {
    await page.getByLabel('Создать группу').click();
    await page.getByLabel('Название').fill('Поездка');
    await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
    await message('Спасибо, что позвали').waitFor();
    await page.getByLabel('Пишет').selectOption({ label: 'Emma' });
    await say('hello');
    await page.getByLabel('Пишет').selectOption({ label: 'Анна' });
    await page.locator('.by-other', { hasText: 'hello' }).getByText('Emma').waitFor();

    await page.getByLabel('Сообщение').pressSequentially('@');
    await page.getByRole('option', { name: '@aisha_sandbox_bot' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Сообщение').inputValue()).toBe('@aisha_sandbox_bot ');
    await page.getByLabel('Сообщение').fill('/start@aisha_sandbox_bot');
    await page.keyboard.press('Enter');
    await message('Здравствуйте, Анна!').waitFor();
    await attach('mic', [await file('note.wav', silence(2))]);
    await page.locator('.by-person .player').waitFor();
    await keep('group');

    await page.getByRole('button', { name: 'Прикрепить' }).click();
    await page.getByRole('menuitem', { name: 'Убрать бота' }).click();
    await page.locator('.notice', { hasText: 'Аиша больше не в группе' }).waitFor();
    await page.getByText('бота убрали').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Прикрепить' }).click();
    await page.getByRole('menuitem', { name: 'Позвать бота' }).waitFor();
    await keep('phone-group');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize(DESKTOP);
    await page.locator('.person', { hasText: 'Анна' }).first().click();
  });

  it('the chat page has a drawer with stories and a speed, and a button that resets both', async () => {
    const speed = async () => (await fetch(`${await app.getUrl()}/fal/time-scale`)).json();
    await page.getByRole('button', { name: 'Песочница' }).click();
    const drawer = page.locator('#drawer');
    const story = drawer.getByRole('button', { name: '3 из 4 картинок' });
    await story.press('Enter');
    await drawer.locator('[aria-pressed=true]').waitFor();
    expect(await focused()).toContain('3 из 4 картинок');
    await drawer.getByText('В 100 раз быстрее').waitFor();
    await drawer.getByLabel('Скорость').press('Home');
    await drawer.getByText('Аватар учится около 7 мин, картинка рисуется около 7 с.').waitFor();
    expect(await speed()).toEqual({ scale: 1 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await keep('stories');

    await drawer.getByRole('button', { name: 'Вернуть всё как было' }).click();
    await drawer.getByText('В 100 раз быстрее').waitFor();
    await drawer.locator('[aria-pressed=true]').waitFor({ state: 'detached' });
    expect(await speed()).toEqual({ scale: 0.01 });
  });

  it('the first press on each story of the chat page activates the story’s faults, and the second press removes them', async () => {
    type Story = { id: string; service: string; faults: { on?: string; kind: string; method?: string }[] };
    const stories = (await page.evaluate(`import('/page/stories.js').then(({ STORIES }) => STORIES)`)) as Story[];
    const brokenAt = async (service: string): Promise<object[]> => {
      const { active } = (await (await fetch(`${await app.getUrl()}/${service}/faults`)).json()) as {
        active: object[];
      };
      return active;
    };
    for (const { id, service, faults } of stories) {
      const story = page.locator(`#drawer [data-key="${id}"]`);
      await story.click();
      await page.locator(`#drawer [data-key="${id}"][aria-pressed=true]`).waitFor();
      expect({ id, broken: await brokenAt(service) }).toMatchObject({
        id,
        broken: faults.map(({ on, kind, method }) => ({ kind, ...(on && { on }), ...(method && { method }) })),
      });
      await story.click();
      await page.locator(`#drawer [data-key="${id}"][aria-pressed=false]`).waitFor();
      expect({ id, broken: await brokenAt(service) }).toEqual({ id, broken: [] });
    }
  }, 120_000);

  it('the chat page has a description of every story, and its stories use only faults that the fakes know', async () => {
    const faults = await Promise.all(
      ['telegram', 'fal', 'openai', 's3'].map(async (name) =>
        (await fetch(`${await app.getUrl()}/${name}/faults`)).json(),
      ),
    );
    const known = JSON.stringify(faults);
    const [stories, untold] = (await page.evaluate(`(async () => {
      const { STORIES } = await import('/page/stories.js');
      const { texts } = await import('/page/texts.js');
      return [STORIES, STORIES.filter(({ id }) => !texts[id] || !texts[id + 'Expected'])];
    })()`)) as [{ faults: { kind: string }[] }[], object[]];
    expect(untold).toEqual([]);
    for (const { kind } of stories.flatMap((story) => story.faults)) expect(known).toContain(`"${kind}"`);
  });

  it('a person makes Telegram fail in the drawer of the chat page, and mends it there', async () => {
    const drawer = page.locator('#drawer');
    await drawer.getByText('Ещё: всё по отдельности').click();
    await drawer.getByText('Всё исправно.').waitFor();
    await drawer.getByLabel('Какой сбой').selectOption('500');
    await drawer.getByRole('button', { name: 'Сломать' }).click();
    await drawer.getByText(/telegram · .*500/).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await keep('desktop-dark');
    await drawer.getByRole('button', { name: 'Починить всё' }).click();
    await drawer.getByText('Всё исправно.').waitFor();
    await drawer.getByLabel('Закрыть').click();
    expect(await page.evaluate('document.activeElement.id')).toBe('show-drawer');
  });

  it('the chat page shows one panel at a time in a window that has no room for two', async () => {
    const [drawer, inside] = [page.locator('#drawer'), page.locator('#inside')];
    await page.getByRole('button', { name: 'Песочница' }).click();
    await drawer.waitFor();
    await page.getByRole('button', { name: 'Изнутри' }).click();
    await inside.waitFor();
    expect(await drawer.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Песочница' }).click();
    await drawer.waitFor();
    expect(await inside.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('show-drawer');
    await drawer.getByLabel('Закрыть').click();
  });

  it('the chat page blocks and unblocks the bot', async () => {
    await page.getByRole('button', { name: 'Прикрепить' }).click();
    await page.getByRole('menuitem', { name: 'Заблокировать бота' }).click();
    await page.getByRole('button', { name: 'Разблокировать бота' }).click();
    await page.getByLabel('Сообщение').waitFor();
  });

  it('the chat page fills the screen of a phone with the chat, and its panels fit there and are accessible', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    await message('Эхо: a < b').waitFor();
    await keep('phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    const { width } = (await page.locator('#chat').boundingBox()) ?? { width: 0 };
    expect(width).toBe(390);
    await page.locator('#show-people').click();
    await page.getByRole('button', { name: /Eve/ }).waitFor();
    await keep('phone-people');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Eve/ }).click();

    await message('Здравствуйте').getByLabel('Действия').click();
    await page.getByRole('menuitem', { name: 'Ответить' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Песочница' }).click();
    const drawer = page.locator('#drawer');
    await drawer.getByRole('button', { name: 'Сломать' }).waitFor();
    await page.evaluate(`document.getElementById('drawer').scrollTo(0, 10_000)`);
    await keep('phone-drawer');
    const top = async () => (await drawer.getByLabel('Закрыть').boundingBox())?.y ?? -1;
    // The button that closes the drawer stays visible; the drawer is drawn anew whenever something happens inside.
    await eventually(async () => expect(await top()).toBeGreaterThanOrEqual(0));
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await drawer.getByLabel('Закрыть').click();
    await page.locator('#show-people').click();

    await page.getByRole('button', { name: 'Добавить человека' }).click();
    await page.getByLabel('Имя').fill('Зоя');
    await page.getByLabel('На нарисованных селфи').selectOption('Женщина');
    await page.getByLabel('Имя').press('Enter');
    await page.getByRole('button', { name: 'Начать' }).click(); // the button is in the new person's empty chat, which covers the list
    await message('Здравствуйте, Зоя!').waitFor();
    await keep('phone-begun');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('no page of another origin can press the buttons of the chat page', async () => {
    const press = async (headers: Record<string, string>) =>
      (await fetch(`${await app.getUrl()}/telegram/faults`, { method: 'DELETE', headers })).status;

    expect(await press({ origin: 'https://evil.example' })).toBe(403);
    expect(await press({})).toBe(204);
  });

  it('the chat page causes no error or warning in the browser’s console', () => {
    expect(problems).toEqual([]);
  });
});

/** A silent WAV: 8 kHz, 16 bit, one channel. */
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
