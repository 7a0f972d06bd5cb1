/** What apps log about what they depend on (libs/platform/src/platform.module.ts). */
const AWAY = /^dependency\.away(?=:|$)/;
const BACK = /^dependency\.back(?=:|$)/;

/**
 * The warnings of apps on their way to the screen. While everything starts, apps log that they miss one another, which is no trouble. So
 * these warnings wait until everything runs, and only those about what is still missing are shown. The log files have every line.
 */
export class StartWarnings {
  private readonly warn: (name: string, text: string) => void;
  private held: Map<string, { name: string; text: string }> | undefined = new Map();

  constructor(warn: (name: string, text: string) => void) {
    this.warn = warn;
  }

  take(name: string, text: string): void {
    const of = `${name} ${text.replace(AWAY, '').replace(BACK, '')}`;
    if (this.held && AWAY.test(text)) this.held.set(of, { name, text });
    else if (this.held && BACK.test(text)) this.held.delete(of);
    else this.warn(name, text);
  }

  /** Called when everything runs and apps have had the time to find one another. Shows the warnings about what is still missing. */
  isUp(): void {
    const held = [...(this.held?.values() ?? [])];
    this.held = undefined;
    for (const { name, text } of held) this.warn(name, text);
  }
}
