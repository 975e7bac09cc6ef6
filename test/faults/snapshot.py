"""What a host is configured to be and what it is, in canonical form, one thing a line. Run on the host by the fault matrix.

What is left out, each with its reason:
- modification times, inode numbers: when and where a file was written is not what it says
- lifetimes of addresses and routes: they count down
- tentative, dadfailed, optimistic: duplicate address detection runs and ends by itself
- linkdown, dead: the carrier's, not the configuration's
- index of an interface and of its peer: given anew at every boot
- neighbours that are not permanent: learned and forgotten all the time
- handles and counters of the packet filter: numbers of the kernel's
- sysctls below net that cannot be read, count, or are drawn at random at boot
- boot_id, processes, but whether a DHCP client serves an interface: what runs follows from the files
- /var/lib/migrate and the boot hook's own files: the guard's record is kept after an undo on purpose (the hook's must be gone: they are in /etc)
- /run but the resolver's: made anew at every boot
"""
import hashlib
import os
import re
import stat
import subprocess

out = []


def say(*words):
    out.append(" ".join(str(word) for word in words))


# Where the fault that takes a tool away keeps it.
HIDDEN = "/usr/lib/lab-hidden/"


def run(*argv):
    if os.path.exists(HIDDEN + argv[0]):
        argv = (HIDDEN + argv[0], *argv[1:])
    return subprocess.run(argv, capture_output=True, text=True, errors="replace").stdout.splitlines()


def files(top):
    for folder, folders, names in os.walk(top):
        for name in sorted(folders + names):
            path = os.path.join(folder, name)
            try:
                say("file", path, *described(path))
            except FileNotFoundError:
                # A file that a stack was just replacing: it is gone, and what it became has its own line.
                pass


def described(path):
    at = os.lstat(path)
    attributes = {
        key: os.getxattr(path, key, follow_symlinks=False).hex()
        for key in os.listxattr(path, follow_symlinks=False)
        if not key.startswith("trusted.overlay")
    }
    if stat.S_ISLNK(at.st_mode):
        content = "-> " + os.readlink(path)
    elif stat.S_ISREG(at.st_mode):
        with open(path, "rb") as file:
            content = hashlib.sha256(file.read()).hexdigest()
    else:
        content = "-"
    return oct(at.st_mode), f"{at.st_uid}:{at.st_gid}", attributes or "", content


LIFETIMES = re.compile(r" (valid_lft|preferred_lft|expires) \S+| (tentative|dadfailed|optimistic|linkdown|dead)\b(?= |$)")
# What the kernel itself counts or draws.
UNSTEADY = re.compile(r"stable_secret$|nf_conntrack_count$|/flush$|random|/tcp_mem$|fib_sync_mem|tcp_fastopen_key|_generation$")


def network():
    for line in run("ip", "-o", "addr", "show"):
        line = re.sub(r"^\d+: ", "", line.replace("\\", " "))
        say("address", re.sub(r"\s+", " ", LIFETIMES.sub("", line)).strip())
    for line in run("ip", "-o", "link", "show"):
        # The flags of an interface that is up tell its carrier too.
        name = line.split(": ")[1].split("@")[0]
        mac = re.search(r"link/\S+ (\S+)", line)
        say("link", name, "up" if re.search(r"[<,]UP[,>]", line) else "down", mac.group(1) if mac else "")
    for family in "46":
        for line in run("ip", "-o", "-" + family, "route", "show", "table", "all"):
            line = LIFETIMES.sub("", line.replace("\\", " "))
            say("route", family, re.sub(r"\s+", " ", line).strip())
        for line in run("ip", "-" + family, "rule", "show"):
            say("rule", family, line)
        for line in run("ip", "-" + family, "neigh", "show", "nud", "permanent"):
            say("neighbour", line)
    for top in ("/proc/sys/net/ipv4", "/proc/sys/net/ipv6"):
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                if UNSTEADY.search(path):
                    continue
                try:
                    with open(path) as file:
                        say("sysctl", path[len("/proc/sys/"):], " ".join(file.read().split()))
                except OSError:
                    pass
    for line in run("nft", "-s", "list", "ruleset"):
        say("nft", line)
    try:
        with open("/etc/resolv.conf") as file:
            for line in file:
                if not line.startswith("#"):
                    say("resolver", line.strip())
    except OSError:
        say("resolver none")


def clients():
    found = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if os.path.basename(words[0]) == b"dhclient":
            found.add("dhclient serves " + " ".join(w.decode() for w in words if w.startswith(b"eth")))
    for line in found:
        say("client", line)


files("/etc")
network()
clients()
print("\n".join(sorted(out)))
