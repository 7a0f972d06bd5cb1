import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { desk, OWNER, READ_ONLY } from '../../spec/desk';
import { sold } from '../../spec/sold';

describe('the page of a broadcast', () => {
  it('what the page of a broadcast asks every few seconds reads no person, and has the link of the button', async () => {
    const at = await desk();
    const { broadcastId } = await sold(at.postgres);
    const browser = await at.as(READ_ONLY);
    const asks = (path: string) => at.ask('GET', `/api/broadcasts/${path}`, browser);
    const [login] = await at.postgres.database.read.query<[{ name: string }]>('SELECT current_user AS name');
    await at.postgres.admin.query(`REVOKE ALL ON bot.person FROM "${login.name}"`);

    const page = await asks(broadcastId);

    expect([page.status, await page.json()]).toEqual([
      200,
      expect.objectContaining({
        url: 'https://example.com/looks',
        progress: { sent: 1, failed: 1, waiting: 0 },
      }),
    ]);
    expect((await asks('audience')).status).toBe(500); // it is asked once: it does read people
  });
});

it('the refusal of a draft names the fields that are wrong and not the list or the segment that has them', async () => {
  const at = await desk();
  const owner = await at.as(OWNER);
  const draft = {
    ...{ actId: newId<string>(), reason: 'news of the week' },
    texts: [
      { language: 'ru', text: '' },
      { language: 'en', text: '', button: '' },
    ],
    segment: { idleDays: 0 },
  };

  const answer = await at.ask('POST', `/api/broadcasts/${newId<string>()}`, owner, draft);

  expect([answer.status, await answer.json()]).toEqual([
    400,
    { code: 'fields-not-valid', fields: ['text', 'button', 'idleDays'] },
  ]);
});
