/** Where the line is written: the standard error of `npm start`. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The first pause between two lines in a file, where a line cannot be rewritten. The pause doubles with each line. */
const FIRST_AGAIN_AFTER_MS = 10_000;
const CLEAR = '\r\u001B[2K';

/** One line that says how far some work has come: rewritten on a terminal, and seldom repeated in a file. */
export class ProgressLine {
  private readonly screen: Screen;
  private readonly now: () => number;
  private shown = '';
  private saidAt: number | undefined;
  private againAfterMs = FIRST_AGAIN_AFTER_MS;

  constructor(screen: Screen, now: () => number = () => performance.now()) {
    this.screen = screen;
    this.now = now;
  }

  shows(text: string): void {
    if (text === this.shown) return;
    if (this.screen.isTTY) {
      this.screen.write(`${CLEAR}${text}`);
      this.shown = text;
      return;
    }
    const now = this.now();
    if (this.saidAt !== undefined) {
      if (now - this.saidAt < this.againAfterMs) return;
      this.againAfterMs *= 2;
    }
    this.saidAt = now;
    this.shown = text;
    this.screen.write(`${text}\n`);
  }

  /** Writes another line above the line of progress. */
  says(text: string): void {
    this.screen.write(this.screen.isTTY && this.shown ? `${CLEAR}${text}\n${this.shown}` : `${text}\n`);
  }

  ends(): void {
    if (this.screen.isTTY && this.shown) this.screen.write(CLEAR);
    this.shown = '';
  }
}
