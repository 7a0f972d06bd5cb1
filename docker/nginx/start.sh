#!/bin/bash
# Writes nginx's configuration for this installation into RUN_FOLDER and starts nginx with it; with `-t` nginx only checks it.
# With TLS=files nginx reads fullchain.pem and privkey.pem in TLS_FOLDER; with TLS=acme it fetches and renews a certificate by itself.
set -eu
: "${PUBLIC_HOST:?the name under which Telegram and FAL reach this host}" "${TLS:=files}" "${RUN_FOLDER:=/run/aisha-nginx}"
: "${TELEGRAM_WEBHOOK_SECRET:?what Telegram says with each call, as the gateway has it}"
: "${TLS_FOLDER:=/etc/aisha/tls}" "${ACME_FOLDER:=/var/lib/aisha-acme}"
: "${ACME_DIRECTORY:=https://acme-v02.api.letsencrypt.org/directory}" "${ACME_CONTACT:=}"
: "${GATEWAY:=bot-gateway:8000}" "${RECEIVER:=webhook-receiver:8443}" "${PUBLIC_API:=public-api:8060}" "${RESOLVER:=127.0.0.11}"
: "${HTTP_PORT:=80}" "${HTTPS_PORT:=443}" "${HEALTH_PORT:=8081}" "${REQUESTS_A_SECOND:=100}"
: "${ACCESS_LOG:=/dev/stdout}" # give a file or syslog where standard output is a socket, as under systemd

case $TLS in
  files)
    for file in fullchain.pem privkey.pem; do
      [ -r "$TLS_FOLDER/$file" ] || {
        echo "$TLS_FOLDER/$file: is not there or cannot be read; TLS=acme fetches a certificate" >&2
        exit 1
      }
    done
    ;;
  acme)
    : "${ACME_CONTACT:?an address to which the authority writes, for TLS=acme}"
    mkdir -p "$ACME_FOLDER"
    ;;
  *)
    echo "TLS: must be files or acme" >&2
    exit 1
    ;;
esac

[[ $TELEGRAM_WEBHOOK_SECRET =~ ^[A-Za-z0-9_-]{32,256}$ ]] || {
  echo "TELEGRAM_WEBHOOK_SECRET: must be 32 to 256 of A-Z a-z 0-9 _ -" >&2
  exit 1
}
config=$(<"$(dirname "$0")/nginx.conf")
config=$(sed -e "s/^#$TLS#//" -e '/^#\(files\|acme\)#/d' <<< "$config")
for name in PUBLIC_HOST RUN_FOLDER TLS_FOLDER ACME_FOLDER ACME_DIRECTORY ACME_CONTACT GATEWAY RECEIVER PUBLIC_API RESOLVER HTTP_PORT HTTPS_PORT \
  HEALTH_PORT REQUESTS_A_SECOND ACCESS_LOG TELEGRAM_WEBHOOK_SECRET; do
  # A character that ends a word or a block of the configuration could add settings to it.
  [[ ${!name} =~ [^][A-Za-z0-9._:/,=@%+~-] ]] && {
    echo "$name: has a character that nginx's configuration would not take for a part of it" >&2
    exit 1
  }
  config=${config//@$name@/"${!name}"}
done
mkdir -p "$RUN_FOLDER" # nginx's workers need the folder; the configuration has the secret, so only its owner may read it
rm -f "$RUN_FOLDER/nginx.conf"
(umask 077 && printf '%s\n' "$config" > "$RUN_FOLDER/nginx.conf")
exec nginx -c "$RUN_FOLDER/nginx.conf" -e stderr -g 'daemon off;' "$@"
