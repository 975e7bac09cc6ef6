#!/bin/sh
# Answers a host a line.
[ "$1" = --list ] || exit 2
cat <<'JSON'
{"name": "vm1", "address": "2001:db8::21", "port": 2222, "groups": ["cloud"]}
{"name": "vm2", "groups": ["cloud"], "vars": {"rack": "r1"}}
JSON
