"""Requests with a key, and the repetition of those that may be repeated."""

import base64
import http.client
import json
import random
import ssl
import time
import urllib.parse

from calque._errors import Refused, Unreachable

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_BROKEN = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Http:
    """One server and one key. May be used by many threads: each call has a connection of its own.

    attempts -- how often a safe call is tried in all
    timeout  -- seconds without a byte after which a connection is given up
    """

    def __init__(self, url, key, timeout, attempts):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"url must be like https://calque.example.org, not {url!r}")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._base = parts.path.rstrip("/")
        self._timeout = timeout
        self._attempts = attempts
        self._authorization = "Basic " + base64.b64encode(f"{key}:".encode()).decode() if key else None

    def ask(self, path, parameters, safe=False, timeout=None, headers=None):
        """Sends JSON and returns the decoded answer."""
        body = json.dumps(parameters, allow_nan=False).encode()
        all_headers = {"Content-Type": "application/json", **(headers or {})}
        return self._repeat(safe, lambda: self._asked(path, body, all_headers, timeout))

    def _asked(self, path, body, headers, timeout):
        response = self.open("POST", path, body, headers, timeout)
        with response:
            return decoded(response.status, response.read())

    def open(self, method, path, body=None, headers=None, timeout=None):
        """Sends a request and returns the answer unread; the caller closes it."""
        connection = self._connection(timeout)
        all_headers = {"Connection": "close", **(headers or {})}
        if self._authorization:
            all_headers["Authorization"] = self._authorization
        try:
            connection.request(method, self._base + "/api/" + path, body, all_headers)
            return connection.getresponse()
        except _BROKEN as cause:
            connection.close()
            raise Unreachable(f"{method} {path}: {cause or type(cause).__name__}") from cause

    def _connection(self, timeout):
        seconds = self._timeout if timeout is None else timeout
        if self._secure:
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=seconds, context=ssl.create_default_context())
        return http.client.HTTPConnection(self._host, self._port, timeout=seconds)

    def _repeat(self, safe, call):
        for attempt in range(1, self._attempts + 1):
            try:
                return call()
            except (Unreachable, *_BROKEN) as failure:
                if not safe or attempt == self._attempts:
                    if isinstance(failure, Unreachable):
                        raise
                    raise Unreachable(str(failure) or type(failure).__name__) from failure
            except Refused as refusal:
                # Nothing has been done yet when a server says so, whatever was asked for.
                if refusal.status not in (429, 503) or attempt == self._attempts:
                    raise
            time.sleep(pause(attempt))
        raise AssertionError("an attempt ends by a return or a raise")


def pause(attempt):
    """Seconds to wait after so many attempts: twice as long each time, and never the same for two clients."""
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (attempt - 1)) * random.uniform(0.5, 1)


def decoded(status, body):
    """The answer in these bytes. An answer that says `error`, in any of the API's ways, is raised."""
    try:
        answer = json.loads(body) if body else None
    except ValueError:
        raise Refused(f"status {status}: {body[:200].decode('utf-8', 'replace')}", status) from None
    if isinstance(answer, dict) and answer.get("error"):
        raise Refused(str(answer["error"]), status, answer)
    if status >= 400:
        raise Refused(f"status {status}", status, answer)
    return answer
