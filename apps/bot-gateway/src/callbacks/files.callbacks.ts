import { callback } from '../engine/conversation';

export const openFiles = callback('files', {});
