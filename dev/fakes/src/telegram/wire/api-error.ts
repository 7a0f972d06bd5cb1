/** A refusal as the Bot API words it: the HTTP status, the description and, seldom, `parameters`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super(description);
  }
}

const lowerFirst = (text: string): string =>
  /^.[A-Z_]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** 400 in the server's form: a prefix, and the first letter in lower case, unless the reason is a CODE_LIKE_THIS. */
export const badRequest = (reason: string): ApiError => new ApiError(400, `Bad Request: ${lowerFirst(reason)}`);
const forbidden = (reason: string): ApiError => new ApiError(403, `Forbidden: ${lowerFirst(reason)}`);
export const conflict = (reason: string): ApiError => new ApiError(409, `Conflict: ${lowerFirst(reason)}`);
export const unauthorized = (reason?: string): ApiError =>
  new ApiError(401, reason ? `Unauthorized: ${reason}` : 'Unauthorized');
export const notFound = (reason?: string): ApiError => new ApiError(404, reason ? `Not Found: ${reason}` : 'Not Found');
export const tooManyRequests = (retryAfterSeconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds });

/** The sentences of the catalogue that several methods use. */
export const refusals = {
  blocked: () => forbidden('bot was blocked by the user'),
  chatNotFound: () => badRequest('chat not found'),
  kicked: (from: 'group' | 'supergroup') => forbidden(`bot was kicked from the ${from} chat`),
  upgraded: (chatId: number) =>
    new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chatId }),
  notModified: () =>
    badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ),
  queryTooOld: () => badRequest('query is too old and response timeout expired or query ID is invalid'),
  toEditNotFound: () => badRequest('message to edit not found'),
  cannotEdit: () => badRequest("message can't be edited"),
  toDeleteNotFound: () => badRequest('message to delete not found'),
  cannotDelete: () => badRequest("message can't be deleted"),
  toReplyNotFound: () => badRequest('message to be replied not found'),
  wrongFile: () => badRequest('wrong file identifier/HTTP URL specified'),
  uploadTooLarge: () => new ApiError(413, 'Request Entity Too Large'),
};
