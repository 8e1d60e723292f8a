"""How long from nothing to the first page, and how long a second start?"""

from benchmarks.running import demonstration


def main() -> None:
    """Start twice in one folder and print both."""
    with demonstration() as first:
        folder = first.folder
        print(
            f"de nada a la primera página, paquetes ya instalados: {first.seconds:.1f} s (meta 30)"
        )
    with demonstration(folder=folder) as second:
        print(f"segundo arranque: {second.seconds:.1f} s (meta 6)")


if __name__ == "__main__":
    main()
