# SPDX-License-Identifier: Apache-2.0
"""Whom copil send hands letters to in the tests: SMTP servers on this machine (aiosmtpd, and a
socket that behaves badly), and a program that stands for sendmail."""
import logging
import os
import socket
import ssl
import stat
import subprocess
import threading
import time
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

logging.getLogger("mail.log").setLevel(logging.ERROR)
warnings.simplefilter("ignore") # of a server that asks for a password without STARTTLS: smtps


class Postman:
    """Takes letters.  RECIPIENTS {address: answer to RCPT}, ANSWERS {place in order: answer to the
    letter} say what it refuses; SENDER is the answer to MAIL.  An answer "" takes the letter and hangs
    up without a word."""

    def __init__(self, recipients=None, answers=None, sender=None, slow=0):
        self.recipients, self.answers = recipients or {}, answers or {}
        self.sender, self.slow = sender, slow
        self.taken, self.asked, self.texts = [], 0, 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.asked += 1
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.texts += 1
        time.sleep(self.slow)
        answer = self.answers.get(self.texts, "250 2.0.0 OK: queued")
        if not answer:
            server.transport.abort()
        if answer[:1] in ("2", ""):
            self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content,
                               session.ssl is not None, session.authenticated))
        return answer


class Server:
    """with Server(postman) as server: server.url."""

    def __init__(self, postman, certificate=None, implicit=False, password=None):
        self.postman = postman
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        options = {"hostname": "127.0.0.1", "port": free_port(), "ready_timeout": 20}
        if implicit:
            options["ssl_context"] = context
        elif context:
            options["tls_context"] = context
            options["require_starttls"] = True
        if password:
            options["auth_required"] = True
            options["auth_require_tls"] = context is not None and not implicit
            options["authenticator"] = lambda server, session, envelope, mechanism, data: AuthResult(
                success=isinstance(data, LoginPassword) and
                (data.login, data.password) == tuple(each.encode() for each in password),
                handled=False)
        self.controller = Controller(postman, **options)
        self.port = options["port"]
        self.url = f"smtp{'s' if implicit else ''}://127.0.0.1:{self.port}"

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Dropper:
    """A server that hangs up, or falls silent, at one moment: "banner", "text" (in the middle of the
    letter) or "dot" (all of it came, and no answer goes back)."""

    def __init__(self, moment, silent=False):
        self.moment, self.silent = moment, silent
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "smtp://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.texts, self.held = [], []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.talk(connection)
            if self.silent:
                self.held.append(connection)
            else:
                # Reset, as a machine that goes down does: what it had not read is lost.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                connection.close()

    def talk(self, connection):
        if self.moment == "banner":
            return
        connection.sendall(b"220 x\r\n")
        file = connection.makefile("rb")
        for line in file:
            if line.upper().startswith(b"DATA"):
                break
            connection.sendall(b"250 x\r\n")
        connection.sendall(b"354 x\r\n")
        text = b""
        for line in file:
            text += line
            if line == b".\r\n" or self.moment == "text":
                break
        self.texts.append(text)

    def close(self):
        self.listener.close()


def program(work, name, script):
    """An executable SCRIPT for the shell."""
    path = os.path.join(work, name)
    with open(path, "w") as file:
        file.write("#!/bin/sh\n" + script)
    os.chmod(path, 0o755)
    return path


def certificate(work, name="localhost", address="127.0.0.1"):
    """A certificate for this machine that vouches for itself: (certificate, key)."""
    paths = os.path.join(work, "server.pem"), os.path.join(work, "server.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                    "/CN=" + name, "-addext", f"subjectAltName=DNS:{name},IP:{address}", "-keyout",
                    paths[1], "-out", paths[0]], check=True, capture_output=True)
    return paths


def secret(work, name, text, mode=stat.S_IRUSR | stat.S_IWUSR):
    path = os.path.join(work, name)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)
    return path
