"""Traffic through a translator, until told to end: connections that stay, one UDP flow that stays, and new connections all the time.

load.py ADDRESS FOLDER [SOURCE…]: echo servers on port 7 there; FOLDER/state.json says how it goes, FOLDER/close ends those that stay, FOLDER/end all.
"""
import json, os, select, socket, sys, threading, time

address, folder, sources = sys.argv[1], sys.argv[2], sys.argv[3:] or ["::"]
STAYING = 8
state = {"established": 0, "exchanges": 0, "broken": [], "udp": 0, "udp_lost": 0, "new": 0, "failed": []}


def there(name):
    return os.path.exists(os.path.join(folder, name))


def connect(n):
    s = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    s.settimeout(5)
    s.bind((sources[n % len(sources)], 0))
    s.connect((address, 7))
    return s


def echo(s, text):
    s.sendall(text)
    got = b""
    while len(got) < len(text):
        piece = s.recv(len(text) - len(got))
        if not piece:
            raise OSError("closed by the other side")
        got += piece
    if got != text:
        raise OSError("another echo")


def stay(n):
    s = connect(n)
    state["established"] += 1
    count = 0
    try:
        while not there("close"):
            echo(s, b"%d-%d\n" % (n, count))
            count += 1
            state["exchanges"] += 1
            time.sleep(0.1)
    except OSError as error:
        state["broken"].append("%d after %d: %s" % (n, count, error))
    s.close()
    state["established"] -= 1


def udp():
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    s.connect((address, 7))
    while not there("close"):
        s.send(b"u")
        if select.select([s], [], [], 1)[0]:
            s.recv(10)
            state["udp"] += 1
        else:
            state["udp_lost"] += 1
        time.sleep(0.1)


def new():
    while not there("end"):
        try:
            s = connect(state["new"])
            echo(s, b"n")
            s.close()
            state["new"] += 1
        except OSError as error:
            state["failed"].append("%d: %s" % (state["new"], error))
        time.sleep(0.02)


def say():
    while True:
        path = os.path.join(folder, "state.json")
        with open(path + ".new", "w") as file:
            json.dump(state, file)
        os.rename(path + ".new", path)
        if there("end") and not threads[-1].is_alive():
            return
        time.sleep(0.1)


threads = [threading.Thread(target=stay, args=(n,)) for n in range(STAYING)] + [threading.Thread(target=udp), threading.Thread(target=new)]
for thread in threads:
    thread.start()
say()
