"""The server, as one key sees it."""

import uuid

from calque._http import Http
from calque._projects import Copy, Project


class Calque:
    """A Calque server and an API key.

    url      -- of the gateway
    key      -- an account's, or a project's; None for what anybody may ask
    timeout  -- seconds without a byte after which a call is given up
    attempts -- how often a safe call is tried in all: one that only reads, or that the server knows again
    """

    def __init__(self, url, key=None, timeout=120.0, attempts=4):
        self.http = Http(url, key, timeout, attempts)

    def v1(self, event, /, *, safe=False, **options):
        """Sends an event of API v1 and returns the message that answers it.

        safe -- it may be sent again when no answer comes
        """
        return self.http.ask("v1/" + event, options, safe)

    def v2(self, path, /, *, safe=False, **parameters):
        """Calls a path of API v2, such as `projects/start`, and returns the decoded answer."""
        return self.http.ask("v2/" + path, parameters, safe)

    def ping(self):
        """The server's time, as ISO 8601."""
        return self.v1("ping", safe=True)["now"]

    def query(self, query, *, safe=True, **options):
        """Asks the query language, or changes rows by it: what has a null in it reads.

        query -- such as {"projects": [{"project_id": None, "title": None}]}
        """
        wish = {"query": query}
        if options:
            wish["options"] = [{name: value} for name, value in options.items()]
        return self.v1("query", safe=safe, **wish)["query"]

    def create_project(self, title, **parameters):
        """Makes a project."""
        return self.project(self.v1("create_project", title=title, **parameters)["project_id"])

    def project(self, project_id):
        """A project that is there; nothing is asked yet."""
        return Project(self, project_id)

    def copy(self, source, source_path, target, target_path=None, *, key=None, **options):
        """Asks for a copy between two projects. It is made in the background, whoever stays.

        key     -- names the wish: sent twice, it is one copy; made up when absent
        options -- of `copy_path_between_projects`, such as `scheduled` or `overwrite_newer`
        """
        wish = {
            "src_project_id": str(source),
            "src_path": source_path,
            "target_project_id": str(target),
            **options,
        }
        if target_path is not None:
            wish["target_path"] = target_path
        answer = self.http.ask(
            "v1/copy_path_between_projects",
            {**wish, "wait_until_done": False},
            safe=True,
            headers={"Idempotency-Key": key or str(uuid.uuid4())},
        )
        return Copy(self, answer["copy_path_id"])
