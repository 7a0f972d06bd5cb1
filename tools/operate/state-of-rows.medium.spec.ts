import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

const setup = async () => {
  const { url, adminUrl, fixtures, admin } = await onPostgres('trainer');
  const avatars = (...words: string[]) => aisha({ DATABASE_URL: url }, 'avatars', ...words);
  const database = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl }, 'database', ...words);
  return { avatars, database, fixtures, admin };
};

describe('aisha avatars', () => {
  it('aisha avatars counts avatars by state, and shows no name', async () => {
    const { avatars, fixtures } = await setup();
    await fixtures.avatar({ status: 'completed', name: 'Анна' });
    await fixtures.avatar({ status: 'draft', name: 'Борис' });

    const { code, text } = await avatars();

    expect(code).toBe(0);
    expect(text).toBe(
      'completed  portrait  1\ndraft  portrait  1\n0 whose last training failed, 0 stopped, 0 deleted\n0 stuck, 0 left for a week or longer\n',
    );
  });

  it('aisha avatars finds an avatar in training that no order trains, and abandoned drafts', async () => {
    const { avatars, fixtures } = await setup();
    const stuck = await fixtures.avatar({ status: 'training' });
    await fixtures.training({ state: 'waiting' });
    const left = await fixtures.avatar({ status: 'draft', createdAt: ago(9), photos: 0 });
    await fixtures.avatar({ status: 'draft' });

    expect(await avatars('--stuck')).toMatchObject({ code: 1, text: expect.stringContaining(stuck.id) });
    expect(JSON.parse((await avatars('--stuck', '--json')).text)).toMatchObject([{ avatarId: stuck.id }]);
    expect(JSON.parse((await avatars('--idle', '--json')).text)).toMatchObject([{ avatarId: left.id, state: 'draft' }]);
  });
});

describe('aisha database', () => {
  it('aisha database shows size, tables and connections, and that no migration is missing', async () => {
    const { database } = await setup();

    const { code, text } = await database();

    expect(text).toMatch(/^Postgres \d+\S*: [\d.]+ MB, \d+ of \d+ connections\n/);
    expect(text).toContain('The largest tables:');
    expect(text).toContain('No migration is missing.');
    expect(code).toBe(0);
  });

  it('aisha database names a migration that is missing', async () => {
    const { database, admin } = await setup();
    await admin.query(`DELETE FROM aisha_migration WHERE name = 'CreateQueueSetting1795485600000'`);

    expect(await database()).toMatchObject({
      code: 1,
      text: expect.stringContaining('MISSING migrations: CreateQueueSetting1795485600000'),
    });
    expect(JSON.parse((await database('--json')).text)).toMatchObject({ missing: ['CreateQueueSetting1795485600000'] });
  });
});
