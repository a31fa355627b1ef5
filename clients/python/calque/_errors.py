"""What can go wrong."""


class CalqueError(Exception):
    """Any failure of a call."""


class Refused(CalqueError):
    """The server answered, and what it answered is an error.

    status -- of HTTP: 200 for most refusals, as the API has it
    answer -- the decoded answer, where there is more in it than the text; None when it was no JSON
    """

    def __init__(self, text, status, answer=None):
        super().__init__(text)
        self.status = status
        self.answer = answer


class Unreachable(CalqueError):
    """No answer came. Unless the call was a safe one, what was asked for may have happened."""
