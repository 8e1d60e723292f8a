"""How does it look? The base page, the components, the forms, the maps, the charts and the page cache."""
