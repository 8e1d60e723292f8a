"""How does anyone find, follow and reuse it? The home page, datasets, feeds and the site map."""
