import { WithFreeSpeech, WithFreeWork, WithWelcomeCredits } from '@aisha/orders/config';
import { WithOperators } from '@aisha/platform';
import { WithFalConcurrency } from '@aisha/providers/fal';
import { WithLinkedFiles } from '../engine/links/links.config';
import { WithLargeFiles } from '../engine/telegram/large-files.config';
import { WithTrainingGain } from './training-gain.config';

/** The settings that screens show or depend on. */
export class WorkSettings extends WithLargeFiles(
  WithLinkedFiles(
    WithTrainingGain(WithFreeSpeech(WithWelcomeCredits(WithFreeWork(WithFalConcurrency(WithOperators(Object)))))),
  ),
) {
  readonly SUPPORT_CONTACT?: string;
  /** Where operators open the desk. */
  readonly CONSOLE_URL: string = '';
  /** The address of the public API; when undefined, the bot does not name it. */
  readonly PUBLIC_API_URL?: string;
  /** The quota in MB; 0 for no quota. */
  readonly STORAGE_QUOTA_MB: number = 0;
  /** Packs are sold by card, too, when this and PAYMENT_CURRENCY are set. */
  readonly PAYMENT_PROVIDER_TOKEN?: string;
  readonly PAYMENT_CURRENCY?: string;
}

/** The contact of support; in the sandbox, where there is no real one, a made-up name. */
export const supportContactIn = ({ SUPPORT_CONTACT }: WorkSettings): string => SUPPORT_CONTACT ?? '@example_support';

/** The currency in which packs are sold by card; undefined when they are sold only for Stars. */
export const cardCurrencyIn = ({ PAYMENT_PROVIDER_TOKEN, PAYMENT_CURRENCY }: WorkSettings): string | undefined =>
  PAYMENT_PROVIDER_TOKEN === undefined ? undefined : PAYMENT_CURRENCY;
