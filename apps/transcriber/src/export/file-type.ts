/** Turns a source into a file of one format. */
export interface FileType<Source> {
  readonly contentType: string;
  render(source: Source): Promise<Buffer>;
}
