#!/bin/sh
echo '{"name": "vm1"}'
echo '{"name": "vm2", "adress": "2001:db8::22"}'
