/**
 * What a check may say of a photo; the words for people are in bot-gateway. `reject` refuses the photo,
 * `warn` takes it with advice. New rules are added here and in photo-check.
 */
export const PHOTO_FINDINGS = {
  'not-a-photo': 'reject',
  'format-not-taken': 'reject',
  damaged: 'reject',
  'file-too-large': 'reject',
  'too-many-pixels': 'reject',
  'too-small': 'reject',
  'rather-small': 'warn',
  'too-narrow': 'reject',
  'rather-narrow': 'warn',
  'too-dark': 'reject',
  'rather-dark': 'warn',
  'too-bright': 'reject',
  'too-flat': 'reject',
  'rather-flat': 'warn',
  'already-sent': 'reject',
  'set-is-full': 'reject',
  'set-is-closed': 'reject',
  'could-not-be-fetched': 'reject',
  'too-many-at-once': 'reject',
  'too-many-today': 'reject',
  /** What a release reads a finding as that it does not know yet. */
  unsuitable: 'reject',
} as const satisfies Record<string, 'reject' | 'warn'>;
export type PhotoFinding = keyof typeof PHOTO_FINDINGS;
export const PHOTO_FINDING_NAMES = Object.keys(PHOTO_FINDINGS) as PhotoFinding[];

export const isAccepted = (findings: readonly PhotoFinding[]): boolean =>
  findings.every((finding) => PHOTO_FINDINGS[finding] === 'warn');

/** 20 MiB: what Telegram's cloud lets a bot download (telegram.md §6). */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
