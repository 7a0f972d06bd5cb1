import type { AvatarId, OrderId, PermissionId, PermissionScope, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';

/** A person who is drawn, and the avatar that shows them. */
export interface DrawnPerson {
  readonly userId: UserId;
  readonly avatarId: AvatarId;
}

/** A permission as the person who may draw sees it. */
interface ReceivedPermission {
  readonly id: PermissionId;
  /** The friend's name as Telegram gives it. */
  readonly name: string;
  readonly scope: PermissionScope;
  readonly avatarId: AvatarId;
}

/** A permission as its giver sees it. */
interface GivenPermission {
  readonly id: PermissionId;
  /** The name of the person who may draw. */
  readonly name: string;
  readonly scope: PermissionScope;
  readonly avatar: string;
}

/** Another person's pictures in which a person is drawn. */
interface PicturesWithFriend {
  /** The person whose pictures they are. */
  readonly ownerId: UserId;
  readonly name: string;
  readonly count: number;
}

/** A picture of several people that has not been deleted. */
interface PictureWithFriend {
  readonly orderId: OrderId;
  readonly filePath: string;
}

/** An invitation as a person who opens its link sees it. */
interface OpenInvitation {
  readonly askerId: UserId;
  readonly name: string;
  readonly expiresAt: Date;
  /** Whether somebody has answered. */
  readonly isAnswered: boolean;
}

/** The outcome of an invitation, as the person who made it sees it. */
interface InvitationAnswer {
  readonly isAnswered: boolean;
  /** Null: the answer is no, or there is none yet. */
  readonly scope: PermissionScope | null;
  /** The name of the friend who has answered; null: nobody has. */
  readonly name: string | null;
}

/**
 * SQL: a permission is valid, whatever it is for. The friend gave it and has not taken it back; the avatar exists, is not stopped, and shows
 * the friend's own face, as the friend has said; the friend's consent is not withdrawn.
 */
const STANDS = `p.avatar_id IS NOT NULL AND p.withdrawn_at IS NULL AND a.deleted_at IS NULL AND a.stopped_for IS NULL
  AND a.face_owner = 'own' AND EXISTS (SELECT FROM bot.consent c WHERE c.user_id = p.giver_id AND c.withdrawn_at IS NULL)`;
const PERMISSIONS = `bot.drawing_permission p JOIN trainer.avatar a ON a.id = p.avatar_id AND a.user_id = p.giver_id`;
const UNUSED = `NOT EXISTS (SELECT FROM generator.permission_use used WHERE used.permission_id = p.id)`;

/** Pictures that were drawn with a permission; the order's row keeps the ids of the permissions that it used. */
const PICTURES_WITH = `bot.drawing_permission p
  JOIN generator.together t ON t.user_id = p.asker_id AND p.id = ANY (t.permission_ids)`;
const IS_THERE = `t.file_path IS NOT NULL AND NOT EXISTS (
  SELECT FROM bot.pending_change gone WHERE gone.set_id = t.user_id AND gone.item_id = t.order_id AND gone.change = 'removed')`;

/** Who lets whom draw an avatar together with others (decision 197). */
export class DrawingPermissionReader {
  constructor(private readonly database: Database) {}

  /**
   * The people whom these permissions let the asker draw in this order now, in the order of the permissions. The others may not be drawn. A
   * permission for one picture is good only for the order that uses it.
   */
  async standing(askerId: UserId, ids: readonly PermissionId[], orderId: OrderId): Promise<DrawnPerson[]> {
    return this.database.read.query<DrawnPerson[]>(
      `SELECT p.giver_id AS "userId", p.avatar_id AS "avatarId" FROM ${PERMISSIONS}
        WHERE p.id = ANY ($2::uuid[]) AND p.asker_id = $1 AND ${STANDS}
          AND (p.scope = 'always' OR EXISTS (
            SELECT FROM generator.permission_use used WHERE used.permission_id = p.id AND used.order_id = $3))
        ORDER BY array_position($2::uuid[], p.id)`,
      [askerId, ids, orderId],
    );
  }

  /**
   * The permissions that a new order of the person could use now, one of each friend. A lasting permission goes before one for a single
   * picture, and a newer one before an older one. The friends who agreed last come first, whichever of their permissions is used.
   */
  async received(askerId: UserId): Promise<ReceivedPermission[]> {
    return this.database.read.query<ReceivedPermission[]>(
      `SELECT id, name, scope, "avatarId" FROM (
         SELECT DISTINCT ON (p.giver_id) p.id, person.first_name AS name, p.scope, p.avatar_id AS "avatarId",
                max(p.answered_at) OVER (PARTITION BY p.giver_id) AS at
           FROM ${PERMISSIONS} JOIN bot.person person ON person.user_id = p.giver_id
          WHERE p.asker_id = $1 AND ${STANDS} AND ${UNUSED}
          ORDER BY p.giver_id, p.scope, p.answered_at DESC) received
        ORDER BY at DESC, id`,
      [askerId],
    );
  }

  /** The permissions that a person has given and can take back. Leaves out a permission for one picture once an order with it has ended. */
  async given(giverId: UserId): Promise<GivenPermission[]> {
    return this.database.read.query<GivenPermission[]>(
      `SELECT p.id, person.first_name AS name, p.scope, a.name AS avatar
         FROM ${PERMISSIONS} JOIN bot.person person ON person.user_id = p.asker_id
        WHERE p.giver_id = $1 AND p.withdrawn_at IS NULL AND a.deleted_at IS NULL AND NOT EXISTS (
          SELECT FROM generator.permission_use used JOIN generator.together asked ON asked.order_id = used.order_id
           WHERE used.permission_id = p.id AND asked.finished_at IS NOT NULL)
        ORDER BY p.answered_at DESC`,
      [giverId],
    );
  }

  /**
   * Other people's pictures that show this person with this person's permission, even if the permission has ended; pictures that are being
   * deleted are left out.
   */
  async drawnBy(giverId: UserId): Promise<PicturesWithFriend[]> {
    return this.database.read.query<PicturesWithFriend[]>(
      `SELECT t.user_id AS "ownerId", person.first_name AS name, count(DISTINCT t.order_id)::int AS count
         FROM ${PICTURES_WITH} JOIN bot.person person ON person.user_id = t.user_id
        WHERE p.giver_id = $1 AND ${IS_THERE} GROUP BY t.user_id, person.first_name ORDER BY t.user_id`,
      [giverId],
    );
  }

  /** The pictures of one person that show another person, the newest first. */
  async picturesWith(ownerId: UserId, giverId: UserId): Promise<PictureWithFriend[]> {
    return this.database.read.query<PictureWithFriend[]>(
      `SELECT DISTINCT t.order_id AS "orderId", t.file_path AS "filePath" FROM ${PICTURES_WITH}
        WHERE p.giver_id = $2 AND t.user_id = $1 AND ${IS_THERE} ORDER BY t.order_id DESC`,
      [ownerId, giverId],
    );
  }

  /** The avatars that a person's picture of several people shows, also those whose permission has ended since. */
  async avatarsIn(ownerId: UserId, orderId: OrderId): Promise<AvatarId[]> {
    const shown = await this.database.read.query<{ id: AvatarId }[]>(
      `SELECT avatar_id AS id FROM generator.together WHERE user_id = $1 AND order_id = $2
       UNION
       SELECT p.avatar_id FROM ${PICTURES_WITH} WHERE t.user_id = $1 AND t.order_id = $2 AND p.avatar_id IS NOT NULL`,
      [ownerId, orderId],
    );
    return shown.map(({ id }) => id);
  }

  /** The invitation behind a link; null when there is none. */
  async invitation(id: PermissionId): Promise<OpenInvitation | null> {
    const [found] = await this.database.read.query<OpenInvitation[]>(
      `SELECT p.asker_id AS "askerId", person.first_name AS name, p.expires_at AS "expiresAt",
              p.answered_at IS NOT NULL AS "isAnswered"
         FROM bot.drawing_permission p JOIN bot.person person ON person.user_id = p.asker_id WHERE p.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** The outcome of an invitation that a person has made; null when the invitation is not this person's. */
  async answerTo(askerId: UserId, id: PermissionId): Promise<InvitationAnswer | null> {
    const [found] = await this.database.read.query<InvitationAnswer[]>(
      `SELECT p.answered_at IS NOT NULL AS "isAnswered", p.scope, person.first_name AS name
         FROM bot.drawing_permission p LEFT JOIN bot.person person ON person.user_id = p.giver_id
        WHERE p.id = $2 AND p.asker_id = $1`,
      [askerId, id],
    );
    return found ?? null;
  }

  /** How many invitations of a person wait for an answer. */
  async countOpen(askerId: UserId, now: Date): Promise<number> {
    const [found] = await this.database.read.query<{ open: number }[]>(
      `SELECT count(*)::int AS open FROM bot.drawing_permission
        WHERE asker_id = $1 AND answered_at IS NULL AND expires_at > $2`,
      [askerId, now],
    );
    return found?.open ?? 0;
  }
}
