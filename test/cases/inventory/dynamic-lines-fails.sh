#!/bin/sh
echo '{"name": "vm1"}'
echo "the database went away" >&2
exit 3
