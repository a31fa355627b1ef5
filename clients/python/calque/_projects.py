"""Projects, their commands, jobs and files, and copies."""

import base64
import http.client
import json
import shutil
import time
import urllib.parse
from dataclasses import dataclass

from calque._errors import Refused, Unreachable
from calque._http import decoded, pause

_FOLLOW_SILENCE = 60.0
_MOST_BREAKS = 30
_LONGEST_LOOK = 2.0


@dataclass(frozen=True)
class Result:
    """What a command has written, and its exit code."""

    stdout: str
    stderr: str
    exit_code: int


@dataclass(frozen=True)
class Output:
    """A piece of what a job writes.

    stream -- `stdout` or `stderr`
    offset -- of its first byte in that stream
    """

    stream: str
    offset: int
    data: bytes


class Project:
    """A project of the server."""

    def __init__(self, calque, project_id):
        self.calque = calque
        self.project_id = project_id

    def __str__(self):
        return self.project_id

    def v2(self, path, /, *, safe=False, **parameters):
        """Calls a path of API v2 for this project."""
        return self.calque.v2(path, safe=safe, project_id=self.project_id, **parameters)

    def exec(self, command, args=None, *, timeout=60, check=True, **options):
        """Runs a command and waits for its end.

        args    -- of the program `command`; when absent, `command` is a line of bash
        timeout -- seconds that it may take
        check   -- an exit code that is not 0 is raised
        """
        wish = {"command": command, "timeout": timeout, "err_on_exit": check, **options}
        if args is not None:
            wish["args"] = list(args)
        parameters = {"project_id": self.project_id, **wish}
        answer = self.calque.http.ask("v2/exec", parameters, timeout=timeout + 30)
        return Result(answer["stdout"], answer["stderr"], answer["exit_code"])

    def start_job(self, command, args=None, **options):
        """Starts a command that nobody has to wait for."""
        wish = {"command": command, "async_call": True, **options}
        if args is not None:
            wish["args"] = list(args)
        return Job(self, self.v2("exec", **wish)["job_id"])

    def read_text(self, path):
        """The text of a file."""
        return self.calque.v1(
            "read_text_file_from_project", safe=True, project_id=self.project_id, path=path)["content"]

    def write_text(self, path, content):
        """Makes this the content of a file: all of it or nothing."""
        self.calque.v1(
            "write_text_file_to_project", safe=True, project_id=self.project_id, path=path, content=content)

    def download(self, path, into):
        """Writes the bytes of a file into `into`, which is open for writing bytes; they are never held all at once."""
        with self.calque.http.open("GET", self._file(path)) as response:
            if response.status != 200:
                decoded(response.status, response.read())
            shutil.copyfileobj(response, into)
            if response.length:
                raise Unreachable(f"{path}: the connection broke off {response.length} bytes before the end")

    def upload(self, path, source):
        """Makes the bytes of `source`, bytes or a file that is open for reading them, the content of a file."""
        headers = {"Content-Type": "application/octet-stream"}
        with self.calque.http.open("PUT", self._file(path), source, headers) as response:
            return decoded(response.status, response.read())

    def list(self, path="", **parameters):
        """The entries of a folder."""
        return self.v2("projects/files/list", safe=True, path=path, **parameters)["entries"]

    def start(self):
        """Starts the project, which every command does by itself."""
        self.v2("projects/start", safe=True)

    def stop(self):
        """Ends all that runs in the project."""
        self.v2("projects/stop", safe=True)

    def delete(self):
        """Stops the project and takes it away from everybody."""
        self.stop()
        self.v2("projects/delete", safe=True)

    def _file(self, path):
        return "v2/projects/files/content?" + urllib.parse.urlencode({"project_id": self.project_id, "path": path})


class Job:
    """A command that goes on by itself."""

    def __init__(self, project, job_id):
        self.project = project
        self.job_id = job_id

    def status(self):
        """What the server tells of it: `status`, `exit_code`, `stdout` and more."""
        return self.project.v2("exec", safe=True, async_get=self.job_id)

    def wait(self):
        """Waits for its end, however long that takes, and returns what the server tells of it then."""
        breaks = 0
        while True:
            try:
                return self.project.v2("exec", safe=True, async_get=self.job_id, async_await=True)
            except Unreachable:
                breaks += 1
                if breaks > _MOST_BREAKS:
                    raise
                time.sleep(pause(breaks))

    def cancel(self):
        """Ends it with all its processes."""
        self.project.v2("exec/cancel", safe=True, job_id=self.job_id)

    def output(self):
        """What it writes, as `Output`, from its first byte to its last, while it runs.

        A stream that breaks off is taken up at the byte where it broke.
        """
        last = None
        breaks = 0
        while True:
            try:
                for event, last, data in self._events(last):
                    breaks = 0
                    if event == "end":
                        return
                    if event == "error":
                        raise Refused(data["error"], 200, data)
                    yield Output(event, data["offset"], base64.b64decode(data["base64"]))
            except (Unreachable, OSError, http.client.HTTPException):
                pass  # the next attempt begins where this one ended
            breaks += 1
            if breaks > _MOST_BREAKS:
                raise Unreachable(f"job {self.job_id}: its output broke off {breaks} times")
            time.sleep(pause(breaks))

    def _events(self, last):
        path = "v2/exec/follow?" + urllib.parse.urlencode(
            {"project_id": self.project.project_id, "job_id": self.job_id, "encoding": "base64"})
        headers = {"Accept": "text/event-stream"}
        if last is not None:
            headers["Last-Event-ID"] = last
        with self.project.calque.http.open("GET", path, headers=headers, timeout=_FOLLOW_SILENCE) as response:
            if response.status != 200:
                decoded(response.status, response.read())
            fields = {}
            for line in response:
                text = line.decode().rstrip("\r\n")
                if not text:
                    if "data" in fields:
                        yield fields.get("event", "message"), fields.get("id", last), json.loads(fields["data"])
                    fields = {}
                elif not text.startswith(":"):
                    name, _, value = text.partition(":")
                    fields[name] = value.removeprefix(" ")


class Copy:
    """A copy that was asked for."""

    def __init__(self, calque, copy_id):
        self.calque = calque
        self.copy_id = copy_id

    def status(self):
        """Its row: `scheduled`, `started`, `finished`, `error` and more."""
        answer = self.calque.v1("copy_path_status", safe=True, copy_path_id=self.copy_id)
        return answer["data"]

    def wait(self, timeout=None):
        """Waits for its end and returns its row. A copy that failed is raised.

        timeout -- seconds after which `TimeoutError` is raised; the copy goes on
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        looks = 0
        while True:
            row = self.status()
            if row.get("finished"):
                if row.get("error"):
                    raise Refused(row["error"], 200, row)
                return row
            looks += 1
            seconds = min(_LONGEST_LOOK, 0.05 * 2**min(looks, 6))
            if deadline is not None and time.monotonic() + seconds > deadline:
                raise TimeoutError(f"copy {self.copy_id} has not ended within {timeout} s")
            time.sleep(seconds)

    def cancel(self):
        """Ends it, whether it waits or runs."""
        self.calque.v2("copies/cancel", safe=True, copy_path_id=self.copy_id)
