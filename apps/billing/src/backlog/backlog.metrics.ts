import type { OpenJobs, OpenOrders } from '@aisha/database';
import { OPEN_ORDER_STATES } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { Gauge } from 'prom-client';

/** Every replica reports all open orders, so a query takes the maximum of the replicas, not the sum. */
const ordersOpen = new Gauge({
  name: 'aisha_orders_open',
  help: 'Orders that have not ended, by the app that does the work, kind and state; also of an app without a process; of each at least so many: 10 000 are counted',
  labelNames: ['app', 'kind', 'state'],
});

const ordersOldestSeconds = new Gauge({
  name: 'aisha_orders_oldest_open_seconds',
  help: 'Age of the oldest of them; 0 when there is none',
  labelNames: ['app', 'kind', 'state'],
});

const longJobsOpen = new Gauge({
  name: 'aisha_long_jobs_open',
  help: 'Jobs that take seconds or minutes, photos to be checked among them, by the app that does them: waiting for a place, active, or delayed to another attempt; 10 000 are counted',
  labelNames: ['app', 'state'],
});

const longJobsOldestSeconds = new Gauge({
  name: 'aisha_long_jobs_oldest_seconds',
  help: 'How long the first of those that wait has been due; 0 when none waits',
  labelNames: ['app'],
});

/** A value above 0 while the app itself has nothing to do means that the apps which receive its messages are busy or down. */
const messagesUnhandled = new Gauge({
  name: 'aisha_messages_unhandled',
  help: 'Messages that an app has written and no receiver has handled, but for those that were given up; also of an app without a process; 10 000 are counted',
  labelNames: ['app'],
});

/**
 * How many minutes a withdrawn consent is reported. In this time an app at zero replicas is started, and finds the withdrawal in its first
 * round.
 */
export const WITHDRAWN_WITHIN_MINUTES = 10;

export const consentsWithdrawn = new Gauge({
  name: 'aisha_consents_withdrawn',
  help: 'People who took their consent back within ten minutes: an app without a process is started to forget what it has of them',
});

export const showOpenOrders = (open: readonly OpenOrders[]): void => {
  for (const kind of ORDER_KINDS) {
    for (const state of OPEN_ORDER_STATES) {
      const { count = 0, oldestSeconds = 0 } = open.find((one) => one.kind === kind && one.state === state) ?? {};
      const labels = { app: ORDER_KIND[kind].worker, kind, state };
      ordersOpen.set(labels, count);
      ordersOldestSeconds.set(labels, oldestSeconds);
    }
  }
};

export const showOpenJobs = (open: readonly OpenJobs[]): void => {
  for (const [app, schema] of Object.entries(RECEIVER_SCHEMAS)) {
    const { oldestSeconds, messages, waiting, active, delayed } = open.find((one) => one.schema === schema)!;
    for (const [state, count] of Object.entries({ waiting, active, delayed })) longJobsOpen.set({ app, state }, count);
    longJobsOldestSeconds.set({ app }, oldestSeconds);
    messagesUnhandled.set({ app }, messages);
  }
};
