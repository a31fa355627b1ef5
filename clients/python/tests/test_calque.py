"""What the client does on a system that runs: CALQUE_URL and CALQUE_KEY say which."""

import io
import os
import socket
import threading
import unittest
import uuid

from calque import Calque, Refused, Unreachable

URL = os.environ["CALQUE_URL"]
KEY = os.environ["CALQUE_KEY"]


class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.calque = Calque(URL, KEY)
        cls.project = cls.calque.create_project("Python client")
        cls.other = cls.calque.create_project("Python client, target")
        cls.addClassCleanup(cls.project.delete)
        cls.addClassCleanup(cls.other.delete)

    def test_the_server_tells_its_time(self):
        self.assertRegex(self.calque.ping(), r"^\d{4}-\d\d-\d\dT")

    def test_a_wrong_key_is_refused_in_the_servers_words(self):
        with self.assertRaisesRegex(Refused, "No account found. Is your API key wrong?"):
            Calque(URL, "sk-nobody").ping()

    def test_a_command_answers_with_its_output(self):
        self.assertEqual("3\n", self.project.exec("echo $((1 + 2))").stdout)
        self.assertEqual("a b\n", self.project.exec("echo", ["a b"]).stdout)

    def test_an_exit_code_is_raised_or_told(self):
        with self.assertRaisesRegex(Refused, "exited with nonzero code 3"):
            self.project.exec("exit 3")
        self.assertEqual(3, self.project.exec("exit 3", check=False).exit_code)

    def test_the_output_of_a_job_arrives_while_it_runs_and_whole(self):
        job = self.project.start_job("printf begun; read line; printf ' %s' $line; printf oops >&2", stdin=True)
        pieces = job.output()
        first = next(pieces)
        self.assertEqual(("stdout", 0, b"begun"), (first.stream, first.offset, first.data))
        self.project.v2("exec/stdin", job_id=job.job_id, data="and ended\n")
        rest = {"stdout": b"", "stderr": b""}
        for piece in pieces:
            rest[piece.stream] += piece.data
        self.assertEqual({"stdout": b" and ended", "stderr": b"oops"}, rest)
        self.assertEqual("completed", job.wait()["status"])

    def test_a_job_can_be_cancelled(self):
        job = self.project.start_job("sleep 600")
        job.cancel()
        self.assertNotEqual("running", job.wait()["status"])

    def test_a_stream_that_breaks_off_is_taken_up_where_it_broke(self):
        with Breaking(URL, after=200_000) as relay:
            project = Calque(relay.url, KEY).project(self.project.project_id)
            job = self.project.start_job("for i in $(seq 60000); do echo line $i; done")
            self.assertEqual("completed", job.wait()["status"])
            broken = type(job)(project, job.job_id)
            seen = b"".join(piece.data for piece in broken.output())
            self.assertEqual("".join(f"line {i}\n" for i in range(1, 60001)).encode(), seen)
            self.assertGreater(relay.breaks, 1)

    def test_text_comes_back_as_it_was_written(self):
        self.project.write_text("a folder/text.txt", "Zürich \u2603\n")
        self.assertEqual("Zürich \u2603\n", self.project.read_text("a folder/text.txt"))
        self.assertIn("text.txt", [entry["name"] for entry in self.project.list("a folder")])

    def test_bytes_come_back_as_they_were_sent(self):
        content = bytes(range(256)) * 4096
        self.project.upload("bytes.bin", content)
        into = io.BytesIO()
        self.project.download("bytes.bin", into)
        self.assertEqual(content, into.getvalue())
        with self.assertRaises(Refused) as missing:
            self.project.download("nowhere.bin", io.BytesIO())
        self.assertEqual(404, missing.exception.status)

    def test_a_copy_is_waited_for_and_its_failure_raised(self):
        self.project.write_text("copied.txt", "copied")
        self.calque.copy(self.project, "copied.txt", self.other, "there.txt").wait(30)
        self.assertEqual("copied", self.other.read_text("there.txt"))
        with self.assertRaises(Refused):
            self.calque.copy(self.project, "no such file", self.other).wait(30)

    def test_a_wish_for_a_copy_that_is_sent_twice_is_one_copy(self):
        self.project.write_text("once.txt", "once")
        wish = str(uuid.uuid4())
        one, two = (self.calque.copy(self.project, "once.txt", self.other, key=wish) for _ in range(2))
        self.assertEqual(one.copy_id, two.copy_id)

    def test_queries_read_and_change_rows(self):
        mine = {"project_id": self.project.project_id}
        self.calque.query({"projects": {**mine, "title": "Renamed"}})
        self.assertEqual("Renamed", self.calque.query({"projects": {**mine, "title": None}})["projects"]["title"])

    def test_what_only_reads_is_asked_again_and_what_changes_is_not(self):
        with Breaking(URL, after=0, times=2) as relay:
            calque = Calque(relay.url, KEY)
            self.assertTrue(calque.ping())
            self.assertEqual(2, relay.breaks)
        with Breaking(URL, after=0, times=1) as relay:
            with self.assertRaises(Unreachable):
                Calque(relay.url, KEY).create_project("never asked for twice")
            self.assertEqual(1, relay.breaks)


class Breaking:
    """A way to the server that breaks off.

    after -- bytes of an answer that it lets pass
    times -- how many connections break; all when absent
    """

    def __init__(self, url, after, times=None):
        host, port = url.removeprefix("http://").split(":")
        self._server = (host, int(port))
        self._after = after
        self._times = times
        self.breaks = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self._run, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._door.close()

    def _run(self):
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(client,), daemon=True).start()

    def _relay(self, client):
        with client, socket.create_connection(self._server) as server:
            breaking = self._times is None or self.breaks < self._times
            if breaking and self._after == 0:
                self._break(client)
                return
            threading.Thread(target=self._pass, args=(client, server), daemon=True).start()
            passed = 0
            while piece := server.recv(10_000):
                passed += len(piece)
                client.sendall(piece)
                if breaking and passed > self._after:
                    self._break(client)
                    return

    def _break(self, client):
        self.breaks += 1
        client.shutdown(socket.SHUT_RDWR)

    @staticmethod
    def _pass(client, server):
        try:
            while piece := client.recv(65536):
                server.sendall(piece)
        except OSError:
            pass


if __name__ == "__main__":
    unittest.main()
