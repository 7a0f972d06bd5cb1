import { createHash } from 'node:crypto';
import type { ErrorCode } from './errors';
import type { AvatarId, ChallengeId } from './ids';

/**
 * Why an avatar is neither trained nor drawn for now (decision 119). The first two follow from its photos and end when
 * those photos go; `reported`: its face looks like one that a person says is used without their consent; `misused`: an
 * operator's decision.
 */
export const FACE_STOPS = ['several-people', 'known-face', 'reported', 'misused'] as const;
export type FaceStop = (typeof FACE_STOPS)[number];

/** Whether two selfies taken now end the stop: selfies prove only whose face it is. */
export const isEndedBySelfies = (stop: FaceStop): boolean => stop !== 'misused';

/** The error that ends an order of a stopped avatar; the error decides who bears the order's cost (decision 105). */
export const codeOfStop = (stop: FaceStop): ErrorCode => CODE_OF_STOP[stop];

const CODE_OF_STOP: Readonly<Record<FaceStop, ErrorCode>> = {
  'several-people': 'face-unproved',
  'known-face': 'face-unproved',
  reported: 'avatar-reported',
  misused: 'avatar-stopped',
};

/**
 * How the head is held in a selfie. Some phones keep a selfie mirrored, so code cannot tell left from right, but it can
 * tell that two selfies show opposite sides.
 */
export const POSES = ['straight', 'left', 'right'] as const;
export type Pose = (typeof POSES)[number];

/** How many minutes two selfies may take, from the moment the poses are shown. */
export const SELFIES_WITHIN_MINUTES = 5;

/**
 * Returns the id with an end that chooses the poses. The end depends on the avatar and the current window of five minutes: a person who
 * begins again within the window gets the same poses.
 */
export function challengeOf(avatarId: AvatarId, now: Date, id: ChallengeId): ChallengeId {
  const minutes = Math.floor(now.getTime() / (SELFIES_WITHIN_MINUTES * 60_000));
  const chance = createHash('sha256').update(`${avatarId} ${minutes}`).digest('hex').slice(0, CHANCE_DIGITS);
  return (id.slice(0, -CHANCE_DIGITS) + chance) as ChallengeId;
}

/** How many hexadecimal digits at the end of a challenge's id choose the poses. */
const CHANCE_DIGITS = 6;

/** How many selfies prove whose face an avatar shows, each in a pose of its own. */
export const SELFIES_OF_A_PROOF = 2;

/** Two different poses in a random order: one of six pairs. */
export function posesOf(challengeId: ChallengeId): readonly [Pose, Pose] {
  const chance = parseInt(challengeId.slice(-CHANCE_DIGITS), 16);
  const first = chance % POSES.length;
  const other = 1 + (Math.floor(chance / POSES.length) % (POSES.length - 1));
  return [POSES[first]!, POSES[(first + other) % POSES.length]!];
}

/** The result of two selfies. `unavailable`: our side failed, and the selfies are not to blame. */
export const SELFIE_OUTCOMES = [
  'passed',
  'not-fetched',
  'too-many-at-once',
  'too-many-today',
  'unavailable',
  'no-face',
  'several-faces',
  'wrong-pose',
  'sent-before',
  'another-person',
  'too-late',
  'not-needed',
] as const;
export type SelfieOutcome = (typeof SELFIE_OUTCOMES)[number];

/** The subject of a report: one's own face in another's avatar, a picture of oneself or of a child, or something else. */
export const REPORT_SUBJECTS = ['my-face', 'picture', 'other'] as const;
export type ReportSubject = (typeof REPORT_SUBJECTS)[number];

/** How long the words of a report may be, in characters: one message of Telegram's (4,096) holds them. */
export const REPORT_LENGTH = { min: 1, max: 4_000 } as const;
/** How many reports one person may send within 24 hours. */
export const REPORTS_A_DAY = 5;

/**
 * The news for a reporter. The last three follow from an operator's decision: `stopped`: an avatar is stopped for good; `paused`: it is
 * stopped until two selfies end the stop; `closed`: for a reporter who got neither of these messages.
 */
export const REPORT_NEWS = ['taken', 'no-face', 'photo-unread', 'too-many', 'stopped', 'paused', 'closed'] as const;
export type ReportNews = (typeof REPORT_NEWS)[number];
