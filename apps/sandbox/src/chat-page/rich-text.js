import { h } from './dom.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};
/**
 * Emoji that browsers draw as plain glyphs unless a variation selector follows. Telegram draws all of them as emoji, so the page adds the
 * selector.
 */
const PLAIN_EMOJI = /(?!\p{Emoji_Presentation})\p{Extended_Pictographic}(?![\uFE0E\uFE0F])/gu;
export const withEmoji = (text) => text.replace(PLAIN_EMOJI, '$&\uFE0F');
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

/**
 * Turns a message's text into nodes. It builds them from the entities and parses no markup, so that a `<` in a name stays a `<`. Entities
 * may nest; their offsets count UTF-16 units, as JavaScript's strings do.
 */
export const richText = (text, entities = [], onCommand) => {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const build = (from, to, inside) => {
    const nodes = [];
    let position = from;
    while (inside.length > 0) {
      const entity = inside.shift();
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset < position || end <= entity.offset) continue;
      if (entity.offset > position) nodes.push(withEmoji(text.slice(position, entity.offset)));
      const children = [];
      while (inside.length > 0 && inside[0].offset < end) children.push(inside.shift());
      nodes.push(element(entity, text.slice(entity.offset, end), build(entity.offset, end, children), onCommand));
      position = end;
    }
    if (position < to) nodes.push(withEmoji(text.slice(position, to)));
    return nodes;
  };
  return build(0, text.length, sorted);
};

const element = (entity, plain, children, onCommand) => {
  switch (entity.type) {
    case 'text_link':
    case 'url': {
      const href = entity.url ?? plain;
      return SAFE_LINK.test(href)
        ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, children)
        : h('span', {}, children);
    }
    case 'bot_command':
      return h('button', { class: 'link', type: 'button', onclick: () => onCommand(plain) }, children);
    case 'spoiler': {
      const reveal = () => spoiler.classList.add('revealed');
      const spoiler = h('button', { class: 'spoiler', type: 'button', onclick: reveal }, children);
      return spoiler;
    }
    default:
      return h(TAGS[entity.type] ?? 'span', { class: entity.type }, children);
  }
};
