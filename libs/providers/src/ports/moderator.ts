export interface ModerationVerdict {
  readonly isFlagged: boolean;

  /** Names of the categories found: `sexual`, `violence/graphic`. */
  readonly categories: readonly string[];
}

/** Checks whether a text may be drawn, and whether a picture may be shown. Costs nothing. */
export abstract class Moderator {
  /**
   * Judges a text. Throws the `provider-*` codes, also when the answer is no verdict; the caller decides what an outage
   * means.
   */
  abstract judge(text: string, options?: { readonly signal?: AbortSignal }): Promise<ModerationVerdict>;

  /** Judges one picture for sexual content, violence and self-harm. The moderator finds minors only in texts (openai.md §7). */
  abstract judgePicture(jpeg: Buffer, options?: { readonly signal?: AbortSignal }): Promise<ModerationVerdict>;
}
