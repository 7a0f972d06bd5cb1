import { mayDo, parseAdmins, type Act, type Role, type UserId } from '@aisha/domain';
import { adminTexts } from '@aisha/words';
import { flowKit, type Readers, type Speaker } from '../../engine/conversation';
import { WorkSettings } from '../../readers';

/** The act that an operator has chosen. */
export type Planned =
  | { readonly act: 'give-credits'; readonly centiCredits: string }
  | { readonly act: 'ban-person'; readonly days: number | null }
  | { readonly act: 'unban-person' }
  | { readonly act: 'refund-purchase'; readonly chargeId: string };

interface AdminDraft {
  readonly userId?: UserId;
  /** The words with which the operator searched for a person. */
  readonly asked?: string;
  readonly planned?: Planned;
  readonly reason?: string;
  /** The id of the act. It is made when the act is shown, so that two taps do the act once. */
  readonly actId?: string;
}

type AdminStep = 'today' | 'find' | 'person' | 'credits' | 'ban' | 'reason' | 'confirm';

export const { loading, goTo, stay, flow } = flowKit<AdminDraft, AdminStep>()(adminTexts);

/** The role of a person according to ADMIN_TELEGRAM_IDS; undefined for everybody else. It is read again for each screen and each press. */
export const roleOf = (readers: Readers, { telegramId }: Pick<Speaker, 'telegramId'>): Role | undefined =>
  parseAdmins(readers.settings(WorkSettings).ADMIN_TELEGRAM_IDS).get(telegramId);

export const may = (role: Role | undefined, act: Act): boolean => role !== undefined && mayDo(role, act);
