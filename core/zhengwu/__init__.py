"""The city as data, and pages as data."""

__version__ = "0.1.0"
