import { type AvatarId, INVITATION_LASTS_MS, type PermissionId, type PermissionScope } from '@aisha/domain';
import { write, type Effect } from '../engine/conversation';

/** An answer to an invitation. */
interface Answer {
  readonly permissionId: PermissionId;
  readonly avatarId: AvatarId | null;
  readonly scope: PermissionScope | null;
}

/**
 * Records an invitation. Also deletes the person's expired invitations that nobody answered, because they say nothing about anybody else.
 */
export const invites = write('invites', async (tx, userId, { id, now }: { id: PermissionId; now: Date }) => {
  await tx.query(`DELETE FROM bot.drawing_permission WHERE asker_id = $1 AND answered_at IS NULL AND expires_at < $2`, [
    userId,
    now,
  ]);
  await tx.query(
    `INSERT INTO bot.drawing_permission (id, asker_id, asked_at, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [id, userId, now, new Date(now.getTime() + INVITATION_LASTS_MS)],
  );
});

/**
 * Records an answer to an invitation, once and in time. Throws if the invitation is answered or expired, if it is the person's own, or if
 * the avatar belongs to another person. When two people answer at the same moment, the second one's transaction fails, is tried again, and
 * finds the invitation used.
 */
export const answers = write('answers', async (tx, userId, { permissionId, avatarId, scope }: Answer) => {
  const [answered] = await tx.query<[unknown[], number]>(
    `UPDATE bot.drawing_permission p SET giver_id = $2, answered_at = now(), avatar_id = $3, scope = $4
      WHERE id = $1 AND answered_at IS NULL AND expires_at > now() AND asker_id <> $2
        AND ($3::uuid IS NULL OR EXISTS (
          SELECT FROM trainer.avatar a WHERE a.id = $3 AND a.user_id = $2 AND a.deleted_at IS NULL))
      RETURNING id`,
    [permissionId, userId, avatarId, scope],
  );
  if (answered.length === 0) throw new Error('the invitation was answered a moment ago');
});

/**
 * Takes back a permission that this person has given, and every other permission that lets the same person draw the same avatar. The
 * permissions end with this transaction, even for an order that is under way.
 */
export const takesBack = write('takes-back', (tx, userId, permissionId: PermissionId) =>
  tx.query(
    `UPDATE bot.drawing_permission taken SET withdrawn_at = now() FROM bot.drawing_permission named
      WHERE named.id = $1 AND named.giver_id = $2 AND taken.giver_id = $2 AND taken.withdrawn_at IS NULL
        AND taken.asker_id = named.asker_id AND taken.avatar_id = named.avatar_id`,
    [permissionId, userId],
  ),
);

const withdraws = write('withdraws-permissions', (tx, userId, avatarId: AvatarId | null) =>
  tx.query(
    `UPDATE bot.drawing_permission SET withdrawn_at = now()
      WHERE giver_id = $1 AND withdrawn_at IS NULL AND avatar_id = coalesce($2, avatar_id)`,
    [userId, avatarId],
  ),
);

/** Takes back all permissions for an avatar as soon as its person taps to delete it, before the trainer has deleted it. */
export const withoutPermissions = (avatarId: AvatarId): Effect => withdraws(avatarId);

/** Takes back all permissions of a person who withdraws the consent. */
export const withoutAnyPermission: Effect = withdraws(null);
