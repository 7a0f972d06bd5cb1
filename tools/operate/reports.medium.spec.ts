import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { FaceProof, KnownFace } from '@aisha/database/trainer';
import { newId } from '@aisha/platform';
import type { ReportId, UserId } from '@aisha/domain';
import { onPostgres } from '@aisha/testing';

const setup = async () => {
  const postgres = await onPostgres('trainer');
  const avatar = await postgres.fixtures.avatar({ photos: 0 });
  for (const value of [0.1, 0.3]) {
    await postgres.fixtures.photo({ avatarId: avatar.id, embedding: Array<number>(128).fill(value) });
  }
  const [reportId, userId] = [newId<ReportId>(), newId<UserId>()];
  await postgres.admin.query(
    `INSERT INTO trainer.face_report (id, user_id, about, words, has_face, avatars) VALUES ($1, $2, 'my-face', 'Это моё лицо', true, $3)`,
    [reportId, userId, [avatar.id]],
  );
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(__dirname, 'reports.mts'), ...args], {
      env: { ...process.env, DATABASE_URL: postgres.url },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  const stop = async () =>
    (await postgres.admin.query<{ stop: string | null }>('SELECT stopped_for AS stop FROM trainer.avatar'))[0]?.stop;
  const sent = async () =>
    (await postgres.outboxOf('trainer')).map(({ job, payload }) => [job, payload['stop'] ?? payload['news'] ?? null]);
  return { ...postgres, avatar, reportId, number: reportId.slice(-8), userId, command, stop, sent };
};

describe('the command for reports', () => {
  it('the command for reports lists the open ones without their words, and shows one with its words and the avatars that look like it', async () => {
    const { command, number, avatar, reportId } = await setup();

    const list = await command();
    expect(list.text).toMatch(
      new RegExp(`^${number} {2}my-face {2}like 1 avatars {2}.* open {2}${reportId}\n1 in all`),
    );
    expect((await command('--json')).text).not.toContain('лицо');
    const { text } = await command('show', number.toUpperCase());
    expect(text).toContain('words: Это моё лицо');
    expect(text).toMatch(new RegExp(`avatar ${avatar.id} .* not stopped {2}not proved`));
  });

  it('the command for reports escapes control characters, and indents lines that look like its own', async () => {
    const { command, number, admin } = await setup();
    const words = 'Это\u001b[2J\u009b31m я\u202e\r\nclosed: misused\u0007';
    await admin.query('UPDATE trainer.face_report SET words = $1', [words]);

    const { text } = await command('show', number);

    expect(text).toContain('words: Это\\u001b[2J\\u009b31m я\\u202e\\u000d\n       closed: misused\\u0007\n');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('the command for reports stops an avatar with --yes: its person and the reporter are told, and the product remembers its face', async () => {
    const { command, avatar, number, stop, sent, database } = await setup();
    const asked = ['stop-avatar', avatar.id, '--reason', 'misuse', '--report', number];

    expect((await command(...asked)).text).toMatch(/would stop [^]*Nothing was changed/);
    expect([await stop(), await sent()]).toEqual([null, []]);
    expect(await command(...asked, '--yes')).toMatchObject({ code: 0 });

    expect(await stop()).toBe('misused');
    expect(await sent()).toEqual([
      ['show-avatar-stop', 'misused'],
      ['show-report', 'stopped'],
    ]);
    const [known] = await database.read.find(KnownFace);
    expect(known).toMatchObject({ id: avatar.id, source: 'avatar', userId: avatar.userId });
    expect(known?.embedding).toHaveLength(128);
    expect(known?.embedding[0]).toBeCloseTo(0.2, 5);
  });

  it('the command for reports takes a stop back: the avatar is free, and its face is forgotten', async () => {
    const { command, avatar, stop, sent, database } = await setup();
    await command('stop-avatar', avatar.id, '--reason', 'face', '--yes');
    expect(await stop()).toBe('reported');

    expect(await command('free-avatar', avatar.id, '--yes')).toMatchObject({ code: 0 });

    expect(await stop()).toBeNull();
    expect((await sent()).at(-1)).toEqual(['show-avatar-stop', null]);
    expect(await database.read.count(KnownFace)).toBe(0);
    const [proof] = await database.read.find(FaceProof);
    expect([proof?.avatarId, proof?.embedding.length]).toEqual([avatar.id, 128]);
    expect(proof?.embedding[0]).toBeCloseTo(0.2, 5);
    expect(await command('free-avatar', avatar.id, '--yes')).toMatchObject({ code: 1 });
  });

  it('the command for reports closes a report with its reason, tells the reporter, and forgets the face if told so', async () => {
    const { command, number, reportId, userId, admin, sent, database } = await setup();
    const known = { id: reportId, source: 'report', userId, embedding: Array<number>(128).fill(0) } as const;
    await admin.insert(KnownFace, { ...known, knownAt: new Date() });

    expect(await command('close', number, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('--reason'),
    });
    await command('close', number, '--reason', 'the face is the owner’s', '--forget-face', '--yes');

    expect((await command()).text).toBe('none\n');
    expect((await command('show', number)).text).toContain('closed: the face is the owner’s');
    expect(await sent()).toEqual([['show-report', 'closed']]);
    expect(await database.read.count(KnownFace)).toBe(0);
  });

  it('the command for reports tells a reporter about one stop, however many avatars are stopped, and how the report ends once they are free', async () => {
    const { command, avatar, fixtures, number, sent } = await setup();
    const other = await fixtures.avatar({ photos: 0 });
    for (const { id } of [avatar, other]) {
      await command('stop-avatar', id, '--reason', 'face', '--report', number, '--yes');
    }
    const news = async () => (await sent()).flatMap(([job, said]) => (job === 'show-report' ? [said] : []));
    expect(await news()).toEqual(['paused']);

    await command('free-avatar', other.id, '--yes');
    await command('close', number, '--reason', 'freed', '--yes');

    expect(await news()).toEqual(['paused', 'closed']);
  });

  it.each([
    ['face', 'paused'],
    ['misuse', 'stopped'],
  ])(
    'the command for reports closes a report without a word when its person knows of a stop: %s',
    async (reason, news) => {
      const { command, avatar, number, sent } = await setup();
      await command('stop-avatar', avatar.id, '--reason', reason, '--report', number, '--yes');
      expect((await sent()).at(-1)).toEqual(['show-report', news]);
      expect((await command('show', number)).text).toMatch(/told of a stop 20/);

      await command('close', number, '--reason', 'stopped', '--yes');

      expect((await command()).text).toBe('none\n');
      expect((await sent()).at(-1)).toEqual(['show-report', news]);
    },
  );

  it('the command for reports asks no selfies for the face of a style, which no selfie can prove, and says what it does not know', async () => {
    const { command, fixtures } = await setup();
    const style = await fixtures.avatar({ trainingType: 'style', photos: 0 });

    expect(await command('stop-avatar', style.id, '--reason', 'face', '--yes')).toMatchObject({ code: 1 });
    for (const wrong of [['stop-avatar', 'x'], ['show', 'zz'], ['show', '00000000'], ['erase']]) {
      expect((await command(...wrong)).code).toBe(1);
    }
  });
});
