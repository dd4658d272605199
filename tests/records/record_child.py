"""Programs that tests start in a process of their own, as `python -m tests.records.record_child`:

record_child append FILE N AT_ONCE   append records; print each id once it is kept
record_child fill FILE FOLDER        fill the disk that FOLDER is on, by records; then give space back
record_child limit FILE              append under a limit on a file's size
record_child nobody FILE             open as a user who may not write there
record_child fork FILE               append in a child of the process that opened the store
"""

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path

from bylaw.errors import RecordError
from bylaw.records import RecordStore, open_reader, open_store
from tests.records.record_samples import make_record


async def append(file: Path, n: int, at_once: int) -> None:
    """Append records, so many at once, and say of each when it is kept."""
    store = open_store(file)
    rest = iter(range(n))

    async def some() -> None:
        for _ in rest:
            record = make_record()
            await store.append(record)
            print(record.id, flush=True)

    await asyncio.gather(*(some() for _ in range(at_once)))
    await store.aclose()


async def append_until_refused(store: RecordStore) -> None:
    """Append large records until one isn't kept, and say how many were."""
    kept = 0
    while kept < 1000:
        try:
            await store.append(make_record(sent=b'["' + b"x" * 20_000 + b'"]'))
        except RecordError as error:
            print(f"kept {kept}: {error}")
            return
        kept += 1


async def fill(file: Path, filler: Path) -> None:
    """Append until the disk is full; make room; append again."""
    store = open_store(file)
    await append_until_refused(store)
    await asyncio.to_thread(filler.unlink)
    await store.append(make_record())
    await store.aclose()
    again = open_store(file)
    await again.append(make_record())
    await again.aclose()
    with open_reader(file) as reader:
        print(f"then {sum(1 for _ in reader.iterate())}")


async def limit(file: Path) -> None:
    """Append until the file may not grow."""
    store = open_store(file)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    await append_until_refused(store)


async def append_one(store: RecordStore) -> None:
    """Append, and say how it went."""
    try:
        await store.append(make_record())
        print("kept one", flush=True)
    except RecordError as error:
        print(error, flush=True)


def nobody(file: Path) -> None:
    """Open a store without the right to."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        open_store(file)
    except RecordError as error:
        print(error)


def fork(file: Path) -> None:
    """Use a store that another process opened."""
    store = open_store(file)
    if os.fork() == 0:
        asyncio.run(append_one(store))
        os._exit(0)
    os.wait()
    asyncio.run(append_one(store))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["append", file, n, at_once]:
            asyncio.run(append(Path(file), int(n), int(at_once)))
        case ["fill", file, folder]:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)
            filler = Path(folder) / "filler"
            filler.write_bytes(bytes(600_000))
            asyncio.run(fill(Path(file), filler))
        case ["limit", file]:
            asyncio.run(limit(Path(file)))
        case ["nobody", file]:
            nobody(Path(file))
        case ["fork", file]:
            fork(Path(file))
