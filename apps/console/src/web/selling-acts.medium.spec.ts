import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { accessibilityFaults } from '@aisha/testing/accessibility';
import type { Page } from 'playwright-core';
import { desk, OWNER, READ_ONLY, type Desk } from '../../spec/desk';
import { canShow, DeskBrowser, goes, opened } from '../../spec/in-browser';
import { sold } from '../../spec/sold';

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 360, height: 740 };

let browser: DeskBrowser;
beforeAll(async () => {
  if (canShow) browser = await DeskBrowser.start();
}, 60_000);
afterAll(() => browser?.close());

/** The newest message that the desk has sent. */
const lastOf = async (at: Desk) => (await at.postgres.outboxOf('console')).at(-1);

/** Answers the newest act as the app that owns the data does: with an audit row. */
const answers = async (at: Desk, act: string, details: object = {}, outcome = 'done'): Promise<void> => {
  const sent = (await lastOf(at))!;
  const schema = sent.receiver === 'billing' ? 'billing' : 'bot';
  await at.postgres.admin.query(
    `INSERT INTO ${schema}.operator_act (id, act, operator, reason, outcome, details) VALUES ($1, $2, 'telegram:500001', 'why', $3, $4)`,
    [sent.payload['actId'], act, outcome, JSON.stringify(details)],
  );
};

/** Fills in the open form, looks at its preview if it has one, sends it, and returns the message. */
const does = async (
  page: Page,
  at: Desk,
  {
    act,
    name,
    says = {},
    looks = true,
  }: { act: string; name: string; says?: Readonly<Record<string, string>>; looks?: boolean },
) => {
  const before = (await at.postgres.outboxOf('console')).length;
  const form = page.getByRole('dialog');
  for (const [label, value] of Object.entries(says)) {
    // The label of a required field ends with a star.
    const field = form.getByLabel(new RegExp(`^${label.replace(/[()]/g, '\\$&')}(\\s\\*)?$`)).first();
    if ((await field.evaluate(({ tagName }: { tagName: string }) => tagName)) === 'SELECT')
      await field.selectOption(value);
    else if (value === 'yes') await field.check();
    else await field.fill(value);
  }
  await form.getByLabel('Reason').fill('asked by the spec');
  const send = form.getByRole('button', { name, exact: true });
  if (looks) {
    expect(await send.isDisabled()).toBe(true);
    await form.getByRole('button', { name: 'See what it does' }).click();
    await eventually(async () => expect(await send.isEnabled()).toBe(true));
  }
  expect(await accessibilityFaults(page, 'other')).toEqual([]);
  await send.click();
  await eventually(async () => expect((await at.postgres.outboxOf('console')).length).toBe(before + 1));
  await answers(at, act);
  await form.waitFor({ state: 'detached' });
  return lastOf(at);
};

const opens = async (page: Page, name: string, at = 0): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).nth(at).click();
  await page.getByRole('dialog').waitFor();
};

(canShow ? describe : describe.skip)('what is sold, at the desk', () => {
  it.each([
    ['a desk', WIDE],
    ['a phone', NARROW],
  ])(
    'an operator changes prices, packs, discounts, plans and allowances on %s, most of them only after seeing what the change does',
    async (_, size) => {
      const at = await desk();
      await sold(at.postgres);
      const { page, wrong } = await opened(browser, at, OWNER, 'en-US', size);
      await goes(page, at, '/prices', 'Planned');

      await opens(page, 'Set a price');
      const price = await does(page, at, {
        act: 'set-price',
        name: 'Set a price',
        says: { 'Credits a unit': '250.5' },
      });
      expect(price).toMatchObject({
        receiver: 'billing',
        job: 'change-selling',
        payload: { change: 'price', item: 'training.fast', amount: '25050' },
      });

      await opens(page, 'New pack');
      const pack = await does(page, at, {
        act: 'set-pack',
        name: 'New pack',
        says: {
          'Id (Latin letters)': 'large-9',
          Credits: '1000',
          Stars: '1400',
          'From when (empty: at once)': '2030-01-02T10:00',
        },
      });
      expect(pack).toMatchObject({ payload: { change: 'pack', id: 'large-9', credits: '100000', stars: 1_400 } });

      await opens(page, 'Retire a pack');
      const end = await does(page, at, {
        act: 'set-pack',
        name: 'Retire a pack',
        says: { Pack: 'small-1' },
      });
      expect(end).toMatchObject({ payload: { change: 'pack-end', id: 'small-1' } });

      await opens(page, 'Price for a card');
      const byCard = await does(page, at, {
        act: 'set-pack',
        name: 'Price for a card',
        says: { Pack: 'medium-1', Price: '9.99' },
      });
      expect(byCard).toMatchObject({
        payload: { change: 'card-price', id: 'medium-1', currency: 'EUR', amount: '999' },
      });

      await opens(page, 'No more by card');
      const noMore = await does(page, at, { act: 'set-pack', name: 'No more by card', says: { Pack: 'small-1' } });
      expect(noMore).toMatchObject({ payload: { change: 'card-price', id: 'small-1', currency: 'EUR' } });
      expect(noMore!.payload['amount']).toBeUndefined();

      await opens(page, 'New discount');
      const discount = await does(page, at, {
        act: 'set-pack',
        name: 'New discount',
        says: {
          'Id (Latin letters)': 'spring-2030',
          Percent: '3',
          'Packs (none chosen: all)': 'small-1',
          'Label on the button in Russian': 'Весна',
          'Label on the button in English': 'Spring',
          'Label on the button in German': 'Frühling',
          'Until when': '2030-01-02T10:00',
        },
      });
      expect(discount).toMatchObject({
        payload: {
          ...{ change: 'discount', percent: 3, packs: ['small-1'], labelEn: 'Spring' },
          labels: [{ language: 'de', label: 'Frühling' }],
        },
      });

      await opens(page, 'End the discount');
      expect(await does(page, at, { act: 'set-pack', name: 'End the discount' })).toMatchObject({
        payload: { change: 'discount-end', id: 'autumn' },
      });

      await opens(page, 'Change what is free');
      const free = await does(page, at, { act: 'set-allowance', name: 'Change what is free', says: { Value: '15' } });
      expect(free).toMatchObject({ payload: { change: 'allowance', allowance: 'welcome-credits', amount: '15' } });

      await opens(page, 'New plan');
      const plan = await does(page, at, {
        act: 'set-plan',
        name: 'New plan',
        says: { 'Id (Latin letters)': 'month-900', Credits: '900', Stars: '1250' },
      });
      expect(plan).toMatchObject({
        job: 'change-plan',
        payload: { change: 'add', id: 'month-900', credits: '90000', stars: 1_250 },
      });

      await opens(page, 'Retire the plan');
      expect(await does(page, at, { act: 'set-plan', name: 'Retire the plan', looks: false })).toMatchObject({
        payload: { change: 'retire', id: 'month-400' },
      });

      await opens(page, 'Withdraw');
      expect(await does(page, at, { act: 'set-allowance', name: 'Withdraw', looks: false })).toMatchObject({
        payload: { change: 'allowance', allowance: 'welcome-credits' },
      });
      expect(wrong).toEqual([]);
    },
    600_000,
  );

  it('a price below its floor cannot be sent, its item is named, and after a change of a field the preview must be opened again', async () => {
    const at = await desk();
    await sold(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'ru-RU', WIDE);
    await goes(page, at, '/prices', 'Запланировано');
    await opens(page, 'Назначить цену');
    const form = page.getByRole('dialog');
    const send = form.getByRole('button', { name: 'Назначить цену', exact: true });
    await form.getByLabel('Кредитов за единицу').fill('0.01');
    await form.getByLabel('Причина').fill('дешевле');
    await form.getByRole('button', { name: 'Посмотреть, что будет' }).click();

    await form.getByText('«Быстрое обучение»').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await form.getByLabel('Кредитов за единицу').fill('190');
    await form.getByRole('button', { name: 'Посмотреть, что будет' }).click();
    await eventually(async () => expect(await send.isEnabled()).toBe(true));
    await form.getByLabel('Кредитов за единицу').fill('180');
    expect(await send.isDisabled()).toBe(true);
    expect(await at.postgres.outboxOf('console')).toEqual([]);
  });

  it('when the answer to an act is lost, the desk sends the act again unaltered, and it is done once; the desk never says that nothing changed', async () => {
    const at = await desk();
    await sold(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'en-US', WIDE);
    await goes(page, at, '/prices', 'Planned');
    await opens(page, 'Retire the plan');
    const form = page.getByRole('dialog');
    await form.getByLabel('Reason').fill('asked by the spec');
    const before = (await at.postgres.outboxOf('console')).length;
    await page.route(
      '**/api/plans/*/retire',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.route('**/api/audit/*', (route) => route.abort(), { times: 2 });

    const send = form.getByRole('button', { name: 'Retire the plan', exact: true });
    await send.click();
    await page.getByText('may have taken the act').waitFor();
    expect(await form.getByLabel('Reason').isDisabled()).toBe(true);
    expect(await page.getByText('Nothing has changed').count()).toBe(0);
    await send.click();
    await form.getByText('Under way…').waitFor();
    await answers(at, 'set-plan');

    await form.waitFor({ state: 'detached' });
    expect(await page.getByText('Nothing has changed').count()).toBe(0);
    expect((await at.postgres.outboxOf('console')).length).toBe(before + 1);
  });

  it('the desk shows the refusal of an act with the reason that the app gave', async () => {
    const at = await desk();
    await sold(at.postgres);
    const { page } = await opened(browser, at, OWNER, 'en-US', WIDE);
    await goes(page, at, '/promo', 'SPRING');
    await opens(page, 'End the promo code');
    await page.getByRole('dialog').getByLabel('Reason').fill('the spring is over');
    await page.getByRole('dialog').getByRole('button', { name: 'End the promo code' }).click();
    await eventually(async () => expect(await lastOf(at)).toMatchObject({ job: 'end-promo' }));
    await answers(at, 'end-promo', { why: 'It has ended before.' }, 'refused');

    await page.getByText('Refused: It has ended before.').waitFor();
  });

  it('an operator sets how long files and unused avatars are kept, only after seeing what the rule does', async () => {
    const at = await desk();
    await at.postgres.admin.query(
      `INSERT INTO bot.retention_rule (id, kept, days) VALUES (gen_random_uuid(), 'picture', 365)`,
    );
    const { page, wrong } = await opened(browser, at, OWNER, 'en-US', NARROW);
    await goes(page, at, '/retention', '365 days');

    await opens(page, 'Set how long: An avatar that nobody draws');
    const name = 'Set how long';
    expect(await does(page, at, { act: 'set-retention', name, says: { Days: '180' } })).toMatchObject({
      receiver: 'bot-gateway',
      job: 'set-retention',
      payload: { kept: 'avatar', days: 180 },
    });
    await opens(page, 'Keep for ever: Pictures');
    const kept = await does(page, at, { act: 'set-retention', name: 'Keep for ever' });
    expect(kept).toMatchObject({ payload: { kept: 'picture' } });
    expect(kept!.payload['days']).toBeUndefined();
    expect(wrong).toEqual([]);
  }, 120_000);

  it('an operator makes and ends promo codes', async () => {
    const at = await desk();
    await sold(at.postgres);
    const { page, wrong } = await opened(browser, at, OWNER, 'en-US', NARROW);
    await goes(page, at, '/promo', 'SPRING');

    await opens(page, 'Make a promo code');
    const made = await does(page, at, { act: 'make-promo', name: 'Make a promo code', says: { Credits: '20' } });
    expect(made).toMatchObject({
      job: 'make-promo',
      payload: { credits: '2000', perPerson: 1, code: expect.stringMatching(/^[A-Z0-9]{10}$/) },
    });
    await opens(page, 'End the promo code');
    const ended = await does(page, at, { act: 'end-promo', name: 'End the promo code', looks: false });
    expect(ended).toMatchObject({ job: 'end-promo', payload: { code: expect.stringMatching(/^(SPRING|MORE)$/) } });
    expect(wrong).toEqual([]);
  }, 120_000);

  it('an operator drafts a broadcast after seeing its audience, previews, schedules, starts, pauses, resumes and stops it', async () => {
    const at = await desk();
    const { broadcastId } = await sold(at.postgres);
    const { userId } = await at.postgres.fixtures.person({ telegramId: OWNER });
    const { page, wrong } = await opened(browser, at, OWNER, 'en-US', NARROW);
    await goes(page, at, '/broadcasts', 'Broadcasts');
    await opens(page, 'Draft a broadcast');
    const drafted = await does(page, at, {
      act: 'draft-broadcast',
      name: 'Draft a broadcast',
      says: { 'Text in Russian': 'Новости', 'Text in English': 'News', 'Only who has bought': 'yes' },
    });
    expect(drafted).toMatchObject({
      receiver: 'bot-gateway',
      job: 'draft-broadcast',
      payload: {
        texts: [
          { language: 'ru', text: 'Новости' },
          { language: 'en', text: 'News' },
        ],
        segment: { paid: true },
      },
    });

    await opens(page, 'Draft a broadcast');
    const form = page.getByRole('dialog');
    await form.getByLabel('Text in Russian').fill('Новости');
    await form.getByLabel('Button in Russian').fill('Смотреть');
    await form.getByLabel('Reason').fill('asked by the spec');
    await form.getByRole('button', { name: 'See what it does' }).click();
    await form.getByRole('button', { name: 'Draft a broadcast', exact: true }).click();
    // The message of the act before stands for as long as the window is not looked at.
    await page.evaluate(`window.dispatchEvent(new Event('blur'))`);
    await page.getByText('A button needs both its words and its link').waitFor();
    await form.getByLabel('Link of the button (https)').fill('javascript:alert(1)');
    await form.getByRole('button', { name: 'See what it does' }).click();
    await page.getByText('This will not do: Link of the button (https)').waitFor();
    expect(await form.getByRole('button', { name: 'Draft a broadcast', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    const isIn = async (state: string): Promise<void> => {
      await at.postgres.admin.query(`UPDATE bot.broadcast SET state = $2 WHERE id = $1`, [broadcastId, state]);
      await page.reload();
      await goes(page, at, `/broadcasts/${broadcastId}`, 'Новые образы');
    };
    await isIn('draft');
    await opens(page, 'Change the draft');
    const changed = await does(page, at, {
      act: 'draft-broadcast',
      name: 'Change the draft',
      says: { 'Text in English': 'New looks for winter' },
    });
    expect(changed).toMatchObject({
      payload: {
        broadcastId,
        texts: [
          { language: 'ru', button: 'Смотреть' },
          { language: 'en', text: 'New looks for winter' },
        ],
        url: 'https://example.com/looks',
      },
    });
    const moves = [
      ['draft', 'preview-broadcast', 'Preview the broadcast', { action: 'preview', userId }],
      ['draft', 'start-broadcast', 'Start the broadcast', { action: 'start' }],
      ['draft', 'start-broadcast', 'Schedule', { action: 'start', at: expect.stringMatching(/^2030-01-0/) }],
      ['running', 'pause-broadcast', 'Pause the broadcast', { action: 'pause' }],
      ['paused', 'start-broadcast', 'Go on', { action: 'start' }],
      ['paused', 'stop-broadcast', 'Stop the broadcast', { action: 'stop' }],
    ] as const;
    for (const [state, act, name, payload] of moves) {
      await isIn(state);
      await opens(page, name);
      const says = name === 'Schedule' ? { says: { 'When to begin': '2030-01-02T10:00' } } : {};
      const sent = await does(page, at, { act, name, ...says, looks: act === 'start-broadcast' });
      expect(sent).toMatchObject({ job: 'operate-broadcast', payload: { broadcastId, ...payload } });
    }
    // The browser itself names the draft and the preview that were refused.
    expect(wrong).toEqual([expect.stringContaining('422'), expect.stringContaining('400')]);
  }, 600_000);

  it('a read-only operator sees what is sold and what is planned, and no button for an act on these', async () => {
    const at = await desk();
    const { broadcastId } = await sold(at.postgres);
    const { page } = await opened(browser, at, READ_ONLY, 'en-US', WIDE);
    for (const [address, shows] of [
      ['/prices', 'Planned'],
      ['/promo', 'SPRING'],
      [`/broadcasts/${broadcastId}`, 'Новые образы'],
    ] as const) {
      await goes(page, at, address, shows);
      const names = ['Set a price', 'New pack', 'New plan', 'Make a promo code', 'Pause the broadcast', 'Withdraw'];
      for (const name of names) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
  });
});
