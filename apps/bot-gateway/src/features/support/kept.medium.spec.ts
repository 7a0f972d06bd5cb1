import { describe, expect, it } from '@jest/globals';
import { SCHEMAS } from '@aisha/database';
import { LANGUAGES, RETENTION_MS, type KeptByClock } from '@aisha/domain';
import { onPostgres } from '@aisha/testing';
import { spanText } from '@aisha/words';
import { plainText } from '../../engine/conversation';
import { KEPT_IN } from './kept-tables';
import { keptText } from './privacy.step';

/**
 * Tables of messages between apps. A person's words are deleted with the message that has them; a dead letter stays until an operator
 * decides (decision 33).
 */
const MESSAGING = /\.(outbox|handled|dead_letter|long_job|queue_setting)$/;
/** Tables that hold nothing about a person: locks, limits, prices, counts. */
const OF_NOBODY = [
  'api.request_limit',
  'billing.allowance',
  'billing.card_price',
  'billing.discount',
  'billing.ledger_check',
  'billing.measurement',
  'billing.pack',
  'billing.plan',
  'billing.price',
  'billing.price_withdrawal',
  'billing.promo',
  'billing.provider_bill',
  'billing.provider_bill_line',
  'bot.measurement',
  // The desk's own tables name operators, and no person.
  ...['measurement', 'sent_act', 'session', 'sign_in_link'].map((table) => `console.${table}`),
  'bot.polling_lease',
  'bot.retention_rule',
  'bot.send_window',
  'bot.star_reconciliation',
  ...['enhancer', 'generator', 'trainer'].map((schema) => `${schema}.provider_heartbeat`),
  ...['enhancer', 'generator', 'trainer', 'transcriber'].map((schema) => `${schema}.model_state`),
  'generator.provider_pause',
  'enhancer.provider_pause',
  'trainer.provider_pause',
  'transcriber.request_limit',
  'transcriber.voice_sample',
];

describe('what /privacy says is kept', () => {
  it.each(
    LANGUAGES.flatMap((language) => Object.keys(RETENTION_MS).map((kept) => [language, kept as KeptByClock] as const)),
  )('the text of /privacy in %s takes from RETENTION_MS how long this is kept: %s', (language, kept) => {
    const longer = { ...RETENTION_MS, [kept]: 3 * 24 * 3_600_000 };

    const [before, after] = [RETENTION_MS, longer].map((ms) => plainText(keptText(language, ms)));

    const threeDays = new RegExp(`3 дней|${spanText(language, longer[kept])}`);
    expect(before).not.toMatch(threeDays);
    expect(after).toMatch(threeDays);
  });

  it('/privacy covers every table, except tables that hold nothing about a person and those of messages between apps', async () => {
    const { admin } = await onPostgres('bot');
    const tables = await admin.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables
       WHERE schemaname = ANY ($1) ORDER BY 1`,
      [SCHEMAS],
    );
    const ofPeople = tables.map(({ name }) => name).filter((name) => !MESSAGING.test(name));

    expect([...Object.values(KEPT_IN).flat(), ...OF_NOBODY].sort()).toEqual(ofPeople.sort());
  });
});
