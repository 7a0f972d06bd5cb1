import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { Keyboards } from '../story/keyboards.mts';
import type { Action, Teller } from '../story/walker.mts';
import type { Seen } from '../story/film-record.mts';

/** How long a viewer looks at a frame, in milliseconds. */
const LOOK_MS = { change: 700, action: 900, chapterEnd: 1_600, end: 4_000 };
/** Milliseconds in which the page draws new messages and loads their pictures. */
const DRAWN_MS = 350;
const QUALITY = 62;

/** Takes frames of the chat page while a story is played on it, one for each change and each thing the person does. */
export class Film implements Teller {
  private readonly page: Page;
  private readonly shots: { picture: Buffer; ms: number }[] = [];
  /** The words on its frames. */
  readonly seen = { texts: new Set<string>(), labels: new Set<string>() } satisfies Seen;
  readonly keyboards = new Keyboards();
  private before = '';

  constructor(page: Page) {
    this.page = page;
  }

  get frames(): number {
    return this.shots.length;
  }

  async chapter(): Promise<void> {
    this.keyboards.chapter();
    const last = this.shots.at(-1);
    if (last) last.ms = LOOK_MS.chapterEnd;
  }

  async acts(action: Action): Promise<void> {
    if (action.kind === 'writes') {
      const composer = this.page.locator('textarea:visible').first();
      await composer.fill(action.text);
      await this.shoot(LOOK_MS.action);
      await composer.fill('');
    } else if (action.kind === 'taps') {
      const button = this.page.getByRole('button', { name: action.label, exact: true }).last();
      await button.evaluate((element) => (element.style.outline = '3px solid #ff9f0a'));
      await this.shoot(LOOK_MS.action);
      await button.evaluate((element) => (element.style.outline = '')).catch(() => undefined); // the page has drawn the button anew meanwhile
    }
  }

  async looks(chat: readonly SeenMessage[]): Promise<void> {
    this.keyboards.looks(chat);
    const now = JSON.stringify(chat.map(({ text, buttons, photo }) => [text, buttons.length, photo?.width]));
    if (now === this.before) return;
    this.before = now;
    for (const { by, text, buttons } of chat) {
      if (by !== 'bot') continue;
      if (text) this.seen.texts.add(text);
      for (const button of buttons.flat()) this.seen.labels.add(button.text);
    }
    if (chat.length > 0) await this.shoot(LOOK_MS.change);
  }

  async ends(): Promise<void> {
    await this.shoot(LOOK_MS.end);
  }

  /** Writes the film, and gives its size in bytes. Equal frames in a row become one, which stays for the longest of their times. */
  async develop(file: string): Promise<number> {
    const kept: { picture: Buffer; ms: number }[] = [];
    for (const { picture, ms } of this.shots) {
      const last = kept.at(-1);
      if (last?.picture.equals(picture)) last.ms = Math.max(last.ms, ms);
      else kept.push({ picture, ms });
    }
    await sharp(
      kept.map(({ picture }) => picture),
      { join: { animated: true } },
    )
      .webp({ quality: QUALITY, effort: 3, loop: 0, delay: kept.map(({ ms }) => ms) })
      .toFile(file);
    return statSync(file).size;
  }

  private async shoot(ms: number): Promise<void> {
    await pause(DRAWN_MS);
    this.shots.push({ picture: await this.page.screenshot(), ms });
  }
}
