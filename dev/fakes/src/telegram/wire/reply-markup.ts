import { badRequest } from './api-error';
import type { Parameters } from './parameters';
import type { InlineButton, ReplyMarkup } from './wire';

const CALLBACK_DATA_LIMIT_BYTES = 64;
const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** Reads the keyboard of a message with Telegram's own checks; undefined when there is none. */
export const readReplyMarkup = (parameters: Parameters): ReplyMarkup | undefined => {
  const markup = parameters.json('reply_markup', "can't parse reply keyboard markup JSON object");
  if (markup === undefined) return undefined;
  if (typeof markup !== 'object' || markup === null || Array.isArray(markup)) {
    throw badRequest('object expected as reply markup');
  }
  const { inline_keyboard: rows } = markup as ReplyMarkup;
  if (rows === undefined) return markup as ReplyMarkup;
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array');
  const keyboard = rows.map(readRow).filter((row) => row.length > 0);
  return keyboard.length > 0 ? { inline_keyboard: keyboard } : undefined;
};

/** Reads the keyboard of an edit; undefined for any keyboard but an inline one. */
export const readInlineKeyboard = (parameters: Parameters): ReplyMarkup | undefined => {
  const markup = readReplyMarkup(parameters);
  return markup?.inline_keyboard ? markup : undefined;
};

const readRow = (row: unknown): InlineButton[] => {
  if (!Array.isArray(row)) {
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  return row.map(readButton);
};

const readButton = (value: unknown): InlineButton => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  }
  const button = value as InlineButton;
  if (typeof button.text !== 'string') throw badRequest(`can't parse inline keyboard button: Can't find field "text"`);
  if (button.text.trim() === '') throw badRequest('inline keyboard button text is empty');
  const actions = ACTIONS.filter((action) => button[action] !== undefined && button[action] !== false);
  if (actions.length !== 1) throw badRequest('text buttons are unallowed in the inline keyboard');
  if (button.callback_data !== undefined) checkCallbackData(button.callback_data);
  if (button.url !== undefined) checkUrl(button.url);
  return button;
};

const checkCallbackData = (data: unknown): void => {
  const bytes = Buffer.byteLength(String(data));
  if (bytes < 1 || bytes > CALLBACK_DATA_LIMIT_BYTES) throw badRequest('BUTTON_DATA_INVALID');
};

const checkUrl = (url: string): void => {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  const isDeepLink = /^tg:\/\//i.test(address);
  if (!isDeepLink && (!URL.canParse(address) || !new URL(address).hostname.includes('.'))) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
};
