/**
 * The app of an inbox as Nest starts it. Handling a message adds its stars after a pause, and is not idempotent; two sorts of messages
 * never end, one before and one after the stars are added. The test kills this process.
 */
require('reflect-metadata');
const { setTimeout: delay } = require('node:timers/promises');
const { Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { FastifyAdapter } = require('@nestjs/platform-fastify');
const { billingInbox } = require('@aisha/contracts/billing');
const { DatabaseModule } = require('@aisha/database');
const { InboxServer, MessagingModule, serveInbox } = require('@aisha/messaging');
const { DatabaseAppConfig, PlatformModule } = require('@aisha/platform');

const { timeouts } = JSON.parse(process.argv[2]);

const forever = new Promise(() => {});

class AddStars {
  handle = async ({ telegramPaymentChargeId }, context) => {
    const [stars, stuck] = telegramPaymentChargeId.split(' ');
    await delay(20);
    if (stuck === 'stuck-before') await forever;
    await context.once((tx) => tx.query('UPDATE billing.account SET available = available + $1', [stars]));
    if (stuck === 'stuck-after') await forever;
    await delay(20);
  };
}
class Nothing {
  handle = async () => {};
}
const setup = (handler) => ({ handler, attempts: 3, timeoutMs: 60_000 });
const inbox = serveInbox(
  billingInbox,
  { concurrency: 4 },
  {
    'open-account': setup(Nothing),
    'place-hold': setup(Nothing),
    'settle-hold': setup(Nothing),
    'refund-purchase': setup(Nothing),
    'credit-purchase': setup(AddStars),
  },
);

class AppModule {}
Module({
  imports: [
    PlatformModule.forApp('worker', DatabaseAppConfig),
    DatabaseModule.forSchema('billing', DatabaseAppConfig),
    MessagingModule.forApp({ schema: 'billing', config: DatabaseAppConfig, inbox, timeouts }),
  ],
})(AppModule);

(async () => {
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error'] });
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.init();
  await app.startAllMicroservices();
  process.send('working');
})();
