/**
 * The apps that always have a process. When such an app has no process, something is wrong, and an alert says so. A check compares this list
 * with k8s/.
 */
export const ALWAYS_RUN = [
  'avatar-trainer',
  'billing',
  'bot-gateway',
  'console',
  'image-generator',
  'public-api',
  'transcriber',
  'webhook-receiver',
] as const;

/** The apps that an autoscaler scales to zero replicas while nothing waits for them (decision 155). */
export const REST_AT_ZERO: readonly string[] = ['photo-enhancer'];
