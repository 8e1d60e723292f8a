"""Why was something refused? The one shape of every refusal of the kernel: a code and the facts that explain it."""


class Refused(Exception):
    """What was asked cannot be done; `code` names the reason and `facts` fill its sentence.

    The sentence itself is in `kernel.labels`: the same code serves page, API and command line.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
