#!/usr/bin/python3
"""Servers on a machine of the lab, one process for all its ports. Reads a JSON file: {"seed": N, "listen": [Serve…]} (see spec.ts).

Sockets are bound one family at a time (IPV6_V6ONLY), so that a machine listens exactly where the lab says.
"""
import asyncio
import base64
import hashlib
import json
import random
import socket
import ssl
import sys

DOWNLOAD_BYTES = 2_000_000
LARGEST_UPLOAD = 64 << 20


def response(status, body, headers=()):
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    head = [
        f"HTTP/1.1 {status} {'OK' if status < 400 else 'Error'}",
        "Content-Type: application/octet-stream",
        f"Content-Length: {len(body)}",
        # RFC 9530: lets the far side check what arrived.
        f"Content-Digest: sha-256=:{digest}:",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def read_body(reader, headers):
    """The whole body, or None where it is too large. Chunked bodies as in RFC 9112 section 7.1."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while True:
            size = int((await reader.readline()).split(b";")[0], 16)
            if size == 0:
                await reader.readline()
                return body
            if len(body) + size > LARGEST_UPLOAD:
                return None
            body += await reader.readexactly(size)
            await reader.readline()
    length = int(headers.get("content-length", "0"))
    return None if length > LARGEST_UPLOAD else await reader.readexactly(length)


async def proxied_client(reader):
    """The client's address out of the PROXY protocol's header, version 1 or 2."""
    start = await reader.readexactly(6)
    if start == b"PROXY ":
        return (await reader.readline()).split()[1].decode()
    head = await reader.readexactly(10)
    if start + head[:6] != b"\r\n\r\n\0\r\nQUIT\n":
        raise ValueError("no PROXY header")
    rest = await reader.readexactly(int.from_bytes(head[8:10], "big"))
    family = head[7] >> 4
    if family == 1:
        return socket.inet_ntop(socket.AF_INET, rest[:4])
    return socket.inet_ntop(socket.AF_INET6, rest[:16]) if family == 2 else ""


def http(want, download):
    status = want.get("status", 200)
    page = want.get("body", "").encode()
    routes = want.get("routes", {})

    async def serve(reader, writer):
        try:
            client = await proxied_client(reader) if want.get("proxied") else writer.get_extra_info("peername")[0]
            request = (await reader.readline()).decode("latin-1").split()
            headers = {}
            while line := (await reader.readline()).decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.strip().lower()] = value.strip()
            if len(request) < 2:
                return
            if headers.get("expect", "").lower() == "100-continue":
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            body = await read_body(reader, headers)
            route = routes.get(request[1].split("?")[0])
            if body is None:
                writer.write(response(413, b""))
            elif route == "download":
                writer.write(response(200, download))
            elif route == "upload":
                writer.write(response(200, hashlib.sha256(body).hexdigest().encode() + b"\n", [f"X-Bytes: {len(body)}"]))
            elif route == "client":
                writer.write(response(200, headers.get("x-forwarded-for", client).encode() + b"\n"))
            else:
                writer.write(response(status, page))
            await writer.drain()
        except (OSError, ValueError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    return serve


async def tcp_echo(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


class UdpEcho(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data, address)


def bound(family, port, kind):
    made = socket.socket(socket.AF_INET6 if family == 6 else socket.AF_INET, kind)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == 6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    made.bind(("::" if family == 6 else "0.0.0.0", port))
    made.setblocking(False)
    return made


async def main(path):
    with open(path) as file:
        config = json.load(file)
    download = random.Random(config["seed"]).randbytes(DOWNLOAD_BYTES)
    loop = asyncio.get_running_loop()
    for want in config["listen"]:
        for family in want["families"]:
            if want["kind"] == "udp-echo":
                await loop.create_datagram_endpoint(UdpEcho, sock=bound(family, want["port"], socket.SOCK_DGRAM))
                continue
            tls = None
            if want["kind"] == "https":
                tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                tls.load_cert_chain("/etc/lab/tls.crt", "/etc/lab/tls.key")
            handler = tcp_echo if want["kind"] == "tcp-echo" else http(want, download)
            await asyncio.start_server(
                handler, sock=bound(family, want["port"], socket.SOCK_STREAM), ssl=tls, backlog=1024, limit=1 << 20
            )
    with open("/run/serve.ready", "w"):
        pass
    await loop.create_future()


asyncio.run(main(sys.argv[1]))
