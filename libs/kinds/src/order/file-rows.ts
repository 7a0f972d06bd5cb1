/** Where the rows of a kind of files lie, in SQL. The owner and the id have an index: a page is read by it. */
export interface FileRows {
  readonly from: string;
  /** Whose it is. */
  readonly owner: string;
  /** Made with the file, so that it sorts by time; unique within its kind. */
  readonly id: string;
  /** What made it, by which messages that show it are found. */
  readonly order: string;
  readonly at: string;
  readonly bytes: string;
  readonly path: string;
  /** Which rows still have a file. */
  readonly kept: string;
}
