"""Measurements: how long the product takes, beside programs that do a part of its work."""
