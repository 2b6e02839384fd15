# SPDX-License-Identifier: Apache-2.0
"""Chromium without a window, spoken to over a pipe (DevTools protocol, JSON messages ended by NUL)."""
import base64
import json
import os
import select
import subprocess
import tempfile
import time

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-ipc-flooding-protection",
         "--disable-dev-shm-usage",
         "--no-first-run", "--no-default-browser-check", "--disable-extensions",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--remote-debugging-pipe"]


class Browser:
    """One page.  What it asks of the network, and what it complains of, is in .requests and
    .complaints; a request that a click makes is noted in .asked and goes nowhere."""

    def __init__(self, patience=60):
        self.patience = patience
        self.profile = tempfile.TemporaryDirectory(prefix="copil-browser-")
        here, there = os.pipe(), os.pipe()
        command = ["sh", "-c", f'exec "$@" 3<&{here[0]} 4>&{there[1]}', "sh", "chromium", *FLAGS,
                   f"--user-data-dir={self.profile.name}", "about:blank"]
        self.child = subprocess.Popen(command, pass_fds=(here[0], there[1]),
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
        os.close(here[0])
        os.close(there[1])
        self.to, self.since = here[1], there[0]
        self.buffer, self.events, self.number, self.session = b"", [], 0, None
        self.requests, self.complaints, self.asked = [], [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            self.call(domain + ".enable")

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        except (OSError, EOFError):
            pass
        try:
            self.child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.profile.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ---- messages ----

    def receive(self):
        until = time.monotonic() + self.patience
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.since], [], [], max(0, until - time.monotonic()))
            piece = os.read(self.since, 1 << 20) if ready else b""
            if not piece:
                raise EOFError("chromium is silent")
            self.buffer += piece
        message, _, self.buffer = self.buffer.partition(b"\0")
        message = json.loads(message)
        if "method" in message:
            self.note(message["method"], message["params"])
        return message

    def note(self, method, params):
        self.events.append((method, params))
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Fetch.requestPaused":
            self.asked.append(params["request"]["url"])
            self.send("Fetch.failRequest", requestId=params["requestId"], errorReason="Aborted")
        elif method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(params["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(str([one.get("value") for one in params["args"]]))

    def send(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        return self.number

    def call(self, method, **params):
        number = self.send(method, **params)
        while True:
            message = self.receive()
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(method + ": " + message["error"]["message"])
                return message["result"]

    def wait(self, method):
        """Until METHOD happens, counted from the last call of forget()."""
        while not any(name == method for name, _ in self.events):
            self.receive()

    def forget(self):
        self.events.clear()

    # ---- what a person does ----

    def open(self, path):
        self.forget()
        self.call("Page.navigate", url="file://" + path)
        self.wait("Page.loadEventFired")

    def look(self, script):
        """The value of a JavaScript expression in the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                          awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["exception"].get("description", script))
        return found["result"].get("value")

    def size(self, width, height=900, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=phone)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key, code=0):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code, text="\r" if key == "Enter" and
                      kind == "keyDown" else "")

    def print(self):
        """The page on paper, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True,
                                          printBackground=False)["data"])
