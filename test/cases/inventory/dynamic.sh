#!/bin/sh
# Answers as an Ansible dynamic inventory does.
[ "$1" = --list ] || exit 2
cat <<'JSON'
{
  "_meta": {"hostvars": {"vm1": {"ansible_host": "2001:db8::21", "ansible_port": "2222"}, "vm2": {}}},
  "all": {"children": ["cloud", "ungrouped"]},
  "cloud": {"hosts": ["vm1", "vm2"], "vars": {"ansible_user": "cloud"}},
  "old": ["vm1"]
}
JSON
