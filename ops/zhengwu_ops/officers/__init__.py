"""Officers, their keys, and who may change which folder."""
