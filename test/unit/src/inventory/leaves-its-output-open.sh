#!/bin/sh
echo '{"name": "vm1"}'
# Ends itself with this one; the output it has stays open.
timeout 20 tail -f /dev/null &
