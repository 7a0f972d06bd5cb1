import { DAY_MS } from './durations';
import { parseId, type PermissionId } from './ids';

/** How often a person may draw a friend's avatar by the friend's permission: for one picture, or until the permission is taken back. */
export const PERMISSION_SCOPES = ['once', 'always'] as const;
export type PermissionScope = (typeof PERMISSION_SCOPES)[number];

/** How long an invitation to be drawn together can be answered, in milliseconds: a week is long enough for a friend who seldom looks. */
export const INVITATION_LASTS_MS = 7 * DAY_MS;

/** How many unanswered invitations a person may have. Each is for one friend, and a picture shows at most three friends. */
export const MAX_OPEN_INVITATIONS = 10;

const PREFIX = 'together_';

/**
 * The parameter of the link `t.me/<bot>?start=…` that a person sends to a friend. Telegram takes 64 letters, digits, `_` and `-`
 * (core.telegram.org/api/links#bot-links). The id has 74 random bits, so nobody guesses an invitation.
 */
export const invitationStart = (id: PermissionId): string => `${PREFIX}${id}`;

/** Whether a parameter is that of an invitation, even one that was cut when it was copied and names none. */
export const isInvitation = (start: string): boolean => start.startsWith(PREFIX);

/** The invitation that a parameter names; undefined for any other parameter. */
export const invitationIn = (start: string): PermissionId | undefined =>
  isInvitation(start) ? parseId<PermissionId>(start.slice(PREFIX.length)) : undefined;
