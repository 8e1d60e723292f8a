"""What does the demonstration world hold? A fictional council, its plan and its acts, all marked.

One generator with a seed makes it: the same seed, size and day give the same world.
"""

from minga.config.demonstration.world import load

__all__ = ["load"]
