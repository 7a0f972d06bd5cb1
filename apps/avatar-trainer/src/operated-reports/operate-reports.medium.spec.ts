import { describe, expect, it } from '@jest/globals';
import { OperatorActReader } from '@aisha/database';
import { FaceProof, KnownFace } from '@aisha/database/trainer';
import { newId } from '@aisha/platform';
import type { AvatarId, ReportId, UserId } from '@aisha/domain';
import { facesOfSet } from '../../spec/set-of-faces';
import { onTrainer } from '../../spec/trainer-harness';

const setup = async () => {
  const trainer = await onTrainer();
  const { admin } = trainer;
  const avatarOfHer = async () => {
    const made = await trainer.fixtures.avatar({ photos: 0 });
    for (const embedding of await facesOfSet()) await trainer.fixtures.photo({ avatarId: made.id, embedding });
    return made;
  };
  const avatar = await avatarOfHer();
  const [reportId, userId] = [newId<ReportId>(), newId<UserId>()];
  await admin.query(
    `INSERT INTO trainer.face_report (id, user_id, about, words, has_face, avatars) VALUES ($1, $2, 'my-face', 'Это моё лицо', true, $3)`,
    [reportId, userId, [avatar.id]],
  );
  const by = () => ({ actId: newId<string>(), operator: 'telegram:500001', reason: 'two people say so' });
  const stop = (
    given: { avatarId?: AvatarId; stop?: 'reported' | 'misused'; reportId?: ReportId; actId?: string } = {},
  ) => trainer.do('stop-avatar', { ...by(), avatarId: avatar.id, stop: 'misused', ...given });
  const free = (avatarId: AvatarId = avatar.id) => trainer.do('free-avatar', { ...by(), avatarId });
  const close = (forgetFace = false, id = reportId) =>
    trainer.do('close-report', { ...by(), reportId: id, forgetFace });
  const stopOf = async (id: AvatarId = avatar.id) => (await trainer.avatar(id)).stoppedFor;
  const news = async () => (await trainer.sent('show-report')).map((sent) => sent.news);
  const acts = async () => {
    const reader = new OperatorActReader((sql, parameters) => admin.query(sql, parameters));
    return (await reader.page({}, { limit: 100 })).acts.map(({ act, outcome }) => `${act} ${outcome}`);
  };
  return {
    ...trainer,
    trainer,
    admin,
    avatar,
    avatarOfHer,
    reportId,
    userId,
    by,
    stop,
    free,
    close,
    stopOf,
    news,
    acts,
  };
};

describe('an operator who decides about a report', () => {
  it('an operator stops an avatar once per act, with an audit row; its person and the reporter are told, and the face becomes known', async () => {
    const { trainer, avatar, reportId, userId, by, stop, stopOf, acts, admin } = await setup();
    const { actId } = by();

    await Promise.all([stop({ reportId, actId }), stop({ reportId, actId })]);

    expect(await stopOf()).toBe('misused');
    expect(await trainer.sent('show-avatar-stop')).toEqual([
      { userId: avatar.userId, avatarId: avatar.id, stop: 'misused' },
    ]);
    expect(await trainer.sent('show-report')).toEqual([{ userId, reportId, news: 'stopped', photoId: null }]);
    expect(await trainer.database.read.find(KnownFace)).toMatchObject([
      { id: avatar.id, source: 'avatar', userId: avatar.userId },
    ]);
    expect(await acts()).toEqual(['stop-avatar done']);
    const [row] = await admin.query(
      'SELECT operator, reason, user_id AS "userId", subject, details FROM trainer.operator_act',
    );
    expect(row).toEqual({
      operator: 'telegram:500001',
      reason: 'two people say so',
      userId: avatar.userId,
      subject: avatar.id,
      details: { stop: 'misused', report: reportId },
    });
  });

  it('when an operator frees an avatar, its face is no longer known, a proof of the face is kept, and the person is told', async () => {
    const { trainer, avatar, stop, free, stopOf, acts } = await setup();
    await stop({ stop: 'reported' });
    expect(await stopOf()).toBe('reported');

    await free();
    await free();

    expect(await stopOf()).toBeNull();
    expect((await trainer.sent('show-avatar-stop')).at(-1)).toMatchObject({ stop: null });
    expect(await trainer.database.read.count(KnownFace)).toBe(0);
    expect(await trainer.database.read.find(FaceProof)).toMatchObject([{ avatarId: avatar.id }]);
    expect(await acts()).toEqual(['free-avatar not-stopped', 'free-avatar done', 'stop-avatar done']);
  });

  it('a reporter is told once when two avatars are stopped, and once more when one of them is freed and the report is closed', async () => {
    const { avatarOfHer, reportId, stop, free, close, news } = await setup();
    const other = await avatarOfHer();
    await stop({ stop: 'reported', reportId });
    await stop({ stop: 'reported', reportId, avatarId: other.id });
    expect(await news()).toEqual(['paused']);

    await free(other.id);
    await close();

    expect(await news()).toEqual(['paused', 'closed']);
  });

  it('a report is closed once, without telling a reporter who knows of a stop, and its face is forgotten when the operator says so', async () => {
    const { trainer, reportId, userId, stop, close, news, acts, admin } = await setup();
    const [face] = await facesOfSet();
    await admin.insert(KnownFace, {
      id: reportId,
      source: 'report',
      userId,
      embedding: face!,
      knownAt: new Date(),
    });
    await stop({ reportId });

    await close(true);
    await close();

    expect(await news()).toEqual(['stopped']);
    expect((await trainer.database.read.find(KnownFace)).map(({ source }) => source)).toEqual(['avatar']);
    expect(await acts()).toEqual(['close-report closed-before', 'close-report done', 'stop-avatar done']);
    const [row] = await admin.query('SELECT closed_as AS "closedAs" FROM trainer.face_report');
    expect(row).toEqual({ closedAs: 'two people say so' });
  });

  it('a stop for misuse replaces a stop that selfies can end, and a stop that selfies can end never replaces one for misuse', async () => {
    const { stop, stopOf, free, acts, trainer } = await setup();
    await stop({ stop: 'misused' });

    await stop({ stop: 'reported' });

    expect(await stopOf()).toBe('misused');
    expect(await trainer.sent('show-avatar-stop')).toMatchObject([{ stop: 'misused' }]);
    await free();
    await stop({ stop: 'reported' });
    await stop({ stop: 'misused' });
    expect(await stopOf()).toBe('misused');
    expect(await acts()).toEqual([
      ...['stop-avatar done', 'stop-avatar done', 'free-avatar done'],
      ...['stop-avatar stopped-for-misuse', 'stop-avatar done'],
    ]);
  });

  it('an act about an unknown avatar or report, or an attempt to stop a style in a way that selfies could end, changes nothing and still has its audit row', async () => {
    const { trainer, fixtures, stop, free, close, acts, stopOf } = await setup();
    const style = await fixtures.avatar({ trainingType: 'style', photos: 0 });

    await stop({ avatarId: style.id, stop: 'reported' });
    await stop({ reportId: newId<ReportId>() });
    await stop({ avatarId: newId<AvatarId>() });
    await free(newId<AvatarId>());
    await close(false, newId<ReportId>());

    expect(await acts()).toEqual([
      'close-report report-unknown',
      'free-avatar avatar-unknown',
      'stop-avatar avatar-unknown',
      'stop-avatar report-unknown',
      'stop-avatar no-face-to-prove',
    ]);
    expect([await stopOf(), await stopOf(style.id), await trainer.sent('show-avatar-stop')]).toEqual([null, null, []]);
  });
});
