import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { FILE_KINDS, FILE_ROWS, type FileKind } from '@aisha/kinds/tables';

/** A file that a person sent or received, and that we still have. */
export interface KeptFile {
  readonly kind: FileKind;
  readonly id: string;
  /** The order that made the file; for a photo its avatar. */
  readonly orderId: OrderId;
  readonly at: Date;
  /** The size in bytes; 0 when the file was stored before we recorded sizes. */
  readonly bytes: number;
  /** The person's own words for the file; null where nothing is known but the kind. */
  readonly title: string | null;
  /** What, besides the day, distinguishes the files of one kind, as `FileRows` has it; null where nothing else does. */
  readonly form: string | null;
  /** The file's number among those of its order, and how many were ordered; null where an order makes one file. */
  readonly number: number | null;
  readonly of: number | null;
  /** Storage reference. */
  readonly filePath: string;
}

/** The kind is needed beside the id, because a recording and its transcript have the same id. */
export type FilePlace = Pick<KeptFile, 'kind' | 'id'>;

/** Which files a page shows. */
export interface FilesWanted {
  readonly kind?: FileKind;
  readonly before?: FilePlace;
  readonly words?: string;
  /** The forms that `words` names. Only the bot knows the names of forms, so the caller finds them. */
  readonly forms?: readonly string[];
  readonly limit: number;
}

export interface FileUsage {
  readonly kind: FileKind;
  readonly files: number;
  readonly bytes: number;
}

/**
 * A person's files of all kinds in one list, newest first: a page costs as much as it shows, however many files there
 * are.
 */
export class FileHistoryReader {
  constructor(private readonly database: Database) {}

  /**
   * A page of files of one kind, or of all. With `words`, only files whose title has the words or whose form is one of `forms`. `before` is
   * the last file of the previous page.
   */
  async page(userId: UserId, { kind, before, words, forms = [], limit }: FilesWanted): Promise<KeptFile[]> {
    const parameters: unknown[] = [userId, limit];
    const named = words ? { words: parameters.push(words), forms: parameters.push(forms) } : undefined;
    const older = before ? { before, nth: parameters.push(before.id) } : undefined;
    const kinds = kind ? [kind] : FILE_KINDS;
    // Each kind gives at most a page, by an index of its own.
    const pages = kinds.map(
      (one) =>
        `(${filesOf(one)} ${named ? namedOf(one, named) : ''} ${older ? beforeOf(one, older) : ''} ORDER BY 2 DESC LIMIT $2)`,
    );
    const rows = await this.database.read.query<KeptFile[]>(
      `SELECT * FROM (${pages.join(' UNION ALL ')}) file ORDER BY id DESC, kind DESC LIMIT $2`,
      parameters,
    );
    return rows.map(asFile);
  }

  async find(userId: UserId, place: FilePlace): Promise<KeptFile | null> {
    const [file] = await this.these(userId, [place]);
    return file ?? null;
  }

  /** The files with these ids that still exist, newest first. */
  async these(userId: UserId, places: readonly FilePlace[]): Promise<KeptFile[]> {
    const kinds = FILE_KINDS.filter((kind) => places.some((place) => place.kind === kind));
    if (kinds.length === 0) return [];
    const ids = kinds.map((kind) => places.filter((place) => place.kind === kind).map(({ id }) => id));
    const found = kinds.map((kind, at) => `${filesOf(kind)} AND ${FILE_ROWS[kind].id} = ANY ($${at + 2}::uuid[])`);
    const rows = await this.database.read.query<KeptFile[]>(
      `SELECT * FROM (${found.join(' UNION ALL ')}) file ORDER BY id DESC, kind DESC`,
      [userId, ...ids],
    );
    return rows.map(asFile);
  }

  /**
   * How many files and bytes there are of each kind. Leaves out the recordings in `gone.recordings`, and other files whose own id or order
   * is in `gone.others`.
   */
  async usage(
    userId: UserId,
    gone: { readonly recordings: readonly string[]; readonly others: readonly string[] } = {
      recordings: [],
      others: [],
    },
  ): Promise<FileUsage[]> {
    const rows = await this.database.read.query<FileUsage[]>(
      `SELECT kind, count(*)::int AS files, coalesce(sum(bytes), 0) AS bytes
       FROM (${FILE_KINDS.map((kind) => sizesOf(kind)).join(' UNION ALL ')}) file
       WHERE CASE kind WHEN 'recording' THEN NOT id = ANY ($2::uuid[])
                       ELSE NOT (id = ANY ($3::uuid[]) OR "orderId" = ANY ($3::uuid[])) END
       GROUP BY kind`,
      [userId, gone.recordings, gone.others],
    );
    return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
  }
}

const filesOf = (kind: FileKind): string => {
  const { from, owner, id, order, at, bytes, title, form, numbered, path, kept } = FILE_ROWS[kind];
  return `SELECT '${kind}' AS kind, ${id} AS id, ${order} AS "orderId", ${at} AS at, ${bytes}::bigint AS bytes,
      (${title ?? 'NULL'})::text AS title, (${form ?? 'NULL'})::text AS form,
      (${numbered?.number ?? 'NULL'})::int AS number, (${numbered?.of ?? 'NULL'})::int AS "of", ${path} AS "filePath"
    FROM ${from} WHERE ${owner} = $1 AND ${kept}`;
};

/** SQL: the sizes alone, so that an app may count files whose paths it may not read. */
const sizesOf = (kind: FileKind): string => {
  const { from, owner, id, order, bytes, kept } = FILE_ROWS[kind];
  return `SELECT '${kind}' AS kind, ${id} AS id, ${order} AS "orderId", ${bytes}::bigint AS bytes
    FROM ${from} WHERE ${owner} = $1 AND ${kept}`;
};

/**
 * SQL: files whose title has the words, or whose form is one of the forms; `nth.words` and `nth.forms` say which parameters ($2, $3 …) hold
 * them.
 */
const namedOf = (kind: FileKind, nth: { readonly words: number; readonly forms: number }): string => {
  const { title, form } = FILE_ROWS[kind];
  return `AND (position(lower($${nth.words}) IN lower((${title ?? 'NULL'})::text)) > 0
    OR (${form ?? 'NULL'})::text = ANY ($${nth.forms}::text[]))`;
};

/**
 * SQL: files of this kind that come after the file `before` in a list from the newest to the oldest. The id of `before` is the nth
 * parameter; of files with the same id, those whose kind has the smaller name come later.
 */
const beforeOf = (kind: FileKind, { before, nth }: { readonly before: FilePlace; readonly nth: number }): string =>
  `AND ${FILE_ROWS[kind].id} ${kind < before.kind ? '<=' : '<'} $${nth}`;

const asFile = (row: KeptFile): KeptFile => ({ ...row, bytes: Number(row.bytes) });
