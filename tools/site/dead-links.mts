import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const LINK = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;

/** The links of built pages that lead to no file, or to a place that the file does not have. Links to other sites are not followed. */
export const deadLinks = (folder: string): string[] =>
  globSync('**/*.html', { cwd: folder })
    .sort()
    .flatMap((page) =>
      [...readFileSync(path.join(folder, page), 'utf8').matchAll(LINK)].flatMap(([, link = '']) => {
        if (/^(https?|mailto):/.test(link)) return [];
        const [file = '', place] = link.split('#');
        let target = path.join(folder, file === '' ? page : path.join(path.dirname(page), decodeURI(file)));
        if (existsSync(target) && statSync(target).isDirectory()) target = path.join(target, 'index.html');
        const isOutside = path.relative(folder, target).startsWith('..') || link.startsWith('/');
        if (isOutside || !existsSync(target)) return [`${page}: ${link || 'an empty link'}`];
        if (place === undefined) return [];
        const ids = [...readFileSync(target, 'utf8').matchAll(ID)].map(([, id]) => id);
        return ids.includes(place) ? [] : [`${page}: ${link}`];
      }),
    );
