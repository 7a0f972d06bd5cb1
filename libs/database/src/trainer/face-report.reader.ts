import { Injectable } from '@nestjs/common';
import { parseId, type AvatarId, type AvatarState, type FaceOwner, type FaceStop, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { namedBy } from '../rows/named-by';
import { pageLimit } from '../rows/page-limit';
import type { FaceReport } from '../entities/trainer/face-report.entity';

/** Which reports a list has: those that wait for an operator, the longest wait first; or all, the newest first. */
type ReportList = 'open' | 'all';

/** A report without its words. */
export type ListedReport = Omit<FaceReport, 'words' | 'closedAs'>;

/** An avatar that looked like a reported face: what an operator needs to decide about it. */
export interface ReportedAvatar {
  readonly id: AvatarId;
  readonly userId: UserId;
  readonly trainingType: string;
  readonly status: AvatarState;
  readonly stoppedFor: FaceStop | null;
  /** When selfies, or an operator, showed that the face is that of the avatar's owner; null: not shown. */
  readonly provedAt: Date | null;
  /** How old the face looks, in years; null: not known. */
  readonly faceAge: number | null;
  /** Whose face it is, as the avatar's owner says; null: not said yet. */
  readonly faceOwner: FaceOwner | null;
}

const LISTED = `id, user_id AS "userId", about, has_face AS "hasFace", avatars, created_at AS "createdAt", told_of_stop_at AS "toldOfStopAt",
  closed_at AS "closedAt"`;

const isId = (text: string): boolean => parseId(text.toLowerCase()) !== undefined;

/**
 * Reads what people report as misused. Lists leave the words of reports out: an operator reads those of the one report that they decide
 * about.
 */
@Injectable()
export class FaceReportReader {
  constructor(private readonly database: Database) {}

  /** A page that begins after the report with the id `after`; ids sort by time. */
  async page(
    list: ReportList,
    { after, limit }: { after?: string; limit: number },
  ): Promise<{ readonly reports: readonly ListedReport[]; readonly next: string | null }> {
    const isAfter = after !== undefined && isId(after);
    const [compares, order] = list === 'open' ? ['>', 'ASC'] : ['<', 'DESC'];
    const conditions = [
      ...(list === 'open' ? ['closed_at IS NULL'] : []),
      ...(isAfter ? [`id ${compares} $1::uuid`] : []),
    ];
    const reports = await this.database.read.query<ListedReport[]>(
      `SELECT ${LISTED} FROM trainer.face_report ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
        ORDER BY id ${order} ${pageLimit(limit)}`,
      isAfter ? [after] : [],
    );
    const shown = reports.slice(0, limit);
    return { reports: shown, next: reports.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  /** Finds a report by its id or by the end of its id, with its words; null for any other text, and when several ids have the same end. */
  async find(named: string): Promise<FaceReport | null> {
    const by = namedBy(named);
    if (by === undefined) return null;
    const found = await this.database.read.query<FaceReport[]>(
      `SELECT ${LISTED}, words, closed_as AS "closedAs" FROM trainer.face_report WHERE ${by} LIMIT 2`,
      [named],
    );
    return found.length === 1 ? found[0]! : null;
  }

  /** These avatars, in this order; deleted ones are left out. */
  avatars(ids: readonly string[]): Promise<ReportedAvatar[]> {
    return this.database.read.query<ReportedAvatar[]>(
      `SELECT id, user_id AS "userId", training_type AS "trainingType", status, stopped_for AS "stoppedFor", face_age AS "faceAge",
              face_owner AS "faceOwner", proved_at AS "provedAt"
         FROM trainer.avatar LEFT JOIN trainer.face_proof ON avatar_id = id
        WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL ORDER BY array_position($1::uuid[], id)`,
      [ids.filter(isId)],
    );
  }
}
