import { escaped } from '@aisha/words';
import type { StoryLanguage } from '../story/words.mts';
import type { DemoWords } from './words.mts';

/** A picture, a video or a sound of the story, by the name of its file beside the page. */
export interface KeptFile {
  readonly file: string;
  /** The words for a person who cannot see or hear the file. */
  readonly says: string;
  readonly width?: number;
  readonly height?: number;
}

export interface Page {
  readonly language: StoryLanguage;
  readonly words: DemoWords;
  readonly person: string;
  readonly idea: string;
  readonly summary: string;
  readonly map: KeptFile;
  readonly pictures: readonly KeptFile[];
  readonly still: KeptFile;
  readonly likeTheStill: KeptFile;
  readonly video: KeptFile;
  readonly session: readonly KeptFile[];
  readonly voice: KeptFile;
  readonly minutes: string;
  readonly speech: KeptFile;
  readonly receipt: string;
  /** The rows of the ledger; the first row has the headings. */
  readonly ledger: readonly (readonly string[])[];
  /** The files that are for programs, and the story as it was printed. */
  readonly files: readonly string[];
}

const picture = ({ file, says, width, height }: KeptFile): string =>
  `<a href="${file}"><img src="${file}" alt="${escaped(says)}" width="${width}" height="${height}" loading="lazy"></a>`;
const pictures = (all: readonly KeptFile[], size: string): string =>
  `<div class="pictures ${size}">${all.map(picture).join('')}</div>`;
const sound = ({ file, says }: KeptFile): string =>
  `<audio controls preload="metadata" src="${file}" aria-label="${escaped(says)}"></audio>`;
const said = (text: string): string => `<blockquote>${escaped(text)}</blockquote>`;

const STYLE = `
:root { color-scheme: light dark; --paper: #fbf9fd; --card: #fff; --ink: #1d1238; --soft: #5d5474; --line: #e4deee; --accent: #6d35c9; }
@media (prefers-color-scheme: dark) { :root { --paper: #14101d; --card: #1e182b; --ink: #f1edf8; --soft: #b5abc9; --line: #352c47; --accent: #c3a2ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 56px; padding-bottom: 8px; }
h1 { font-size: clamp(30px, 6vw, 52px); line-height: 1.1; margin: 0 0 12px; letter-spacing: -.02em; }
h2 { font-size: clamp(21px, 3.4vw, 28px); line-height: 1.2; margin: 0 0 6px; }
h2 span { color: var(--accent); margin-right: .4em; }
p { margin: 0 0 14px; max-width: 68ch; }
.soft, footer { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: 24px; margin: 20px 0; }
.pictures { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr)); align-items: start; }
.pictures.two { grid-template-columns: repeat(2, 1fr); max-width: 760px; }
.pictures.one { grid-template-columns: 1fr; max-width: 640px; }
.pictures.session { display: block; columns: 4 200px; column-gap: 12px; }
.pictures.session a { display: block; margin-bottom: 12px; break-inside: avoid; }
img, video { display: block; width: 100%; height: auto; border-radius: 14px; background: var(--line); }
video { max-width: 420px; }
audio { width: 100%; max-width: 480px; display: block; margin: 0 0 14px; }
blockquote { margin: 0 0 4px; padding: 12px 16px; border-left: 4px solid var(--accent); background: var(--paper); border-radius: 0 12px 12px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.scrolls { overflow-x: auto; }
pre { margin: 0; font: 14px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; font-size: 14px; width: 100%; }
th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td:last-child, th:last-child { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: 4px 0; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .scrolls:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 12px; }
footer { padding-top: 8px; padding-bottom: 56px; font-size: 15px; }
@media (max-width: 480px) { section { padding: 18px 14px; border-radius: 16px; } main, header, footer { padding-left: 12px; padding-right: 12px; } .pictures.two { gap: 8px; } .pictures.session { columns: 2; column-gap: 8px; } .pictures.session a { margin-bottom: 8px; } }
`;

const scrolls = (label: string, content: string): string =>
  `<div class="scrolls" role="region" tabindex="0" aria-label="${escaped(label)}">${content}</div>`;

/** The story as one page that needs nothing but the files beside it. */
export const storyPage = (page: Page): string => {
  const { words, person, ledger } = page;
  const { keepsake: says } = words;
  const [head = [], ...rows] = ledger;
  const chapters: readonly (readonly [title: string, what: string, content: string])[] = [
    [says.photos, says.photosWhat, pictures([page.map], 'one')],
    [says.idea, '', said(page.idea) + pictures(page.pictures, 'two')],
    [says.still, says.stillWhat, pictures([page.still, page.likeTheStill], 'two')],
    [
      says.video,
      '',
      `<video controls loop muted playsinline preload="metadata" src="${page.video.file}" aria-label="${escaped(page.video.says)}"></video>`,
    ],
    [says.session, says.sessionWhat, pictures(page.session, 'session')],
    [says.voice, says.voiceWhat, sound(page.voice) + said(page.voice.says)],
    [says.minutes, '', said(page.minutes)],
    [says.speech, '', said(page.speech.says) + sound(page.speech)],
    [
      says.cost,
      says.costWhat,
      `${scrolls(says.cost, `<pre>${escaped(page.receipt)}</pre>`)}
      <details><summary>${escaped(says.ledger)}</summary><p class="soft">${escaped(says.ledgerWhat)}</p>${scrolls(
        says.ledger,
        `<table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
          .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
          .join('')}</tbody></table>`,
      )}</details>`,
    ],
  ];
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(says.title(person))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(says.title(person))}</h1>
<p>${escaped(says.lead(person))}</p>
<p class="soft">${escaped(says.played)}</p>
</header>
<main>
${chapters
  .map(
    ([title, what, content], at) =>
      `<section><h2><span aria-hidden="true">${at + 1}</span>${escaped(title)}</h2>${what && `<p class="soft">${escaped(what)}</p>`}${content}</section>`,
  )
  .join('\n')}
</main>
<footer>
<p>${escaped(page.summary)}</p>
<p>${escaped(says.files)} ${page.files.map((file) => `<a href="${file}">${file}</a>`).join(' · ')}</p>
</footer>
</body>
</html>
`;
};
