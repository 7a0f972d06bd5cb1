import { html, joined, type Html } from '../../engine/conversation';

/** What is told of one picture; the facts stand in one line. */
export interface PictureWords {
  readonly place: number;
  readonly of: number;
  readonly avatar: string | null;
  readonly idea: string;
  /** The prompt that the model got. */
  readonly prompt: string;
  readonly facts: readonly (string | null)[];
}

export const pictureText = ({ place, of, avatar, idea, prompt, facts }: PictureWords): Html =>
  joined(
    [
      html`🖼️ <b>${place} / ${of}</b>${avatar !== null && html` · ${avatar}`}
<i>${facts.filter((fact) => fact !== null).join(' · ')}</i>`,
      idea !== '' && html`${idea}`,
      prompt !== '' && html`<blockquote expandable>${prompt}</blockquote>`,
    ],
    '\n\n',
  );
