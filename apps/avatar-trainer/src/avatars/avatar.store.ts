import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { Avatar, AvatarPhoto, AvatarReader, FaceProof } from '@aisha/database/trainer';
import {
  AppError,
  AVATAR_MOVES,
  MAX_UNFINISHED_AVATARS,
  MIN_PHOTOS,
  statesBefore,
  type AvatarId,
  type AvatarState,
  type DrawingPath,
  type FaceOwner,
  type FaceStop,
  type Subject,
  type UserId,
} from '@aisha/domain';
import { In, IsNull, Not } from 'typeorm';

type NewAvatar = Pick<Avatar, 'id' | 'userId' | 'name' | 'trainingType' | 'subject'>;

/**
 * How many random trigger phrases are tried. It is practically impossible that all of them are taken already, so if all of them fail, there
 * is another cause.
 */
const PHRASES_TRIED = 5;

/**
 * The weight of the newest order's pictures in the distance of a path. With it, about four orders decide the distance. Chosen, not measured.
 */
const NEWEST_WEIGHS = 0.25;

/** The trainings whose trial picture from several photos shows a face; only pictures by the model have a scale. */
const TRIED_BY_PHOTOS = `SELECT FROM trainer.training WHERE avatar_id = avatar.id
  AND probes @? '$[*] ? (!exists(@.scale) && @.distance != null)'`;

const CONSONANTS = 'bdfgklmnprstvxz';
const VOWELS = 'aeiou';
const SYLLABLES = 4;

const one = (letters: string): string => letters.charAt(randomInt(letters.length));

/**
 * Makes a word that no language has, such as `aisha_ko7bi2xa9ru4`, so that a model connects it only with this avatar. There are 600^4 such
 * words; a unique index ensures that no two avatars share one.
 */
const newTriggerPhrase = (): string =>
  `aisha_${Array.from({ length: SYLLABLES }, () => one(CONSONANTS) + one(VOWELS) + randomInt(2, 10)).join('')}`;

/** The only writer of trainer.avatar. */
@Injectable()
export class AvatarStore {
  /**
   * Creates an avatar. False if the avatar exists already, or if the person has too many unfinished avatars. Two messages with the same
   * avatar id are about one avatar: the second one may add the person's description to it. The gateway tells the person about the limit
   * before it takes a photo or asks for a name.
   */
  async create(tx: Transaction, avatar: NewAvatar): Promise<boolean> {
    await this.lockAvatarsOf(tx, avatar.userId);
    if (avatar.subject !== null && (await this.describe(tx, avatar, avatar.subject))) return false;
    const unfinished = await new AvatarReader(Database.within(tx)).countUnfinished(avatar.userId);
    if (unfinished >= MAX_UNFINISHED_AVATARS) return false;
    for (let tries = 0; tries < PHRASES_TRIED; tries += 1) {
      const inserted: unknown[] = await tx.query(
        `INSERT INTO trainer.avatar (id, user_id, name, training_type, subject, trigger_phrase)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [avatar.id, avatar.userId, avatar.name, avatar.trainingType, avatar.subject, newTriggerPhrase()],
      );
      if (inserted.length > 0) return true;
      if (await tx.existsBy(Avatar, { id: avatar.id })) return false;
    }
    throw new AppError('unexpected', { facts: { reason: 'no free trigger phrase' } });
  }

  /** Adds the person's description to an avatar that has none yet; false if there is no such avatar. */
  private async describe(tx: Transaction, avatar: NewAvatar, subject: Subject): Promise<boolean> {
    const { id, userId, name, trainingType } = avatar;
    const undescribed = { id, userId, subject: IsNull(), deletedAt: IsNull() };
    const { affected } = await tx.update(Avatar, undescribed, { name, trainingType, subject });
    return affected === 1;
  }

  /**
   * Locks the avatar until the transaction ends and returns it. Every change of the avatar, its photos or its trainings locks it first, so
   * that the count of its photos is right. Null if it is deleted, unknown or another person's.
   */
  lock(tx: Transaction, { userId, avatarId }: { userId: UserId; avatarId: AvatarId }): Promise<Avatar | null> {
    return tx.findOne(Avatar, {
      where: { id: avatarId, userId, deletedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /**
   * Takes the lock of a person's avatars, and then locks this one, as `lock` does. A transaction that may change which avatar is the main
   * one, or that locks several, does so in this order: after the lock of one avatar, two of them would wait for each other.
   */
  async lockAmongAll(tx: Transaction, avatar: { userId: UserId; avatarId: AvatarId }): Promise<Avatar | null> {
    await this.lockAvatarsOf(tx, avatar.userId);
    return this.lock(tx, avatar);
  }

  /** Locks an avatar by its id alone, because operators know no more. Null if it is deleted or unknown. */
  lockForOperator(tx: Transaction, id: AvatarId): Promise<Avatar | null> {
    return tx.findOne(Avatar, { where: { id, deletedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
  }

  async rename(tx: Transaction, avatarId: AvatarId, name: string): Promise<void> {
    await tx.update(Avatar, { id: avatarId }, { name });
  }

  /**
   * Moves an avatar to another state. The caller holds the avatar's lock. False if the table of moves has no such move from its present
   * state.
   */
  async move(tx: Transaction, avatarId: AvatarId, to: AvatarState, fields: Partial<Avatar> = {}): Promise<boolean> {
    const { affected } = await tx.update(
      Avatar,
      { id: avatarId, status: In(statesBefore(AVATAR_MOVES, to)) },
      { ...fields, status: to },
    );
    return affected === 1;
  }

  /** Records how old an avatar's face looks. The caller holds the avatar's lock. */
  async keepFaceAge(
    tx: Transaction,
    avatarId: AvatarId,
    age: Pick<Avatar, 'faceAge' | 'mainFaceAge' | 'showsFaces'>,
  ): Promise<void> {
    await tx.update(Avatar, { id: avatarId }, age);
  }

  /**
   * Adds delivered pictures to the distance of the path on which they were drawn: a moving mean, because their scenes differ. The distance
   * from several photos is kept once the trial picture of a training has given it, because trial pictures differ in nothing else. No trial
   * picture is drawn from one photo.
   */
  async keepDistance(
    tx: Transaction,
    { userId, avatarId }: { readonly userId: UserId; readonly avatarId: AvatarId },
    path: Exclude<DrawingPath, 'model'>,
    distance: number,
  ): Promise<void> {
    const column = `${path}_distance`;
    const isTried = path === 'references' ? `EXISTS (${TRIED_BY_PHOTOS})` : 'false';
    await tx.query(
      `UPDATE trainer.avatar SET ${column} = coalesce(${column} + ($3 - ${column}) * ${NEWEST_WEIGHS}, $3)
        WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL AND NOT (status = 'completed' AND ${isTried})`,
      [avatarId, userId, distance],
    );
  }

  /** Records why, from now on, an avatar is neither trained nor drawn; null ends the stop. The caller holds the avatar's lock. */
  async stop(tx: Transaction, avatarId: AvatarId, stoppedFor: FaceStop | null): Promise<void> {
    await tx.query(
      `UPDATE trainer.avatar SET stopped_for = $2, stopped_at = CASE WHEN $2::text IS NOT NULL THEN now() END
        WHERE id = $1 AND stopped_for IS DISTINCT FROM $2`,
      [avatarId, stoppedFor],
    );
  }

  /** Records the person's newest answer to the question of whose face an avatar shows. The caller holds the avatar's lock. */
  async keepFaceOwner(
    tx: Transaction,
    avatarId: AvatarId,
    { faceOwner, version }: { readonly faceOwner: FaceOwner; readonly version: number },
  ): Promise<void> {
    await tx.query(
      `UPDATE trainer.avatar SET face_owner = $2, face_word_version = $3, face_word_at = now() WHERE id = $1`,
      [avatarId, faceOwner, version],
    );
  }

  /**
   * Records the file of the map that shows what an avatar's photos cover; null when there is no map any more. The caller holds the avatar's
   * lock.
   */
  async keepMap(tx: Transaction, avatarId: AvatarId, photoMap: string | null): Promise<void> {
    await tx.update(Avatar, { id: avatarId }, { photoMap });
  }

  /** Sets the state of an avatar that still accepts photos, by the number of its photos. The caller holds the avatar's lock. */
  async moveByPhotos(tx: Transaction, avatar: Avatar, accepted: number): Promise<void> {
    const to = accepted >= MIN_PHOTOS ? 'ready_for_training' : accepted > 0 ? 'photos_uploading' : 'draft';
    if (to !== avatar.status) await this.move(tx, avatar.id, to);
  }

  /**
   * Makes a completed avatar the main one of its person. The caller has locked all of them (`lockAmongAll`). False when the avatar is not
   * completed, or is deleted.
   */
  async makeMain(tx: Transaction, avatar: Pick<Avatar, 'id' | 'userId'>): Promise<boolean> {
    if (!(await tx.existsBy(Avatar, { id: avatar.id, status: 'completed', deletedAt: IsNull() }))) return false;
    await tx.update(Avatar, { userId: avatar.userId, isMain: true, id: Not(avatar.id) }, { isMain: false });
    await tx.update(Avatar, { id: avatar.id }, { isMain: true });
    return true;
  }

  /**
   * Makes the newest completed avatar the main one of a person who has none. The caller has locked all of them (`lockAmongAll`). Does nothing
   * while no avatar is completed.
   */
  async ensureMain(tx: Transaction, userId: UserId): Promise<void> {
    if (await tx.existsBy(Avatar, { userId, isMain: true })) return;
    const newest = await tx.findOne(Avatar, {
      where: { userId, status: 'completed', deletedAt: IsNull() },
      order: { trainingCompletedAt: 'DESC', id: 'DESC' },
    });
    if (newest) await tx.update(Avatar, { id: newest.id }, { isMain: true });
  }

  /**
   * Leaves only the bare row of a deleted avatar: no name, phrase, photo, proof by selfies or provider reference. Takes its name out of
   * dead letters, too.
   */
  async scrub(tx: Transaction, avatar: Avatar, at: Date): Promise<void> {
    await tx.delete(AvatarPhoto, { avatarId: avatar.id });
    await tx.delete(FaceProof, { avatarId: avatar.id });
    await tx.query(`UPDATE trainer.dead_letter SET payload = payload - 'name' WHERE payload->>'avatarId' = $1`, [
      avatar.id,
    ]);
    await tx.update(
      Avatar,
      { id: avatar.id },
      {
        name: 'deleted',
        triggerPhrase: `deleted:${avatar.id}`,
        finetuneId: null,
        loraUrl: null,
        loraKey: null,
        loraSha256: null,
        photoMap: null,
        loraScale: null,
        likenessDistance: null,
        referencesDistance: null,
        photoDistance: null,
        faceAge: null,
        mainFaceAge: null,
        showsFaces: null,
        errorCode: null,
        isMain: false,
        deletedAt: at,
      },
    );
  }

  /**
   * Locks all avatars of a person. The locks of single avatars would not be enough: two avatars of one person could then begin, or end their
   * trainings, at the same moment.
   */
  private async lockAvatarsOf(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.avatars:' || $1))`, [userId]);
  }
}
