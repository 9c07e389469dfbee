"""The city, its sites and its pages as typed, immutable values; pure, without input or output."""
