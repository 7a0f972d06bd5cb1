import type { Client } from 'pg';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction, writeNow } from '@aisha/database';
import { DAY_MS, operatorOfCommand, type AvatarId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Refusal } from '../backup.mts';
import { connected, refuseDuringRestore } from '../rows.mts';

/**
 * A tombstone stays for this long even where no backup is as old: a restore of Postgres to a moment goes back without us, by 35 days at most
 * at the providers that we know (RDS), and two weeks with point-in-time.yml.
 */
const STAYS_MS = 35 * DAY_MS;
/** `2026-11-30T183705.123Z-<id>`: names sort by time, and no colon is in them. */
const NAME = /^\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z-[0-9a-f-]{36}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The file with the moment up to which all erasures have their tombstones. */
const LOOKED = 'looked';
/** The file with the moment of the last restore: who has a tombstone from before it is in the rows, erased, or is not there at all. */
const RESTORED = 'restored';
const READ_AT_ONCE = 20;
/** A message takes five parameters, and Postgres takes 65,535 in a statement. */
const SENT_AT_ONCE = 1_000;

/** What remains of an erasure beside the backups: whom or what it was about, by numbers of ours alone. */
interface Tombstone {
  /** The id of the erasure or of the avatar. */
  readonly id: string;
  readonly userId: UserId;
  /** The deleted avatar; null when everything about the person was deleted. */
  readonly avatarId: AvatarId | null;
  readonly at: string;
}

/** The place beside the backups, a folder or a bucket, where tombstones lie. */
export interface TombstonePlace {
  names(): Promise<string[]>;
  put(name: string, text: string): Promise<void>;
  /** The content of a file; rejects when the file is missing or does not open. */
  read(name: string): Promise<string>;
  remove(names: readonly string[]): Promise<void>;
  /** The time at which the oldest backup here began; undefined when there is none. */
  oldestBackup(): Promise<Date | undefined>;
}

/** What a restore repeats: who is in the restored rows although a tombstone says that they were erased. */
interface Repeated {
  readonly people: number;
  readonly avatars: number;
  /** The moment up to which tombstones are complete; undefined when nobody has looked yet. */
  readonly until: string | undefined;
  /** The tombstones that do not open, or that lie under another name than their own. */
  readonly unread: readonly string[];
}

const named = (at: Date): string => at.toISOString().replaceAll(':', '');
const idIn = (name: string): string => name.slice(-36);
const nameOf = ({ at, id }: Tombstone): string => `${named(new Date(at))}-${id}`;

/** Reads a tombstone; refuses another one in its place, because whoever has the bucket alone can swap what lies there. */
const readOne = async (place: TombstonePlace, name: string): Promise<Tombstone> => {
  const one = JSON.parse(await place.read(name)) as Tombstone;
  const { id, userId, avatarId } = one;
  if (nameOf(one) !== name || !ID.test(userId) || (avatarId !== null && avatarId !== id))
    throw new Refusal(`${name}: is no tombstone, or another one`);
  return one;
};

/** What was done for the tombstones of a place. */
interface Left {
  readonly left: number;
  /** Whether the database went back to before erasures that have tombstones, and no restore has answered these. */
  readonly wentBack: boolean;
}

/**
 * Leaves a tombstone of each erasure that has none yet, and removes those that are older than the oldest backup. In a database that went
 * back, nobody knows what it lost, so the moment up to which tombstones are complete stays as it was.
 */
export const leaveTombstones = (url: string, place: TombstonePlace): Promise<Left> =>
  connected(url, async (client) => {
    await refuseDuringRestore(client);
    const oldest = (await place.oldestBackup())?.getTime() ?? Infinity;
    const since = new Date(Math.min(oldest, Date.now() - STAYS_MS));
    const there = new Set((await place.names()).filter((name) => NAME.test(name)));
    const { now, erased } = await erasedSince(client, since);
    let left = 0;
    for (const one of erased) {
      const name = nameOf(one);
      if (there.has(name)) continue;
      await place.put(name, JSON.stringify(one));
      left += 1;
    }
    const known = new Set(erased.map(({ id }) => id));
    const unknown = [...there].filter((name) => name >= named(since) && !known.has(idIn(name)));
    const wentBack = unknown.length > 0 && (await isBefore(client, place, unknown));
    if (!wentBack) await place.put(LOOKED, now);
    await place.remove([...there].filter((name) => name < named(since)));
    return { left, wentBack };
  });

/**
 * Whether these tombstones, of which the rows do not know, show that the database went back. The rows of an erased person's avatars go, so a
 * tombstone of one shows nothing. A database that went back lacks the newest erasures, so these are looked at alone.
 */
const isBefore = async (client: Client, place: TombstonePlace, unknown: readonly string[]): Promise<boolean> => {
  const restored = await momentIn(place, RESTORED);
  const since = restored ? unknown.filter((name) => name > named(restored)) : unknown;
  const { tombstones } = await readAll(place, since.toSorted().slice(-READ_AT_ONCE));
  const { rows } = await client.query(
    `SELECT FROM unnest($1::uuid[]) AS told (user_id)
     WHERE NOT EXISTS (SELECT FROM bot.erasure WHERE erasure.user_id = told.user_id) LIMIT 1`,
    [tombstones.map(({ userId }) => userId)],
  );
  return rows.length > 0;
};

/** The moment up to which all erasures have their tombstones; undefined when nobody has looked yet. */
export const lookedAt = (place: TombstonePlace): Promise<Date | undefined> => momentIn(place, LOOKED);

/** Notes that a restore has answered the tombstones that are there: it has what they name erased again, or was told to leave that out. */
export const noteRestore = (place: TombstonePlace): Promise<void> => place.put(RESTORED, new Date().toISOString());

const momentIn = async (place: TombstonePlace, file: string): Promise<Date | undefined> => {
  const at = new Date(await place.read(file).catch(() => ''));
  return Number.isNaN(at.getTime()) ? undefined : at;
};

const erasedSince = async (
  client: Client,
  since: Date,
): Promise<{ readonly now: string; readonly erased: readonly Tombstone[] }> => {
  const { rows: now } = await client.query<{ at: Date }>('SELECT now() AS at');
  const { rows } = await client.query<Omit<Tombstone, 'at'> & { at: Date }>(
    `SELECT id, user_id AS "userId", NULL::uuid AS "avatarId", asked_at AS at FROM bot.erasure WHERE asked_at > $1
     UNION ALL SELECT id, user_id, id, deleted_at FROM trainer.avatar WHERE deleted_at > $1`,
    [since],
  );
  return { now: now[0]!.at.toISOString(), erased: rows.map((one) => ({ ...one, at: one.at.toISOString() })) };
};

/**
 * Has everything erased again that a tombstone names and the database has: sends the messages by which an operator erases a person and a
 * person deletes an avatar, once the apps run. Compares no times: an id is never given again, and an erasure that the rows know goes on by
 * itself. Sends nothing unless `sends` is set.
 */
export const eraseAgain = async (
  url: string,
  place: TombstonePlace,
  { sends }: { readonly sends: boolean },
): Promise<Repeated> => {
  const { tombstones, unread } = await readAll(place, await place.names());
  const until = (await lookedAt(place))?.toISOString();
  const database = await Database.connect({ url, role: 'bot', pool: 1 });
  try {
    return await database.transaction(async (tx) => {
      const people = await peopleBack(tx, tombstones);
      const avatars = await avatarsBack(tx, tombstones);
      const by = { operator: operatorOfCommand('restore'), reason: 'was erased before the restore' };
      const messages = [
        ...people.map(({ id, userId }) => message(botGatewayInbox, 'erase-person', { ...by, actId: id, userId })),
        ...avatars.map((avatar) => message(avatarTrainerInbox, 'delete-avatar', avatar)),
      ];
      for (let at = 0; sends && at < messages.length; at += SENT_AT_ONCE) {
        await new Outbox('bot').add(tx, ...messages.slice(at, at + SENT_AT_ONCE));
        writeNow(tx);
      }
      return { people: people.length, avatars: avatars.length, until, unread };
    });
  } finally {
    await database.close();
  }
};

/** How many people and avatars were erased after a backup: a restore of it erases these again, and no more. */
export const countErasedAfter = async (
  place: TombstonePlace,
  takenAt: string,
): Promise<Pick<Repeated, 'people' | 'avatars'>> => {
  const newer = (await place.names()).filter((name) => name > named(new Date(takenAt)));
  const { tombstones } = await readAll(place, newer);
  const [people, avatars] = [tombstones.filter((one) => !one.avatarId), tombstones.filter((one) => one.avatarId)];
  return { people: new Set(people.map(({ userId }) => userId)).size, avatars: avatars.length };
};

const peopleBack = (tx: Transaction, tombstones: readonly Tombstone[]): Promise<{ id: string; userId: UserId }[]> => {
  const all = tombstones.filter(({ avatarId }) => avatarId === null);
  return tx.query(
    `SELECT DISTINCT ON (user_id) erased.id, user_id AS "userId"
     FROM unnest($1::uuid[], $2::uuid[]) AS erased (id, user_id) JOIN bot.person USING (user_id)
     WHERE NOT EXISTS (SELECT FROM bot.erasure WHERE erasure.user_id = person.user_id) ORDER BY user_id`,
    [all.map(({ id }) => id), all.map(({ userId }) => userId)],
  );
};

const avatarsBack = (
  tx: Transaction,
  tombstones: readonly Tombstone[],
): Promise<{ avatarId: AvatarId; userId: UserId }[]> =>
  tx.query(
    `SELECT id AS "avatarId", user_id AS "userId" FROM trainer.avatar WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL`,
    [tombstones.flatMap(({ avatarId }) => avatarId ?? [])],
  );

const readAll = async (
  place: TombstonePlace,
  files: readonly string[],
): Promise<{ tombstones: Tombstone[]; unread: string[] }> => {
  const names = files.filter((name) => NAME.test(name));
  const [tombstones, unread]: [Tombstone[], string[]] = [[], []];
  for (let at = 0; at < names.length; at += READ_AT_ONCE)
    await Promise.all(
      names.slice(at, at + READ_AT_ONCE).map(async (name) => {
        try {
          tombstones.push(await readOne(place, name));
        } catch {
          unread.push(name);
        }
      }),
    );
  return { tombstones, unread };
};
