"""Events of a site's lifecycle, written to the register."""
