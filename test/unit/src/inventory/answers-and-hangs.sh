#!/bin/sh
echo '{"name": "vm1"}'
exec tail -f /dev/null
