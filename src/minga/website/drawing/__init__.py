"""How are cords, weaves, maps and charts drawn? As plain SVG text, from small frozen facts; no Django."""
