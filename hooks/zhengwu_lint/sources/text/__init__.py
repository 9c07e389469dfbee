"""Text as a reader takes it in, and what stands in it."""
