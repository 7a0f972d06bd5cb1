import { ACCOUNT_REFUSALS, AppError } from '@aisha/domain';
import { Counter, Gauge } from 'prom-client';
import type { Model } from '../../catalogue';
import { providerTimer } from '../../provider-timer';
import type { RemoteAcceptance, RemoteSubmission } from '../../ports';

/** Counts and times a request to FAL. */
export const measured = providerTimer('fal', 'FAL');

const submissions = new Counter({
  name: 'aisha_fal_submissions_total',
  help: 'Paid requests sent to FAL, by model and whether FAL accepted it; unknown: it may run there',
  labelNames: ['model', 'outcome'],
});

const dollars = new Counter({
  name: 'aisha_fal_dollars_total',
  help: "Their price by FAL's list, in US dollars: an estimate from above, because FAL bills no work that failed on its side",
  labelNames: ['model', 'outcome'],
});

/** The acceptances that are counted as paid: a refused request costs nothing. */
const MAY_COST = ['accepted', 'unknown'] as const satisfies RemoteAcceptance['state'][];

/** Counts a paid request, and adds its list price at FAL unless FAL refused the request. */
export function countSubmission(
  sent: Pick<RemoteSubmission, 'endpoint' | 'dollars'>,
  outcome: RemoteAcceptance['state'],
): void {
  submissions.inc({ model: sent.endpoint, outcome });
  if (outcome !== 'refused') dollars.inc({ model: sent.endpoint, outcome }, sent.dollars);
}

/** Creates the series of each model that orders take, before its first event. */
export function tellSeries(models: readonly Pick<Model, 'id' | 'state'>[]): void {
  for (const { id: model } of models.filter(({ state }) => state === 'active')) {
    for (const outcome of [...MAY_COST, 'refused']) submissions.inc({ model, outcome }, 0);
    for (const outcome of MAY_COST) dollars.inc({ model, outcome }, 0);
  }
}

/**
 * FAL accepts no work until an operator tops up the account or replaces the key: an alert on this gauge must wake an
 * operator.
 */
const accountRefused = new Gauge({
  name: 'aisha_fal_account_refused',
  help: '1 while FAL refuses new work of our account, by the code of the error',
  labelNames: ['code'],
});
for (const code of ACCOUNT_REFUSALS) accountRefused.set({ code }, 0); // so that the series exists before its first event

/** Whether FAL refuses the account, by the last submission or upload whose answer shows it. */
export class AccountState {
  private refusal: AppError | undefined;

  /** Throws the error with which FAL refused the account. */
  check(): void {
    if (this.refusal) throw this.refusal;
  }

  /** Waits for a submission or an upload, notes whether FAL accepted it or refused the account, and passes its result or error on. */
  async watch<T>(giving: Promise<T>): Promise<T> {
    try {
      const answer = await giving;
      this.become(undefined);
      return answer;
    } catch (error) {
      if (error instanceof AppError && ACCOUNT_REFUSALS.includes(error.code)) this.become(error);
      throw error;
    }
  }

  private become(refusal: AppError | undefined): void {
    this.refusal = refusal;
    for (const code of ACCOUNT_REFUSALS) accountRefused.set({ code }, code === refusal?.code ? 1 : 0);
  }
}
