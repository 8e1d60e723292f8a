"""Where? Zones, parishes, neighbourhoods, settlements, their populations and boundaries; not what is built there."""
