import { badRequest } from './api-error';
import { parseHtml } from './html';
import type { Parameters } from './parameters';
import type { MessageEntity } from './wire';

/** The limit of the raw text, before the fake parses entities. */
const RAW_LIMIT_BYTES = 32_768;

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

interface Names {
  text: 'text' | 'caption';
  entities: 'entities' | 'caption_entities';
  /** Counted in Unicode code points of the parsed text. */
  limit: number;
}
const TEXT: Names = { text: 'text', entities: 'entities', limit: 4096 };
const CAPTION: Names = { text: 'caption', entities: 'caption_entities', limit: 1024 };

export const readText = (parameters: Parameters): FormattedText => {
  if (parameters.string('text') === '') throw badRequest('message text is empty');
  const formatted = read(parameters, TEXT);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  return formatted;
};

export const readCaption = (parameters: Parameters): FormattedText => read(parameters, CAPTION);

const read = (parameters: Parameters, names: Names): FormattedText => {
  const raw = parameters.string(names.text);
  if (Buffer.byteLength(raw) > RAW_LIMIT_BYTES) throw badRequest('text is too long');
  const formatted = trim(format(parameters, raw, names));
  if ([...formatted.text].length > names.limit) {
    throw badRequest(names.text === 'text' ? 'message is too long' : 'message caption is too long');
  }
  return { text: formatted.text, entities: withFound(formatted) };
};

const format = (parameters: Parameters, raw: string, names: Names): FormattedText => {
  const mode = parameters.string('parse_mode').toLowerCase();
  if (mode === 'html') return parseHtml(raw);
  // Markdown is not offered: the product speaks HTML, and a half-right Markdown parser would hide mistakes.
  if (mode !== '' && mode !== 'none') throw badRequest('unsupported parse_mode');
  const given = parameters.json(names.entities, "can't parse entities JSON object");
  return { text: raw, entities: Array.isArray(given) ? (given as MessageEntity[]) : [] };
};

/** Telegram removes white space at both ends; entities move with the text and are cut. */
const trim = ({ text, entities }: FormattedText): FormattedText => {
  const trimmed = text.trim();
  const shift = text.length - text.trimStart().length;
  const moved = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - shift);
    const to = Math.min(trimmed.length, entity.offset - shift + entity.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved };
};

const FOUND: readonly { type: string; pattern: RegExp }[] = [
  { type: 'bot_command', pattern: /(?<![\w/])\/[a-z0-9_]{1,32}(?:@\w{3,32})?(?!\w)/gi },
  { type: 'url', pattern: /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/gi },
  { type: 'mention', pattern: /(?<![\w@])@[a-z]\w{3,31}\b/gi },
  { type: 'hashtag', pattern: /(?<![\p{L}\d#&])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu },
];

/** Commands, links, mentions and hashtags that Telegram marks by itself, in a bot's text and in a person's. */
export const findEntities = (text: string): MessageEntity[] =>
  FOUND.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  ).sort((a, b) => a.offset - b.offset);

const OPAQUE = new Set(['code', 'pre', 'text_link', 'url', 'mention', 'bot_command', 'hashtag']);

const withFound = ({ text, entities }: FormattedText): MessageEntity[] => {
  const opaque = entities.filter(({ type }) => OPAQUE.has(type));
  const found = findEntities(text).filter((candidate) => !opaque.some((entity) => overlap(candidate, entity)));
  return [...entities, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
};

const overlap = (a: MessageEntity, b: MessageEntity): boolean =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;
