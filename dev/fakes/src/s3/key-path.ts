import path from 'node:path';

/**
 * Turns a key into a path that is safe and can be read back: folders for `/`, everything unusual escaped, `~` at the
 * end of an object (so that `a` and `a/b` may both exist), `+` at the end of a folder whose name goes on in the next
 * one (a file name holds 255 bytes, a key 1024), `=` for the empty name between two slashes.
 */
const OBJECT = '~';
const CONTINUES = '+';
const EMPTY = '=';
const NAME_LENGTH_AT_MOST = 200;

const encodeSegment = (segment: string): string => {
  if (segment === '') return EMPTY;
  const escaped = encodeURIComponent(segment).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return escaped.replace(/^\.+$/, (dots) => '%2E'.repeat(dots.length)); // a file system gives `.` and `..` a meaning
};

const shorten = (name: string): string =>
  name.match(new RegExp(`.{1,${NAME_LENGTH_AT_MOST}}`, 'g'))!.join(`${CONTINUES}${path.sep}`);

export const keyToPath = (key: string): string =>
  key.split('/').map(encodeSegment).map(shorten).join(path.sep) + OBJECT;

/** The path of the folder in which all keys with this prefix lie. */
export const folderOfPrefix = (prefix: string): string => {
  const folders = prefix.split('/').slice(0, -1);
  return folders.map(encodeSegment).map(shorten).join(path.sep);
};

export const isObjectFile = (name: string): boolean => name.endsWith(OBJECT);

/** Whether a folder is only the first part of a longer name. */
export const isContinued = (name: string): boolean => name.endsWith(CONTINUES);

const decode = (encoded: string): string =>
  encoded
    .replaceAll(`${CONTINUES}${path.sep}`, '')
    .split(path.sep)
    .map((segment) => (segment === EMPTY ? '' : decodeURIComponent(segment)))
    .join('/');

export const pathToKey = (file: string): string => decode(file.slice(0, -OBJECT.length));

export const pathToFolderKey = (folder: string): string => `${decode(folder)}/`;
