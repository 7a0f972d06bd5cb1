#!/bin/sh
# Removes from a folder of apps the compiled files that their bundles hold: `sh prune-compiled.sh apps`. Only our compiler writes a map into
# a file. What a bundle reads beside its code stays, and so do the scripts of its child processes, which are not compiled.
set -eu
grep -rlZ --include='*.js' --exclude-dir=bundle '^//# sourceMappingURL=data:' "$1" | xargs -0 rm -f
