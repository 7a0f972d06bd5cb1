/** An app that never stops sending: each transaction stores an update and the message about it. The test kills this process. */
require('reflect-metadata');
const { message } = require('@aisha/contracts');
const { billingInbox } = require('@aisha/contracts/billing');
const { Database } = require('@aisha/database');
const { Outbox, OutboxRelay, QueueBackend } = require('@aisha/messaging');
const { Logger } = require('@aisha/platform');

const { databaseUrl, queue, timeouts } = JSON.parse(process.argv[2]);

(async () => {
  const database = await Database.connect({ url: databaseUrl, role: 'bot' });
  const log = Logger.silent();
  const outbox = new Outbox(
    'bot',
    new OutboxRelay(database, 'bot', await QueueBackend.open(queue, log), log, timeouts),
  );
  process.send('sending');
  for (let update = 1; ; update += 1) {
    await database.transaction(async (tx) => {
      await tx.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, 1, '{}')`, [update]);
      const telegramPaymentChargeId = `1 charge-${update}`;
      await outbox.add(tx, message(billingInbox, 'credit-purchase', { telegramPaymentChargeId }));
    });
  }
})();
