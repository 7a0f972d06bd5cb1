import { describe, expect, it } from '@jest/globals';
import { PersonRowsStore } from '@aisha/database/people';
import type { FaceStop, OrderId, ReportId, UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { ListPersonHandler } from '@aisha/orders';
import { newId } from '@aisha/platform';
import { loraKey, personRowsKey } from '@aisha/storage';
import { jobContext } from '@aisha/testing';
import { onTrainer } from '../../spec/trainer-harness';

interface Line {
  readonly table?: string;
  readonly row?: Readonly<Record<string, unknown>>;
  readonly file?: string;
}

/** A person whose data the trainer lists for an export. */
const setup = async () => {
  const trainer = await onTrainer();
  const { database, fixtures, storage } = trainer;
  const userId = newId<UserId>();
  const exportId = newId<string>();
  const handler = new ListPersonHandler(
    new PersonRowsStore(database, 'trainer'),
    storage,
    new Outbox('trainer'),
    database,
  );
  return {
    ...trainer,
    userId,
    /** Makes an avatar with a model of its own. */
    avatarWithModel: async (stoppedFor: FaceStop | null) => {
      const { id } = await fixtures.avatar({ userId, stoppedFor, stoppedAt: stoppedFor && new Date() });
      const model = loraKey(userId, id, newId<OrderId>(), 1);
      await storage.put(model, Buffer.from('a model'), { contentType: 'application/octet-stream' });
      return id;
    },
    /** The lines that the trainer writes for the export. */
    listed: async (): Promise<readonly Line[]> => {
      await handler.handle({ userId, exportId, avatarIds: [] }, jobContext(trainer));
      const written = await storage.getBuffer(personRowsKey(userId, exportId, 'trainer'), { maxBytes: 1_000_000 });
      const lines = written.toString().split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Line);
    },
  };
};

describe('an export and the faces of other people', () => {
  it('an export has the models of a person’s avatars, but none of a stopped avatar, because the face may be another person’s', async () => {
    const { avatarWithModel, listed } = await setup();
    const free = await avatarWithModel(null);
    for (const stop of ['known-face', 'reported', 'misused'] as const) await avatarWithModel(stop);

    const models = (await listed()).flatMap(({ file }) => (file?.includes('/models/') ? [file] : []));

    expect(models).toHaveLength(1);
    expect(models[0]).toContain(free);
  });

  it('an export does not say that a face is in the register: it gives the reason that the screens give', async () => {
    const { avatarWithModel, listed } = await setup();
    await avatarWithModel('known-face');
    await avatarWithModel('reported');

    const avatars = (await listed()).flatMap(({ table, row }) => (table === 'trainer.avatar' ? [row!] : []));

    expect(avatars.map((row) => row['stopped_for']).sort()).toEqual(['reported', 'several-people']);
    expect(avatars.every((row) => !('lora_url' in row))).toBe(true);
  });

  it('an export gives a report with its own words, and without those of the operator who closed it', async () => {
    const { admin, userId, listed } = await setup();
    await admin.query(
      `INSERT INTO trainer.face_report (id, user_id, about, words, has_face, closed_at, closed_as)
       VALUES ($1, $2, 'my-face', 'Это моё лицо', true, now(), 'Борис has proved that it is his')`,
      [newId<ReportId>(), userId],
    );

    const lines = await listed();

    expect(lines.filter(({ table }) => table === 'trainer.face_report')).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain('Это моё лицо');
    expect(JSON.stringify(lines)).not.toContain('Борис');
  });
});
