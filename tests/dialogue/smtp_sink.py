"""A mail server that keeps what it gets: for tests, and as a process of its own for benchmarks.

It answers as RFC 5321 asks. What a mailbox is called decides what happens to its mail: `nadie@` does
not exist (550), `lleno@` is full (452), `basura@` is refused for what it says (554).

    python -m tests.dialogue.smtp_sink PORT FILE
"""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

REFUSED = {"nadie": b"550 5.1.1 no such mailbox\r\n", "lleno": b"452 4.2.2 mailbox full\r\n"}
SPAM = "basura"


@dataclass
class Sink:
    """What arrived; `break_after` makes the server vanish after taking so many, before its 250."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    break_after: int | None = None
    record: Path | None = None

    def ids(self) -> list[str]:
        """The Message-ID of every mail, in the order of arrival."""
        return [str(mail["Message-ID"]) for mail in self.mails]

    def to(self, recipient: str) -> list[EmailMessage]:
        """The mails of one recipient."""
        return [mail for mail in self.mails if mail["To"] == recipient]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one client until it leaves."""
        self.connections += 1
        writer.write(b"220 ensayo ESMTP\r\n")
        recipient = ""
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                writer.write(REFUSED.get(recipient.partition("@")[0], b"250 ok\r\n"))
            elif word == b"DATA":
                writer.write(b"354 go on\r\n")
                data = (await reader.readuntil(b"\r\n.\r\n")).replace(b"\r\n..", b"\r\n.")
                if self._is_to_break():
                    break
                writer.write(self._take(recipient, data[:-5]))
            elif word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 ensayo\r\n")
        writer.close()

    def _is_to_break(self) -> bool:
        if self.break_after is None or len(self.mails) < self.break_after:
            return False
        self.break_after = None
        return True

    def _take(self, recipient: str, data: bytes) -> bytes:
        if recipient.startswith(f"{SPAM}@"):
            return b"554 5.7.1 refused\r\n"
        if self.record is None:
            self.mails.append(message_from_bytes(data, policy=policy.default))
        else:
            head = data.partition(b"\r\n\r\n")[0]
            name = next(
                row for row in head.split(b"\r\n") if row.lower().startswith(b"message-id:")
            )
            with self.record.open("ab") as file:
                file.write(name.partition(b":")[2].strip() + b" " + str(len(data)).encode() + b"\n")
        return b"250 taken\r\n"


@contextmanager
def running_sink(record: Path | None = None) -> Iterator[Sink]:
    """Run a sink in a thread until the block ends."""
    sink, started, loop = Sink(record=record), threading.Event(), asyncio.new_event_loop()

    async def run() -> None:
        server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
        sink.port = server.sockets[0].getsockname()[1]
        started.set()
        async with server:
            await stop.wait()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)  # here: another loop may run in the thread of the test

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    started.wait(5)
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()


async def _main(port: int, record: Path) -> None:
    server = await asyncio.start_server(Sink(record=record).serve, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), Path(sys.argv[2])))
