#!/bin/bash
# Starts Redis with the owner's password and a user for each app (docs/decisions/0133). The passwords stand in a file, because everybody on
# the machine can see a program's arguments.
set -eu
: "${INSTALLATION:=aisha}"
users=$(<"$(dirname "$0")/users.acl")
users=${users//@INSTALLATION@/$INSTALLATION}
for login in BOT TRAINER GENERATOR TRANSCRIBER ENHANCER BILLING CONSOLE API RECEIVER; do
  password=REDIS_PASSWORD_$login
  users=${users//@$password@/"${!password}"}
done
umask 077
config=${REDIS_CONFIG:-/run/aisha-redis.conf}
cat > "$config" <<END
$users
requirepass $REDISCLI_AUTH
appendonly yes
# Redis's default is 64 MB, with which the file of a small queue would keep every id that the queue ever had.
auto-aof-rewrite-min-size 1mb
maxmemory-policy noeviction
END
chown redis "$config" 2> /dev/null || true # the image's own script becomes this user, who must read the file
exec "${REDIS_ENTRYPOINT:-docker-entrypoint.sh}" redis-server "$config" "$@"
