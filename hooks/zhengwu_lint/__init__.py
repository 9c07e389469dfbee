"""Everything that can reject a change."""
