import type { IdleAvatar, RetentionRule } from '@aisha/database/bot';
import { DAY_MS, type Language, RETENTION_NOTICE_DAYS } from '@aisha/domain';
import { retentionTexts } from '@aisha/words';
import { type Calendar, dayText, type Html, joined, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import type { FileKindViews } from '../../orders/file-kind';
import { showAvatar } from '../../callbacks/avatars.callbacks';
import { openFiles } from '../../callbacks/files.callbacks';

/** A person's files of one kind that a rule of retention will delete. */
interface AnnouncedFiles {
  /** What «Мои файлы» calls such files, so that the person saves the right ones. */
  readonly many: string;
  /** How many days files of the kind are kept. */
  readonly days: number;
  readonly count: number;
  readonly now: Date;
}

/** The date on which files announced at `now` are deleted. */
const goesAt = (now: Date): Date => new Date(now.getTime() + RETENTION_NOTICE_DAYS * DAY_MS);

/** Says which files will be deleted, when, and where the person can save them. */
export const announcement = ({ many, days, count, now }: AnnouncedFiles, calendar: Calendar) => {
  const t = retentionTexts[calendar.language];
  return messageWith(t.filesGo({ many, days, count, date: dayText(goesAt(now), calendar) }), [
    [openFiles.button(t.files, {})],
    [toMenu.button(t.menu, {})],
  ]);
};

/** Says which avatar will be deleted unless it is used, and when; of one that is stopped, that its screen says how it can be used. */
export const avatarAnnouncement = (
  {
    id: avatarId,
    name,
    usedAt,
    isStopped,
    now,
  }: Pick<IdleAvatar, 'id' | 'name' | 'usedAt' | 'isStopped'> & { readonly now: Date },
  calendar: Calendar,
) => {
  const t = retentionTexts[calendar.language];
  const [used, date] = [dayText(usedAt, calendar), dayText(goesAt(now), calendar)];
  const words = t.avatarGoes({ name, used, date, stopped: isStopped });
  return messageWith(words, [[showAvatar.button(t.avatar, { avatarId })]]);
};

/** The rules of retention that apply, as /privacy names them; null while no rule deletes anything. */
export const rulesText = (
  rules: readonly Pick<RetentionRule, 'kept' | 'days'>[],
  views: FileKindViews,
  language: Language,
): Html | null => {
  const t = retentionTexts[language];
  const lines = rules.flatMap(({ kept, days }) =>
    days === null
      ? []
      : [kept === 'avatar' ? t.avatarRule({ days }) : t.fileRule({ many: views[kept].words[language].many, days })],
  );
  return lines.length > 0 ? joined([t.rules, ...lines], '\n') : null;
};
