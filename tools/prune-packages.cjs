/**
 * Removes from a folder of installed packages what neither the product nor its tools and tests load: `node prune-packages.cjs node_modules`.
 * npm runs it after each installation, also with an old Node, and the images before docker/prune-dependencies.sh, which removes more.
 */
const { existsSync, readdirSync, rmSync } = require('node:fs');
const path = require('node:path');

const packages = path.resolve(process.argv[2]);

/** The files that are kept in a folder of packages beside manifests and licences, as paths in the folder; all others are removed. */
const KEPT = {
  // The files that models/*.mjs load, of TensorFlow and of the models, and the photos with which specs try the models.
  '@tensorflow': /^[^/]+\/dist\/(tf[a-z-]*\.node\.js|[a-z-]*\.wasm)$/,
  '@vladmandic/human': /^(dist\/human\.node(-wasm)?\.js|models\/(models\.json|(blazeface|facemesh)\.(json|bin)))$/,
  '@vladmandic/face-api':
    /^(dist\/face-api\.node-wasm\.js|model\/(face_recognition|age_gender)_model.*|demo\/sample\d\.jpg)$/,
  nsfwjs: /^dist\/(cjs\/[^/]*|models\/[^/]*|models\/mobilenet_v2\/.*)$/,
  // The weights of the font in which the map of a set and a PDF are lettered.
  '@expo-google-fonts/manrope': /^(400Regular|500Medium|700Bold)\/[^/]*\.ttf$/,
  // The light form of the language detector, which read-languages.ts loads.
  tinyld: /^dist\/tinyld\.light\.node\.js$|\.d\.ts$/,
  // The builds for Node of the library that writes documents.
  docx: /^dist\/index\.(cjs|mjs|d\.c?ts)$/,
};

/** Folders and files of packages that nothing here reads. */
const REMOVED = [
  // These are for browsers, and for bundlers of web pages.
  'typeorm/browser',
  'luxon/build/amd',
  'luxon/build/global',
  'rxjs/dist/esm',
  'rxjs/dist/esm5',
  'rxjs/dist/bundles',
  'libphonenumber-js/bundle',
  'mammoth/mammoth.browser.js',
  'mammoth/mammoth.browser.min.js',
  ...['class-validator', 'class-transformer'].flatMap((name) => [`${name}/esm5`, `${name}/esm2015`, `${name}/bundles`]),
  // These are sources beside what was compiled of them.
  ...['openai', 'zod', 'rxjs', 'ra-core', 'ra-ui-materialui', 'luxon', '@noble/hashes'].map((name) => `${name}/src`),
  // The desk's page shows no dates of other languages by this package.
  'date-fns/fp',
  'date-fns/docs',
];
const LOCALES_KEPT = /^(en-US|_lib|types)/;

const LICENCE = /(licen[cs]e|notice|copying)[^/]*$/i;
/** Maps lead to sources that are not there, and nobody reads documentation here. */
const isRead = (file) => !/\.(map|md|markdown)$/i.test(file) || LICENCE.test(file);

const remove = (...parts) => rmSync(path.join(packages, ...parts), { recursive: true, force: true });

/** Calls `look` with each file below the folder, as a path in it. Links are not followed: they lead to the repository's own projects. */
const files = (folder, look, inside = '') => {
  for (const entry of readdirSync(path.join(folder, inside), { withFileTypes: true })) {
    const place = path.posix.join(inside, entry.name);
    if (place === '.cache') continue; // what commands keep here is theirs
    if (entry.isDirectory()) files(folder, look, place);
    else if (entry.isFile()) look(place);
  }
};

for (const place of REMOVED) remove(place);
for (const [folder, kept] of Object.entries(KEPT)) {
  if (!existsSync(path.join(packages, folder))) continue;
  files(path.join(packages, folder), (file) => {
    if (kept.test(file) || LICENCE.test(file) || /(^|\/)(package\.json$|node_modules\/)/.test(file)) return;
    remove(folder, file);
  });
}
if (existsSync(path.join(packages, 'date-fns/locale')))
  for (const name of readdirSync(path.join(packages, 'date-fns/locale')))
    if (!LOCALES_KEPT.test(name)) remove('date-fns/locale', name);
files(packages, (file) => {
  const isModuleForBundlers =
    /(^|\/)@(aws-sdk|smithy)\/.*\/dist-es\//.test(file) || /^bullmq\/dist\/esm\/.*\.js$/.test(file);
  if (isModuleForBundlers || !isRead(file)) remove(file);
});
