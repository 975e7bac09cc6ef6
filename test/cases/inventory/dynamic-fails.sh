#!/bin/sh
echo "reading the database" >&2
echo "no route to the database" >&2
exit 3
