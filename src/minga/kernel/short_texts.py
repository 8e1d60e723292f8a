"""How does what is to be said fit into a message? Whole words, the address never cut."""

MESSAGE = 299  # signs: under the 300 that two text messages carry
LONGEST_ADDRESS = 200
CUT = "…"


def shortened(text: str, most: int) -> str:
    """Return the text, or its first words and a sign that it goes on; never longer than `most`."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    room = max(most - len(CUT), 0)
    head = plain[:room]
    words = head.rpartition(" ")[0] if plain[room : room + 1] != " " else head
    return f"{(words if len(words) > room // 2 else head).rstrip(' ,;:.')}{CUT}"[:most]


def short_message(*sentences: str, address: str, most: int = MESSAGE) -> str:
    """Return the sentences and then the address, in `most` signs at the most.

    What comes first counts more: later sentences are shortened and left out before earlier ones.
    Raises ValueError when the address alone leaves no room for words.
    """
    if len(address) > min(LONGEST_ADDRESS, most - 2):
        raise ValueError("address-too-long")
    room = most - len(address) - 1
    said: list[str] = []
    for sentence in (" ".join(one.split()) for one in sentences):
        left = room - sum(len(one) + 1 for one in said)
        if not sentence or left < min(len(sentence), 20):
            continue
        said.append(shortened(sentence, left))
    return " ".join((*said, address))
