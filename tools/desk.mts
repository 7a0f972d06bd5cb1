/**
 * Bundles the page of the owner's desk into one file, `apps/console/dist/bundle/web/desk.js`, with all that it is made of: no browser loads
 * anything from elsewhere (decision 216). What has not changed is not bundled again.
 */
import { build, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const ENTRY = 'apps/console/src/web/main.tsx';
const FOLDER = 'apps/console/dist/bundle/web';
/** The parts of Swagger UI that the page of the API loads. */
const OF_SWAGGER = ['swagger-ui-bundle.js', 'swagger-ui.css'];

/**
 * The icons that the components of react-admin name: paths of our own on a square of 24, because the whole set of Material's has 43,000
 * files. An icon without a path is a dot.
 */
const ICONS: Readonly<Record<string, string>> = {
  AccountCircle:
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zm0 14a8 8 0 0 1-6-2.7c.1-2 4-3.1 6-3.1s5.900 1.100 6 3.100A8 8 0 0 1 12 20z',
  Add: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  ArrowCircleDown: 'M12 17 6 11h4V5h4v6h4z',
  ArrowCircleUp: 'M12 7l6 6h-4v6h-4v-6H6z',
  ArrowDropDown: 'M7 10l5 5 5-5z',
  Bookmark: 'M6 3h12v18l-6-4-6 4z',
  Brightness4: 'M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z',
  Brightness7: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 1h2v3h-2zM11 20h2v3h-2zM1 11h3v2H1zM20 11h3v2h-3z',
  CheckCircle: 'M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z',
  Check: 'M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z',
  ChevronLeft: 'M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z',
  ChevronRight: 'M8.6 16.6 10 18l6-6-6-6-1.4 1.4 4.6 4.6z',
  Clear: 'M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z',
  Close: 'M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z',
  ErrorOutline:
    'M11 15h2v2h-2zM11 7h2v6h-2zM12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16z',
  ExitToApp: 'M10 17l5-5-5-5v3H3v4h7zM19 3h-8v2h8v14h-8v2h10V3z',
  ExpandMore: 'M7 10l5 5 5-5z',
  FilterList: 'M10 18h4v-2h-4zM3 6v2h18V6zm3 7h12v-2H6z',
  HighlightOff: 'M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z',
  Inbox: 'M4 4h16v16H4zm2 2v8h4a2 2 0 0 0 4 0h4V6z',
  Menu: 'M3 18h18v-2H3zm0-5h18v-2H3zm0-7v2h18V6z',
  NavigateBefore: 'M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z',
  NavigateNext: 'M8.6 16.6 10 18l6-6-6-6-1.4 1.4 4.6 4.6z',
  Refresh: 'M17.6 6.4A8 8 0 1 0 19.7 14h-2.1A6 6 0 1 1 16.2 7.8L13 11h8V3z',
  Search: 'M15.5 14h-.8l-.3-.3a6.5 6.5 0 1 0-.7.7l.3.3v.8l5 5 1.5-1.5zm-6 0a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9z',
  Translate:
    'M4 5h7V3h2v2h7v2h-3a13 13 0 0 1-4 6l4 4-1.4 1.4L11 14l-5 5-1.4-1.4 5-5A12 12 0 0 1 7 9h2a9 9 0 0 0 2 2.4A11 11 0 0 0 14 7H4z',
};
const DOT = 'M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z';

const icons: Plugin = {
  name: 'icons',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@mui\/icons-material\// }, ({ path: name }) => ({
      path: name.replace(/^@mui\/icons-material\//, '').replace(/\.js$/, ''),
      namespace: 'icon',
    }));
    onLoad({ filter: /.*/, namespace: 'icon' }, ({ path: name }) => ({
      contents: `import { createElement } from 'react'; import SvgIcon from '@mui/material/SvgIcon';
        const Icon = (props) => createElement(SvgIcon, props, createElement('path', { d: ${JSON.stringify(ICONS[name] ?? DOT)} }));
        Icon.muiName = 'SvgIcon'; export default Icon;`,
      resolveDir: process.cwd(),
      loader: 'js',
    }));
  },
};

/**
 * The numbers that the words of the page name, each from the constant that owns it. The page loads no library of ours, so they are put into
 * its bundle; the libraries are compiled by then.
 */
const limitsOfWords = async (): Promise<Readonly<Record<string, number>>> => {
  const { DAY_MS, INVITATIONS_COUNTED_MS, PLAN_SECONDS, PROMO_CODE_LENGTH, TELEGRAM_CALLS_A_SECOND } =
    await import('@aisha/domain');
  const { QUOTE_VALID_MS } = await import('@aisha/kinds');
  const { MESSAGING_TIMEOUTS } = await import('@aisha/messaging');
  return {
    callsASecond: TELEGRAM_CALLS_A_SECOND,
    invitationsDays: INVITATIONS_COUNTED_MS / DAY_MS,
    planDays: (PLAN_SECONDS * 1_000) / DAY_MS,
    promoCodeLengthMax: PROMO_CODE_LENGTH.max,
    promoCodeLengthMin: PROMO_CODE_LENGTH.min,
    queueSettingSeconds: MESSAGING_TIMEOUTS.measureEveryMs / 1_000,
    quoteMinutes: QUOTE_VALID_MS / 60_000,
  };
};

/** Bundles the page, unless the present bundle was made of the same sources. */
export const bundleDesk = async (root: string): Promise<void> => {
  if (!existsSync(path.join(root, ENTRY))) return;
  const folder = path.join(root, FOLDER);
  const keyFile = path.join(folder, 'made-of');
  const sources = globSync(['apps/console/src/**/*.{tsx,ftl}', 'tools/desk.mts', 'package-lock.json'], { cwd: root });
  const limits = JSON.stringify(await limitsOfWords());
  const hash = createHash('sha256').update(limits);
  for (const file of sources.sort()) hash.update(file).update(readFileSync(path.join(root, file)));
  const key = hash.digest('hex');
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;

  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [ENTRY],
    outfile: `${FOLDER}/desk.js`,
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.ftl': 'text' },
    define: { 'process.env.NODE_ENV': '"production"', LIMITS_OF_WORDS: limits },
    legalComments: 'none',
    plugins: [icons],
    logLevel: 'error',
  });
  mkdirSync(folder, { recursive: true });
  const swagger = path.dirname(createRequire(path.join(root, 'package.json')).resolve('swagger-ui-dist/package.json'));
  const files: [string, Uint8Array][] = [
    ...outputFiles.map(({ path: file, contents }): [string, Uint8Array] => [path.basename(file), contents]),
    ...OF_SWAGGER.map((name): [string, Uint8Array] => [name, readFileSync(path.join(swagger, name))]),
  ];
  for (const [name, contents] of files) {
    replace(path.join(folder, name), contents);
    replace(path.join(folder, `${name}.gz`), gzipSync(contents));
  }
  replace(keyFile, Buffer.from(key));
};

/** Replaces the file in one step, because the desk may be serving the old one. */
const replace = (file: string, contents: Uint8Array): void => {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
};
