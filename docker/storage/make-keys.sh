#!/bin/bash
# Creates in MinIO the two buckets and, for each app that keeps files, a key with a policy of its own (docs/decisions/0133). A second run
# applies what has changed. The script needs MC_HOST_storage, the address with the owner's key.
set -eu
: "${INSTALLATION:=aisha}" "${MINIO_BUCKET_AVATARS:=avatars}" "${MINIO_BUCKET_NAME:=aisha}"
policies=$(dirname "$0")
work=$(mktemp -d)
export MC_CONFIG_DIR=$work/mc

mc mb --quiet --ignore-existing "storage/$MINIO_BUCKET_AVATARS" "storage/$MINIO_BUCKET_NAME"
for file in "$policies"/*.json; do
  login=$(basename "$file" .json)
  secret=MINIO_SECRET_KEY_${login^^}
  policy=$(<"$file")
  policy=${policy//@MINIO_BUCKET_AVATARS@/$MINIO_BUCKET_AVATARS}
  printf '%s' "${policy//@MINIO_BUCKET_NAME@/$MINIO_BUCKET_NAME}" > "$work/policy.json"
  name=${INSTALLATION}_$login
  mc admin policy create storage "$name" "$work/policy.json"
  mc admin user add storage "$name" "${!secret}"
  said=$(mc admin policy attach storage "$name" --user "$name" 2>&1) || [[ $said == *'already in effect'* ]] || {
    echo "$said" >&2
    exit 1
  }
done
