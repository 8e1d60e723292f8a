"""How does an operation say no? One clear Spanish sentence, exit code 1, nothing half-done."""


class OperationRefused(Exception):
    """The installation cannot do this now; the message is the sentence for the person."""
