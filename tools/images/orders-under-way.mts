import { setTimeout as pause } from 'node:timers/promises';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { Person } from '@aisha/fakes/telegram';
import { Admin } from '@aisha/testing/fixtures';
import { SILENT, Walker } from '../story/walker.mts';

const PEOPLE = 10;
const VOICE_SECONDS = 8;
/** This many orders are open when the first app gets SIGTERM. */
const UNDER_WAY = 4;
const LOOK_EVERY_MS = 50;
const CHARGED_WITHIN_MS = 60_000;
/** An app in a container or a pod. */
export interface Drainable {
  readonly app: string;
  /** Sends SIGTERM, as a rollout does; resolves to the exit code. */
  drains(): Promise<number>;
  /** Starts the app again, and resolves when it is ready. */
  start(): Promise<void>;
}

interface Drained {
  readonly orders: number;
  readonly lost: number;
  readonly openWhenTold: number;
  /** The exit codes other than 0, each with its app. */
  readonly unclean: readonly string[];
}

/**
 * Lets people order pictures and transcripts while every container gets SIGTERM and is started again. Reports how many orders were not
 * charged in the end, and which exit codes were not 0.
 */
export const drainAmidOrders = async (
  containers: readonly Drainable[],
  { telegramUrl, databaseUrl, signal }: { telegramUrl: string; databaseUrl: string; signal: AbortSignal },
): Promise<Drained> => {
  const admin = await Admin.connect(databaseUrl);
  const open = async (): Promise<number> => {
    const [row] = await admin.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM billing.credit_hold WHERE status = 'open'`,
    );
    return row?.open ?? 0;
  };
  const captured = async (): Promise<number> => {
    const [row] = await admin.query<{ captured: number }>(
      `SELECT count(*)::int AS captured FROM billing.credit_hold WHERE status = 'captured'`,
    );
    return row?.captured ?? 0;
  };
  try {
    const before = await captured();
    const people = Promise.all(Array.from({ length: PEOPLE }, (_, nth) => orders(telegramUrl, nth, signal)));
    people.catch(() => undefined); // the errors are reported below
    while ((await open()) < UNDER_WAY) {
      signal.throwIfAborted();
      await Promise.race([pause(LOOK_EVERY_MS), people]);
    }
    const openWhenTold = await open();
    const unclean: string[] = [];
    for (const container of containers) {
      const code = await container.drains();
      if (code !== 0) unclean.push(`${container.app} ended with ${code}`);
      await container.start();
    }
    await people;
    // Billing charges for a delivered order a moment later.
    const deadline = performance.now() + CHARGED_WITHIN_MS;
    while ((await open()) > 0 && performance.now() < deadline) await pause(LOOK_EVERY_MS, undefined, { signal });
    return { orders: PEOPLE, lost: PEOPLE - ((await captured()) - before), openWhenTold, unclean };
  } finally {
    await admin.close();
  }
};

/** Orders a picture or a transcript, from the first word to its receipt. */
const orders = async (telegramUrl: string, nth: number, signal: AbortSignal): Promise<void> => {
  const person = await Person.join(telegramUrl, { firstName: `Guest ${nth + 1}`, language: 'en' });
  const walker = new Walker(person, SILENT, signal);
  await walker.writes('/start');
  await walker.waitsFor('new');
  if (nth % 2 === 0) {
    await walker.writes('a lighthouse on a rock');
    await walker.goesOn('gen.again', { 'gen.count': /^\D*1\b/, 'gen.draw': 'first', 'consent.yes': 'first' });
  } else {
    await walker.sendsVoice('a voice message', await recordedTone(VOICE_SECONDS), VOICE_SECONDS);
    await walker.goesOn(({ document }) => document !== undefined, { 'consent.yes': 'first', 'txt.start': 'first' });
  }
};
