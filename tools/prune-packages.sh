#!/bin/sh
# Removes from a folder of installed packages what neither the product nor its tools and tests load: `sh prune-packages.sh node_modules`.
# npm runs it after each installation, and the images before docker/prune-dependencies.sh, which removes more.
set -eu
cd "$1"

# `keep` removes all files of a package but those that match. Of the models and of TensorFlow we keep the files that models/*.mjs load, and
# the photos with which specs try them; the rest is for browsers and other models.
keep() {
  [ ! -d "$1" ] ||
    find "$1" -mindepth 1 -type f ! -name package.json ! -iname 'license*' | grep -vE "^$1/($2|node_modules/.*)\$" | xargs -r -d '\n' rm -f
}
for part in @tensorflow/*; do keep "$part" 'dist/(tf[a-z-]*\.node\.js|[a-z-]*\.wasm)'; done
keep @vladmandic/human 'dist/human\.node(-wasm)?\.js|models/(models\.json|(blazeface|facemesh)\.(json|bin))'
keep @vladmandic/face-api 'dist/face-api\.node-wasm\.js|model/(face_recognition|age_gender)_model.*|demo/sample[0-9]\.jpg'
keep nsfwjs 'dist/cjs/[^/]*|dist/models/[^/]*|dist/models/mobilenet_v2/.*'
# We keep the weights of the font in which the map of a set and a PDF are lettered.
keep @expo-google-fonts/manrope '(400Regular|500Medium|700Bold)/[^/]*\.ttf'
# We keep the light form of the language detector, which read-languages.ts loads.
keep tinyld 'dist/tinyld\.light\.node\.js|.*\.d\.ts'
# We keep the builds for Node of the library that writes documents; the rest is for browsers and bundlers.
keep docx 'dist/index\.(cjs|mjs|d\.c?ts)'
rm -rf typeorm/browser mammoth/mammoth.browser*.js luxon/build/amd luxon/build/global luxon/src
# The desk's page shows dates of one language by this package.
[ ! -d date-fns ] || find date-fns/locale -mindepth 1 -maxdepth 1 ! -name 'en-US*' ! -name '_lib' ! -name 'types*' -exec rm -rf {} +
rm -rf date-fns/fp date-fns/docs
# We keep the half of these packages that `require` and Node's `import` find.
rm -rf rxjs/dist/esm rxjs/dist/esm5 rxjs/dist/bundles libphonenumber-js/bundle
[ ! -d bullmq ] || find bullmq/dist/esm -name '*.js' -delete # the types are here alone
for package in class-validator class-transformer; do rm -rf "$package/esm5" "$package/esm2015" "$package/bundles"; done
for scope in @aws-sdk @smithy; do
  [ ! -d "$scope" ] || find "$scope" -type d -name dist-es -prune -exec rm -rf {} +
done
# Sources lie beside what was compiled of them.
rm -rf openai/src zod/src rxjs/src ra-core/src ra-ui-materialui/src @noble/hashes/src
# Maps lead to sources that are not there, and nobody reads documentation here.
find . -type f \( -name '*.map' -o -iname '*.md' -o -iname '*.markdown' \) ! -iname '*license*' -delete
