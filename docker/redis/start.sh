#!/bin/bash
# Starts Redis with the owner's password and a user for each app (docs/decisions/0133). Passwords stand in a file, for arguments are seen by all.
set -eu
: "${INSTALLATION:=aisha}"
users=$(<"$(dirname "$0")/users.acl")
users=${users//@INSTALLATION@/$INSTALLATION}
for login in BOT TRAINER GENERATOR TRANSCRIBER ENHANCER BILLING RECEIVER; do
  password=REDIS_PASSWORD_$login
  users=${users//@$password@/${!password}}
done
umask 077
config=${REDIS_CONFIG:-/run/aisha-redis.conf}
cat > "$config" <<END
$users
requirepass $REDISCLI_AUTH
appendonly yes
# As shipped it is 64 MB, and a small queue would keep every id that it ever had.
auto-aof-rewrite-min-size 1mb
maxmemory-policy noeviction
END
chown redis "$config" 2> /dev/null || true # whom the image's own script becomes
exec "${REDIS_ENTRYPOINT:-docker-entrypoint.sh}" redis-server "$config" "$@"
