/**
 * Shows avatars, without a name or a photo: how many there are of each state, trainings that do not end, and drafts that their people have
 * left.
 *
 *   npm run avatars               the counts [--json]
 *   npm run avatars -- --stuck    avatars whose state says `training` while no training is open; exits 1 when there are any [--json]
 *   npm run avatars -- --idle     drafts nobody has sent a photo to for a week [--json]
 */
import { asked, called, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { connected } from '../start/connected.mts';

const USAGE = `${called('avatars')} [--stuck | --idle] [--json]`;
/**
 * Two messages, one after the other, update the training's row and the avatar's state; within this time a difference is
 * normal.
 */
const STUCK_AFTER = '10 minutes';
const IDLE_AFTER = '7 days';
const LISTED_AT_MOST = 1_000;

const { words, flags } = asked(USAGE, { flags: ['stuck', 'idle', 'json'] });
if (words.length > 0 || (flags.stuck && flags.idle)) fail(USAGE);

interface ListedAvatar {
  readonly avatarId: string;
  readonly userId: string;
  readonly state: string;
  readonly since: Date;
  readonly photos: number;
  readonly errorCode: string | null;
}

const client = await connected(operatedDatabase(), 'avatars');
try {
  if (flags.stuck) await list(stuck(), { isWrong: true });
  else if (flags.idle) await list(idle(), { isWrong: false });
  else await counts();
} finally {
  await client.end();
}

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await client.query(sql)).rows as Row[];
}

async function counts(): Promise<void> {
  const states = await rows<{ state: string; type: string; avatars: number }>(
    `SELECT status AS state, training_type AS type, count(*)::int AS avatars FROM trainer.avatar
      WHERE deleted_at IS NULL GROUP BY status, training_type ORDER BY status, training_type`,
  );
  const [others] = await rows<{ deleted: number; stopped: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE deleted_at IS NOT NULL)::int AS deleted,
            count(*) FILTER (WHERE deleted_at IS NULL AND stopped_for IS NOT NULL)::int AS stopped,
            count(*) FILTER (WHERE deleted_at IS NULL AND error_code IS NOT NULL)::int AS failed FROM trainer.avatar`,
  );
  const found = { stuck: (await stuck()).length, idle: (await idle()).length };
  if (flags.json) return console.log(JSON.stringify({ states, ...others, ...found }, null, 2));
  for (const { state, type, avatars } of states) console.log(`${state}  ${type}  ${avatars}`);
  const { deleted, stopped, failed } = others!;
  console.log(`${failed} whose last training failed, ${stopped} stopped, ${deleted} deleted`);
  console.log(`${found.stuck} stuck, ${found.idle} left for a week or longer`);
}

function stuck(): Promise<ListedAvatar[]> {
  return listed(
    `avatar.status = 'training'
     AND NOT EXISTS (SELECT FROM trainer.training WHERE training.avatar_id = avatar.id AND training.finished_at IS NULL)
     AND NOT EXISTS (SELECT FROM trainer.training WHERE training.avatar_id = avatar.id AND training.finished_at > now() - interval '${STUCK_AFTER}')`,
  );
}

function idle(): Promise<ListedAvatar[]> {
  return listed(`avatar.status IN ('draft', 'photos_uploading', 'ready_for_training')
     AND avatar.created_at < now() - interval '${IDLE_AFTER}'
     AND NOT EXISTS (SELECT FROM trainer.avatar_photo WHERE avatar_id = avatar.id AND created_at > now() - interval '${IDLE_AFTER}')`);
}

function listed(condition: string): Promise<ListedAvatar[]> {
  return rows(
    `SELECT avatar.id AS "avatarId", avatar.user_id AS "userId", avatar.status AS state, avatar.created_at AS since, avatar.error_code AS "errorCode",
            (SELECT count(*)::int FROM trainer.avatar_photo WHERE avatar_id = avatar.id AND accepted) AS photos
       FROM trainer.avatar WHERE avatar.deleted_at IS NULL AND ${condition} ORDER BY avatar.created_at LIMIT ${LISTED_AT_MOST}`,
  );
}

async function list(finding: Promise<ListedAvatar[]>, { isWrong }: { readonly isWrong: boolean }): Promise<void> {
  const found = await finding;
  if (isWrong && found.length > 0) process.exitCode = 1;
  if (flags.json) return console.log(JSON.stringify(found, null, 2));
  for (const { avatarId, userId, state, since, photos, errorCode } of found)
    console.log(
      `${avatarId}  of ${userId}  ${state}  since ${since.toISOString()}  ${photos} photos  ${errorCode ?? '-'}`,
    );
  console.log(found.length === 0 ? 'none' : `${found.length} in all`);
}
