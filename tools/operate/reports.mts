/**
 * Shows people's reports of a misused face or picture (decision 119), stops an avatar or frees it, closes a report. Changes nothing without
 * `--yes`; no photo is shown, because none of a report is kept. The trainer does it and keeps an audit row (`aisha acts`); the bot tells each
 * change to the people whom it concerns.
 *
 *   npm run reports                                                  every open one, oldest first [--json]
 *   npm run reports -- show <report>                                 its words, and the avatars that looked like its face
 *   npm run reports -- stop-avatar <avatar> --for face|misuse [--report <report>] --operator <name> --reason <words> [--yes]
 *                                                                    face: until two selfies say whose it is
 *                                                                    misuse: until it is freed here
 *   npm run reports -- free-avatar <avatar> --operator <name> --reason <words> [--yes]
 *                                                                    takes a stop back; reports of its face stop it no more
 *   npm run reports -- close <report> [--forget-face] --operator <name> --reason <words> [--yes]
 *                                                                    --reason: what was found, for who asks later
 *                                                                    --forget-face: avatars of the reported face are asked for no
 *                                                                    selfies any more
 */
import { message, type ByOperator } from '@aisha/contracts';
import { avatarTrainerInbox, type OperatedStop } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import { FaceReportReader, type FaceReport, type ListedReport, type ReportedAvatar } from '@aisha/database/trainer';
import { asked, byOperator, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const BY = '--operator <name> --reason <words> [--yes]';
const USAGE = [
  `${called('reports')} [--json]`,
  `${called('reports')} show <report>`,
  `${called('reports')} stop-avatar <avatar> --for face|misuse [--report <report>] ${BY}`,
  `${called('reports')} free-avatar <avatar> ${BY}`,
  `${called('reports')} close <report> [--forget-face] ${BY}`,
].join('\n');

const STOPS: Readonly<Record<string, OperatedStop>> = { face: 'reported', misuse: 'misused' };
const PAGE = 200;
const ID = /^[0-9a-f-]{36}$/i;

const { words, flags, values } = asked(USAGE, {
  flags: ['yes', 'json', 'forget-face'],
  values: ['for', 'operator', 'reason', 'report'],
});
const [action = 'list', named = '', ...rest] = words;
if (rest.length > 0) fail(`${rest.join(' ')}: one at a time\n${USAGE}`);

const url = operatedDatabase();
const database = await Database.connect({ url, role: 'trainer', pool: 1 });
const reader = new FaceReportReader(database);
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

/** Lists every open report without its words, which are shown only to an operator who decides about the report. */
async function list(): Promise<void> {
  const open: ListedReport[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page = await reader.page('open', { limit: PAGE, ...(after && { after }) });
    open.push(...page.reports);
    after = page.next;
  }
  if (flags.json) return console.log(JSON.stringify(open, null, 2));
  for (const report of open) console.log(lineOf(report));
  console.log(open.length === 0 ? 'none' : `${open.length} in all`);
}

async function show(): Promise<void> {
  const report = await reportNamed(named);
  console.log(`${lineOf(report)}\nfrom ${report.userId}`);
  // With the indentation, no line of the reporter's words looks like a line of this command.
  console.log(report.words === null ? 'without words' : `words: ${report.words.replaceAll('\n', '\n       ')}`);
  if (report.toldOfStopAt !== null) console.log(`told of a stop ${report.toldOfStopAt.toISOString()}`);
  if (report.closedAs !== null) console.log(`closed: ${report.closedAs}`);
  for (const avatar of await reader.avatars(report.avatars)) console.log(avatarLine(avatar));
}

async function stopAvatar(): Promise<void> {
  const stop = STOPS[values.for ?? ''] ?? fail(`--for: must be face or misuse\n${USAGE}`);
  const report = values.report === undefined ? null : await reportNamed(values.report);
  const avatar = await avatarNamed(named);
  if (stop === 'reported' && avatar.trainingType === 'style')
    fail(`${avatar.id}: is a style, whose face no selfie can prove: --for misuse`);
  console.log(avatarLine(avatar));
  await change(`stop ${avatar.id} (${values.for})`, (by) =>
    message(avatarTrainerInbox, 'stop-avatar', {
      ...by,
      avatarId: avatar.id,
      stop,
      ...(report && { reportId: report.id }),
    }),
  );
}

async function freeAvatar(): Promise<void> {
  const avatar = await avatarNamed(named);
  if (!avatar.stoppedFor) fail(`${avatar.id}: is not stopped`);
  console.log(avatarLine(avatar));
  await change(`free ${avatar.id}`, (by) => message(avatarTrainerInbox, 'free-avatar', { ...by, avatarId: avatar.id }));
}

async function close(): Promise<void> {
  const report = await reportNamed(named);
  if (report.closedAt) fail(`${report.id}: is closed: ${report.closedAs}`);
  console.log(lineOf(report));
  await change(`close ${report.id}`, (by) =>
    message(avatarTrainerInbox, 'close-report', { ...by, reportId: report.id, forgetFace: flags['forget-face'] }),
  );
}

async function change(what: string, act: (by: ByOperator) => Parameters<typeof sentAct>[1]): Promise<void> {
  const by = byOperator(values, USAGE);
  if (!flags.yes) return console.log(`would ${what}\nNothing was changed. Add --yes to do it.`);
  const done = await sentAct(url, act(by));
  if (!done) return console.log('told the trainer, which does it when it runs; `aisha acts` says what came of it');
  if (done.outcome !== 'done') fail(`refused: ${done.outcome}. Nothing was changed.`);
  console.log(`done: ${what}`);
}

async function reportNamed(name: string): Promise<FaceReport> {
  return (await reader.find(name)) ?? fail(`${name}: no one report has this id, or ends with these eight characters`);
}

async function avatarNamed(id: string): Promise<ReportedAvatar> {
  if (!ID.test(id)) fail(`${id}: an avatar is named by its id\n${USAGE}`);
  const [avatar] = await reader.avatars([id]);
  return avatar ?? fail(`${id}: no such avatar`);
}

function lineOf({ id, about, hasFace, avatars, createdAt, closedAt }: ListedReport): string {
  const face = hasFace ? `like ${counted(avatars.length, 'avatar')}` : 'no face';
  return `${id.slice(-8)}  ${about}  ${face}  ${createdAt.toISOString()}  ${closedAt ? 'closed' : 'open'}  ${id}`;
}

function avatarLine({ id, userId, status, stoppedFor, provedAt, faceAge, faceOwner }: ReportedAvatar): string {
  const age = faceAge === null ? 'age unknown' : `looks ${Math.round(faceAge)}`;
  const proof = provedAt ? `proved ${provedAt.toISOString()}` : 'not proved';
  return `avatar ${id}  of ${userId}  ${status}  ${stoppedFor ?? 'not stopped'}  ${proof}  ${age}  said: ${faceOwner ?? 'nothing'}`;
}
