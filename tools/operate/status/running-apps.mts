/** The apps of which a process always runs: without one something is wrong. Alerts and `aisha status` go by this one list. */
export const ALWAYS_RUN = [
  'avatar-trainer',
  'billing',
  'bot-gateway',
  'image-generator',
  'transcriber',
  'webhook-receiver',
] as const;

/** The apps that an autoscaler takes to no replica while nothing waits for them (decision 155). */
export const REST_AT_ZERO: readonly string[] = ['photo-enhancer'];
