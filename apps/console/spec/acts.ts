import type { Act } from '@aisha/domain';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { MESSAGING_TIMEOUTS } from '@aisha/messaging';
import { cardChargeOf, chargeOf, type filled } from './filled';

/** An act that an operator does in the browser. */
export interface PressedAct {
  readonly act: Act;
  /** The address of the screen that has the act’s button. */
  readonly address: string;
  /** The name of the message with the button’s label. */
  readonly button: string;
  /** The name of the message that says what the act does. */
  readonly means: string;
  /** The name of the message beside the box that the operator ticks. */
  readonly ticks?: string;
  /** The fields to fill in besides the reason: the name of the label’s message, and what is typed. */
  readonly types?: readonly (readonly [label: string, value: string])[];
  /** The message that the desk sends; null for an act of the desk itself, whose audit row is in `does`. */
  readonly sends: object | null;
  readonly does?: object;
}

/** The numbers that messages of acts name. */
const LIMITS = { queueSettingSeconds: MESSAGING_TIMEOUTS.measureEveryMs / 1_000 };

/** Resolves names of messages to the desk’s texts in a language. */
export function wordsOf(locale: string): (name: string) => string {
  const file = path.join(__dirname, '..', 'src', 'web', 'words', `${locale.slice(0, 2)}.ftl`);
  const bundle = new FluentBundle(locale, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(file, 'utf8')));
  return (name) => bundle.formatPattern(bundle.getMessage(name)!.value!, LIMITS);
}

/** Every act that is pressed in the browser, on the rows of `filled`. */
export const pressedActs = ({
  anna,
  telegramId,
  hostile,
  orders,
  letterId,
  deliveryId,
  reportId,
  avatarId,
  ticketId,
  ticketMessageId,
}: Awaited<ReturnType<typeof filled>>): readonly PressedAct[] => {
  const person = `/people/${anna.userId}/show`;
  const { userId } = anna;
  const order = orders[1]!; // the order that is stuck
  const operated = (action: string) => ({
    receiver: 'transcriber',
    job: 'operate-order',
    payload: { kind: 'transcription', action },
  });
  const stuck = `/orders?filter=${encodeURIComponent(JSON.stringify({ of: 'stuck', user: userId }))}`;
  const onOrder = (act: 'retry-order' | 'cancel-order', action: string, address: string): PressedAct => ({
    act,
    address,
    button: `act-${act}`,
    means: `act-means-${act}`,
    sends: operated(action),
  });
  const onLetter = (decision: 'retry' | 'drop', of: 'dead-letter' | 'undelivered'): PressedAct => ({
    act: `${decision}-${of}`,
    address: '/letters',
    button: `act-${decision}-${of}`,
    means: `act-means-${decision}-${of}`,
    sends:
      of === 'dead-letter'
        ? { receiver: 'transcriber', job: 'decide-dead-letter', payload: { messageId: letterId, decision } }
        : { receiver: 'bot-gateway', job: 'decide-undelivered', payload: { deliveryId, decision } },
  });
  const onQueue = (button: string, subject: string, details: object): PressedAct => ({
    act: 'set-queue',
    address: '/queues',
    button: `act-${button}`,
    means: `act-means-${button}`,
    ...(button === 'queue-concurrency' && { types: [['field-concurrency', '7']] as const }),
    sends: null,
    does: { act: 'set-queue', subject, outcome: 'done', details },
  });
  const onCardReturn = (form: string, address: string, isReturned: boolean): PressedAct => ({
    act: 'refund-purchase',
    address,
    button: `act-${form}`,
    means: `act-means-${form}`,
    sends: {
      receiver: 'billing',
      job: 'settle-card-return',
      payload: { telegramPaymentChargeId: cardChargeOf(hostile.userId), isReturned },
    },
  });
  return [
    onQueue('queue-concurrency', 'api: public-api', { isPaused: false, concurrency: 7 }),
    onQueue('pause-queue', 'api: public-api', { isPaused: true, concurrency: 7 }),
    onQueue('resume-queue', 'api: public-api', { isPaused: false, concurrency: 7 }),
    onLetter('retry', 'dead-letter'),
    onLetter('drop', 'dead-letter'),
    onLetter('retry', 'undelivered'),
    onLetter('drop', 'undelivered'),
    onOrder('retry-order', 'retry', stuck),
    onOrder('cancel-order', 'cancel', stuck),
    onOrder('retry-order', 'retry', `/orders/${order}/show`),
    onOrder('cancel-order', 'cancel', `/orders/${order}/show`),
    {
      act: 'refund-purchase',
      address: person,
      button: 'act-refund-purchase',
      means: 'act-means-refund-purchase',
      ticks: 'even-if-spent',
      sends: {
        receiver: 'billing',
        job: 'refund-by-operator',
        payload: { telegramPaymentChargeId: chargeOf(userId), evenIfSpent: true },
      },
    },
    {
      act: 'refund-purchase',
      address: `/payments/${chargeOf(userId)}/show`,
      button: 'act-refund-purchase',
      means: 'act-means-refund-purchase',
      ticks: 'even-if-spent',
      sends: {
        receiver: 'billing',
        job: 'refund-by-operator',
        payload: { telegramPaymentChargeId: chargeOf(userId), evenIfSpent: true },
      },
    },
    onCardReturn('card-returned', '/payments', true),
    onCardReturn('card-not-returned', `/payments/${cardChargeOf(hostile.userId)}/show`, false),
    {
      act: 'stop-avatar',
      address: `/reports/${reportId}/show`,
      button: 'act-stop-avatar',
      means: 'act-means-stop-avatar',
      sends: { receiver: 'avatar-trainer', job: 'stop-avatar', payload: { avatarId, stop: 'reported', reportId } },
    },
    {
      act: 'free-avatar',
      address: `/people/${hostile.userId}/show`,
      button: 'act-free-avatar',
      means: 'act-means-free-avatar',
      sends: { receiver: 'avatar-trainer', job: 'free-avatar', payload: { avatarId } },
    },
    {
      act: 'close-ticket',
      address: `/tickets/${ticketId}/show`,
      button: 'act-close-ticket',
      means: 'act-means-close-ticket',
      sends: { receiver: 'bot-gateway', job: 'close-ticket', payload: { ticketId, seenMessageId: ticketMessageId } },
    },
    {
      act: 'close-report',
      address: `/reports/${reportId}/show`,
      button: 'act-close-report',
      means: 'act-means-close-report',
      sends: { receiver: 'avatar-trainer', job: 'close-report', payload: { reportId, forgetFace: false } },
    },
    {
      act: 'export-person',
      address: person,
      button: 'act-export-person',
      means: 'act-means-export-person',
      sends: { receiver: 'bot-gateway', job: 'export-person', payload: { userId } },
    },
    {
      act: 'erase-person',
      address: person,
      button: 'act-erase-person',
      means: 'act-means-erase-person',
      types: [['typed-telegramid', telegramId]],
      sends: { receiver: 'bot-gateway', job: 'erase-person', payload: { userId } },
    },
  ];
};
