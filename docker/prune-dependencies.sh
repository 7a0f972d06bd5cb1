#!/bin/sh
# Takes out of a folder of installed packages what no running app reads: `sh prune-dependencies.sh node_modules`.
# tools/checks/image.spec.ts loads every app from what is left.
set -eu
cd "$1"

# In the apps' bundles, and loaded by nothing else.
rm -rf openai zod telegraf
# For bundlers of web pages.
rm -rf typeorm/browser
# Of the models and of TensorFlow the files that models/*.mjs load; the rest is for browsers and other models.
keep() {
  find "$1" -mindepth 1 -type f ! -name package.json ! -iname 'license*' | grep -vE "^$1/($2|node_modules/.*)\$" | xargs -r -d '\n' rm -f
}
if [ -d @tensorflow ]; then
  for part in @tensorflow/*; do keep "$part" 'dist/(tf[a-z-]*\.node\.js|[a-z-]*\.wasm)'; done
  keep @vladmandic/human 'dist/human\.node(-wasm)?\.js|models/(models\.json|(blazeface|facemesh)\.(json|bin))'
  keep @vladmandic/face-api 'dist/face-api\.node-wasm\.js|model/(face_recognition|age_gender)_model.*'
  keep nsfwjs 'dist/cjs/[^/]*|dist/models/[^/]*|dist/models/mobilenet_v2/.*'
fi
# The weights that the map of a set is lettered in, and a PDF.
[ ! -d @expo-google-fonts ] || keep @expo-google-fonts/manrope '(400Regular|500Medium|700Bold)/[^/]*\.ttf'
# Of the language detector its light form (read-languages.ts).
[ ! -d tinyld ] || keep tinyld 'dist/tinyld\.light\.node\.js'
# Of the libraries that write and read documents the builds for Node; the rest is for browsers and bundlers.
[ ! -d docx ] || keep docx 'dist/index\.cjs'
[ ! -d pdfkit ] || keep pdfkit 'js/(pdfkit\.js|(data|standard-fonts)/.*)'
[ ! -d fontkit ] || keep fontkit 'dist/main\.cjs'
rm -rf jszip/dist pako/dist brotli/build mammoth/mammoth.browser*.js underscore/modules underscore/amd underscore/cjs @swc/helpers/src @swc/helpers/esm
# Of the client of S3 the modules for bundlers: Node loads the others.
for scope in @aws-sdk @smithy; do
  [ ! -d "$scope" ] || find "$scope" -type d -name dist-es -prune -exec rm -rf {} +
done
# Of OpenTelemetry the half that `require` finds.
[ ! -d @opentelemetry ] || find @opentelemetry -type f -name '*.mjs' -delete
# Sources, types, maps and pages for readers.
find . -type f \( -name '*.map' -o -name '*.ts' -o -name '*.[cm]ts' -o -name '*.tsbuildinfo' -o -iname '*.md' \) -delete
# Only at the top of a package: deeper down `test` or `doc` may be a part of it.
find . -regextype posix-extended -type d \
  -regex '(\.|.*/node_modules)/(@[^/]+/)?[^@/.][^/]*/(\.github|benchmarks?|coverage|docs?|examples?|tests?|__tests__)' \
  -prune -exec rm -rf {} +
# What links to a project that is not here, and folders of which nothing is left.
find . -xtype l -delete
find @tensorflow @vladmandic nsfwjs -type d -empty -delete 2>/dev/null || true
