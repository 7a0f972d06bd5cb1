import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { Product } from './src/product';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGUMENTS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const SCREENSHOTS = path.join(__dirname, 'screenshots');
const STEP_MS = 60_000;

const describeWithBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM))
  process.stderr.write(
    `The main job is not driven in a browser: no Chromium at ${CHROMIUM}. Set CHROMIUM_PATH to one.\n`,
  );

/** What somebody does who typed `npm start` and opened the address it printed. */
describeWithBrowser('the chat page', () => {
  let aisha: Product;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  const message = (text: string | RegExp): Locator => page.locator('.message', { hasText: text }).last();
  const press = (label: string | RegExp): Promise<void> => page.getByRole('button', { name: label }).last().click();
  const keep = async (name: string): Promise<void> =>
    void (await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) }));
  const say = async (text: string): Promise<void> => {
    await page.getByLabel('Сообщение').fill(text);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    aisha = await Product.start({ SANDBOX_TIME_SCALE: '0.06' });
    // Names of files are ours to choose: without a locale Chromium takes only ASCII ones.
    const env = { ...process.env, LANG: 'C.UTF-8' };
    browser = await chromium.launch({ executablePath: CHROMIUM, env, args: ARGUMENTS.split(' ') });
    page = await browser.newPage({
      viewport: { width: 1280, height: 860 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await page.goto(aisha.report.pageUrl);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await aisha?.stop();
  }, 60_000);

  it('takes a person from /start to two pictures of themselves', async () => {
    await press('Начать');
    await message('Чем займёмся').waitFor();
    await keep('1-menu');

    await press('💎 Баланс');
    await press('300 кредитов');
    await press('Оплатить 420 ⭐');
    await page.getByRole('dialog').getByRole('button', { name: 'Оплатить' }).click();
    await message('Зачислено 300 кредитов').waitFor();
    await press('🏠 Меню');

    await press('✨ Создать аватар');
    await press('👤 Портрет');
    await press('Женщина');
    await message('Как назовём аватар').waitFor();
    await say('Анна');
    await message('на фото только вы').waitFor();
    await page.getByLabel('Прикрепить').click();
    await page.getByRole('menuitem', { name: /Десять нарисованных селфи/ }).click();
    await message('Сначала ваше согласие').waitFor();
    await keep('2-consent');
    await press('✅ Мне есть 18 лет');
    await message('Достаточно, можно обучать').waitFor();
    await page.locator('#to-end').waitFor({ state: 'hidden' }); // the newest message is in sight
    await keep('2-photos');

    await press('✅ Готово, дальше');
    await press('⚡ Быстро');
    await press('🚀 Обучить');
    await message(/В работе|Готовлю всё нужное/).waitFor();
    await keep('3-training');
    await message(/готов!/).waitFor();
    await message('Списано 200 кредитов').waitFor();

    await press('🎨 Создать картинку');
    await message('Опишите идею').waitFor();
    await say('прогулка по берегу моря на закате');
    await page.locator('.message').getByRole('button', { name: '3:4' }).last().click(); // 03:41 in the list of people is a button, too
    await press('2 · 6 кредитов');
    await press('🎨 Рисуй!');
    await message('Списано 6 кредитов').waitFor();
    await page.locator('.album.of-2 img').nth(1).waitFor();
    await keep('4-pictures');

    await page.locator('.album.of-2 .photo').last().click();
    await page.locator('.lightbox img').waitFor();
    await keep('5-picture');
    await page.keyboard.press('Escape');

    await press('✨ Улучшить');
    await press('Картинка 2');
    await message('Улучшить картинку').waitFor();
    await press('✨ Улучшить');
    await message('Списано 1 кредит').waitFor();
    await page.locator('#to-end').waitFor({ state: 'hidden' });
    await keep('6-upscaled');
    expect(problems).toEqual([]);
  }, 240_000);
});
