import type { Runbook } from '../runbooks.mts';

/** Series by their names with labels, each with its values a minute apart, in the words of promtool: `0+5x120`. */
export type Series = Readonly<Record<string, string>>;

export interface Alert {
  readonly name: string;
  readonly expr: string;
  /** How long it has to hold before it is told. */
  readonly for: string;
  /** `page`: people suffer now, wake somebody. `ticket`: within a working day. */
  readonly severity: 'page' | 'ticket';
  /** What is so, with the values of labels as Prometheus fills them in. */
  readonly summary: string;
  /** What it means for people. */
  readonly means: string;
  readonly runbook: Runbook;
  /** What the metrics look like when it happens, over what they are in health: a test lets it happen. */
  readonly incident: Series;
}
