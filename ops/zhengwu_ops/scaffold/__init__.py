"""New cities, sites and pages, complete from the first minute."""
