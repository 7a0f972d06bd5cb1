import path from 'node:path';
import type { KeptFile } from '@aisha/database/files';
import {
  type Calendar,
  calendarFor,
  dayText,
  html,
  isoDayText,
  type Readers,
  type Speaker,
} from '../engine/conversation';
import { type Content, documentOf, videoOf } from '../engine/deliveries/content';
import { type FileKindView, wordsFor } from './file-kind';

const nameOf = ({ filePath, at }: KeptFile, name: string, calendar: Calendar): string =>
  `${name}-${isoDayText(at, calendar)}${path.posix.extname(filePath)}`;

/** A file as it is sent again: a video of known size as a video, anything else as a document, named by its kind and day. */
export const keptFileContent = async (
  readers: Readers,
  person: Speaker,
  file: KeptFile,
  view: FileKindView,
): Promise<Content> => {
  const calendar = await calendarFor(readers, person);
  const { one, fileName } = wordsFor(view, file, person.language);
  const caption = html`${one} · ${dayText(file.at, calendar)}`;
  const named = { document: file.filePath, fileName: nameOf(file, fileName, calendar) };
  const video = typeof view.as === 'function' ? await view.as(readers, person.userId, file) : null;
  return video ? videoOf({ ...named, ...video }, caption) : documentOf(named.document, named.fileName, caption);
};
