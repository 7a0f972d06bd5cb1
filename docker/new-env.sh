#!/bin/bash
# Prints docker/.env.example with a secret of its own for each `random`: docker/new-env.sh > docker/.env. Let only the owner read that file.
set -eu
while IFS= read -r line; do
  case $line in
    *=random) printf '%s=%s\n' "${line%=random}" "$(openssl rand -hex 24)" ;;
    *) printf '%s\n' "$line" ;;
  esac
done < "$(dirname "$0")/.env.example"
