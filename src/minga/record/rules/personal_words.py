"""Which words of the record are a person's own, to be erased when they ask?"""


def are_personal(*, by_citizen: bool, held_office: bool) -> bool:
    """True for words of a citizen; false for those of somebody in office, who spoke in function.

    LOPDP art. 15: what the law orders to keep (the acts of a public office) is not erased. Whoever
    held no office on the day of the act spoke as a citizen, whatever the standing says.
    """
    return by_citizen or not held_office
