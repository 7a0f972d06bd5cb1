/**
 * Shows people's reports of a misused face or picture (decision 119), stops an avatar or frees it, closes a report. Changes nothing without
 * `--yes`; no photo is shown, because none of a report is kept. The bot tells each change to the people whom it concerns.
 *
 *   npm run reports                                                  every open one, oldest first [--json]
 *   npm run reports -- show <report>                                 its words, and the avatars that looked like its face
 *   npm run reports -- stop-avatar <avatar> --reason face|misuse [--report <report>] [--yes]
 *                                                                    face: until two selfies say whose it is; misuse: until it is freed
 * here
 *   npm run reports -- free-avatar <avatar> [--yes]                  takes a stop back; reports of its face stop it no more
 *   npm run reports -- close <report> --reason <words> [--forget-face] [--yes]
 *                                                                    --forget-face: avatars of the reported face are not asked for selfies
 * any more
 */
import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { FaceReport, type Avatar } from '@aisha/database/trainer';
import { isEndedBySelfies, type FaceStop, type ReportNews } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';

const USAGE = [
  `${called('reports')} [--json]`,
  `${called('reports')} show <report>`,
  `${called('reports')} stop-avatar <avatar> --reason face|misuse [--report <report>] [--yes]`,
  `${called('reports')} free-avatar <avatar> [--yes]`,
  `${called('reports')} close <report> --reason <words> [--forget-face] [--yes]`,
].join('\n');

const STOPS: Readonly<Record<string, FaceStop>> = { face: 'reported', misuse: 'misused' };
/** The mean embedding of an avatar's photos; no row for an avatar without faces. */
const MIDDLE = `
  SELECT array_agg(mean ORDER BY place) AS embedding FROM (
    SELECT place, avg(value)::real AS mean FROM trainer.avatar_photo, unnest(embedding) WITH ORDINALITY AS of (value, place)
     WHERE avatar_id = $1 GROUP BY place) AS mean HAVING count(*) > 0`;
/** People and operators name a report by the end of its id. */
const NUMBER = /^[0-9a-f]{8}$/i;
const ID = /^[0-9a-f-]{36}$/i;

const { words, flags, values } = asked(USAGE, { flags: ['yes', 'json', 'forget-face'], values: ['reason', 'report'] });
const [action = 'list', named = '', ...rest] = words;
const reason = values.reason ?? '';
if (rest.length > 0) fail(`${rest.join(' ')}: one at a time\n${USAGE}`);

const database = await Database.connect({ url: operatedDatabase(), role: 'trainer', pool: 1 });
const outbox = new Outbox('trainer');
try {
  const actions: Readonly<Record<string, () => Promise<void>>> = {
    list,
    show,
    'stop-avatar': stopAvatar,
    'free-avatar': freeAvatar,
    close,
  };
  await (actions[action] ?? (() => fail(`${action}: no such action\n${USAGE}`)))();
} finally {
  await database.close();
}

async function list(): Promise<void> {
  const open = await database.read
    .createQueryBuilder(FaceReport, 'report')
    .where('report.closed_at IS NULL')
    .orderBy('report.created_at')
    .getMany();
  // The report's words are shown only to an operator who decides about that report.
  if (flags.json)
    return console.log(
      JSON.stringify(
        open.map(({ words: _, ...facts }) => facts),
        null,
        2,
      ),
    );
  for (const report of open) console.log(lineOf(report));
  console.log(open.length === 0 ? 'none' : `${open.length} in all`);
}

async function show(): Promise<void> {
  const report = await reportNamed(named);
  console.log(`${lineOf(report)}\nfrom ${report.userId}`);
  // The indentation keeps a line of the reporter's words from passing for a line of this command.
  console.log(report.words === null ? 'without words' : `words: ${report.words.replaceAll('\n', '\n       ')}`);
  if (report.toldOfStopAt !== null) console.log(`told of a stop ${report.toldOfStopAt.toISOString()}`);
  if (report.closedAs !== null) console.log(`closed: ${report.closedAs}`);
  for (const avatar of await avatarsIn(report.avatars)) console.log(avatarLine(avatar));
}

async function stopAvatar(): Promise<void> {
  const stop = STOPS[reason] ?? fail(`--reason: must be face or misuse\n${USAGE}`);
  const report = values.report === undefined ? null : await reportNamed(values.report);
  const avatar = await avatarNamed(named);
  if (stop === 'reported' && avatar.trainingType === 'style') {
    fail(`${avatar.id}: is a style, whose face no selfie can prove: --reason misuse`);
  }
  console.log(avatarLine(avatar));
  await change(`stop ${avatar.id} (${reason})`, async (tx) => {
    await tx.query(`UPDATE trainer.avatar SET stopped_for = $2, stopped_at = now() WHERE id = $1`, [avatar.id, stop]);
    // When the avatar is deleted and made again, its face is known, and its person is asked for selfies.
    await tx.query(
      `INSERT INTO trainer.known_face (id, source, user_id, embedding)
       SELECT $1, 'avatar', $2, embedding FROM (${MIDDLE}) AS middle
       ON CONFLICT (id) DO UPDATE SET embedding = EXCLUDED.embedding, known_at = now()`,
      [avatar.id, avatar.userId],
    );
    await outbox.add(tx, aboutAvatar(avatar, stop));
    if (!report) return;
    await tx.query(
      `UPDATE trainer.face_report SET told_of_stop_at = now(), avatars = array_remove(avatars, $2) || $2::uuid WHERE id = $1`,
      [report.id, avatar.id],
    );
    // The reporter is told only once; otherwise the number of messages would reveal the number of avatars.
    if (report.toldOfStopAt) return;
    await outbox.add(tx, aboutReport(report, isEndedBySelfies(stop) ? 'paused' : 'stopped'));
  });
}

async function freeAvatar(): Promise<void> {
  const avatar = await avatarNamed(named);
  if (!avatar.stoppedFor) fail(`${avatar.id}: is not stopped`);
  console.log(avatarLine(avatar));
  await change(`free ${avatar.id}`, async (tx) => {
    await tx.query(`UPDATE trainer.avatar SET stopped_for = NULL, stopped_at = NULL WHERE id = $1`, [avatar.id]);
    await tx.query(`DELETE FROM trainer.known_face WHERE id = $1`, [avatar.id]);
    // Reporters learn how their report ended.
    await tx.query(`UPDATE trainer.face_report SET told_of_stop_at = NULL WHERE $1 = ANY (avatars)`, [avatar.id]);
    // The operator's decision counts as two selfies: the next report of this face stops nothing, until the photos show
    // another face.
    await tx.query(
      `INSERT INTO trainer.face_proof (avatar_id, embedding) SELECT $1, embedding FROM (${MIDDLE}) AS middle
       ON CONFLICT (avatar_id) DO UPDATE SET embedding = EXCLUDED.embedding, proved_at = now()`,
      [avatar.id],
    );
    await outbox.add(tx, aboutAvatar(avatar, null));
  });
}

async function close(): Promise<void> {
  const report = await reportNamed(named);
  if (!reason) fail(`--reason: what was found and done, for who asks later\n${USAGE}`);
  if (report.closedAt) fail(`${report.id}: is closed: ${report.closedAs}`);
  console.log(lineOf(report));
  await change(`close ${report.id}`, async (tx) => {
    await tx.query(`UPDATE trainer.face_report SET closed_at = now(), closed_as = $2 WHERE id = $1`, [
      report.id,
      reason,
    ]);
    if (flags['forget-face']) await tx.query(`DELETE FROM trainer.known_face WHERE id = $1`, [report.id]);
    // A reporter who knows about a stop is not told that perhaps nothing was found.
    if (!report.toldOfStopAt) await outbox.add(tx, aboutReport(report, 'closed'));
  });
}

async function change(what: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
  if (!flags.yes) return console.log(`would ${what}\nNothing was changed. Add --yes to do it.`);
  await database.transaction(work);
  console.log(`done: ${what}`);
}

function aboutAvatar({ id: avatarId, userId }: StoppedAvatar, stop: FaceStop | null): Message {
  return message(botGatewayInbox, 'show-avatar-stop', { userId, avatarId, stop });
}

function aboutReport({ id: reportId, userId }: FaceReport, news: ReportNews): Message {
  return message(botGatewayInbox, 'show-report', { userId, reportId, news, photoId: null });
}

async function reportNamed(name: string): Promise<FaceReport> {
  if (!NUMBER.test(name) && !ID.test(name)) fail(`${name}: a report is named by its id or its last eight characters`);
  const found = await database.read
    .createQueryBuilder(FaceReport, 'report')
    .where('report.id::text LIKE :name', { name: `%${name.toLowerCase()}` })
    .getMany();
  return found.length === 1 ? found[0]! : fail(`${name}: ${found.length === 0 ? 'no such report' : 'names several'}`);
}

type StoppedAvatar = Pick<
  Avatar,
  'id' | 'userId' | 'trainingType' | 'status' | 'stoppedFor' | 'faceAge' | 'faceOwner'
> & {
  readonly provedAt: Date | null;
};

function avatarsIn(ids: readonly string[]): Promise<StoppedAvatar[]> {
  return database.read.query(
    `SELECT id, user_id AS "userId", training_type AS "trainingType", status, stopped_for AS "stoppedFor", face_age AS "faceAge",
            face_owner AS "faceOwner", proved_at AS "provedAt"
       FROM trainer.avatar LEFT JOIN trainer.face_proof ON avatar_id = id WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL`,
    [ids],
  );
}

async function avatarNamed(id: string): Promise<StoppedAvatar> {
  if (!ID.test(id)) fail(`${id}: an avatar is named by its id\n${USAGE}`);
  const [avatar] = await avatarsIn([id]);
  return avatar ?? fail(`${id}: no such avatar`);
}

function lineOf({ id, about, hasFace, avatars, createdAt, closedAt }: FaceReport): string {
  const face = hasFace ? `like ${avatars.length} avatars` : 'no face';
  return `${id.slice(-8)}  ${about}  ${face}  ${createdAt.toISOString()}  ${closedAt ? 'closed' : 'open'}  ${id}`;
}

function avatarLine({ id, userId, status, stoppedFor, provedAt, faceAge, faceOwner }: StoppedAvatar): string {
  const age = faceAge === null ? 'age unknown' : `looks ${Math.round(faceAge)}`;
  const proof = provedAt ? `proved ${provedAt.toISOString()}` : 'not proved';
  return `avatar ${id}  of ${userId}  ${status}  ${stoppedFor ?? 'not stopped'}  ${proof}  ${age}  said: ${faceOwner ?? 'nothing'}`;
}
