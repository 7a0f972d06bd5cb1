import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MORE } from '@aisha/fakes/telegram';
import { accessibilityFaults } from '@aisha/testing/accessibility';
import { CHROMIUM, CHROMIUM_ARGUMENTS, isChromiumHere } from '@aisha/testing/chromium';
import {
  balanceTexts,
  consentTexts,
  generateTexts,
  menuTexts,
  newAvatarTexts,
  orderTexts,
  topUpTexts,
  upscaleTexts,
} from '@aisha/words';
import { inTurn, saying } from '@aisha/testing/words';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { Product } from './src/product';

const SCREENSHOTS = path.join(__dirname, 'screenshots');
const STEP_MS = 60_000;

const describeWithBrowser = isChromiumHere('The main job is not driven in a browser') ? describe : describe.skip;

/** This story does what a person does after typing `npm start` and opening the printed address. */
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
    // Chromium saves files with non-ASCII names only in a UTF-8 locale.
    const env = { ...process.env, LANG: 'C.UTF-8' };
    browser = await chromium.launch({ executablePath: CHROMIUM, env, args: CHROMIUM_ARGUMENTS });
    page = await browser.newPage({
      viewport: { width: 1280, height: 860 },
      locale: 'ru-RU',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await page.goto(aisha.report.pageUrl);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await aisha?.stop();
  }, 60_000);

  it('the chat page takes a person from /start to two pictures of themselves', async () => {
    await press('Начать');
    await message(saying(menuTexts.ru.menu)).waitFor();
    await keep('1-menu');
    expect(await accessibilityFaults(page)).toEqual([]);

    await press(saying(menuTexts.ru.storey, { storey: 'settings' }));
    await press(balanceTexts.ru.entryBalance);
    await press(saying(topUpTexts.ru.pack, { avatar: 'fast', pictures: 30, stars: 420 }));
    await press('Оплатить 420 ⭐');
    await page.getByRole('dialog').getByRole('button', { name: 'Оплатить' }).click();
    await message('Зачислено 300 кредитов').waitFor();
    await press(menuTexts.ru.toMenu);

    await press(newAvatarTexts.ru.create);
    await press(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await press(saying(newAvatarTexts.ru.subject, { subject: 'woman' }));
    await message('Как назовём аватар').waitFor();
    await say('Анна');
    await message('на фото только вы').waitFor();
    await page.getByLabel('Прикрепить').click();
    await page.getByRole('menuitem', { name: /Десять нарисованных селфи/ }).click();
    await message('Сначала ваше согласие').waitFor();
    await keep('2-consent');
    await press(consentTexts.ru.agree);
    await message('Достаточно, можно обучать').waitFor();
    await page.locator('#to-end').waitFor({ state: 'hidden' }); // so that the newest message is in sight
    await keep('2-photos');

    await press(newAvatarTexts.ru.done);
    await press(saying(newAvatarTexts.ru.preset, { preset: 'fast' }));
    await press(newAvatarTexts.ru.start);
    await message(/В работе|Готовлю фото/).waitFor();
    await keep('3-training');
    await message(/готов!/).waitFor();
    await message(saying(orderTexts.ru.receipt, { isWhole: false, charged: 20_000n })).waitFor();

    await press(generateTexts.ru.entryGenerate);
    await message('Опишите идею').waitFor();
    await say('прогулка по берегу моря на закате');
    await press(saying(generateTexts.ru.draw, { count: 2, price: 600n }));
    await message(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n })).waitFor();
    await page.locator('.album.of-2 img').nth(1).waitFor();
    await keep('4-pictures');

    await page.getByRole('button', { name: 'Изнутри' }).click();
    const inside = page.locator('#inside');
    await inside.locator('.order', { hasText: 'Картинки' }).getByText('готово').waitFor();
    await inside.locator('blockquote', { hasText: /sea|beach/ }).waitFor();
    await inside.locator('.order', { hasText: 'Картинки' }).click();
    await inside.locator('.steps li', { hasText: 'Запрос провайдеру' }).first().waitFor();
    await inside.locator('.ledger li', { hasText: 'Списание' }).first().waitFor();
    await keep('4-inside');
    expect(await accessibilityFaults(page)).toEqual([]);
    await inside.getByLabel('Закрыть').click();

    await page.locator('.album.of-2 .photo').last().click();
    await page.locator('.lightbox img').waitFor();
    await keep('5-picture');
    await page.keyboard.press('Escape');

    await press(MORE);
    await press(upscaleTexts.ru.start);
    await press(saying(upscaleTexts.ru.picture, { place: 2 }));
    await message(saying(orderTexts.ru.receipt, { isWhole: false, charged: 100n })).waitFor();
    await page.locator('#to-end').waitFor({ state: 'hidden' });
    await keep('6-upscaled');
    await page.setViewportSize({ width: 390, height: 844 });
    await keep('7-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
  }, 600_000);

  /** Presses the button of a story in the drawer. Resolves to a function that waits until the fakes have done what the story says. */
  const tells = async (story: string): Promise<() => Promise<void>> => {
    const button = page.locator('#drawer').getByRole('button', { name: story });
    const isOn = (on: boolean): Promise<void> =>
      page.locator(`.story[aria-pressed=${on}]`, { hasText: story }).waitFor();
    await button.click();
    await isOn(true);
    return () => isOn(false);
  };

  const DRAWN = inTurn(saying(generateTexts.ru.done), saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }));
  const STORIES = [
    { story: 'FAL лежит', ordered: 2, shown: 2, ends: DRAWN },
    { story: 'Вебхук потерялся', ordered: 2, shown: 2, ends: DRAWN },
    {
      story: '3 из 4 картинок',
      ordered: 4,
      shown: 3,
      ends: inTurn(
        /Получилось 3 из 4/,
        saying(orderTexts.ru.receipt, { isWhole: false, charged: 900n, released: 300n }),
      ),
    },
  ];

  it.each(STORIES)(
    'the chat page’s story «$story» ends once, with the pictures and the receipt that it promises',
    async ({ story, ordered, shown, ends }) => {
      await page.setViewportSize({ width: 1280, height: 860 });
      if (!(await page.locator('#drawer').isVisible())) await press('Песочница');
      const happened = await tells(story);
      const idea = `чай на веранде: ${story}`;
      await say('/generate');
      await say(idea);
      const offer = page.locator('.by-bot', { hasText: idea });
      await offer.getByRole('button', { name: MORE }).click();
      await offer.getByRole('button', { name: `×${ordered}` }).click();
      await offer.getByRole('button', { name: saying(generateTexts.ru.draw, { count: ordered }) }).click();

      const album = page.locator('.by-bot', { hasText: idea, has: page.locator(`.album.of-${shown}`) });
      await album.waitFor();
      await page.locator('.by-bot').last().filter({ hasText: ends }).waitFor();
      await happened();
      expect(await album.count()).toBe(1);
    },
    600_000,
  );

  it('the chat page’s story «Двойной платёж» adds the credits once', async () => {
    const happened = await tells('Двойной платёж');
    const credited = page.locator('.by-bot', { hasText: 'Зачислено' });
    const before = await credited.count();
    await say('/balance');
    await press(saying(topUpTexts.ru.pack, { avatar: null, pictures: 30, stars: 150 }));
    await press('Оплатить 150 ⭐');
    await page.getByRole('dialog').getByRole('button', { name: 'Оплатить' }).click();
    await message('Зачислено 100 кредитов').waitFor();
    await happened();
    await say('/history'); // the answer to /history comes after the messages about the second report
    await page.locator('.by-bot .text', { hasText: '🧾 История' }).waitFor();
    expect(await credited.count()).toBe(before + 1);
    expect(problems).toEqual([]);
  }, 600_000);
});
