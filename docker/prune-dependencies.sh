#!/bin/sh
# Removes from a folder of installed packages everything else that no running app reads, after tools/prune-packages.cjs:
# `sh prune-dependencies.sh node_modules`. tools/checks/image.spec.ts loads every app from what is left.
set -eu
cd "$1"

# The apps' bundles contain these packages, and nothing else loads them.
rm -rf openai zod telegraf @nestjs/swagger es-toolkit @microsoft
# The description of an API is made by decorators and needs no compiler; its page is built into the app.
rm -rf typescript swagger-ui-dist
# We keep the builds for Node of the libraries that write and read documents, in the form that `require` finds.
rm -rf docx/dist/index.mjs jszip/dist pako/dist brotli/build underscore/modules underscore/amd underscore/cjs @swc/helpers/src @swc/helpers/esm
[ ! -d pdfkit ] || find pdfkit/js -maxdepth 1 -type f ! -name pdfkit.js -delete
[ ! -d fontkit ] || find fontkit/dist -type f ! -name main.cjs -delete
rm -rf bullmq/dist/esm libphonenumber-js/es6
# Specs try the models with these photos.
rm -rf @vladmandic/face-api/demo
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
