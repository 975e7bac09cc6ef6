"""HTTP over IPv6 at a steady rate against one host, from outside of it. Arguments: address, port, requests per second.

Every request is a connection of its own, sent when its time comes whether or not those before were answered. Prints one line
{"ready": true} when the first was answered, and ends at the end of its standard input with {"sent", "lost", "longest_gap_ms"}:
a request is lost that was not answered with 200 within two seconds; the gap is the longest time between two answers.
"""
import asyncio
import json
import sys
import time

WITHIN = 2.0


async def main(address, port, rate):
    loop = asyncio.get_running_loop()
    counts = {"sent": 0, "lost": 0}
    last = None
    gap = 0.0

    async def ask():
        nonlocal last, gap
        writer = None
        try:
            async with asyncio.timeout(WITHIN):
                reader, writer = await asyncio.open_connection(address, port)
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: load\r\n\r\n")
                good = (await reader.readline()).split()[1:2] == [b"200"]
        except (OSError, TimeoutError):
            good = False
        finally:
            if writer is not None:
                writer.close()
        if not good:
            counts["lost"] += 1
            return
        now = time.monotonic()
        if last is not None:
            gap = max(gap, now - last)
        else:
            print(json.dumps({"ready": True}), flush=True)
        last = now

    ending = loop.run_in_executor(None, sys.stdin.read)
    asks = set()
    due = time.monotonic()
    while not ending.done():
        due += 1 / rate
        counts["sent"] += 1
        one = asyncio.create_task(ask())
        asks.add(one)
        one.add_done_callback(asks.discard)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
    await asyncio.gather(*asks)
    print(json.dumps({**counts, "longest_gap_ms": round(gap * 1000)}), flush=True)


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
