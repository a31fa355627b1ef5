"""A client of the Calque HTTP API that needs nothing but the standard library.

    from calque import Calque

    calque = Calque("http://127.0.0.1:8080", "sk-...")
    project = calque.create_project("First")
    print(project.exec("echo hello").stdout)

Every event of API v1 is `calque.v1(name, **options)` and every path of API v2 `calque.v2(path, **parameters)`; the methods
are for what is used most, for waiting and for streams. What a server refuses is raised as `Refused`, in its own words.
"""

from calque._errors import CalqueError, Refused, Unreachable
from calque._client import Calque
from calque._projects import Copy, Job, Output, Project, Result

__all__ = ["Calque", "CalqueError", "Copy", "Job", "Output", "Project", "Refused", "Result", "Unreachable"]
