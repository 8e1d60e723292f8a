"""How much may a file hold before it stops being a work plan?"""

MEGABYTE = 1024 * 1024
LARGEST_FILE = 40 * MEGABYTE
LARGEST_TEXT = 10 * MEGABYTE
LARGEST_PART = 60 * MEGABYTE  # one part of a zipped document, unpacked
LARGEST_UNPACKED = 400 * MEGABYTE  # everything a zipped document declares
HIGHEST_RATIO = 200  # unpacked to packed, for parts worth a bomb
SMALL_PART = 5 * MEGABYTE
MOST_PARTS = 5_000
MOST_ROWS = 20_000
WIDEST_ROW = 256
MOST_PAGES = 600
LONGEST_CELL = 100_000
MOST_MERGED = 500_000  # squares covered by the merged cells of a page
MOST_RULES = 1_500  # lines drawn on a page: more is a map, not a table
MOST_SQUARES = 20_000  # of one lattice
MOST_COMPARED = 20_000  # pairs of objectives whose likeness is measured
