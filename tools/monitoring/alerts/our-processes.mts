/**
 * Keeps the series of our own processes. Every program reports the metrics of a process, and one Prometheus often watches other programs,
 * too. A process that ends right after its start is ours although it does not answer at this moment, hence the 15 minutes.
 */
export const ofOurProcesses = (expr: string): string =>
  `${expr} and on (instance) last_over_time(aisha_build_info[15m])`;

/** What an idle process reports for the delay of its event loop, in seconds: the pause between two looks at it (libs/platform start.ts). */
export const IDLE_EVENT_LOOP_S = 0.25;
