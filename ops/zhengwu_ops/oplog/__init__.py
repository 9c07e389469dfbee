"""The operations log (Art. 30)."""
