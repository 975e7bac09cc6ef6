#!/bin/sh
printf '{"name": "vm1"}\n{"name": "vm2", "addr'
