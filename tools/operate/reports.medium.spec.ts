import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type ActOutcome } from '@aisha/database';
import { newId } from '@aisha/platform';
import type { ReportId, UserId } from '@aisha/domain';
import { eventually, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const WHY = ['--operator', 'olga', '--reason', 'two people say so'];

const setup = async () => {
  const postgres = await onPostgres('trainer');
  const avatar = await postgres.fixtures.avatar({ photos: 1 });
  const [reportId, userId] = [newId<ReportId>(), newId<UserId>()];
  await postgres.admin.query(
    `INSERT INTO trainer.face_report (id, user_id, about, words, has_face, avatars) VALUES ($1, $2, 'my-face', 'Это моё лицо', true, $3)`,
    [reportId, userId, [avatar.id]],
  );
  const command = (...args: string[]) => aisha({ DATABASE_URL: postgres.url }, 'reports', ...args);
  /** Does the next act as the trainer does, with this outcome. */
  const answer = async (outcome: ActOutcome = { outcome: 'done' }) => {
    const sent = await eventually(async () => (await postgres.outboxOf('trainer'))[0] ?? false);
    const payload = sent.payload as { actId: string; operator: string; reason: string };
    await postgres.admin.query('DELETE FROM trainer.outbox');
    await postgres.database.transaction((tx) =>
      new OperatorActs('trainer').record(tx, payload, { act: 'stop-avatar' }, () => Promise.resolve(outcome)),
    );
    return sent;
  };
  return { ...postgres, avatar, reportId, number: reportId.slice(-8), command, answer };
};

describe('the command for reports', () => {
  it('the command for reports lists the open reports without their words, and shows one report with its words and the avatars that look like its face', async () => {
    const { command, number, avatar, reportId } = await setup();

    const list = await command();
    expect(list.text).toMatch(
      new RegExp(`^${number} {2}my-face {2}like 1 avatar {2}.* open {2}${reportId}\\n1 in all`),
    );
    expect((await command('--json')).text).not.toContain('лицо');
    const { text } = await command('show', number.toUpperCase());
    expect(text).toContain('words: Это моё лицо');
    expect(text).toMatch(new RegExp(`avatar ${avatar.id} .* not stopped {2}not proved`));
  });

  it('the command for reports escapes control characters, and indents the reporter’s lines, so that none of them looks like a line of the command', async () => {
    const { command, number, admin } = await setup();
    const words = 'Это\u001b[2J\u009b31m я\u202e\r\nclosed: misused\u0007';
    await admin.query('UPDATE trainer.face_report SET words = $1', [words]);

    const { text } = await command('show', number);

    expect(text).toContain('words: Это\\u001b[2J\\u009b31m я\\u202e\\u000d\n       closed: misused\\u0007\n');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('the command for reports changes nothing without --yes, and with it sends the trainer one act and prints the outcome', async () => {
    const { command, answer, avatar, number, reportId, outboxOf } = await setup();
    const stop = ['stop-avatar', avatar.id, '--for', 'misuse', '--report', number, ...WHY];
    expect((await command(...stop)).text).toMatch(/would stop [^]*Nothing was changed/);
    expect(await outboxOf('trainer')).toEqual([]);

    const [said, sent] = await Promise.all([command(...stop, '--yes'), answer()]);

    expect(said).toMatchObject({ code: 0, text: expect.stringMatching(/done: stop /) });
    expect(sent).toMatchObject({
      receiver: 'avatar-trainer',
      job: 'stop-avatar',
      payload: {
        avatarId: avatar.id,
        stop: 'misused',
        reportId,
        operator: 'command:olga',
        reason: 'two people say so',
      },
    });
    const close = ['close', number, '--forget-face', ...WHY, '--yes'];
    const [refused, closing] = await Promise.all([command(...close), answer({ outcome: 'closed-before' })]);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('refused: closed-before') });
    expect(closing).toMatchObject({ job: 'close-report', payload: { reportId, forgetFace: true } });
  });

  it('the command for reports frees an avatar that is stopped, and refuses to free any other', async () => {
    const { command, answer, avatar, admin } = await setup();
    expect(await command('free-avatar', avatar.id, ...WHY, '--yes')).toMatchObject({ code: 1 });
    await admin.query(`UPDATE trainer.avatar SET stopped_for = 'misused', stopped_at = now()`);

    const [, sent] = await Promise.all([command('free-avatar', avatar.id, ...WHY, '--yes'), answer()]);

    expect(sent).toMatchObject({ job: 'free-avatar', payload: { avatarId: avatar.id } });
  });

  it('the command for reports refuses to stop a style for its face, to close a report without a reason, and words that it does not know', async () => {
    const { command, fixtures, avatar, number, outboxOf } = await setup();
    const style = await fixtures.avatar({ trainingType: 'style', photos: 0 });

    expect(await command('stop-avatar', style.id, '--for', 'face', ...WHY, '--yes')).toMatchObject({ code: 1 });
    expect(await command('close', number, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('--reason'),
    });
    for (const wrong of [
      ['stop-avatar', 'x', '--for', 'face'],
      ['stop-avatar', avatar.id],
      ['show', 'zz'],
      ['show', '00000000'],
      ['erase'],
    ])
      expect((await command(...wrong)).code).toBe(1);
    expect(await outboxOf('trainer')).toEqual([]);
  });
});
