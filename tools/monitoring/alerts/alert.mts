import type { Runbook } from './runbooks.mts';

/** The values of series by name and labels, one value a minute, in promtool's notation: `0+5x120`. */
export type Series = Readonly<Record<string, string>>;

export interface Alert {
  readonly name: string;
  readonly expr: string;
  /** How long the condition must hold before the alert fires. */
  readonly for: string;
  /** `page`: people suffer now, so it wakes an operator. `ticket`: an operator looks at it within a working day. */
  readonly severity: 'page' | 'ticket';
  /** The fault in a sentence; Prometheus fills in the values of labels. */
  readonly summary: string;
  /** The effect on people. */
  readonly means: string;
  readonly runbook: Runbook;
  /** The series during the fault, in place of those of HEALTH; a test checks that the alert fires on them. */
  readonly incident: Series;
}
