#!/bin/sh
# Run a command beside a private PostgreSQL server: a fresh cluster in a temporary folder, reached by its socket alone,
# gone afterwards however the command ends. Its address stands in GRIDPLAN_TEST_POSTGRES.
set -eu

BIN=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
if ! [ -x "$BIN/initdb" ] || ! ls /usr/share/postgresql/15/extension/postgis.control >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        postgresql-15 postgresql-15-postgis-3 >/dev/null
fi

# the server refuses to run as root
if [ "$(id -u)" = 0 ]; then as() { runuser -u postgres -- "$@"; }; else as() { "$@"; }; fi

FOLDER=$(as mktemp -d /tmp/gridplan-postgres.XXXXXX)
stop() {
    as "$BIN/pg_ctl" -D "$FOLDER/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$FOLDER"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

cd "$FOLDER"
as "$BIN/initdb" -D "$FOLDER/data" -U gridplan --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as "$BIN/pg_ctl" -D "$FOLDER/data" -w -l "$FOLDER/log" start \
    -o "-c listen_addresses='' -c unix_socket_directories='$FOLDER' -c max_connections=200 -c fsync=on" >/dev/null
cd "$OLDPWD"

GRIDPLAN_TEST_POSTGRES="postgresql+psycopg://gridplan@/postgres?host=$FOLDER" "$@"
