import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORDER_KIND } from '@aisha/kinds';
import { eventually } from '@aisha/testing';
import { accessibilityFaults } from '@aisha/testing/accessibility';
import type { Page } from 'playwright-core';
import { desk, OWNER, READ_ONLY, type Desk } from '../../spec/desk';
import { pressedActs, wordsOf, type PressedAct } from '../../spec/acts';
import { chargeOf, filled, HOSTILE_NAME } from '../../spec/filled';
import { canShow, DeskBrowser, goes, opened } from '../../spec/in-browser';
import { sold } from '../../spec/sold';
import { MeasureDays } from '../daily-figures/measure-days';

const SCREENSHOTS = path.join(__dirname, '..', '..', 'out-tsc', 'screenshots');

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['desk', { width: 1280, height: 860 }],
] as const;

let browser: DeskBrowser;
beforeAll(async () => {
  if (!canShow) return;
  browser = await DeskBrowser.start();
}, 60_000);
afterAll(() => browser?.close());

/** Keeps a picture of a screen that is wrong. `npm run screens` takes pictures of every screen. */
const keepsPicture = async (page: Page, name: string): Promise<void> =>
  void (await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true }));

/** The names of the tables that do not fit beside the menu, so that their last columns are seen only by scrolling sideways. */
const tooWideTables = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('[role=region]')]
    .filter((region) => region.querySelector('table') && region.scrollWidth > region.clientWidth)
    .map((region) => region.getAttribute('aria-label'))`);

/** Opens the form of an act, and waits until the form says what the act does. */
const opensForm = async (page: Page, at: Desk, pressed: PressedAct, say: (name: string) => string): Promise<void> => {
  await page.goto(`${at.url}/#/audit`); // the screen of the audit has no acts, and opening it closes an open form
  await page.goto(`${at.url}/#${pressed.address}`);
  await page
    .getByRole('button', { name: new RegExp(`^${say(pressed.button)}(:|$)`) })
    .first()
    .click();
  await page.getByText(say(pressed.means)).waitFor();
};

/** Fills the form in and sends it. */
const fillsAndSends = async (page: Page, { button, ticks, types = [] }: PressedAct, say: (name: string) => string) => {
  const form = page.getByRole('dialog');
  await form.getByLabel(say('reason')).fill('asked for it, ticket 7');
  const send = form.getByRole('button', { name: say(button), exact: true });
  for (const [label, value] of types) {
    if (label.startsWith('typed')) expect(await send.isDisabled()).toBe(true);
    await form.getByLabel(say(label)).fill(value);
  }
  if (ticks !== undefined) {
    await send.click(); // the browser itself requires the tick
    await form.getByLabel(say(ticks)).check();
  }
  await send.click();
};

(canShow ? describe : describe.skip)('the desk in a browser', () => {
  it.each(SIZES.flatMap(([name, size]) => ['ru-RU', 'en-US'].map((locale) => [name, locale, size] as const)))(
    'every screen in the size of a %s and in %s is accessible, has a message for every word, and fits the width',
    async (name, locale, size) => {
      const at = await desk();
      const { anna, orders, ticketId, reportId } = await filled(at.postgres);
      const { broadcastId } = await sold(at.postgres);
      await at.postgres.admin.query('DELETE FROM console.measurement'); // these figures were measured before there were any rows
      await at.app.get(MeasureDays).run();
      const { page, wrong } = await opened(browser, at, OWNER, locale, size);
      const isRu = locale.startsWith('ru');
      const screens = [
        ['today', '/', isRu ? 'Решения и долги' : 'Decisions and debts'],
        ['people', '/people', 'Анна'],
        ['person', `/people/${anna.userId}/show`, isRu ? 'Последние записи счёта' : 'Last rows of the ledger'],
        ['stuck', `/orders?filter=${encodeURIComponent('{"of":"stuck"}')}`, isRu ? 'застрял' : 'stuck: in the queue'],
        ['orders', '/orders', isRu ? 'Расшифровка' : 'Transcript'],
        ['order', `/orders/${orders[0]}/show`, isRu ? 'Что произошло' : 'What happened'],
        ['payments', '/payments', '420 ★'],
        ['payment', `/payments/${chargeOf(anna.userId)}/show`, 'medium-1'],
        ['tickets', '/tickets', ticketId.slice(-8).toUpperCase()],
        ['ticket', `/tickets/${ticketId}/show`, 'Где мой аватар?'],
        ['reports', '/reports', reportId.slice(-8).toUpperCase()],
        ['report', `/reports/${reportId}/show`, 'Это моё лицо'],
        ['prices', '/prices', 'medium-1'],
        ['promo', '/promo', isRu ? 'один из двоих забанен' : 'one of the two is banned'],
        ['broadcasts', '/broadcasts', isRu ? 'Новые образы' : 'New looks'],
        ['broadcast', `/broadcasts/${broadcastId}`, 'Новые образы'],
        ['models', '/models', 'fal-ai'],
        ['letters', '/letters', 'start-transcription'],
        ['queues', '/queues', isRu ? 'Приостановить' : 'Set how many'],
        ['retention', '/retention', isRu ? '365 дней' : '365 days'],
        ['audit', '/audit', 'telegram:500001'],
      ] as const;
      const faults: string[] = [];
      for (const [screen, address, shows] of screens) {
        await goes(page, at, address, shows);
        // Waits until every bar has a value: such a bar means that the screen still loads, and a bar with a value is a broadcast’s
        // progress.
        await eventually(
          async () => (await page.locator('[role=progressbar]:not([aria-valuenow])').count()) === 0 || false,
        );
        const before = faults.length;
        for (const fault of await accessibilityFaults(page, 'other')) faults.push(`${screen}: ${fault}`);
        const text = await page.locator('body').innerText();
        for (const [word] of text.matchAll(/\b(ra|resources|act|event|figure|kind|state|error)[.-][\w.-]+/g))
          faults.push(`${screen}: ${word} has no message`);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (Number(width) > size.width) faults.push(`${screen}: is ${String(width)} wide`);
        if (name === 'desk') for (const cut of await tooWideTables(page)) faults.push(`${screen}: ${cut} is cut off`);
        if (faults.length > before) await keepsPicture(page, `${screen}-${name}-${locale.slice(0, 2)}`);
      }
      expect(faults).toEqual([]);
      expect(wrong).toEqual([]);
    },
    600_000,
  );

  it.each(SIZES.flatMap(([name, size]) => ['ru-RU', 'en-US'].map((locale) => [name, locale, size] as const)))(
    'the form of every act in the size of a %s and in %s is accessible, says what the act does, and fits the width',
    async (name, locale, size) => {
      const at = await desk();
      const rows = await filled(at.postgres);
      const { page, wrong } = await opened(browser, at, OWNER, locale, size);
      const faults: string[] = [];
      for (const [place, pressed] of pressedActs(rows).entries()) {
        await opensForm(page, at, pressed, wordsOf(locale));
        const before = faults.length;
        for (const fault of await accessibilityFaults(page, 'other')) faults.push(`${pressed.button}: ${fault}`);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (Number(width) > size.width) faults.push(`${pressed.button}: is ${String(width)} wide`);
        if (faults.length > before)
          await keepsPicture(page, `act-${place}-${pressed.button.replace('act-', '')}-${name}-${locale.slice(0, 2)}`);
      }
      expect(faults).toEqual([]);
      expect(wrong).toEqual([]);
    },
    600_000,
  );

  it('every act is sent once to the app that owns the data, or done by the desk itself, and the desk shows its outcome', async () => {
    const at = await desk();
    const rows = await filled(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'en-US', { width: 1280, height: 860 });
    const say = wordsOf('en');
    const showsOutcome = async (outcome: string): Promise<void> => {
      const shown = page.getByText(say(outcome));
      await shown.waitFor();
      await page.keyboard.press('Escape'); // puts the outcome away, so that the next act does not find this one's
      await shown.waitFor({ state: 'detached' });
    };
    const sent = async () =>
      (await at.postgres.outboxOf('console')) as { payload: { actId?: string; by?: { actId: string } } }[];
    for (const pressed of pressedActs(rows)) {
      const before = (await sent()).length;
      await opensForm(page, at, pressed, say);
      await fillsAndSends(page, pressed, say);
      if (pressed.sends === null) {
        await showsOutcome('outcome-done');
        const [row] = await at.postgres.admin.query(
          'SELECT act, subject, outcome, details, operator, reason FROM console.operator_act ORDER BY created_at DESC LIMIT 1',
        );
        expect(row).toEqual({ ...pressed.does, operator: `telegram:${OWNER}`, reason: 'asked for it, ticket 7' });
        continue;
      }
      const fresh = await eventually(async () => {
        const found = (await sent()).slice(before);
        return found.length > 0 && found;
      });
      expect(fresh).toMatchObject([pressed.sends]);
      const { payload } = fresh[0]!;
      const acted = payload.by ?? payload;
      expect(acted).toMatchObject({ operator: `telegram:${OWNER}`, reason: 'asked for it, ticket 7' });
      await at.postgres.admin.query(
        `INSERT INTO bot.operator_act (id, act, operator, reason, outcome) VALUES ($1, $2, 'telegram:1', 'asked', 'unchanged')`,
        [acted.actId, pressed.act],
      );
      await showsOutcome('outcome-unchanged');
    }
  }, 600_000);

  it.each(['/', '/prices', '/promo', '/broadcasts', '/models', '/letters', '/queues', '/retention', 'a person'])(
    'until the answer comes, %s says «Загружаю…», and shows neither a number nor the words that there is nothing',
    async (screen) => {
      const at = await desk();
      const { anna } = await filled(at.postgres);
      await sold(at.postgres);
      const { page, wrong } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
      const answersCome = Promise.withResolvers<void>();
      const late = screen === 'a person' ? /\/api\/people\/.+\/(payments|receipts)/ : /\/api\/(?!me$)/;
      await page.route(late, async (route) => {
        await answersCome.promise;
        await route.continue();
      });

      await page.goto(`${at.url}/#${screen === 'a person' ? `/people/${anna.userId}/show` : screen}`);
      // The facts of a person come by another request than the tables below them.
      const main = page.getByRole('main');
      const said = screen === 'a person' ? main.locator('section', { hasText: /Платежи|Чеки/ }) : main;
      const loading = said.getByText('Загружаю…');
      await loading.first().waitFor();
      for (const text of await said.allInnerTexts()) expect(text).not.toMatch(/Ничего нет|^\d+$/m);

      answersCome.resolve();
      await eventually(async () => (await loading.count()) === 0 || false);
      expect(wrong).toEqual([]);
    },
  );

  it('when the request of one table of a person fails, that table says why at once instead of «Загружаю…», and the other tables stay', async () => {
    const at = await desk();
    const { anna } = await filled(at.postgres);
    await sold(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
    let hasFailed = false;
    await page.route(/\/api\/people\/.+\/payments/, async (route) => {
      if (hasFailed) return; // who asks once more instead of saying why would wait for ever
      hasFailed = true;
      await route.fulfill({ status: 500, body: '' });
    });

    await page.goto(`${at.url}/#/people/${anna.userId}/show`);

    const main = page.getByRole('main');
    await main.locator('section', { hasText: 'Платежи' }).getByRole('alert').waitFor();
    expect(await main.locator('section', { hasText: 'Чеки' }).getByRole('alert').count()).toBe(0);
    await eventually(async () => expect(await main.getByText('Загружаю…').count()).toBe(0));
  });

  it('a request that the desk has not answered is sent again, and its screen shows no error in between', async () => {
    const at = await desk();
    await filled(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
    await goes(page, at, '/people', 'Анна');
    await page.evaluate(`new MutationObserver(() => {
      if (document.querySelector('main [role=alert]')) globalThis.hasSaidWhy = true;
    }).observe(document.body, { childList: true, subtree: true })`);
    await page.route(/\/api\/queues/, (route) => route.abort('connectionrefused'), { times: 2 });

    await goes(page, at, '/queues', 'Приостановить');

    expect(await page.evaluate('globalThis.hasSaidWhy ?? false')).toBe(false);
  });

  it('when the list of payments by card to give back cannot be loaded, its section of the screen of payments says why, and the rest of the screen is shown', async () => {
    const at = await desk();
    await filled(at.postgres);
    await sold(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
    await page.route(/\/api\/card-returns/, (route) => route.fulfill({ status: 500, body: '' }));

    await page.goto(`${at.url}/#/payments`);

    const main = page.getByRole('main');
    await main.locator('section', { has: page.getByRole('alert') }).waitFor();
    await main.locator('section', { hasText: 'Нарушения' }).waitFor();
    await main.locator('tbody tr', { hasText: '★' }).first().waitFor();
    expect(await main.getByRole('alert').count()).toBe(1);
  });

  it('the ledger of a person is shown in the words of the desk, with the sign of what it brought or took', async () => {
    const at = await desk();
    const { anna } = await filled(at.postgres);
    await at.postgres.admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), 'gain-back', $1, 300, 'a bonus', 'gain-back:1'),
         (gen_random_uuid(), 'hold', $1, 200, 'a picture', 'hold:1')`,
      [anna.userId],
    );
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });

    await goes(page, at, `/people/${anna.userId}/show`, 'Последние записи счёта');

    const rows = page.getByRole('region', { name: 'Последние записи счёта' }).locator('tbody tr');
    await eventually(async () =>
      expect((await rows.allInnerTexts()).map((row) => row.split('\t').slice(1, 3).join(' ')).toSorted()).toEqual([
        expect.stringMatching(/^бонус ушёл с возвратом [-−]3$/),
        'исправлено оператором +120', // the credits that the account of the fixture begins with
        'отложено 2',
        'покупка +300',
      ]),
    );
  });

  it('an order that is erased with its person is called so in the list and on its page, and not one that waits for its worker', async () => {
    const at = await desk();
    const { anna, orders } = await filled(at.postgres);
    const { admin } = at.postgres;
    await admin.query('UPDATE billing.account SET forgotten_at = now() WHERE user_id = $1', [anna.userId]);
    for (const kind of ['generation', 'transcription'] as const)
      await admin.query(`DELETE FROM ${ORDER_KIND[kind].table} WHERE user_id = $1`, [anna.userId]);
    const { page } = await opened(browser, at, OWNER, 'en-US', { width: 1280, height: 860 });

    await goes(page, at, '/orders', 'erased with its person');

    expect(await page.getByText('erased with its person').count()).toBe(1);
    expect(await page.getByText('not taken in').count()).toBe(1);
    await goes(page, at, `/orders/${orders[0]}/show`, 'erased with its person');
  });

  it('what happened to an order is shown in the words of the desk, and its cost as money', async () => {
    const at = await desk();
    const { anna, orders } = await filled(at.postgres);
    await at.postgres.admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), 'hold', $1, $2::uuid, 300, 'pictures', 'hold:' || $2::text)`,
      [anna.userId, orders[0]],
    );
    await at.postgres.admin.query(
      `INSERT INTO generator.provider_call (id, order_id, provider, model, reason, listed, micro_dollars, called_at)
       VALUES (gen_random_uuid(), $1, 'fal', 'fal-ai/flux-lora', 'order', 120000, 120000, now()),
         (gen_random_uuid(), $1, 'openai', 'gpt-6-luna', 'review', 400, 400, now())`,
      [orders[0]],
    );
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
    await goes(page, at, `/orders/${orders[0]}/show`, '0,12 $');
    const story = await page.getByRole('region', { name: 'Что произошло' }).innerText();
    expect(story).toContain('запись счёта «отложено»');
    expect(story).toContain('gpt-6-luna (проверка результата), 0,0004');
    expect(await page.getByRole('main').innerText()).toContain('1 × Картинка\n');
    expect(story).not.toMatch(/\b(hold|order|capture|release|succeeded|failed|sent|pending)\b|0[.,]12 \$ \$/);
  });

  it('the sum that we owe is shown with the time of its count, and no sum is shown before the first count', async () => {
    const at = await desk();
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });
    const fact = page.locator('dt', { hasText: /^Мы должны людям$/ }).locator('xpath=following-sibling::dd[1]');
    await at.postgres.admin.query('DELETE FROM billing.measurement');
    await goes(page, at, '/', 'Мы должны людям');
    expect(await fact.innerText()).toBe('ещё не подсчитано');

    await at.postgres.admin.query(
      `INSERT INTO billing.measurement (name, figures)
       VALUES ('money', '{"outstanding": {"available": 40, "held": 2, "debt": 0}, "dollarsOfCredit": 0.02, "paying": {"month": 1}}')`,
    );
    await page.reload();
    await page
      .getByText(/подсчитано \d/)
      .first()
      .waitFor();
    expect(await fact.innerText()).toMatch(/^42 кредитов, около 0,84\s\$; люди должны нам 0 \(подсчитано [\d., :]+\)$/);
  });

  it('on a phone a title that is too long for the bar ends with «…»', async () => {
    const at = await desk();
    const { hostile } = await filled(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'ru-RU', { width: 360, height: 740 });
    await goes(page, at, `/people/${hostile.userId}/show`, 'Последние записи счёта');
    const title = page.getByRole('heading', { level: 1 });
    expect(await title.innerText()).toContain(HOSTILE_NAME);
    // Only text can end with «…»: a box within the line would be cut at its edge.
    const drawn = await page.evaluate(`(() => {
      const title = document.querySelector('h1');
      return {
        isTooLong: title.scrollWidth > title.clientWidth,
        endsWith: getComputedStyle(title).textOverflow,
        parts: [...new Set([...title.querySelectorAll('*')].map((part) => getComputedStyle(part).display))],
      };
    })()`);
    expect(drawn).toEqual({ isTooLong: true, endsWith: 'ellipsis', parts: ['inline'] });
  });

  it('an open page of the desk follows when the operator’s machine changes to its dark theme, and back', async () => {
    const at = await desk();
    const { page } = await opened(browser, at, OWNER, 'en-US', { width: 1280, height: 860 });
    await goes(page, at, '/', 'Decisions and debts');
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(async () => expect(await paper()).not.toBe(light));
    await page.emulateMedia({ colorScheme: 'light' });
    await eventually(async () => expect(await paper()).toBe(light));
  });

  it('a person’s name that is a script is shown as text, and is not run', async () => {
    const at = await desk();
    const { hostile } = await filled(at.postgres);
    const { page, wrong } = await opened(browser, at, OWNER, 'ru-RU', { width: 1280, height: 860 });

    await goes(page, at, '/people', HOSTILE_NAME);
    await goes(page, at, `/people/${hostile.userId}/show`, HOSTILE_NAME);

    expect(await page.title()).not.toContain('hacked');
    expect(await page.locator('img').count()).toBe(0);
    expect(wrong).toEqual([]);
  });

  it('a link to the desk signs in and leads to today’s screen; its token is then neither in the address nor in a cookie that a script can read', async () => {
    const token = 'a-token-of-the-sandbox-with-enough-letters';
    const at = await desk({ SANDBOX_DESK_TOKEN: token });
    const { page } = await opened(browser, at, null, 'ru-RU', { width: 1280, height: 860 });
    await page.goto(`${at.url}/#/login?token=${token}`);
    await page.getByRole('heading', { name: 'Решения и долги' }).waitFor();
    expect(page.url()).not.toContain(token);
    expect(await page.evaluate('document.cookie')).toBe('');
  });

  it('a link to the desk that was cut on its way says that it will not do, and how to get another', async () => {
    const at = await desk();
    const { page } = await opened(browser, at, null, 'en-US', { width: 1280, height: 860 });
    await page.goto(`${at.url}/#/login?token=${'x'.repeat(20)}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe('This will not do: check what was entered');
    expect(await page.getByRole('main').innerText()).toContain(wordsOf('en')('how-to-sign-in'));
  });

  it('an operator gives credits by the keyboard, as one message to billing, and a read-only operator has no button for it', async () => {
    const at = await desk();
    const { anna } = await filled(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'en-US', { width: 1280, height: 860 });
    await goes(page, at, `/people/${anna.userId}/show`, 'Give or take credits');
    const button = page.getByRole('button', { name: 'Give or take credits' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('spinbutton', { name: 'Credits' }).fill('25');
    await page.getByLabel('Reason').fill('charged twice, ticket 7');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Reason').press('Tab');
    await page.getByRole('button', { name: 'Give or take credits', exact: true }).last().click();

    await eventually(async () =>
      expect(await at.postgres.outboxOf('console')).toMatchObject([
        {
          receiver: 'billing',
          job: 'give-credits',
          payload: {
            userId: anna.userId,
            centiCredits: '2500',
            operator: `telegram:${OWNER}`,
            reason: 'charged twice, ticket 7',
          },
        },
      ]),
    );

    const looker = await opened(browser, at, READ_ONLY, 'en-US', { width: 1280, height: 860 });
    await goes(looker.page, at, `/people/${anna.userId}/show`, 'Last rows of the ledger');
    expect(await looker.page.getByRole('button', { name: 'Give or take credits' }).count()).toBe(0);
  });

  it('an answer to a ticket names the newest message on the page when its form was opened, though more words come while it is written', async () => {
    const at = await desk();
    const { ticketId, ticketMessageId } = await filled(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'en-US', { width: 1280, height: 860 });
    await goes(page, at, `/tickets/${ticketId}/show`, 'Где мой аватар?');
    await page.getByRole('button', { name: 'Answer the ticket' }).click();
    await at.postgres.admin.query(
      `INSERT INTO bot.support_message (id, ticket_id, words) VALUES (gen_random_uuid(), $1, 'И ещё списалось дважды')`,
      [ticketId],
    );
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`); // as when the operator comes back to the window
    await page.getByText('И ещё списалось дважды').waitFor();
    await page.getByRole('textbox', { name: /^Answer/ }).fill('It is ready.');
    await page.getByLabel('Reason').fill('an answer');
    await page.getByRole('button', { name: 'Answer the ticket', exact: true }).last().click();

    await eventually(async () =>
      expect(await at.postgres.outboxOf('console')).toMatchObject([
        { job: 'answer-ticket', payload: { ticketId, text: 'It is ready.', seenMessageId: ticketMessageId } },
      ]),
    );
  });
});

(canShow ? describe : describe.skip)('the browser of this file', () => {
  let site: Server;
  let address: string;
  let left: Page | undefined;
  beforeAll(async () => {
    site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<h1>A site</h1>'));
    await once(site.listen(0, '127.0.0.1'), 'listening');
    address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    site.close();
    site.closeAllConnections();
  });

  const foundAt = async (page: Page) => ({
    cookies: await page.context().cookies(),
    pages: page.context().pages().length,
    width: await page.evaluate('innerWidth'),
    isDark: await page.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`),
    stored: await page.evaluate('localStorage.length + sessionStorage.length'),
    databases: await page.evaluate('indexedDB.databases().then(({ length }) => length)'),
    caches: await page.evaluate('caches.keys().then(({ length }) => length)'),
  });

  it('a test may leave a cookie, stored values, a theme, a refused request and a second page in the browser', async () => {
    const page = await browser.page('ru-RU', { width: 360, height: 740 });
    left = page;
    await page.goto(address);
    await page.context().addCookies([{ name: 'desk', value: 'somebody', url: 'http://desk.example' }]);
    await page.evaluate(`(async () => {
      localStorage.setItem('a', 'b');
      sessionStorage.setItem('a', 'b');
      await caches.open('a');
      await new Promise((resolve) => (indexedDB.open('a').onsuccess = resolve));
    })()`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.route('**', (route) => route.abort());
    await page.context().newPage();

    expect(await foundAt(page)).toMatchObject({ pages: 2, isDark: true, stored: 2, databases: 1, caches: 1 });
    await page.goto('about:blank');
  });

  it('the next test has the same context of the browser, and finds nothing of that there', async () => {
    const page = await browser.page('ru-RU', { width: 1280, height: 860 });
    await page.goto(address);

    expect(page.context()).toBe(left?.context());
    expect(await foundAt(page)).toEqual({
      cookies: [],
      pages: 1,
      width: 1280,
      isDark: false,
      stored: 0,
      databases: 0,
      caches: 0,
    });
  });
});
