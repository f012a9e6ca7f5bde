"""The model that Pollen began with: asyncore, on the poll that its loop can use."""

import asyncore
import socket


class Echo(asyncore.dispatcher):
    def __init__(self, connection):
        self.rest = b""
        super().__init__(connection)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle_read(self):
        self.rest += self.recv(65536)
        if self.rest:
            self.handle_write()

    def writable(self):
        return bool(self.rest)

    def handle_write(self):
        self.rest = self.rest[self.send(self.rest):]


class EchoServer(asyncore.dispatcher):
    def __init__(self):
        super().__init__()
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.bind(("127.0.0.1", 0))
        self.listen(4096)

    def handle_accepted(self, connection, address):
        Echo(connection)


server = EchoServer()
print("Listening on", server.socket.getsockname()[1], flush=True)
asyncore.loop(use_poll=True)
