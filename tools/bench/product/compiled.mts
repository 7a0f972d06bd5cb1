import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './product.mts';

/** The modules of apps that measures load. Their types are the apps' own, so that a measure which no longer fits does not compile. */
interface Modules {
  'avatar-trainer/likeness/likeness': typeof import('../../../apps/avatar-trainer/src/likeness/likeness.ts');
  'avatar-trainer/photo-check/photo-check': typeof import('../../../apps/avatar-trainer/src/photo-check/photo-check.ts');
  'avatar-trainer/photo-check/photo-decoder': typeof import('../../../apps/avatar-trainer/src/photo-check/photo-decoder.ts');
  'avatar-trainer/photo-check/rules': typeof import('../../../apps/avatar-trainer/src/photo-check/rules.ts');
  'avatar-trainer/photo-comparison/references': typeof import('../../../apps/avatar-trainer/src/photo-comparison/references.ts');
  'avatar-trainer/photo-comparison/same-person': typeof import('../../../apps/avatar-trainer/src/photo-comparison/same-person.ts');
  'avatar-trainer/photo-comparison/same-shot': typeof import('../../../apps/avatar-trainer/src/photo-comparison/same-shot.ts');
  'avatar-trainer/training/dataset': typeof import('../../../apps/avatar-trainer/src/training/dataset.ts');
  'billing/accounts/account.store': typeof import('../../../apps/billing/src/accounts/account.store.ts');
  'billing/config': typeof import('../../../apps/billing/src/config.ts');
  'billing/holds/hold.store': typeof import('../../../apps/billing/src/holds/hold.store.ts');
  'billing/holds/place-hold.handler': typeof import('../../../apps/billing/src/holds/place-hold.handler.ts');
  'billing/holds/settle-hold.handler': typeof import('../../../apps/billing/src/holds/settle-hold.handler.ts');
  'billing/holds/settlement': typeof import('../../../apps/billing/src/holds/settlement.ts');
  'billing/ledger/check-ledger': typeof import('../../../apps/billing/src/ledger/check-ledger.ts');
  'billing/ledger/ledger-check.store': typeof import('../../../apps/billing/src/ledger/ledger-check.store.ts');
  'billing/ledger/ledger.store': typeof import('../../../apps/billing/src/ledger/ledger.store.ts');
  'billing/prices/quote-check': typeof import('../../../apps/billing/src/prices/quote-check.ts');
  'billing/spending/spending.store': typeof import('../../../apps/billing/src/spending/spending.store.ts');
  'bot-gateway/engine/cards/card.store': typeof import('../../../apps/bot-gateway/src/engine/cards/card.store.ts');
  'bot-gateway/engine/cards/cards': typeof import('../../../apps/bot-gateway/src/engine/cards/cards.ts');
  'bot-gateway/engine/deliveries/deliveries': typeof import('../../../apps/bot-gateway/src/engine/deliveries/deliveries.ts');
  'bot-gateway/engine/deliveries/own-pictures': typeof import('../../../apps/bot-gateway/src/engine/deliveries/own-pictures.ts');
  'bot-gateway/engine/screen/callback-signature': typeof import('../../../apps/bot-gateway/src/engine/screen/callback-signature.ts');
  'bot-gateway/engine/telegram/message-files': typeof import('../../../apps/bot-gateway/src/engine/telegram/message-files.ts');
  'bot-gateway/engine/telegram/telegram-api': typeof import('../../../apps/bot-gateway/src/engine/telegram/telegram-api.ts');
  'bot-gateway/engine/telegram/telegram-sender': typeof import('../../../apps/bot-gateway/src/engine/telegram/telegram-sender.ts');
  'bot-gateway/features': typeof import('../../../apps/bot-gateway/src/features.ts');
  'bot-gateway/orders/order-cards': typeof import('../../../apps/bot-gateway/src/orders/order-cards.ts');
  'console/audit/audit.reader': typeof import('../../../apps/console/src/audit/audit.reader.ts');
  'console/daily-figures/days.reader': typeof import('../../../apps/console/src/daily-figures/days.reader.ts');
  'console/letters/letters.controller': typeof import('../../../apps/console/src/letters/letters.controller.ts');
  'console/orders/order-story.reader': typeof import('../../../apps/console/src/orders/order-story.reader.ts');
  'console/orders/orders.reader': typeof import('../../../apps/console/src/orders/orders.reader.ts');
  'console/payments/payments.reader': typeof import('../../../apps/console/src/payments/payments.reader.ts');
  'console/people/people.reader': typeof import('../../../apps/console/src/people/people.reader.ts');
  'transcriber/audio/ffmpeg-audio-tool': typeof import('../../../apps/transcriber/src/audio/ffmpeg-audio-tool.ts');
  'transcriber/recognizers/recognizers': typeof import('../../../apps/transcriber/src/recognizers/recognizers.ts');
  'transcriber/recordings/joining': typeof import('../../../apps/transcriber/src/recordings/joining.ts');
  'transcriber/recordings/recording.writer': typeof import('../../../apps/transcriber/src/recordings/recording.writer.ts');
}

/** Loads a compiled module of an app, by the app and its file, so that the benchmark measures the code that runs in production. */
export const compiled = async <Name extends keyof Modules>(name: Name): Promise<Modules[Name]> => {
  const [app, ...file] = name.split('/');
  return (await import(
    pathToFileURL(path.join(ROOT, 'apps', app!, 'dist', `${file.join('/')}.js`)).href
  )) as Modules[Name];
};
