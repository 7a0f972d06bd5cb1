#!/bin/sh
# Removes from a folder of installed packages everything that no running app reads: `sh prune-dependencies.sh node_modules`.
# tools/checks/image.spec.ts loads every app from what is left.
set -eu
cd "$1"

# The apps' bundles contain these packages, and nothing else loads them.
rm -rf openai zod telegraf @nestjs/swagger es-toolkit @microsoft
# The description of an API is made by decorators and needs no compiler; its page is built into the app.
rm -rf typescript swagger-ui-dist
# Only bundlers of web pages use this folder.
rm -rf typeorm/browser
# `keep` removes all files of a package but those that match. Of the models and of TensorFlow we keep the files that models/*.mjs load; the
# rest is for browsers and other models.
keep() {
  find "$1" -mindepth 1 -type f ! -name package.json ! -iname 'license*' | grep -vE "^$1/($2|node_modules/.*)\$" | xargs -r -d '\n' rm -f
}
if [ -d @tensorflow ]; then
  for part in @tensorflow/*; do keep "$part" 'dist/(tf[a-z-]*\.node\.js|[a-z-]*\.wasm)'; done
  keep @vladmandic/human 'dist/human\.node(-wasm)?\.js|models/(models\.json|(blazeface|facemesh)\.(json|bin))'
  keep @vladmandic/face-api 'dist/face-api\.node-wasm\.js|model/(face_recognition|age_gender)_model.*'
  keep nsfwjs 'dist/cjs/[^/]*|dist/models/[^/]*|dist/models/mobilenet_v2/.*'
fi
# We keep the weights of the font in which the map of a set and a PDF are lettered.
[ ! -d @expo-google-fonts ] || keep @expo-google-fonts/manrope '(400Regular|500Medium|700Bold)/[^/]*\.ttf'
# We keep the light form of the language detector, which read-languages.ts loads.
[ ! -d tinyld ] || keep tinyld 'dist/tinyld\.light\.node\.js'
# We keep the builds for Node of the libraries that write and read documents; the rest is for browsers and bundlers.
[ ! -d docx ] || keep docx 'dist/index\.cjs'
[ ! -d pdfkit ] || keep pdfkit 'js/(pdfkit\.js|(data|standard-fonts)/.*)'
[ ! -d fontkit ] || keep fontkit 'dist/main\.cjs'
rm -rf jszip/dist pako/dist brotli/build mammoth/mammoth.browser*.js underscore/modules underscore/amd underscore/cjs @swc/helpers/src @swc/helpers/esm
# Bundlers use these modules of the S3 client; Node loads the others.
for scope in @aws-sdk @smithy; do
  [ ! -d "$scope" ] || find "$scope" -type d -name dist-es -prune -exec rm -rf {} +
done
# We keep the half of these packages that `require` finds.
rm -rf bullmq/dist/esm rxjs/dist/esm rxjs/dist/esm5 rxjs/dist/bundles libphonenumber-js/es6 libphonenumber-js/bundle
for package in class-validator class-transformer; do rm -rf "$package/esm5" "$package/esm2015" "$package/bundles"; done
[ ! -d @opentelemetry ] || find @opentelemetry -type f -name '*.mjs' -delete
# No app reads sources, types, source maps or documentation.
find . -type f \( -name '*.map' -o -name '*.ts' -o -name '*.[cm]ts' -o -name '*.tsbuildinfo' -o -iname '*.md' \) -delete
# These folders are removed only at the top of a package: deeper down `test` or `doc` may be a part of it.
find . -regextype posix-extended -type d \
  -regex '(\.|.*/node_modules)/(@[^/]+/)?[^@/.][^/]*/(\.github|benchmarks?|coverage|docs?|examples?|tests?|__tests__)' \
  -prune -exec rm -rf {} +
# This removes links to projects that are not in the image, and folders that are empty now.
find . -xtype l -delete
find @tensorflow @vladmandic nsfwjs -type d -empty -delete 2>/dev/null || true
