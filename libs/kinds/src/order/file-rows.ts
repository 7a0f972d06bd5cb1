/** Where the rows of a kind of files lie, in SQL. The owner and the id have an index, by which pages are read. */
export interface FileRows {
  readonly from: string;
  /** The person who owns the file. */
  readonly owner: string;
  /**
   * The id of the file's row, unique within its kind. It is made with the file, or with its order some hours earlier, so it sorts nearly by time.
   */
  readonly id: string;
  /** The order that made the file, by which messages that show it are found. */
  readonly order: string;
  readonly at: string;
  readonly bytes: string;
  readonly path: string;
  /** The person's own words for the file; null where nothing is known but the kind. */
  readonly title: string | null;
  /** What distinguishes files of this kind besides their day, such as the type of a document; the bot puts it into words. */
  readonly form?: string;
  /** The file's number among those of its order, and how many were ordered; absent where an order makes one file. */
  readonly numbered?: { readonly number: string; readonly of: string };
  /** The rows that still have a file. */
  readonly kept: string;
}
